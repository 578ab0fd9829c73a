"""Which papers, and why: the plan of one packet per court case (specification 2.1, 4.2, P22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from ..drafting.corroboration import corroboration_of
from ..drafting.equities import equities_of
from ..drafting.ties import ties_of
from ..errors import PlanError, Problem
from ..expressions import Expressions, PaperContext, office_context, paper_context
from ..law import (
    Candidate,
    CaseScreening,
    PaperRule,
    Reader,
    Relief,
    Told,
    VehicleRule,
    chosen_vehicles,
    enters_packet,
    override_recorded,
    relief_for,
    screen,
    vehicle_rules,
)
from .contents import COURT_LANGUAGE, PlannedPaper, comes_with_the_package, contents, unfiled_papers
from .cover import cover_sheet

HasExemplar = Callable[[str, str], bool]
"""Whether there is an exemplar of a code in a language."""


@dataclass(frozen=True)
class LeftOut:
    """A vehicle that was chosen and is not in the packet, and why."""

    case_number: str
    vehicle: str
    rule: str
    where: str
    reason: str
    instead: str

    @property
    def problem(self) -> Problem:
        """The same as a problem with its remedy."""
        return Problem(
            self.where, f"{self.vehicle} can't be used: {self.reason} ({self.rule})", self.instead
        )


@dataclass(frozen=True)
class PacketPlan:
    """The papers of one case's packet, in filing order.

    Attributes:
        one: the case.
        relief: what is asked for in it.
        papers: those that this service writes.
        by_hand: those that belong to the packet and are the attorney's to write.
        unknown: addresses of facts on which it still turns whether the vehicles fit.
        left_out: what was chosen for this case and is not in the packet.
        not_copied: what the client would read in a language that no exemplar is written in.
    """

    one: OneCase
    relief: Relief
    papers: tuple[PlannedPaper, ...]
    by_hand: tuple[PlannedPaper, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    not_copied: tuple[PlannedPaper, ...] = ()

    @property
    def case_number(self) -> str:
        """The court's case number, or an empty text where it is unknown."""
        return known(self.one.case.number) or ""

    @property
    def in_a_batch(self) -> PacketPlan:
        """As a batch makes it: where court forms are filed alone, nothing goes beside them.

        A thousand of them are filled at a time, without a word processor; what the cover sheet
        would say stands in the answered sheet.
        """
        if any(paper.filed and paper.form_number is None for paper in self.papers):
            return self
        return replace(self, papers=tuple(paper for paper in self.papers if paper.form_number))

    def context(self, reader: Reader = "court") -> PaperContext:
        """What the packet's papers are written from.

        Args:
            reader: for whom the paper is. What the client and the office read alone may tell what
                no filed paper may.
        """
        if reader == "office":
            cover = cover_sheet(self.one, self.relief.vehicles, self.papers)
            return office_context(self.one, **self._computed, cover=cover)
        make = office_context if reader == "client" else paper_context
        return make(self.one, **self._computed)

    @cached_property
    def _computed(self) -> dict[str, object]:
        """What other rooms work out for the papers, by the name that exemplars use."""
        return {
            "relief": self.relief,
            "ties": ties_of(self.one),
            "corroboration": corroboration_of(self.one),
            "equities": equities_of(self.one),
            "packet": contents(self.relief.vehicles, self.papers),
        }


@dataclass(frozen=True)
class PacketPlans:
    """The packets of a matter, and everything chosen that no packet will hold."""

    plans: tuple[PacketPlan, ...]
    left_out: tuple[LeftOut, ...]


