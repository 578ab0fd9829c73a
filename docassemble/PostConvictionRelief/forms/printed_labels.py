"""What is printed at a box: the words beside or above it, and the item that it belongs to."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from ..errors import BlankError, Problem
from .blank_fields import BlankField
from .bounded import SECONDS, bounded
from .card_field import Box

_NUMBERED, _CIRCLED = re.compile(r"\d{1,2}\."), re.compile(r"\d{1,2}")
_LEVELS = (re.compile(r"([a-z])\."), re.compile(r"\((\d)\)"), re.compile(r"\(([a-z]+)\)"))
_MARGIN, _ABOVE, _MOST_WORDS = 75.0, 26.0, 30
_SAME_LINE, _SAME_COLUMN, _LARGE = 6.0, 40.0, 10.5
_UNREADABLE = (
    PdfminerException,
    PSException,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What comes out of pdfminer where an object of a file is not what its place asks for."""


@dataclass(frozen=True)
class Printed:
    """What a person reads at a box.

    Attributes:
        label: the words to the right of a box to tick; to the left of a text, or above it.
        item: the number of the form's item, empty before the first one.
        part: letters and numbers of the part of the item: `b1` for b and (1) below it.
    """

    label: str
    item: str
    part: str


@dataclass(frozen=True)
class _Word:
    text: str
    box: Box
    large: bool
    """Whether it is large and bold, as the numbers of items are that stand in a circle."""

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def printed_at(data: bytes, fields: Sequence[BlankField]) -> tuple[Printed, ...]:
    """What is printed at each of the fields.

    Args:
        data: the PDF; it has been inspected before.
        fields: its fields, in the order of their pages.

    Raises:
        BlankError: its pages can't be read, or not in bounded time and memory.
    """
    pages = bounded(SECONDS, _pages, data)
    return tuple(
        Printed(_label(field, fields, pages[field.page - 1]), *_outline(pages, field))
        for field in fields
    )


def _pages(data: bytes) -> list[list[_Word]]:
    """The words on each page."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return [list(_words(page)) for page in pdf.pages]
    except _UNREADABLE as error:
        remedy = "get the form again from the court's site"
        raise BlankError(
            Problem("PDF", f"has pages that can't be read ({error!r})", remedy)
        ) from error


def _words(page: Any) -> Iterator[_Word]:
    for word in page.extract_words(x_tolerance=1.5, extra_attrs=["size", "fontname"]):
        bottom, top = float(page.height) - word["bottom"], float(page.height) - word["top"]
        large = word["size"] >= _LARGE and "bold" in str(word["fontname"]).lower()
        yield _Word(word["text"], (word["x0"], bottom, word["x1"], top), large)


def _outline(pages: Sequence[list[_Word]], field: BlankField) -> tuple[str, str]:
    """The item that a field stands in, and the part of it: what is numbered last above it."""
    words = pages[field.page - 1]
    middle = (field.box[1] + field.box[3]) / 2
    before = [w for w in words if w.middle >= middle - _SAME_LINE and w.box[0] < field.box[0]]
    item = _item(before)
    if item is None:
        above = (_item(earlier) for earlier in reversed(pages[: field.page - 1]))
        item = next((one for one in above if one is not None), None)
        return (item.text.strip("."), "") if item else ("", "")
    part, limit = "", item.middle + _SAME_LINE
    for level in _LEVELS:
        mark = _last([w for w in before if w.middle <= limit], level, field.box[0])
        if mark is not None:
            part += mark.text.strip("().")
            limit = mark.middle + _SAME_LINE
    return item.text.strip("."), part


def _item(words: Iterable[_Word]) -> _Word | None:
    """The number of the last item: with a period at the margin, or in a circle in any column."""
    found = [
        word
        for word in words
        if (word.box[0] < _MARGIN and _NUMBERED.fullmatch(word.text))
        or (word.large and _CIRCLED.fullmatch(word.text))
    ]
    column = max((word.box[0] for word in found), default=0.0) - _SAME_COLUMN
    of_column = (word for word in found if word.box[0] >= column)
    return min(of_column, key=lambda word: word.middle, default=None)


def _last(words: Iterable[_Word], pattern: re.Pattern[str], left_of: float) -> _Word | None:
    """The lowest of the words that number something."""
    found = (w for w in words if w.box[0] < left_of and pattern.fullmatch(w.text))
    return min(found, key=lambda word: (word.middle, -word.box[0]), default=None)


def _label(field: BlankField, fields: Sequence[BlankField], words: list[_Word]) -> str:
    left, bottom, right, top = field.box
    line = [word for word in words if bottom - 2 <= word.middle <= top + 2]
    others = [f.box for f in fields if f.page == field.page and f is not field]
    beside = [b for b in others if b[1] < top and bottom < b[3]]
    if field.kind == "checkbox":
        end = min((b[0] for b in beside if b[0] >= right), default=10_000.0)
        return _text(word for word in line if right - 2 <= word.box[0] < end)
    start = max((b[2] for b in beside if b[2] <= left), default=0.0)
    before = _text(word for word in line if start - 2 <= word.box[0] and word.box[2] <= left + 4)
    if before and field.kind == "text":
        return before
    above = [
        word
        for word in words
        if top - 2 <= word.box[1] <= top + _ABOVE and word.box[0] < right and word.box[2] > left
    ]
    return _text(above) or before


def _text(words: Iterable[_Word]) -> str:
    """Words in reading order; of many the first."""
    ordered = sorted(words, key=lambda word: (-round(word.middle / 5), word.box[0]))
    return " ".join(word.text for word in ordered[:_MOST_WORDS])
