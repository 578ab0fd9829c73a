"""Results as plain data, for `--json` and for showing a fact's value on one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ..casefile import Unknown


def as_data(value: object) -> object:
    """Mappings, lists, words and numbers that say the same as `value`.

    A fact that isn't known is `{"unknown": true}`, as in case files.
    """
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, Unknown):
        return {"unknown": True}
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def as_json(value: object) -> str:
    """The same as JSON text."""
    return json.dumps(as_data(value), ensure_ascii=False, indent=1)


def shown(value: object) -> str:
    """A fact's value on one line: nothing of it is cut."""
    if value is None:
        return "none"
    if isinstance(value, Unknown):
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    data = as_data(value)
    if isinstance(data, list) and all(isinstance(item, str) for item in data):
        return ", ".join(data) or "none"
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
