"""What a fact can be, read from the case file's own model: no second list of types to keep true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from ..casefile import CaseFile, FactModel, PartialDate
from ..casefile.people import Address
from ..casefile.shape import field_named, is_group, is_list, model_below, value_types


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
    model: type[FactModel] | None = CaseFile
    field: FieldInfo | None = None
    many = False
    for part in address.split("."):
        if part.isdigit():
            if not many:
                return None
            many = False
            continue
        found = field_named(model, part) if model is not None and not many else None
        if model is None or found is None:
            return None
        field, model = found[1], model_below(model, part)
        many = is_list(field)
    return _type(field, many) if field is not None else None


def _type(field: FieldInfo, many: bool) -> FactType | None:
    choices = value_types(field)
    for choice in choices:
        if get_origin(choice) is Literal:
            return FactType(Kind.WORD, tuple(map(str, get_args(choice))), many)
    if set(choices) == {bool, str}:
        return FactType(Kind.YES_NO_OR_TEXT, (), many)
    for choice in choices:
        if choice in _KINDS:
            return FactType(_KINDS[choice], (), many)
        if is_group(choice):
            return FactType(Kind.GROUP, (), many)
    return None
