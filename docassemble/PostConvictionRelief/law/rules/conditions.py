"""Conditions that several rules share: each reads the facts and answers yes, no, or not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from ...casefile import Unknown, known
from ...casefile.plea import Defect
from ..calendar_days import months_after, written
from ..choice import override_recorded
from ..effects import Condition, one_of
from ..facts import Facts, remembered, remembered_of_case, yes
from ..law_files import number
from ..offenses import listed

INCARCERATED = ("jail", "prison")
SUPERVISED = ("probation", "parole", "prcs", "mandatory_supervision")
TRIALS = ("court_trial", "jury_trial")
TRIAL_PLEAS = ("not_guilty_court_trial", "not_guilty_jury")
PROBATION = ("probation_iss", "probation_ess")
FELONY_TERMS = ("prison", "jail_1170h_a", "jail_1170h_b")
NO_PROBATION = ("county_jail", "fine_only", "time_served")
JUDGMENTS = (*PROBATION, *FELONY_TERMS, *NO_PROBATION)

CUSTODY_WORDS = {
    "jail": "in jail",
    "prison": "in prison",
    "probation": "on probation",
    "parole": "on parole",
    "prcs": "under postrelease community supervision",
    "mandatory_supervision": "under mandatory supervision",
}


# ------------------------------------------------------------------------- the conviction


@remembered
def convicted(facts: Facts) -> Condition:
    """There is a conviction on this count; a deferred entry that failed is one (R15)."""
    if facts.plea_type == "deferred_entry":
        state = deferred_entry(facts)
        if state == "failed":
            return Condition(True)
        if state is None:
            return Condition(None)
    told = facts.convicted
    # Without the plea it isn't known whether a deferred entry is behind a count without conviction.
    if isinstance(told, Unknown) or (not told and isinstance(facts.plea_type, Unknown)):
        return Condition(None)
    return Condition(bool(told), "there is no conviction on this count")


@remembered
def tried(facts: Facts) -> bool | None:
    """Whether the conviction came after a trial. Any word of a trial counts as one (3.7.4)."""
    by = facts.conviction_by
    plea_type = facts.plea_type
    if by in TRIALS or plea_type in TRIAL_PLEAS or facts.count_plea in TRIAL_PLEAS:
        return True
    if not isinstance(by, Unknown) or plea_type in ("guilty", "no_contest"):
        return False
    if plea_type == "deferred_entry" and not facts.in_vain("conviction_by"):
        return False
    return False if facts.count_plea in ("guilty", "no_contest") else None


@remembered
def pleaded(facts: Facts) -> Condition:
    """The conviction came by a plea of guilty or no contest; a failed deferred entry is one
    (R15)."""
    if tried(facts):
        return Condition(False, "the conviction came after a trial")
    told = facts.plea_type
    by_plea = True if facts.conviction_by == "plea" else None
    if told in ("guilty", "no_contest"):
        return Condition(True)
    if told == "deferred_entry":
        state = deferred_entry(facts)
        failed = None if state is None else state == "failed"
        return Condition(
            failed, "the deferred entry was completed; section 1203.43 undoes its plea"
        )
    if told == "diversion_no_plea":
        return Condition(False, "diversion was without a plea")
    if told is None and facts.conviction_by == "none":
        return Condition(False, "no plea was entered")
    if isinstance(told, Unknown) and facts.disposition in ("dej", "diversion"):
        return Condition(None)
    if isinstance(told, Unknown) and facts.count_plea in ("guilty", "no_contest"):
        return Condition(True)
    return Condition(by_plea)


@remembered
def by_plea_or_trial(facts: Facts) -> Condition:
    """The conviction came by a plea or after a trial."""
    by_trial = tried(facts)
    if by_trial is False:
        return pleaded(facts)
    return Condition(by_trial or pleaded(facts).holds or None)


Deferred = Literal["none", "completed", "undismissed", "failed"]


@remembered_of_case
def deferred_entry(facts: Facts) -> Deferred | None:
    """What became of a deferred entry of judgment (R14, R15); `None` where that isn't known."""
    told = facts.plea_type
    if isinstance(told, Unknown):
        return None
    if told != "deferred_entry":
        return "none"
    disposition = facts.disposition
    if disposition in JUDGMENTS:
        return "failed"
    if facts.in_vain("disposition"):
        return None
    completed, dismissed = facts.deferred_completed_on, facts.deferred_dismissed_on
    if isinstance(completed, date):
        if isinstance(dismissed, Unknown):
            return None
        return "completed" if dismissed else "undismissed"
    return "failed" if completed is None and dismissed is None else None


