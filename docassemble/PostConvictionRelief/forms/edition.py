"""Which form a blank is, and in which edition, as it says itself at the foot of its pages."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass

from .pages import page_words

_CODE = r"\b([A-Z]{2,4}-\d{3}(?:\([A-Z]\))?)(?![-\d])"
_DATE = r"\b((?:Rev(?:ised|\.)|New) ([A-Z][a-z]+)\.? (\d{1,2}), (\d{4}))"
_AT_THE_FOOT = re.compile(rf"{_CODE}(?:/[A-Z]+-\d+)?[ ,\[(]*(?:Page \d+ of|{_DATE})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class PrintedEdition:
    """What a blank says of itself.

    Attributes:
        form: its number (CR-180); empty where none is printed.
        printed: the edition as printed (Rev. January 1, 2024); empty where none is printed.
        date: the day of that edition.
    """

    form: str
    printed: str
    date: datetime.date | None


def printed_words(data: bytes) -> str:
    """The words on all pages of a PDF, in one line with single spaces.

    Args:
        data: the PDF; it has been inspected before.

    Raises:
        BlankError: its pages can't be read.
    """
    return " ".join(page_words(data))


def edition_in(words: str) -> PrintedEdition:
    """The form and edition that words of its pages name; where several are named, the most often.

    Args:
        words: as `printed_words` gives them.
    """
    at_the_foot = Counter(found[1] for found in _AT_THE_FOOT.finditer(words))
    forms = at_the_foot or Counter(re.findall(_CODE, words))
    editions = Counter(found.groups() for found in re.finditer(_DATE, words))
    form = forms.most_common(1)[0][0] if forms else ""
    for (printed, month, day, year), _ in editions.most_common():
        date = _day(month, day, year)
        if date is not None:
            return PrintedEdition(form, printed, date)
    return PrintedEdition(form, "", None)


def _day(month: str, day: str, year: str) -> datetime.date | None:
    name = month[:3].lower()
    try:
        return datetime.date(int(year), _MONTHS.index(name) + 1, int(day))
    except ValueError:
        return None
