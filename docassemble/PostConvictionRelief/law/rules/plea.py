"""Prejudicial error at the plea, or before a trial; and withdrawal of a recent plea (R02, R03,
R12, R13)."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from ...casefile import Unknown, known
from ...errors import CalendarError
from ..calendar import court_calendar
from ..calendar_days import months_after
from ..deadlines.periods import period
from ..effects import Condition, Effect, Effects, bar, every, rule, shortfall
from ..facts import Facts, remembered_of_case
from .conditions import (
    JUDGMENTS,
    convicted,
    defects,
    noncitizen,
    out_of_custody,
    pleaded,
    spelled,
    tried,
)

_CAUTIONS = ("W-ORDER-REASON", "W-REVIVE", "W-PRIV")
_IN_LISTS = 10
"""Days by which a last day can move off weekends and holidays at the very most."""


def iac_cautions(facts: Facts) -> tuple[str, ...]:
    """Notice to prior counsel, unless no finding against any of them is sought (3.7.15)."""
    lawyers = facts.prior_counsel
    told = () if isinstance(lawyers, Unknown) or lawyers is None else lawyers
    if told and all(lawyer.iac_finding_sought is False for lawyer in told):
        return ()
    return ("W-IAC-NOTICE",)


@rule("R02", of_count=True)
def error_at_the_plea(facts: Facts) -> Effects:
    """A noncitizen who pleaded, is out of custody, and did not understand the consequences."""
    fits = every(facts, convicted, pleaded, out_of_custody, noncitizen)
    if not fits.holds:
        question = "find out how the conviction came about, custody in this case, and citizenship"
        yield shortfall(facts, fits, "PC1473_7_A1", question)
        return
    stated = defects(facts)
    if isinstance(stated, Unknown):
        yield Effect(
            "need",
            "PC1473_7_A1",
            "out of custody after a plea: ask what went wrong about the immigration consequences "
            "(defects)",
            "needs_fact",
            cautions=_CAUTIONS,
            missing=facts.missing,
        )
        return
    theories = dict.fromkeys(str(t).replace("_", " ") for d in stated if (t := known(d.theory)))
    if stated:
        told = f": {', '.join(theories)}" if theories else ""
        text = f"out of custody after a plea, with a prejudicial error stated{told}"
    else:
        text = (
            "out of custody after a plea; no error by others was found, but the client's own "
            "misunderstanding of the consequences suffices"
        )
    yield Effect(
        "offer",
        "PC1473_7_A1",
        text,
        "recommended" if stated else "possible",
        cautions=(*_CAUTIONS, *iac_cautions(facts)),
    )


@rule("R03", of_count=True)
def error_before_a_trial(facts: Facts) -> Effects:
    """After a trial, section 1473.7 stays open, and section 1016.5, which needs a plea, does
    not."""
    answer = tried(facts)
    if answer:
        yield bar(
            "PC1016_5",
            "the conviction came after a trial, and section 1016.5 reaches only pleas",
            "use section 1473.7, which reaches convictions after trial",
        )
    by_trial = Condition(answer, "the conviction came by a plea")
    fits = every(facts, by_trial, convicted, out_of_custody, noncitizen)
    if fits.holds:
        yield Effect(
            "offer",
            "PC1473_7_A1",
            "out of custody after a trial: section 1473.7 reaches any conviction or sentence, "
            "though prejudice is harder to show",
            "possible",
            cautions=(*_CAUTIONS, *iac_cautions(facts)),
            flags=("attorney_review",),
        )
    elif answer is not False:
        question = "find out custody in this case and citizenship"
        yield shortfall(facts, fits, "PC1473_7_A1", question)


# ------------------------------------------------------------------------ section 1018


class StillOpen(NamedTuple):
    """Whether a plea can still be withdrawn under section 1018.

    Attributes:
        answer: open, closed, doubtful (for an attorney), or not known.
        last_day: where one runs.
        text: why.
    """

    answer: Literal["open", "closed", "doubtful"] | None
    last_day: date | None = None
    text: str = ""


@rule("R12", of_count=True)
def recent_plea(facts: Facts) -> Effects:
    """Before judgment, or within six months of a grant of probation, a plea can be withdrawn."""
    fits = every(facts, convicted, pleaded)
    if not fits.holds:
        yield shortfall(facts, fits, "PC1018", "find out how the conviction came about")
        return
    found = still_open(facts)
    if found.answer is None:
        question = "find out whether and when judgment was entered or probation granted"
        missing = facts.missing or (f"case.{facts.one.index}.probation.granted_on",)
        yield Effect("need", "PC1018", question, "needs_fact", missing=missing)
    elif found.answer == "closed":
        yield Effect("lack", "PC1018", found.text, "blocked")
    else:
        left = (found.last_day - facts.as_of).days if found.last_day else None
        near = left is not None and left <= period("plea_withdrawal_close").count
        doubtful = found.answer == "doubtful"
        yield Effect(
            "offer",
            "PC1018",
            f"{found.text}; good cause is shown by clear and convincing evidence",
            "possible" if doubtful else "recommended",
            cautions=("W-DEADLINE",) if near or doubtful else (),
            flags=("attorney_review",) if doubtful else (),
        )


@rule("R13", of_count=True)
def plea_too_old(facts: Facts) -> Effects:
    """After judgment, or six months after a grant of probation, section 1018 is closed."""
    found = still_open(facts)
    if found.answer == "closed":
        yield bar(
            "PC1018",
            found.text,
            "use section 1473.7 out of custody, habeas corpus in custody, or section 1016.5",
            "W-DEADLINE",
        )


@remembered_of_case
def still_open(facts: Facts) -> StillOpen:
    """Where a plea stands between its entry and the end of section 1018."""
    disposition = facts.disposition
    if disposition in JUDGMENTS and disposition != "probation_iss":
        return StillOpen("closed", None, "judgment was entered, so section 1018 is closed")
    granted, judged = facts.probation_granted_on, facts.judgment_date
    if isinstance(granted, date):
        return _since(facts, granted, sure=disposition == "probation_iss")
    if _grant_is_unknown(facts):
        return StillOpen(None)
    if disposition is None or (judged is None and disposition != "probation_iss"):
        if disposition in ("dej", "diversion"):
            told = "judgment was never entered on the deferred plea; an attorney decides"
            return StillOpen("doubtful", None, told)
        return StillOpen("open", None, "judgment has not been entered")
    return _since_judgment(facts, judged)


def _grant_is_unknown(facts: Facts) -> bool:
    """Whether the day of the grant was asked and isn't known, so that no other day stands for
    it."""
    probation = facts.one.case.probation
    if isinstance(probation, Unknown):
        return True
    return probation is not None and isinstance(probation.granted_on, Unknown)


def _since_judgment(facts: Facts, judged: date | Unknown | None) -> StillOpen:
    """With imposition of sentence suspended, the judgment is dated as the grant is (P19)."""
    if not isinstance(judged, date):
        return StillOpen(None)
    return _since(facts, judged, sure=facts.disposition == "probation_iss")


def _since(facts: Facts, granted: date, sure: bool) -> StillOpen:
    """Six months from a grant of probation.

    Args:
        facts: of the case.
        granted: the day of the grant.
        sure: whether imposition of sentence was suspended; if that isn't known, judgment may have
            been entered, so that only "closed" can be told.
    """
    last, exact = last_day_to_withdraw(granted, known(facts.one.case.county), facts.as_of)
    length = period("plea_withdrawal").words
    if facts.as_of > last:
        text = (
            f"{length} have passed since probation was granted on {spelled(granted)}; the last day "
            f"was {spelled(last)}"
        )
        return StillOpen("closed", last, text)
    if not sure:
        return StillOpen(None)
    text = f"within {length} of the grant of probation on {spelled(granted)}: until {spelled(last)}"
    return StillOpen("open" if exact else "doubtful", last, text)


def last_day_to_withdraw(granted: date, county: str | None, as_of: date) -> tuple[date, bool]:
    """The last day under section 1018 (calculator K4), and whether the court calendar confirms it.

    The calendar is asked only near the end, where a weekend or a holiday can matter.
    """
    last = months_after(granted, period("plea_withdrawal").count)
    if not 0 <= (as_of - last).days <= _IN_LISTS:
        return last, True
    try:
        return court_calendar(county).on_or_after(last), True
    except CalendarError:
        return last if as_of <= last else as_of, False
