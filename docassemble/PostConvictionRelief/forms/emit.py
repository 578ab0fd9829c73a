"""Writing a filled form: the compiled blank, byte for byte, and the objects that the values change.

A text is drawn in the coordinates of its page, and its fonts have the same names everywhere, so
that one drawing serves the printed page of the flat form and the field of the fillable one. Equal
values give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .card import Typeface
from .compiled_blank import CompiledBlank, CompiledField
from .fonts import FontFile, wide_font_objects
from .measure import Run
from .pdf_bytes import Update, dictionary, edges, reference, stream, text_string
from .typeset import SetText


class FilledText(NamedTuple):
    """What stands in a text field.

    Attributes:
        typed: the text as typed, cleaned.
        set_: the text as it stands in each box of the field.
        drawings: the operators that draw it in each box.
        wide: the pieces of it that are set in wide fonts.
    """

    typed: str
    set_: tuple[SetText, ...]
    drawings: tuple[bytes, ...]
    wide: tuple[Run, ...]

    @classmethod
    def of(cls, typed: str, set_: tuple[SetText, ...]) -> FilledText:
        """A text with its drawings."""
        runs = (run for text in set_ for line in text.lines for run in line.runs)
        wide = tuple(run for run in runs if run.file is not None)
        return cls(typed, set_, tuple(map(_drawing, set_)), wide)


def emit_flat(
    compiled: CompiledBlank, texts: Mapping[str, FilledText], ticked: Sequence[str]
) -> bytes:
    """The form with the values printed on its pages.

    Args:
        compiled: the form.
        texts: what stands in text fields, by key.
        ticked: keys of ticked boxes.
    """
    update = Update(compiled.flat)
    base = {face: numbers[1] for face, numbers in compiled.fonts.items()}
    resources = _resources(update, base, texts.values())
    pages: dict[int, list[bytes]] = defaultdict(list)
    for key in ticked:
        pages[compiled.cards[key].page].append(compiled.crosses[key])
    for key, filled in texts.items():
        for place, drawing in zip(compiled.places[key], filled.drawings, strict=True):
            pages[place.page].append(drawing)
    whole_page = edges((0.0, 0.0, *compiled.card.source.size))
    for page, drawings in pages.items():
        body = stream(_form(whole_page, resources), b"".join(drawings))
        update.replace(compiled.overlays[page - 1], body)
    return update.to_bytes()


def emit_fillable(
    compiled: CompiledBlank, texts: Mapping[str, FilledText], ticked: Sequence[str]
) -> bytes:
    """The form with the values in its fields, which can still be edited.

    Args:
        compiled: the form.
        texts: what stands in text fields, by key.
        ticked: keys of ticked boxes.
    """
    update = Update(compiled.fillable)
    base = {face: numbers[0] for face, numbers in compiled.fonts.items()}
    resources = _resources(update, base, texts.values())
    for key in ticked:
        ours = compiled.fields[key]
        state = compiled.cards[key].state.encode("ascii")
        value = _held(update, ours, b"/V/" + state)
        (box,) = ours.boxes
        update.replace(box.number, dictionary(b"%s%s/AS/%s" % (box.entries, value, state)))
    for key, filled in texts.items():
        ours = compiled.fields[key]
        value = _held(update, ours, b"/V " + text_string(filled.typed))
        for place, box in enumerate(ours.boxes):
            text = filled.set_[place]
            area = compiled.edges[key][place]
            if any(text.bleed):
                left, bottom, right, top = compiled.places[key][place].box
                area = edges((left, bottom - text.bleed[0], right, top + text.bleed[1]))
            drawing = b"/Tx BMC\n%sEMC\n" % filled.drawings[place]
            shown = update.add(stream(_form(area, resources), drawing))
            body = b"%s/Rect[%s]%s/AP<</N %d 0 R>>" % (box.entries, area, value, shown)
            update.replace(box.number, dictionary(body))
    return update.to_bytes()


def _held(update: Update, field: CompiledField, value: bytes) -> bytes:
    """Put a value into what holds it; what is left for the box itself to hold is returned."""
    if field.holder is None:
        return value
    update.replace(field.holder.number, dictionary(field.holder.entries + value))
    return b""


def _form(area: bytes, resources: bytes) -> bytes:
    """The entries of a form XObject (ISO 32000-1, 8.10) that draws in page coordinates."""
    return b"/Type/XObject/Subtype/Form/BBox[%s]/Resources %s" % (area, resources)


def _drawing(text: SetText) -> bytes:
    """The operators that draw a text on its page."""
    parts = [b"BT 0 g"]
    for line in text.lines:
        parts.append(b"1 0 0 1 %.2f %.2f Tm" % (line.x, line.y))
        for run in line.runs:
            font = _font_name(text.typeface, run.file)
            parts.append(b"%s %g Tf" % (font, text.size))
            for raised, shown in run.pieces:
                up = raised * text.size / 1000
                parts.append(b"%.2f Ts %s 0 Ts" % (up, shown) if up else shown)
    parts.append(b"ET\n")
    return b"\n".join(parts)


def _font_name(typeface: Typeface, file: FontFile | None) -> bytes:
    """What a font is called in drawings."""
    return b"/" + (typeface if file is None else file.path.stem).encode("ascii")


def _resources(update: Update, base: dict[Typeface, int], texts: Iterable[FilledText]) -> bytes:
    """Add the resources that all drawings share: the base fonts, and the wide fonts in use."""
    glyphs: dict[FontFile, set[tuple[int, str]]] = defaultdict(set)
    for run in (run for filled in texts for run in filled.wide):
        if run.file is not None:
            glyphs[run.file].update(run.glyphs)
    fonts = {_font_name(typeface, None): number for typeface, number in base.items()}
    for file, used in glyphs.items():
        objects = wide_font_objects(file, frozenset(used))
        fonts[_font_name("sans", file)] = update.add_font(objects)
    entries = b"".join(b"%s %s" % (name, reference(font)) for name, font in fonts.items())
    return reference(update.add(dictionary(b"/Font<<%s>>" % entries)))
