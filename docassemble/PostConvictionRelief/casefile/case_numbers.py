"""What a county's case numbers usually look like (specification 3.9): a hint, never a refusal."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SIGNS = {"#": "[0-9]", "@": "[A-Z]", "[": "(?:", "]": ")?"}
_SUFFIX = r"(?:-[0-9]{1,2}|-?[A-Z]|\.[0-9])?"
_EXAMPLE = str.maketrans({"#": "0", "@": "A", "[": "", "]": ""})


def hint(county: str, number: str) -> str | None:
    """What to look at again in a case number, or `None` where nothing strikes.

    Args:
        county: its official name; one of which we know no shapes gives no hint.
        number: the case number as it was typed.
    """
    if any(letter.islower() for letter in number):
        return f"courts write the letters of a case number as capitals; {number.upper()}?"
    shapes = _shapes(county)
    if not shapes or any(expression.fullmatch(number.strip()) for expression in shapes.values()):
        return None
    usual = [shape.translate(_EXAMPLE) for shape in shapes][:3]
    return f"case numbers of {county} usually look like {' or '.join(usual)}"


@cache
def _shapes(county: str) -> dict[str, re.Pattern[str]]:
    """The shapes of a county, and what each matches."""
    return {
        entry["shape"]: re.compile(
            "".join(_SIGNS.get(sign, re.escape(sign)) for sign in entry["shape"]) + _SUFFIX
        )
        for entry in _table().get(county, ())
    }


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    text = files(__package__).joinpath("case_numbers.yaml").read_text(encoding="utf-8")
    table: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)["counties"]
    return table
