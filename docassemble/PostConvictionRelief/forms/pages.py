"""The pages of a PDF as words and as pictures, by pdfium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2
from PIL import Image

from ..errors import BlankError, Problem

ONE_AT_A_TIME = Lock()
"""Held by whoever uses pdfium, in any room: two threads can't use it together."""


def page_words(data: bytes) -> list[str]:
    """The words on each page of a PDF, in one line with single spaces.

    Args:
        data: the PDF; it has been inspected before.

    Raises:
        BlankError: its pages can't be read.
    """
    with _read(data) as pdf:
        texts = [pdf[number].get_textpage().get_text_range() for number in range(len(pdf))]
    return [" ".join(text.split()) for text in texts]


def picture(data: bytes, dots_per_inch: float) -> Image.Image:
    """All pages of a PDF in one picture, below one another.

    Args:
        data: the PDF; it has been inspected before.
        dots_per_inch: how fine the picture is.

    Raises:
        BlankError: its pages can't be drawn.
    """
    with _read(data) as pdf:
        pages = [
            pdf[number].render(scale=dots_per_inch / 72).to_pil() for number in range(len(pdf))
        ]
    size = max(page.width for page in pages), sum(page.height for page in pages)
    whole = Image.new("RGB", size, "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return whole


@contextmanager
def _read(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as pdf:
            yield pdf
    except (pypdfium2.PdfiumError, ValueError) as error:
        what = f"has pages that can't be read ({error})"
        remedy = "get the form again from the court's site"
        raise BlankError(Problem("PDF", what, remedy)) from error
