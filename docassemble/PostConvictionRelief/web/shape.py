"""What kind of answer each fact takes, read from the case file's own models.

The interview, the review page and the conversion of answers all go by this; no fact is listed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from ..casefile import CaseFile, FactModel
from ..casefile.shape import is_group, is_list, value_types

ROOT = "facts"
"""The name of the interview's variable that holds all facts."""


class Kind(Enum):
    """How a fact is told."""

    GROUP = auto()
    """several facts under one name"""
    GROUPS = auto()
    """a list of groups"""
    WORDS = auto()
    """some words of a closed list"""
    LINES = auto()
    """a list of texts, one a line"""
    NUMBERS = auto()
    """a list of whole numbers"""
    YES_NO = auto()
    """yes or no; some of these also take a word or a text"""
    WHOLE = auto()
    """a whole number"""
    VALUE = auto()
    """a text, a word of a closed list, a date, an amount"""


@dataclass(frozen=True)
class Slot:
    """One fact of a model.

    Attributes:
        name: the attribute that holds it; ends in `_` where Python has taken the word.
        key: its name in an address and in a file.
        kind: how it is told.
        model: what its group, or each of its groups, is.
        words: the closed list that the fact, or each of several, is taken from; empty where
            there is none.
    """

    name: str
    key: str
    kind: Kind
    model: type[FactModel] | None = None
    words: tuple[str, ...] = ()


@cache
def slots(model: type[FactModel]) -> dict[str, Slot]:
    """The facts of a model by their keys, in the model's order."""
    found = (_slot(name, field.alias or name, field) for name, field in model.model_fields.items())
    return {slot.key: slot for slot in found}


def address(variable: str) -> str:
    """The fact address of an interview variable: `facts.case[0].plea_date` → `case.0.plea_date`."""
    parts = re.findall(r"[^.\[\]]+", variable)
    return ".".join(part if part.isdigit() else part.removesuffix("_") for part in parts[1:])


def variable(fact_address: str) -> str:
    """The interview variable in which the fact at an address is told.

    A list of texts or words is one variable, so the number of a line in it is left out. Parts of
    the address that no model knows are left out, too.
    """
    name = ROOT
    model: type[FactModel] | None = CaseFile
    for part in fact_address.split("."):
        if part.isdigit():
            if model is not None:
                name = f"{name}[{part}]"
            continue
        slot = slots(model).get(part) if model else None
        if slot is None:
            break
        name, model = f"{name}.{slot.name}", slot.model
    return name


def slot_at(fact_address: str) -> Slot | None:
    """What kind of answer the fact at an address takes, or `None` where there is no such fact."""
    model: type[FactModel] | None = CaseFile
    slot: Slot | None = None
    for part in fact_address.split("."):
        if part.isdigit():
            continue
        slot = slots(model).get(part) if model else None
        if slot is None:
            return None
        model = slot.model
    return slot


def _slot(name: str, key: str, field: FieldInfo) -> Slot:
    types = value_types(field)
    several = is_list(field)
    group = next((each for each in types if is_group(each)), None)
    if group is not None:
        return Slot(name, key, Kind.GROUPS if several else Kind.GROUP, group)
    words = tuple(word for each in types for word in _words(each))
    if several:
        kind = Kind.WORDS if words else Kind.NUMBERS if int in types else Kind.LINES
        return Slot(name, key, kind, words=words)
    if bool in types:
        return Slot(name, key, Kind.YES_NO, words=words)
    if int in types or any(isinstance(word, int) for word in words):
        return Slot(name, key, Kind.WHOLE)
    return Slot(name, key, Kind.VALUE, words=words)


def _words(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()
