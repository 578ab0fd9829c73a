"""A practice blank: a stand-in for the court's PDF, drawn from the card's own geometry.

It has the same fields with the same names in the same places, our short label beside each, and says
on every page that it can't be filed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from .card import FormCard
from .card_field import Box, FieldCard
from .fonts import base_font_objects
from .lettering import FONTS, encoded, shortened, text_at, text_width
from .pdf_bytes import cross, number
from .pdf_objects import embedded

WARNING = "PRACTICE COPY, NOT FOR FILING"
"""What each page of a practice blank says."""

_MULTILINE, _PUSHBUTTON, _PRINT = 1 << 12, 1 << 16, 4
_LABEL, _SMALLEST_LABEL, _GAP = 6.0, 4.0, 2.0


def practice_blank(card: FormCard) -> bytes:
    """Draw the practice blank of a form. Equal cards give equal bytes.

    Args:
        card: the form's card.
    """
    with Pdf.new() as pdf:
        fonts = Dictionary(
            {name: embedded(pdf, base_font_objects(face)) for name, face in FONTS.items()}
        )
        for page_number in range(1, card.source.pages + 1):
            page = pdf.add_blank_page(page_size=card.source.size)
            page.obj.Resources = Dictionary(Font=fonts)
            page.obj.Contents = pdf.make_stream(_page(card, page_number))
            page.obj.Annots = Array()
        pdf.Root.AcroForm = pdf.make_indirect(
            Dictionary(Fields=Array(), DR=Dictionary(Font=fonts), DA=String("/F0 9 Tf 0 g"))
        )
        tree = _FieldTree(pdf)
        for name, places in _boxes_by_name(card).items():
            boxes = [_box(pdf, place) for place in places]
            tree.hang(name, _field(pdf, places, boxes))
        pdf.Root.Lang = String("en-US")
        pdf.docinfo["/Title"] = f"{card.form} {card.title} ({WARNING.lower()})"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


class _FieldTree:
    """The field tree: full names are made of partial names joined by periods (12.7.3.2).

    A period that belongs to a partial name is written with a backslash before it.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._branches: dict[str, Object] = {}

    def hang(self, name: str, widget: Object) -> None:
        """Put a field at its place in the tree."""
        above, own = _split(name)
        widget.T = String(own)
        if above:
            branch = self._branch(above)
            widget.Parent = branch
            branch.Kids.append(widget)
        else:
            self._pdf.Root.AcroForm.Fields.append(widget)

    def _branch(self, name: str) -> Object:
        if name not in self._branches:
            made = self._pdf.make_indirect(Dictionary(Kids=Array()))
            self._branches[name] = made
            self.hang(name, made)
        return self._branches[name]


def _split(name: str) -> tuple[str, str]:
    """A full name in what is above and the field's own partial name."""
    place = len(name)
    while (place := name.rfind(".", 0, place)) > 0:
        if name[place - 1] != "\\":
            return name[:place], name[place + 1 :]
    return "", name


def _boxes_by_name(card: FormCard) -> dict[str, list[FieldCard]]:
    """The boxes of each field of the PDF, by its full name."""
    found: dict[str, list[FieldCard]] = {}
    for field in card.fields:
        found.setdefault(field.name, []).extend(field.places)
    return found


def _field(pdf: Pdf, places: list[FieldCard], boxes: list[Object]) -> Object:
    """A field: its only box, or what holds the value for all its boxes."""
    if len(boxes) == 1:
        holder = boxes[0]
    else:
        holder = pdf.make_indirect(Dictionary(Kids=Array(boxes)))
        for box in boxes:
            box.Parent = holder
    first = places[0]
    if first.kind in ("text", "multiline"):
        holder.FT = Name.Tx
        holder.DA = String(f"/F0 {first.size:g} Tf 0 g")
        if first.kind == "multiline":
            holder.Ff = _MULTILINE
        if first.max_chars is not None:
            holder.MaxLen = first.max_chars
    else:
        holder.FT = Name.Btn
        if first.kind == "button":
            holder.Ff = _PUSHBUTTON
    return holder


def _box(pdf: Pdf, field: FieldCard) -> Object:
    """One box of a field, on its page."""
    page = pdf.pages[field.page - 1].obj
    box = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=Array(list(field.box)),
            F=_PRINT,
            TU=String(field.label),
            P=page,
        )
    )
    if field.kind == "checkbox":
        ticked = pdf.make_stream(
            cross(0, 0, field.width, field.height),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, field.width, field.height]),
        )
        box.AP = Dictionary(N=Dictionary({f"/{field.state}": ticked}))
        box.AS = Name.Off
    page.Annots.append(box)
    return box


def _page(card: FormCard, page_number: int) -> bytes:
    """What is drawn on one page: the warning, number and title, a frame and a label per field."""
    width, height = card.source.size
    fields = [
        field
        for field in (place for field in card.fields for place in field.places)
        if field.page == page_number and field.kind != "button" and field.filled_by != "screen"
    ]
    parts = [
        b"q 0.93 g BT /F1 40 Tf 0.707 0.707 -0.707 0.707 %s %s Tm %s Tj ET Q\n"
        % (number(width * 0.13), number(height * 0.22), encoded(WARNING)),
        text_at(
            WARNING, (width - text_width(WARNING, 11, bold=True)) / 2, height - 26, 11, bold=True
        ),
        text_at(f"{card.form}  {card.edition.printed}", 36, 14, 7),
        text_at(
            card.form, width - 36 - text_width(card.form, 10, bold=True), height - 26, 10, bold=True
        ),
        text_at(card.title, (width - text_width(card.title, 9, bold=True)) / 2, 24, 9, bold=True),
        text_at(f"Page {page_number} of {card.source.pages}", width - 90, 14, 7),
    ]
    for field in fields:
        left, bottom, _, _ = field.box
        parts.append(
            b"q 0.6 G 0.4 w %s %s %s %s re S Q\n"
            % tuple(number(edge) for edge in (left, bottom, field.width, field.height))
        )
        parts.extend(_label(field, fields, width))
    return b"".join(parts)


def _label(field: FieldCard, fields: list[FieldCard], width: float) -> Iterator[bytes]:
    """The label: to the left of a text box or to the right of a checkbox, else above the box."""
    left, bottom, right, top = field.box
    rest = [other.box for other in fields if other is not field]
    before = max([20.0, *(b[2] for b in rest if b[2] <= left and _beside(b, field.box))])
    after = min([width - 20, *(b[0] for b in rest if b[0] >= right and _beside(b, field.box))])
    middle = (bottom + top) / 2
    if field.kind == "checkbox":
        text, size = shortened(field.label, _LABEL, after - right - 2 * _GAP)
        yield text_at(text, right + _GAP, middle - size * 0.36, size)
    elif field.kind == "text" and left - before >= 24:
        text, size = shortened(field.label, _LABEL, left - before - 2 * _GAP)
        yield text_at(text, left - _GAP - text_width(text, size), middle - size * 0.36, size)
    else:
        above = min([top + 8, *(b[1] for b in rest if b[1] >= top and _over(b, field.box))])
        size = min(_LABEL, max(_SMALLEST_LABEL, above - top - 0.5))
        text, size = shortened(field.label, size, field.width)
        yield text_at(text, left, top + 0.22 * size, size)


def _beside(one: Box, other: Box) -> bool:
    return one[1] < other[3] and other[1] < one[3]


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]
