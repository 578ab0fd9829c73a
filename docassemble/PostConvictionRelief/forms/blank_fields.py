"""What a PDF itself tells of each field: name, place, kind, on-state, tooltip, lettering.

Read for a form that has no card yet, or for an edition that a card doesn't describe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Object, Pdf

from ..errors import BlankError, Problem
from .card_field import Box, FieldCard, Kind, Place, Typeface
from .form_fields import FieldBox, FormField, form_fields
from .inspection import opened
from .pdf_objects import whole_number

MOST_FIELDS = 1_000
"""Fields of the largest form that is drafted or compared; the court's largest has 226."""

_READ_ONLY, _MULTILINE = 1 << 0, 1 << 12
_FONT = re.compile(r"/(\S+)\s+([\d.]+)\s+Tf")
_LEAST, _MOST, _USUAL = 8.0, 24.0, 9.0


@dataclass(frozen=True)
class BlankField:
    """One field of a PDF; of a choice whose boxes share a name, one box.

    Attributes:
        name: its full name.
        page: its page, from 1.
        box: left, bottom, right and top in points.
        kind: as on a card.
        state: of a checkbox, the state that ticks it.
        tooltip: what it shows to a reader who hovers over it; often empty on old forms.
        read_only: whether the PDF locks it (captions that repeat).
        max_chars: how many characters the PDF lets it take.
        size: of its text, in points.
        font: its typeface.
        also: further boxes of the same text.
    """

    name: str
    page: int
    box: Box
    kind: Kind
    state: str
    tooltip: str
    read_only: bool
    max_chars: int | None
    size: float
    font: Typeface
    also: tuple[Place, ...]

    def placed(self, field: FieldCard) -> FieldCard:
        """A card's field at the place of this one, with what the PDF says of it."""
        text = self.kind in ("text", "multiline")
        smaller = field.min_size if text and field.min_size and field.min_size < self.size else None
        return field.model_copy(
            update={
                "name": self.name,
                "page": self.page,
                "box": self.box,
                "kind": self.kind,
                "state": self.state,
                "max_chars": self.max_chars if text else None,
                "size": self.size,
                "min_size": smaller,
                "font": self.font,
                "also": self.also if text else (),
            }
        )


def blank_fields(data: bytes) -> tuple[BlankField, ...]:
    """Every field of a PDF form, page by page from the top, row by row from the left.

    Args:
        data: the file, which may be anything.

    Raises:
        BlankError: it can't be used as a blank, or has too many fields.
    """
    with opened(data) as pdf:
        found = [
            one for name, there in form_fields(pdf).items() for one in _fields(pdf, name, there)
        ]
    if len(found) > MOST_FIELDS:
        what = f"has {len(found)} fields; a form has at most {MOST_FIELDS}"
        raise BlankError(Problem("PDF", what, "look whether it is a form"))
    return tuple(sorted(found, key=lambda one: (one.page, -round(one.box[3] / 4), one.box[0])))


def _fields(pdf: Pdf, name: str, there: FormField) -> Iterator[BlankField]:
    boxes = there.boxes
    if there.kind == "text":
        first, *others = boxes
        places = tuple(Place(page=box.page + 1, box=_edges(box)) for box in others)
        yield _field(pdf, name, there, first, places)
    else:
        for box in boxes:
            yield _field(pdf, name, there, box, ())


def _field(
    pdf: Pdf, name: str, there: FormField, box: FieldBox, also: tuple[Place, ...]
) -> BlankField:
    flags = whole_number(there.holder, "/Ff")
    kind: Kind = "text"
    if there.kind == "checkbox":
        kind = "checkbox"
    elif there.kind == "button":
        kind = "button"
    elif flags & _MULTILINE:
        kind = "multiline"
    face, size = _lettering(pdf, there.holder, box.widget)
    return BlankField(
        name=name,
        page=box.page + 1,
        box=_edges(box),
        kind=kind,
        state=min(box.states, default="1") if kind == "checkbox" else "1",
        tooltip=_words(there.holder.get("/TU", box.widget.get("/TU"))),
        read_only=bool(flags & _READ_ONLY),
        max_chars=whole_number(there.holder, "/MaxLen") or None,
        size=size if kind in ("text", "multiline") else _USUAL,
        font=face if kind in ("text", "multiline") else "sans",
        also=also,
    )


def _edges(box: FieldBox) -> Box:
    left, bottom, right, top = (round(edge, 2) for edge in box.edges)
    return left, bottom, right, top


def _words(tooltip: Object | None) -> str:
    return " ".join(str(tooltip).split()) if tooltip is not None else ""


def _lettering(pdf: Pdf, holder: Object, widget: Object) -> tuple[Typeface, float]:
    """Typeface and size of a field's text, from its default appearance (12.7.3.3)."""
    appearance = holder.get("/DA") or widget.get("/DA") or pdf.Root.AcroForm.get("/DA") or ""
    found = _FONT.search(str(appearance))
    if found is None:
        return "sans", _USUAL
    name = found[1].lower()
    bold = "bold" in name or name in ("hebo", "tibo")
    serif = "times" in name or name.startswith("ti")
    face: Typeface = "sans"
    if serif:
        face = "serif-bold" if bold else "serif"
    elif bold:
        face = "sans-bold"
    size = float(found[2])
    return face, min(_MOST, max(_LEAST, size)) if size else _USUAL
