"""A deadline as it is told: the day, how it was reached, what it rests on, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ...casefile import known
from ...casefile.one_case import OneCase
from ...errors import CalendarError, Problem
from ..calendar import court_calendar
from ..calendar_law import LawItem
from .periods import Calculator, NoLimit, Period

Severity = Literal["error", "warning", "note"]
Kind = Literal["last_day", "first_day", "expected", "none"]
Suggestion = Literal["continuance", "order_shortening_time"]


@dataclass(frozen=True)
class Step:
    """One step of a count.

    Attributes:
        words: what was done, in plain words.
        day: the day reached by it.
        rule: the rule followed, as it is cited.
    """

    words: str
    day: date | None
    rule: str


@dataclass(frozen=True)
class Concern:
    """What is wrong, or should be known, about a deadline.

    Attributes:
        severity: error (can't go on), warning (can, knowingly), note (to be known).
        problem: where, what, and what to do.
        warning: the code of the warning text to show, like `W-DEADLINE`.
        suggests: what may help.
    """

    severity: Severity
    problem: Problem
    warning: str | None = None
    suggests: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class IfServed:
    """The last day if the papers are served in another way."""

    method: str
    by: str
    day: date


@dataclass(frozen=True)
class Deadline:
    """One result of one calculator.

    Attributes:
        calculator: K1 to K12.
        name: which of its days: `moving_papers`, `floor`, `notice_PC1203_4`, …
        title: what the day is called.
        as_of: the day on which it was reckoned.
        case: the index of the court case, or `None` for the whole matter.
        case_number: the court's number of that case, where it is known.
        of: the address of the fact that tells apart several results of one name (a service, a
            filing); empty where there is one.
        kind: the last day to act, the first day to act, the day by which somebody else is expected
            to act, or none (there is no limit).
        day: the day; `None` where it can't be told.
        window: where the day lies between two days and can't be told closer.
        facts: the addresses of the facts that were read.
        needs: the addresses of facts that are missing. Without a day, it can't be told before they
            are known; with one, they could still change it.
        steps: how it was reached.
        law: the rules and numbers used, with their standing.
        concerns: what is wrong with it.
        if_served: the last day by other ways of service.
    """

    calculator: Calculator
    name: str
    title: str
    as_of: date
    case: int | None = None
    case_number: str | None = None
    of: str = ""
    kind: Kind = "last_day"
    day: date | None = None
    window: tuple[date, date] | None = None
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    law: tuple[LawItem, ...] = ()
    concerns: tuple[Concern, ...] = ()
    if_served: tuple[IfServed, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest severity of its concerns."""
        found = {concern.severity for concern in self.concerns}
        order: tuple[Severity, ...] = ("error", "warning", "note")
        return next((severity for severity in order if severity in found), None)

    @property
    def days_left(self) -> int | None:
        """Days from `as_of` to the day; negative where it has passed, `None` without a day."""
        return (self.day - self.as_of).days if self.day else None

    @property
    def passed(self) -> bool | None:
        """Whether the day lies before `as_of`; `None` where that can't be told."""
        if self.day:
            return self.day < self.as_of
        if self.window and self.window[1] < self.as_of:
            return True
        return False if self.window and self.window[0] >= self.as_of else None

    @property
    def or_next_court_day(self) -> bool:
        """Whether the window is the first day or, if the court was closed then, its next day.

        The court calendar doesn't reach back to the day, so the window's end is the calendar's
        beginning and tells nothing (rule C3).
        """
        calendar = court_calendar()
        beginning = calendar.on_or_after(calendar.first)
        return bool(self.window and self.window[0] < calendar.first and self.window[1] == beginning)

    @property
    def confidential(self) -> bool:
        """Whether the day comes from the immigration history, which is confidential."""
        return any(address.startswith("imm.") for address in (*self.facts, *self.needs))


def for_case(one: OneCase, rule: Period | NoLimit, *facts: str) -> Deadline:
    """The beginning of a result for one case."""
    begun = for_matter(one.as_of, rule, *facts)
    return replace(begun, case=one.index, case_number=known(one.case.number))


def for_matter(as_of: date, rule: Period | NoLimit, *facts: str) -> Deadline:
    """The beginning of a result for the whole matter."""
    return Deadline(rule.calculator, rule.key, rule.title, as_of, facts=facts, law=(rule,))


def with_concern(deadline: Deadline, *concerns: Concern | None) -> Deadline:
    """The same result with concerns added; `None` adds nothing."""
    found = tuple(concern for concern in concerns if concern)
    return replace(deadline, concerns=(*deadline.concerns, *found))


def or_uncountable(deadline: Deadline, count: Callable[[], Deadline]) -> Deadline:
    """What `count` gives; `deadline` without a day where the calendar's data end before it does."""
    try:
        return count()
    except CalendarError as error:
        where = deadline.facts[0] if deadline.facts else deadline.name
        return with_concern(
            deadline,
            *(
                Concern("error", Problem(where, problem.what, problem.remedy))
                for problem in error.problems
            ),
        )
