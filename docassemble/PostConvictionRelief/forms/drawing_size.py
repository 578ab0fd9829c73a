"""How much is drawn on the pages of a PDF, with every drawing counted as often as it is used.

A drawing can use another many times, and that one a third: a small file can so ask for more work
than any reader ever ends (ISO 32000-1, 8.10). What is counted here is never carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pikepdf import Name, Object, Pdf, Stream

from .pdf_objects import entry, items

DEEPEST = 20
"""How many drawings may lie within one another."""

_USED = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_OLD_PACKING = (Name.LZWDecode, Name.RunLengthDecode)
_MOST_PACKED_OLD = 100_000
_ENDLESS = 1 << 60


def drawn(pdf: Pdf) -> int:
    """The bytes of drawing instructions on all pages; a very large number where there is no end."""
    known: dict[tuple[int, int], int] = {}
    total = 0
    for page in pdf.pages:
        own = _size(items(page.obj, "/Contents"), entry(page.obj, "/Resources"), known, 0)
        total = min(_ENDLESS, total + own)
    return total


def _size(
    streams: Iterable[object], resources: Object, known: dict[tuple[int, int], int], depth: int
) -> int:
    total = 0
    for stream in streams:
        if isinstance(stream, Stream):
            total += _one(stream, resources, known, depth)
    return min(_ENDLESS, total)


def _one(stream: Stream, resources: Object, known: dict[tuple[int, int], int], depth: int) -> int:
    """One drawing and all that it uses."""
    if depth > DEEPEST or _packed_too_well(stream):
        return _ENDLESS
    data = stream.read_bytes()
    total = len(data)
    used = entry(resources, "/XObject")
    for name in _USED.findall(data):
        inner = used.get(f"/{name.decode('latin-1')}")
        if isinstance(inner, Stream) and inner.get("/Subtype") == Name.Form:
            place = inner.objgen
            if place not in known:
                known[place] = _ENDLESS  # until it is known: what uses itself has no end
                own = inner.get("/Resources")
                known[place] = _one(
                    inner,
                    resources if own is None else entry(inner, "/Resources"),
                    known,
                    depth + 1,
                )
            total += known[place]
    return min(_ENDLESS, total)


def _packed_too_well(stream: Stream) -> bool:
    """Whether it is packed in an old way that can unpack to a thousandfold, and is not small."""
    filters = items(stream, "/Filter")
    return (
        any(one in _OLD_PACKING for one in filters)
        and len(stream.read_raw_bytes()) > _MOST_PACKED_OLD
    )
