"""When papers are served too late, or not yet although the last day has passed (trap T15)."""

from __future__ import annotations

from datetime import date

from ...errors import Problem
from ..calendar_days import written
from .periods import Period
from .result import Concern, Deadline, Severity, Suggestion

_DEADLINE = "W-DEADLINE"


def concern_of_service(
    deadline: Deadline, rule: Period, service: str, day: date, made: bool
) -> Concern | None:
    """A service, planned or made, that is after the last day; `None` where it is in time.

    Args:
        deadline: the last day.
        rule: the period that it comes from.
        service: the address of the service.
        day: the day planned, or on which it was made.
        made: whether it has been made.
    """
    if deadline.day is None or day <= deadline.day:
        return None
    when = f"was made on {written(day)}" if made else f"is planned for {written(day)}"
    what = f"service {when}, after the last day, {written(deadline.day)}, {_before(rule)}"
    return _concern(f"{service}.{'served_on' if made else 'planned_on'}", what, rule)


def concern_of_a_past_day(
    deadline: Deadline, rule: Period, service: str, hearing: date | None
) -> Concern | None:
    """A last day that has passed before a hearing that hasn't, with no service told."""
    if deadline.day is None or hearing is None or not deadline.day < deadline.as_of <= hearing:
        return None
    what = (
        f"no service is recorded, and the last day has passed: {written(deadline.day)}, "
        f"{_before(rule)}"
    )
    return _concern(f"{service}.served_on", what, rule)


def _before(rule: Period) -> str:
    return f"{rule.words} before the hearing ({rule.authority})"


def _concern(where: str, what: str, rule: Period) -> Concern:
    """The floor of K1 is an error; a period of notice can be mended, and is a warning."""
    severity: Severity
    suggests: tuple[Suggestion, ...]
    if rule.key == "floor":
        severity, suggests = "error", ("continuance",)
        remedy = "have the hearing continued: an order made without this notice falls on appeal"
    elif rule.calculator == "K1":
        severity, suggests = "warning", ("continuance", "order_shortening_time")
        remedy = "serve earlier, or ask for a continuance or an order shortening time"
    else:
        severity, suggests = "warning", ("continuance",)
        remedy = "serve earlier, or ask for a continuance"
    return Concern(severity, Problem(where, what, remedy), _DEADLINE, suggests)
