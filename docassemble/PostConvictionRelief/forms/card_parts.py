"""What every part of a form card is made of: keys, labels, expressions, lists; nothing unknown."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Expression = Annotated[str, Field(min_length=1)]


def _as_text(value: object) -> object:
    """YAML reads `attachment: 1` and `state: 2` as numbers; here they are labels."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def as_tuple(value: object) -> object:
    """YAML has lists where the model has tuples."""
    return tuple(value) if isinstance(value, list) else value


def _printable(text: str) -> str:
    """Our own words are one line of WinAnsi, which every font has."""
    if (
        not text
        or not text.isprintable()
        or text != text.encode("cp1252", "ignore").decode("cp1252")
    ):
        raise ValueError("must be one line of ordinary Latin characters")
    return text


Label = Annotated[str, AfterValidator(_printable)]
Words = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Marking = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]


class CardPart(BaseModel):
    """A part of a card: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
