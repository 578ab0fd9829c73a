"""Reading a filled form back: what stands in which box, by geometry on the page itself."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property

import pdfplumber

from docassemble.PostConvictionRelief.forms import FormCard
from docassemble.PostConvictionRelief.forms.card_field import FieldCard
from docassemble.PostConvictionRelief.forms.typeset import BLEED

_OUR_FONT = re.compile(r"[A-Z]{6}\+(Liberation|DejaVu|Droid|Nanum|Noto)")
_BLACK = {(0,), (0.0,), 0, None}


@dataclass(frozen=True)
class Character:
    """A character that we printed: where its baseline starts, and how far it reaches."""

    text: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True)
class Page:
    """What we printed on one page: characters in the order of printing, and crosses."""

    characters: tuple[Character, ...]
    crosses: tuple[tuple[float, float, float, float], ...]

    def inside(self, field: FieldCard) -> str:
        """The text whose every character lies in the box of a field, top to bottom."""
        left, bottom, right, top = field.box
        return "".join(
            c.text
            for c in self.characters
            if left <= c.x and c.right <= right + 0.1 and bottom - BLEED * c.size <= c.y <= top
        )

    def is_ticked(self, field: FieldCard) -> bool:
        """Whether a cross lies in the box of a field."""
        left, bottom, right, top = field.box
        return any(
            left <= x0 and x1 <= right and bottom <= y0 and y1 <= top
            for x0, y0, x1, y1 in self.crosses
        )


class ReadBack:
    """The pages of a flat PDF as they were printed."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    @cached_property
    def pages(self) -> list[Page]:
        with pdfplumber.open(io.BytesIO(self._pdf)) as document:
            return [_page(page) for page in document.pages]

    def values(self, card: FormCard, first_page: int = 1) -> dict[str, str | bool]:
        """What the party's fields of a form show, by key; empty ones are left out.

        Args:
            card: the form.
            first_page: page of the PDF, from 1, where the form begins.
        """
        found: dict[str, str | bool] = {}
        for field in card.fields:
            if field.kind == "button":
                continue
            page = self.pages[first_page - 2 + field.page]
            if field.kind == "checkbox":
                found[field.key] = page.is_ticked(field)
            else:
                found[field.key] = page.inside(field)
        return {key: value for key, value in found.items() if value}

    def everything(self) -> str:
        """All that we printed on all pages, in order."""
        return "".join(c.text for page in self.pages for c in page.characters)


def squeezed(text: str) -> str:
    """A text without white space, which line ends take the place of."""
    return re.sub(r"\s+", "", text)


def _page(page: pdfplumber.page.Page) -> Page:
    height = float(page.height)
    characters = tuple(
        Character(c["text"], c["matrix"][4], c["matrix"][5], c["x1"], c["size"])
        for c in page.chars
        if _OUR_FONT.match(c["fontname"]) and _colour(c) in _BLACK and c["upright"]
    )
    drawn = [*page.lines, *page.curves]
    crosses = tuple(
        (line["x0"], height - line["bottom"], line["x1"], height - line["top"])
        for line in drawn
        if abs(line["linewidth"] - 1.1) < 0.01
    )
    return Page(characters, crosses)


def _colour(character: dict[str, object]) -> object:
    colour = character["non_stroking_color"]
    return tuple(colour) if isinstance(colour, list) else colour
