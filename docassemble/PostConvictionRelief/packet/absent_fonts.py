"""Which fonts of a PDF are not in the file: its reader would have to have them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Pdf

_TAG = Name.StructElem
"""A part of the text's structure, of which there are many, and which holds no fonts."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


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
