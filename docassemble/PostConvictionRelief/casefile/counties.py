"""California's 58 counties, and the nearest of them to what somebody typed."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

OTHER = "other_manual"
"""Stands for a court outside the list; its name is then entered by hand in `court.street`."""


@cache
def counties() -> tuple[str, ...]:
    """The names of the 58 counties in the official spelling (specification 3.10)."""
    return tuple(_table()["counties"])


def suggestion(typed: str) -> str | None:
    """The county that `typed` most likely means, by place alias or by spelling; else `None`."""
    places: dict[str, str] = _table()["places"]
    by_lower_case = {name.lower(): name for name in counties()}
    place = places.get(typed.strip().lower())
    if place:
        return place
    close = get_close_matches(typed.strip().lower(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[close[0]] if close else None


def _check(value: str) -> str:
    if value == OTHER or value in counties():
        return value
    nearest = suggestion(value)
    hint = f"; did you mean {nearest}?" if nearest else ""
    raise PydanticCustomError(
        "fact_county", "is not one of California's 58 counties{hint}", {"hint": hint}
    )


County = Annotated[str, AfterValidator(_check)]


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("counties.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table
