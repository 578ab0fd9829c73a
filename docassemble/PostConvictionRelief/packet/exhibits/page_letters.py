"""The letters of a page with their places, and which of them tell something private.

Letters come from the PDF's own text, or from recognition. What was recognized is read in further
ways, too, for recognition takes an O for a 0 and puts spaces into numbers: rather a bar too many.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ..private import Private, spots
from ..reading import opened
from .recognition import ReadPage

Box = tuple[float, float, float, float]
Letters = list[tuple[str, Box | None]]

_FOR_DIGITS = {
    **dict.fromkeys("OoQD", "0"),
    **dict.fromkeys("Il|i!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    "B": "8",
    "G": "6",
}
_NEXT_TO_DIGIT = re.compile(rf"(?<=\d)[{''.join(_FOR_DIGITS)}]|[{''.join(_FOR_DIGITS)}](?=\d)")
_SPACED_SIGN = re.compile(r"(?<=\d)\s+(?=[-/.\u2010-\u2015])|(?<=[-/.\u2010-\u2015])\s+(?=\d)")
_ROUNDS = 4
"""How many letters in a row may stand for digits."""


@dataclass(frozen=True)
class PrivateLetters:
    """What is private on a page: the kinds, and the places of the letters among its letters."""

    kinds: tuple[str, ...]
    places: frozenset[int]


def letters_written(page: pypdfium2.PdfPage) -> Letters:
    """Every character of a page's text with its box; spaces that PDFium puts in have none."""
    text = page.get_textpage()
    found: Letters = []
    edges = [ctypes.c_double() for _ in range(4)]
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, number)
        letter = chr(code) if code not in (0, 0xFFFE) and code <= 0x10FFFF else "-"
        left, right, bottom, top = edges
        has = pdfium.FPDFText_GetCharBox(text.raw, number, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value) if has else None
        empty = box is None or box[2] - box[0] <= 0
        found.append((letter, None if empty else box))
    return found


def letters_recognized(page: ReadPage) -> Letters:
    """Every character that was recognized, with the box of its whole word."""
    found: Letters = []
    for word in page.words:
        found += [(letter, word.box) for letter in word.text]
        found.append(("\n" if word.ends_line else " ", None))
    return found


def letters_of(page: pypdfium2.PdfPage, read: ReadPage | None) -> Letters:
    """The letters of a page: of its text, and behind them those recognized beside it."""
    written = letters_written(page)
    return [*written, ("\n", None), *letters_recognized(read)] if read else written


def beside_text(pdf: bytes, read: Mapping[int, ReadPage | None]) -> dict[int, ReadPage | None]:
    """What was recognized on pages, without the words that the pages' own text tells already.

    Args:
        pdf: the pages.
        read: by page, from 0.
    """
    found = dict(read)
    with opened(pdf) as document:
        for number, page in read.items():
            if page is None:
                continue
            boxes = [box for _, box in letters_written(document[number]) if box is not None]
            words = tuple(word for word in page.words if not _stands_in(boxes, word.box))
            found[number] = ReadPage(words, page.confidence)
    return found


def _stands_in(boxes: list[Box], word: Box) -> bool:
    """Whether the middle of a word lies in one of the boxes of letters."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return any(
        left - 2 <= x <= right + 2 and bottom - 2 <= y <= top + 2
        for left, bottom, right, top in boxes
    )


def private_letters(
    letters: Letters, things: tuple[Private, ...], *, recognized: bool
) -> PrivateLetters:
    """Which letters tell something private.

    Args:
        letters: of a page.
        things: what must not be read.
        recognized: whether they were recognized, and may be wrong.
    """
    kinds: dict[str, None] = {}
    places: set[int] = set()
    text = "".join(letter for letter, _ in letters)
    for reading, origins in _readings(text) if recognized else [(text, range(len(text)))]:
        for spot in spots(reading, things):
            kinds[spot.kind] = None
            places.update(origins[n] for n in range(spot.start, spot.end))
    return PrivateLetters(tuple(kinds), frozenset(places))


def _readings(text: str) -> Iterator[tuple[str, list[int]]]:
    """A text as it is, with letters beside digits as digits, and the same closed up.

    Gives each with the place in the text from which each of its letters comes.
    """
    everywhere = list(range(len(text)))
    yield text, everywhere
    digits = text
    for _ in range(_ROUNDS):
        digits = _NEXT_TO_DIGIT.sub(lambda found: _FOR_DIGITS[found[0]], digits)
    yield digits, everywhere
    gone = {n for found in _SPACED_SIGN.finditer(digits) for n in range(*found.span())}
    kept = [n for n in everywhere if n not in gone]
    yield "".join(digits[n] for n in kept), kept
