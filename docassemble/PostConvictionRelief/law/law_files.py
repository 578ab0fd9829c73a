"""The law's own files: constants, sources, authorities, warnings, and how they are read.

Every entry carries how well it is known (`status`), where it was read (`source`) and when it was
last checked (`checked_on`). A file may give `checked_on` once for all its entries.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..casefile.vocabulary import Vehicle
from .calendar_law import LawItem, table


class OfVehicles(LawItem):
    """Something that decides whether some vehicles fit; where none is named, any vehicle."""

    vehicles: tuple[Vehicle, ...] = ()


class Constant(OfVehicles):
    """One number or day that rules use; `value` is its own, whatever the unit."""

    value: date | int


class Source(BaseModel):
    """Something that was read: what it is, of which kind, and where."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: str
    where: tuple[str, ...]


class Authority(LawItem):
    """A decision, statute or regulation; `authority` is its citation, `says` its holding."""


class WarningText(BaseModel):
    """One warning in plain words.

    Attributes:
        code: `W-IMM-EXPUNGE`.
        en, es: the text in English and Spanish.
        acknowledge: how a person shows to have read it: by typing a phrase, by a click, or not.
        acknowledge_when: only with rule R30, or whenever a chosen vehicle carries it.
        phrase_en, phrase_es: what is to be typed.
        asks: addresses of the facts that the warning turns on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    en: str
    es: str
    acknowledge: Literal["typed", "click", "none"] = "none"
    acknowledge_when: Literal["R30", "chosen"] = "chosen"
    phrase_en: str = ""
    phrase_es: str = ""
    asks: tuple[str, ...] = ()


@cache
def constants() -> dict[str, Constant]:
    """The numbers and days of the rules, by name."""
    return {
        key: Constant.model_validate(row | {"key": key})
        for key, row in dated(table("constants.yaml"), "constants").items()
    }


def day(name: str) -> date:
    """The constant `name`, which is a day."""
    value = constants()[name].value
    if not isinstance(value, date):
        raise TypeError(f"{name} is no day")
    return value


def number(name: str) -> int:
    """The constant `name`, which is a number."""
    value = constants()[name].value
    if not isinstance(value, int):
        raise TypeError(f"{name} is no number")
    return value


@cache
def sources() -> dict[str, Source]:
    """What was read, by its number in specification 0.3."""
    rows = table("sources.yaml")["sources"]
    return {key: Source.model_validate(row) for key, row in rows.items()}


def sources_of(item: LawItem) -> tuple[Source, ...]:
    """The sources that an entry names; what else its `source` says is words."""
    return tuple(sources()[key] for key in re.findall(r"\bS\d+\b", item.source))


@cache
def authorities() -> dict[str, Authority]:
    """What may be cited, by its key."""
    return {
        key: Authority.model_validate(row | {"key": key})
        for key, row in dated(table("authorities.yaml"), "authorities").items()
    }


@cache
def warning_texts() -> dict[str, WarningText]:
    """The warnings, by their code."""
    rows = table("warnings.yaml")["warnings"]
    return {code: WarningText.model_validate({"code": code} | row) for code, row in rows.items()}


def dated(data: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    """The entries of a file under `key`, each with the file's day of checking unless it has one."""
    checked = {"checked_on": data["checked_on"]} if "checked_on" in data else {}
    return {name: checked | row for name, row in data[key].items()}
