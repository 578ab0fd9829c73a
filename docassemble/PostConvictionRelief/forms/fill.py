"""Filling a compiled blank: values checked and set in their boxes. `emit.py` writes the PDFs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ..errors import FormError, Problem
from .card import FormCard
from .card_field import FieldCard
from .card_lines import card_line
from .compiled_blank import CompiledBlank
from .drawing import drawn
from .emit import FilledText, emit_fillable, emit_flat
from .totals import with_totals
from .typeset import clean, fit

Value = str | bool


@dataclass(frozen=True)
class Composition:
    """Values that are known to fit a form: texts set in their boxes, and ticked boxes.

    Attributes:
        compiled: the form.
        texts: what stands in text fields, by key, in the order of the card.
        ticked: keys of the ticked boxes, in the order of the card.
    """

    compiled: CompiledBlank
    texts: Mapping[str, FilledText]
    ticked: tuple[str, ...]

    def flat(self) -> bytes:
        """The form with the values printed on its pages, without fields."""
        return emit_flat(self.compiled, self.texts, self.ticked)

    def fillable(self) -> bytes:
        """The form with the values in its fields, which can still be edited."""
        return emit_fillable(self.compiled, self.texts, self.ticked)


def compose(compiled: CompiledBlank, values: Mapping[str, Value]) -> Composition:
    """Set values in a form.

    Args:
        compiled: the form.
        values: by the card's keys, text for text fields and true or false for checkboxes. An empty
            text and false leave a field empty. Totals are reckoned.

    Raises:
        FormError: all problems together: a key that the card doesn't have, a value of the wrong
            kind, a value for a field of the court or a signer, two ticked boxes of one group, a
            text that does not fit, a character that can't be drawn; or amounts that make no total.
    """
    card = compiled.card
    if compiled.totals:
        values = with_totals(card.form, compiled.totals, values)
    problems: list[Problem] = []
    texts: dict[str, FilledText] = {}
    ticked: list[str] = []
    unknown = values.keys() - compiled.cards.keys()
    problems += [_unknown_key(compiled, key) for key in sorted(unknown)]
    for key, field in compiled.cards.items():
        value = values.get(key)
        if value is None or value is False or value == "":
            continue
        filled = _quickly_set(compiled, key, value) if isinstance(value, str) else None
        if filled is not None:
            texts[key] = filled
            continue
        wrong = _wrong_value(card, field, value)
        if wrong is not None:
            problems.append(wrong)
        elif isinstance(value, str):
            try:
                texts[key] = _set(card, field, value)
            except FormError as error:
                problems.extend(error.problems)
        else:
            ticked.append(key)
    problems += _twice_in_a_choice(compiled, ticked)
    if problems:
        raise FormError(problems)
    return Composition(compiled, texts, tuple(ticked))


def _problem(card: FormCard, key: str, what: str, remedy: str) -> Problem:
    """What is wrong with the value of a field; the remedy tells the line of the card."""
    return Problem(f"{card.form} {key}", what, f"{remedy} ({card_line(card, key)})")


def _unknown_key(compiled: CompiledBlank, key: str) -> Problem:
    near = get_close_matches(key, compiled.cards, n=1)
    line = card_line(compiled.card, near[0] if near else key)
    remedy = f"did you mean {near[0]}? ({line})" if near else f"give a key of {line}"
    return Problem(f"{compiled.card.form} {key}", "the card has no such field", remedy)


def _wrong_value(card: FormCard, field: FieldCard, value: Value) -> Problem | None:
    if not field.ours:
        owner = "a button" if field.kind == "button" else f"left to the {field.filled_by}"
        return _problem(card, field.key, f"can't be filled: it is {owner}", "leave it empty")
    if isinstance(value, bool) != (field.kind == "checkbox"):
        wanted = "true or false" if field.kind == "checkbox" else "text"
        return _problem(card, field.key, f"takes {wanted}", "give a value of that kind")
    return None


def _quickly_set(compiled: CompiledBlank, key: str, value: str) -> FilledText | None:
    """A text of the usual kind; `None` where it takes more to set it."""
    box = compiled.quick.get(key)
    typed = value.rstrip()
    found = box.drawn(typed) if box else None
    return FilledText(typed, (found,)) if found else None


def _set(card: FormCard, field: FieldCard, value: str) -> FilledText:
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
    typed = clean(value, one_line=field.kind != "multiline")
    return FilledText(typed, tuple(map(drawn, fitting)))


def _twice_in_a_choice(compiled: CompiledBlank, ticked: list[str]) -> Iterator[Problem]:
    boxes: dict[str, list[str]] = defaultdict(list)
    for key in ticked:
        if key in compiled.choices:
            boxes[compiled.choices[key]].append(key)
    for choice, keys in boxes.items():
        if len(keys) > 1:
            what = f"only one box of {choice} can be ticked, not {' and '.join(keys)}"
            yield _problem(compiled.card, keys[1], what, "tick one")
