"""The kinds of input that the interview uses: `fact`, `day`, `known-day` and `clock`.

An answer is checked where it is given, by the case file's own model of that fact, so that the words
of a problem are the same on a page, in a report and on the command line. Words stay as they were
typed: docassemble's own text inputs drop everything that looks like HTML.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from docassemble.base.util import CustomDataType, DAValidationError

from ..casefile import read_facts
from ..errors import CaseFileError, Problem
from .facts import as_words, is_told, plain_value
from .shape import Kind, address, slot_at

_NONE = "none"
"""How a page says that a day has not come or will not: the box below the input is ticked."""


class FactAnswer(CustomDataType):  # type: ignore[misc]
    """A text, an amount, a whole number, or one of several choices."""

    name = "fact"
    skip_if_empty = False

    @classmethod
    def validate(cls, item: str, variable_name: str) -> bool:
        """Check an answer by the model of its fact.

        Raises:
            DAValidationError: what is wrong with it, and what to do.
        """
        problems = answer_problems(variable_name, cls.transform(item, variable_name))
        if problems:
            raise DAValidationError(" ".join(_sentence(problem) for problem in problems))
        return True

    @classmethod
    def transform(cls, item: str, variable_name: str) -> str | None:
        """The answer as the facts hold it."""
        return "" if _nothing_chosen(item, variable_name) else item.strip()

    @classmethod
    def default_for(cls, item: Any) -> str:
        """The answer as the input shows it."""
        return as_words(item)

    @classmethod
    def empty(cls) -> str:
        """What a choice gives when nothing is chosen."""
        return ""


class DayAnswer(FactAnswer):
    """A date, or that it is not known; with `none label` also that there is none."""

    name = "day"
    input_type = "date"
    parameters = ("none label",)

    @classmethod
    def transform(cls, item: str, variable_name: str) -> str | None:  # noqa: ARG003
        """The date in ISO form, `unknown`, or nothing for "there is none"."""
        day = item.strip()
        return None if day == _NONE else day

    @classmethod
    def default_for(cls, item: Any) -> str:
        """The date as the input shows it."""
        return _NONE if item is None else as_words(item)


class KnownDayAnswer(FactAnswer):
    """A date that must be given."""

    name = "known-day"
    input_type = "date"


class ClockAnswer(FactAnswer):
    """A time of day, as 09:00."""

    name = "clock"
    input_type = "time"


def answer_problems(variable_name: str, answer: Any) -> tuple[Problem, ...]:
    """What is wrong with one answer, seen by itself.

    Args:
        variable_name: the interview's variable, with its list indexes filled in.
        answer: what the page gave.
    """
    where = address(variable_name)
    slot = slot_at(where)
    if slot is None:
        return (Problem(where, "is not a fact we know", "ask for another"),)
    value = plain_value(slot, answer)
    if not is_told(value):
        return ()
    facts = _nested(where.split("."), value)
    # Whether a day may lie ahead is judged when all facts are known, not here.
    facts.setdefault("meta", {})
    facts["meta"] = {"id": "one-answer", "as_of": date.max.isoformat(), **facts["meta"]}
    try:
        read_facts(facts)
    except CaseFileError as error:
        return tuple(p for p in error.problems if f"{p.where}.".startswith(f"{where}."))
    return ()


def _nothing_chosen(item: str, variable_name: str) -> bool:
    """Whether no button of a choice is pressed: docassemble then sends the word `None`."""
    slot = slot_at(address(variable_name))
    return item == "None" and slot is not None and (slot.kind is Kind.YES_NO or bool(slot.words))


def _nested(path: list[str], value: Any) -> Any:
    """Plain data in which only the fact at `path` is told."""
    if not path:
        return value
    inner = _nested(path[1:], value)
    return [*({} for _ in range(int(path[0]))), inner] if path[0].isdigit() else {path[0]: inner}


def _sentence(problem: Problem) -> str:
    what = problem.what[:1].upper() + problem.what[1:]
    return f"{what}: {problem.remedy}."
