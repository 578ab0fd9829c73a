"""What follows from a case file before any paper is made: is it sound, and by when must one act?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from ..casefile import CaseFile
from ..law.deadlines import Deadline, calendar_file, deadlines_for
from .printing import AsJson, CasePath, read_case, reported, say, write_file

_MARKS = {"error": "✗", "warning": "!", "note": "·", None: " "}


@reported
def deadlines(
    case: CasePath,
    json: AsJson = False,
    calendar: Annotated[
        Path | None, typer.Option(help="Also write an iCalendar file (.ics) here.")
    ] = None,
) -> None:
    """Reckon every deadline of a case file, with the steps that led to it."""
    case_file = read_case(case)
    found = deadlines_for(case_file)
    if calendar:
        write_file(calendar, calendar_file(case_file, found, datetime.now(UTC)))
    if json:
        say(TypeAdapter(tuple[Deadline, ...]).dump_json(found, indent=1).decode("utf-8"))
    else:
        _print_deadlines(case_file, found)


def _print_deadlines(case_file: CaseFile, found: tuple[Deadline, ...]) -> None:
    say(f"As of {case_file.meta.as_of.isoformat()}")
    for deadline in found:
        number = f" ({deadline.case_number})" if deadline.case_number else ""
        say("")
        say(f"{_MARKS[deadline.severity]} {_day(deadline)}  {deadline.title}{number}"
            f"  [{deadline.calculator}]")  # fmt: skip
        for step in deadline.steps:
            day = f"{step.day.isoformat()}: " if step.day else ""
            say(f"    {day}{step.words} ({step.rule})")
        if deadline.if_served:
            ways = ", ".join(f"{way.method} {way.day.isoformat()}" for way in deadline.if_served)
            say(f"    served otherwise: {ways}")
        for concern in deadline.concerns:
            say(f"    {concern.severity}: {concern.problem}")
        if deadline.needs:
            say(f"    needs: {', '.join(deadline.needs)}")


def _day(deadline: Deadline) -> str:
    if deadline.day:
        return deadline.day.isoformat()
    if deadline.window:
        return f"{deadline.window[0].isoformat()} to {deadline.window[1].isoformat()}"
    return "no limit  " if deadline.kind == "none" else "?         "
