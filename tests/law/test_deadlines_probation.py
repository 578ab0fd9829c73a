"""K12: the end of probation (specification 2.5)."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.deadlines import (
    Deadline,
    probation_end,
)
from tests.examples import sample

from .dated import day, one_case


def on_probation(months: int, *, plea: str, level: str, **count: object) -> Deadline:
    counts = [{"n": 1, "code": "PC", "section": "242", "convicted": True, "level": level} | count]
    found = probation_end(
        one_case(
            "S02",
            case__0__plea_date=plea,
            case__0__judgment_date=plea,
            case__0__counts=counts,
            case__0__probation={"granted_on": plea, "term_months": months},
            case__0__custody_this_case="probation",
        )
    )
    assert found is not None
    return found


ENDS = [
    # term, plea, level, the count, end, earliest end where the term is longer than the statute's
    (12, "2026-03-02", "misdemeanor", {}, "2027-03-02", None),
    (36, "2026-03-02", "misdemeanor", {}, "2029-03-02", "2027-03-02"),
    (24, "2026-03-02", "felony", {}, "2028-03-02", None),
    (36, "2026-03-02", "felony", {}, "2029-03-02", "2028-03-02"),
    (36, "2020-12-31", "felony", {}, "2023-12-31", None),  # before AB 1950
    (36, "2026-03-02", "felony",
     {"section": "503", "value_amount": 25000.01}, "2029-03-02", None),
    (60, "2026-03-02", "felony",
     {"section": "487", "subdiv": "(b)(3)", "value_amount": 30000}, "2031-03-02", "2029-03-02"),
    (36, "2026-03-02", "felony",
     {"section": "503", "value_amount": 25000}, "2029-03-02", "2028-03-02"),
]  # fmt: skip


@pytest.mark.parametrize(("months", "plea", "level", "count", "end", "earliest"), ENDS)
def test_probation_ends_with_its_term_or_earlier_by_the_statutes_limit(
    months: int, plea: str, level: str, count: dict[str, object], end: str, earliest: str | None
) -> None:
    found = on_probation(months, plea=plea, level=level, **count)
    assert found.day == day(end)
    assert found.window == ((day(earliest), day(end)) if earliest else None)
    assert found.severity == ("warning" if earliest else None)


def test_a_theft_of_unknown_value_names_the_value_that_decides_the_limit() -> None:
    found = on_probation(36, plea="2026-03-02", level="felony", section="503")
    assert found.window == (day("2028-03-02"), day("2029-03-02"))
    assert found.needs == ("case.0.counts.0.value_amount",)
    other = on_probation(36, plea="2026-03-02", level="felony", section="487", subdiv="(a)")
    assert other.needs == ()


def test_the_end_of_probation_is_not_estimated_without_its_grant_and_term() -> None:
    one = one_case("S02", case__0__probation={"granted_on": "unknown"},
                   case__0__custody_this_case="probation")  # fmt: skip
    found = probation_end(one)
    assert found is not None
    assert found.needs == ("case.0.probation.granted_on", "case.0.probation.term_months")


def test_a_probation_that_has_ended_needs_no_estimate() -> None:
    assert probation_end(OneCase(sample("S01"), 0)) is None
