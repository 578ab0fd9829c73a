"""What can't have happened when it is said to have (specification 3.7.1 to 3.7.3, 3.11)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..errors import Problem
from .base import FactModel, known
from .case_file import CaseFile
from .criminal_case import CriminalCase
from .told import span, told, value_at

MAY_BE_FUTURE = (
    "hearing.date",
    "habeas.release_date",
    "request_filed_on",
    "next_ij_hearing",
    "planned_on",
)
"""Days that may lie ahead (3.11)."""
DRAFT_MAY_BE_FUTURE = ("served_on", "signed_on")
"""Days that a draft may put ahead; they are doubted, not refused."""
_ENDS_OF_SUPERVISION = ("probation.ended_on", "supervision_completed_on")

Steps = tuple[tuple[str, str], ...]
"""Facts of one group in the order in which they happen, and what each is called."""

_CASE: tuple[Steps, ...] = (
    (
        ("arrest_date", "arrest"),
        ("filed_on", "complaint"),
        ("plea_date", "plea"),
        ("convicted_on", "conviction"),
        ("judgment_date", "judgment"),
        ("probation.ended_on", "end of probation"),
        ("supervision_completed_on", "end of supervision"),
    ),
    (("plea_date", "plea"), ("probation.granted_on", "grant of probation")),
    (("probation.granted_on", "grant of probation"), ("probation.ended_on", "end of probation")),
    (
        ("arrest_date", "arrest"),
        ("dej.granted_on", "deferral"),
        ("dej.completed_on", "completion of the program"),
        ("dej.dismissed_on", "dismissal"),
    ),
)
_IMMIGRATION: tuple[Steps, ...] = (
    (
        ("nta_date", "notice to appear"),
        ("final_order_date", "final order"),
        ("removed_on", "removal"),
    ),
    (("first_entry", "first entry"), ("last_entry", "last entry")),
)
_STRETCH: tuple[Steps, ...] = ((("from_", "beginning"), ("to", "end")),)


def chronology_problems(case_file: CaseFile) -> list[Problem]:
    """Every date that can't be, by address; empty where all can be."""
    problems = [*_future_dates(case_file), *_birth(case_file)]
    problems += _out_of_order(case_file.imm, "imm", _IMMIGRATION)
    for index, case in enumerate(case_file.case):
        problems += _out_of_order(case, f"case.{index}", _CASE)
        problems += _entry_after_plea(case_file, case)
    problems += _hearing_before_complaint(case_file)
    for kind in ("residence", "work"):
        for index, stretch in enumerate(getattr(case_file.eq, kind)):
            problems += _out_of_order(stretch, f"eq.{kind}.{index}", _STRETCH)
    return problems


def ends_supervision(where: str) -> bool:
    """Whether the end of a case's probation or supervision stands at an address."""
    return where.startswith("case.") and where.endswith(_ENDS_OF_SUPERVISION)


def supervision_runs(case_file: CaseFile, where: str) -> bool | None:
    """Whether the case says that the supervision whose end stands at an address still runs.

    Returns:
        `None` where the case doesn't tell, or the fact is no end of supervision.
    """
    if not ends_supervision(where):
        return None
    custody = known(case_file.case[int(where.split(".")[1])].custody_this_case)
    return None if custody is None else custody != "none"


def _future_dates(case_file: CaseFile) -> Iterator[Problem]:
    as_of = case_file.meta.as_of
    for where, value in told(case_file):
        days = span(value)
        if days is None or days[0] <= as_of or where.startswith("expected"):
            continue
        if where.endswith(MAY_BE_FUTURE) or where.endswith(DRAFT_MAY_BE_FUTURE):
            continue
        if ends_supervision(where) and supervision_runs(case_file, where) is not False:
            continue
        yield Problem(
            where,
            f"{value} cannot be in the future (this case file is as of {as_of})",
            "correct the date, or meta.as_of",
        )


def _birth(case_file: CaseFile) -> Iterator[Problem]:
    born = known(case_file.client.dob)
    if born is None:
        return
    if born.year < 1920:
        yield Problem("client.dob", "is before 1920", "correct the year")
    if born == case_file.meta.as_of:
        yield Problem("client.dob", "is not in the past", "correct the date")
    for index, case in enumerate(case_file.case):
        for name, what in (("arrest_date", "arrest"), ("plea_date", "plea")):
            day = value_at(case, name)
            days = span(day)
            if days and days[0] <= born:
                yield Problem(
                    "client.dob",
                    f"is after the {what} ({born} > {day})",
                    f"correct this date or case.{index}.{name}",
                )


def _out_of_order(model: FactModel, address: str, chains: tuple[Steps, ...]) -> Iterator[Problem]:
    for steps in chains:
        for (earlier, first), (later, second) in combinations(steps, 2):
            before, after = span(value_at(model, earlier)), span(value_at(model, later))
            if before and after and before[0] > after[1]:
                yield Problem(
                    f"{address}.{earlier.rstrip('_')}",
                    f"the {first} is after {second} "
                    f"({value_at(model, earlier)} > {value_at(model, later)})",
                    f"correct this date or {address}.{later.rstrip('_')}",
                )


def _entry_after_plea(case_file: CaseFile, case: CriminalCase) -> Iterator[Problem]:
    entered, pleaded = span(value_at(case_file.imm, "first_entry")), known(case.plea_date)
    if entered and pleaded and entered[0] > pleaded:
        yield Problem(
            "imm.first_entry",
            f"the first entry is after plea ({case_file.imm.first_entry} > {pleaded})",
            "correct this date, or that of the plea",
        )


def _hearing_before_complaint(case_file: CaseFile) -> Iterator[Problem]:
    top = value_at(case_file, "hearing.date")
    for index, case in enumerate(case_file.case):
        own = value_at(case, "hearing.date")
        heard, filed = span(own or top), known(case.filed_on)
        if heard and filed and heard[0] < filed:
            yield Problem(
                f"case.{index}.hearing.date" if own else "hearing.date",
                f"the hearing is before the complaint ({heard[0]} < {filed})",
                f"correct this date or case.{index}.filed_on",
            )
