"""What the clerk sees at once: fonts in the file, lines 1 to 28 on every page (rule 2.108)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from ..finding import Finding
from ..reading import left_column
from .examined import Examined

LINES = [str(number) for number in range(1, 29)]
MARGIN = 104.0
"""How far the numbers of lines reach from the left edge, in points."""

_TAG = Name.StructElem
"""A part of the text's structure, of which there are many, and which holds no fonts."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def fonts_embedded(examined: Examined) -> Iterator[Finding]:
    """Every font of what we wrote is in the file; a court's own blank is as the court made it."""
    parts = [(paper.code, paper.pdf) for paper in examined.pleadings]
    if examined.exhibits.bound:
        parts.append(("EXHIBITS", examined.exhibits.bound.pdf))
    for code, pdf in parts:
        absent = sorted(fonts_not_embedded(pdf))
        if absent:
            yield Finding(
                "warning" if code == "EXHIBITS" else "error",
                code,
                f"uses fonts that are not in the file: {', '.join(absent)}",
                "print the exhibit to a new PDF"
                if code == "EXHIBITS"
                else "install the font where packets are made, or use another in the exemplar",
            )


def fonts_not_embedded(pdf: bytes) -> set[str]:
    """The names of fonts that a reader of the PDF would have to have."""
    found: set[str] = set()
    with Pdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            for font in _fonts_in(thing):
                found |= _not_embedded(font)
    return found


def _fonts_in(thing: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    """The fonts among an object and what it holds directly."""
    if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font:
        yield thing
    elif isinstance(thing, Dictionary | pikepdf.Stream) and thing.get("/Type") != _TAG:
        for _, held in thing.items():
            if isinstance(held, Dictionary) and not held.is_indirect:
                yield from _fonts_in(held)


def _not_embedded(font: pikepdf.Object) -> set[str]:
    if font.get("/Subtype") in (Name.Type0, Name.Type3):
        return set()  # its parts are looked at by themselves, or it is drawn in the file
    descriptor = font.get("/FontDescriptor")
    if descriptor is not None and any(file in descriptor for file in _FILES):
        return set()
    return {str(font.BaseFont).removeprefix("/") if "/BaseFont" in font else "a font"}


def line_grid(examined: Examined) -> Iterator[Finding]:
    """The numbers 1 to 28 stand in the left margin of every page of a pleading."""
    for paper in examined.pleadings:
        wrong = [
            page
            for page, numbers in enumerate(left_column(paper.pdf, MARGIN), start=1)
            if numbers != LINES
        ]
        if wrong:
            yield Finding(
                "error",
                paper.code,
                f"has not the lines 1 to 28 on page {', '.join(map(str, wrong))} (rule 2.108)",
                "make the exemplar on the pleading paper of this service",
            )
