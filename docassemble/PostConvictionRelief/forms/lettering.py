"""Short words of our own drawn on a page: labels, warnings, legends. They are all WinAnsi."""

from __future__ import annotations

from .card_field import Typeface
from .fonts import WIN_ANSI, families
from .pdf_bytes import literal, number

FONTS: dict[str, Typeface] = {"/F0": "sans", "/F1": "sans-bold"}
"""The names under which a page must have the fonts that these drawings use."""

_SMALLEST = 4.0


def text_at(text: str, x: float, y: float, size: float, *, bold: bool = False) -> bytes:
    """The drawing of a dark grey text.

    Args:
        text: one line.
        x: where it begins, in points from the left.
        y: its baseline, in points from the bottom.
        size: in points.
        bold: whether it is bold.
    """
    font = b"/F1" if bold else b"/F0"
    at = tuple(number(value) for value in (size, x, y))
    return b"BT 0.25 g %s %s Tf %s %s Td %s Tj ET\n" % (font, *at, encoded(text))


def encoded(text: str) -> bytes:
    """A text as the string of a PDF drawing."""
    return literal(text.encode(WIN_ANSI))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in points."""
    file = families("sans-bold" if bold else "sans")[0]
    return sum(file.glyph(character).width for character in text) * size / 1000


def shortened(text: str, size: float, room: float) -> tuple[str, float]:
    """A text and its size: smaller where it must be, cut (…) where even that is too wide.

    Args:
        text: one line.
        size: in points, at most.
        room: the width that there is, in points.
    """
    while size > _SMALLEST and text_width(text, size) > room:
        size -= 0.5
    if text_width(text, size) <= room:
        return text, size
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…", size
