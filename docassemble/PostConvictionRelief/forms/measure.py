"""A line in the fonts that draw it: its runs, its width, how high and how deep its ink reaches.

What WinAnsi can write is set in the typeface's base font. Any other word is set whole in one wide
font and shaped; a letter that no font of the typeface has comes from the further fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from .card_field import Typeface
from .fonts import WIN_ANSI, FontFile, base_characters, families, further
from .pdf_bytes import literal
from .shaping import in_visual_order, shaped

_LETTER = re.compile(r".[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]*")
"""A letter with the marks that stand on it."""


class Run(NamedTuple):
    """A piece of a line in one font.

    Attributes:
        file: the wide font it is set in, or none for the base font.
        characters: what it says, in the order of reading.
        pieces: operators that show it, each with how far it is raised, in thousandths of the size.
        glyphs: numbers of the glyphs of a wide font, with what they stand for.
    """

    file: FontFile | None
    characters: str
    pieces: tuple[tuple[float, bytes], ...]
    glyphs: tuple[tuple[int, str], ...] = ()


class Measured(NamedTuple):
    """A line, its width, and its lowest and highest ink from the baseline, in thousandths."""

    runs: tuple[Run, ...]
    width: float
    bottom: float
    top: float


def encodable(text: str) -> bool:
    """Whether the base font can write a text."""
    if text.isascii():
        return True
    try:
        codes_of(text.replace("\n", ""))
    except UnicodeEncodeError:
        return False
    return True


def undrawable(typeface: Typeface, text: str) -> list[str]:
    """The characters of a text that no installed font has."""
    files = _files(typeface)
    characters = sorted(set(text) - {"\n"})
    return [c for c in characters if not any(file.covers(c) for file in files)]


def widths_by_code(typeface: Typeface) -> tuple[float, ...]:
    """Width of each WinAnsi code in the base font, in thousandths of the size."""
    return _metrics(typeface).widths


def codes_within(typeface: Typeface, bottom: float, top: float) -> bytes:
    """The WinAnsi codes whose ink stays between two heights, and that stand in a string as is.

    Args:
        typeface: whose base font draws them.
        bottom: from the baseline, in thousandths of the size.
        top: likewise.
    """
    file = families(typeface)[0]
    return bytes(
        character.encode(WIN_ANSI)[0]
        for character in base_characters()
        if character.isprintable()
        and character not in "\\()"
        and file.covers(character)
        and bottom <= file.glyph(character).bottom
        and file.glyph(character).top <= top
    )


def plain_width(typeface: Typeface, text: str) -> float:
    """Width of a text that the base font can write, in thousandths of the size."""
    return sum(map(_metrics(typeface).widths.__getitem__, codes_of(text)))


@lru_cache(maxsize=512)
def plain(typeface: Typeface, line: str) -> Measured:
    """A line in the base font. A case has the same words in many boxes, and sets them to try them.

    Args:
        typeface: what it is set in.
        line: at least one character of WinAnsi.
    """
    metrics = _metrics(typeface)
    codes = codes_of(line)
    width = sum(map(metrics.widths.__getitem__, codes))
    run = Run(None, line, ((0.0, literal(codes) + b" Tj"),))
    return Measured((run,), width, -metrics.depths.of(codes), metrics.tops.of(codes))


@lru_cache(maxsize=512)
def mixed(typeface: Typeface, line: str, by_word: bool) -> Measured:
    """A line with letters beyond the base font, in the order in which it stands on paper.

    Args:
        typeface: what it is set in.
        line: the line, in the order of reading.
        by_word: whether words that the base font can write are set in it; else, so that a name
            does not change its look halfway, all that stands between two changes of direction is
            set in one font.
    """
    parts: list[Measured] = []
    for piece, from_right in in_visual_order(line):
        words = re.findall(r" +|[^ ]+", piece) if by_word and not from_right else [piece]
        for word in words:
            parts.extend(
                [plain(typeface, word)]
                if encodable(word) and not from_right
                else _wide_parts(typeface, word, from_right)
            )
    return Measured(
        tuple(run for part in parts for run in part.runs),
        sum(part.width for part in parts),
        min([0.0, *(part.bottom for part in parts)]),
        max([0.0, *(part.top for part in parts)]),
    )


class _Highest:
    """The highest of the numbers that belong to codes, found without a look at each number."""

    def __init__(self, numbers: list[float]) -> None:
        self._steps = sorted(set(numbers))
        self._ranks = bytes(map(self._steps.index, numbers))

    def of(self, codes: bytes) -> float:
        """The highest number of these codes (at least one)."""
        return self._steps[max(codes.translate(self._ranks))]


@dataclass(frozen=True)
class _Metrics:
    """Widths and vertical extents of the base font by WinAnsi code, in thousandths."""

    widths: tuple[float, ...]
    tops: _Highest
    depths: _Highest


@cache
def _metrics(typeface: Typeface) -> _Metrics:
    file = families(typeface)[0]
    characters = [bytes([code]).decode(WIN_ANSI, "replace") for code in range(256)]
    glyphs = [file.glyph(c) if file.covers(c) else file.glyph(" ") for c in characters]
    return _Metrics(
        tuple(glyph.width for glyph in glyphs),
        _Highest([glyph.top for glyph in glyphs]),
        _Highest([-glyph.bottom for glyph in glyphs]),
    )


def codes_of(text: str) -> bytes:
    """A text in WinAnsi.

    Raises:
        UnicodeEncodeError: it has a character that WinAnsi lacks.
    """
    return text.encode("ascii") if text.isascii() else text.encode(WIN_ANSI)


def _files(typeface: Typeface) -> tuple[FontFile, ...]:
    return families(typeface) + further()


def _wide_parts(typeface: Typeface, text: str, from_right: bool) -> Iterator[Measured]:
    """A text in wide fonts: in one, if there is one that has all of it."""
    files = _files(typeface)
    whole = next((file for file in files if file.covers(text)), None)
    parts = [(whole, text)] if whole else _by_font(text, files)
    for file, part in reversed(parts) if from_right else parts:
        yield _wide(file, part, from_right)


def _by_font(text: str, files: tuple[FontFile, ...]) -> list[tuple[FontFile, str]]:
    """A text cut where the font must change; marks stay with their letter where a font has both."""
    parts: list[tuple[FontFile, str]] = []
    for letter in _LETTER.findall(text):
        whole = next((file for file in files if file.covers(letter)), None)
        for piece in [letter] if whole else letter:
            file = whole or next(file for file in files if file.covers(piece))
            if parts and parts[-1][0] is file:
                parts[-1] = (file, parts[-1][1] + piece)
            else:
                parts.append((file, piece))
    return parts


def _wide(file: FontFile, text: str, from_right: bool) -> Measured:
    """A text in glyphs of a wide font; numbers between glyphs move them (ISO 32000-1, 9.4.3)."""
    glyphs = shaped(file, text, from_right)
    pieces: list[tuple[float, bytes]] = []
    shown: list[bytes] = []
    width = bottom = top = back = 0.0
    for place, glyph in enumerate(glyphs):
        measures = file.numbered(glyph.number)
        back -= glyph.right
        if round(back):
            shown.append(b"%d" % round(back))
        shown.append(b"<%04X>" % glyph.number)
        back = glyph.right + measures.width - glyph.advance
        width += glyph.advance
        bottom = min(bottom, measures.bottom + glyph.up)
        top = max(top, measures.top + glyph.up)
        if place + 1 == len(glyphs) or glyphs[place + 1].up != glyph.up:
            if round(back):
                shown.append(b"%d" % round(back))
            pieces.append((glyph.up, b"[%s] TJ" % b"".join(shown).replace(b"><", b"")))
            shown, back = [], 0.0
    used = tuple((glyph.number, glyph.text) for glyph in glyphs)
    return Measured((Run(file, text, tuple(pieces), used),), width, bottom, top)
