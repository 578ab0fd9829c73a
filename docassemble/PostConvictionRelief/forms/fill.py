"""Filling a compiled blank: values in, a flat and a fillable PDF out. Equal values, equal bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..errors import FormError, Problem
from .card import FieldCard, FormCard
from .compile import CompiledBlank, CompiledField
from .fonts import FontFile, wide_font_objects
from .pdf_bytes import Update, cross, dictionary, number, reference, stream, text_string
from .typeset import SetText, clean, fit

Value = str | bool


@dataclass(frozen=True)
class Composition:
    """Values that are known to fit a form: texts set in their boxes, and ticked boxes.

    Attributes:
        compiled: the form.
        texts: by key, the text as typed (cleaned) and as it stands in each box of the field.
        ticked: keys of the ticked boxes, in the order of the card.
    """

    compiled: CompiledBlank
    texts: Mapping[str, tuple[str, tuple[SetText, ...]]]
    ticked: tuple[str, ...]

    def flat(self) -> bytes:
        """The form with the values printed on its pages, without fields."""
        return _flat(self)

    def fillable(self) -> bytes:
        """The form with the values in its fields, which can still be edited."""
        return _fillable(self)


def compose(compiled: CompiledBlank, values: Mapping[str, Value]) -> Composition:
    """Set values in a form.

    Args:
        compiled: the form.
        values: by the card's keys, text for text fields and true or false for checkboxes. An empty
            text and false leave a field empty.

    Raises:
        FormError: all problems together: a key that the card doesn't have, a value of the wrong
            kind, a value for a field of the court or a signer, two ticked boxes of one group, a
            text that does not fit, a character that can't be drawn.
    """
    card = compiled.card
    problems: list[Problem] = []
    texts: dict[str, tuple[str, tuple[SetText, ...]]] = {}
    ticked: list[str] = []
    unknown = values.keys() - compiled.cards.keys()
    problems += [
        _problem(card, key, "the card has no such field", "correct the key")
        for key in sorted(unknown)
    ]
    for field in card.fields:
        value = values.get(field.key)
        if value is None or value == "" or value is False:
            continue
        wrong = _wrong_value(card, field, value)
        if wrong is not None:
            problems.append(wrong)
        elif isinstance(value, str):
            try:
                texts[field.key] = _set(card, field, value)
            except FormError as error:
                problems.extend(error.problems)
        else:
            ticked.append(field.key)
    problems += _twice_in_a_choice(compiled, ticked)
    if problems:
        raise FormError(problems)
    return Composition(compiled, texts, tuple(ticked))


def _problem(card: FormCard, key: str, what: str, remedy: str) -> Problem:
    return Problem(f"{card.form} {key}", what, remedy)


def _wrong_value(card: FormCard, field: FieldCard, value: Value) -> Problem | None:
    if not field.ours:
        owner = "a button" if field.kind == "button" else f"left to the {field.filled_by}"
        return _problem(card, field.key, f"can't be filled: it is {owner}", "leave it empty")
    if isinstance(value, bool) != (field.kind == "checkbox"):
        wanted = "true or false" if field.kind == "checkbox" else "text"
        return _problem(card, field.key, f"takes {wanted}", "give a value of that kind")
    return None


def _set(card: FormCard, field: FieldCard, value: str) -> tuple[str, tuple[SetText, ...]]:
    try:
        found = [fit(place, value) for place in field.places]
    except FormError as error:
        raise FormError(
            replace(problem, where=f"{card.form} {field.key}") for problem in error.problems
        ) from error
    fitting = tuple(text for text in found if text is not None)
    if len(fitting) < len(found):
        raise FormError(
            _problem(card, field.key, "the text does not fit", "continue it on an attachment")
        )
    return clean(value, one_line=field.kind != "multiline"), fitting


def _twice_in_a_choice(compiled: CompiledBlank, ticked: list[str]) -> Iterator[Problem]:
    boxes: dict[str, list[str]] = defaultdict(list)
    for key in ticked:
        if key in compiled.choices:
            boxes[compiled.choices[key]].append(key)
    for choice, keys in boxes.items():
        if len(keys) > 1:
            what = f"only one box of {choice} can be ticked, not {' and '.join(keys)}"
            yield _problem(compiled.card, keys[1], what, "tick one")


@dataclass
class _Fonts:
    """Names and numbers of the fonts that one output uses; wide fonts are added when first met."""

    update: Update
    base: dict[str, int]
    characters: Mapping[FontFile, frozenset[str]]

    def __post_init__(self) -> None:
        self._wide: dict[FontFile, int] = {}

    def resource(self, text: SetText, file: FontFile | None) -> tuple[bytes, int]:
        """The resource name and object number of a run's font."""
        if file is None:
            font = self.base[text.typeface]
        elif file in self._wide:
            font = self._wide[file]
        else:
            objects = wide_font_objects(file, self.characters[file])
            font = self._wide[file] = self.update.add_font(objects)
        return b"F%d" % font, font


