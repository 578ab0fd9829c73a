"""One field of a form card: what it means, where it is, who fills it and with what."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from .card_parts import CardPart, Expression, Key, Label, Marking, as_tuple

SMALLEST = 8.0
"""No text is ever set smaller than this many points."""

Kind = Literal["text", "multiline", "checkbox", "button"]
Filler = Literal["party", "proposed", "court", "signature", "screen"]
Typeface = Literal["sans", "sans-bold", "serif", "serif-bold"]
Alignment = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]


class Overflow(CardPart):
    """Where a text that does not fit goes: "Attachment 3b", under a heading.

    An empty heading means the label of the field.
    """

    attachment: Marking
    heading: str = ""


class RowOverflow(Overflow):
    """Where rows beyond the printed table go; `line` puts one row into one line of text."""

    line: Expression


class Place(CardPart):
    """A further box of a field: its page, and its edges in points."""

    page: Annotated[int, Field(ge=1)]
    box: Annotated[Box, BeforeValidator(as_tuple)]


class FieldCard(CardPart):
    """One field of the form: what it means, where it is, who fills it and with what."""

    key: Key
    label: Label
    name: Annotated[str, Field(min_length=1)]
    page: Annotated[int, Field(ge=1)]
    box: Annotated[Box, BeforeValidator(as_tuple)]
    kind: Kind
    filled_by: Filler = "party"
    size: Annotated[float, Field(ge=6, le=24)] = 9.0
    min_size: Annotated[float, Field(ge=SMALLEST)] | None = None
    font: Typeface = "sans"
    align: Alignment = "left"
    max_chars: Annotated[int, Field(ge=1)] | None = None
    state: Marking = "1"
    group: Marking | None = None
    value: Expression | None = None
    text: Expression | None = None
    shorter: Expression | None = None
    overflow: Overflow | None = None
    also: Annotated[tuple[Place, ...], BeforeValidator(as_tuple)] = ()
    total_of: Annotated[tuple[Key, ...], BeforeValidator(as_tuple)] = ()

    @property
    def places(self) -> tuple[FieldCard, ...]:
        """The field once for each of its boxes, with that page and box; nearly always just one."""
        if not self.also:
            return (self,)
        others = ({"page": place.page, "box": place.box, "also": ()} for place in self.also)
        return (self, *(self.model_copy(update=other) for other in others))

    @property
    def ours(self) -> bool:
        """Whether we may put a value here (a party's field, or one proposed for an order)."""
        return self.filled_by in ("party", "proposed") and self.kind != "button"

    @property
    def filled(self) -> bool:
        """Whether the card itself says what goes in: an expression or a template."""
        return self.value is not None or self.text is not None

    @property
    def width(self) -> float:
        """Width of the box in points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.box[3] - self.box[1]

    @model_validator(mode="after")
    def _boxes_have_an_inside(self) -> Self:
        for left, bottom, right, top in (self.box, *(place.box for place in self.also)):
            if right <= left or top <= bottom:
                raise ValueError(f"{self.key}: box must be [left, bottom, right, top]")
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.min_size is not None and self.min_size >= self.size:
            raise ValueError(f"{self.key}: min_size must be smaller than size")
        if self.value is not None and self.text is not None:
            raise ValueError(f"{self.key}: either value or text, not both")
        if self.text is not None and self.kind == "checkbox":
            raise ValueError(f"{self.key}: a checkbox is ticked by a value, not by a text")
        if self.filled and not self.ours:
            raise ValueError(f"{self.key}: a field of the {self.filled_by} can have no value")
        if self.shorter is not None and not self.filled:
            raise ValueError(f"{self.key}: shorter needs a value")
        if self.total_of and (self.filled or not self.ours or self.kind != "text"):
            raise ValueError(f"{self.key}: a total is a party's text without a value of its own")
        if self.kind == "checkbox":
            if self.overflow or self.min_size or self.shorter or self.max_chars or self.also:
                raise ValueError(f"{self.key}: a checkbox has one box, and no text to fit")
        elif self.group is not None:
            raise ValueError(f"{self.key}: only checkboxes can be in a group")
        return self
