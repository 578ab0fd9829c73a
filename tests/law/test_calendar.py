"""Which days are court days, and how they are counted (specification 2.4, rules C1 to C11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.errors import CalendarError
from docassemble.PostConvictionRelief.law.calendar import (
    CourtCalendar,
    calendar_from,
    court_calendar,
)
from docassemble.PostConvictionRelief.law.calendar_days import months_after, written
from docassemble.PostConvictionRelief.law.calendar_law import calendar_rules, table

STATE = court_calendar()
ONE_DAY = timedelta(days=1)


def weekdays_of(year: int) -> list[date]:
    """Every Monday to Friday of a year."""
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5]


# ------------------------------------------------------------------------------ the holidays

OFFICIAL_2026 = """
01-01 01-19 02-12 02-16 03-31 05-25 06-19 07-03 09-07 09-25 11-11 11-26 11-27 12-25
"""
COMPUTED_2027 = """
01-01 01-18 02-12 02-15 03-31 05-31 06-18 07-05 09-06 09-24 11-11 11-25 11-26 12-24 12-31
"""


@pytest.mark.parametrize(("year", "listed"), [(2026, OFFICIAL_2026), (2027, COMPUTED_2027)])
def test_the_weekdays_on_which_the_court_is_closed_are_those_of_the_specification(
    year: int, listed: str
) -> None:
    closed = [day for day in weekdays_of(year) if not STATE.is_court_day(day)]
    assert closed == [date.fromisoformat(f"{year}-{day}") for day in listed.split()]


def holidays_by_rule(year: int) -> dict[date, str]:
    """The holidays by rules C4 and C5 alone: each on its own date, moved off weekends."""

    def nth(month: int, weekday: int, n: int) -> date:
        return [
            day
            for day in (date(year, month, 1) + timedelta(days=k) for k in range(31))
            if day.month == month and day.weekday() == weekday
        ][n]

    monday, thursday, friday = 0, 3, 4
    thanksgiving = nth(11, thursday, 3)
    own_dates = {
        date(year, 1, 1): "New Year's Day",
        nth(1, monday, 2): "Martin Luther King Jr. Day",
        date(year, 2, 12): "Lincoln's Birthday",
        nth(2, monday, 2): "Presidents' Day",
        date(year, 3, 31): "Cesar Chavez Day" if year < 2026 else "Farmworkers Day",
        nth(5, monday, -1): "Memorial Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        nth(9, monday, 0): "Labor Day",
        nth(9, friday, 3): "Native American Day",
        date(year, 11, 11): "Veterans Day",
        thanksgiving: "Thanksgiving Day",
        thanksgiving + ONE_DAY: "day after Thanksgiving",
        date(year, 12, 25): "Christmas Day",
    }
    moved = {5: -ONE_DAY, 6: ONE_DAY}
    return {day + moved.get(day.weekday(), 0 * ONE_DAY): name for day, name in own_dates.items()}


@pytest.mark.parametrize("year", sorted(STATE.years))
def test_every_listed_holiday_follows_from_the_rules_and_none_is_missing(year: int) -> None:
    kept = {
        day: name
        for computed in (year, year + 1)  # a New Year on a Saturday is kept in the year before
        for day, name in holidays_by_rule(computed).items()
        if day.year == year
    }
    assert {h.day: h.name for h in STATE.years[year].holidays} == kept


def test_a_holiday_kept_on_another_day_says_so_and_its_own_date_is_a_weekend() -> None:
    for holiday in STATE.holidays.values():
        assert holiday.day.weekday() < 5
        if holiday.observed_for:
            assert holiday.observed_for.weekday() >= 5
            assert abs(holiday.observed_for - holiday.day) == ONE_DAY


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2027, 2, 15), "court holiday (Presidents' Day)"),
        (date(2027, 6, 18), "court holiday (Juneteenth, observed)"),
        (date(2027, 12, 31), "court holiday (New Year's Day, observed)"),
        (date(2026, 11, 27), "court holiday (day after Thanksgiving)"),
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 11, 22), "Sunday"),
        (date(2026, 10, 12), None),  # Columbus Day: left out by section 135
        (date(2026, 9, 9), None),  # Admission Day: left out
        (date(2026, 4, 24), None),  # Genocide Remembrance Day: left out
        (date(2026, 11, 23), None),
    ],
)
def test_a_closed_day_says_why(day: date, reason: str | None) -> None:
    assert STATE.closed_because(day) == reason


def test_every_year_from_2024_to_2028_is_there_and_says_how_well_it_is_known() -> None:
    assert {year: row.status for year, row in STATE.years.items()} == {
        2024: "verified",
        2025: "verified",
        2026: "verified",
        2027: "derived",
        2028: "derived",
    }
    assert all(row.source and row.checked_on for row in STATE.years.values())


# ------------------------------------------------------------------------- one county's closures

CLOSED_IN_SAMPLE_COUNTY = {
    "counties": {
        "Sierra": [
            {
                "date": date(2027, 3, 26),
                "name": "court closed (moving day)",
                "status": "verified",
                "source": "notice of the court",
                "checked_on": date(2026, 11, 21),
            }
        ]
    }
}


def test_a_countys_own_closure_is_no_court_day_there_and_one_elsewhere() -> None:
    holidays = table("calendar_holidays.yaml")
    sierra = calendar_from(holidays, CLOSED_IN_SAMPLE_COUNTY, "Sierra")
    alpine = calendar_from(holidays, CLOSED_IN_SAMPLE_COUNTY, "Alpine")
    friday = date(2027, 3, 26)
    assert sierra.closed_because(friday) == "court closed (moving day)"
    assert sierra.on_or_after(friday) == date(2027, 3, 29)
    assert alpine.is_court_day(friday)
    assert [item.key for item in sierra.law(friday, friday)] == [
        "holidays 2027",
        "closure 2027-03-26",
    ]


@pytest.mark.parametrize("counties", [{}, {"counties": None}, {"counties": {}}])
def test_a_county_file_without_entries_changes_nothing(counties: dict[str, object]) -> None:
    assert calendar_from(table("calendar_holidays.yaml"), counties, "Alpine") == STATE


# ------------------------------------------------------------------------------------ counting

COUNTS = [
    # from, court days, lands on
    (date(2026, 12, 11), -10, date(2026, 11, 25)),  # over Thanksgiving and the day after
    (date(2027, 2, 26), -10, date(2027, 2, 10)),  # over Lincoln's Birthday and Presidents' Day
    (date(2027, 2, 15), -2, date(2027, 2, 10)),  # from a holiday
    (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year
    (date(2026, 11, 21), 0, date(2026, 11, 21)),
]


@pytest.mark.parametrize(("day", "number", "lands_on"), COUNTS)
def test_court_days_are_counted_without_the_first_day(
    day: date, number: int, lands_on: date
) -> None:
    if number < 0:
        assert STATE.subtract_court_days(day, -number) == lands_on
    else:
        assert STATE.add_court_days(day, number) == lands_on


def test_a_calendar_period_that_ends_on_a_closed_day_rolls_on_forward_and_back_backward() -> None:
    assert STATE.days_after(date(2026, 12, 1), 45) == date(2027, 1, 15)
    assert STATE.days_after(date(2026, 11, 20), 60) == date(2027, 1, 19)
    assert STATE.days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert STATE.days_before(date(2026, 12, 11), 15) == date(2026, 11, 25)
    assert STATE.days_before(date(2027, 7, 12), 15) == date(2027, 6, 25)


@pytest.mark.parametrize(
    ("received", "filed"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 11, 26), date(2026, 11, 30)),
    ],
)
def test_an_electronic_filing_is_filed_on_the_day_it_is_received_or_the_next_court_day(
    received: date, filed: date
) -> None:
    assert STATE.on_or_after(received) == filed


def test_a_year_without_data_is_an_error_that_names_it() -> None:
    for count in (
        lambda: STATE.is_court_day(date(2029, 1, 2)),
        lambda: STATE.is_court_day(date(2030, 1, 5)),  # even a Saturday
        lambda: STATE.subtract_court_days(date(2024, 1, 5), 10),
        lambda: STATE.days_after(date(2028, 12, 28), 10),
    ):
        with pytest.raises(CalendarError) as error:
            count()
        [problem] = error.value.problems
        assert "no judicial holidays are known for" in problem.what
        assert "calendar_holidays.yaml" in problem.remedy


def test_a_year_missing_between_others_is_not_taken_for_one_without_holidays() -> None:
    holidays = {"years": dict(table("calendar_holidays.yaml")["years"])}
    del holidays["years"][2026]
    with pytest.raises(CalendarError, match="2026"):
        calendar_from(holidays, {}, None).add_court_days(date(2025, 12, 30), 3)


# ---------------------------------------------------------------------------------- properties

# Far enough from both ends of the data that no count of these tests leaves them.
INSIDE = st.dates(date(2024, 3, 1), date(2028, 10, 31))
NUMBERS = st.integers(0, 30)


@given(INSIDE, NUMBERS)
def test_counting_back_and_forward_again_ends_on_the_same_court_day(day: date, number: int) -> None:
    court_day = STATE.on_or_after(day)
    assert STATE.add_court_days(STATE.subtract_court_days(court_day, number), number) == court_day
    assert STATE.subtract_court_days(STATE.add_court_days(court_day, number), number) == court_day


@given(INSIDE, st.integers(1, 30), st.integers(0, 60))
def test_no_count_ends_on_a_day_on_which_the_court_is_closed(
    day: date, court_days: int, days: int
) -> None:
    for end in (
        STATE.add_court_days(day, court_days),
        STATE.subtract_court_days(day, court_days),
        STATE.days_after(day, days),
        STATE.days_before(day, days),
    ):
        assert STATE.is_court_day(end)


@given(INSIDE, st.integers(1, 60), NUMBERS)
def test_a_later_hearing_never_has_an_earlier_last_day(day: date, later: int, number: int) -> None:
    second = min(day + timedelta(days=later), date(2028, 10, 31))
    assert STATE.subtract_court_days(day, number) <= STATE.subtract_court_days(second, number)
    assert STATE.days_before(day, number) <= STATE.days_before(second, number)
    assert STATE.days_after(day, number) <= STATE.days_after(second, number)


@given(INSIDE, NUMBERS)
def test_more_days_never_end_later_backward_nor_earlier_forward(day: date, number: int) -> None:
    assert STATE.subtract_court_days(day, number + 1) < STATE.subtract_court_days(day, number)
    assert STATE.add_court_days(day, number + 1) > STATE.add_court_days(day, number)


@given(INSIDE, NUMBERS)
def test_the_number_of_court_days_passed_over_is_the_number_asked_for(
    day: date, number: int
) -> None:
    end = STATE.subtract_court_days(day, number)
    between = [end + n * ONE_DAY for n in range((day - end).days)]
    assert sum(STATE.is_court_day(d) for d in between) == number


# ------------------------------------------------------------------------------- days in words

MONTHS = [
    (date(2026, 6, 30), 6, date(2026, 12, 30)),
    (date(2026, 8, 31), 6, date(2027, 2, 28)),
    (date(2027, 8, 31), 6, date(2028, 2, 29)),
    (date(2024, 2, 29), 12, date(2025, 2, 28)),
    (date(2026, 12, 31), 2, date(2027, 2, 28)),
]


@pytest.mark.parametrize(("day", "months", "then"), MONTHS)
def test_a_month_is_a_calendar_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_a_day_is_written_out_in_english() -> None:
    assert written(date(2027, 2, 26)) == "Friday, February 26, 2027"


def test_every_rule_of_counting_names_its_authority_and_when_it_was_read() -> None:
    rules = calendar_rules()
    assert {"C1", "C2", "C2b", "C3", "C4", "C5", "C8", "C10", "C11", "P10"} == set(rules)
    assert all(rule.authority and rule.source for rule in rules.values())


def test_the_calendar_of_any_county_can_be_had() -> None:
    assert isinstance(court_calendar("Los Angeles"), CourtCalendar)
