"""Citizens, possible citizens, and the immigration clock (R31, R33, R39)."""

from __future__ import annotations

from datetime import date
from typing import Final

from ...casefile.vocabulary import Vehicle
from ..deadlines.immigration import diligence
from ..effects import Effects, Notice, bar, remark, rule
from ..facts import Facts
from .conditions import citizenship_possible, released, spelled

_IMMIGRATION_MOTIONS: Final[tuple[Vehicle, ...]] = ("PC1473_7_A1", "PC1016_5")


@rule("R33")
def possible_citizen(facts: Facts) -> Effects:
    """A client who may be a citizen already: nothing is filed before that is decided."""
    if citizenship_possible(facts):
        decided = released(facts)
        text = (
            "the client may be a United States citizen already, and papers could admit otherwise: "
            "have citizenship evaluated"
        )
        if decided:
            text += "; an attorney's decision to go on is recorded"
        yield Notice(text, refer=True, holds_packets=not decided, asks=("imm.citizenship_claim",))


@rule("R39")
def citizen(facts: Facts) -> Effects:
    """A citizen suffers no immigration harm, which both immigration motions need."""
    if facts.status == "us_citizen":
        for vehicle in _IMMIGRATION_MOTIONS:
            yield bar(
                vehicle,
                "the client is a United States citizen, so no immigration harm can be shown",
                "use a vehicle for state benefits",
            )


@rule("R31")
def immigration_clock(facts: Facts) -> Effects:
    """A notice to appear or a final order: diligence is reckoned, reopening is remembered."""
    notice, final = facts.notice_to_appear, facts.final_order
    if not (isinstance(notice, date) or isinstance(final, date)):
        return
    clock = diligence(facts.one.case_file)
    if clock.trigger and clock.band:
        text = (
            f"{clock.days_since} days since the immigration notice or order of "
            f"{spelled(clock.trigger)}: {clock.band}"
        )
        yield remark("PC1473_7_A1", text, "W-DEADLINE")
    if isinstance(final, date):
        yield Notice(
            f"a removal order is final since {spelled(final)}: after a vacatur, immigration "
            "counsel moves to reopen; the time for it may be running",
            refer=True,
        )
