"""Which papers, and why: the plan of one packet per court case (specification 2.1, 4.2, P22)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from ..errors import PlanError, Problem
from ..expressions import (
    Expressions,
    PaperContext,
    WithheldFact,
    consented_groups,
    paper_context,
)
from ..law import (
    PaperRule,
    Relief,
    chosen_vehicles,
    obstacles,
    relief_for,
    vehicle_rules,
)

COURT_LANGUAGE = "en"


@dataclass(frozen=True)
class PlannedPaper:
    """One paper of a packet.

    Attributes:
        code: document code (`D-NOM`, `F-CR187`).
        language: of the exemplar.
        why: why it is in the packet.
        filed: false for a copy that only the client reads.
    """

    code: str
    language: str
    why: str
    filed: bool = True

    @property
    def form_number(self) -> str | None:
        """The number of the court form (`CR-187`), or `None` for a pleading."""
        if not self.code.startswith("F-"):
            return None
        letters = self.code[2:].rstrip("0123456789")
        return f"{letters}-{self.code[2 + len(letters) :]}"


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
class ToldRelief:
    """What is asked for, as papers may tell it: what is worked out from facts that need the
    client's consent is withheld as those facts are (ruling P23).

    Attributes:
        vehicles: as in `Relief`.
        theories: the defects' theories, with the consent `defects`.
        dismissal: as in `Relief`.
        timeliness: the dates of immigration notices, with the consent `imm`.
    """

    vehicles: tuple[str, ...]
    theories: object
    dismissal: object
    timeliness: object


@dataclass(frozen=True)
class PacketPlan:
    """The papers of one case's packet, in filing order."""

    one: OneCase
    relief: Relief
    papers: tuple[PlannedPaper, ...]

    @property
    def case_number(self) -> str:
        """The court's case number, or an empty text where it is unknown."""
        return known(self.one.case.number) or ""

    def context(self) -> PaperContext:
        """What the packet's papers are written from."""
        context = paper_context(self.one)
        consents = consented_groups(self.one)

        def told(consent: str, value: object) -> object:
            return value if consent in consents else WithheldFact(consent, context.withheld)

        relief = ToldRelief(
            self.relief.vehicles,
            told("defects", self.relief.theories),
            self.relief.dismissal,
            told("imm", self.relief.timeliness),
        )
        return replace(context, names={**context.names, "relief": relief})


@dataclass(frozen=True)
class PacketPlans:
    """The packets of a matter, and everything chosen that no packet will hold."""

    plans: tuple[PacketPlan, ...]
    left_out: tuple[LeftOut, ...]


def plan_packets(case_file: CaseFile) -> PacketPlans:
    """One plan for each case in which a chosen vehicle can be used.

    Raises:
        PlanError: nothing is chosen, there is no case, or every chosen vehicle is blocked in every
            case; each obstacle is named.
    """
    plans: list[PacketPlan] = []
    left_out: list[LeftOut] = []
    for index in range(len(case_file.case)):
        plan, blocked = _plan(OneCase(case_file, index))
        left_out += blocked
        if plan:
            plans.append(plan)
    if plans:
        return PacketPlans(tuple(plans), tuple(left_out))
    problems = [blocked.problem for blocked in left_out]
    if not case_file.case:
        problems.append(Problem("case", "there is no court case", "add the case and its counts"))
    elif not problems:
        problems.append(Problem("matter.vehicle", "no vehicle is chosen", "choose what to ask for"))
    raise PlanError(problems)


def _plan(one: OneCase) -> tuple[PacketPlan | None, list[LeftOut]]:
    rules = vehicle_rules()
    number = known(one.case.number) or ""
    usable: list[str] = []
    left_out: list[LeftOut] = []
    for vehicle in chosen_vehicles(one):
        found = obstacles(one, vehicle)
        left_out += [LeftOut(number, vehicle, o.rule, o.fact, o.reason, o.instead) for o in found]
        if not found and vehicle not in rules:
            left_out.append(
                LeftOut(
                    number,
                    vehicle,
                    "no packet",
                    f"case.{one.index}",
                    "this service has no packet for it",
                    f"choose among {', '.join(rules)}, or draft it by hand",
                )
            )
        elif not found:
            usable.append(vehicle)
    for vehicle in [v for v in usable if (joined := rules[v].joins) and joined not in usable]:
        usable.remove(vehicle)
        left_out.append(
            LeftOut(
                number,
                vehicle,
                "no packet",
                f"case.{one.index}",
                f"it is argued in the papers of {rules[vehicle].joins}, which is not asked for",
                f"choose {rules[vehicle].joins} too, or draft it by hand",
            )
        )
    if not usable:
        return None, left_out
    relief = relief_for(one, tuple(usable))
    return PacketPlan(one, relief, _papers(one, relief)), left_out


def _papers(one: OneCase, relief: Relief) -> tuple[PlannedPaper, ...]:
    """The papers of every vehicle, each once, in the order of the table; then client copies."""
    expressions = Expressions.for_forms()
    context = paper_context(one, relief=relief)
    filed: dict[str, PlannedPaper] = {}
    copies: dict[str, PlannedPaper] = {}
    language = _client_language(one)
    for vehicle in relief.vehicles:
        rule = vehicle_rules()[vehicle]
        for paper in rule.papers:
            if _wanted(paper, expressions, context):
                filed.setdefault(paper.code, PlannedPaper(paper.code, COURT_LANGUAGE, paper.why))
        for paper in rule.client_copies:
            if language != COURT_LANGUAGE and _wanted(paper, expressions, context):
                copies.setdefault(paper.code, PlannedPaper(paper.code, language, paper.why, False))
    return (*filed.values(), *copies.values())


def _wanted(paper: PaperRule, expressions: Expressions, context: PaperContext) -> bool:
    if paper.when is None:
        return True
    return bool(expressions.evaluate(paper.when, context, f"vehicles.yaml, {paper.code}"))


def _client_language(one: OneCase) -> str:
    declaration = known(one.case_file.declaration)
    return (known(declaration.language) if declaration else None) or COURT_LANGUAGE
