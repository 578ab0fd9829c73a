"""Custody, supervision and immigration detention (R04–R07, R37, R40)."""

from __future__ import annotations

from typing import Final

from ...casefile.vocabulary import Vehicle
from ..effects import Attached, Effect, Effects, Flag, bar, every, rule, shortfall
from ..facts import Facts
from .conditions import (
    CUSTODY_WORDS,
    by_plea_or_trial,
    convicted,
    held_or_watched,
    in_custody,
    noncitizen,
    released,
    supervised,
)
from .reach import reached_by_1016_5

TO_VACATE: Final[tuple[Vehicle, ...]] = ("PC1473_7_A1", "PC1473_7_A2", "PC1473_7_A3")
DISMISSALS: Final[tuple[Vehicle, ...]] = ("PC1203_4", "PC1203_4A", "PC1203_41", "PC1203_42")
_NOT_ON_FORM: Final[tuple[Flag, ...]] = ("needs_attorney_override",)


@rule("R04", of_count=True)
def incarcerated(facts: Facts) -> Effects:
    """In jail or prison in this case: habeas corpus; section 1473.7 is closed, 1016.5 is not."""
    held = in_custody(facts)
    if held is None:
        question = "find out whether the client is in custody or under supervision in this case"
        yield Effect("need", "HABEAS", question, "needs_fact", missing=facts.missing)
    if not held:
        return
    where = CUSTODY_WORDS[str(facts.custody)]
    for vehicle in TO_VACATE:
        yield bar(
            vehicle,
            f"the client is {where} in this case; section 1473.7 is for people no longer in "
            "custody",
            "use habeas corpus (form HC-001), and section 1016.5 where it fits",
        )
    yield Effect(
        "offer",
        "HABEAS",
        f"the client is {where} in this case, and habeas corpus is for people in custody",
        "recommended",
        cautions=("W-CUSTODY",),
    )
    yield from _section_1016_5(facts)


@rule("R40")
def shown_as_custody(facts: Facts) -> Effects:
    """Section 1473.7 is blocked together with R04, and the reason shown is custody."""
    if in_custody(facts):
        for vehicle in TO_VACATE:
            yield bar(vehicle, "blocked by custody in this case", "use habeas corpus")


@rule("R05", of_count=True)
def under_supervision(facts: Facts) -> Effects:
    """Supervision in this case counts as custody unless an attorney decides otherwise."""
    if not supervised(facts):
        return
    where = CUSTODY_WORDS.get(str(facts.custody), "released on bail")
    yield Effect(
        "offer",
        "HABEAS",
        f"the client is {where} in this case, which is custody for habeas corpus",
        "possible",
        cautions=("W-CUSTODY",),
    )
    yield from _early_end(facts, where)
    fits = every(facts, convicted, by_plea_or_trial, noncitizen)
    decided = released(facts)
    then = (
        "an attorney's decision to go on is recorded"
        if decided
        else "only an attorney's recorded decision lets the motion go on"
    )
    if fits.holds:
        yield Effect(
            "offer",
            "PC1473_7_A1",
            f"the client is {where} in this case, which the court's form and the case law treat as "
            f"custody; {then}, and never on form CR-187, whose printed statement would be untrue",
            "possible",
            cautions=("W-CUSTODY",),
            flags=_NOT_ON_FORM,
        )
    else:
        question = "find out what is missing about the conviction and the client's citizenship"
        yield shortfall(facts, fits, "PC1473_7_A1", question)
    yield from _section_1016_5(facts)


def _early_end(facts: Facts, where: str) -> Effects:
    """Ask the court to end supervision first (section 1203.3)."""
    told = facts.custody
    if told == "none":
        return
    text = f"the client is {where} in this case: ask the court to end it early (section 1203.3), "
    text += "in open court, on two days' written notice to the prosecutor"
    if told in ("parole", "prcs"):
        text = (
            f"the client is {where} in this case: ask its agency to end it early; section 1203.3 "
        )
        text += "itself speaks of probation"
    yield Effect("offer", "SENT_MOD", text, "possible", cautions=("W-CUSTODY",))


def _section_1016_5(facts: Facts) -> Effects:
    if reached_by_1016_5(facts).holds:
        text = "section 1016.5 has no custody condition"
        yield Effect("offer", "PC1016_5", text, "possible")


@rule("R06")
def held_anywhere(facts: Facts) -> Effects:
    """Custody, supervision or a pending charge in any case closes the dismissal statutes."""
    instead = "wait, or ask for early termination (Penal Code section 1203.3)"
    holds = {hold.words: hold for hold in held_or_watched(facts) if hold.answer}
    for hold in holds.values():
        for vehicle in DISMISSALS:
            yield bar(vehicle, hold.words, instead, at=hold.at)


@rule("R07")
def immigration_detention(facts: Facts) -> Effects:
    """Immigration detention is no criminal custody; the hearing is to be hurried."""
    if facts.detained:
        yield Attached(
            "the client is in immigration detention, which is no criminal custody: ask for an "
            "early hearing, without the client or from afar",
            ("W-DHS-DETAINED",),
            ("expedite", "presence_waiver", "jurat_b"),
        )


@rule("R37")
def nothing_to_be_freed_from(facts: Facts) -> Effects:
    """Habeas corpus needs custody or supervision in this case."""
    held, watched = in_custody(facts), supervised(facts)
    if held is False and watched is False:
        text = "the client is not in custody and not under supervision in this case"
        yield bar("HABEAS", text, "use section 1473.7, which is for people out of custody")
    elif held is False and watched is None:
        question = "find out whether the client is on bail in this case"
        yield Effect("need", "HABEAS", question, "needs_fact", missing=facts.missing)
