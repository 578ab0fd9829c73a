"""PDF syntax written by hand: strings, numbers, objects, and an update appended to a file.

A filled form is the compiled blank, byte for byte, followed by the few objects that the values
change and a cross-reference stream for them: an incremental update (ISO 32000-1, 7.5.6).
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, chain, repeat

from .fonts import FontObject

_UNSAFE = re.compile(rb"[\\()\r\n]")
_ESCAPES = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}


def literal(data: bytes) -> bytes:
    """A literal string: `(…)` with parentheses, backslashes and line ends escaped."""
    return b"(%s)" % _UNSAFE.sub(lambda match: _ESCAPES[match.group()], data)


def text_string(text: str) -> bytes:
    """A text string as field values have it: plain ASCII, or UTF-16 with a byte order mark."""
    if text.isascii():
        return literal(text.encode("ascii"))
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode("ascii")


def number(value: float) -> bytes:
    """A number with at most two decimals (a fiftieth of a printer's dot is enough)."""
    return (b"%.2f" % value).rstrip(b"0").rstrip(b".")


def edges(box: tuple[float, float, float, float]) -> bytes:
    """The four numbers of a rectangle."""
    return b" ".join(map(number, box))


def stream(entries: bytes, data: bytes) -> bytes:
    """A stream object with these dictionary entries and this content."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def form_entries(area: bytes) -> bytes:
    """The entries of a form XObject (8.10) that draws in page coordinates, but for its resources.

    Args:
        area: the edges of what is drawn.
    """
    return b"/Type/XObject/Subtype/Form/BBox[%s]/Resources " % area


def field_drawing(entries: bytes, operators: bytes) -> bytes:
    """The stream that a text field shows: its operators, marked as viewers want it (12.7.3.3).

    Args:
        entries: of the form XObject.
        operators: what draws the text.
    """
    marked = b"/Tx BMC\n%sEMC" % operators
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(marked), marked)


def dictionary(entries: bytes) -> bytes:
    """A dictionary object with these entries."""
    return b"<<%s>>" % entries


def reference(object_number: int) -> bytes:
    """A reference to an object (all our objects are of generation 0)."""
    return b"%d 0 R" % object_number


def font_added(add: Callable[[bytes], int], objects: Iterable[FontObject]) -> int:
    """Add the objects of a font to a file; the number of the font itself (the last) is returned.

    Args:
        add: adds the body of an object, and gives its number.
        objects: in which each names those before it as `{name}`.
    """
    numbers: dict[str, int] = {}
    last = 0
    for part in objects:
        entries = part.entries
        for name, known in numbers.items():
            entries = entries.replace(b"{%s}" % name.encode("ascii"), reference(known))
        last = add(dictionary(entries) if part.data is None else stream(entries, part.data))
        numbers[part.name] = last
    return last


@dataclass(frozen=True)
class Base:
    """A complete PDF file to which updates are appended, and what an update must know of it.

    Attributes:
        data: the file.
        size: one more than its highest object number.
        start: offset of its cross-reference section.
        root: object number of the catalog.
        info: object number of the document information.
        identity: first half of the file identifier.
    """

    data: bytes
    size: int
    start: int
    root: int
    info: int
    identity: bytes


class Update:
    """Objects that replace or join those of a base."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self._objects: dict[int, bytes] = {}
        self._next = base.size

    def replace(self, object_number: int, body: bytes) -> None:
        """Put `body` in the place of an object of the base."""
        self._objects[object_number] = body

    def add(self, body: bytes) -> int:
        """Add an object; its number is returned."""
        added = self._next
        self._next += 1
        self._objects[added] = body
        return added

    def add_font(self, objects: Iterable[FontObject]) -> int:
        """Add the objects of a font; the number of the font itself (the last) is returned."""
        return font_added(self.add, objects)

    def to_bytes(self) -> bytes:
        """The base with the update appended. Equal updates give equal bytes."""
        base = self.base
        numbers = sorted(self._objects)
        written = [b"%d 0 obj\n%s\nendobj\n" % (n, self._objects[n]) for n in numbers]
        objects = b"".join(written)
        digest = hashlib.sha256(objects).digest()[:16]
        table_number = self._next
        numbers.append(table_number)
        offsets = list(accumulate(map(len, written), initial=len(base.data)))
        columns = zip(repeat(1), offsets, repeat(0))  # in use, where, generation
        rows = struct.pack(">" + "BIH" * len(numbers), *chain.from_iterable(columns))
        table = stream(
            b"/Type/XRef/Size %d/Root %s/Info %s/ID[<%s><%s>]/Prev %d/W[1 4 2]/Index[%s]"
            % (
                table_number + 1,
                reference(base.root),
                reference(base.info),
                base.identity.hex().encode("ascii"),
                digest.hex().encode("ascii"),
                base.start,
                _sections(numbers),
            ),
            rows,
        )
        end = b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table_number, table, offsets[-1])
        return b"".join((base.data, objects, end))


def _sections(numbers: list[int]) -> bytes:
    """The runs of consecutive object numbers (at least one), as `first count` pairs."""
    runs: list[bytes] = []
    first = last = numbers[0]
    for object_number in (*numbers[1:], 0):
        if object_number != last + 1:
            runs.append(b"%d %d" % (first, last - first + 1))
            first = object_number
        last = object_number
    return b" ".join(runs)


def cross(left: float, bottom: float, right: float, top: float) -> bytes:
    """The mark in a ticked box, drawn with lines so that it needs no font.

    Args:
        left: edges of the box in points, as the other three.
        bottom: see `left`.
        right: see `left`.
        top: see `left`.
    """
    inset = 0.2 * min(right - left, top - bottom)
    x0, y0, x1, y1 = left + inset, bottom + inset, right - inset, top - inset
    corners = b" ".join(number(v) for v in (x0, y0)), b" ".join(number(v) for v in (x1, y1))
    others = b" ".join(number(v) for v in (x0, y1)), b" ".join(number(v) for v in (x1, y0))
    return b"q 0 G 1.1 w 1 J %s m %s l %s m %s l S Q\n" % (*corners, *others)
