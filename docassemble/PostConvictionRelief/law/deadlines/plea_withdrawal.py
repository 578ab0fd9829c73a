"""K4: how long after the grant of probation a plea may be withdrawn (Penal Code section 1018)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...casefile import known
from ...casefile.one_case import OneCase
from ...errors import Problem
from ..calendar import court_calendar
from ..calendar_days import written
from .counting import Count
from .periods import period
from .result import Concern, Deadline, for_case, or_uncountable, with_concern


def plea_withdrawal(one: OneCase, vehicles: Iterable[str] = ()) -> Deadline | None:
    """The last day to move to withdraw the plea after probation was granted.

    The order granting probation is dated by `probation.granted_on`, else by the judgment (P19).

    Args:
        one: the case.
        vehicles: those asked for in it; a day that has passed is an error only for PC1018.

    Returns:
        `None` after a trial, and where judgment was entered: then no such period runs.
    """
    case, address = one.case, f"case.{one.index}"
    disposition = known(case.disposition)
    chosen = "PC1018" in tuple(vehicles)
    if known(case.conviction_by) in ("court_trial", "jury_trial"):
        return None
    if disposition not in (None, "probation_iss"):
        return None
    probation = known(case.probation)
    granted_on = known(probation.granted_on) if probation else None
    fact = f"{address}.probation.granted_on" if granted_on else f"{address}.judgment_date"
    granted = granted_on or known(case.judgment_date)
    begun = for_case(one, period("plea_withdrawal"))
    if disposition is None:
        # Without the disposition it isn't known whether the period ever ran.
        asked = chosen or granted_on
        return replace(begun, needs=(f"{address}.disposition",)) if asked else None
    if granted is None:
        return replace(begun, needs=(f"{address}.probation.granted_on",))
    begun = replace(begun, facts=(fact, f"{address}.disposition"))
    event = Count.begin(court_calendar(known(case.county)), granted, "the order granting probation")
    told = or_uncountable(
        begun, lambda: event.forward(period("plea_withdrawal")).on_court_day_after().into(begun)
    )
    return with_concern(told, _passed(told, fact, chosen), _close(told, fact))


def _passed(told: Deadline, fact: str, chosen: bool) -> Concern | None:
    if not told.passed:
        return None
    last = f"; the last day was {written(told.day)}" if told.day else ""
    what = f"the {period('plea_withdrawal').words} after the order granting probation are over"
    remedy = "section 1018 is closed; sections 1473.7 and 1016.5 have no such limit"
    return Concern(
        "error" if chosen else "note",
        Problem(fact, what + last, remedy),
        "W-DEADLINE" if chosen else None,
    )


def _close(told: Deadline, fact: str) -> Concern | None:
    """A warning while the last day is near (P9: 45 or fewer days)."""
    near = period("plea_withdrawal_close")
    if told.day is None or told.days_left is None or not 0 <= told.days_left <= near.count:
        return None
    what = f"the last day is near: {written(told.day)} (days left: {told.days_left})"
    return Concern("warning", Problem(fact, what, "file the motion before that day"), "W-DEADLINE")
