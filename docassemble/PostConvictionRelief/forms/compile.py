"""Compiling a blank: everything about filling a form that does not depend on the case, done once.

Out of a blank come two bases: a *fillable* one, the court's form without what only a screen needs
(XFA, usage rights, scripts, buttons, notices), and a *flat* one, its pages alone with a place on
each for what is filled in. Both are complete PDFs; `fill.py` appends to them.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..errors import BlankError, FormError, Problem
from .blank import Blank
from .card import FormCard
from .card_field import FieldCard, Typeface
from .compiled_blank import CompiledBlank, CompiledField, WrittenObject
from .fonts import base_font_objects
from .form_fields import FieldBox, FormField, form_fields
from .inspection import MALFORMED, opened
from .pdf_bytes import Base, cross
from .pdf_objects import drop, embedded, entry, items, whole_number
from .screen_only import forget_in_structure, print_words, remove_screen_layers

_TOLERANCE = 1.0
OVERLAY = Name("/PcrFilled")


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
        with opened(blank.data) as pdf:
            found = form_fields(pdf)
            _check(card, pdf, found)
            _clean(card, pdf, found)
            _carry_fonts(pdf, faces)
            fillable = _saved(pdf)
            _flatten(pdf)
            flat = _saved(pdf)
        return _read_back(card, blank, fillable, flat)
    except MALFORMED as error:
        remedy = "get the form again from the court's site"
        raise BlankError(
            Problem(f"blank of {card.form}", f"is damaged ({error})", remedy)
        ) from error
    except BlankError as error:
        where = f"blank of {card.form}"
        raise BlankError(replace(problem, where=where) for problem in error.problems) from error


def _check(card: FormCard, pdf: Pdf, found: dict[str, FormField]) -> None:
    """Raise unless card and blank tell of the same fields in the same places."""
    problems = []
    if len(pdf.pages) != card.source.pages:
        problems.append(f"the blank has {len(pdf.pages)} pages, the card says {card.source.pages}")
    named = Counter(field.name for field in card.fields)
    for name, there in sorted(found.items()):
        if name not in named and there.kind != "button":
            problems.append(f"the blank has a field {name} that the card doesn't have")
        elif there.kind == "checkbox" and len(there.boxes) > named[name]:
            problems.append(f"{name} has {len(there.boxes)} boxes, the card has {named[name]}")
    for field in card.fields:
        if field.name not in found:
            problems.append(f"{field.key}: the blank has no field {field.name}")
        else:
            problems += [f"{field.key}: {what}" for what in _differences(field, found[field.name])]
    if problems:
        remedy = "correct the card, or use the edition that it describes"
        raise FormError(Problem(f"card of {card.form}", what, remedy) for what in problems)


def _boxes(field: FieldCard, there: FormField) -> list[FieldBox]:
    """The boxes in a blank of a field of the card: of a choice, the one that has its state."""
    if field.kind == "checkbox" and len(there.boxes) > 1:
        return [box for box in there.boxes if field.state in box.states][:1]
    return [min(there.boxes, key=lambda box: _distance(place, box)) for place in field.places]


def _distance(place: FieldCard, box: FieldBox) -> tuple[bool, float]:
    edges = zip(place.box, box.edges, strict=True)
    return box.page + 1 != place.page, max(abs(a - b) for a, b in edges)


def _differences(field: FieldCard, there: FormField) -> Iterator[str]:
    kind = "text" if field.kind == "multiline" else field.kind
    if there.kind != kind:
        yield f"it is a {there.kind}, not a {field.kind}"
        return
    boxes = _boxes(field, there)
    if kind == "checkbox" and not any(field.state in box.states for box in boxes):
        states = sorted(set().union(*(box.states for box in there.boxes)))
        yield f"its state is {' or '.join(states)}, not {field.state}"
        return
    if kind == "text" and len({box.widget.objgen for box in boxes}) != len(there.boxes):
        yield f"it has {len(there.boxes)} boxes, the card tells of {len(boxes)} (also)"
    for place, box in zip(field.places, boxes, strict=True):
        elsewhere, distance = _distance(place, box)
        if elsewhere:
            yield f"it stands on page {box.page + 1}, not {place.page}"
        if distance > _TOLERANCE:
            yield f"its box is {[round(edge, 2) for edge in box.edges]}"
    longest = whole_number(there.holder, "/MaxLen")
    if field.ours and longest and field.max_chars != longest:
        yield f"it takes {longest} characters (max_chars)"


def _clean(card: FormCard, pdf: Pdf, found: dict[str, FormField]) -> None:
    """Take out scripts, XFA, usage rights, old values, and all that only a screen shows."""
    root, form = pdf.Root, pdf.Root.AcroForm
    drop(root, "/Perms", "/OpenAction", "/AA", "/Metadata", "/Names", "/Outlines", "/PageMode")
    drop(form, "/XFA", "/SigFlags", "/CO", "/NeedAppearances")
    del pdf.docinfo
    pdf.docinfo["/Title"] = f"{card.form} {card.title}"
    kept: set[tuple[int, int]] = set()
    for field in card.fields:
        boxes = _boxes(field, found[field.name])
        if field.kind == "button" and field.filled_by == "court":
            print_words(pdf.pages[field.page - 1], field, boxes[0].widget)
        if field.kind != "button" and field.filled_by != "screen":
            kept.update(box.widget.objgen for box in boxes)
            for place, box in zip(field.places, boxes, strict=True):
                _empty(pdf, place, box.widget)
    gone = {box.widget.objgen for there in found.values() for box in there.boxes} - kept
    for page in pdf.pages:
        drop(page.obj, "/AA", "/PieceInfo", "/Metadata")
        page.obj.Annots = Array(a for a in items(page.obj, "/Annots") if a.objgen in kept)
    form.Fields = Array(_pruned(items(form, "/Fields"), gone))
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


def _pruned(fields: list[Object], gone: set[tuple[int, int]]) -> Iterator[Object]:
    """The field tree without removed boxes, without branches that hold no others, and empty."""
    for field in fields:
        if field.objgen in gone:
            continue
        if "/Kids" in field:
            drop(field, "/V", "/DV", "/RV", "/A", "/AA")
            kids = list(_pruned(items(field, "/Kids"), gone))
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
        drawings[OVERLAY] = pdf.make_stream(b"", overlay)
        resources.XObject = drawings
        page.obj.Resources = resources
        page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
        page.contents_add(pdf.make_stream(b"\nQ\nq %s Do Q\n" % OVERLAY.unparse()))


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
        found = form_fields(editable)
        form_fonts = editable.Root.AcroForm.DR.Font
        overlays = [page.obj.Resources.XObject[OVERLAY] for page in pages.pages]
        page_fonts = overlays[0].Resources.Font
        faces: list[Typeface] = sorted({field.font for field in card.fields if field.ours})
        return CompiledBlank(
            card=card,
            sha256=blank.sha256,
            kind=blank.kind,
            fillable=_base(editable, fillable),
            flat=_base(pages, flat),
            fields={
                field.key: _compiled(field, found[field.name])
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


def _compiled(field: FieldCard, there: FormField) -> CompiledField:
    changing = ("/AS",) if field.kind == "checkbox" else ("/AP", "/Rect")
    boxes = tuple(_written(box.widget, *changing) for box in _boxes(field, there))
    return CompiledField(boxes, _written(there.holder) if there.apart else None)


def _written(holder: Object, *without: str) -> WrittenObject:
    drop(holder, *without)
    written: bytes = holder.unparse(resolved=True)
    entries = written.strip().removeprefix(b"<<").removesuffix(b">>")
    return WrittenObject(holder.objgen[0], entries)


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
