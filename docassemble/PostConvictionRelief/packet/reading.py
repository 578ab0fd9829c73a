"""What a PDF says: the words of each page as a program that searches or copies finds them.

PDFium reads hidden text too: what is white, tiny, behind a picture, or on a layer switched off.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2

_ONE_AT_A_TIME = Lock()
"""PDFium can't be used by two threads at once."""


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF in PDFium, for as long as it is looked at; other threads wait."""
    with _ONE_AT_A_TIME:
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
