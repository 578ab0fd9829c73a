"""Does every name of an expression exist? Told from the model of the facts, without any facts.

A misspelt fact would otherwise be found only by the case that needs it: `client.adress` in a branch
that is seldom taken. So would a word that a fact can never have: `level == "felonie"`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from ..casefile import PartialDate
from ..errors import Problem
from .environment import Expressions
from .kinds import NOTHING, PLAIN, GroupKind, Kind, either, fact_of, listed

_DATE = {"year": PLAIN, "month": PLAIN, "day": PLAIN}
_LOOP = Kind(parts={"index": PLAIN, "first": PLAIN, "last": PLAIN, "length": PLAIN})
_SAME = ("list", "unique", "sort", "reverse", "if_known", "select", "reject", "default", "d")
_ONE = ("first", "last", "min", "max")
_BY_FACT = ("selectattr", "rejectattr")
_EQUAL = ("equalto", "eq", "==")


class Resolver:
    """Looks up every name, fact and word that expressions use, and notes what there isn't.

    Attributes:
        problems: what was found so far.
    """

    def __init__(self, expressions: Expressions, names: Mapping[str, Kind]) -> None:
        """Make a resolver.

        Args:
            expressions: the environment whose filters and tests there are.
            names: what the names hold that an expression may use.
        """
        self.problems: list[Problem] = []
        self._jinja = expressions.jinja
        self._names = dict(names)
        self._where = ""
        self._ways: dict[type[nodes.Node], Callable[[Any], Kind]] = {
            nodes.Const: self._const,
            nodes.Name: self._name,
            nodes.Getattr: self._getattr,
            nodes.Getitem: self._getitem,
            nodes.CondExpr: self._condexpr,
            nodes.And: self._either_side,
            nodes.Or: self._either_side,
            nodes.Add: self._add,
            nodes.List: self._list,
            nodes.Tuple: self._list,
            nodes.Dict: self._dict,
            nodes.Compare: self._compare,
            nodes.Call: self._call,
            nodes.Test: self._test,
            nodes.Filter: self._filter,
        }

    def name(self, name: str, kind: Kind) -> None:
        """Make a further name known to the expressions that follow."""
        self._names[name] = kind

    def expression(self, text: str, where: str) -> Kind:
        """What a bare expression gives; what is wrong with it is noted.

        Args:
            text: Jinja, without braces.
            where: what to name in a problem (form and card key).
        """
        self._where = where
        try:
            parser = Parser(self._jinja, text, state="variable")
            tree = parser.parse_expression()
            if not parser.stream.eos:
                parser.fail(f"does not end at {parser.stream.current.value!r}")
        except TemplateSyntaxError as error:
            self._note(f"{text}: {error}")
            return PLAIN
        return self._kind(tree)

    def template(self, text: str, where: str) -> None:
        """Look through a text template with its loops and conditions."""
        self._where = where
        try:
            tree = self._jinja.parse(text)
        except TemplateSyntaxError as error:
            self._note(str(error))
            return
        before = dict(self._names)
        self._statements(tree.body)
        self._names = before

    def _note(self, what: str) -> None:
        problem = Problem(self._where, what, "correct the expression, or name the fact as it is")
        if problem not in self.problems:
            self.problems.append(problem)

    # Statements of a template

    def _statements(self, statements: Iterable[nodes.Node]) -> None:
        for statement in statements:
            self._statement(statement)

    def _statement(self, statement: nodes.Node) -> None:
        match statement:
            case nodes.Output():
                for part in statement.nodes:
                    if not isinstance(part, nodes.TemplateData) and self._kind(part).groups:
                        self._note("prints a group of facts; print one of its facts")
            case nodes.If():
                self._kind(statement.test)
                for branch in (statement.body, statement.elif_, statement.else_):
                    self._statements(branch)
            case nodes.For():
                self._loop(statement)
            case nodes.Assign():
                self._assign(statement.target, self._kind(statement.node))
            case _:
                self._note(f"uses {type(statement).__name__.lower()}, which no paper needs")

    def _loop(self, loop: nodes.For) -> None:
        before = dict(self._names)
        items = self._items(self._kind(loop.iter))
        self._assign(loop.target, items)
        self._names["loop"] = _LOOP
        if loop.test is not None:
            self._kind(loop.test)
        self._statements(loop.body)
        self._names = before
        self._statements(loop.else_)

    def _assign(self, target: nodes.Node, kind: Kind) -> None:
        match target:
            case nodes.Name():
                self._names[target.name] = kind
            case nodes.NSRef():
                whole = self._names.get(target.name, Kind(parts={}))
                self._names[target.name] = whole | Kind(parts={target.attr: kind})
            case _:
                self._note("sets several names at once")

    # Expressions

    def _kind(self, node: nodes.Node) -> Kind:
        """What an expression gives."""
        way = self._ways.get(type(node))
        if way is not None:
            return way(node)
        for child in node.iter_child_nodes():
            self._kind(child)
        return PLAIN

    def _const(self, node: nodes.Const) -> Kind:
        return Kind(words=frozenset({node.value}))

    def _name(self, node: nodes.Name) -> Kind:
        if node.name not in self._names:
            self._note(f"there is nothing called {node.name}")
        return self._names.get(node.name, PLAIN)

    def _getattr(self, node: nodes.Getattr) -> Kind:
        return self._fact(self._kind(node.node), node.attr)

    def _getitem(self, node: nodes.Getitem) -> Kind:
        whole, index = self._kind(node.node), self._kind(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return whole
        if whole.keys is not None:
            self._same_words(index, whole.keys)
            return whole.items or PLAIN
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._fact(whole, node.arg.value)
        return self._items(whole)

    def _condexpr(self, node: nodes.CondExpr) -> Kind:
        self._kind(node.test)
        otherwise = self._kind(node.expr2) if node.expr2 is not None else PLAIN
        return self._kind(node.expr1) | otherwise

    def _either_side(self, node: nodes.And | nodes.Or) -> Kind:
        return self._kind(node.left) | self._kind(node.right)

    def _add(self, node: nodes.Add) -> Kind:
        sides = self._kind(node.left), self._kind(node.right)
        return sides[0] | sides[1] if any(side.items for side in sides) else PLAIN

    def _list(self, node: nodes.List | nodes.Tuple) -> Kind:
        return listed(either(self._kind(item) for item in node.items))

    def _dict(self, node: nodes.Dict) -> Kind:
        keys = [self._kind(pair.key).words or frozenset() for pair in node.items]
        values = either(self._kind(pair.value) for pair in node.items)
        return Kind(words=frozenset(), items=values, keys=frozenset().union(*keys))

    def _compare(self, node: nodes.Compare) -> Kind:
        left = self._kind(node.expr)
        for operand in node.ops:
            right = self._kind(operand.expr)
            if operand.op in ("in", "notin") and right.keys is not None:
                self._same_words(left, right.keys)
            elif operand.op in ("in", "notin") and right.items is not None:
                self._comparable(left, right.items)
            elif operand.op in ("eq", "ne"):
                self._comparable(left, right)
        return PLAIN

    def _call(self, node: nodes.Call) -> Kind:
        if isinstance(node.node, nodes.Name) and node.node.name == "namespace":
            return Kind(parts={pair.key: self._kind(pair.value) for pair in node.kwargs})
        self._note("calls something; only filters can be used")
        return PLAIN

    def _test(self, node: nodes.Test) -> Kind:
        if node.name not in self._jinja.tests:
            self._note(f"there is no test called {node.name}")
        kind = self._kind(node.node)
        for argument in node.args:
            other = self._kind(argument)
            if node.name in _EQUAL:
                self._comparable(kind, other)
        return PLAIN

    def _filter(self, node: nodes.Filter) -> Kind:
        if node.name not in self._jinja.filters:
            self._note(f"there is no filter called {node.name}")
        kind = self._kind(node.node) if node.node is not None else PLAIN
        given = [self._kind(argument) for argument in node.args]
        if node.name in _BY_FACT:
            self._chosen(node, kind, given)
            return kind
        if node.name in ("select", "reject") and len(given) > 1:
            self._comparable(self._items(kind), given[1].items or given[1])
        if node.name == "map":
            return listed(self._mapped(node, kind))
        if node.name in ("default", "d"):
            return either(iter((kind, *given)))
        if node.name in _ONE:
            return self._items(kind)
        return kind if node.name in _SAME else PLAIN

    def _chosen(self, node: nodes.Filter, kind: Kind, given: list[Kind]) -> None:
        """`selectattr("server.name", "equalto", …)`: the fact exists, and can be what is asked."""
        value = self._path(self._items(kind), node.args[0])
        if len(given) > 2:
            self._comparable(value, given[2].items or given[2])

    def _mapped(self, node: nodes.Filter, kind: Kind) -> Kind:
        by_name = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if by_name is not None:
            return self._path(self._items(kind), by_name)
        name = node.args[0].value if node.args and isinstance(node.args[0], nodes.Const) else ""
        if name not in self._jinja.filters:
            self._note(f"there is no filter called {name}")
        return PLAIN

    # What holds what

    def _path(self, kind: Kind, path: nodes.Node) -> Kind:
        if not isinstance(path, nodes.Const):
            self._note("names a fact by an expression")
            return PLAIN
        for name in str(path.value).split("."):
            kind = self._fact(kind, name)
        return kind

    def _items(self, kind: Kind) -> Kind:
        if kind.items is None and kind != PLAIN:
            self._note("takes something for a list that is none")
        return kind.items or NOTHING if kind.items is not None else PLAIN

    def _fact(self, kind: Kind, name: str) -> Kind:
        """A fact of a value; every group that the value may be must have it."""
        if kind.parts is not None:
            if name not in kind.parts:
                self._note(f"there is nothing called {name} here")
            return kind.parts.get(name, PLAIN)
        if not kind.groups or kind.groups == {GroupKind(PartialDate)}:
            if name not in _DATE:
                self._note(f"looks for {name} where there is no group of facts")
            return PLAIN
        found = [fact_of(group, name) for group in sorted(kind.groups, key=_class_name)]
        for one in found:
            if isinstance(one, str):
                self._note(one)
        return either(one for one in found if isinstance(one, Kind))

    def _comparable(self, one: Kind, other: Kind) -> None:
        """Of two that are compared, one has no words that the other can never have."""
        if one.words is None or other.words is None:
            return
        fewer, more = sorted((one.words, other.words), key=len)
        for word in sorted(map(str, fewer - more))[:1]:
            self._impossible(word, more)

    def _impossible(self, word: str, words: frozenset[object]) -> None:
        allowed = ", ".join(sorted(map(str, words)))
        self._note(f"{word!r} can never be there, only: {allowed}")

    def _same_words(self, index: Kind, keys: frozenset[object]) -> None:
        """Every key of a table must be a word that the fact which is looked up can have."""
        words = index.words
        if words is not None:
            for word in sorted(map(str, keys - words)):
                self._impossible(word, words)


def _class_name(group: GroupKind) -> str:
    return group.model.__name__
