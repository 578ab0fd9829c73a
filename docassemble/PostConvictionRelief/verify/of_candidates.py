"""Expectations about vehicles: which are offered, blocked, by which rule, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ..law import Candidate
from .asked import VEHICLES, Asked, Check, by_case, is_note, listed
from .report import Tally

STATUSES = ("recommended", "possible", "state_benefit_only", "needs_fact", "blocked")
RANK = re.compile(r"rank_of_(\w+)_above_(\w+)")
_RULE = re.compile(r"R\d{2}")


def _candidates(asked: Asked, path: str, value: object) -> None:
    for where, number, items in by_case(asked, path, value):
        if not isinstance(items, list) or not items:
            asked.tally.not_understood(where, items, "give a list of candidates")
            continue
        for n, item in enumerate(items):
            _candidate(asked, f"{where}.{n}", number, item)


def _candidate(asked: Asked, path: str, number: str | None, item: object) -> None:
    vehicle = item.get("vehicle") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or vehicle not in VEHICLES:
        asked.tally.not_understood(f"{path}.vehicle", vehicle or item, "give a vehicle's id")
        return
    scope = item.get("scope", "conviction")
    found = [c for c in asked.outcome.asked_for(vehicle, number) if c.scope == scope]
    if not found:
        others = [f"{c.vehicle} ({c.scope})" for c in asked.outcome.candidates(number)]
        asked.tally.differ(path, f"{vehicle} ({scope})", ["not in the list", *others])
        return
    asked.tally.hold()
    tried = [_compared(Tally(asked.tally.file, asked.tally.trap), path, item, c) for c in found]
    best = min(tried, key=lambda tally: len(tally.differences))
    asked.tally.held += best.held
    asked.tally.differences += best.differences


def _compared(tally: Tally, path: str, item: Mapping[str, object], found: Candidate) -> Tally:
    """What an expected candidate and the one found have in common, and what not."""
    for key, value in item.items():
        where = f"{path}.{key}"
        if key in ("vehicle", "scope") or is_note(key):
            continue
        if key in _EXACT:
            tally.same(where, value, _EXACT[key](found))
        elif key in _LISTED:
            for place, word in listed(tally, where, value):
                tally.among(place, word, _LISTED[key](found))
        elif key == "reason_contains":
            for place, phrase in listed(tally, where, value):
                tally.part_of(place, phrase, [reason.text for reason in found.reasons])
        else:
            known = ", ".join(("vehicle", "scope", *_EXACT, *_LISTED, "reason_contains"))
            tally.not_understood(where, value, f"give some of {known}")
    return tally


_EXACT: dict[str, Callable[[Candidate], object]] = {
    "status": lambda c: c.status,
    "track": lambda c: c.track,
    "count": lambda c: c.counts[0] if len(c.counts) == 1 else list(c.counts),
    "counts": lambda c: list(c.counts),
}
"""What a candidate has one of."""

_LISTED: dict[str, Callable[[Candidate], Iterable[str]]] = {
    "rule": lambda c: c.rules,
    "rules": lambda c: c.rules,
    "caution": lambda c: c.cautions,
    "cautions": lambda c: c.cautions,
    "needs": lambda c: c.missing_facts,
    "flag": lambda c: c.flags,
    "flags": lambda c: c.flags,
}
"""What a candidate may have several of: each that is listed must be there, more may (P17)."""


# ------------------------------------------------------------------------- about one vehicle


def _vehicle(asked: Asked, path: str, value: object) -> None:
    """What the block is about; the other keys say what of it."""
    for where, vehicle in listed(asked.tally, path, value):
        if vehicle not in VEHICLES:
            asked.tally.not_understood(where, vehicle, "give a vehicle's id")
        elif not {"result", "status", "last_day"} & set(asked.block):
            asked.tally.not_understood(where, vehicle, "give its result or status too")
        else:
            asked.tally.hold()


def _status(asked: Asked, path: str, value: object) -> None:
    if value not in STATUSES or not asked.vehicles:
        asked.tally.not_understood(path, value, f"give {', '.join(STATUSES)} beside a vehicle")
        return
    for vehicle in asked.vehicles:
        asked.tally.among(path, str(value), asked.outcome.statuses(vehicle))


def _rules(asked: Asked, path: str, value: object) -> None:
    """Each rule gave a reason for every vehicle named; where none is named, a notice."""
    for where, rule in listed(asked.tally, path, value):
        if _RULE.fullmatch(rule):
            asked.tally.among(where, rule, asked.outcome.rules(asked.vehicles))
        else:
            asked.tally.not_understood(where, rule, "give a rule like R06")


def _offers(asked: Asked, path: str, value: object) -> None:
    offered = [candidate.vehicle for candidate in asked.outcome.offered]
    for where, vehicle in listed(asked.tally, path, value):
        if vehicle in VEHICLES:
            asked.tally.among(where, vehicle, offered)
        else:
            asked.tally.not_understood(where, vehicle, "give a vehicle's id")


def _habeas(asked: Asked, path: str, value: object) -> None:
    numbers = asked.outcome.case_numbers
    for where, number in listed(asked.tally, path, value):
        if number not in numbers:
            asked.tally.not_understood(where, number, f"give a case number: {', '.join(numbers)}")
            continue
        offered = [c.vehicle for c in asked.outcome.candidates(number) if c.offered]
        asked.tally.not_among(where, "HABEAS", offered)


def rank(asked: Asked, path: str, value: object) -> None:
    """`rank_of_A_above_B`: in every case with both, A stands before B (design rule 2.1.5)."""
    match = RANK.fullmatch(path.rpartition(".")[2])
    pair = match.groups() if match else ()
    if not pair or not set(pair) <= set(VEHICLES) or not isinstance(value, bool):
        asked.tally.not_understood(path, value, "write rank_of_A_above_B: true, with vehicles' ids")
        return
    first, second = pair
    orders = [
        [str(candidate.vehicle) for candidate in case.candidates]
        for case in asked.outcome.screening.cases
    ]
    both = [order for order in orders if first in order and second in order]
    above = bool(both) and all(order.index(first) < order.index(second) for order in both)
    if value == above:
        asked.tally.hold()
    else:
        asked.tally.differ(path, value, orders)


KEYS: dict[str, Check] = {
    "candidates": _candidates,
    "vehicle": _vehicle,
    "vehicles": _vehicle,
    "status": _status,
    "rule": _rules,
    "rules": _rules,
    "offers": _offers,
    "still_offered": _offers,
    "habeas_not_offered_for": _habeas,
}
