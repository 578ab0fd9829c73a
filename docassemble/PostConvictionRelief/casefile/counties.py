"""California's 58 counties, and the nearest of them to what somebody typed."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

OTHER = "other_manual"
"""Stands for a court outside the list; its name is then entered by hand in `court.street`."""


@cache
def counties() -> tuple[str, ...]:
    """The names of the 58 counties in the official spelling (specification 3.10)."""
    return tuple(_table()["counties"])


def suggestion(typed: str) -> str | None:
    """The county that `typed` most likely means: by its name, by a place in it (ruling P27), or by
    the nearest spelling of either; else `None`.
    """
    plain = _plain(typed)
    found = _by_name().get(plain) or _by_place().get(plain)
    if found or not plain:
        return found
    for table, cutoff in ((_by_name(), 0.6), (_by_place(), 0.8)):
        if close := get_close_matches(plain, table, n=1, cutoff=cutoff):
            return table[close[0]]
    return None


def _check(value: str) -> str:
    if value == OTHER or value in counties():
        return value
    nearest = suggestion(value)
    hint = f"; did you mean {nearest}?" if nearest else ""
    remedy = f"write {nearest}" if nearest else f"write one of the 58 names, or {OTHER}"
    raise PydanticCustomError(
        "fact_county",
        "is not one of California's 58 counties{hint}",
        {"hint": hint, "remedy": remedy},
    )


class _CountyNames:
    """The JSON Schema of a county: its closed list."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "enum": [*counties(), OTHER]}


County = Annotated[str, AfterValidator(_check), _CountyNames()]


def _plain(text: str) -> str:
    """A name in small letters, without accents, points and what says that it is a county."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", letters.replace(".", "")).strip()
    words = re.sub(r"^(?:city and )?(?:county|city) of ", "", words)
    words = re.sub(r" (?:ca|calif|california)$", "", words)
    return re.sub(r" (?:county|co)$", "", words)


@cache
def _by_name() -> dict[str, str]:
    return {_plain(name): name for name in counties()}


@cache
def _by_place() -> dict[str, str]:
    return {
        _plain(place): county for county, places in _table()["places"].items() for place in places
    }


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("counties.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return table
