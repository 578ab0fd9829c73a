"""Case files in and out: YAML and JSON, all problems of a file in one report, nothing lost.

`read_yaml` and `read_json` give a `CaseFile` or raise one `CaseFileError` that names every problem
by its fact address. `write_json` gives bytes from which the same case file is read again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import CaseFileError, Problem
from .base import FactModel
from .case_file import CaseFile
from .chronology import chronology_problems

MAX_BYTES = 2_000_000
"""No case told in words comes near this; a larger file is not one."""


_SHAPES = {
    "number": "the court's case number: capital letters, digits, spaces and - . /",
    "code": "the code's capital letters, like PC or HS",
    "section": "the section alone, like 11378 or 459.5",
    "subdiv": "the subdivision in brackets, like (a)(1)",
    "id": "letters, digits and . _ - only",
}
"""What a text of a fixed shape looks like, by the last part of its address."""


@dataclass(frozen=True)
class Reading:
    """What could be read of a case file, and everything that is wrong with it.

    Attributes:
        case_file: the facts that can be read, those that are wrong left out; `None` where nothing
            can be read. A problem of chronology leaves every fact in.
        problems: every problem, of shape and of chronology, in the order of the addresses.
    """

    case_file: CaseFile | None
    problems: tuple[Problem, ...]


class _FactLoader(yaml.SafeLoader):
    """YAML whose keys are words, each given once: `on:` is not the truth value true.

    Aliases are refused: a few lines of them can stand for more facts than a machine can hold.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """One node of the file, which must stand for itself."""
        if self.check_event(yaml.AliasEvent):
            line = self.peek_event().start_mark.line + 1  # type: ignore[no-untyped-call]
            raise CaseFileError(Problem(f"line {line}", "is an alias (*)", "write the facts out"))
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
                    f"the key {key_node.value!r} is read as {key!r}, not as a word",
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


_FactLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(data: bytes, name: str = "case file") -> CaseFile:
    """Read a case file from YAML.

    Args:
        data: the file, UTF-8.
        name: what to call the file where a problem has no fact address.

    Raises:
        CaseFileError: not readable as YAML, or any fact is wrong.
    """
    return read_facts(yaml_facts(data, name), name)


def yaml_facts(data: bytes, name: str = "case file") -> Any:
    """The plain data of a YAML file, before it is read as facts.

    Raises:
        CaseFileError: too large, not UTF-8, not YAML, a key that is no word or is given twice.
    """
    text = _decode(data, name)
    try:
        return yaml.load(text, _FactLoader)  # noqa: S506 (a SafeLoader)
    except RecursionError as error:
        raise _too_deep(name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 1}" if mark else name
        what = getattr(error, "problem", None) or "can't be read"
        raise CaseFileError(Problem(where, f"is not YAML: {what}", "correct this line")) from error


def read_json(data: bytes, name: str = "case file") -> CaseFile:
    """Read a case file from JSON.

    Raises:
        CaseFileError: not readable as JSON, or any fact is wrong.
    """
    return read_facts(json_facts(data, name), name)


def json_facts(data: bytes, name: str = "case file") -> Any:
    """The plain data of a JSON file, before it is read as facts.

    Raises:
        CaseFileError: too large, not UTF-8, or not JSON.
    """
    try:
        return json.loads(_decode(data, name))
    except RecursionError as error:
        raise _too_deep(name) from error
    except json.JSONDecodeError as error:
        raise CaseFileError(
            Problem(f"{name}, line {error.lineno}", f"is not JSON: {error.msg}", "correct it")
        ) from error


def read_facts(facts: Any, name: str = "case file") -> CaseFile:
    """Read a case file from plain data (mappings, lists, words, numbers, dates).

    Raises:
        CaseFileError: every problem, of shape and of chronology, in the order of the addresses.
    """
    reading = examine_facts(facts, name)
    if reading.problems or reading.case_file is None:
        raise CaseFileError(reading.problems)
    return reading.case_file


