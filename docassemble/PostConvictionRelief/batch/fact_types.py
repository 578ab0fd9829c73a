"""What a fact can be, read from the case file's own model: no second list of types to keep true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ..casefile import CaseFile, FactModel, PartialDate, Unknown
from ..casefile.people import Address


class Kind(Enum):
    """How a cell is read."""

    TEXT = auto()
    DATE = auto()
    PARTIAL_DATE = auto()
    INTEGER = auto()
    MONEY = auto()
    YES_NO = auto()
    YES_NO_OR_TEXT = auto()
    WORD = auto()
    GROUP = auto()


@dataclass(frozen=True)
class FactType:
    """The type of one fact.

    Attributes:
        kind: how one value is read.
        words: the model's own words, where it has a closed list of them.
        many: whether the fact is a list of such values.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    many: bool = False


_KINDS: dict[Any, Kind] = {
    str: Kind.TEXT,
    Address: Kind.TEXT,
    date: Kind.DATE,
    PartialDate: Kind.PARTIAL_DATE,
    int: Kind.INTEGER,
    Decimal: Kind.MONEY,
    bool: Kind.YES_NO,
}


@cache
def fact_type(address: str) -> FactType | None:
    """The type of the fact at an address such as `case.0.plea_date`.

    Returns:
        Its type; none when the model has no such fact.
    """
    annotation: Any = CaseFile
    for part in address.split("."):
        annotation = _item(annotation) if part.isdigit() else _field(annotation, part)
        if annotation is None:
            return None
    item = _item(annotation)
    if item is None:
        return _type(annotation, many=False)
    return _type(item, many=True)


def _type(annotation: Any, *, many: bool) -> FactType | None:
    choices = _choices(annotation)
    for choice in choices:
        if get_origin(choice) is Literal:
            return FactType(Kind.WORD, tuple(map(str, get_args(choice))), many)
    if set(choices) == {bool, str}:
        return FactType(Kind.YES_NO_OR_TEXT, (), many)
    for choice in choices:
        if choice in _KINDS:
            return FactType(_KINDS[choice], (), many)
        if isinstance(choice, type) and issubclass(choice, FactModel):
            return FactType(Kind.GROUP, (), many)
    return None


def _field(annotation: Any, name: str) -> Any:
    """The annotation of the field `name` of the model that `annotation` allows."""
    for choice in _choices(annotation):
        if isinstance(choice, type) and issubclass(choice, FactModel):
            for key, field in choice.model_fields.items():
                if name == (field.alias or key):
                    return field.annotation
    return None


def _item(annotation: Any) -> Any:
    """The annotation of the items of the list that `annotation` allows."""
    for choice in _choices(annotation):
        if get_origin(choice) is tuple:
            return get_args(choice)[0]
    return None


def _choices(annotation: Any) -> list[Any]:
    """What an annotation allows, without `unknown` and `null`."""
    if get_origin(annotation) is Annotated:
        return _choices(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [choice for part in get_args(annotation) for choice in _choices(part)]
    return [] if annotation in (Unknown, NoneType) else [annotation]
