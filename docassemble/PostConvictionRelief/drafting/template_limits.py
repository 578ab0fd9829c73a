"""What a template must not do, so that no exemplar reaches out, works for ever or fills the memory.

The sandbox (`expressions/`) keeps expressions from Python; here the template's own statements are
looked at, before anything of it runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateError, nodes

MAX_SET = 20_000
"""A value kept by `set` has no more characters, or items, than this."""

WITHIN_LIMITS = "_within_limits"
"""The filter that the environment must know as `within_limits`."""

_TAKES_IN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_UNBOUNDED = (nodes.Macro, nodes.CallBlock)
_REFUSED_FILTERS = {
    "safe": "inserts unescaped text",
    "pprint": "prints facts as a program sees them",
    "random": "would make another paper every time",
    **dict.fromkeys(("center", "format", "indent", "wordwrap"), "can make a paper of any size"),
    **dict.fromkeys(("tojson", "urlize", "xmlattr"), "inserts code"),
}
_DEEPEST_LOOP = 3
"""Loops in loops; more would let a template work for ever without writing a word."""


def forbidden(tree: nodes.Template) -> list[tuple[int, str]]:
    """What a template does and must not do: the line, and what stands there."""
    found = [(node.lineno, "takes in another template") for node in tree.find_all(_TAKES_IN)]
    found += [(node.lineno, "defines a macro") for node in tree.find_all(_UNBOUNDED)]
    found += [
        (loop.lineno, "repeats itself") for loop in tree.find_all(nodes.For) if loop.recursive
    ]
    found += [(line, "loops in too many loops") for line in _deep_loops(tree, 0)]
    found += [
        (node.lineno, "turns escaping off") for node in tree.find_all(nodes.EvalContextModifier)
    ]
    found += [
        (node.lineno, f"the filter {node.name} {_REFUSED_FILTERS[node.name]}")
        for node in tree.find_all(nodes.Filter)
        if node.name in _REFUSED_FILTERS
    ]
    return [(line, f"{what}, which is not allowed") for line, what in found]


def _deep_loops(node: nodes.Node, depth: int) -> Iterator[int]:
    for child in node.iter_child_nodes():
        inside = depth + isinstance(child, nodes.For)
        if inside > _DEEPEST_LOOP:
            yield child.lineno
        else:
            yield from _deep_loops(child, inside)


def limit_sets(tree: nodes.Template) -> None:
    """Let no `set` make something large, since each `set` could double what another made.

    Args:
        tree: changed in place; its environment must know the filter `WITHIN_LIMITS`.
    """
    for assign in tree.find_all(nodes.Assign):
        assign.node = _within_limits(assign.node)
    for block in tree.find_all(nodes.AssignBlock):
        block.filter = _within_limits(block.filter)


def _within_limits(node: nodes.Node | None) -> nodes.Filter:
    return nodes.Filter(node, WITHIN_LIMITS, [], [], None, None, lineno=1)


def within_limits(value: object) -> object:
    """The value of a `set`.

    Raises:
        TemplateError: it is a very long text or list.
    """
    if isinstance(value, str | list | tuple | dict) and len(value) > MAX_SET:
        raise TemplateError(f"a set makes something larger than {MAX_SET:,}")
    return value
