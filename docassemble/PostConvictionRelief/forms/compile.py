"""Compiling a blank: everything about filling a form that does not depend on the case, done once.

Out of a blank come two bases: a *fillable* one, the court's form without what only a screen needs
(XFA, usage rights, scripts, buttons, notices), and a *flat* one, its pages alone with a place on
each for what is filled in. Both are complete PDFs; `fill.py` appends to them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..errors import BlankError, FormError, Problem
from .blank import Blank
from .card import FieldCard, FormCard, Typeface
from .fonts import base_font_objects
from .pdf_bytes import Base, cross
from .pdf_objects import drop, embedded, entry, items, whole_number
from .screen_only import forget_in_structure, print_words, remove_screen_layers

_TOLERANCE = 1.0
_LARGEST_FILE, _MOST_PAGES, _DEEPEST = 20_000_000, 100, 50
_PUSHBUTTON = 1 << 16
_OVERLAY = Name("/PcrFilled")


@dataclass(frozen=True)
class CompiledField:
    """A field of the fillable base: its object's number and its entries but for the value."""

    number: int
    entries: bytes


@dataclass(frozen=True)
class CompiledBlank:
    """A blank made ready for filling.

    Attributes:
        card: the form's card.
        sha256: digest of the blank that was compiled.
        kind: the blank's kind: the court's own or a practice copy.
        fillable: the base whose fields can still be edited.
        flat: the base without fields.
        fields: by key, the fields that may be filled.
        overlays: object number in the flat base of each page's place for what is filled in.
        fonts: by typeface, object number of the base font in the fillable and the flat base.
    """

    card: FormCard
    sha256: str
    kind: str
    fillable: Base
    flat: Base
    fields: dict[str, CompiledField]
    overlays: tuple[int, ...]
    fonts: dict[Typeface, tuple[int, int]]


def compile_blank(card: FormCard, blank: Blank) -> CompiledBlank:
    """Make a blank ready for filling.

    Args:
        card: the form's card.
        blank: its empty PDF.

    Raises:
        BlankError: the file is no PDF, is damaged, has a password, is too large, or is no form.
        FormError: card and blank don't agree: a field that only one of them has, another place,
            another kind, an unknown state.
    """
    faces: list[Typeface] = sorted({field.font for field in card.fields if field.ours})
    try:
        with _opened(card, blank) as pdf:
            widgets = _widgets(card, pdf)
            _check(card, pdf, widgets)
            _clean(card, pdf, widgets)
            _carry_fonts(pdf, faces)
            fillable = _saved(pdf)
            _flatten(pdf)
            flat = _saved(pdf)
        return _read_back(card, blank, fillable, flat)
    except pikepdf.PdfError as error:
        raise _bad_blank(card, f"is damaged ({error})") from error


def _bad_blank(card: FormCard, what: str) -> BlankError:
    return BlankError(
        Problem(f"blank of {card.form}", what, "get the form again from the court's site")
    )


def _opened(card: FormCard, blank: Blank) -> Pdf:
    if len(blank.data) > _LARGEST_FILE:
        raise _bad_blank(card, f"has more than {_LARGEST_FILE:,} bytes")
    if b"%PDF-" not in blank.data[:1024]:
        raise _bad_blank(card, "is not a PDF")
    try:
        pdf = Pdf.open(io.BytesIO(blank.data))
    except pikepdf.PasswordError as error:
        raise _bad_blank(card, "asks for a password") from error
    if len(pdf.pages) > _MOST_PAGES:
        raise _bad_blank(card, f"has {len(pdf.pages)} pages")
    if "/AcroForm" not in pdf.Root or "/NeedsRendering" in pdf.Root:
        raise _bad_blank(card, "has no fields that can be filled")
    return pdf


@dataclass(frozen=True)
class _Widget:
    """A field of the blank: its object, and the index of the page where its box is."""

    field: Object
    page: int

    @property
    def kind(self) -> str:
        if self.field.get("/FT") != Name.Btn:
            return "text"
        return "button" if whole_number(self.field, "/Ff") & _PUSHBUTTON else "checkbox"

    @property
    def states(self) -> set[str]:
        drawn = entry(entry(self.field, "/AP"), "/N")
        return {key.removeprefix("/") for key, _ in drawn.items()} - {"Off"}


