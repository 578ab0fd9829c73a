"""Expectations about the whole: refused, blocked, warned of, or good; and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..casefile import write_json
from .altering import AS_OF
from .asked import Asked, Check, listed, words_of
from .outcome import Outcome

RESULTS = ("error", "block", "warn", "ok")


def result_of(outcome: Outcome, vehicles: tuple[str, ...]) -> str:
    """What came of the facts (ruling P28), as far as facts and law decide.

    Args:
        outcome: what came out.
        vehicles: those that the expectation is about; none means those chosen in the case file.

    Returns:
        `error`: refused; `block`: every vehicle meant is blocked in every case; `warn`: it goes on
        after an acknowledgement; `ok`: it goes on.
    """
    if outcome.problems or outcome.exemplar_errors:
        return "error"
    meant = vehicles or outcome.chosen
    if meant and all(outcome.is_blocked(vehicle) for vehicle in meant):
        return "block"
    return "warn" if outcome.to_acknowledge else "ok"


def _result(asked: Asked, path: str, value: object) -> None:
    if value not in RESULTS:
        asked.tally.not_understood(path, value, f"give {', '.join(RESULTS)}")
        return
    actual = result_of(asked.outcome, asked.vehicles)
    if value == actual:
        asked.tally.hold()
    else:
        asked.tally.differ(path, value, [actual, *_because(asked.outcome, actual)])


def _because(outcome: Outcome, actual: str) -> tuple[str, ...]:
    if actual == "error":
        found = (finding.what for finding in outcome.exemplar_errors)
        return (*(str(problem) for problem in outcome.problems), *found)
    return outcome.to_acknowledge if actual == "warn" else ()


def _fields(asked: Asked, path: str, value: object) -> None:
    found = [problem.where for problem in asked.outcome.problems]
    for where, field in listed(asked.tally, path, value):
        asked.tally.among(where, field, found)


def _suggestion(asked: Asked, path: str, value: object) -> None:
    """What a problem says is probably meant: `did you mean Los Angeles?`."""
    said = [f"{problem.what} {problem.remedy}" for problem in asked.outcome.problems]
    if isinstance(value, str) and value:
        asked.tally.part_of(path, f"did you mean {value}?", said)
    else:
        asked.tally.not_understood(path, value, "give what is suggested")


def _message(asked: Asked, path: str, value: object) -> None:
    for where, phrase in listed(asked.tally, path, value):
        asked.tally.part_of(where, phrase, asked.outcome.messages(asked.vehicles))


def _documents_generated(asked: Asked, path: str, value: object) -> None:
    papers = sum(len(plan.papers) for plan in asked.outcome.plans)
    asked.tally.same(path, value, papers)


def _acknowledgement(asked: Asked, path: str, value: object) -> None:
    asked.tally.same(path, value, bool(asked.outcome.to_acknowledge))


def _routes_to(asked: Asked, path: str, value: object) -> None:
    if value != "attorney":
        asked.tally.not_understood(path, value, "give attorney")
    elif asked.outcome.for_attorney:
        asked.tally.hold()
    else:
        asked.tally.differ(path, value, "nothing waits for an attorney's decision")


# --------------------------------------------------------------- other values of the same field


def _also_ok(asked: Asked, path: str, value: object) -> None:
    """Other ways to write the field that are read, and what they are read as."""
    fields = words_of(asked.block.get("field"))
    if len(fields) != 1 or not isinstance(value, list) or not value:
        asked.tally.not_understood(path, value, "give a list beside the one field it is about")
        return
    for n, item in enumerate(value):
        where = f"{path}.{n}"
        if isinstance(item, Mapping) and {"in", "out"} <= set(item) <= {"in", "out", "note"}:
            _read_as(asked, where, fields[0], item)
        else:
            asked.tally.not_understood(where, item, "give in, and out as it is read")


def _read_as(asked: Asked, path: str, field: str, item: Mapping[str, object]) -> None:
    outcome = asked.outcome.altered({field: item["in"]})
    if outcome.problems:
        asked.tally.differ(path, item["out"], [str(problem) for problem in outcome.problems])
    else:
        asked.tally.same(f"{path}.out", item["out"], _value_at(outcome, field))


def _value_at(outcome: Outcome, address: str) -> object:
    """A fact as JSON has it."""
    value: object = json.loads(write_json(outcome.case_file))
    for part in ["meta", AS_OF] if address == AS_OF else address.split("."):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value


OF_A_REFUSAL: dict[str, Check] = {
    "result": _result,
    "field": _fields,
    "fields": _fields,
    "suggestion": _suggestion,
    "message_contains": _message,
    "documents_generated": _documents_generated,
    "also_ok": _also_ok,
}
"""Keys that have an answer where the facts are refused, too."""

KEYS: dict[str, Check] = {
    **OF_A_REFUSAL,
    "acknowledgement_required": _acknowledgement,
    "routes_to": _routes_to,
}
