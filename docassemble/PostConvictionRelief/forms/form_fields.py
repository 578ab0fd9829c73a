"""The fields of a PDF form: their full names, their boxes on the pages, what kind each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Object, Pdf

from ..errors import BlankError, Problem
from .pdf_objects import entry, items, whole_number

DEEPEST = 50
"""How many levels of a field tree are followed."""

_PUSHBUTTON = 1 << 16
_Edges = tuple[float, float, float, float]


@dataclass(frozen=True)
class FieldBox:
    """One box of a field: its annotation, and the index of its page."""

    widget: Object
    page: int

    @property
    def edges(self) -> _Edges:
        """Left, bottom, right and top in points."""
        x0, y0, x1, y1 = (float(edge) for edge in items(self.widget, "/Rect"))
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    @property
    def states(self) -> set[str]:
        """What the box can show besides being empty."""
        drawn = entry(entry(self.widget, "/AP"), "/N")
        return {key.removeprefix("/") for key, _ in drawn.items()} - {"Off"}


@dataclass(frozen=True)
class FormField:
    """A field: the object that holds its value, and its boxes (nearly always one)."""

    holder: Object
    boxes: tuple[FieldBox, ...]

    @property
    def kind(self) -> str:
        """`text`, `checkbox` (radio buttons too) or `button`."""
        if self.holder.get("/FT") != Name.Btn:
            return "text"
        return "button" if whole_number(self.holder, "/Ff") & _PUSHBUTTON else "checkbox"

    @property
    def apart(self) -> bool:
        """Whether the value is held apart from the boxes."""
        return self.boxes[0].widget.objgen != self.holder.objgen


def form_fields(pdf: Pdf) -> dict[str, FormField]:
    """Every field of a form by its full name (ISO 32000-1, 12.7.3.2).

    Raises:
        BlankError: a field has no box on a page or shares its full name, or the tree has a loop.
    """
    page_of = {
        annotation.objgen: index
        for index, page in enumerate(pdf.pages)
        for annotation in items(page.obj, "/Annots")
        if isinstance(annotation, Dictionary)
    }
    found: dict[str, FormField] = {}
    for name, holder in _ends(pdf):
        widgets = items(holder, "/Kids") or [holder]
        if not all(isinstance(w, Dictionary) and w.objgen in page_of for w in widgets):
            raise _refused(f"has a field without a box on a page ({name})")
        if name in found:
            raise _refused(f"has two fields of one name ({name})")
        found[name] = FormField(holder, tuple(FieldBox(w, page_of[w.objgen]) for w in widgets))
    return found


def _ends(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    """The fields at the ends of the field tree, with their full names."""
    pending: list[tuple[str, Any, int]] = [
        ("", field, 0) for field in items(pdf.Root.AcroForm, "/Fields")
    ]
    seen: set[tuple[int, int]] = set()
    while pending:
        above, field, depth = pending.pop()
        if not isinstance(field, Dictionary) or field.objgen in seen or depth > DEEPEST:
            raise _refused("has a damaged tree of fields")
        if field.is_indirect:
            seen.add(field.objgen)
        own = str(field["/T"]) if "/T" in field else ""
        name = ".".join(part for part in (above, own) if part)
        kids = [kid for kid in items(field, "/Kids") if isinstance(kid, Dictionary) and "/T" in kid]
        if kids:
            pending.extend((name, kid, depth + 1) for kid in kids)
        else:
            yield name, field


def _refused(what: str) -> BlankError:
    return BlankError(Problem("PDF", what, "get the form again from the court's site"))
