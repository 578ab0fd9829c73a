"""A compiled blank: two complete PDFs, and whatever of the filling can be written beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .card import FieldCard, FormCard, Typeface
from .pdf_bytes import Base, cross, edges


@dataclass(frozen=True)
class WrittenObject:
    """An object of the fillable base: its number, and its entries but for what filling adds."""

    number: int
    entries: bytes


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
    def places(self) -> Mapping[str, tuple[FieldCard, ...]]:
        """The boxes of each field that may be filled, by key."""
        return {key: self.cards[key].places for key in self.fields}

    @cached_property
    def edges(self) -> Mapping[str, tuple[bytes, ...]]:
        """The edges of each of those boxes, written."""
        return {
            key: tuple(edges(place.box) for place in places) for key, places in self.places.items()
        }

    @cached_property
    def crosses(self) -> Mapping[str, bytes]:
        """The cross that ticks a box, drawn in its place on the page, by key."""
        ours = (self.cards[key] for key in self.fields)
        return {field.key: cross(*field.box) for field in ours if field.kind == "checkbox"}