def plan_packets(
    case_file: CaseFile, has_exemplar: HasExemplar = comes_with_the_package
) -> PacketPlans:
    """One plan for each case in which a chosen vehicle can be used (ruling P22).

    Args:
        case_file: the facts.
        has_exemplar: which exemplars there are, for what the client reads in their own language.

    Raises:
        PlanError: nothing is chosen, there is no case, or no chosen vehicle can be used in any
        case;
            each reason is named.
    """
    plans: list[PacketPlan] = []
    left_out: list[LeftOut] = []
    screening = screen(case_file)
    for screened in screening.cases:
        one = OneCase(case_file, screened.index)
        plan, unused = _plan(one, screened, screening.holds_packets, has_exemplar)
        left_out += unused
        if plan:
            plans.append(plan)
    if plans:
        return PacketPlans(tuple(plans), tuple(left_out))
    problems = [each.problem for each in left_out]
    if not case_file.case:
        problems.append(Problem("case", "there is no court case", "add the case and its counts"))
    elif not problems:
        problems.append(Problem("matter.vehicle", "no vehicle is chosen", "choose what to ask for"))
    raise PlanError(problems)


def _plan(
    one: OneCase, screened: CaseScreening, held: tuple[Told, ...], has_exemplar: HasExemplar
) -> tuple[PacketPlan | None, list[LeftOut]]:
    usable: list[Vehicle] = []
    left_out: list[LeftOut] = []
    unknown: list[str] = []
    for vehicle in chosen_vehicles(one):
        fitting = [
            candidate
            for candidate in screened.candidates
            if candidate.vehicle == vehicle and enters_packet(one, candidate)
        ]
        if held or not fitting:
            left_out += _held(one, vehicle, held) or _unused(one, screened, vehicle)
        elif reason := _unwritten(vehicle_rules()[vehicle]):
            left_out.append(_left_out(one, vehicle, *reason))
        else:
            usable.append(vehicle)
            if fitting[0].status == "needs_fact":
                unknown += fitting[0].missing_facts
    if not usable:
        return None, left_out
    relief = relief_for(one, tuple(usable))
    papers = _papers(one, relief, has_exemplar)
    plan = PacketPlan(
        one,
        relief,
        papers=(*papers.written.values(), *papers.beside.values()),
        by_hand=tuple(papers.by_hand.values()),
        unknown=tuple(dict.fromkeys(unknown)),
        left_out=tuple(left_out),
        not_copied=tuple(papers.not_copied.values()),
    )
    return plan, left_out


# ------------------------------------------------------------------- what is left out, and why


def _left_out(one: OneCase, vehicle: str, reason: str, instead: str) -> LeftOut:
    number = known(one.case.number) or ""
    return LeftOut(number, vehicle, "no packet", f"case.{one.index}", reason, instead)


def _held(one: OneCase, vehicle: str, held: tuple[Told, ...]) -> list[LeftOut]:
    """No packet at all is built before an attorney has released it (P20)."""
    number = known(one.case.number) or ""
    return [
        LeftOut(
            number,
            vehicle,
            told.rule,
            told.where,
            told.text,
            "record an attorney's decision in attorney_override of the case",
        )
        for told in held
    ]


def _unused(one: OneCase, screened: CaseScreening, vehicle: Vehicle) -> list[LeftOut]:
    """Why screening lets no packet be made of a chosen vehicle."""
    number = known(one.case.number) or ""
    candidate = screened.candidate(vehicle)
    if candidate is None:
        return [_left_out(one, vehicle, "screening doesn't offer it", "ask an attorney")]
    if candidate.status == "blocked":
        return [
            LeftOut(
                number,
                vehicle,
                reason.rule,
                reason.where or f"case.{one.index}",
                reason.text,
                reason.instead or "choose another vehicle for this case",
            )
            for reason in candidate.reasons
        ]
    return [_not_enough(one, number, candidate)]