def level_is(facts: Facts, *levels: str) -> bool | None:
    """Whether the count is of one of some levels."""
    return one_of(facts.level, *levels)


def felony(facts: Facts) -> Condition:
    """The count is a felony."""
    return Condition(level_is(facts, "felony"), "the count is no felony")


def misdemeanor(facts: Facts) -> Condition:
    """The count is a misdemeanor."""
    return Condition(level_is(facts, "misdemeanor"), "the count is no misdemeanor")


def no_felony(facts: Facts) -> Condition:
    """The count is a misdemeanor or an infraction."""
    return Condition(level_is(facts, "misdemeanor", "infraction"), "the count is a felony")


def no_infraction(facts: Facts) -> Condition:
    """The count is more than an infraction."""
    return Condition(level_is(facts, "felony", "misdemeanor"), "the offense is an infraction")


# ------------------------------------------------------------------- custody, supervision


@remembered_of_case
def in_custody(facts: Facts) -> bool | None:
    """In jail or prison in this case."""
    return one_of(facts.custody, *INCARCERATED)


@remembered_of_case
def supervised(facts: Facts) -> bool | None:
    """Under supervision, or out on bail, in this case.

    Nobody need say that a client who is not in custody is not on bail either; so bail that wasn't
    asked about counts as none, and only "unknown" leaves the question open.
    """
    custody, bail = facts.custody, facts.on_bail
    if custody in SUPERVISED:
        return True
    if isinstance(custody, Unknown) or custody != "none":
        return one_of(custody, *SUPERVISED)
    return yes(bail)


@remembered_of_case
def out_of_custody(facts: Facts) -> Condition:
    """No longer in criminal custody in this case; supervision counts as custody (1.1, R05)."""
    held, watched = in_custody(facts), supervised(facts)
    if held or watched:
        return Condition(False, "the client is in custody or under supervision in this case")
    return Condition(None if held is None or watched is None else True)


def released(facts: Facts) -> bool:
    """Whether an attorney's decision to go on is recorded in this case."""
    return facts.attorney_override is not None and override_recorded(facts.one.case)


class Hold(NamedTuple):
    """Something that may keep the dismissal statutes closed: whether it does, and where it is
    told."""

    answer: bool | None
    words: str
    at: str


@remembered_of_case
def held_or_watched(facts: Facts) -> tuple[Hold, ...]:
    """Custody, supervision and charges in every case of the file (R06, P4)."""
    return tuple(_holds(facts))


def _holds(facts: Facts) -> Iterator[Hold]:
    for place, case in enumerate(facts.every_case()):
        number, at = known(case.one.case.number), f"case.{case.one.index}"
        here = "this case" if place == 0 else f"another case{f' ({number})' if number else ''}"
        custody = case.custody
        if isinstance(custody, Unknown):
            yield Hold(None, "", f"{at}.custody_this_case")
        elif custody and custody != "none":
            still = "still " if place == 0 else ""
            words = f"the client is {still}{CUSTODY_WORDS[custody]} in {here}"
            yield Hold(True, words, f"{at}.custody_this_case")
        for told, words, name in (
            (case.on_bail, f"the client is charged and on bail in {here}", "on_bail"),
            (
                case.other_supervision,
                "the client is under supervision in another case",
                "other_supervision",
            ),
            (case.open_charges, "charges against the client are pending", "open_charges"),
        ):
            yield Hold(yes(told), words, f"{at}.{name}")


