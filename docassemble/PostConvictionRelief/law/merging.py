"""From what the rules say to the candidates of a case (rulings P1, P2, P18).

Rules speak count by count. For one vehicle, a bar wins over everything; a missing fact wins over
all but a recommendation that stands without it; else the best offer holds. Of the counts of a
case, those with the best answer are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from ..casefile.vocabulary import Vehicle
from .effects import Effect, Flag, Rule, Said, Scope, Status, Stop, Track, bar
from .facts import Facts

T = TypeVar("T")

BEST_FIRST: tuple[Status, ...] = (
    "recommended",
    "possible",
    "state_benefit_only",
    "needs_fact",
    "blocked",
)
_RANK = {status: rank for rank, status in enumerate(BEST_FIRST)}


class FactRead(NamedTuple):
    """A fact that a rule read, and what it was."""

    address: str
    value: object


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate stands as it does.

    Attributes:
        rule: R01 to R40, or the section of the specification where no rule speaks of the vehicle.
        text: in words.
        read: the facts that the rule read, each with its address, in the order of reading.
        instead: what to do where the vehicle is blocked.
        where: the address of the fact that decides.
    """

    rule: str
    text: str
    read: tuple[tuple[str, object], ...]
    instead: str = ""
    where: str = ""

    @property
    def facts(self) -> tuple[FactRead, ...]:
        """What the rule read."""
        return tuple(FactRead(address, value) for address, value in self.read)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A vehicle in one case (ruling P18).

    Attributes:
        vehicle: its id.
        scope: the conviction, or its sentence alone.
        counts: the numbers of the counts for which the status holds.
        status: never "you qualify": recommended, possible, state_benefit_only, needs_fact, blocked.
        track: where the statute has two, the one on which the facts put it.
        reasons: rule by rule.
        cautions: codes of the warnings to show with it.
        missing_facts: addresses of the facts to ask for.
        flags: what else follows for papers and people.
    """

    vehicle: Vehicle
    scope: Scope
    counts: tuple[int, ...]
    status: Status
    track: Track | None
    reasons: tuple[Reason, ...]
    cautions: tuple[str, ...]
    missing_facts: tuple[str, ...]
    flags: tuple[Flag, ...]

    @property
    def offered(self) -> bool:
        """Whether it is in the list with any status but blocked (P26)."""
        return self.status != "blocked"

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules behind it, each once."""
        return distinct(reason.rule for reason in self.reasons)


class Fired(NamedTuple):
    """One thing that a rule said, and what the rule had read."""

    rule: str
    said: Said
    read: dict[str, object]


@dataclass
class _CountAnswer:
    """How one vehicle stands for one count."""

    number: int | None
    status: Status
    used: list[tuple[Fired, Effect]]
    remarks: list[tuple[Fired, Effect]] = field(default_factory=list)


def fire(rules: Iterable[Rule], facts: Facts) -> Iterator[Fired]:
    """Ask every rule, and keep what each of them read."""
    for rule in rules:
        facts.begin()
        for said in rule.apply(facts):
            yield Fired(rule.id, said, facts.read)


def candidates(
    by_count: Iterable[tuple[int | None, list[Fired]]],
) -> dict[tuple[Vehicle, Scope], Candidate]:
    """The candidates of a case from what was said for each of its counts."""
    answers: dict[tuple[Vehicle, Scope], list[_CountAnswer]] = {}
    for number, fired in by_count:
        for key, answer in _of_count(number, fired):
            answers.setdefault(key, []).append(answer)
    return {key: _merged(key, of_counts) for key, of_counts in answers.items()}


def _of_count(
    number: int | None, fired: list[Fired]
) -> Iterator[tuple[tuple[Vehicle, Scope], _CountAnswer]]:
    """Ruling P1, for every vehicle that a rule offers, asks about, or bars."""
    by_vehicle: dict[Vehicle, list[tuple[Fired, Effect]]] = {}
    for each in fired:
        if isinstance(each.said, Effect) and each.said.kind != "lack":
            by_vehicle.setdefault(each.said.vehicle, []).append((each, each.said))
    for vehicle, said in by_vehicle.items():
        bars = [pair for pair in said if pair[1].kind == "bar"]
        if bars:
            yield (vehicle, "conviction"), _CountAnswer(number, "blocked", bars)
            continue
        remarks = [pair for pair in said if pair[1].kind == "remark"]
        told = [pair for pair in said if pair[1].kind != "remark"]
        for scope in distinct(effect.scope for _, effect in told):
            used = [pair for pair in told if pair[1].scope == scope]
            yield (vehicle, scope), _CountAnswer(number, _status(used), used, remarks)


def _status(said: list[tuple[Fired, Effect]]) -> Status:
    offers = [effect.status for _, effect in said if effect.kind == "offer"]
    asked = any(effect.kind == "need" for _, effect in said)
    if asked and "recommended" not in offers:
        return "needs_fact"
    return min(offers, key=_RANK.__getitem__)


def _merged(key: tuple[Vehicle, Scope], answers: list[_CountAnswer]) -> Candidate:
    """The best status over the counts, with the counts that have it (P18)."""
    best = min((answer.status for answer in answers), key=_RANK.__getitem__)
    holding = [answer for answer in answers if answer.status == best]
    said = [pair for answer in holding for pair in (*answer.used, *answer.remarks)]
    effects = [effect for _, effect in said]
    asked = [address for effect in effects for address in effect.missing]
    if len(holding) < len(answers) and best not in ("needs_fact", "blocked"):
        asked += _asked_elsewhere(answers)
    return Candidate(
        key[0],
        key[1],
        tuple([answer.number for answer in holding if answer.number is not None]),
        best,
        next((effect.track for effect in effects if effect.track), None),
        reasons(said),
        distinct([code for effect in effects for code in effect.cautions]),
        distinct(asked),
        distinct([flag for effect in effects for flag in effect.flags]),
    )


def _asked_elsewhere(answers: list[_CountAnswer]) -> list[str]:
    """What is still asked about the counts for which facts are missing."""
    unclear = (answer for answer in answers if answer.status == "needs_fact")
    return [a for answer in unclear for _, effect in answer.used for a in effect.missing]


def reasons(said: Iterable[tuple[Fired, Effect]]) -> tuple[Reason, ...]:
    """One reason for each rule and text; what it read for several counts is put together."""
    found: dict[tuple[str, str], Reason] = {}
    for fired, effect in said:
        key = (fired.rule, effect.text)
        read = tuple(fired.read.items())
        if key in found:
            more = dict(found[key].read) | fired.read
            found[key] = replace(found[key], read=tuple(more.items()))
        else:
            where = effect.at or next(iter(fired.read), "")
            found[key] = Reason(fired.rule, effect.text, read, effect.instead, where)
    return tuple(found.values())


def stopped(stops: Iterable[Fired], vehicle: Vehicle) -> Candidate:
    """The vehicle, asked for by name where nothing can be offered."""
    said = [
        (fired, bar(vehicle, fired.said.text, fired.said.instead, at=fired.said.at))
        for fired in stops
        if isinstance(fired.said, Stop)
    ]
    return Candidate(vehicle, "conviction", (), "blocked", None, reasons(said), (), (), ())


def unfit(lacks: list[tuple[Fired, Effect]], vehicle: Vehicle) -> Candidate:
    """The vehicle, asked for by name where the facts don't fit its rules."""
    return Candidate(vehicle, "conviction", (), "blocked", None, reasons(lacks), (), (), ())


def distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Each item once, in the order of its first coming."""
    return tuple(dict.fromkeys(items))
