"""What is reckoned back from a hearing: K1 (motions), K2 (dismissals), K3 (sealing an arrest).

Rulings: the base count first, then what the way of service adds, then rule C10 once, at the end
(P7); no way of service extends the floor of K1 (P8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ...casefile import CaseFile, known
from ...casefile.matter import Service
from ...casefile.one_case import OneCase
from ...errors import CalendarError, Problem
from ..calendar import CourtCalendar, court_calendar
from ..calendar_days import written
from .counting import Count
from .lateness import concern_of_a_past_day, concern_of_service
from .periods import Period, period, periods, ways_of_service
from .result import Concern, Deadline, IfServed, Step, for_case, or_uncountable, with_concern

_PROSECUTION = ("prosecuting_agency",)
_PROSECUTION_AND_POLICE = ("prosecuting_agency", "arresting_agency")


@dataclass(frozen=True)
class Hearing:
    """The hearing of one case: the address of its date, the date, and what is wrong with it."""

    address: str
    day: date | None
    problem: Problem | None
    calendar: CourtCalendar


@dataclass(frozen=True)
class Serving:
    """One service of the papers: its address, the way, the day, and whether it has been made.

    Attributes:
        method: a key of `service.yaml`, or `None` where it isn't known.
        facts: the addresses of what was read of it.
    """

    address: str
    method: str | None
    day: date | None
    made: bool
    facts: tuple[str, ...] = ()


def hearing_of(one: OneCase) -> Hearing:
    """The hearing as it holds for one case (ruling P6), looked up in its county's calendar."""
    group = one.group("hearing")
    address = f"{group.address}.date"
    hearing = one.value("hearing")
    day = known(getattr(hearing, "date", None))
    calendar = court_calendar(known(one.case.county))
    return Hearing(address, day, _closed(address, day, calendar) if day else None, calendar)


def hearing_problems(case_file: CaseFile) -> tuple[Problem, ...]:
    """Every hearing set for a day on which its court is closed, or beyond the calendar's data."""
    cases = (OneCase(case_file, index) for index in range(len(case_file.case)))
    found = (hearing_of(one).problem for one in cases)
    return tuple(dict.fromkeys(problem for problem in found if problem))


def motion(one: OneCase) -> tuple[Deadline, ...]:
    """K1: moving papers, proof of service, opposition, reply, and the statute's own floor."""
    county = known(one.case.county)
    return (
        *_served_before(one, (period("moving_papers", county),), _PROSECUTION),
        *_by_the_hearing(one, county),
    )


def notice(one: OneCase, vehicles: Iterable[str]) -> tuple[Deadline, ...]:
    """K2: notice to the prosecution of a petition of the 1203.4 family (and 1203.43, P7).

    Where several of `vehicles` need notice, the longest period governs: they share a petition.
    """
    rules = periods().notices
    found = [rules[name] for name in rules if name in tuple(vehicles)]
    found.sort(key=lambda rule: -rule.count)
    return _served_before(one, tuple(found), _PROSECUTION) if found else ()


def sealing_notice(one: OneCase) -> tuple[Deadline, ...]:
    """K3: a petition to seal an arrest, served on the prosecution and the arresting agency."""
    return _served_before(one, (period("sealing_notice"),), _PROSECUTION_AND_POLICE)


# ---------------------------------------------------------------------------- served papers


def _served_before(
    one: OneCase, rules: tuple[Period, ...], parties: tuple[str, ...]
) -> tuple[Deadline, ...]:
    """The last day to serve, for every service on `parties`; rules after the first only agree."""
    hearing = hearing_of(one)
    begun = replace(for_case(one, rules[0], hearing.address), law=rules)
    if rules[0].calculator == "K2":
        begun = replace(begun, name="notice")
    if hearing.day is None:
        return (replace(begun, facts=(), needs=(hearing.address,)),)
    if hearing.problem:
        return (with_concern(begun, Concern("error", hearing.problem)),)
    event = Count.begin(hearing.calendar, hearing.day, "the hearing")
    return tuple(
        or_uncountable(begun, partial(_served, begun, rules[0], event, serving))
        for serving in _servings(one, parties)
    )


