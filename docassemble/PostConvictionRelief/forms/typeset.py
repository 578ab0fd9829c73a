"""Typesetting: which words stand where in a box, measured with the fonts that draw them.

A text fits a box or it does not; nothing is clipped and nothing is set smaller than the card
allows. What does not fit is the business of `overflow.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..errors import FormError, Problem
from .card_field import FieldCard, Typeface
from .fonts import package_for
from .measure import Measured, Run, encodable, mixed, plain, plain_width, undrawable
from .shaping import JOINERS

PADDING = 2.0
"""Points between the edge of a box and its text, left and right."""

LEADING = 1.15
"""Distance between two lines, in font sizes."""

BLEED = 0.2
"""How far an accent or a descender may stand out of its box above and below, in font sizes."""

SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}
"""By alignment, the share of what is left of a line that stands before it."""

_STEP = 0.5
_UNJOINED = "\u0590"
"""Latin, Greek, Cyrillic and Armenian letters stand before it, and never join."""
_EMPTY = Measured((), 0.0, 0.0, 0.0)
_CAPITAL, _DESCENDER, _ASCENDER = 0.716, 0.212, 0.905
_BREAKS = re.compile(r"[^ ]+?[-/–—](?=[^\W\d_])|[^ ]+")


class Line(NamedTuple):
    """One line: where its baseline starts, in points from the page's bottom left, and its runs."""

    x: float
    y: float
    runs: tuple[Run, ...]


class SetText(NamedTuple):
    """A text set in a box.

    Attributes:
        typeface: what it is set in.
        size: its size in points.
        lines: where the lines stand.
        bleed: points by which ink stands out of the box (below, above).
    """

    typeface: Typeface
    size: float
    lines: tuple[Line, ...]
    bleed: tuple[float, float] = (0.0, 0.0)


