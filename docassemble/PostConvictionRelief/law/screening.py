"""What may be asked for in each case: the decision table asked, its answers merged and ranked.

    screening = screen(case_file)
    screening.cases[0].candidates        best first
    why(candidate)                       the rules behind it and the facts that they read

Screening never says that a client qualifies, and never raises on a case file that could be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Final

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from .acknowledging import acknowledged_by
from .case_screening import screen_case
from .choice import chosen_vehicles, override_recorded
from .law_files import warning_texts
from .merging import Candidate, FactRead, distinct
from .results import Acknowledgement, CaseScreening, Screening, ShownWarning, Told, Why
from .rules import RULES

DISMISSAL_FAMILY: Final[frozenset[Vehicle]] = frozenset(
    {"PC1203_4", "PC1203_4A", "PC1203_4B", "PC1203_41", "PC1203_42", "PC1203_49"}
)
_ALWAYS: Final = "W-UPL"
NO_REMEDY: Final = "R30"


def screen(case_file: CaseFile, asked: Collection[Vehicle] = ()) -> Screening:
    """Ask every rule about every case.

    Args:
        case_file: the facts, reckoned as of `meta.as_of`.
        asked: vehicles asked for by name, besides those that the file chooses: they are in every
            list, blocked where no rule offers them.
    """
    cases: list[CaseScreening] = []
    notices: list[Told] = []
    asks: list[str] = []
    goal = known(case_file.matter.goal)
    for index in range(len(case_file.case)):
        one = OneCase(case_file, index)
        by_name = distinct((*chosen_vehicles(one), *asked))
        found, told, more = screen_case(one, by_name, state_only=goal == "state_only")
        cases.append(found)
        notices += told
        asks += more
    notices += no_immigration_remedy(case_file, cases)
    unique = {(notice.rule, notice.text): notice for notice in notices}
    warnings = tuple(_warnings(case_file, cases, tuple(unique.values())))
    return Screening(
        tuple(cases),
        warnings,
        tuple(unique.values()),
        _asks(case_file, cases, warnings, asks),
    )


def enters_packet(one: OneCase, candidate: Candidate) -> bool:
    """Whether a chosen vehicle makes a packet in this case (P22).

    It does where it is recommended; with any lesser status only where it is named for this very
    case, or where the file has no other. A vehicle for which facts are missing makes a draft that
    says so (P21). Under supervision an attorney's recorded decision is needed (P19).
    """
    if candidate.status == "blocked":
        return False
    if "needs_attorney_override" in candidate.flags and not override_recorded(one.case):
        return False
    alone = len(one.case_file.case) == 1
    return candidate.status == "recommended" or alone or candidate.vehicle in one.case.vehicle


def why(candidate: Candidate) -> tuple[Why, ...]:
    """The rules behind a candidate, what each says, and the facts that it read with their
    values."""
    says = _says()
    return tuple(
        Why(reason.rule, says.get(reason.rule, ""), reason.text, reason.facts)
        for reason in candidate.reasons
    )


@cache
def _says() -> dict[str, str]:
    said: dict[str, str] = {}
    for rule in RULES:
        said[rule.id] = f"{said[rule.id]} {rule.says}" if rule.id in said else rule.says
    return said


# ----------------------------------------------------------------------- the whole matter


def no_immigration_remedy(case_file: CaseFile, cases: list[CaseScreening]) -> Iterator[Told]:
    """Only dismissals come out, or only dismissals are chosen, for an immigration goal."""
    goal = known(case_file.matter.goal)
    if goal == "state_only":
        return
    offered = [candidate for case in cases for candidate in case.offered]
    fired = {candidate.vehicle for candidate in offered if candidate.status != "needs_fact"}
    picked = {v for index in range(len(cases)) for v in chosen_vehicles(OneCase(case_file, index))}
    alone = bool(fired) and fired <= DISMISSAL_FAMILY
    only_picked = bool(picked) and picked <= DISMISSAL_FAMILY
    if alone or only_picked:
        facts = (
            FactRead("matter.goal", case_file.matter.goal),
            FactRead("matter.vehicle", case_file.matter.vehicle),
        )
        text = (
            "none of these is an immigration remedy: a dismissal for good conduct leaves the "
            "conviction standing for immigration law; ask an immigration attorney first"
        )
        yield Told(NO_REMEDY, text, None, True, False, "matter.vehicle", facts)


def _warnings(
    case_file: CaseFile, cases: list[CaseScreening], notices: tuple[Told, ...]
) -> Iterator[ShownWarning]:
    """Every caution of what is offered, and of what was chosen even if it is blocked."""
    carried: dict[str, list[Vehicle]] = {}
    acknowledged: set[str] = set()
    for case in cases:
        one = OneCase(case_file, case.index)
        picked = chosen_vehicles(one)
        for candidate in case.candidates:
            if candidate.offered or candidate.vehicle in picked:
                for code in candidate.cautions:
                    carried.setdefault(code, []).append(candidate.vehicle)
        for vehicle in picked:
            # What is chosen is the best there is of a vehicle, not its lesser variant.
            best = case.candidate(vehicle)
            if best and enters_packet(one, best):
                acknowledged.update(best.cautions)
    rules = {notice.rule for notice in notices}
    if NO_REMEDY in rules:
        carried.setdefault("W-IMM-EXPUNGE", [])
    carried.setdefault(_ALWAYS, [])
    for code, text in warning_texts().items():
        if code in carried:
            needed = (
                text.acknowledge_when in rules
                if text.acknowledge_when == NO_REMEDY
                else code in acknowledged
            )
            kind: Acknowledgement = text.acknowledge if needed else "none"
            who = acknowledged_by(case_file, text) if needed else None
            yield ShownWarning(code, distinct(carried[code]), kind, who)


def _asks(
    case_file: CaseFile,
    cases: Iterable[CaseScreening],
    warnings: Iterable[ShownWarning],
    asks: Iterable[str],
) -> tuple[str, ...]:
    goal = () if known(case_file.matter.goal) else ("matter.goal",)
    return distinct(
        (
            *goal,
            *asks,
            *(a for case in cases for c in case.offered for a in c.missing_facts),
            *(address for warning in warnings for address in warning.text.asks),
        )
    )
