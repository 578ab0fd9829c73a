"""Dismissals for state purposes: sections 1203.4, 1203.4a, 1203.41, 1203.42 (R25–R27, R29)."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import Literal

from ...casefile import Unknown
from ..deadlines.periods import Wait, periods
from ..effects import (
    Condition,
    Effect,
    Effects,
    Notice,
    bar,
    every,
    one_of,
    remark,
    rule,
    shortfall,
)
from ..facts import Facts
from ..law_files import day
from ..offenses import listed
from .conditions import (
    FELONY_TERMS,
    NO_PROBATION,
    convicted,
    first_day_after,
    free_everywhere,
    no_felony,
    no_infraction,
    noncitizen,
    spelled,
)
from .probation import probation_granted, probation_over

_CAUTIONS = ("W-IMM-EXPUNGE", "W-RECORD-FIRST")


@rule("R25", of_count=True)
def after_probation(facts: Facts) -> Effects:
    """Probation is over and the client is free of custody, supervision and charges."""
    fits = every(
        facts,
        convicted,
        probation_granted,
        probation_over,
        no_infraction,
        free_everywhere,
    )
    if fits.holds is not False and listed(facts, "excluded_1203_4"):
        told = "the offense is one that section 1203.4 doesn't dismiss"
        yield bar("PC1203_4", told, "screen the motions to vacate")
    if not fits.holds:
        question = "find out how probation ended, and whether anything is pending anywhere"
        yield shortfall(facts, fits, "PC1203_4", question)
        return
    track, text, missing = _track(facts)
    yield Effect(
        "offer",
        "PC1203_4",
        text,
        "state_benefit_only",
        cautions=_CAUTIONS,
        track=track,
        missing=missing,
    )
    if _first_possession(facts):
        yield remark(
            "PC1203_4",
            f"a simple possession with a plea by {spelled(day('first_possession_until'))}: the "
            "older ninth-circuit exception for a first possession may make this dismissal count",
        )


def _track(
    facts: Facts,
) -> tuple[Literal["mandatory", "discretionary"] | None, str, tuple[str, ...]]:
    """The track of section 1203.4 (P2), why, and what is missing to tell it."""
    if facts.discharged_early is True:
        return "mandatory", "probation ended by early discharge: the court shall grant it", ()
    violations = facts.violations
    if isinstance(violations, Unknown):
        text = "probation is over; whether the court shall or may grant it turns on violations"
        return None, text, facts.missing
    if violations:
        text = "probation violated, so the court may grant it in the interests of justice"
        return "discretionary", text, ()
    if listed(facts, "discretionary_1203_4"):
        text = "for this driving offense the court may grant it in the interests of justice"
        return "discretionary", text, ()
    return "mandatory", "probation fulfilled for its entire period: the court shall grant it", ()


def _first_possession(facts: Facts) -> bool:
    told = facts.plea_date
    return bool(
        listed(facts, "simple_possession")
        and isinstance(told, date)
        and told <= day("first_possession_until")
        and noncitizen(facts).holds
    )


@rule("R26", of_count=True)
def without_probation(facts: Facts) -> Effects:
    """A misdemeanor or infraction without probation, a year after judgment."""
    wait = _misdemeanor_wait()
    fits = every(
        facts,
        convicted,
        _without_probation,
        no_felony,
        partial(_waited, wait=wait),
        free_everywhere,
    )
    if fits.holds is not False and listed(facts, "excluded_1203_4a"):
        told = "the offense is one that section 1203.4a doesn't dismiss"
        yield bar("PC1203_4A", told, "screen the motions to vacate")
    if fits.holds:
        text = (
            f"no probation, and more than {wait.words} since judgment: the court shall grant it "
            "to a client who has complied and led an honest and upright life, and may otherwise"
        )
        yield Effect("offer", "PC1203_4A", text, "state_benefit_only", cautions=_CAUTIONS)
    else:
        question = "find out the sentence, the day of judgment, and whether anything is pending"
        yield shortfall(facts, fits, "PC1203_4A", question)


@cache
def _misdemeanor_wait() -> Wait:
    return next(wait for wait in periods().waits if wait.vehicle == "PC1203_4A")


def _without_probation(facts: Facts) -> Condition:
    answer = one_of(facts.disposition, *NO_PROBATION)
    return Condition(answer, "the sentence was not without probation")


@rule("R27", of_count=True)
def after_a_felony_term(facts: Facts) -> Effects:
    """A county-jail or prison felony, one or two years after its completion."""
    told = facts.disposition
    if one_of(told, *FELONY_TERMS) is False:
        for vehicle in ("PC1203_41", "PC1203_42"):
            text = "no prison or county-jail felony term was imposed"
            yield Effect("lack", vehicle, text, "blocked")
        return
    if isinstance(told, Unknown) or told is None:
        for wait in _one_wait_each():
            question = "find out the disposition"
            yield Effect("need", wait.vehicle, question, "needs_fact", missing=facts.missing)
        return
    for wait in periods().waits:
        if told in wait.dispositions and wait.runs_from == "supervision_completed_on":
            yield _felony_term(facts, wait)


def _one_wait_each() -> tuple[Wait, ...]:
    felonies = (w for w in periods().waits if w.runs_from == "supervision_completed_on")
    return tuple({wait.vehicle: wait for wait in felonies}.values())


def _felony_term(facts: Facts, wait: Wait) -> Effect:
    fits = every(
        facts,
        convicted,
        partial(_old_enough, wait=wait),
        partial(_waited, wait=wait),
        partial(_not_registered, wait=wait),
        free_everywhere,
    )
    if not fits.holds:
        question = "find out when sentence and supervision were completed, and what is pending"
        return shortfall(facts, fits, wait.vehicle, question)
    text = f"more than {wait.words} since the sentence was completed: the court may grant it"
    if wait.judged_before:
        text += ", if the offense would now be punished in county jail (section 1170(h))"
    return Effect(
        "offer",
        wait.vehicle,
        text,
        "state_benefit_only",
        cautions=_CAUTIONS,
        track="discretionary",
    )


def _old_enough(facts: Facts, wait: Wait) -> Condition:
    """For section 1203.42, a judgment from before realignment."""
    if wait.judged_before is None:
        return Condition(True)
    told = facts.judgment_date
    text = f"the judgment is not from before {spelled(wait.judged_before)}"
    return Condition(told < wait.judged_before if isinstance(told, date) else None, text)


def _waited(facts: Facts, wait: Wait) -> Condition:
    """The waiting period is over: from the day after the anniversary (K8, P10)."""
    since = facts.judgment_date if wait.runs_from == "judgment_date" else None
    if wait.runs_from == "supervision_completed_on":
        since = facts.supervision_completed_on
    if not isinstance(since, date):
        if since is None:
            facts.wanting(f"case.{facts.one.index}.{wait.runs_from}")
        return Condition(None)
    first = first_day_after(since, wait.count)
    return Condition(first <= facts.as_of, f"too early: the first day is {spelled(first)}")


def _not_registered(facts: Facts, wait: Wait) -> Condition:
    """After prison, section 1203.41 is closed to those who must register (section 290)."""
    if wait.vehicle != "PC1203_41" or "prison" not in wait.dispositions:
        return Condition(True)
    told = facts.registration
    answer = None if isinstance(told, Unknown) else not told
    return Condition(answer, "the conviction requires registration")


@rule("R29")
def automatic_relief(facts: Facts) -> Effects:
    """The state record already shows automatic relief, so a petition may be unnecessary."""
    if facts.relief_noted is True:
        yield Notice(
            "the state record already shows automatic relief: a petition may be unnecessary, "
            "though a reduction or the court's own order may still add something"
        )
