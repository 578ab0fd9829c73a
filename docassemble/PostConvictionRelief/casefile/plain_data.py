"""YAML and JSON as plain data: mappings, lists, words, numbers, dates. No fact is judged here."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NoReturn

import yaml

from ..errors import CaseFileError, Problem

MAX_BYTES = 2_000_000
"""No case told in words comes near this; a larger file is not one."""
MAX_DEPTH = 40
"""Groups within groups; the facts themselves need seven."""


def from_yaml(data: bytes, name: str = "case file") -> Any:
    """The plain data of a YAML file.

    Args:
        data: the file, UTF-8.
        name: what to call the file where a problem has no fact address.

    Raises:
        CaseFileError: too large, not UTF-8, not YAML, a key that is no word or is given twice.
    """
    text = _decoded(data, name)
    try:
        return yaml.load(text, _FactLoader)  # noqa: S506 (a SafeLoader)
    except RecursionError as error:
        raise CaseFileError(too_deep(name)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 1}" if mark else name
        what = getattr(error, "problem", None) or "can't be read"
        raise CaseFileError(Problem(where, f"is not YAML: {what}", "correct this line")) from error
    except ValueError as error:  # a number with more digits than Python reads
        raise CaseFileError(_no_number(name)) from error


def from_json(data: bytes, name: str = "case file") -> Any:
    """The plain data of a JSON file.

    Raises:
        CaseFileError: too large, not UTF-8, not JSON, a key that is given twice, no number.
    """
    text = _decoded(data, name)
    try:
        return json.loads(text, object_pairs_hook=_each_once, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise CaseFileError(too_deep(name)) from error
    except json.JSONDecodeError as error:
        raise CaseFileError(
            Problem(f"{name}, line {error.lineno}", f"is not JSON: {error.msg}", "correct it")
        ) from error
    except ValueError as error:  # a number with more digits than Python reads
        raise CaseFileError(_no_number(name)) from error


def as_json(plain: Any) -> bytes:
    """Plain data as JSON, UTF-8, keys in their order."""
    return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8")


def as_yaml(plain: Any) -> bytes:
    """Plain data as YAML, UTF-8, keys in their order."""
    text: str = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
    return text.encode("utf-8")


def is_too_deep(plain: Any) -> bool:
    """Whether groups stand in groups without end."""
    pending = [(plain, 0)]
    while pending:
        value, depth = pending.pop()
        if depth > MAX_DEPTH:
            return True
        if isinstance(value, dict):
            pending += [(item, depth + 1) for item in value.values()]
        elif isinstance(value, list):
            pending += [(item, depth + 1) for item in value]
    return False


def too_deep(name: str) -> Problem:
    """A file whose groups stand in groups without end."""
    return Problem(name, "is nested too deeply", "begin with `meta:` as the examples do")


def _decoded(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise CaseFileError(
            Problem(name, f"is larger than {MAX_BYTES:,} bytes", "give the facts of one matter")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError(
            Problem(name, "is not UTF-8 text", "save the file with the encoding UTF-8")
        ) from error


def _no_number(name: str) -> Problem:
    return Problem(name, "holds a number that can't be read", "put it in quotes, or correct it")


def _refuse_constant(constant: str) -> NoReturn:
    raise CaseFileError(Problem("case file", f"{constant} is no number", "write null or unknown"))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise CaseFileError(
            [Problem(key, "is given twice in one group", "keep one of them") for key in twice]
        )
    return mapping


class _FactLoader(yaml.SafeLoader):
    """YAML whose keys are words, each given once: `on:` is not the truth value true.

    Aliases are refused: a few lines of them can stand for more facts than a machine can hold. So
    are tags, which say what a value should be read as.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """One node of the file, which must stand for itself."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        where = f"line {event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent):
            raise CaseFileError(Problem(where, "is an alias (*)", "write the facts out"))
        if getattr(event, "tag", None):
            raise CaseFileError(Problem(where, f"has a tag ({event.tag})", "write the value alone"))
        return super().compose_node(parent, index)


def _mapping(loader: _FactLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    problems = []
    previous = ""
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        where = f"line {key_node.start_mark.line + 1}"
        if not isinstance(key, str):
            problems.append(
                Problem(
                    where,
                    f"the key {_shown(key_node)!r} is read as {key!r}, not as a word",
                    "put it in quotes",
                )
            )
            continue
        if _is_torn_off(node, key_node, value_node) and isinstance(mapping.get(previous), str):
            mapping[previous] = f"{mapping[previous]}, {key}"
            continue
        if key in mapping:
            problems.append(Problem(where, f"{key} is given twice", "keep one of them"))
        mapping[key] = loader.construct_object(value_node, deep=True)
        previous = key
    if problems:
        raise CaseFileError(problems)
    return mapping


def _shown(node: yaml.Node) -> str:
    """A key as it was typed, if it is short enough to show."""
    return node.value if isinstance(node, yaml.ScalarNode) and len(node.value) < 40 else "…"


def _is_torn_off(node: yaml.MappingNode, key: yaml.Node, value: yaml.Node) -> bool:
    """Whether `key` is the rest of a text with a comma: `{note: asthma, college}`.

    YAML reads `college` as a key without a value. Nobody means that; the text is put together
    again, so that no word of it is lost.
    """
    start, end = key.end_mark, value.start_mark
    return bool(
        node.flow_style
        and value.tag == "tag:yaml.org,2002:null"
        and start.buffer is not None
        and ":" not in start.buffer[start.pointer : end.pointer]
        and start.buffer[start.pointer] in ",}"
    )


def _day(_loader: _FactLoader, node: yaml.ScalarNode) -> date | str:
    """A date; what only looks like one stays text, so that its fact can say what is wrong."""
    try:
        return date.fromisoformat(node.value)
    except ValueError:
        return str(node.value)


_FactLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_FactLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)
