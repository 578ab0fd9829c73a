"""K12: when probation ends, by its term and by the statutes' longest term (AB 1950)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ...casefile import known
from ...casefile.criminal_case import Count as ChargedCount
from ...casefile.criminal_case import CriminalCase
from ...casefile.one_case import OneCase
from ...errors import Problem
from ..calendar_days import months_after, written
from ..calendar_law import calendar_rules
from .periods import ProbationCap, periods
from .result import Concern, Deadline, Step, for_case, with_concern


def probation_end(one: OneCase) -> Deadline | None:
    """An estimate of the last day of probation; `None` where it has ended or there was none.

    The last day of a term belongs to it (P10). Where the term is longer than the statutes' general
    limit, the end lies between the two, and an attorney must look at the exceptions.
    """
    case, address = one.case, f"case.{one.index}.probation"
    probation = known(case.probation)
    if probation is None:
        return None
    ended = known(probation.ended_on)
    if ended and ended <= one.as_of:
        return None
    granted, months = known(probation.granted_on), known(probation.term_months)
    begun = for_case(one, periods().probation_caps[0])
    begun = replace(begun, name="probation_end", kind="expected", law=())
    missing = tuple(
        f"{address}.{name}"
        for name, value in (("granted_on", granted), ("term_months", months))
        if value is None
    )
    if granted is None or months is None:
        # Somebody who isn't on probation now has no end of it to wait for.
        return (
            replace(begun, needs=missing) if known(case.custody_this_case) == "probation" else None
        )
    end = months_after(granted, months)
    steps = (
        Step(f"Probation was granted on {written(granted)}", granted, "the case file"),
        Step(f"Its term is {months} months: it ends with {written(end)}", end, "the case file"),
        Step("The last day still belongs to the term", end, calendar_rules()["P10"].authority),
    )
    told = replace(
        begun,
        day=end,
        steps=steps,
        facts=(f"{address}.granted_on", f"{address}.term_months"),
        law=(calendar_rules()["P10"],),
    )
    return _capped(one, told, granted, months)


def _capped(one: OneCase, told: Deadline, granted: date, months: int) -> Deadline:
    """The estimate with the statutes' longest term, where a term is longer than that."""
    case, address = one.case, f"case.{one.index}"
    pleaded = case.conviction_date
    if pleaded is None:
        return replace(told, needs=(f"{address}.plea_date",))
    convicted = case.convicted_counts
    levels = {known(count.level) for count in convicted}
    if not levels or (None in levels and "felony" not in levels):
        missing = tuple(
            f"{address}.counts.{n}.level"
            for n, count in enumerate(case.counts)
            if known(count.convicted) and known(count.level) is None
        )
        return replace(told, needs=missing or (f"{address}.counts",))
    cap = next((rule for rule in periods().probation_caps if _fits(rule, case)), None)
    if cap is None:
        return told
    told = replace(told, law=(*told.law, cap), needs=_values_missing(case, address))
    if months <= cap.count:
        return told
    short = months_after(granted, cap.count)
    step = Step(f"The longest term is {cap.words}: until {written(short)}", short, cap.authority)
    what = f"the term of {months} months is longer than {cap.words}: {cap.says}"
    remedy = "have an attorney see whether an exception applies; if none does, ask to end it early"
    return with_concern(
        replace(told, window=(short, told.day or short), steps=(*told.steps, step)),
        Concern("warning", Problem(f"{address}.probation.term_months", what, remedy)),
    )


def _fits(rule: ProbationCap, case: CriminalCase) -> bool:
    """Whether a cap is the one for this case: its level, date, section and value."""
    pleaded = case.conviction_date
    if pleaded is None or pleaded < rule.pleas_from:
        return False
    counts = [count for count in case.convicted_counts if known(count.level) == rule.level]
    return any(not rule.sections or _named(rule, count) for count in counts)


def _named(rule: ProbationCap, count: ChargedCount) -> bool:
    """Whether a count is of one of the rule's sections, above its value."""
    value = known(count.value_amount)
    above = rule.above_dollars is None or (value is not None and value > rule.above_dollars)
    return above and _of_section(rule, count)


def _of_section(rule: ProbationCap, count: ChargedCount) -> bool:
    """Whether a count is of one of the rule's sections, or of a subdivision of it."""
    section = f"{known(count.section) or ''}{known(count.subdiv) or ''}"
    return known(count.code) == "PC" and any(
        section == named or section.startswith(f"{named}(") for named in rule.sections
    )


def _values_missing(case: CriminalCase, address: str) -> tuple[str, ...]:
    """The values that decide whether a longer limit holds, and aren't known."""
    valued = [rule for rule in periods().probation_caps if rule.above_dollars is not None]
    return tuple(
        f"{address}.counts.{n}.value_amount"
        for n, count in enumerate(case.counts)
        if known(count.convicted) and known(count.value_amount) is None
        if any(_of_section(rule, count) for rule in valued)
    )
