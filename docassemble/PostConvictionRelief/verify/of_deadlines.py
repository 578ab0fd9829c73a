"""Expectations about days: deadlines, the clock of diligence, service too late."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from ..law.deadlines import Deadline, diligence, periods
from .asked import Asked, Check, is_note, listed

_SERVED = ("moving_papers", "notice", "sealing_notice")
"""What is served: its last day depends on the way of service."""

_SAID: dict[str, tuple[tuple[str, ...], str | None]] = {
    "moving_papers": (("moving_papers",), "personal"),
    "moving_papers_serve_file_by": (("moving_papers",), "personal"),
    "notice": (("notice",), "personal"),
    "notice_15_days_serve_by": (("notice", "sealing_notice"), "personal"),
    "if_mailed": (_SERVED, "mail"),
    "if_mailed_add_5_calendar": (_SERVED, "mail"),
    "if_e_served": (_SERVED, "electronic"),
    "proof_of_service_and_opposition": (("proof_of_service", "opposition"), None),
    "appeal": (("appeal_felony", "appeal_misdemeanor"), None),
    "prop47_deadline": (("no_limit_PROP47",), None),
}
"""What an expectation calls a day: the deadlines meant, and the way of service where one is."""

_LAST_DAY = {"PC1018": ("plea_withdrawal",)}
"""The day of a vehicle that isn't the last day to serve its papers."""

_SUGGESTIONS = ("continuance", "order_shortening_time")
_IF = re.compile(r"if_(hearing|filed|received|order)_(\d{4})_(\d{2})_(\d{2})")


def _deadlines(asked: Asked, path: str, value: object) -> None:
    if not isinstance(value, Mapping) or not value:
        asked.tally.not_understood(path, value, "give days by the names of deadlines")
        return
    for name, day in value.items():
        where = f"{path}.{name}"
        if is_note(name):
            continue
        if name.startswith(("if_hearing_", "if_filed_", "if_received_", "if_order_")):
            _if_dated(asked, where, name, day)
        else:
            _one_deadline(asked, where, name, day)


def _one_deadline(asked: Asked, path: str, name: str, value: object) -> None:
    names, way = _SAID.get(name) or ((name,), None)
    if name not in _SAID and name not in _known_names():
        asked.tally.not_understood(path, value, "no deadline is called so")
        return
    found = [d for d in asked.outcome.deadlines if d.name in names]
    if not found:
        asked.tally.differ(path, value, "no such deadline is reckoned for these facts")
        return
    _agree(asked, path, value, [_told(deadline, way) for deadline in found])


def _agree(asked: Asked, path: str, expected: object, days: list[str | None]) -> None:
    """Every day found is the one expected."""
    found = list(dict.fromkeys(days))
    asked.tally.same(path, expected, found[0] if len(found) == 1 else found)


def _told(deadline: Deadline, way: str | None) -> str | None:
    """The day as an expectation has it: ISO text, or `None` where there is no limit."""
    if way:
        day = next((each.day for each in deadline.if_served if each.method == way), None)
    else:
        day = deadline.day
    if day:
        return day.isoformat()
    if deadline.window:
        return f"between {' and '.join(day.isoformat() for day in deadline.window)}"
    if deadline.kind == "none":
        return None
    return f"needs {', '.join(deadline.needs)}" if deadline.needs else "can't be told"


def _known_names() -> set[str]:
    rules = periods()
    return {
        *rules.periods,
        *(f"wait_{wait.vehicle}" for wait in rules.waits),
        *(rule.key for rule in rules.no_limit.values()),
        "diligence",
        "probation_end",
    }


# ------------------------------------------------------------------- what if a date were another


