"""What may be asked for in each case: the decision table asked, its answers merged and ranked.

    screening = screen(case_file)
    screening.cases[0].candidates        best first
    why(candidate)                       the rules behind it and the facts that they read

Screening never says that a client qualifies, and never raises on a case file that could be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from ..casefile import CaseFile, known
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from .effects import Attached, Effect, Flag, Notice, Stop
from .facts import Facts
from .law_files import WarningText, warning_texts
from .merging import (
    BEST_FIRST,
    Candidate,
    FactRead,
    Fired,
    Reason,
    candidates,
    distinct,
    fire,
    stopped,
    unfit,
)
from .relief import chosen_vehicles, override_recorded
from .rules import RULES
from .vehicles import vehicle_rules

DISMISSAL_FAMILY: Final[frozenset[Vehicle]] = frozenset(
    {"PC1203_4", "PC1203_4A", "PC1203_4B", "PC1203_41", "PC1203_42", "PC1203_49"}
)
_OF_COUNT: Final = tuple(rule for rule in RULES if rule.of_count)
_OF_CASE: Final = tuple(rule for rule in RULES if not rule.of_count)
_ALWAYS: Final = "W-UPL"
_NO_REMEDY: Final = "R30"

Acknowledgement = Literal["none", "click", "typed"]


@dataclass(frozen=True, slots=True)
class Told:
    """Something to be told that is no candidate.

    Attributes:
        rule: which rule tells it.
        text: in words.
        case: the index of the case, or `None` for the whole matter.
        refer: an attorney, or another kind of counsel, must take it up.
        holds_packets: no packet is built until an attorney has released it (P20).
        where: the address of the fact that it is about.
        facts: what the rule read.
    """

    rule: str
    text: str
    case: int | None
    refer: bool
    holds_packets: bool
    where: str
    facts: tuple[FactRead, ...]


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A warning to show.

    Attributes:
        code: `W-IMM-EXPUNGE`; the text is in `text`.
        vehicles: the offered vehicles that carry it; empty where it is shown in any case.
        acknowledgement: what a person must do to go on.
    """

    code: str
    vehicles: tuple[Vehicle, ...]
    acknowledgement: Acknowledgement

    @property
    def text(self) -> WarningText:
        """Its words in English and Spanish."""
        return warning_texts()[self.code]


@dataclass(frozen=True, slots=True)
class CaseScreening:
    """The candidates of one case, best first for the client's goal; blocked ones come last."""

    index: int
    number: str | None
    candidates: tuple[Candidate, ...]
    flags: tuple[Flag, ...]

    def candidate(self, vehicle: str, scope: str | None = None) -> Candidate | None:
        """The best candidate for a vehicle, in the given scope if one is given."""
        fits = (c for c in self.candidates if c.vehicle == vehicle and scope in (None, c.scope))
        return next(fits, None)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The candidates that aren't blocked."""
        return tuple(candidate for candidate in self.candidates if candidate.offered)


@dataclass(frozen=True, slots=True)
class Screening:
    """What may be asked for in a matter, and what must be said with it.

    Attributes:
        cases: one for each case of the file, in its order.
        warnings: those to show, each once.
        notices: what is to be told besides.
        asks: the addresses of the facts to ask for next, those of the best candidates first.
    """

    cases: tuple[CaseScreening, ...]
    warnings: tuple[ShownWarning, ...]
    notices: tuple[Told, ...]
    asks: tuple[str, ...]

    def of_case(self, number: str) -> CaseScreening | None:
        """The screening of the case with this number."""
        return next((case for case in self.cases if case.number == number), None)

    def warning(self, code: str) -> ShownWarning | None:
        """The warning of this code, if it is shown."""
        return next((warning for warning in self.warnings if warning.code == code), None)

    @property
    def holds_packets(self) -> tuple[Told, ...]:
        """The notices that keep any packet from being built."""
        return tuple(notice for notice in self.notices if notice.holds_packets)


@dataclass(frozen=True, slots=True)
class Why:
    """One rule behind a candidate: what it says, why it spoke, and what it read."""

    rule: str
    says: str
    text: str
    facts: tuple[FactRead, ...]


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
        found, told, more = _screen_case(one, by_name, state_only=goal == "state_only")
        cases.append(found)
        notices += told
        asks += more
    notices += _no_immigration_remedy(case_file, cases)
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


# ------------------------------------------------------------------------------- one case


def _screen_case(
    one: OneCase, by_name: tuple[Vehicle, ...], *, state_only: bool
) -> tuple[CaseScreening, list[Told], list[str]]:
    facts = Facts(one)
    of_case = list(fire(_OF_CASE, facts))
    by_count = []
    for position in _positions(one):
        of_count = facts.of_count_at(position)
        by_count.append((of_count.count_number, [*of_case, *fire(_OF_COUNT, of_count)]))
    everything = [fired for _, said in by_count for fired in said]
    found = candidates(_open(by_count))
    stops = _closing(by_count)
    listed = [*found.values(), *_by_name(one, by_name, found, stops, everything)]
    attached = [f.said for f in of_case if isinstance(f.said, Attached)]
    listed = [_completed(candidate, attached) for candidate in listed]
    order = _order(state_only)
    told, asks = _notices(one, everything)
    return (
        CaseScreening(
            one.index,
            known(one.case.number),
            tuple(sorted(listed, key=order)),
            distinct(flag for each in attached for flag in each.flags),
        ),
        told,
        asks,
    )


def _positions(one: OneCase) -> tuple[int, ...]:
    """The counts to screen: those with a conviction, or not known to be without; else all."""
    counts = one.case.counts
    subject = tuple(n for n, count in enumerate(counts) if known(count.convicted) is not False)
    return subject or tuple(range(len(counts))) or (0,)


