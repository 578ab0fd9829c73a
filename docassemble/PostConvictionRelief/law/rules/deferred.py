"""Deferred entry of judgment under former section 1000 (R14, R15; Penal Code section 1203.43)."""

from __future__ import annotations

from datetime import date

from ...casefile import Unknown
from ..effects import Condition, Effect, Effects, bar, every, remark, rule, shortfall
from ..facts import Facts
from ..law_files import day
from .conditions import deferred_entry, noncitizen, out_of_custody, spelled


@rule("R14", of_count=True)
def completed(facts: Facts) -> Effects:
    """A completed and dismissed deferred entry: the plea is invalid by statute."""
    state = deferred_entry(facts)
    if state is None or state == "none":
        fits = Condition(
            None if state is None else False, "there was no deferred entry of judgment"
        )
        question = "find out whether judgment was deferred, and what became of it"
        yield shortfall(facts, fits, "PC1203_43", question)
        return
    if state == "failed":
        return
    fits = every(facts, _in_the_years, _of_the_program)
    if state == "completed":
        yield _presumption(facts, fits)
    if not fits.holds:
        yield shortfall(facts, fits, "PC1203_43", "find out when the deferred entry was granted")
        return
    yield _offer(facts, state == "undismissed")
    yield remark("PC1203_4", "a deferred entry calls for section 1203.43, not for section 1203.4")


def _offer(facts: Facts, undismissed: bool) -> Effect:
    cautions = ("W-ORDER-REASON", "W-RECORD-FIRST")
    if undismissed:
        text = (
            "the program was completed but the charges were not dismissed; have them dismissed "
            "first"
        )
        return Effect("offer", "PC1203_43", text, "possible", cautions=cautions)
    dismissed, records = facts.deferred_dismissed_on, facts.deferred_records
    on = f" on {spelled(dismissed)}" if isinstance(dismissed, date) else ""
    text = (
        f"the deferred entry was completed and dismissed{on}, and its plea is invalid by statute; "
    )
    missing: tuple[str, ...] = ()
    if isinstance(records, Unknown):
        text += "find out whether court records of the outcome are available"
        missing = (f"case.{facts.one.index}.dej.records_available",)
    elif records:
        text += "court records available"
    else:
        text += (
            "no court records: the client declares the dismissal and attaches the state criminal "
            "history"
        )
    return Effect("offer", "PC1203_43", text, "recommended", cautions=cautions, missing=missing)


def _presumption(facts: Facts, of_the_program: Condition) -> Effect:
    """The presumption of section 1473.7(f)(2) speaks of just these pleas (0.2, item 2)."""
    fits = every(facts, of_the_program, out_of_custody, noncitizen)
    if not fits.holds:
        question = "find out when the deferred entry was granted, custody and citizenship"
        return shortfall(facts, fits, "PC1473_7_A1", question)
    return Effect(
        "offer",
        "PC1473_7_A1",
        "section 1473.7(f)(2) presumes a plea under such a program legally invalid; section "
        "1203.43 is the simpler way",
        "possible",
    )


def _in_the_years(facts: Facts) -> Condition:
    granted = facts.deferred_granted_on
    since = granted if isinstance(granted, date) else facts.plea_date
    if isinstance(granted, Unknown) or isinstance(since, Unknown) or since is None:
        return Condition(None)
    inside = day("deferred_entry_from") <= since <= day("deferred_entry_until")
    return Condition(inside, f"{spelled(since)} is outside the years of the program")


def _of_the_program(facts: Facts) -> Condition:
    told = facts.deferred_program
    sure = None if isinstance(told, Unknown) else told is not False
    return Condition(sure, "the deferred entry was not under former section 1000")


@rule("R15", of_count=True)
def failed(facts: Facts) -> Effects:
    """A deferred entry that was not completed is a conviction; its plea counts as guilty."""
    if deferred_entry(facts) == "failed":
        yield bar(
            "PC1203_43",
            "the deferred entry was not completed, so a conviction exists",
            "screen sections 1473.7(a)(1) and 1016.5, for which its plea counts as guilty",
        )