def _if_dated(asked: Asked, path: str, name: str, value: object) -> None:
    """`if_hearing_2027_01_06: {…}`: the deadlines if that date were so."""
    match = _IF.fullmatch(name)
    day = _real_day(*map(int, match.groups()[1:])) if match else None
    if match is None or day is None:
        asked.tally.not_understood(path, value, "write if_hearing_2027_01_06, with a real date")
        return
    changes = (
        _with_hearing(asked, day) if match[1] == "hearing" else _with_filing(asked, match[1], day)
    )
    altered = asked.on(asked.outcome.altered(changes))
    if altered.outcome.problems:
        asked.tally.differ(path, value, [str(problem) for problem in altered.outcome.problems])
    else:
        _deadlines(altered, path, value)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_hearing(asked: Asked, day: date) -> dict[str, object]:
    """The hearing of every case on that day; a default is not used in another county (P22)."""
    cases = range(len(asked.outcome.case_file.case))
    return {f"case.{n}.hearing.date": day for n in cases}


def _with_filing(asked: Asked, event: str, day: date) -> dict[str, object]:
    """One more filing of each kind that such an event starts a clock for, reckoned on that day."""
    filings: list[dict[str, object]] = {
        "order": [{"what": "order", "filed_on": day}],
        "received": [{"what": "petition under section 236.14", "received_on": day}],
        "filed": [
            {"what": "petition for habeas corpus", "filed_on": day},
            {"what": "request for ruling", "filed_on": day},
        ],
    }[event]
    case_file = asked.outcome.case_file
    before = len(case_file.filings)
    changes: dict[str, object] = {"as_of": max(day, case_file.meta.as_of)}
    if not before:
        return {**changes, "filings": filings}
    return {**changes, **{f"filings.{before + n}": filing for n, filing in enumerate(filings)}}


# ------------------------------------------------------------------------------ single days


def _timeliness(asked: Asked, path: str, value: object) -> None:
    clock = diligence(asked.outcome.case_file)
    as_of = asked.outcome.case_file.meta.as_of
    since_a = (as_of - clock.trigger_a) if clock.trigger_a else None
    actual: dict[str, object] = {
        "trigger_a": _iso(clock.trigger_a),
        "trigger_b": _iso(clock.trigger_b),
        "days_since_a_at_as_of": since_a // timedelta(days=1) if since_a is not None else None,
        "days_since": clock.days_since,
        "band": clock.band,
        "position": clock.position,
    }
    if not isinstance(value, Mapping) or not value:
        asked.tally.not_understood(path, value, f"give some of {', '.join(actual)}")
        return
    for name, expected in value.items():
        if is_note(name):
            continue
        if name in actual:
            asked.tally.same(f"{path}.{name}", expected, actual[name])
        else:
            asked.tally.not_understood(
                f"{path}.{name}", expected, f"give some of {', '.join(actual)}"
            )


def _last_day(asked: Asked, path: str, value: object) -> None:
    vehicles = asked.vehicles
    if len(vehicles) != 1:
        asked.tally.not_understood(path, value, "name the vehicle whose last day is meant")
        return
    names = _LAST_DAY.get(vehicles[0], _SERVED)
    _single(asked, path, value, names)


def _required_by(asked: Asked, path: str, value: object) -> None:
    _single(asked, path, value, _SERVED)


def _single(asked: Asked, path: str, value: object, names: tuple[str, ...]) -> None:
    days = [_told(d, None) for d in asked.outcome.deadlines if d.name in names]
    if days:
        _agree(asked, path, value, days)
    else:
        asked.tally.differ(path, value, "no such deadline is reckoned for these facts")


def _suggests(asked: Asked, path: str, value: object) -> None:
    found = [s for concern in asked.outcome.concerns for s in concern.suggests]
    for where, word in listed(asked.tally, path, value):
        if word in _SUGGESTIONS:
            asked.tally.among(where, word, found)
        else:
            asked.tally.not_understood(where, word, f"give {' or '.join(_SUGGESTIONS)}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


KEYS: dict[str, Check] = {
    "deadlines": _deadlines,
    "deadline": _deadlines,
    "timeliness": _timeliness,
    "last_day": _last_day,
    "required_by": _required_by,
    "suggests": _suggests,
}
