"""Case files in and out: YAML and JSON, all problems of a file in one report, nothing lost.

`read_yaml` and `read_json` give a `CaseFile` or raise one `CaseFileError` that names every problem
by its fact address. `write_json` and `write_yaml` give bytes from which the same case file is read
again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import CaseFileError, Problem
from . import plain_data
from .base import FactModel
from .case_file import CaseFile
from .chronology import chronology_problems
from .consistency import contradictions
from .migrations import up_to_date
from .shape import model_below
from .shorthand import written_out


@dataclass(frozen=True)
class Reading:
    """What could be read of a case file, and everything that is wrong with it.

    Attributes:
        case_file: the facts that can be read, those that are wrong left out; `None` where nothing
            can be read. Facts that can't be true together are left in.
        problems: every problem, of shape and of what can't be true together, in the order of the
            addresses.
        changes: what an older format told otherwise, each with how it is told now.
    """

    case_file: CaseFile | None
    problems: tuple[Problem, ...]
    changes: tuple[Problem, ...] = ()


def read_yaml(data: bytes, name: str = "case file") -> CaseFile:
    """Read a case file from YAML.

    Args:
        data: the file, UTF-8.
        name: what to call the file where a problem has no fact address.

    Raises:
        CaseFileError: not readable as YAML, or any fact is wrong.
    """
    return read_facts(plain_data.from_yaml(data, name), name)


def yaml_facts(data: bytes, name: str = "case file") -> Any:
    """The plain data of a YAML file, before it is read as facts.

    Raises:
        CaseFileError: too large, not UTF-8, not YAML, a key that is no word or is given twice.
    """
    return plain_data.from_yaml(data, name)


def read_json(data: bytes, name: str = "case file") -> CaseFile:
    """Read a case file from JSON.

    Raises:
        CaseFileError: not readable as JSON, or any fact is wrong.
    """
    return read_facts(plain_data.from_json(data, name), name)


def json_facts(data: bytes, name: str = "case file") -> Any:
    """The plain data of a JSON file, before it is read as facts.

    Raises:
        CaseFileError: too large, not UTF-8, not JSON, a key that is given twice.
    """
    return plain_data.from_json(data, name)


def read_facts(facts: Any, name: str = "case file") -> CaseFile:
    """Read a case file from plain data (mappings, lists, words, numbers, dates).

    Raises:
        CaseFileError: every problem, of shape and of what can't be true together, in the order of
            the addresses.
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
        what = Problem(name, "is not a mapping of facts", "begin with `meta:` as the examples do")
        return Reading(None, (what,))
    if plain_data.is_too_deep(facts):
        return Reading(None, (plain_data.too_deep(name),))
    try:
        brought = up_to_date(facts)
    except CaseFileError as error:
        return Reading(None, error.problems)
    current, problems = written_out(brought.facts)
    case_file: CaseFile | None = None
    # Facts that are wrong are left out and the rest is read again, so that impossible dates
    # elsewhere are reported in the same round.
    for _ in range(20):
        try:
            case_file = CaseFile.model_validate(current)
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems += _problems(details)
            remaining = _without(current, [_place(detail["loc"]) for detail in details])
            if remaining is None:
                break
            current = remaining
        else:
            problems += [*chronology_problems(case_file), *contradictions(case_file)]
            break
    return Reading(case_file, tuple(sorted(set(problems))), brought.changes)


def plain_facts(case_file: CaseFile) -> dict[str, Any]:
    """The case file as plain data, with its version; facts that were not asked stay absent."""
    told = case_file.model_dump(mode="json", exclude_unset=True, by_alias=True)
    return {"version": case_file.version, **told}


def write_json(case_file: CaseFile) -> bytes:
    """The case file as JSON, UTF-8, keys in the model's order; facts not asked stay absent."""
    return plain_data.as_json(plain_facts(case_file))


def write_yaml(case_file: CaseFile) -> bytes:
    """The case file as YAML, UTF-8, keys in the model's order; facts not asked stay absent."""
    return plain_data.as_yaml(plain_facts(case_file))


def _place(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """A fact's place; where a fact may be of two types, the type is no part of it."""
    model: type[FactModel] | None = CaseFile
    parts: list[int | str] = []
    for part in location:
        if isinstance(part, str) and model is None:
            break
        parts.append(part)
        if isinstance(part, str) and model is not None:
            model = model_below(model, part)
    return tuple(parts)


def _problems(details: list[ErrorDetails]) -> list[Problem]:
    """Pydantic's errors in our words, one for each fact that is of none of its types."""
    found: dict[tuple[int | str, ...], Problem] = {}
    for detail in details:
        place, problem = _place(detail["loc"]), _problem(detail)
        before = found.get(place)
        if before:
            problem = replace(before, what=f"{before.what}, or {problem.what}")
        found[place] = problem
    return list(found.values())


def _problem(detail: ErrorDetails) -> Problem:
    """One of pydantic's errors in our words."""
    where = ".".join(str(part) for part in _place(detail["loc"])) or "case file"
    kind = detail["type"]
    context = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        return Problem(where, "is not a fact we know", _nearest_key(detail["loc"]))
    if kind == "missing":
        return Problem(where, "is needed in every case file", "add it")
    if kind in ("literal_error", "enum"):
        expected = context.get("expected", "")
        return Problem(where, f"{detail['input']!r} is not one of the words", f"give {expected}")
    if kind.startswith("int_"):
        return Problem(where, "is not a whole number", "write digits only, or write unknown")
    remedy = context.get("remedy", "correct it, or write unknown")
    if kind.startswith("fact_"):
        return Problem(where, detail["msg"], remedy)
    if kind == "string_type":
        remedy = "put it in quotes"
    return Problem(where, detail["msg"][:1].lower() + detail["msg"][1:], remedy)


def _nearest_key(location: tuple[int | str, ...]) -> str:
    model: type[FactModel] | None = CaseFile
    for part in location[:-1]:
        if isinstance(part, str) and model is not None:
            model = model_below(model, part)
    if model is None:
        return "remove it"
    names = [field.alias or name for name, field in model.model_fields.items()]
    near = get_close_matches(str(location[-1]), names, n=1)
    return f"did you mean {near[0]}?" if near else f"remove it; known here: {', '.join(names)}"


def _without(facts: Any, places: list[tuple[int | str, ...]]) -> Any:
    """A copy of `facts` without the given places; `None` where one can't be left out.

    In a list of groups an empty group keeps the place, so that the others keep their addresses; a
    list of values is left out whole.
    """
    copy = _copied(facts)
    for place in sorted(places, key=lambda found: [str(part) for part in found], reverse=True):
        if not place or place[0] == "meta":
            return None
        whole = place if isinstance(place[-1], str) or _in_groups(place) else place[:-1]
        holder = copy
        for part in whole[:-1]:
            if isinstance(holder, dict | list):
                try:
                    holder = holder[part]  # type: ignore[index]
                except (KeyError, IndexError):
                    break
        if isinstance(holder, dict):
            holder.pop(whole[-1], None)
        elif isinstance(holder, list) and isinstance(whole[-1], int):
            holder[whole[-1]] = {}
        else:
            return None
    return copy


def _in_groups(place: tuple[int | str, ...]) -> bool:
    """Whether a place is that of a group in a list of groups."""
    model: type[FactModel] | None = CaseFile
    for part in place:
        if isinstance(part, str) and model is not None:
            model = model_below(model, part)
    return model is not None


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
