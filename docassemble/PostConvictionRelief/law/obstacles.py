"""What stands in the way of a packet: the rules that block a vehicle (specification 2.2).

An unknown fact never blocks (rule 2 of the house); it is printed as missing and stops filing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..casefile import known
from ..casefile.one_case import OneCase

MOTIONS_TO_VACATE = frozenset({"PC1473_7_A1", "PC1473_7_A2", "PC1473_7_A3"})
IMMIGRATION_MOTIONS = frozenset({"PC1473_7_A1", "PC1016_5"})
DISMISSALS = frozenset({"PC1203_4", "PC1203_4A", "PC1203_41", "PC1203_42"})
REACHES_CONVICTIONS = MOTIONS_TO_VACATE | IMMIGRATION_MOTIONS | DISMISSALS | {"PC17B", "PC17D"}

_INCARCERATED = ("jail", "prison")
_SUPERVISED = ("probation", "parole", "prcs", "mandatory_supervision")


@dataclass(frozen=True)
class Obstacle:
    """Why a vehicle can't be used in this case.

    Attributes:
        vehicle: its id.
        rule: the rule's id in specification 2.2.
        fact: the address of the fact that the rule read.
        reason: in a sentence.
        instead: what to do.
    """

    vehicle: str
    rule: str
    fact: str
    reason: str
    instead: str


def obstacles(one: OneCase, vehicle: str) -> tuple[Obstacle, ...]:
    """Every rule that blocks `vehicle` in this case; empty where none does."""
    return tuple(obstacle for rule in _RULES for obstacle in rule(one, vehicle))


def _no_conviction(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R01: nothing to vacate, reduce or dismiss without a conviction."""
    counts = one.case.counts
    none = bool(counts) and all(known(count.convicted) is False for count in counts)
    if vehicle in REACHES_CONVICTIONS and none:
        yield Obstacle(
            vehicle,
            "R01",
            f"case.{one.index}.counts",
            "there is no conviction in this case",
            "consider sealing the arrest (Penal Code section 851.91)",
        )


def _trial(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R03: section 1016.5 speaks only of pleas."""
    if vehicle == "PC1016_5" and known(one.case.conviction_by) in ("court_trial", "jury_trial"):
        yield Obstacle(
            vehicle,
            "R03",
            f"case.{one.index}.conviction_by",
            "the conviction came after a trial, and section 1016.5 reaches only pleas",
            "use section 1473.7, which reaches convictions after trial",
        )


def _custody(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R04 and R05: section 1473.7 is for people no longer in criminal custody in this case."""
    custody = known(one.case.custody_this_case)
    where = f"case.{one.index}.custody_this_case"
    if vehicle not in MOTIONS_TO_VACATE:
        return
    if custody in _INCARCERATED:
        yield Obstacle(
            vehicle,
            "R04",
            where,
            f"the client is in custody in this case ({custody})",
            "use habeas corpus (form HC-001), and section 1016.5 where it fits",
        )
    elif custody in _SUPERVISED and not known(one.case.attorney_override):
        yield Obstacle(
            vehicle,
            "R05",
            where,
            f"the client is under supervision in this case ({str(custody).replace('_', ' ')})",
            "end supervision early first (Penal Code section 1203.3), use habeas corpus, or record "
            "an attorney's decision in attorney_override",
        )


def _supervision_anywhere(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R06 (P4): dismissal statutes need the client free of custody, supervision and charges."""
    if vehicle not in DISMISSALS:
        return
    for index, case in enumerate(one.case_file.case):
        custody = known(case.custody_this_case)
        for fact, blocks, reason in (
            ("custody_this_case", custody not in (None, "none"), f"on or in {custody}"),
            ("other_supervision", bool(known(case.other_supervision)), "under other supervision"),
            ("open_charges", bool(known(case.open_charges)), "charged with an offense"),
        ):
            if blocks:
                yield Obstacle(
                    vehicle,
                    "R06",
                    f"case.{index}.{fact}",
                    f"the client is {reason.replace('_', ' ')}",
                    "wait, or ask for early termination (Penal Code section 1203.3)",
                )


def _advised_in_full(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R09: section 1016.5 is met where the record shows all three consequences."""
    plea = one.group("plea")
    if vehicle == "PC1016_5" and known(getattr(plea.value, "advisal_on_record", None)) == "full":
        yield Obstacle(
            vehicle,
            "R09",
            f"{plea.address}.advisal_on_record",
            "the record shows the full advisement",
            "rest the motion on section 1473.7; a general advisement is no case-specific advice",
        )


def _citizenship(one: OneCase, vehicle: str) -> Iterator[Obstacle]:
    """R39 (P4): a citizen suffers no immigration harm. R33 (P20): a possible one needs counsel."""
    imm = one.case_file.imm
    if vehicle not in IMMIGRATION_MOTIONS:
        return
    if known(imm.status_now) == "us_citizen":
        yield Obstacle(
            vehicle,
            "R39",
            "imm.status_now",
            "the client is a United States citizen, so no immigration harm can be shown",
            "use a vehicle for state benefits",
        )
    claim = known(imm.citizenship_claim)
    if claim and any(known(getattr(claim, name)) for name in type(claim).model_fields):
        yield Obstacle(
            vehicle,
            "R33",
            "imm.citizenship_claim",
            "the client may be a United States citizen; filing could admit otherwise",
            "have an attorney decide the question of citizenship first",
        )


_RULES: tuple[Callable[[OneCase, str], Iterator[Obstacle]], ...] = (
    _no_conviction,
    _trial,
    _custody,
    _supervision_anywhere,
    _advised_in_full,
    _citizenship,
)