@remembered_of_case
def free_everywhere(facts: Facts) -> Condition:
    """In no case in custody, supervised or charged."""
    found = held_or_watched(facts)
    if any(hold.answer for hold in found):
        return Condition(False, "the client is in custody, supervised or charged")
    return Condition(None if any(hold.answer is None for hold in found) else True)


# ---------------------------------------------------------------------------- the client


@remembered_of_case
def noncitizen(facts: Facts) -> Condition:
    """Not a citizen, so that the conviction may harm the client (R02, P19).

    A possible citizen leaves this open until an attorney releases it (R33, P20).
    """
    if facts.status == "us_citizen":
        return Condition(False, "the client is a United States citizen")
    if citizenship_possible(facts) is not False and not released(facts):
        facts.wanting("imm.citizenship_claim")
        return Condition(None)
    return Condition(None if isinstance(facts.status, Unknown) else True)


@remembered_of_case
def citizenship_possible(facts: Facts) -> bool | None:
    """Whether something suggests that the client is a citizen already (R33); silence doesn't."""
    if facts.status == "us_citizen":
        return False
    parent, minor = yes(facts.parent_citizen), yes(facts.resident_as_minor)
    naturalized = facts.parent_naturalized_on
    suggested = "us_citizen_derivative_possible" in (facts.status, facts.status_at_plea)
    if suggested or parent or minor or isinstance(naturalized, date):
        return True
    unsure = parent is None or minor is None or isinstance(naturalized, Unknown)
    return None if unsure or isinstance(facts.citizenship_claim, Unknown) else False


# ------------------------------------------------------------------------- what went wrong


def defects(facts: Facts) -> tuple[Defect, ...] | Unknown:
    """The defects stated for this case (P3); an explicit empty list means that none were found."""
    told = facts.all_defects
    if isinstance(told, Unknown):
        return told
    stated = facts.one.defects
    if told and not stated:
        return facts.wanting("defects")
    return stated


# ---------------------------------------------------------------------------- the sentence


def sentence_of_count(facts: Facts) -> bool | None:
    """Whether the sentence belongs to this count; without a list it is that of every conviction."""
    counts = facts.sentence_counts
    if isinstance(counts, Unknown) or (counts and isinstance(facts.count.n, Unknown)):
        return None
    return not counts or facts.count_number in counts


@remembered
def one_year(facts: Facts) -> Condition:
    """The sentence on this count is one year, suspended time included (R18, IMM-2)."""
    belongs = sentence_of_count(facts)
    if belongs is False:
        return Condition(False, "no one-year jail sentence on this count")
    told, days = facts.one_year_language, facts.custody_days
    if told is True or days == number("one_year_days"):
        return Condition(belongs)
    if told is None and days is None:
        facts.wanting(f"case.{facts.one.index}.sentence.custody_days_imposed")
        return Condition(None)
    unsure = isinstance(told, Unknown) or isinstance(days, Unknown)
    return Condition(None if unsure else False, "no one-year jail sentence")


def prison_imposed(facts: Facts) -> bool | None:
    """Whether a state-prison term was imposed, suspended or not.

    With probation and imposition of sentence suspended there is none, whether asked or not.
    """
    if facts.disposition == "prison":
        return True
    term = facts.prison_term
    if isinstance(term, Unknown):
        return False if facts.disposition == "probation_iss" else None
    return term is not None


# ----------------------------------------------------------------------------------- days


def before(told: date | Unknown | None, limit: date) -> bool | None:
    """Whether a day lies before another; `None` where it isn't known."""
    return None if told is None or isinstance(told, Unknown) else told < limit


def first_day_after(since: date, years: int) -> date:
    """The first day after so many years: the day after the anniversary (P10)."""
    return date.fromordinal(months_after(since, 12 * years).toordinal() + 1)


@cache
def spelled(told: date) -> str:
    """A day as it is read aloud: March 17, 2009."""
    return written(told).partition(", ")[2]


@remembered
def violent(facts: Facts) -> bool | None:
    """Whether the count is a violent felony; nothing but a felony is."""
    if level_is(facts, "misdemeanor", "infraction"):
        return False
    return listed(facts, "violent")
