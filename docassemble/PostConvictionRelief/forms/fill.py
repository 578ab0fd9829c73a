"""Filling a compiled blank: values in, a flat and a fillable PDF out. Equal values, equal bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..errors import FormError, Problem
from .card import FieldCard, FormCard
from .compile import CompiledBlank
from .fonts import FontFile, wide_font_objects
from .pdf_bytes import Update, cross, dictionary, number, reference, stream, text_string
from .typeset import SetText, clean, fit

Value = str | bool


@dataclass(frozen=True)
class Composition:
    """Values that are known to fit a form: texts set in their boxes, and ticked boxes.

    Attributes:
        compiled: the form.
        texts: by key, the text as typed (cleaned) and as it stands on the page.
        ticked: keys of the ticked boxes, in the order of the card.
    """

    compiled: CompiledBlank
    texts: Mapping[str, tuple[str, SetText]]
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
    texts: dict[str, tuple[str, SetText]] = {}
    ticked: list[str] = []
    unknown = set(values) - {field.key for field in card.fields}
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
    problems += _twice_in_a_group(card, ticked)
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


def _set(card: FormCard, field: FieldCard, value: str) -> tuple[str, SetText]:
    try:
        found = fit(field, value)
    except FormError as error:
        raise FormError(
            replace(problem, where=f"{card.form} {field.key}") for problem in error.problems
        ) from error
    if found is None:
        raise FormError(
            _problem(card, field.key, "the text does not fit", "continue it on an attachment")
        )
    return clean(value, one_line=field.kind != "multiline"), found


def _twice_in_a_group(card: FormCard, ticked: list[str]) -> Iterator[Problem]:
    groups: dict[str, list[str]] = defaultdict(list)
    for field in card.fields:
        if field.group and field.key in ticked:
            groups[field.group].append(field.key)
    for group, keys in groups.items():
        if len(keys) > 1:
            what = f"only one box of {group} can be ticked, not {' and '.join(keys)}"
            yield _problem(card, keys[1], what, "tick one")


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
    for _, text in composition.texts.values():
        for line in text.lines:
            for run in line.runs:
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
            drawing, its_fonts = _drawing(composition.texts[field.key][1], fonts, 0, 0)
            pages[field.page].append(drawing)
            used[field.page].update(its_fonts)
    whole_page = (0.0, 0.0, *card.source.size)
    for page, drawings in pages.items():
        body = stream(_form(whole_page, used[page]), b"".join(drawings))
        update.replace(compiled.overlays[page - 1], body)
    return update.to_bytes()


def _fillable(composition: Composition) -> bytes:
    compiled = composition.compiled
    by_key = {field.key: field for field in compiled.card.fields}
    update = Update(compiled.fillable)
    fonts = _fonts(composition, update, {f: numbers[0] for f, numbers in compiled.fonts.items()})
    for key in composition.ticked:
        ours = compiled.fields[key]
        state = by_key[key].state.encode("ascii")
        update.replace(ours.number, dictionary(b"%s/V/%s/AS/%s" % (ours.entries, state, state)))
    for key, (value, text) in composition.texts.items():
        ours = compiled.fields[key]
        left, bottom, right, top = by_key[key].box
        bottom, top = bottom - text.bleed[0], top + text.bleed[1]
        drawing, used = _drawing(text, fonts, left, bottom)
        box = (0.0, 0.0, right - left, top - bottom)
        marked = b"/Tx BMC\n%sEMC\n" % drawing
        appearance = update.add(stream(_form(box, used), marked))
        rectangle = b" ".join(number(edge) for edge in (left, bottom, right, top))
        body = b"%s/Rect[%s]/V %s/AP<</N %s>>" % (
            ours.entries,
            rectangle,
            text_string(value),
            reference(appearance),
        )
        update.replace(ours.number, dictionary(body))
    return update.to_bytes()