def clean(text: str, *, one_line: bool) -> str:
    """A person's words as they can be printed: composed, without control characters.

    Args:
        text: what was typed.
        one_line: line ends become spaces.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.rstrip()
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.expandtabs(4).replace("\u2028", "\n").replace("\u2029", "\n")
    if one_line:
        text = text.replace("\n", " ")
    kept = (
        c
        for place, c in enumerate(text)
        if c == "\n" or _joins(text, place) or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    return "".join(kept).rstrip() if one_line else "".join(kept).rstrip("\n ")


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between two letters of scripts that have joined letters."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return text[place] in JOINERS and len(around) == 2 and min(around) > _UNJOINED


def fit(field: FieldCard, text: str) -> SetText | None:
    """Set a text in the box of a field, or say that it does not fit.

    Args:
        field: whose box, size, alignment and limits hold.
        text: the words; they are cleaned first.

    Returns:
        The set text, or `None` where it does not fit at any size that the card allows.

    Raises:
        FormError: a character that no installed font can draw.
    """
    multiline = field.kind == "multiline"
    text = clean(text, one_line=not multiline)
    if field.max_chars is not None and len(text) > field.max_chars:
        return None
    faces = _Faces(field, text)
    lines = [faces.measured(text)] if text and not multiline else []
    for size in _sizes(field):
        if multiline:
            lines = [faces.measured(line) for line in faces.wrapped(size)]
        found = faces.placed(lines, size)
        if found is not None:
            return found
    return None


def fits(field: FieldCard, text: str) -> bool:
    """Whether a text fits every box of a field.

    A text with a character that can't be drawn counts as fitting: filling will say what is wrong.
    """
    try:
        return all(fit(place, text) is not None for place in field.places)
    except FormError:
        return True


def wrap(field: FieldCard, text: str) -> list[str]:
    """The lines of a text at the full size of a multiline field, however many there are.

    Raises:
        FormError: a character that no installed font can draw.
    """
    text = clean(text, one_line=False)
    return _Faces(field, text).wrapped(field.size)


def usual_baseline(field: FieldCard, size: float) -> float:
    """Where the first line of a multiline box stands, or the one of another, in points.

    A single line stands with capitals and descenders centred in its box.
    """
    _, low, _, high = field.box
    if field.kind == "multiline":
        return high - _ASCENDER * size
    return low + (high - low - (_CAPITAL + _DESCENDER) * size) / 2 + _DESCENDER * size


def capacity(field: FieldCard) -> int:
    """How many lines of full size the box of a multiline field holds."""
    return _capacity(field, field.size)


def _capacity(field: FieldCard, size: float) -> int:
    return int((field.height - size * (_ASCENDER + _DESCENDER)) / (size * LEADING) + 1e-6) + 1


def _sizes(field: FieldCard) -> Iterator[float]:
    size = field.size
    yield size
    while field.min_size is not None and size > field.min_size:
        size = max(size - _STEP, field.min_size)
        yield size


class _Faces:
    """The fonts that set one text of one field.

    Words that WinAnsi can't write are set whole in one wide font; a one-line text is one word here,
    so that a name does not change its look halfway.
    """

    def __init__(self, field: FieldCard, text: str) -> None:
        self.field = field
        self.text = text
        self.plain = encodable(text)
        if not self.plain:
            _refuse_undrawable(field, text)

    def wrapped(self, size: float) -> list[str]:
        """The lines of the text at this size; line ends in the text are kept."""
        room = (self.field.width - 2 * PADDING) * 1000 / size
        return [
            line
            for paragraph in (self.text.split("\n") if self.text else [])
            for line in _wrap_paragraph(paragraph, room, self.width)
        ]

    def placed(self, lines: list[Measured], size: float) -> SetText | None:
        """The lines in their places, or `None` where they need more room than there is."""
        field = self.field
        left, low, right, high = field.box
        scale = size / 1000
        room = right - left - 2 * PADDING
        shift = SHIFTS[field.align]
        multiline = field.kind == "multiline"
        if multiline and len(lines) > _capacity(field, size):
            return None
        below = above = 0.0
        placed = []
        y = usual_baseline(field, size)
        for line in lines:
            width = line.width * scale
            if width > room + 0.01:
                return None
            if not multiline:
                y = self._baseline(line, size)
            out_below = low - y - line.bottom * scale
            out_above = y + line.top * scale - high
            if out_below > below:
                below = out_below
            if out_above > above:
                above = out_above
            if line.runs:
                placed.append(Line(left + PADDING + shift * (room - width), y, line.runs))
            y -= LEADING * size
        if max(below, above) > BLEED * size + 0.01:
            return None
        return SetText(field.font, size, tuple(placed), (below, above))

    def _baseline(self, line: Measured, size: float) -> float:
        """The baseline of a single line.

        Every text of a row of boxes stands on one baseline; a line moves only where its ink would
        stand out of the box by more than the bleed.
        """
        scale = size / 1000
        _, low, _, high = self.field.box
        usual = usual_baseline(self.field, size)
        lowest, highest = low - line.bottom * scale, high - line.top * scale
        lowest, highest = lowest - BLEED * size, highest + BLEED * size
        return min(max(usual, lowest), highest) if lowest <= highest else usual

    def measured(self, line: str) -> Measured:
        """A line in runs of one font each, with its measures."""
        if not line:
            return _EMPTY
        if self.plain:
            return plain(self.field.font, line)
        return mixed(self.field.font, line, self.field.kind == "multiline")

    def width(self, text: str) -> float:
        """Width of a text in thousandths of the size."""
        return plain_width(self.field.font, text) if self.plain else self.measured(text).width


def _refuse_undrawable(field: FieldCard, text: str) -> None:
    """Raise where no installed font has a character."""
    problems = []
    for character in undrawable(field.font, text):
        named = f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
        package = package_for(character) or "a font that has it"
        remedy = f"install {package}, or write it in Latin letters"
        problems.append(Problem(field.key, f"no installed font has {named}", remedy))
    if problems:
        raise FormError(problems)


def _wrap_paragraph(paragraph: str, room: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break one paragraph into lines: at spaces, after hyphens and slashes, else anywhere.

    Spaces at a break are dropped; all others are kept.
    """
    line = ""
    for piece in _pieces(paragraph):
        if measure((line + piece).rstrip()) <= room:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
            piece = piece.lstrip()
        line = ""
        while measure(piece.rstrip()) > room:
            count = _longest(piece, room, measure)
            yield piece[:count]
            piece = piece[count:]
        line = piece
    yield line.rstrip()


def _pieces(paragraph: str) -> Iterator[str]:
    """The smallest parts that stay together, each with the spaces before it."""
    spaces = ""
    for part in re.findall(r" +|[^ ]+", paragraph):
        if part.startswith(" "):
            spaces = part
            continue
        for piece in _BREAKS.findall(part):
            yield spaces + piece
            spaces = ""


def _longest(piece: str, room: float, measure: Callable[[str], float]) -> int:
    """How many characters of an unbreakable piece fit (at least one)."""
    count = 1
    while count < len(piece) and measure(piece[: count + 1]) <= room:
        count += 1
    return count
