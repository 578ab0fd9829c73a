"""Everything that is wrong with a case file, of whatever room: facts, chronology, hearings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..casefile import CaseFile, Reading, examine_facts, warnings
from ..errors import Problem
from ..law.deadlines import Concern, Deadline, deadlines_for, hearing_problems


@dataclass(frozen=True)
class Examination:
    """What is wrong with a case file.

    Attributes:
        case_file: its readable part; `None` where nothing can be read.
        problems: what must be corrected before anything is made of it, in the order of addresses.
        concerns: what ought to be looked at again in its facts, what an older format told
            otherwise, what is wrong with its deadlines; those that are problems already are left
            out.
    """

    case_file: CaseFile | None
    problems: tuple[Problem, ...]
    concerns: tuple[Concern, ...]


def examine(facts: Any, name: str = "case file") -> Examination:
    """Read plain data as far as it can be read, and name all that is wrong with it together."""
    reading: Reading = examine_facts(facts, name)
    if reading.case_file is None:
        return Examination(None, reading.problems, ())
    problems = {*reading.problems, *hearing_problems(reading.case_file)}
    doubts = (Concern("warning", doubt) for doubt in warnings(reading.case_file))
    changes = (Concern("note", change) for change in reading.changes)
    concerns = (*doubts, *changes, *concerns_of(deadlines_for(reading.case_file)))
    return Examination(
        reading.case_file,
        tuple(sorted(problems)),
        tuple(concern for concern in concerns if concern.problem not in problems),
    )


def concerns_of(deadlines: Iterable[Deadline]) -> tuple[Concern, ...]:
    """Every concern of some deadlines, each once, in their order."""
    return tuple(dict.fromkeys(c for deadline in deadlines for c in deadline.concerns))
