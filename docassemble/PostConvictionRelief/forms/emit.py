"""Writing a filled form: the compiled blank, byte for byte, and the objects that the values change.

The drawings of `drawing.py` go onto the pages of the flat form, or into the fields of the fillable
one. Equal values give equal bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .card_field import Typeface
from .compiled_blank import CompiledBlank, CompiledField, TextBox
from .drawing import NO_BLEED, Drawn, font_name
from .fonts import FontFile, wide_font_objects
from .pdf_bytes import (
    Update,
    dictionary,
    edges,
    field_drawing,
    form_entries,
    reference,
    stream,
    text_string,
)


class FilledText(NamedTuple):
    """What stands in a text field.

    Attributes:
        typed: the text as typed, cleaned.
        drawn: the text as it is drawn in each box of the field.
    """

    typed: str
    drawn: tuple[Drawn, ...]


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
        for box, drawn in zip(compiled.boxes[key], filled.drawn, strict=True):
            pages[box.page].append(drawn.operators)
    form = form_entries(edges((0.0, 0.0, *compiled.card.source.size))) + resources
    for page, drawings in pages.items():
        body = stream(form, b"".join(drawings))
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
        (ticked_box,) = ours.boxes
        body = b"%s%s/AS/%s" % (ticked_box.entries, value, state)
        update.replace(ticked_box.number, dictionary(body))
    for key, filled in texts.items():
        ours = compiled.fields[key]
        typed = b"/V " + text_string(filled.typed)
        value = typed if ours.holder is None else _held(update, ours, typed)
        for place, drawn in enumerate(filled.drawn):
            box = compiled.boxes[key][place]
            if drawn.bleed != NO_BLEED:
                box = TextBox.of(compiled.cards[key].places[place], ours.boxes[place], drawn.bleed)
            shown = update.add(field_drawing(box.form + resources, drawn.operators))
            update.replace(box.number, b"<<%s%s/AP<</N %d 0 R>>>>" % (box.entries, value, shown))
    return update.to_bytes()


def _held(update: Update, field: CompiledField, value: bytes) -> bytes:
    """Put a value into what holds it; what is left for the box itself to hold is returned."""
    if field.holder is None:
        return value
    update.replace(field.holder.number, dictionary(field.holder.entries + value))
    return b""


def _resources(update: Update, base: dict[Typeface, int], texts: Iterable[FilledText]) -> bytes:
    """Add the resources that all drawings share: the base fonts, and the wide fonts in use."""
    glyphs: dict[FontFile, set[tuple[int, str]]] = defaultdict(set)
    for drawn in (drawn for filled in texts for drawn in filled.drawn if drawn.wide):
        for run in drawn.wide:
            if run.file is not None:
                glyphs[run.file].update(run.glyphs)
    fonts = {font_name(typeface, None): number for typeface, number in base.items()}
    for file, used in glyphs.items():
        objects = wide_font_objects(file, frozenset(used))
        fonts[font_name("sans", file)] = update.add_font(objects)
    entries = b"".join(b"%s %s" % (name, reference(font)) for name, font in fonts.items())
    return reference(update.add(dictionary(b"/Font<<%s>>" % entries)))
