"""Words drawn on pages: stamps, exhibit covers, the index. Fonts are embedded, every script works.

A `Lettering` belongs to one PDF: it collects what is drawn, and gives the fonts for it once, to be
written into the PDF by hand or, where pikepdf holds the PDF, by `embedded`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from ..errors import FormError, Problem
from ..forms.card_field import Alignment, FieldCard, Typeface
from ..forms.drawing import drawn
from ..forms.fonts import FontFile, FontObject, base_font_objects, wide_font_objects
from ..forms.measure import plain
from ..forms.typeset import Line, SetText, fit, wrap

SIDE, FOOT, WIDTH, HEIGHT = 72.0, 72.0, 612.0, 792.0
"""Margins and size of a letter page, in points."""

_LINK = re.compile(rb"/(\w+)\s*(\[?)\{(\w+)\}\]?")


class Lettering:
    """Draws texts for the pages of one PDF."""

    def __init__(self) -> None:
        self._faces: set[Typeface] = set()
        self._wide: dict[FontFile, set[tuple[int, str]]] = defaultdict(set)

    def line(
        self,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        *,
        font: Typeface = "serif",
        align: Alignment = "left",
    ) -> bytes:
        """The operators that draw one line of text in a box.

        Args:
            text: the words.
            box: left, bottom, right, top in points from the page's bottom left.
            size: of the type, in points.
            font: the typeface.
            align: where the line stands in the box.

        Raises:
            FormError: no installed font has a character, or the line is too long for its box.
        """
        card = _card(box, size, font, align)
        set_ = fit(card, text)
        if set_ is None:
            raise _too_long(text)
        line = drawn(set_)
        self._faces.add(font)
        for run in line.wide:
            if run.file is not None:
                self._wide[run.file].update(run.glyphs)
        return line.operators

    def short(
        self, text: str, x: float, y: float, size: float, *, font: Typeface, right: bool = False
    ) -> bytes:
        """The operators that draw a few words of ours, quickly: no box, no other scripts.

        Args:
            text: words that WinAnsi can write.
            x: where they begin, in points from the left; where they end, if `right`.
            y: their baseline, in points from the foot.
            size: of the type, in points.
            font: the typeface.
            right: they end at `x`.
        """
        self._faces.add(font)
        words = plain(font, text)
        start = x - words.width * size / 1000 if right else x
        return drawn(SetText(font, size, (Line(start, y, words.runs),))).operators

    def wrapped(self, text: str, width: float, size: float, font: Typeface = "serif") -> list[str]:
        """The lines of a text that is `width` points wide at most.

        Raises:
            FormError: no installed font has a character.
        """
        box = (0.0, 0.0, width, HEIGHT)
        return wrap(_card(box, size, font, "left"), text)

    def fonts(self) -> dict[str, tuple[FontObject, ...]]:
        """The fonts for everything drawn, by the names used; call it once, when all is drawn."""
        found = {str(face): base_font_objects(face) for face in sorted(self._faces)}
        for file, used in self._wide.items():
            found[file.path.stem] = wide_font_objects(file, frozenset(used))
        return found


def embedded(pdf: Pdf, fonts: Mapping[str, tuple[FontObject, ...]]) -> pikepdf.Object:
    """The font resources for what a `Lettering` drew, put into a PDF that pikepdf holds."""
    found = {f"/{name}": _embedded(pdf, objects) for name, objects in fonts.items()}
    return pdf.make_indirect(Dictionary(found))


@lru_cache(maxsize=512)
def _card(
    box: tuple[float, float, float, float],
    size: float,
    font: Typeface,
    align: Alignment,
) -> FieldCard:
    """A box for a text; word for word in the font that has its letters."""
    return FieldCard(
        key="words",
        label="words",
        name="words",
        page=1,
        box=box,
        kind="multiline",
        size=size,
        font=font,
        align=align,
    )


def _too_long(text: str) -> FormError:
    return FormError(
        Problem("stamp", f"a line of {len(text)} characters doesn't fit", "shorten the title")
    )


def _embedded(pdf: Pdf, objects: tuple[FontObject, ...]) -> pikepdf.Object:
    """The objects of a font put into a PDF; the font itself (the last) is returned."""
    made: dict[bytes, pikepdf.Object] = {}
    font: pikepdf.Object = Dictionary()
    for part in objects:
        links = _LINK.findall(part.entries)
        entries = pikepdf.Object.parse(b"<<%s>>" % _LINK.sub(b"", part.entries))
        for key, in_array, name in links:
            linked = made[name]
            entries[f"/{key.decode('ascii')}"] = pikepdf.Array([linked]) if in_array else linked
        if part.data is None:
            font = pdf.make_indirect(entries)
        else:
            font = pikepdf.Stream(pdf, part.data)
            for key, value in entries.items():
                if key != "/Filter":
                    font[key] = value
            if "/Filter" in entries:
                font.write(part.data, filter=Name.FlateDecode)
        made[part.name.encode("ascii")] = font
    return font
