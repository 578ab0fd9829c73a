"""K5, diligence after an immigration notice, and K11, the motion to reopen: of the whole matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ...casefile import UNKNOWN, CaseFile, known
from ...casefile.immigration import Immigration
from ...errors import Problem
from ..calendar import court_calendar
from ..calendar_days import written
from .counting import Count
from .periods import Band, period, periods
from .result import Concern, Deadline, Step, for_matter, or_uncountable, with_concern

Position = Literal["as_of_right", "as_of_right_and_diligence", "discretion"]

_POSITIONS: dict[Position, str] = {
    "as_of_right": "Neither event has happened, so a motion is timely as of right",
    "as_of_right_and_diligence": (
        "Only the notice has come, so the later of the two events has not happened: argue that the "
        "motion is timely as of right, and plead diligence in the alternative"
    ),
    "discretion": "The court may find the motion untimely without reasonable diligence",
}

# What the state of the proceedings says about a date that wasn't asked.
_NO_NOTICE_YET = (None, "none")
_FINAL_ORDER = ("final_order", "petition_for_review", "motion_to_reopen")


@dataclass(frozen=True)
class Diligence:
    """The clock of Penal Code section 1473.7, subdivision (b)(2) (ruling P11).

    Attributes:
        trigger_a: the first notice that asserts the conviction.
        trigger_b: the final removal order.
        trigger: the later of those that are known.
        days_since: from the trigger to `as_of`.
        position: what may be argued; `None` while a fact is missing.
        band: the product band of `days_since`: on track, explain diligence, or diligence
            declaration required.
        facts: the addresses of the facts read.
        needs: the addresses of missing facts that would change it.
    """

    trigger_a: date | None
    trigger_b: date | None
    trigger: date | None
    days_since: int | None
    position: Position | None
    band: str | None
    facts: tuple[str, ...]
    needs: tuple[str, ...]


def diligence(case_file: CaseFile) -> Diligence:
    """The clock as the case file tells it; nothing is reckoned while a trigger is missing."""
    imm, as_of = case_file.imm, case_file.meta.as_of
    notices = _notices(imm)
    address_a, trigger_a = min(notices, key=lambda notice: notice[1], default=("", None))
    trigger_b = known(imm.final_order_date)
    facts = (
        *((address_a,) if trigger_a else ()),
        *(("imm.final_order_date",) if trigger_b else ()),
    )
    needs = _missing(imm)
    trigger = max((day for day in (trigger_a, trigger_b) if day), default=None)
    if needs or trigger is None:
        position: Position | None = None if needs else "as_of_right"
        return Diligence(trigger_a, trigger_b, None, None, position, None, facts, needs)
    days = (as_of - trigger).days
    return Diligence(
        trigger_a,
        trigger_b,
        trigger,
        days,
        "discretion" if trigger_b else "as_of_right_and_diligence",
        _band(days).band,
        facts,
        (),
    )


def diligence_clock(case_file: CaseFile) -> Deadline:
    """K5 as a result: its day is the last of the band in which the motion now stands."""
    rule, clock = periods().diligence, diligence(case_file)
    begun = Deadline(
        "K5",
        rule.key,
        "Reasonable diligence (Penal Code section 1473.7(b)(2))",
        case_file.meta.as_of,
        facts=clock.facts,
        needs=clock.needs,
        law=(rule,),
    )
    if clock.position is None:
        return begun
    told = Step(_POSITIONS[clock.position], None, rule.authority)
    if clock.trigger is None or clock.days_since is None:
        return replace(begun, kind="none", steps=(told,))
    band = _band(clock.days_since)
    begun = replace(begun, kind="last_day" if band.to_day is not None else "none")
    since = f"{clock.days_since} days since {written(clock.trigger)}: {band.band}"
    last = clock.trigger + timedelta(days=band.to_day) if band.to_day is not None else None
    steps = (told, Step(since, last, "product rule (K5)"))
    return with_concern(replace(begun, day=last, steps=steps), _diligence_concern(clock, since))


def motion_to_reopen(case_file: CaseFile) -> Deadline | None:
    """K11: 90 days after the final removal order; `None` where there is none."""
    fact, imm = "imm.final_order_date", case_file.imm
    begun = for_matter(case_file.meta.as_of, period("motion_to_reopen"))
    final = known(imm.final_order_date)
    if final is None:
        missing = _missing_final_order(imm)
        return replace(begun, needs=(fact,), facts=("imm.proceedings",)) if missing else None
    begun = replace(begun, facts=(fact,))
    event = Count.begin(court_calendar(), final, "the final order of removal")
    base = event.forward(period("motion_to_reopen"))
    told = or_uncountable(begun, lambda: base.on_court_day_after().into(begun))
    return with_concern(told, _reopening(told, base.day, fact))


# ----------------------------------------------------------------------------------- the facts


def _notices(imm: Immigration) -> list[tuple[str, date]]:
    """Every notice that asserts the conviction, with its address (P11)."""
    found = [
        (f"imm.contacts.{n}.date", day)
        for n, contact in enumerate(imm.contacts)
        if known(contact.asserts_conviction) and (day := known(contact.date))
    ]
    nta = known(imm.nta_date)
    return [*found, ("imm.nta_date", nta)] if nta else found


def _missing(imm: Immigration) -> tuple[str, ...]:
    """The facts that may make another day the trigger, and aren't known."""
    contacts = (
        f"imm.contacts.{n}.{'date' if known(contact.asserts_conviction) else 'asserts_conviction'}"
        for n, contact in enumerate(imm.contacts)
        if contact.asserts_conviction is UNKNOWN
        or (known(contact.asserts_conviction) and known(contact.date) is None)
    )
    nta = ("imm.nta_date",) if _missing_notice(imm) else ()
    final = ("imm.final_order_date",) if _missing_final_order(imm) else ()
    return (*contacts, *nta, *final)


def _missing_notice(imm: Immigration) -> bool:
    """Whether there may be a notice to appear whose date isn't known."""
    if known(imm.nta_date):
        return False
    if imm.nta_date is UNKNOWN:
        return True
    return known(imm.proceedings) not in _NO_NOTICE_YET and not _notices(imm)


def _missing_final_order(imm: Immigration) -> bool:
    """Whether there is, or may be, a final order whose date isn't known."""
    if known(imm.final_order_date):
        return False
    return imm.final_order_date is UNKNOWN or known(imm.proceedings) in _FINAL_ORDER


# --------------------------------------------------------------------------------- the concerns


def _band(days: int) -> Band:
    """The band of so many days; the last one has no end."""
    bands = periods().diligence.bands
    return next((b for b in bands if b.to_day is not None and days <= b.to_day), bands[-1])


def _diligence_concern(clock: Diligence, since: str) -> Concern | None:
    first, *_, last = periods().diligence.bands
    if clock.band == first.band:
        return None
    where = clock.facts[-1]
    remedy = (
        "file a declaration that accounts for every step since then"
        if clock.band == last.band
        else "tell in the declaration what was done since then, and when"
    )
    return Concern("warning", Problem(where, since, remedy), "W-DEADLINE")


def _reopening(told: Deadline, base: date, fact: str) -> Concern:
    moved = (
        f"; without moving off a day on which state courts are closed it is {written(base)}, and "
        "immigration courts keep other holidays"
        if told.day not in (None, base)
        else ""
    )
    length = period("motion_to_reopen").words
    over = "the time has passed" if told.passed else "the time is running"
    return Concern(
        "warning" if told.passed else "note",
        Problem(
            fact,
            f"{over} ({length} after the final order){moved}",
            "have the client talk to immigration counsel",
        ),
        "W-DEADLINE",
    )