def _widgets(card: FormCard, pdf: Pdf) -> dict[str, _Widget]:
    """Every field of the blank by its full name (ISO 32000-1, 12.7.3.2)."""
    page_of = {
        annotation.objgen: index
        for index, page in enumerate(pdf.pages)
        for annotation in items(page.obj, "/Annots")
    }
    found: dict[str, _Widget] = {}
    for name, field in _fields(pdf):
        if field.objgen not in page_of:
            raise _bad_blank(card, f"has a field of several boxes or of none ({name})")
        if name in found:
            raise _bad_blank(card, f"has two fields of one name ({name})")
        found[name] = _Widget(field, page_of[field.objgen])
    return found


def _fields(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    """The fields at the ends of the field tree, with their full names."""
    pending = [("", field, 0) for field in items(pdf.Root.AcroForm, "/Fields")]
    while pending:
        above, field, depth = pending.pop()
        name = ".".join(part for part in (above, str(field.get("/T", ""))) if part)
        kids = [kid for kid in items(field, "/Kids") if "/T" in kid]
        if kids and depth < _DEEPEST:
            pending.extend((name, kid, depth + 1) for kid in kids)
        else:
            yield name, field


def _check(card: FormCard, pdf: Pdf, widgets: dict[str, _Widget]) -> None:
    """Raise unless card and blank tell of the same fields in the same places."""
    problems = []
    if len(pdf.pages) != card.source.pages:
        problems.append(f"the blank has {len(pdf.pages)} pages, the card says {card.source.pages}")
    named = {field.name for field in card.fields}
    problems += [
        f"the blank has a field {name} that the card doesn't have"
        for name, widget in sorted(widgets.items())
        if name not in named and widget.kind != "button"
    ]
    for field in card.fields:
        widget = widgets.get(field.name)
        if widget is None:
            problems.append(f"{field.key}: the blank has no field {field.name}")
        else:
            problems += [f"{field.key}: {what}" for what in _differences(field, widget)]
    if problems:
        remedy = "correct the card, or use the edition that it describes"
        raise FormError(Problem(f"card of {card.form}", what, remedy) for what in problems)


def _differences(field: FieldCard, widget: _Widget) -> Iterator[str]:
    box = [float(edge) for edge in items(widget.field, "/Rect")]
    box = [min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])]
    if widget.page + 1 != field.page:
        yield f"it stands on page {widget.page + 1}, not {field.page}"
    if any(abs(a - b) > _TOLERANCE for a, b in zip(box, field.box, strict=True)):
        yield f"its box is {[round(edge, 2) for edge in box]}"
    kind = "text" if field.kind == "multiline" else field.kind
    if widget.kind != kind:
        yield f"it is a {widget.kind}, not a {field.kind}"
    elif kind == "checkbox" and field.state not in widget.states:
        yield f"its state is {' or '.join(sorted(widget.states))}, not {field.state}"
    longest = whole_number(widget.field, "/MaxLen")
    if field.ours and longest and field.max_chars != longest:
        yield f"it takes {longest} characters (max_chars)"


def _clean(card: FormCard, pdf: Pdf, widgets: dict[str, _Widget]) -> None:
    """Take out scripts, XFA, usage rights, old values, and all that only a screen shows."""
    root, form = pdf.Root, pdf.Root.AcroForm
    drop(root, "/Perms", "/OpenAction", "/AA", "/Metadata", "/Names", "/Outlines", "/PageMode")
    drop(form, "/XFA", "/SigFlags", "/CO", "/NeedAppearances")
    del pdf.docinfo
    pdf.docinfo["/Title"] = f"{card.form} {card.title}"
    by_name = {field.name: field for field in card.fields}
    gone: set[tuple[int, int]] = set()
    for name, widget in widgets.items():
        field = by_name.get(name)
        if field is not None and field.kind == "button" and field.filled_by == "court":
            print_words(pdf.pages[field.page - 1], field, widget.field)
        if field is None or field.kind == "button" or field.filled_by == "screen":
            gone.add(widget.field.objgen)
        else:
            _empty(pdf, field, widget.field)
    for page in pdf.pages:
        drop(page.obj, "/AA", "/PieceInfo", "/Metadata")
        kept = [a for a in items(page.obj, "/Annots") if a.objgen not in gone]
        page.obj.Annots = Array(a for a in kept if a.get("/Subtype") == Name.Widget)
    form.Fields = Array(_pruned(items(form, "/Fields"), gone, 0))
    forget_in_structure(pdf, gone)
    remove_screen_layers(pdf)


