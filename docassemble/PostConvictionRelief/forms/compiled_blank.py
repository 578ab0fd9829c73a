"""A compiled blank: two complete PDFs, and whatever of the filling can be written beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .card import FormCard
from .card_field import FieldCard, Typeface
from .drawing import NO_BLEED, Bleed
from .pdf_bytes import Base, cross, edges, form_entries
from .quick import QuickBox


@dataclass(frozen=True)
class WrittenObject:
    """An object of the fillable base: its number, and its entries but for what filling adds."""

    number: int
    entries: bytes


class TextBox(NamedTuple):
    """A box of a text field, and what of its objects can be written beforehand.

    Attributes:
        number: of the box's object in the fillable base.
        page: where it stands, from 1.
        entries: of the box, but for the value and what is drawn.
        form: entries of the form XObject that is drawn (ISO 32000-1, 8.10), but for its resources;
            it draws in the coordinates of the page.
    """

    number: int
    page: int
    entries: bytes
    form: bytes

    @classmethod
    def of(cls, place: FieldCard, written: WrittenObject, bleed: Bleed = NO_BLEED) -> TextBox:
        """A box, as large as what is drawn.

        Args:
            place: its page and edges.
            written: its object in the fillable base.
            bleed: how far ink stands out of it.
        """
        left, bottom, right, top = place.box
        area = edges((left, bottom - bleed[0], right, top + bleed[1]))
        entries = b"%s/Rect[%s]" % (written.entries, area)
        return cls(written.number, place.page, entries, form_entries(area))


@dataclass(frozen=True)
class CompiledField:
    """A field of the fillable base.

    Attributes:
        boxes: its boxes, in the order of the card's places.
        holder: what holds the value, where the box itself doesn't.
    """

    boxes: tuple[WrittenObject, ...]
    holder: WrittenObject | None


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

    @cached_property
    def cards(self) -> Mapping[str, FieldCard]:
        """Every field's card by its key."""
        return self.card.by_key

    @cached_property
    def choices(self) -> Mapping[str, str]:
        """The choice that a checkbox belongs to, by key."""
        return self.card.choices

    @cached_property
    def totals(self) -> tuple[FieldCard, ...]:
        """The fields that take the sum of others."""
        return tuple(field for field in self.card.fields if field.total_of)

    @cached_property
    def boxes(self) -> Mapping[str, tuple[TextBox, ...]]:
        """The boxes of each text field that may be filled, by key."""
        return {
            key: tuple(
                TextBox.of(place, written)
                for place, written in zip(self.cards[key].places, field.boxes, strict=True)
            )
            for key, field in self.fields.items()
            if self.cards[key].kind != "checkbox"
        }

    @cached_property
    def quick(self) -> Mapping[str, QuickBox]:
        """What sets the usual texts in fields of one box, by key."""
        ours = (self.cards[key] for key in self.fields)
        return {
            field.key: QuickBox(field)
            for field in ours
            if field.kind != "checkbox" and not field.also
        }

    @cached_property
    def crosses(self) -> Mapping[str, bytes]:
        """The cross that ticks a box, drawn in its place on the page, by key."""
        ours = (self.cards[key] for key in self.fields)
        return {field.key: cross(*field.box) for field in ours if field.kind == "checkbox"}