def _not_enough(one: OneCase, number: str, candidate: Candidate) -> LeftOut:
    """A candidate that is offered, and makes no packet by itself (P19, P22)."""
    reason = candidate.reasons[0]
    where = reason.where or f"case.{one.index}"
    if "needs_attorney_override" in candidate.flags and not override_recorded(one.case):
        instead = (
            "end supervision early first (Penal Code section 1203.3), use habeas corpus, or "
            "record an attorney's decision in attorney_override"
        )
        return LeftOut(number, candidate.vehicle, reason.rule, where, reason.text, instead)
    doubt = "facts are missing" if candidate.missing_facts else "it is not the recommended one here"
    return LeftOut(
        number,
        candidate.vehicle,
        reason.rule,
        candidate.missing_facts[0] if candidate.missing_facts else where,
        f"{doubt}: {reason.text}",
        f"to ask for it in this case, name it in case.{one.index}.vehicle",
    )


def _unwritten(rule: VehicleRule) -> tuple[str, str] | None:
    """Why no packet can be written for a vehicle by this service, and what to do."""
    if not rule.by_hand:
        return None
    written = (r.id for r in vehicle_rules().values() if not r.by_hand)
    codes = ", ".join(paper.code for paper in rule.papers)
    return (
        f"this service has no packet for it; its papers ({codes}) are drafted by hand",
        f"choose among {', '.join(written)}, or draft it by hand",
    )


# -------------------------------------------------------------------------------- the papers


@dataclass
class _Papers:
    """The papers of one packet as they are found, each once, in the order of the tables."""

    written: dict[str, PlannedPaper] = field(default_factory=dict)
    by_hand: dict[str, PlannedPaper] = field(default_factory=dict)
    beside: dict[tuple[str, str], PlannedPaper] = field(default_factory=dict)
    not_copied: dict[tuple[str, str], PlannedPaper] = field(default_factory=dict)

    def go_beside(self, planned: PlannedPaper, has_exemplar: HasExemplar) -> None:
        """A paper that isn't filed, in a language that there may be no exemplar in."""
        name = (planned.exemplar, planned.language)
        there = planned.language == COURT_LANGUAGE or has_exemplar(*name)
        (self.beside if there else self.not_copied).setdefault(name, planned)


def _papers(one: OneCase, relief: Relief, has_exemplar: HasExemplar) -> _Papers:
    """The papers of every vehicle in the order of the table; then those that go beside them."""
    expressions = Expressions.for_forms()
    context = office_context(one, relief=relief)
    papers = _Papers()
    language = _client_language(one)
    for vehicle in relief.vehicles:
        rule = vehicle_rules()[vehicle]
        for paper in () if rule.joins in relief.vehicles else rule.papers:
            if _wanted(paper, expressions, context):
                kept = papers.by_hand if paper.by_hand else papers.written
                planned = _planned(paper, COURT_LANGUAGE, paper.reader)
                kept.setdefault(planned.exemplar, planned)
        for paper in rule.client_copies:
            if language != COURT_LANGUAGE and _wanted(paper, expressions, context):
                papers.go_beside(_planned(paper, language, "client"), has_exemplar)
    held = contents(relief.vehicles, papers.written.values())
    context = office_context(one, relief=relief, packet=held)
    for besides in unfiled_papers():
        if _wanted(besides, expressions, context):
            languages = (COURT_LANGUAGE, language if besides.reader == "client" else COURT_LANGUAGE)
            for each in dict.fromkeys(languages):
                papers.go_beside(_planned(besides, each, besides.reader), has_exemplar)
    return papers


def _planned(paper: PaperRule, language: str, reader: Reader) -> PlannedPaper:
    return PlannedPaper(paper.code, language, paper.why, reader, paper.exemplar or paper.code)


def _wanted(paper: PaperRule, expressions: Expressions, context: PaperContext) -> bool:
    if paper.when is None:
        return True
    return bool(expressions.evaluate(paper.when, context, f"law/vehicles, {paper.code}"))


def _client_language(one: OneCase) -> str:
    """The language of the declaration; else, of who needs an interpreter, the client's own."""
    declaration, client = known(one.case_file.declaration), one.case_file.client
    own = known(client.language) if known(client.needs_interpreter) else None
    return (known(declaration.language) if declaration else None) or own or COURT_LANGUAGE
