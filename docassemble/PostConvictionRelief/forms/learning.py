"""What the cards teach: a field that reads like one on a card probably means the same.

The first page of nearly every form asks for the same names, courts and numbers, and the same
questions come again. What is proposed is for a person to look through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .blank import Blank
from .blank_fields import BlankField, blank_fields
from .card import FormCard
from .card_field import FieldCard
from .likeness import Likeness, Seen, name_words, near, text_words
from .printed_labels import Printed

SURE = 0.45
"""A field less like all others than this is not known."""

_VOTERS = 7
_TEXT, _NAME, _PLACE = 0.5, 0.2, 0.3
_OWN_NUMBER = re.compile(r"^(item|page)\d+")


@dataclass(frozen=True)
class Example:
    """A field of a card, and how it looks on its blank."""

    form: str
    field: FieldCard
    seen: Seen
    label: frozenset[str]
    own_names: frozenset[str]

    @property
    def key(self) -> str:
        """Its key without the number of item or page, which another form has otherwise."""
        return _OWN_NUMBER.sub(r"\1#", self.field.key)


@dataclass(frozen=True)
class Guess:
    """What a field probably is.

    Attributes:
        example: the field of a card that it is like.
        likeness: how much, from 0 to 1.
    """

    example: Example
    likeness: float

    @property
    def expressions(self) -> dict[str, str]:
        """Its `value`, `text` and `shorter`, unless they need names of their own card."""
        field = self.example.field
        told = {"value": field.value, "text": field.text, "shorter": field.shorter}
        given = {name: words for name, words in told.items() if words is not None}
        words = set(re.findall(r"\w+", " ".join(given.values())))
        return {} if words & self.example.own_names else given


class Learned:
    """All fields of some cards, to find those that a new field is like."""

    def __init__(self, examples: Iterable[Example]) -> None:
        """Learn.

        Args:
            examples: the fields.
        """
        self._examples = list(examples)
        self._likeness = Likeness(
            Seen(e.seen.text | e.label, e.seen.name, e.seen.page, e.seen.box, e.seen.ticked)
            for e in self._examples
        )
        self._by_word: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for index, example in enumerate(self._examples):
            for word in example.seen.text | example.seen.name | example.label:
                self._by_word[example.seen.ticked, word].append(index)

    def guess(self, field: BlankField, printed: Printed) -> Guess | None:
        """What a field is most like; `None` where it is like none.

        Args:
            field: the field of a new blank.
            printed: what is printed at it.
        """
        label = text_words(printed.label)
        seen = Seen(
            text=text_words(field.tooltip) or label,
            name=name_words(field.name),
            page=min(field.page, 2),
            box=field.box,
            ticked=field.kind == "checkbox",
        )
        words = seen.text | seen.name | label
        candidates = {i for word in words for i in self._by_word.get((seen.ticked, word), ())}
        if field.kind == "button":
            candidates = {i for i in candidates if self._examples[i].field.kind == "button"}
        likely = sorted(
            ((self._measure(seen, label, self._examples[i]), i) for i in candidates),
            key=lambda found: (-found[0], found[1]),
        )
        votes: dict[str, float] = defaultdict(float)
        for likeness, i in likely[:_VOTERS]:
            votes[self._examples[i].key] += likeness**3
        if not votes or likely[0][0] < SURE:
            return None
        chosen = max(votes, key=lambda key: votes[key])
        likeness, i = next(one for one in likely if self._examples[one[1]].key == chosen)
        return Guess(self._examples[i], likeness)

    def _measure(self, seen: Seen, label: frozenset[str], example: Example) -> float:
        shared = self._likeness.shared_text
        text = max(
            shared(seen.text, example.seen.text),
            shared(seen.text, example.label),
            shared(label, example.label),
        )
        name = self._likeness.shared_name(seen.name, example.seen.name)
        return _TEXT * text + _NAME * name + _PLACE * near(seen, example.seen)


def examples(card: FormCard, blank: Blank) -> list[Example]:
    """What a card teaches.

    Args:
        card: the card.
        blank: its blank; on a practice blank the tooltips are our own labels.
    """
    tooltips = {(one.name, one.state): one.tooltip for one in blank_fields(blank.data)}
    names = frozenset((*card.names, "row"))
    return [
        Example(
            form=card.form,
            field=field,
            seen=Seen(
                text=text_words(tooltips.get((field.name, field.state), "") or field.label),
                name=name_words(field.name),
                page=min(field.page, 2),
                box=field.box,
                ticked=field.kind == "checkbox",
            ),
            label=text_words(field.label),
            own_names=names,
        )
        for field in card.fields
    ]