def _empty(pdf: Pdf, field: FieldCard, widget: Object) -> None:
    """A field without value, actions and old appearance; boxes get a cross of our drawing."""
    drop(widget, "/V", "/DV", "/RV", "/A", "/AA", "/AP", "/AS")
    if field.kind == "checkbox":
        box = Array([0, 0, field.width, field.height])
        kind = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=box)
        drawn = pdf.make_stream(cross(0, 0, field.width, field.height), kind)
        widget.AP = Dictionary(N=Dictionary(Off=pdf.make_stream(b"", kind)))
        widget.AP.N[f"/{field.state}"] = drawn
        widget.AS = Name.Off


def _pruned(fields: list[Object], gone: set[tuple[int, int]], depth: int) -> Iterator[Object]:
    """The field tree without removed fields and without branches that hold no others."""
    for field in fields:
        if field.objgen in gone or depth > _DEEPEST:
            continue
        if "/Kids" in field:
            drop(field, "/V")
            kids = list(_pruned(items(field, "/Kids"), gone, depth + 1))
            if not kids:
                continue
            field.Kids = Array(kids)
        yield field


def _carry_fonts(pdf: Pdf, faces: list[Typeface]) -> None:
    """Put the base fonts into the form's own resources, where both bases find them."""
    form = pdf.Root.AcroForm
    resources, fonts = entry(form, "/DR"), entry(entry(form, "/DR"), "/Font")
    for face in faces:
        fonts[_font_name(face)] = embedded(pdf, base_font_objects(face))
    resources.Font = fonts
    form.DR = resources


def _font_name(face: Typeface) -> str:
    return "/Pcr" + face.title().replace("-", "")


def _flatten(pdf: Pdf) -> None:
    """Leave the pages alone, each with an empty drawing on top that filling replaces."""
    fonts = pdf.Root.AcroForm.DR.Font
    ours = Dictionary({name: font for name, font in fonts.items() if name.startswith("/Pcr")})
    drop(pdf.Root, "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/OCProperties")
    for page in pdf.pages:
        drop(page.obj, "/Annots", "/StructParents", "/Tabs")
        overlay = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=page.mediabox,
            Resources=Dictionary(Font=ours),
        )
        resources = Dictionary(entry(page.obj, "/Resources"))
        drawings = Dictionary(entry(resources, "/XObject"))
        drawings[_OVERLAY] = pdf.make_stream(b"", overlay)
        resources.XObject = drawings
        page.obj.Resources = resources
        page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
        page.contents_add(pdf.make_stream(b"\nQ\nq %s Do Q\n" % _OVERLAY.unparse()))


def _saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        encryption=False,
    )
    return out.getvalue()


def _read_back(card: FormCard, blank: Blank, fillable: bytes, flat: bytes) -> CompiledBlank:
    """What filling must know of the two bases, read out of their final bytes."""
    with Pdf.open(io.BytesIO(fillable)) as editable, Pdf.open(io.BytesIO(flat)) as pages:
        numbers = dict(_fields(editable))
        form_fonts = editable.Root.AcroForm.DR.Font
        overlays = [page.obj.Resources.XObject[_OVERLAY] for page in pages.pages]
        page_fonts = overlays[0].Resources.Font
        faces: list[Typeface] = sorted({field.font for field in card.fields if field.ours})
        return CompiledBlank(
            card=card,
            sha256=blank.sha256,
            kind=blank.kind,
            fillable=_base(editable, fillable),
            flat=_base(pages, flat),
            fields={
                field.key: _compiled(field, numbers[field.name])
                for field in card.fields
                if field.ours
            },
            overlays=tuple(overlay.objgen[0] for overlay in overlays),
            fonts={
                face: (
                    form_fonts[_font_name(face)].objgen[0],
                    page_fonts[_font_name(face)].objgen[0],
                )
                for face in faces
            },
        )


def _compiled(field: FieldCard, widget: Object) -> CompiledField:
    drop(widget, *(("/AS",) if field.kind == "checkbox" else ("/AP", "/Rect")))
    written: bytes = widget.unparse(resolved=True)
    return CompiledField(widget.objgen[0], written.strip().removeprefix(b"<<").removesuffix(b">>"))


def _base(pdf: Pdf, data: bytes) -> Base:
    """What an update of a file must know of it (the trailer, 7.5.5)."""
    start = data.rindex(b"startxref")
    return Base(
        data=data,
        size=int(pdf.trailer.Size),
        start=int(data[start:].split()[1]),
        root=pdf.Root.objgen[0],
        info=pdf.trailer.Info.objgen[0],
        identity=bytes(pdf.trailer.ID[0]),
    )
