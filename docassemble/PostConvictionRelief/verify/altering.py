"""Facts altered by address, as a trap's `set` says (rulings P28)."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from ..errors import CaseFileError, Problem

AS_OF = "as_of"
ONLY_CASE = "only_case"
TEMPLATE_OVERRIDE = "template_override"
"""Changes an exemplar, not a fact: what follows from it only the papers can show."""

Facts = dict[str, Any]


def altered(facts: Mapping[str, Any], changes: Mapping[str, Any]) -> Facts:
    """A copy of plain facts with changes made to it.

    Args:
        facts: a case file as plain data.
        changes: values by fact address (`case.0.plea_date`); also `as_of` for `meta.as_of`, and
            `only_case`, the number of the one case to keep, which is then `case.0`. A value
            `{generate: n, count: {…}}` stands for n counts, numbered from 1.

    Raises:
        CaseFileError: an address leads nowhere, or no case has the number.
    """
    copy: Facts = deepcopy(dict(facts))
    if ONLY_CASE in changes:
        _keep(copy, changes[ONLY_CASE])
    for address, value in changes.items():
        if address in (ONLY_CASE, TEMPLATE_OVERRIDE):
            continue
        _set(copy, "meta.as_of" if address == AS_OF else address, _generated(deepcopy(value)))
    return copy


def _keep(facts: Facts, number: object) -> None:
    """Keep one case, and of the defects those that are not of another case."""
    cases = facts.get("case")
    kept = [one for one in cases or () if isinstance(one, dict) and one.get("number") == number]
    if not kept:
        raise CaseFileError(
            Problem(f"set.{ONLY_CASE}", f"no case has the number {number}", "give one that has")
        )
    facts["case"] = kept
    defects = facts.get("defects")
    if isinstance(defects, list):
        facts["defects"] = [
            defect
            for defect in defects
            if not isinstance(defect, dict) or defect.get("case") in (None, number)
        ]


def _set(facts: Facts, address: str, value: object) -> None:
    holder: Any = facts
    *path, last = address.split(".")
    for n, part in enumerate(path):
        key = _key(holder, part, address)
        if isinstance(holder, dict):
            if holder.get(part) is None:
                holder[part] = {}
        elif key >= len(holder):
            raise _nowhere(address, f"{'.'.join(path[:n])} has no item {part}")
        holder = holder[key]
    key = _key(holder, last, address)
    if isinstance(holder, list) and key >= len(holder):
        if key > len(holder):
            raise _nowhere(address, f"{'.'.join(path)} has no item {last}")
        holder.append(value)
    else:
        holder[key] = value


def _key(holder: object, part: str, address: str) -> Any:
    if isinstance(holder, dict):
        return part
    if isinstance(holder, list):
        if part.isdecimal():
            return int(part)
        raise _nowhere(address, f"{part} is not the number of an item, from 0")
    raise _nowhere(address, f"{part} is below a fact that holds no others")


def _nowhere(address: str, what: str) -> CaseFileError:
    return CaseFileError(Problem(f"set.{address}", what, "give the address of a fact"))


def _generated(value: object) -> object:
    if not (isinstance(value, dict) and set(value) == {"generate", "count"}):
        return value
    how_many, count = value["generate"], value["count"]
    if not isinstance(how_many, int) or not isinstance(count, dict):
        return value
    return [{"n": n, **count} for n in range(1, how_many + 1)]
