"""A picture of a blank with its fields.

Each box is drawn in the colour of who fills it, with a number; beside the page stands a legend with
the key and the label of every number.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Pdf

from .blank import Blank
from .card import FormCard
from .card_field import FieldCard
from .compile import compile_blank
from .fonts import base_font_objects
from .inspection import opened
from .lettering import FONTS, shortened, text_at, text_width
from .pages import picture
from .pdf_bytes import number
from .pdf_objects import drop, embedded, entry

_LEGEND, _MARGIN, _KEYS = 380.0, 12.0, 130.0
_COLOURS = {
    "party": (0.1, 0.4, 0.9),
    "proposed": (0.1, 0.6, 0.3),
    "court": (0.8, 0.2, 0.2),
    "signature": (0.9, 0.55, 0.0),
    "screen": (0.5, 0.5, 0.5),
}
_BLANKS = {"genuine": "On the court's own blank", "practice": "On a practice copy"}
_MEANINGS = {
    "party": "the party",
    "proposed": "proposed in an order",
    "court": "the court",
    "signature": "the signer",
    "screen": "only on a screen",
}


def labelled_pdf(card: FormCard, blank: Blank) -> bytes:
    """The blank with numbered boxes and a legend beside each page, as a PDF.

    Args:
        card: the form's card.
        blank: its empty PDF.

    Raises:
        BlankError: the blank can't be used.
        FormError: card and blank don't agree.
    """
    compile_blank(card, blank)
    with opened(blank.data) as pdf:
        fonts = {name: embedded(pdf, base_font_objects(face)) for name, face in FONTS.items()}
        for page_number, page in enumerate(pdf.pages, start=1):
            _label(pdf, page, card, blank, page_number, fonts)
        drop(pdf.Root, "/AcroForm", "/OpenAction", "/AA", "/Perms", "/StructTreeRoot", "/MarkInfo")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, encryption=False)
    return out.getvalue()


def labelled_png(card: FormCard, blank: Blank, dots_per_inch: float = 110) -> bytes:
    """The same as a PNG, all pages below one another.

    Args:
        card: the form's card.
        blank: its empty PDF.
        dots_per_inch: how fine the picture is.

    Raises:
        BlankError: the blank can't be used.
        FormError: card and blank don't agree.
    """
    out = io.BytesIO()
    picture(labelled_pdf(card, blank), dots_per_inch).save(out, "PNG", optimize=True)
    return out.getvalue()


def _label(
    pdf: Pdf,
    page: pikepdf.Page,
    card: FormCard,
    blank: Blank,
    page_number: int,
    fonts: dict[str, pikepdf.Object],
) -> None:
    """Widen one page, and draw its boxes and its legend."""
    width, height = card.source.size
    drop(page.obj, "/Annots", "/AA", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
    page.obj.MediaBox = Array([0, 0, width + _LEGEND, height])
    resources = Dictionary(entry(page.obj, "/Resources"))
    named = {f"/Pcr{name[1:]}": font for name, font in fonts.items()}
    resources.Font = Dictionary({**dict(entry(resources, "/Font").items()), **named})
    page.obj.Resources = resources
    heading = f"{card.form}, {card.edition.printed}, page {page_number} of {card.source.pages}"
    fields = [place for field in card.fields for place in field.places if place.page == page_number]
    drawn = (
        b"".join((*_boxes(fields), *_legend(fields, heading, _BLANKS[blank.kind], width, height)))
        .replace(b" /F0 ", b" /PcrF0 ")
        .replace(b" /F1 ", b" /PcrF1 ")
    )
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\n" + drawn))


def _boxes(fields: list[FieldCard]) -> Iterator[bytes]:
    for count, field in enumerate(fields, start=1):
        edges = b" ".join(map(number, (*field.box[:2], field.width, field.height)))
        yield b"q %s RG 0.8 w %s re S Q\n" % (_colour(field), edges)
        yield from _badge(str(count), field.box[0], field.box[3], _colour(field))


def _badge(text: str, left: float, top: float, colour: bytes) -> Iterator[bytes]:
    """A number on a white ground, at the upper left corner of a box."""
    width = text_width(text, 6, bold=True)
    ground = b" ".join(map(number, (left + 0.5, top - 6.5, width + 1, 6)))
    yield b"q 1 g %s re f %s rg\n" % (ground, colour)
    yield text_at(text, left + 1, top - 5.8, 6, bold=True).replace(b" 0.25 g ", b" ")
    yield b"Q\n"


def _legend(
    fields: list[FieldCard], heading: str, blank: str, left: float, height: float
) -> Iterator[bytes]:
    """What the numbers mean, in as many rows as the page has fields."""
    left += _MARGIN
    room = _LEGEND - 2 * _MARGIN
    yield text_at(heading, left, height - 24, 10, bold=True)
    yield text_at(*_fitting(blank, 7, room, left, height - 36))
    place = left
    for filler, meaning in _MEANINGS.items():
        yield b"q %s rg\n%sQ\n" % (
            _as_numbers(filler),
            text_at(meaning, place, height - 50, 7, bold=True).replace(b" 0.25 g ", b" "),
        )
        place += text_width(meaning, 7, bold=True) + 10
    row = min(14.0, (height - 80) / max(1, len(fields)))
    size = min(8.0, row * 0.8)
    for count, field in enumerate(fields, start=1):
        y = height - 56 - row * count
        yield b"q %s rg\n" % _colour(field)
        yield text_at(str(count), left, y, size, bold=True).replace(b" 0.25 g ", b" ")
        yield b"Q\n"
        yield text_at(*_fitting(field.key, size, _KEYS, left + 18, y))
        beyond = left + 18 + _KEYS + 6
        yield text_at(*_fitting(field.label, size, room - _KEYS - 24, beyond, y))


def _fitting(
    text: str, size: float, room: float, x: float, y: float
) -> tuple[str, float, float, float]:
    text, size = shortened(text, size, room)
    return text, x, y, size


def _colour(field: FieldCard) -> bytes:
    return _as_numbers(field.filled_by)


def _as_numbers(filler: str) -> bytes:
    return b" ".join(map(number, _COLOURS[filler]))
