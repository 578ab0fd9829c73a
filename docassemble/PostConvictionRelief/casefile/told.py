"""What a case file tells, fact by fact with its address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .base import FactModel, is_unknown
from .values import PartialDate

Span = tuple[date, date]
"""The first and the last day that a date can mean; the same where all of it is known."""


def told(model: FactModel, address: str = "") -> Iterator[tuple[str, object]]:
    """Every single fact that was told below a group, with its address; unknown ones left out.

    Args:
        model: the group.
        address: of the group, with a dot behind it; empty for the case file.
    """
    for name in type(model).model_fields:
        if name not in model.model_fields_set:
            continue
        value = getattr(model, name)
        where = f"{address}{name.rstrip('_')}"
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            place = f"{where}.{index}" if isinstance(value, tuple) else where
            if isinstance(item, FactModel) and not isinstance(item, PartialDate):
                yield from told(item, f"{place}.")
            elif item is not None and not is_unknown(item):
                yield place, item


def value_at(model: FactModel, path: str) -> object:
    """The fact at a path below a group (`probation.ended_on`); `None` where there is none."""
    value: object = model
    for name in path.split("."):
        value = getattr(value, name, None) if isinstance(value, FactModel) else None
    return None if is_unknown(value) else value


def span(value: object) -> Span | None:
    """The days that a fact can mean; `None` where it is no date."""
    if isinstance(value, PartialDate):
        return value.earliest, value.latest
    return (value, value) if isinstance(value, date) else None
