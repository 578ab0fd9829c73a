"""The calendar of a California court: which days count, and what lies so many days away.

The holidays are data (`calendar_holidays.yaml`, and `calendar_counties.yaml` for closures of one
county). The rules C1 to C11 are those of specification 2.4, with their authorities in
`calendar_rules.yaml`. A day outside the years of the data is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from ..casefile.counties import counties as known_counties
from ..errors import CalendarError, Problem
from .calendar_days import ONE_DAY, weekday
from .calendar_law import LawItem, calendar_rules, table

_SATURDAY: Final = 5


class Holiday(BaseModel):
    """A weekday that is a judicial holiday.

    Attributes:
        day: the weekday on which the courts keep it (`date` in the file).
        name: what it is called.
        observed_for: its own date, where that falls on a weekend (rule C5).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    day: date = Field(alias="date")
    name: str
    observed_for: date | None = None

    @property
    def reason(self) -> str:
        """Why the court is closed: `court holiday (Presidents' Day)`."""
        return f"court holiday ({self.name}{', observed' if self.observed_for else ''})"


class HolidayYear(LawItem):
    """The judicial holidays that fall on weekdays of one year, and how well they are known."""

    holidays: tuple[Holiday, ...]


class Closure(LawItem):
    """A day on which one county's court is closed beyond the state's holidays (rule C8)."""

    day: date

    @property
    def reason(self) -> str:
        """Why the court is closed."""
        return self.says


@dataclass(frozen=True)
class CourtCalendar:
    """The court days of one county.

    Attributes:
        years: the lists of holidays by year.
        holidays: the holidays of all of them, by day.
        closures: the county's own, by day.
    """

    years: dict[int, HolidayYear]
    holidays: dict[date, Holiday]
    closures: dict[date, Closure]

    @property
    def first(self) -> date:
        """The first day that the data cover."""
        return date(min(self.years), 1, 1)

    @property
    def last(self) -> date:
        """The last day that the data cover."""
        return date(max(self.years), 12, 31)

    # ------------------------------------------------------------------ one day (rule C1)

    def closed_because(self, day: date) -> str | None:
        """Why `day` is no court day, in words, or `None` if it is one.

        Raises:
            CalendarError: no holidays are known for the year of `day`.
        """
        if day.year not in self.years:
            raise CalendarError(
                Problem(
                    day.isoformat(),
                    f"no judicial holidays are known for {day.year} (the court calendar reaches "
                    f"from {self.first.year} to {self.last.year})",
                    "add the judicial holidays of that year to calendar_holidays.yaml",
                )
            )
        if day.weekday() >= _SATURDAY:
            return weekday(day)
        if closure := self.closures.get(day):
            return closure.reason
        holiday = self.holidays.get(day)
        return holiday.reason if holiday else None

    def is_court_day(self, day: date) -> bool:
        """Whether `day` is a court day.

        Raises:
            CalendarError: no holidays are known for the year of `day`.
        """
        return self.closed_because(day) is None

    # --------------------------------------------------------------------- the next court day

    def on_or_after(self, day: date) -> date:
        """`day` if it is a court day, else the next one (rules C3, C11).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self._first_court_day(day, ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """`day` if it is a court day, else the one before it (rule C10).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self._first_court_day(day, -ONE_DAY)

    def next_court_day(self, day: date) -> date:
        """The first court day after `day`.

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self.on_or_after(day + ONE_DAY)

    def previous_court_day(self, day: date) -> date:
        """The last court day before `day`.

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self.on_or_before(day - ONE_DAY)

    # ------------------------------------------------------------------------- counting

    def add_court_days(self, day: date, number: int) -> date:
        """The day `number` court days after `day`, which itself is not counted (rule C3).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return _repeat(self.next_court_day, day, number)

    def subtract_court_days(self, day: date, number: int) -> date:
        """The day `number` court days before `day`, which itself is not counted (rule C2).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return _repeat(self.previous_court_day, day, number)

    def days_after(self, day: date, number: int) -> date:
        """The last day of a period of `number` calendar days after `day` (rule C3).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self.on_or_after(day + timedelta(days=number))

    def days_before(self, day: date, number: int) -> date:
        """The last day to act `number` calendar days before `day` (rules C2, C10).

        Raises:
            CalendarError: the count leaves the years of the data.
        """
        return self.on_or_before(day - timedelta(days=number))

    # --------------------------------------------------------------------------- standing

    def law(self, one_end: date, other_end: date) -> tuple[LawItem, ...]:
        """What a count between two days rests on: the lists of their years, and local closures."""
        start, end = sorted((one_end, other_end))
        years = (self.years[y] for y in range(start.year, end.year + 1) if y in self.years)
        local = (c for day, c in sorted(self.closures.items()) if start <= day <= end)
        return (*years, *local)

    def holidays_between(self, one_end: date, other_end: date) -> tuple[date, ...]:
        """The weekdays from one day to the other on which the court is closed, in order."""
        start, end = sorted((one_end, other_end))
        days = (start + timedelta(days=n) for n in range((end - start).days + 1))
        return tuple(d for d in days if d.weekday() < _SATURDAY and not self.is_court_day(d))

    def _first_court_day(self, day: date, step: timedelta) -> date:
        while not self.is_court_day(day):
            day += step
        return day


@cache
def court_calendar(county: str | None = None) -> CourtCalendar:
    """The calendar of a county's superior court; without a county, the state's holidays alone."""
    return calendar_from(table("calendar_holidays.yaml"), table("calendar_counties.yaml"), county)


def calendar_from(
    holidays: dict[str, Any], counties: dict[str, Any], county: str | None
) -> CourtCalendar:
    """A calendar from the content of the two data files.

    Args:
        holidays: what `calendar_holidays.yaml` holds.
        counties: what `calendar_counties.yaml` holds; it may be empty.
        county: whose closures to add.

    Raises:
        CalendarError: closures are told for a county that doesn't exist.
    """
    years = {year: _year(year, row) for year, row in sorted(holidays["years"].items())}
    by_county = counties.get("counties") or {}
    if misspelled := sorted(set(by_county) - set(known_counties())):
        raise CalendarError(
            Problem("calendar_counties.yaml", f"{name} is no county of California", "correct it")
            for name in misspelled
        )
    closures = (_closure(row) for row in by_county.get(county) or ())
    return CourtCalendar(
        years,
        {holiday.day: holiday for year in years.values() for holiday in year.holidays},
        {closure.day: closure for closure in closures},
    )


def _year(year: int, row: dict[str, Any]) -> HolidayYear:
    return HolidayYear(
        key=f"holidays {year}",
        says=f"the judicial holidays of {year}",
        authority=calendar_rules()["C4"].authority,
        **row,
    )


def _closure(row: dict[str, Any]) -> Closure:
    rest = {name: value for name, value in row.items() if name not in ("date", "name")}
    return Closure(
        key=f"closure {row['date']}",
        day=row["date"],
        says=row["name"],
        authority=calendar_rules()["C8"].authority,
        **rest,
    )


def _repeat(step: Callable[[date], date], day: date, times: int) -> date:
    for _ in range(times):
        day = step(day)
    return day