def _fonts(composition: Composition, update: Update, base: dict[str, int]) -> _Fonts:
    characters: dict[FontFile, set[str]] = defaultdict(set)
    lines = (line for _, set_ in composition.texts.values() for text in set_ for line in text.lines)
    for run in (run for line in lines for run in line.runs):
        if run.file is not None:
            characters[run.file].update(run.characters)
    return _Fonts(update, base, {file: frozenset(found) for file, found in characters.items()})


def _drawing(text: SetText, fonts: _Fonts, x: float, y: float) -> tuple[bytes, dict[bytes, int]]:
    """The operators that draw a text, moved by (-x, -y) points, and the fonts they name."""
    used: dict[bytes, int] = {}
    parts = [b"BT 0 g"]
    for line in text.lines:
        parts.append(b"1 0 0 1 %s %s Tm" % (number(line.x - x), number(line.y - y)))
        for run in line.runs:
            name, font = fonts.resource(text, run.file)
            used[name] = font
            parts.append(b"/%s %s Tf %s Tj" % (name, number(text.size), run.operand))
    parts.append(b"ET\n")
    return b"\n".join(parts), used


def _resources(used: Mapping[bytes, int]) -> bytes:
    fonts = b"".join(b"/%s %s" % (name, reference(font)) for name, font in used.items())
    return b"/Resources<</Font<<%s>>>>" % fonts


def _form(box: tuple[float, float, float, float], used: Mapping[bytes, int]) -> bytes:
    """The entries of a form XObject (ISO 32000-1, 8.10)."""
    edges = b" ".join(number(edge) for edge in box)
    return b"/Type/XObject/Subtype/Form/BBox[%s]%s" % (edges, _resources(used))


def _flat(composition: Composition) -> bytes:
    compiled = composition.compiled
    card = compiled.card
    update = Update(compiled.flat)
    fonts = _fonts(composition, update, {f: numbers[1] for f, numbers in compiled.fonts.items()})
    ticked = set(composition.ticked)
    pages: dict[int, list[bytes]] = defaultdict(list)
    used: dict[int, dict[bytes, int]] = defaultdict(dict)
    for field in card.fields:
        if field.key in ticked:
            pages[field.page].append(cross(*field.box))
        elif field.key in composition.texts:
            _, texts = composition.texts[field.key]
            for place, text in zip(field.places, texts, strict=True):
                drawing, its_fonts = _drawing(text, fonts, 0, 0)
                pages[place.page].append(drawing)
                used[place.page].update(its_fonts)
    whole_page = (0.0, 0.0, *card.source.size)
    for page, drawings in pages.items():
        body = stream(_form(whole_page, used[page]), b"".join(drawings))
        update.replace(compiled.overlays[page - 1], body)
    return update.to_bytes()


def _fillable(composition: Composition) -> bytes:
    compiled = composition.compiled
    by_key = compiled.cards
    update = Update(compiled.fillable)
    fonts = _fonts(composition, update, {f: numbers[0] for f, numbers in compiled.fonts.items()})
    for key in composition.ticked:
        ours = compiled.fields[key]
        state = by_key[key].state.encode("ascii")
        value = _held(update, ours, b"/V/" + state)
        (box,) = ours.boxes
        update.replace(box.number, dictionary(b"%s%s/AS/%s" % (box.entries, value, state)))
    for key, (typed, texts) in composition.texts.items():
        ours = compiled.fields[key]
        value = _held(update, ours, b"/V " + text_string(typed))
        for box, place, text in zip(ours.boxes, by_key[key].places, texts, strict=True):
            appearance, edges = _appearance(update, fonts, place, text)
            body = b"%s/Rect[%s]%s/AP<</N %s>>" % (box.entries, edges, value, reference(appearance))
            update.replace(box.number, dictionary(body))
    return update.to_bytes()


def _held(update: Update, field: CompiledField, value: bytes) -> bytes:
    """Put a value into what holds it; what is left for the box itself to hold is returned."""
    if field.holder is None:
        return value
    update.replace(field.holder.number, dictionary(field.holder.entries + value))
    return b""


def _appearance(
    update: Update, fonts: _Fonts, place: FieldCard, text: SetText
) -> tuple[int, bytes]:
    """Add the drawing of a text in a box; its number, and the edges that it needs."""
    left, bottom, right, top = place.box
    bottom, top = bottom - text.bleed[0], top + text.bleed[1]
    drawing, used = _drawing(text, fonts, left, bottom)
    form = _form((0.0, 0.0, right - left, top - bottom), used)
    appearance = update.add(stream(form, b"/Tx BMC\n%sEMC\n" % drawing))
    return appearance, b" ".join(number(edge) for edge in (left, bottom, right, top))
