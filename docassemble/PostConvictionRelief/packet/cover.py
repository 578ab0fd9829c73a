"""What the internal cover sheet tells: deadlines, signatures, consents, warnings, law to check.

It is for the office alone and is never filed (specification 4.4, D-COV).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..casefile import known
from ..casefile.client import FILED_PAPERS
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from ..drafting.corroboration import open_points
from ..drafting.proof import Statement
from ..expressions.wording import long_date
from ..law import rests_on, screen, vehicle_rules
from ..law.acknowledging import acknowledged_by
from ..law.calendar_law import LawItem
from ..law.deadlines import Deadline, deadlines_for_case, matter_deadlines
from .contents import PlannedPaper
from .signers import signer_of


@dataclass(frozen=True)
class DueDay:
    """One deadline in words: what is due, the day or why there is none, and what is wrong."""

    what: str
    day: str
    concerns: str


@dataclass(frozen=True)
class SignedPaper:
    """One paper and who signs it; nobody signs an index."""

    code: str
    why: str
    signer: str


@dataclass(frozen=True)
class WarningShown:
    """One warning: its code, its words, what a person must do to go on, and who has done it."""

    code: str
    text: str
    acknowledgement: str
    acknowledged_by: str


@dataclass(frozen=True)
class CoverSheet:
    """Everything that the office checks before a packet leaves it.

    Attributes:
        asked: names of the vehicles.
        papers: those of the packet that go to the court, with who signs.
        deadlines: every day that can be told, and what keeps the others from being told.
        warnings: those that the screening shows for the vehicles used in this case.
        consents: each group of facts that the client has agreed to have filed, with the day.
        unauthenticated: letters of the exhibits that nobody vouches for yet.
        open_points: what bears on prejudice and no exhibit shows.
        from_memory: the law it rests on that nobody has read in a source.
    """

    asked: tuple[str, ...]
    papers: tuple[SignedPaper, ...]
    deadlines: tuple[DueDay, ...]
    warnings: tuple[WarningShown, ...]
    consents: tuple[str, ...]
    unauthenticated: tuple[str, ...]
    open_points: tuple[Statement, ...]
    from_memory: tuple[LawItem, ...]


def cover_sheet(
    one: OneCase, vehicles: tuple[Vehicle, ...], papers: Iterable[PlannedPaper]
) -> CoverSheet:
    """The cover sheet of one packet.

    Args:
        one: the case.
        vehicles: those used in it.
        papers: those of its plan.
    """
    days = (*deadlines_for_case(one, vehicles), *matter_deadlines(one.case_file))
    exhibits = one.case_file.exhibits
    return CoverSheet(
        asked=tuple(vehicle_rules()[vehicle].name for vehicle in vehicles),
        papers=tuple(
            SignedPaper(p.code, p.why, signer_of(p, one.case_file)) for p in papers if p.to_court
        ),
        deadlines=tuple(_due(deadline) for deadline in days),
        warnings=tuple(_warnings(one, vehicles)),
        consents=tuple(_consents(one)),
        unauthenticated=tuple(
            letter
            for exhibit in exhibits
            if (letter := known(exhibit.letter)) and not known(exhibit.authenticated_by)
        ),
        open_points=open_points(one),
        from_memory=tuple(i for i in rests_on(one, vehicles) if i.status == "memory"),
    )


def _due(deadline: Deadline) -> DueDay:
    if deadline.day:
        day = long_date(deadline.day)
    elif deadline.window and deadline.or_next_court_day:
        day = f"{long_date(deadline.window[0])}, or the next court day"
    elif deadline.window:
        day = f"between {long_date(deadline.window[0])} and {long_date(deadline.window[1])}"
    elif deadline.needs:
        day = f"needs {', '.join(deadline.needs)}"
    else:
        day = "no limit"
    wrong = "; ".join(f"{c.severity}: {c.problem.what}" for c in deadline.concerns)
    return DueDay(deadline.title, day, wrong)


def _warnings(one: OneCase, vehicles: tuple[Vehicle, ...]) -> Iterator[WarningShown]:
    screening = screen(one.case_file)
    of_this_case = {
        caution
        for candidate in screening.cases[one.index].candidates
        if candidate.vehicle in vehicles
        for caution in candidate.cautions
    }
    for shown in screening.warnings:
        if not shown.vehicles or shown.code in of_this_case:
            by = acknowledged_by(one.case_file, shown.text)
            yield WarningShown(shown.code, shown.text.en, shown.acknowledgement, by or "")


def _consents(one: OneCase) -> Iterator[str]:
    for consent in one.case_file.client.consents:
        group, scope = known(consent.to_disclose), known(consent.scope)
        if group:
            signed = known(consent.signed_on)
            when = f"signed {long_date(signed)}" if signed else "not signed"
            where = "filed papers" if scope == FILED_PAPERS else (scope or "no scope given")
            yield f"{group}: {where}, {when}"
