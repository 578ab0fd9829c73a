"""A case file told to the interview, screen by screen, as a person would type it."""

from __future__ import annotations

import re
from typing import Any

from .surroundings import surroundings  # noqa: F401 (first: it prepares docassemble)

# isort: split
from docassemble.base.util import DADict

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.web.facts import FactList, facts_of

from .without_a_server import Visit

_ANOTHER = ".there_is_another"
_ENOUGH = 80
"""More screens than any interview has."""


def tell(visit: Visit, case_file: CaseFile) -> list[str]:
    """Answer every screen with the facts of a case file, until the review page.

    Returns:
        The names of the screens, in the order they were asked.
    """
    names: list[str] = []
    for _ in range(_ENOUGH):
        if not visit.asked:
            return names
        names.append(visit.name)
        visit.answer(answers(visit, case_file))
    raise AssertionError(f"the interview doesn't end: {names[-10:]}")


def answers(visit: Visit, case_file: CaseFile) -> dict[str, Any]:
    """What to type into the inputs of the screen, for the facts of a case file."""
    so_far = {
        name: len(value(visit.variables["facts"], name).elements)
        for variable in visit.asked
        if (name := variable.removesuffix(_ANOTHER)) != variable
    }
    return answers_for(list(visit.asked), case_file, so_far)


def answers_for(
    asked: list[str], case_file: CaseFile, so_far: dict[str, int] | None = None
) -> dict[str, Any]:
    """What to type into inputs, for the facts of a case file.

    Args:
        asked: the variables of the inputs.
        case_file: the facts.
        so_far: how many groups each list has, where a page asks whether there is another; one
            where it isn't said.
    """
    facts = facts_of(case_file, 1)
    typed: dict[str, Any] = {}
    for variable in asked:
        name = variable.removesuffix(_ANOTHER)
        if name != variable:
            more = len(value(facts, name).elements) > (so_far or {}).get(name, 1)
            typed[variable] = str(more)
            continue
        told = value(facts, variable)
        if isinstance(told, DADict):
            typed[variable] = [word for word, ticked in told.elements.items() if ticked]
        elif told is not _ABSENT:
            typed[variable] = as_typed(told)
    return typed


_ABSENT = object()


def value(facts: Any, variable: str) -> Any:
    """What a variable holds, without asking for it."""
    held = facts
    for step in re.findall(r"[^.\[\]]+", variable)[1:]:
        if isinstance(held, FactList):
            held = held.elements[int(step)] if int(step) < len(held.elements) else _ABSENT
        else:
            held = vars(held).get(step, _ABSENT)
        if held is _ABSENT:
            return _ABSENT
    return held


def as_typed(told: Any) -> str:
    """A fact as a person types it; that there is none is told by the box below a date."""
    if told is None:
        return "none"
    if isinstance(told, list):
        return "\n".join(str(line) for line in told)
    return str(told)
