"""One case screened: every rule asked about every count, the answers merged and ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from ..casefile import known
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from .effects import Attached, Effect, Notice, Scope, Stop
from .facts import Facts
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
from .results import CaseScreening, Told
from .rules import RULES
from .vehicles import vehicle_rules

_OF_COUNT: Final = tuple(rule for rule in RULES if rule.of_count)
_OF_CASE: Final = tuple(rule for rule in RULES if not rule.of_count)


def screen_case(
    one: OneCase, by_name: tuple[Vehicle, ...], *, state_only: bool
) -> tuple[CaseScreening, list[Told], list[str]]:
    """Ask every rule about one case.

    Args:
        one: the case.
        by_name: vehicles that are in the list whatever the rules say.
        state_only: whether the client wants state benefits alone; it decides the ranking.

    Returns:
        the candidates, what is to be told besides, and the addresses that the notices ask for.
    """
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
    """The counts to screen: without those that ended otherwise, if there is a conviction."""
    counts = one.case.counts
    if any(known(count.convicted) for count in counts):
        return tuple(n for n, count in enumerate(counts) if known(count.convicted) is not False)
    return tuple(range(len(counts))) or (0,)


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
    found: dict[tuple[Vehicle, Scope], Candidate],
    stops: list[Fired],
    said: list[Fired],
) -> Iterator[Candidate]:
    """The vehicles asked for by name that no rule offers, and why not."""
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
    added = (*own, *(code for each in attached for code in each.cautions))
    flags = tuple([flag for each in attached for flag in each.flags])
    if not flags and all(code in candidate.cautions for code in added):
        return candidate
    return replace(
        candidate,
        cautions=distinct((*candidate.cautions, *added)),
        flags=distinct((*candidate.flags, *flags)),
    )


@cache
def _order(state_only: bool) -> Callable[[Candidate], tuple[int, ...]]:
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
