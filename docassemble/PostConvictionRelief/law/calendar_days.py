"""Days: how they are written out, and months and years counted forward from them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)

_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def weekday(day: date) -> str:
    """The English name of the day of the week, whatever the language of the machine."""
    return _WEEKDAYS[day.weekday()]


def written(day: date) -> str:
    """A day as a lawyer reads it: `Friday, February 26, 2027`."""
    return f"{weekday(day)}, {_MONTHS[day.month - 1]} {day.day}, {day.year}"


def capitalized(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` calendar months later (Penal Code section 7).

    Where that month is shorter, its last day: six months after August 31 is February 28 or 29, and
    a year after February 29 is February 28 (ruling P10).
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
