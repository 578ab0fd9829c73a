"""The deadlines of a case file as an iCalendar file (RFC 5545), for a calendar program.

It holds the court's case numbers and no name of a person. What comes from the immigration history
is there as a day without words, so that a shared calendar tells nobody what the case file keeps
confidential. The same deadlines and the same stamp give the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from ...casefile import CaseFile, known
from ...casefile.one_case import OneCase
from .hearing import hearing_of
from .result import Deadline

_PRODUCT: Final = "-//PostConvictionRelief//Deadlines//EN"
_NAMESPACE: Final = uuid.UUID("6f1c2f0e-8f5b-5c0a-9f0e-3b7f6d1a2c44")
_LINE_BYTES: Final = 75
_CAUTION: Final = "Reckoned by a program; an attorney must check it before anybody relies on it."


@dataclass(frozen=True)
class _Event:
    """A whole day with a title and a text; `key` stays the same when the day changes."""

    key: str
    day: date
    title: str
    text: str
    confidential: bool = False


def calendar_file(case_file: CaseFile, deadlines: Iterable[Deadline], stamp: datetime) -> bytes:
    """The hearings of a case file and its deadlines from `meta.as_of` on, as a file.

    An event keeps its identity when its day changes, so that importing the file again moves it.

    Args:
        case_file: whose hearings to add, and whose id makes the events' identities.
        deadlines: as `deadlines_for` gives them; those without a day are left out.
        stamp: when the file is made, with its time zone.

    Returns:
        The file, UTF-8, lines of at most 75 bytes ending in CR LF.

    Raises:
        ValueError: `stamp` has no time zone.
    """
    if stamp.tzinfo is None:
        raise ValueError("the stamp of a calendar file needs a time zone")
    made = f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    events = {e.key: e for e in (*_hearings(case_file), *_days(case_file, deadlines))}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
    ]
    for event in sorted(events.values(), key=lambda e: (e.day, e.key)):
        lines += _event_lines(event, case_file.meta.id, made)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _hearings(case_file: CaseFile) -> Iterator[_Event]:
    """The hearing of every case that has one ahead, on a day when the court is open."""
    for index in range(len(case_file.case)):
        one = OneCase(case_file, index)
        hearing = hearing_of(one)
        if hearing.day is None or hearing.problem or hearing.day < one.as_of:
            continue
        time = known(getattr(one.value("hearing"), "time", None))
        title = f"{_number(one)}: hearing{f' at {time}' if time else ''}"
        yield _Event(f"hearing/{index}", hearing.day, title, _CAUTION)


def _days(case_file: CaseFile, deadlines: Iterable[Deadline]) -> Iterator[_Event]:
    every = ", ".join(_number(OneCase(case_file, n)) for n in range(len(case_file.case)))
    for deadline in deadlines:
        if deadline.day is None or deadline.day < deadline.as_of:
            continue
        case = "" if deadline.case is None else str(deadline.case)
        key = f"{deadline.calculator}/{deadline.name}/{case}/{deadline.of}"
        number = every if deadline.case is None else deadline.case_number or "case"
        if deadline.confidential:
            yield _Event(key, deadline.day, f"{number}: see the case file", _CAUTION, True)
            continue
        steps = [f"{step.words} [{step.rule}]" for step in deadline.steps]
        text = "\n".join((*steps, _CAUTION))
        yield _Event(key, deadline.day, f"{number}: {deadline.title}", text)


def _number(one: OneCase) -> str:
    return known(one.case.number) or "case"


def _event_lines(event: _Event, case_file_id: str, made: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_NAMESPACE, f'{case_file_id}/{event.key}')}"
    yield f"DTSTAMP:{made}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(event.text)}"
    yield f"CLASS:{'CONFIDENTIAL' if event.confidential else 'PRIVATE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Text as RFC 5545, 3.3.11 writes it."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes (RFC 5545, 3.1), no character cut in two."""
    pieces, piece = [], b""
    for character in line:
        encoded = character.encode("utf-8")
        # A continued piece begins with the space that marks it, which counts too.
        if len(piece) + len(encoded) > _LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join((*pieces, piece)) + b"\r\n"