def _served(begun: Deadline, rule: Period, event: Count, serving: Serving) -> Deadline:
    """The last day for one service, with the days for the other ways beside it."""
    ways, base = ways_of_service(), event.back(rule)
    # Base count, then service, then C10 once at the end (P7).
    last = {name: base.served(way).on_court_day_before() for name, way in ways.items()}
    told = replace(
        begun,
        of=serving.address,
        facts=(*begun.facts, *serving.facts),
        needs=() if serving.method else (f"{serving.address}.method",),
        if_served=tuple(IfServed(name, ways[name].by, count.day) for name, count in last.items()),
    )
    told = last[serving.method or "personal"].into(told)
    if not serving.method:
        words = "The way of service isn't known: this is the last day for personal service"
        told = replace(told, steps=(*told.steps, Step(words, told.day, "the case file")))
    return with_concern(told, _lateness(told, rule, event.day, serving))


def _lateness(told: Deadline, rule: Period, hearing: date, serving: Serving) -> Concern | None:
    if serving.day:
        return concern_of_service(told, rule, serving.address, serving.day, serving.made)
    return concern_of_a_past_day(told, rule, serving.address, hearing)


def _servings(one: OneCase, parties: tuple[str, ...]) -> tuple[Serving, ...]:
    """The services on `parties`; one without a way, where none is told."""
    group = one.group("service")
    listed = group.value if isinstance(group.value, tuple) else ()
    found = tuple(
        _serving(f"{group.address}.{n}", service)
        for n, service in enumerate(listed)
        if known(service.party) in (None, *parties)
    )
    return found or (Serving(f"{group.address}.{len(listed)}", None, None, made=False),)


def _serving(address: str, service: Service) -> Serving:
    made, planned = known(service.served_on), known(service.planned_on)
    method: str | None = known(service.method)
    read = {"method": method, "served_on": made, "planned_on": None if made else planned}
    if method == "mail":
        mailed_from, sent_to = known(service.mailed_from), known(service.address)
        states = {
            "mailed_from.state": known(mailed_from.state) if mailed_from else None,
            "address.state": known(sent_to.state) if sent_to else None,
        }
        method = "mail" if set(states.values()) <= {None, "CA"} else "mail_other_state"
        read |= states
    facts = tuple(f"{address}.{name}" for name, value in read.items() if value)
    return Serving(address, method, made or planned, bool(made), facts)


# ------------------------------------------------------------------- the rest of K1's calendar


def _by_the_hearing(one: OneCase, county: str | None) -> tuple[Deadline, ...]:
    """The days of K1 that no way of service moves."""
    hearing = hearing_of(one)
    if hearing.day is None or hearing.problem:
        return ()
    event = Count.begin(hearing.calendar, hearing.day, "the hearing")
    names = ("proof_of_service", "opposition", "reply", "floor")
    return tuple(_plain(one, hearing.address, event, period(name, county)) for name in names)


def _plain(one: OneCase, address: str, event: Count, rule: Period) -> Deadline:
    begun = for_case(one, rule, address)
    if rule.key == "opposition":
        begun = replace(begun, kind="expected")
    told = or_uncountable(begun, lambda: event.back(rule).on_court_day_before().into(begun))
    if rule.key != "floor":
        return told
    servings = _servings(one, _PROSECUTION)
    return with_concern(told, *(_lateness(told, rule, event.day, each) for each in servings))


def _closed(address: str, day: date, calendar: CourtCalendar) -> Problem | None:
    """A hearing must be on a court day (specification 3.1)."""
    try:
        reason = calendar.closed_because(day)
    except CalendarError as error:
        [problem] = error.problems
        return Problem(address, problem.what, problem.remedy)
    if reason is None:
        return None
    what = f"the court is closed on {written(day)}: {reason}"
    return Problem(address, what, "ask the court for another day, and correct the date")
