"""What a PDF says: the words of each page as a program that searches or copies finds them.

PDFium reads hidden text too: what is white, tiny, behind a picture, or on a layer switched off.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from ..forms.pages import ONE_AT_A_TIME


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
        text: str = document[page].get_textpage().get_text_bounded(left, bottom, right, top)
        return text


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
