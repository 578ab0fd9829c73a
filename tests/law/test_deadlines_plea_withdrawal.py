"""K4: the six months in which a plea may be withdrawn (specification 2.6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.calendar import court_calendar
from docassemble.PostConvictionRelief.law.deadlines import plea_withdrawal
from tests.examples import sample

from .dated import as_of, day, granted, one_case, withdrawal

SIX_MONTHS = [
    # probation granted, last day
    ("2026-06-30", "2026-12-30"),
    ("2026-08-31", "2027-03-01"),  # February 28, 2027 is a Sunday
    ("2026-05-21", "2026-11-23"),  # November 21, 2026 is a Saturday
    ("2026-05-20", "2026-11-20"),  # trap T12: one day late on November 21
]


@pytest.mark.parametrize(("granted_on", "last"), SIX_MONTHS)
def test_a_plea_may_be_withdrawn_for_six_calendar_months(granted_on: str, last: str) -> None:
    assert withdrawal(granted(granted_on)).day == day(last)


def test_one_day_after_the_six_months_it_is_over_and_the_last_day_is_shown() -> None:
    late = withdrawal(granted("2026-05-20"), "PC1018")
    [concern] = late.concerns
    assert (late.passed, late.severity) == (True, "error")
    assert "six months" in concern.problem.what
    assert "Friday, November 20, 2026" in concern.problem.what


def test_a_day_rolled_to_monday_is_still_open_and_near() -> None:
    near = withdrawal(granted("2026-05-21"))
    [concern] = near.concerns
    assert (near.passed, near.days_left) == (False, 2)
    assert (concern.severity, concern.warning) == ("warning", "W-DEADLINE")


@pytest.mark.parametrize(
    ("granted_on", "left", "warned"), [("2026-07-05", 45, True), ("2026-07-06", 46, False)]
)
def test_a_warning_comes_when_45_or_fewer_days_are_left(
    granted_on: str, left: int, warned: bool
) -> None:
    found = withdrawal(granted(granted_on))
    assert found.days_left == left
    assert (found.severity == "warning") is warned


def test_a_day_long_past_is_only_a_note_where_nobody_asks_to_withdraw_the_plea() -> None:
    found = withdrawal(OneCase(sample("S02"), 0))
    assert found.severity == "note"
    assert withdrawal(OneCase(sample("S02"), 0), "PC1018").severity == "error"


def test_a_day_before_the_calendars_data_is_not_guessed_but_known_to_be_past() -> None:
    found = withdrawal(OneCase(sample("S02"), 0))
    assert found.day is None
    assert found.window == (day("2009-09-17"), day("2024-01-02"))
    assert found.passed is True
    assert "begins with 2024" in found.steps[-1].words


@pytest.mark.parametrize(
    "facts",
    [
        {"case__0__disposition": "probation_ess"},
        {"case__0__disposition": "county_jail"},
        {"case__0__conviction_by": "jury_trial", "case__0__plea_type": "not_guilty_jury"},
    ],
)
def test_after_judgment_or_trial_no_such_period_runs(facts: dict[str, object]) -> None:
    assert plea_withdrawal(one_case("S02", **facts), ["PC1018"]) is None


def test_the_grant_is_dated_by_the_judgment_where_probation_gives_no_date() -> None:
    found = withdrawal(one_case(
        "S02", case__0__probation={"term_months": 24}, case__0__judgment_date="2026-06-30",
        case__0__plea_date="2026-06-30", case__0__custody_this_case="probation",
    ))  # fmt: skip
    assert found.day == day("2026-12-30")
    assert "case.0.judgment_date" in found.facts


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        ({"case__0__disposition": "unknown"}, ("case.0.disposition",)),
        (
            {"case__0__probation": "unknown", "case__0__judgment_date": "unknown"},
            ("case.0.probation.granted_on",),
        ),
    ],
)
def test_without_the_grant_or_the_disposition_the_missing_fact_is_named(
    facts: dict[str, object], needs: tuple[str, ...]
) -> None:
    found = withdrawal(one_case("S02", **facts), "PC1018")
    assert (found.day, found.needs) == (None, needs)


@settings(max_examples=50, deadline=None)
# Six months after June 29, 2028 is the last day that the calendar's years can roll forward from.
@given(st.dates(date(2009, 3, 17), date(2028, 6, 29)))
def test_the_last_day_to_withdraw_a_plea_is_a_court_day_about_six_months_on(when: date) -> None:
    probation = {"granted_on": when, "term_months": 24, "ended_on": None}
    found = plea_withdrawal(
        OneCase(
            as_of(
                date(2028, 12, 31),
                probation=probation,
                judgment_date=None,
                plea_date=date(2009, 3, 17),
            ),
            0,
        )
    )
    assert found is not None
    if found.day:
        assert court_calendar().is_court_day(found.day)
        assert 181 <= (found.day - when).days <= 188
    else:
        assert found.window is not None
        assert found.window[0] < court_calendar().first
