"""Reading and trimming PDF objects with pikepdf: what may be absent is read as empty."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object


def entry(holder: Object, key: str) -> Any:
    """The dictionary under a key of a dictionary; an empty one where there is none."""
    found = holder.get(key)
    return found if isinstance(found, Dictionary | pikepdf.Stream) else Dictionary()


def items(holder: Object, key: str) -> list[Any]:
    """What stands in the array under a key; nothing where there is none, one where it is single."""
    found = holder.get(key)
    if found is None:
        return []
    return [*found.as_list()] if isinstance(found, Array) else [found]


def whole_number(holder: Object, key: str) -> int:
    """The number under a key; 0 where there is none."""
    found: Any = holder.get(key)
    return int(found) if found is not None else 0


def drop(holder: Object, *keys: str) -> None:
    """Remove keys from a dictionary, where they are there."""
    for key in keys:
        if key in holder:
            del holder[key]
