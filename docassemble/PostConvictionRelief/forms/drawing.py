"""The operators that draw a text which is set in its box (ISO 32000-1, 9.4).

A text is drawn in the coordinates of its page, and its fonts have the same names everywhere, so
that one drawing serves the printed page of the flat form and the field of the fillable one.
"""

from __future__ import annotations

from typing import NamedTuple

from .card_field import Typeface
from .fonts import FontFile
from .measure import Run
from .typeset import SetText

Bleed = tuple[float, float]
"""Points by which ink stands out of a box, below and above."""

NO_BLEED: Bleed = (0.0, 0.0)


class Drawn(NamedTuple):
    """A text as it is drawn in one box.

    Attributes:
        operators: what draws it.
        bleed: how far ink stands out of the box.
        wide: the pieces of it that are set in wide fonts.
    """

    operators: bytes
    bleed: Bleed = NO_BLEED
    wide: tuple[Run, ...] = ()


def drawn(text: SetText) -> Drawn:
    """A set text with the operators that draw it."""
    parts = [b"BT 0 g"]
    wide: list[Run] = []
    for line in text.lines:
        parts.append(b"1 0 0 1 %.2f %.2f Tm" % (line.x, line.y))
        for run in line.runs:
            if run.file is not None:
                wide.append(run)
            parts.append(b"%s %g Tf" % (font_name(text.typeface, run.file), text.size))
            for raised, shown in run.pieces:
                up = raised * text.size / 1000
                parts.append(b"%.2f Ts %s 0 Ts" % (up, shown) if up else shown)
    parts.append(b"ET\n")
    return Drawn(b"\n".join(parts), text.bleed, tuple(wide))


def font_name(typeface: Typeface, file: FontFile | None) -> bytes:
    """What a font is called in drawings.

    Args:
        typeface: whose base font is meant, where no file is given.
        file: a wide font.
    """
    return b"/" + (typeface if file is None else file.path.stem).encode("ascii")
