"""K8, the waiting periods of the 1203.4 family, and K9, where there is no time limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ...casefile import known
from ...casefile.one_case import OneCase
from ...errors import Problem
from ..calendar import court_calendar
from ..calendar_days import capitalized, written
from .counting import Count
from .periods import Wait, periods
from .result import Concern, Deadline, Step, for_case, with_concern

_EVENTS = {
    "judgment_date": "the judgment",
    "supervision_completed_on": "the completion of sentence and supervision",
}


def waits(one: OneCase, vehicles: Iterable[str] = ()) -> tuple[Deadline, ...]:
    """The first day for each petition whose waiting period fits the case's disposition.

    A missing date is asked for only where the vehicle is among `vehicles`.
    """
    chosen = tuple(vehicles)
    found = (_wait(one, rule, rule.vehicle in chosen) for rule in periods().waits)
    asked = (_disposition_asked(one, rule) for rule in _first_of_each(chosen))
    return tuple(deadline for deadline in (*found, *asked) if deadline)


def no_limits(one: OneCase, vehicles: Iterable[str]) -> tuple[Deadline, ...]:
    """K9: the vehicles chosen that have no time limit, said as such."""
    rules = periods().no_limit
    chosen = tuple(vehicles)
    return tuple(
        replace(
            for_case(one, rule),
            kind="none",
            steps=(Step(capitalized(rule.says), None, rule.authority),),
        )
        for vehicle, rule in rules.items()
        if vehicle in chosen
    )


def _wait(one: OneCase, rule: Wait, chosen: bool) -> Deadline | None:
    case, address = one.case, f"case.{one.index}"
    if known(case.disposition) not in rule.dispositions or not _fits(one, rule):
        return None
    fact = f"{address}.{rule.runs_from}"
    begun = _begun(one, rule, fact, f"{address}.disposition")
    since: date | None = known(getattr(case, rule.runs_from))
    undated = rule.judged_before is not None and known(case.judgment_date) is None
    if since is None or undated:
        needs = (() if since else (fact,)) + ((f"{address}.judgment_date",) if undated else ())
        return replace(begun, facts=begun.facts[1:], needs=needs) if chosen else None
    event = Count.begin(court_calendar(known(case.county)), since, _EVENTS[rule.runs_from])
    told = event.forward(rule).day_after().into(begun)
    return with_concern(told, _too_early(told, fact) if chosen else None)


def _begun(one: OneCase, rule: Wait, *facts: str) -> Deadline:
    begun = for_case(one, rule, *facts)
    return replace(begun, name=f"wait_{rule.vehicle}", kind="first_day")


def _fits(one: OneCase, rule: Wait) -> bool:
    """Whether nothing known of a case puts it outside a waiting period."""
    case = one.case
    if rule.vehicle == "PC1203_4A":
        return all(known(count.level) != "felony" for count in case.convicted_counts)
    judged = known(case.judgment_date)
    return rule.judged_before is None or judged is None or judged < rule.judged_before


def _first_of_each(chosen: tuple[str, ...]) -> tuple[Wait, ...]:
    """One waiting period of each vehicle chosen."""
    by_vehicle = {rule.vehicle: rule for rule in reversed(periods().waits)}
    return tuple(rule for vehicle, rule in by_vehicle.items() if vehicle in chosen)


def _disposition_asked(one: OneCase, rule: Wait) -> Deadline | None:
    """For a vehicle chosen in a case whose disposition isn't known: both facts are needed."""
    if known(one.case.disposition):
        return None
    names = ("disposition", rule.runs_from)
    missing = (n for n in names if known(getattr(one.case, n)) is None)
    return replace(_begun(one, rule), needs=tuple(f"case.{one.index}.{name}" for name in missing))


def _too_early(told: Deadline, fact: str) -> Concern | None:
    if told.day is None or told.day <= told.as_of:
        return None
    what = f"the petition is too early before {written(told.day)}"
    return Concern("error", Problem(fact, what, "wait until that day"), "W-DEADLINE")
