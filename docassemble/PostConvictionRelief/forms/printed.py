"""What is printed on a filled form, read out of its bytes: which letters stand where.

This reads drawings as a viewer does (ISO 32000-1, 9.4), and knows nothing of how they were made:
letters and their widths come from the fonts in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pikepdf import Object

from .fonts import WIN_ANSI
from .pdf_objects import entry, items, whole_number

_TOKEN = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9A-F]*>|[\[\]]|/?[^\s/()<>\[\]]+",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_UNESCAPED = {b"n": b"\n", b"r": b"\r"}
_TOLD = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_NUMBER = re.compile(rb"[-+]?\d*\.?\d+")


class Letter(NamedTuple):
    """A letter on a page, in points from the bottom left.

    Attributes:
        text: the characters it stands for; empty where another glyph tells them.
        left: where it starts.
        right: where the next one starts.
        baseline: where it stands, raised or not.
        size: of its font.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Extent(NamedTuple):
    """The edges of something drawn with lines, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """What a drawing prints: letters in the order of drawing, and the extent of each cross."""

    letters: tuple[Letter, ...]
    crosses: tuple[Extent, ...]


@dataclass(frozen=True)
class _Font:
    """What the codes of a font stand for, and how wide each is in thousandths of the size."""

    told: Mapping[int, str]
    widths: Mapping[int, float]
    bytes_per_code: int

    def codes(self, shown: bytes) -> Iterator[int]:
        """The codes of a string."""
        step = self.bytes_per_code
        for start in range(0, len(shown), step):
            yield int.from_bytes(shown[start : start + step], "big")


class Reader:
    """Reads the drawings of one file; fonts that they share are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _Font] = {}
        self._resources: dict[tuple[int, int], Mapping[bytes, _Font]] = {}

    def read(self, drawing: Object) -> Printed:
        """What a form XObject prints.

        Args:
            drawing: its stream.
        """
        pen = _Pen(self._shared(entry(drawing, "/Resources")))
        operands: list[bytes] = []
        for token in _TOKEN.findall(drawing.read_bytes()):
            if token[0] in b"(<[]/" or _NUMBER.fullmatch(token):
                operands.append(token)
            else:
                pen.obey(token, operands)
                operands = []
        return Printed(tuple(pen.letters), tuple(pen.crosses))

    def _shared(self, resources: Object) -> Mapping[bytes, _Font]:
        """The fonts of some resources by name; those of one object are looked at once."""
        found = self._resources.get(resources.objgen)
        if found is None or not resources.is_indirect:
            fonts = entry(resources, "/Font")
            found = {name.encode(): self._font(font) for name, font in fonts.items()}
            self._resources[resources.objgen] = found
        return found

    def _font(self, font: Object) -> _Font:
        known = self._fonts.get(font.objgen)
        if known is None:
            wide = "/DescendantFonts" in font
            known = self._fonts[font.objgen] = _wide(font) if wide else _narrow(font)
        return known


class _Pen:
    """Follows the operators of a drawing."""

    def __init__(self, fonts: Mapping[bytes, _Font]) -> None:
        self.letters: list[Letter] = []
        self.crosses: list[Extent] = []
        self._fonts = fonts
        self._font = _Font({}, {}, 1)
        self._size = self._x = self._y = self._rise = 0.0
        self._path: list[tuple[float, float]] = []

    def obey(self, operator: bytes, operands: list[bytes]) -> None:
        """Do what one operator says."""
        if operator == b"Tm":
            self._x, self._y = float(operands[-2]), float(operands[-1])
        elif operator == b"Tf":
            self._font, self._size = self._fonts[operands[-2]], float(operands[-1])
        elif operator == b"Ts":
            self._rise = float(operands[-1])
        elif operator in (b"Tj", b"TJ"):
            for operand in operands:
                self._show(operand)
        elif operator in (b"m", b"l"):
            self._path.append((float(operands[-2]), float(operands[-1])))
        elif operator == b"S":
            across, up = zip(*self._path, strict=True)
            self.crosses.append(Extent(min(across), min(up), max(across), max(up)))
            self._path = []

    def _show(self, operand: bytes) -> None:
        if operand[0] in b"(<":
            for code in self._font.codes(_string(operand)):
                start = self._x
                self._x += self._font.widths.get(code, 0.0) * self._size / 1000
                told = self._font.told.get(code, "")
                height = self._y + self._rise
                self.letters.append(Letter(told, start, self._x, height, self._size))
        elif operand not in (b"[", b"]"):
            self._x -= float(operand) * self._size / 1000


def _string(operand: bytes) -> bytes:
    if operand[0] in b"<":
        return bytes.fromhex(operand[1:-1].decode("ascii"))
    return _ESCAPED.sub(lambda m: _UNESCAPED.get(m.group(1), m.group(1)), operand[1:-1])


def _narrow(font: Object) -> _Font:
    """A font of one byte a code, in WinAnsi."""
    first = whole_number(font, "/FirstChar")
    listed: bytes = font.Widths.unparse(resolved=True)
    widths = dict(enumerate(map(float, listed.strip(b"[] ").split()), first))
    told = {code: bytes([code]).decode(WIN_ANSI, "replace") for code in widths}
    return _Font(told, widths, 1)


def _wide(font: Object) -> _Font:
    """A font of two bytes a code, which tells its letters by a map (9.10.3)."""
    told = {
        int(code, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be")
        for code, text in _TOLD.findall(entry(font, "/ToUnicode").read_bytes())
    }
    widths: dict[int, float] = {}
    listed: list[Any] = items(items(font, "/DescendantFonts")[0], "/W")
    for code, run in zip(listed[::2], listed[1::2], strict=True):
        widths |= {int(code) + place: float(width) for place, width in enumerate(run.as_list())}
    return _Font(told, widths, 2)
