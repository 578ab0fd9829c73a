"""PDF objects with pikepdf: reading what may be absent as empty, trimming, putting fonts in."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from .fonts import FontObject

_PLACEHOLDER = re.compile(rb"/(\w+) \{(\w+)\}")


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


def embedded(pdf: Pdf, parts: tuple[FontObject, ...]) -> Object:
    """The objects of a base font, put into a document; the last, the font itself, is returned."""
    made: dict[str, Object] = {}
    for part in parts:
        entries = Object.parse(b"<<%s>>" % _PLACEHOLDER.sub(b"", part.entries))
        for key, name in _PLACEHOLDER.findall(part.entries):
            entries[f"/{key.decode()}"] = made[name.decode()]
        whole = entries if part.data is None else pdf.make_stream(part.data, entries)
        made[part.name] = pdf.make_indirect(whole)
    return made[parts[-1].name]
