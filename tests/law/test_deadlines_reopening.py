"""K11: the 90 days of a motion to reopen (specification 2.5)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.law.deadlines import motion_to_reopen
from tests.examples import changed, sample

from .dated import as_of, day


@pytest.mark.parametrize(
    ("order", "last", "severity"),
    [
        ("2026-10-01", "2026-12-30", "note"),
        ("2026-08-28", "2026-11-30", "note"),  # the 90th day is Thanksgiving
        ("2026-06-01", "2026-08-31", "warning"),  # the 90th day is a Sunday
    ],
)
def test_a_motion_to_reopen_has_90_days_and_needs_immigration_counsel(
    order: str, last: str, severity: str
) -> None:
    found = motion_to_reopen(changed("S02", imm__final_order_date=order))
    assert found is not None
    assert (found.day, found.severity) == (day(last), severity)
    assert "immigration counsel" in found.concerns[0].problem.remedy


def test_a_day_moved_off_a_state_holiday_warns_that_immigration_courts_keep_others() -> None:
    found = motion_to_reopen(changed("S02", imm__final_order_date="2026-08-28"))
    assert found is not None
    assert "Thursday, November 26, 2026" in found.concerns[0].problem.what


def test_a_final_order_without_its_date_names_the_date() -> None:
    found = motion_to_reopen(
        changed("S02", imm__proceedings="final_order", imm__final_order_date="unknown")
    )
    assert found is not None
    assert found.needs == ("imm.final_order_date",)
    assert motion_to_reopen(sample("S02")) is None


@settings(max_examples=50, deadline=None)
@given(st.dates(date(2024, 7, 1), date(2028, 10, 1)))
def test_the_days_left_shrink_by_one_every_day(today: date) -> None:
    first = motion_to_reopen(as_of(today))
    second = motion_to_reopen(as_of(date.fromordinal(today.toordinal() + 1)))
    assert first is not None
    assert second is not None
    assert first.day == second.day
    assert (first.days_left or 0) - (second.days_left or 0) == 1
