"""Which pages of a PDF are scans: pictures of paper, whose words are no text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Pdf

_FEW_LETTERS = 300
"""A page with fewer letters may be a scan with a stamp or the line of a fax machine on it."""

_LARGE = 600
"""From so many dots in width and height on, a picture may be a scanned page."""


def scanned_pages(data: bytes, texts: Sequence[str]) -> tuple[int, ...]:
    """The pages to be recognized, from 0.

    Args:
        data: a sound PDF.
        texts: the words of its pages.

    Returns:
        Pages without text, and pages with little text and a large picture.
    """
    few = [n for n, text in enumerate(texts) if len("".join(text.split())) < _FEW_LETTERS]
    if not few:
        return ()
    with Pdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        return tuple(n for n in few if not texts[n].strip() or _has_large(pdf.pages[n]))


def _has_large(page: pikepdf.Page) -> bool:
    return any(
        min(int(picture.get("/Width", 0)), int(picture.get("/Height", 0))) >= _LARGE
        for _, picture in page.images.items()
    )
