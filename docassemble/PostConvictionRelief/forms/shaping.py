"""Letters into glyphs: joined, stacked and ordered as their script wants it.

HarfBuzz shapes a piece of text in one font and one direction; the Unicode bidirectional algorithm
(UAX 9) says which pieces of a line run from right to left and in what order they stand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz
from bidi import algorithm as bidi

from .fonts import FontFile

JOINERS = "\u200c\u200d"
"""Signs without ink that say whether letters join (Persian, Indic scripts)."""

_JOINED = re.compile(rf".[{JOINERS}]*", re.DOTALL)
_WITHOUT_JOINERS = dict.fromkeys(map(ord, JOINERS))


class Shaped(NamedTuple):
    """A glyph in its place, in thousandths of the font size.

    Attributes:
        number: the glyph's number in its font.
        text: the characters it stands for; empty where another glyph of its cluster tells them.
        advance: how far the next glyph is.
        right: how far it is moved to the right of where it would stand.
        up: how far it is moved up.
    """

    number: int
    text: str
    advance: float
    right: float
    up: float


def without_joiners(text: str) -> str:
    """What of a text has ink or takes room."""
    return text.translate(_WITHOUT_JOINERS)


def runs_from_right(text: str) -> bool:
    """Whether any character of a text is written from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def in_visual_order(line: str) -> list[tuple[str, bool]]:
    """The pieces of a line from left to right, each in the order of reading, and its direction.

    Args:
        line: one line, in the order of reading.

    Returns:
        Pieces, with whether a piece runs from right to left.
    """
    if not runs_from_right(line):
        return [(line, False)]
    pieces: list[tuple[int, str]] = []
    for level, characters in groupby(_levels(line), key=lambda pair: pair[0]):
        pieces.append((level, "".join(character for _, character in characters)))
    # UAX 9, rule L2: from the highest level down, what is at that level or above is reversed.
    for level in range(max(level for level, _ in pieces), 0, -1):
        pieces = _reversed_from(level, pieces)
    return [(piece, level % 2 == 1) for level, piece in pieces]


def _reversed_from(level: int, pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The pieces with each stretch at a level or above in the opposite order."""
    ordered: list[tuple[int, str]] = []
    for inside, stretch in groupby(pieces, key=lambda piece: piece[0] >= level):
        members = list(stretch)
        ordered += members[::-1] if inside else members
    return ordered


def _levels(line: str) -> list[tuple[int, str]]:
    """The embedding level of each character; a joiner stays with the letter before it."""
    joined = _JOINED.findall(line)
    line = "".join(letter[0] for letter in joined)
    storage = bidi.get_empty_storage()
    storage["base_level"] = bidi.get_base_level(line)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    bidi.get_embedding_levels(line, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    levels = [character["level"] for character in storage["chars"]]
    return list(zip(levels, joined, strict=True))


@lru_cache(maxsize=512)
def shaped(file: FontFile, text: str, from_right: bool) -> tuple[Shaped, ...]:
    """The glyphs of a text, from left to right.

    Args:
        file: a font that has every character of it.
        text: the characters in the order of reading.
        from_right: whether they run from right to left.
    """
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_font(file), buffer, {})
    scale = file.scale
    numbers = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
    told = _told(file, text, numbers)
    return tuple(
        Shaped(number, says, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
        for (number, _), says, at in zip(numbers, told, buffer.glyph_positions, strict=True)
    )


def _told(file: FontFile, text: str, glyphs: list[tuple[int, int]]) -> list[str]:
    """What each glyph stands for, so that every character but joiners is told by just one.

    A glyph that is a character's own tells it; what is left of a cluster (a ligature, another form
    of a letter) is told by the first other glyph of the cluster.

    Args:
        file: the font.
        text: the text in the order of reading.
        glyphs: number of each glyph, and where in the text its cluster begins.
    """
    starts = sorted({start for _, start in glyphs})
    left = {
        start: list(without_joiners(text[start:end]))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    }
    told = [""] * len(glyphs)
    for place, (number, start) in enumerate(glyphs):
        own = next((c for c in left[start] if file.glyph(c).number == number), None)
        if own is not None:
            told[place] = own
            left[start].remove(own)
    for whose in ([p for p, says in enumerate(told) if not says], range(len(glyphs))):
        for place in whose:
            start = glyphs[place][1]
            told[place] += "".join(left[start])
            left[start] = []
    return told


@lru_cache(maxsize=32)
def _font(file: FontFile) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(file.data))
