"""Older formats of the case file, brought to the present one step by step.

Every file carries its `version`; one without it was written before there were versions, and is
version 0. A step takes the plain data of one version and gives that of the next; none loses a fact.
When the format changes so that older files would be read otherwise or not at all, raise
`FORMAT_VERSION`, add the step here, and a file of the old format to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..errors import CaseFileError, Problem
from .case_file import FORMAT_VERSION

Step = Callable[[dict[str, Any], list[Problem]], dict[str, Any]]
"""From the plain data of one version to that of the next; it adds what it changed to the list."""

_OLD_ADVISAL_WORDS = {"naturalization": "denial_of_naturalization"}


@dataclass(frozen=True)
class UpToDate:
    """Facts in the present format.

    Attributes:
        facts: plain data, with the present version.
        changes: what was told otherwise in the older format, each with how it is told now.
    """

    facts: dict[str, Any]
    changes: tuple[Problem, ...]


def up_to_date(facts: Mapping[str, Any]) -> UpToDate:
    """The facts in the present format, and what had to be changed for it.

    Args:
        facts: plain data of any version.

    Raises:
        CaseFileError: the version is newer than this program, or is none.
    """
    version = facts.get("version", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise CaseFileError(
            Problem("version", "is not a version number", f"write version: {FORMAT_VERSION}")
        )
    if version > FORMAT_VERSION:
        raise CaseFileError(
            Problem(
                "version",
                f"is {version}, and this program reads case files up to version {FORMAT_VERSION}",
                "update the program, or have the file written by the version that you use",
            )
        )
    current = dict(facts)
    changes: list[Problem] = []
    for step in range(version, FORMAT_VERSION):
        current = STEPS[step](current, changes)
    current = {"version": FORMAT_VERSION, **{k: v for k, v in current.items() if k != "version"}}
    return UpToDate(current, tuple(changes))


def _from_0(facts: dict[str, Any], changes: list[Problem]) -> dict[str, Any]:
    """The consequences that an advisement left out are named as section 1016.5 names them."""
    told = {**facts}
    if "plea" in told:
        told["plea"] = _plea_from_0(told["plea"], "plea", changes)
    cases = told.get("case")
    if isinstance(cases, list):
        told["case"] = [
            {**case, "plea": _plea_from_0(case["plea"], f"case.{index}.plea", changes)}
            if isinstance(case, dict) and "plea" in case
            else case
            for index, case in enumerate(cases)
        ]
    return told


def _plea_from_0(plea: Any, address: str, changes: list[Problem]) -> Any:
    missing = plea.get("missing") if isinstance(plea, dict) else None
    if not isinstance(missing, list):
        return plea
    words = []
    for index, word in enumerate(missing):
        new = _OLD_ADVISAL_WORDS.get(word, word) if isinstance(word, str) else word
        if new != word:
            where, what = f"{address}.missing.{index}", f"{word} is the word of an older format"
            changes.append(Problem(where, what, f"write {new}; it is read as that"))
        words.append(new)
    return {**plea, "missing": words}


STEPS: Mapping[int, Step] = MappingProxyType({0: _from_0})
"""By the version they begin with."""
