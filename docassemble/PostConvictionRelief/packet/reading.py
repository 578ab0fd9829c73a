"""What a PDF says: the words of each page as a program that searches or copies finds them.

PDFium reads hidden text too: what is white, tiny, behind a picture, or on a layer switched off.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ..forms.pages import ONE_AT_A_TIME

LINE_NUMBERS = 104.0
"""How far the numbers of lines reach from the left edge, in points."""

FOOT = 46.0
"""How high the foot of pleading paper reaches from the lower edge, in points."""

_MARK = re.compile(r"(?:_|5F)(Pcr\w+?)(?:2520Copy2520\d+)?")
"""One of our marks; LibreOffice takes most of those in footnotes for copies of themselves."""


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF in PDFium, for as long as it is looked at; other threads wait."""
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The words of every page, hidden ones too, composed (NFC), a line a line."""
    with opened(pdf) as document:
        return tuple(_text(page) for page in document)


def folded(text: str) -> str:
    """A text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def _text(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    text: str = words.get_text_range()
    # U+FFFE stands where a line ends in a hyphen
    text = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x00", "")
    return unicodedata.normalize("NFC", text)


def left_column(pdf: bytes, width: float) -> tuple[list[str], ...]:
    """The words in the left `width` points of every page, from the top."""
    with opened(pdf) as document:
        return tuple(
            page.get_textpage().get_text_bounded(0, 0, width, page.get_height()).split()
            for page in document
        )


@dataclass(frozen=True)
class PleadingPage:
    """A page of pleading paper: what stands on its lines, and at its foot."""

    body: str
    foot: str


def foot_and_body(pdf: bytes) -> tuple[PleadingPage, ...]:
    """Every page of a pleading, without the numbers of its lines."""
    with opened(pdf) as document:
        return tuple(
            PleadingPage(
                _bounded(page, LINE_NUMBERS, FOOT, page.get_width(), page.get_height()),
                _bounded(page, LINE_NUMBERS, 0, page.get_width(), FOOT),
            )
            for page in document
        )


def marked_pages(pdf: bytes) -> dict[str, int]:
    """The page, from 1, of each of our marks (`PcrTables`), which are named destinations."""
    found: dict[str, int] = {}
    with opened(pdf) as document:
        for number in range(pdfium.FPDF_CountNamedDests(document.raw)):
            size = ctypes.c_long(0)
            pdfium.FPDF_GetNamedDest(document.raw, number, None, ctypes.byref(size))
            name = ctypes.create_string_buffer(size.value)
            place = pdfium.FPDF_GetNamedDest(document.raw, number, name, ctypes.byref(size))
            page = pdfium.FPDFDest_GetDestPageIndex(document.raw, place)
            if mark := _MARK.fullmatch(name.raw.decode("utf-16-le").rstrip("\0")):
                found[mark[1]] = page + 1
    return found


def bounded(pdf: bytes, page: int, left: float, bottom: float, right: float, top: float) -> str:
    """The words in a part of one page, in points from its bottom left.

    Args:
        pdf: the file.
        page: from 0.
        left: edges of the part, as the other three.
        bottom: see `left`.
        right: see `left`.
        top: see `left`.
    """
    with opened(pdf) as document:
        return _bounded(document[page], left, bottom, right, top)


def _bounded(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> str:
    text: str = page.get_textpage().get_text_bounded(left, bottom, right, top)
    return text.replace("\ufffe", "-")


def letter_sizes(pdf: bytes, left: float, bottom: float) -> frozenset[float]:
    """The sizes of type on all pages, in points, right of `left` and above `bottom`."""
    sizes = set()
    with opened(pdf) as document:
        for page in document:
            words = page.get_textpage()
            for number in range(words.count_chars()):
                if pdfium.FPDFText_IsGenerated(words.raw, number):
                    continue  # a space that PDFium put in
                at_left, at_bottom, _, _ = words.get_charbox(number)
                if at_left > left and at_bottom > bottom:
                    sizes.add(_size(words, number))
    return frozenset(sizes)


def _size(words: pypdfium2.PdfTextPage, number: int) -> float:
    """The size in which a character is drawn: that of its font, as its matrix stretches it."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(words.raw, number, matrix)
    size = pdfium.FPDFText_GetFontSize(words.raw, number)
    return round(float(size) * math.hypot(matrix.c, matrix.d), 2)
