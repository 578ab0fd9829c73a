"""What comes out of the facts of one case file: the real thing, run once, each part when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, get_args

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from ..errors import PlanError, Problem
from ..law import Candidate, Screening, chosen_vehicles, screen, vehicle_rules
from ..law.deadlines import Concern, Deadline, deadlines_for
from ..packet.building import BuiltPacket
from ..packet.finding import Finding
from ..packet.plan import PacketPlan, plan_packets
from .altering import TEMPLATE_OVERRIDE, altered
from .examining import Examination, concerns_of, examine
from .press import Press

_KEPT_BY_US = ("K1", "K2", "K3", "K4", "K8")
"""Days that the filing itself must keep; the clock of diligence and the days of other proceedings
are explained in the papers, and nobody acknowledges them."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of a case file as plain data.

    Attributes:
        facts: the case file.
        press: builds its papers; none leaves to the papers what only they can show.
        changes: what was set in the case file, by address.
    """

    facts: Mapping[str, Any]
    press: Press | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)

    def altered(self, changes: Mapping[str, Any]) -> Outcome:
        """The outcome of these facts, or of an exemplar, with changes made to them.

        Raises:
            CaseFileError: an address of a change leads nowhere.
        """
        return replace(
            self, facts=altered(self.facts, changes), changes={**self.changes, **changes}
        )

    # ------------------------------------------------------------------------------- facts

    @cached_property
    def _examination(self) -> Examination:
        return examine({key: value for key, value in self.facts.items() if key != "expected"})

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What must be corrected first; with any, nothing else comes out."""
        return self._examination.problems

    @property
    def case_file(self) -> CaseFile:
        """The facts. Only for an outcome without problems."""
        case_file = self._examination.case_file
        if case_file is None:
            raise ValueError("these facts can't be read")
        return case_file

    @cached_property
    def case_numbers(self) -> tuple[str, ...]:
        """The courts' numbers of the cases, in the order of the file."""
        return tuple(number for one in self.case_file.case if (number := known(one.number)))

    @cached_property
    def chosen(self) -> tuple[str, ...]:
        """Every vehicle chosen in the case file."""
        cases = (OneCase(self.case_file, index) for index in range(len(self.case_file.case)))
        return tuple(dict.fromkeys(v for one in cases for v in chosen_vehicles(one)))

    # --------------------------------------------------------------------------------- law

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline."""
        return deadlines_for(self.case_file)

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """What is wrong with the deadlines."""
        return concerns_of(self.deadlines)

    @cached_property
    def screening(self) -> Screening:
        """What may be asked for."""
        return screen(self.case_file)

    @cached_property
    def _by_name(self) -> Screening:
        """The same, with every vehicle asked for by its name."""
        return screen(self.case_file, asked=get_args(Vehicle))

    def candidates(self, number: str | None = None) -> tuple[Candidate, ...]:
        """The candidates of the case with that number, or of all, in the order of their rank."""
        return _candidates(self.screening, number)

    def asked_for(self, vehicle: object, number: str | None = None) -> tuple[Candidate, ...]:
        """The candidates for a vehicle; where none is listed, what blocks it if asked for (P2)."""
        listed = tuple(c for c in self.candidates(number) if c.vehicle == vehicle)
        return listed or tuple(
            candidate
            for candidate in _candidates(self._by_name, number)
            if candidate.vehicle == vehicle and not candidate.offered
        )

    def statuses(self, vehicle: str) -> tuple[str, ...]:
        """The best status of a vehicle in each case that lists it; else why it is blocked."""
        best = (case.candidate(vehicle) for case in self.screening.cases)
        listed = tuple(candidate.status for candidate in best if candidate)
        return listed or tuple(candidate.status for candidate in self.asked_for(vehicle))

    def is_blocked(self, vehicle: str) -> bool:
        """Whether a vehicle is blocked in every case."""
        found = self.asked_for(vehicle)
        return bool(found) and not any(candidate.offered for candidate in found)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The candidates that aren't blocked (P26)."""
        return tuple(candidate for candidate in self.candidates() if candidate.offered)

    def rules(self, vehicles: tuple[str, ...]) -> tuple[str, ...]:
        """The rules that gave a reason for each of some vehicles; for none, those with a notice."""
        if not vehicles:
            return tuple(notice.rule for notice in self.screening.notices)
        of_each = [[r for c in self.asked_for(v) for r in c.rules] for v in vehicles]
        return tuple(rule for rule in of_each[0] if all(rule in rules for rules in of_each))

    def messages(self, vehicles: tuple[str, ...]) -> tuple[str, ...]:
        """What is said: of the problems; else of some vehicles; else of the whole matter."""
        if self.problems:
            return tuple(f"{problem.what}; {problem.remedy}" for problem in self.problems)
        if vehicles:
            return tuple(r.text for v in vehicles for c in self.asked_for(v) for r in c.reasons)
        if self.exemplar_errors:
            return tuple(f"{finding.what}; {finding.remedy}" for finding in self.exemplar_errors)
        said = (f"{concern.problem.what}; {concern.problem.remedy}" for concern in self.concerns)
        return (*(notice.text for notice in self.screening.notices), *said)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """The codes of the warnings shown, of screening and of deadlines."""
        of_days = (concern.warning for concern in self.concerns)
        shown = (warning.code for warning in self.screening.warnings)
        return tuple(dict.fromkeys([*shown, *(code for code in of_days if code)]))

    @cached_property
    def to_acknowledge(self) -> tuple[str, ...]:
        """What a person must still acknowledge: warnings, days too late, and what is held."""
        late = (
            concern.problem.what
            for concern in concerns_of(d for d in self.deadlines if d.calculator in _KEPT_BY_US)
            if concern.severity != "note"
        )
        shown = (warning.code for warning in self.screening.unacknowledged)
        return (*shown, *late, *(held.text for held in self.screening.holds_packets))

    @property
    def asks(self) -> tuple[str, ...]:
        """The addresses of the facts to ask for."""
        return self.screening.asks

    @property
    def for_attorney(self) -> tuple[str, ...]:
        """What an attorney must take up."""
        return tuple(notice.text for notice in self.screening.notices if notice.refer)

    # ------------------------------------------------------------------------------- papers

    @cached_property
    def plans(self) -> tuple[PacketPlan, ...]:
        """The packets planned; none where facts are refused, or nothing chosen can be used."""
        if self.problems:
            return ()
        try:
            return plan_packets(self.case_file).plans
        except PlanError:
            return ()

    @property
    def written_by_hand(self) -> bool:
        """Whether nothing is planned because an attorney writes the papers of what is chosen."""
        rules = (rule for vehicle, rule in vehicle_rules().items() if vehicle in self.chosen)
        return not self.plans and any(rule.by_hand and not rule.joins for rule in rules)

    @cached_property
    def built(self) -> tuple[BuiltPacket, ...]:
        """Every packet, really built, with the exemplars as they were changed."""
        press = self.press
        override = self.changes.get(TEMPLATE_OVERRIDE)
        if press is None:
            return ()
        return tuple(press.built(plan, override) for plan in self.plans)

    @cached_property
    def built_as_shipped(self) -> tuple[BuiltPacket, ...]:
        """The same with the exemplars as they are."""
        return tuple(self.press.built(plan, None) for plan in self.plans) if self.press else ()

    @cached_property
    def exemplar_errors(self) -> tuple[Finding, ...]:
        """The errors that packets have because of a changed exemplar."""
        if TEMPLATE_OVERRIDE not in self.changes:
            return ()
        before = {f for packet in self.built_as_shipped for f in packet.findings}
        return tuple(
            finding
            for packet in self.built
            for finding in packet.findings
            if finding.level == "error" and finding not in before
        )

    def plans_of(self, number: str | None) -> tuple[PacketPlan, ...]:
        """The packet of the case with that number, or every packet."""
        return tuple(plan for plan in self.plans if number in (None, plan.case_number))


def _candidates(screening: Screening, number: str | None) -> tuple[Candidate, ...]:
    return tuple(
        candidate
        for case in screening.cases
        if number in (None, case.number)
        for candidate in case.candidates
    )