def _open(
    by_count: list[tuple[int | None, list[Fired]]],
) -> Iterator[tuple[int | None, list[Fired]]]:
    """What was said of each count, without the vehicles that a stop closes there."""
    for number, said in by_count:
        stops = [fired.said for fired in said if isinstance(fired.said, Stop)]
        if not stops:
            yield number, said
            continue
        yield (
            number,
            [
                fired
                for fired in said
                if isinstance(fired.said, Effect)
                and all(fired.said.vehicle in stop.spares for stop in stops)
            ],
        )


def _closing(by_count: list[tuple[int | None, list[Fired]]]) -> list[Fired]:
    """What closes the whole case: a stop for every count of it."""
    stops = [[fired for fired in said if isinstance(fired.said, Stop)] for _, said in by_count]
    return [fired for found in stops for fired in found] if all(stops) else []


def _by_name(
    one: OneCase,
    by_name: tuple[Vehicle, ...],
    found: dict[tuple[Vehicle, Literal["conviction", "sentence"]], Candidate],
    stops: list[Fired],
    said: list[Fired],
) -> Iterator[Candidate]:
    """The vehicles asked for by name that no rule offers: why not, or that no rule speaks of
    them."""
    listed = {vehicle for vehicle, _ in found}
    for vehicle in by_name:
        if vehicle in listed:
            continue
        closing = [f for f in stops if isinstance(f.said, Stop) and vehicle not in f.said.spares]
        if closing:
            yield stopped(closing, vehicle)
            continue
        lacks = [
            (fired, fired.said)
            for fired in said
            if isinstance(fired.said, Effect)
            and fired.said.kind == "lack"
            and fired.said.vehicle == vehicle
        ]
        yield unfit(lacks, vehicle) if lacks else _for_the_attorney(one, vehicle)


def _for_the_attorney(one: OneCase, vehicle: Vehicle) -> Candidate:
    text = "the decision table has no rule for it; whether it fits is for the attorney to decide"
    reason = Reason(vehicle_rules()[vehicle].section, text, ())
    counts = tuple(n for count in one.case.convicted_counts if (n := known(count.n)) is not None)
    return Candidate(
        vehicle, "conviction", counts, "possible", None, (reason,), (), (), ("attorney_decides",)
    )


def _completed(candidate: Candidate, attached: list[Attached]) -> Candidate:
    """With the warnings that go with the vehicle, and what goes with the whole case.

    A vehicle about which facts are still asked carries only what its rules say.
    """
    if not candidate.offered:
        return candidate
    asked_only = candidate.status == "needs_fact"
    own = () if asked_only else vehicle_rules()[candidate.vehicle].warnings
    if not own and not attached:
        return candidate
    cautions = (*candidate.cautions, *own, *(c for each in attached for c in each.cautions))
    flags = (*candidate.flags, *(f for each in attached for f in each.flags))
    return replace(candidate, cautions=distinct(cautions), flags=distinct(flags))


@cache
def _order(state_only: bool):  # type: ignore[no-untyped-def]
    """How candidates are ranked.

    For an immigration goal, what attacks a defect comes first and what rewards rehabilitation last
    (2.1 rule 5); for state benefits alone, the status decides. What is blocked comes at the end.
    """
    places = {name: place for place, name in enumerate(vehicle_rules())}
    ranks = {status: rank for rank, status in enumerate(BEST_FIRST)}
    kinds = {name: _KINDS.index(row.kind) for name, row in vehicle_rules().items()}

    def key(candidate: Candidate) -> tuple[int, ...]:
        rank, kind = ranks[candidate.status], kinds[candidate.vehicle]
        last = int(not candidate.offered)
        place = (places[candidate.vehicle], int(candidate.scope == "sentence"))
        return (last, rank, -kind, *place) if state_only else (last, kind, rank, *place)

    return key


_KINDS: Final = ("defect", "sentence", "reclassification", "record", "rehabilitative")


# ----------------------------------------------------------------------- the whole matter


def _notices(one: OneCase, said: list[Fired]) -> tuple[list[Told], list[str]]:
    told: list[Told] = []
    asks: list[str] = []
    for rule, notice, read in said:
        if isinstance(notice, Notice):
            told.append(
                Told(
                    rule,
                    notice.text,
                    one.index,
                    notice.refer,
                    notice.holds_packets,
                    next(iter((*notice.asks, *read)), f"case.{one.index}"),
                    tuple(FactRead(*pair) for pair in read.items()),
                )
            )
            asks += notice.asks
    return told, asks


def _no_immigration_remedy(case_file: CaseFile, cases: list[CaseScreening]) -> Iterator[Told]:
    """R30: only dismissals come out, or only dismissals are chosen, for an immigration goal."""
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
        yield Told(_NO_REMEDY, text, None, True, False, "matter.vehicle", facts)


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
            chosen = candidate.vehicle in picked
            if candidate.offered or chosen:
                for code in candidate.cautions:
                    carried.setdefault(code, []).append(candidate.vehicle)
            # What is chosen is the best there is of a vehicle, not its lesser variant.
            best = case.candidate(candidate.vehicle) is candidate
            if chosen and best and enters_packet(one, candidate):
                acknowledged.update(candidate.cautions)
    rules = {notice.rule for notice in notices}
    if _NO_REMEDY in rules:
        carried.setdefault("W-IMM-EXPUNGE", [])
    carried.setdefault(_ALWAYS, [])
    for code, text in warning_texts().items():
        if code in carried:
            needed = (
                text.acknowledge_when in rules
                if text.acknowledge_when == _NO_REMEDY
                else code in acknowledged
            )
            kind: Acknowledgement = text.acknowledge if needed else "none"
            yield ShownWarning(code, distinct(carried[code]), kind)


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
