"""What can't be true together, whatever the law says (specification 3.7, 3.11).

Screening asks what follows from the facts; this module only asks whether they can all be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..errors import Problem
from .base import FactModel, PartialDate, known
from .case_file import CaseFile
from .criminal_case import CriminalCase

_MAY_BE_FUTURE = ("hearing.date", "request_filed_on", "next_ij_hearing", "planned_on")
_DRAFT_MAY_BE_FUTURE = ("served_on", "signed_on", "notice_served_on")

# Pairs that run in this order within one court case: (earlier, later, what is wrong).
_CASE_ORDER = (
    ("arrest_date", "filed_on", "the arrest is after the filing of the complaint"),
    ("arrest_date", "plea_date", "the arrest is after plea"),
    ("filed_on", "plea_date", "the complaint was filed after the plea"),
    ("plea_date", "judgment_date", "the plea is after the judgment"),
    ("judgment_date", "probation.ended_on", "the judgment is after the end of probation"),
    ("probation.granted_on", "probation.ended_on", "probation ended before it was granted"),
    ("dej.completed_on", "dej.dismissed_on", "the dismissal is before the program's completion"),
)
_IMM_ORDER = (
    ("nta_date", "final_order_date", "the notice to appear is after the final order"),
    ("final_order_date", "removed_on", "the final order is after the removal"),
)


def chronology_problems(case_file: CaseFile) -> list[Problem]:
    """Every date and pair of facts that can't be, by address; empty where all can be."""
    problems = [*_future_dates(case_file), *_date_of_birth(case_file)]
    for index, case in enumerate(case_file.case):
        problems += _order(case, f"case.{index}", _CASE_ORDER)
        problems += _case(case, f"case.{index}")
    problems += _order(case_file.imm, "imm", _IMM_ORDER)
    return problems


def _day(value: object) -> date | None:
    if isinstance(value, PartialDate):
        return value.earliest
    return value if isinstance(value, date) else None


def _days(model: FactModel, address: str) -> Iterator[tuple[str, date]]:
    """Every date below `model` with its address."""
    for name in model.model_fields_set:
        value = getattr(model, name)
        where = f"{address}{name.rstrip('_')}"
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            place = f"{where}.{index}" if isinstance(value, tuple) else where
            if isinstance(item, FactModel) and not isinstance(item, PartialDate):
                yield from _days(item, f"{place}.")
            elif day := _day(item):
                yield place, day


def _future_dates(case_file: CaseFile) -> Iterator[Problem]:
    as_of = case_file.meta.as_of
    for where, day in _days(case_file, ""):
        if day <= as_of or where.endswith(_MAY_BE_FUTURE) or where.endswith(_DRAFT_MAY_BE_FUTURE):
            continue
        if _still_running(case_file, where):
            continue
        yield Problem(
            where,
            f"{day.isoformat()} cannot be in the future (this case file is as of {as_of})",
            "correct the date, or meta.as_of",
        )


def _still_running(case_file: CaseFile, where: str) -> bool:
    """The end of a supervision that the case says is still running may lie ahead."""
    parts = where.split(".")
    if parts[0] != "case" or not where.endswith(("ended_on", "supervision_completed_on")):
        return False
    return known(case_file.case[int(parts[1])].custody_this_case) not in (None, "none")


def _date_of_birth(case_file: CaseFile) -> Iterator[Problem]:
    born = known(case_file.client.dob)
    if born and born.year < 1920:
        yield Problem("client.dob", "is before 1920", "correct the year")


def _lookup(model: FactModel, path: str) -> date | None:
    value: object = model
    for name in path.split("."):
        value = getattr(value, name, None) if isinstance(value, FactModel) else None
    return _day(value)


def _order(
    model: FactModel, address: str, pairs: tuple[tuple[str, str, str], ...]
) -> Iterator[Problem]:
    for earlier, later, what in pairs:
        first, second = _lookup(model, earlier), _lookup(model, later)
        if first and second and first > second:
            yield Problem(
                f"{address}.{earlier}",
                f"{what} ({first.isoformat()} > {second.isoformat()})",
                f"correct this date or {address}.{later}",
            )


def _case(case: CriminalCase, address: str) -> Iterator[Problem]:
    by, plea = known(case.conviction_by), known(case.plea_type)
    if by in ("court_trial", "jury_trial") and plea and not plea.startswith("not_guilty"):
        yield Problem(
            f"{address}.plea_type",
            f"a conviction after trial doesn't go with the plea {plea}",
            "give not_guilty_court_trial or not_guilty_jury, or correct conviction_by",
        )
    numbers = [known(count.n) for count in case.counts if known(count.n) is not None]
    for number in sorted({n for n in numbers if n is not None and numbers.count(n) > 1}):
        yield Problem(f"{address}.counts", f"count {number} is there twice", "number them apart")
