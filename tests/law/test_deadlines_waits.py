"""K8, K9: from when a petition may be filed, and what has no limit (specification 2.5)."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.deadlines import (
    no_limits,
    waits,
)
from tests.examples import sample

from .dated import day, one_case

WAITS = [
    # vehicle, disposition, fact, its date, first day
    ("PC1203_4A", "county_jail", "judgment_date", "2025-11-20", "2026-11-21"),
    ("PC1203_4A", "fine_only", "judgment_date", "2024-02-29", "2025-03-01"),
    ("PC1203_41", "jail_1170h_b", "supervision_completed_on", "2025-06-30", "2026-07-01"),
    ("PC1203_41", "jail_1170h_a", "supervision_completed_on", "2025-06-30", "2027-07-01"),
    ("PC1203_41", "prison", "supervision_completed_on", "2025-06-30", "2027-07-01"),
]


@pytest.mark.parametrize(("vehicle", "disposition", "fact", "when", "first"), WAITS)
def test_a_petition_may_be_filed_from_the_day_after_the_anniversary(
    vehicle: str, disposition: str, fact: str, when: str, first: str
) -> None:
    level = "misdemeanor" if vehicle == "PC1203_4A" else "felony"
    one = one_case("S02", case__0__disposition=disposition, case__0__counts__0__level=level,
                   case__0__probation=None, **{f"case__0__{fact}": when})  # fmt: skip
    found = {d.name: d for d in waits(one)}[f"wait_{vehicle}"]
    assert (found.day, found.kind) == (day(first), "first_day")


def test_a_petition_asked_for_too_early_is_an_error() -> None:
    one = one_case("S02", case__0__disposition="prison",
                   case__0__supervision_completed_on="2025-06-30")  # fmt: skip
    [found] = (d for d in waits(one, ["PC1203_41"]) if d.name == "wait_PC1203_41")
    assert found.severity == "error"
    assert "Thursday, July 1, 2027" in found.concerns[0].problem.what


def test_the_wait_before_realignment_is_only_for_older_judgments() -> None:
    facts = {
        "case__0__disposition": "prison",
        "case__0__supervision_completed_on": "2013-06-30",
    }
    assert "wait_PC1203_42" in [d.name for d in waits(one_case("S02", **facts))]
    later = one_case("S02", **facts, case__0__judgment_date="2012-03-17")
    assert "wait_PC1203_42" not in [d.name for d in waits(later)]


def test_a_missing_date_or_disposition_is_asked_for_where_the_vehicle_was_chosen() -> None:
    no_date = one_case("S02", case__0__disposition="prison")
    assert [d.needs for d in waits(no_date, ["PC1203_41"])] == [
        ("case.0.supervision_completed_on",)
    ]
    assert waits(no_date) == ()
    nothing = one_case("S02", case__0__disposition="unknown")
    assert [d.needs for d in waits(nothing, ["PC1203_41"])] == [
        ("case.0.disposition", "case.0.supervision_completed_on")
    ]


def test_the_wait_before_realignment_needs_the_day_of_the_judgment() -> None:
    one = one_case("S02", case__0__disposition="prison", case__0__judgment_date="unknown",
                   case__0__supervision_completed_on="2013-06-30")  # fmt: skip
    [found] = (d for d in waits(one, ["PC1203_42"]) if d.name == "wait_PC1203_42")
    assert (found.day, found.needs) == (None, ("case.0.judgment_date",))


def test_a_felony_has_no_waiting_period_under_1203_4a() -> None:
    assert waits(one_case("S02", case__0__disposition="county_jail")) == ()


def test_proposition_47_has_no_time_limit() -> None:
    [found] = no_limits(OneCase(sample("S03"), 0), ["PROP47"])
    assert (found.day, found.kind, found.needs) == (None, "none", ())
    assert no_limits(OneCase(sample("S03"), 0), ["PC17B"]) == ()