def examine_facts(facts: Any, name: str = "case file") -> Reading:
    """Read what can be read of plain data, and name every problem.

    For whoever wants to go on from the readable part, to report what else is wrong in one round.
    """
    if not isinstance(facts, dict):
        return Reading(
            None,
            (Problem(name, "is not a mapping of facts", "begin with `meta:` as the examples do"),),
        )
    problems: list[Problem] = []
    case_file: CaseFile | None = None
    # Facts that are wrong are left out and the rest is read again, so that impossible dates
    # elsewhere are reported in the same round.
    for _ in range(20):
        try:
            case_file = CaseFile.model_validate(facts)
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems += [_problem(detail) for detail in details]
            remaining = _without(facts, [detail["loc"] for detail in details])
            if remaining is None:
                break
            facts = remaining
        else:
            problems += chronology_problems(case_file)
            break
    return Reading(case_file, tuple(sorted(set(problems))))


def write_json(case_file: CaseFile) -> bytes:
    """The case file as JSON, UTF-8, keys in the model's order; facts not asked stay absent."""
    text = case_file.model_dump_json(exclude_unset=True, by_alias=True, indent=1)
    return text.encode("utf-8")


def _too_deep(name: str) -> CaseFileError:
    return CaseFileError(
        Problem(name, "is nested too deeply", "begin with `meta:` as the examples do")
    )


def _decode(data: bytes, name: str) -> str:
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


def _address(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "case file"


def _problem(detail: ErrorDetails) -> Problem:
    """One of pydantic's errors in our words."""
    where = _address(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return Problem(where, "is not a fact we know", _nearest_key(detail["loc"]))
    if kind == "missing":
        return Problem(where, "is needed in every case file", "add it")
    if kind in ("literal_error", "enum"):
        expected = (detail.get("ctx") or {}).get("expected", "")
        return Problem(where, f"{detail['input']!r} is not one of the words", f"give {expected}")
    if kind == "string_pattern_mismatch":
        shape = _SHAPES.get(where.rpartition(".")[2], "a text of the right shape")
        return Problem(where, f"{detail['input']!r} can't be read", f"write {shape}")
    if kind.startswith("int_"):
        return Problem(where, "is not a whole number", "write digits only, or write unknown")
    if kind.startswith("fact_"):
        return Problem(where, detail["msg"], "correct it, or write unknown")
    remedy = "put it in quotes" if kind == "string_type" else "correct it, or write unknown"
    return Problem(where, detail["msg"][:1].lower() + detail["msg"][1:], remedy)


def _nearest_key(location: tuple[int | str, ...]) -> str:
    model: type[FactModel] | None = CaseFile
    for part in location[:-1]:
        if isinstance(part, str) and model is not None:
            model = _model_of(model, part)
    if model is None:
        return "remove it"
    names = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(str(location[-1]), names, n=1)
    return f"did you mean {near[0]}?" if near else f"remove it; known here: {', '.join(names)}"


def _model_of(model: type[FactModel], key: str) -> type[FactModel] | None:
    """The fact model that the field `key` of `model` holds, singly or in a list."""
    field = next((f for name, f in model.model_fields.items() if key in (name, f.alias)), None)
    pending = [field.annotation] if field else []
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, FactModel):
            return annotation
        pending += get_args(annotation)
    return None


def _without(facts: Any, locations: list[tuple[int | str, ...]]) -> Any:
    """A copy of `facts` without the given places; `None` where one can't be left out."""
    copy = _copied(facts)
    for location in sorted(locations, key=lambda loc: [str(part) for part in loc], reverse=True):
        if not location or location[0] == "meta":
            return None
        holder = copy
        for part in location[:-1]:
            if isinstance(holder, dict | list):
                try:
                    holder = holder[part]  # type: ignore[index]
                except (KeyError, IndexError):
                    break
        if isinstance(holder, dict):
            holder.pop(location[-1], None)
        elif isinstance(holder, list) and isinstance(location[-1], int):
            holder[location[-1]] = {}
        else:
            return None
    return copy


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
