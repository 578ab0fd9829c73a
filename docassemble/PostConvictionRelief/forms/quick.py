"""The usual text, quickly: a line of ordinary letters that fits its box at the full size.

Nine texts of ten need no more than a look at their width. What of such a box does not depend on
the text is worked out once; every other text is set by `typeset.py`. Both draw the same.
"""

from __future__ import annotations

import math

from .card_field import FieldCard
from .drawing import Drawn, font_name
from .measure import codes_of, codes_within, widths_by_code
from .typeset import PADDING, SHIFTS, capacity, usual_baseline


class QuickBox:
    """A box for text."""

    def __init__(self, field: FieldCard) -> None:
        """Work out what holds of every text in a box.

        Args:
            field: a text field; of its boxes, the first is meant.
        """
        left, bottom, right, top = field.box
        baseline = usual_baseline(field, field.size)
        scale = field.size / 1000
        holds_a_line = field.kind == "text" or capacity(field) > 0
        inside = (bottom - baseline) / scale, (top - baseline) / scale
        self._quick = codes_within(field.font, *inside) if holds_a_line else b""
        self._width_of = widths_by_code(field.font).__getitem__
        self._room = right - left - 2 * PADDING
        self._scale = scale
        self._shift = SHIFTS[field.align]
        self._left = left + PADDING
        self._longest = field.max_chars or math.inf
        font = font_name(field.font, None)
        self._drawing = b"BT 0 g\n1 0 0 1 %%.2f %.2f Tm\n%s %g Tf\n(%%s) Tj\nET\n" % (
            baseline,
            font,
            field.size,
        )

    def drawn(self, text: str) -> Drawn | None:
        """The drawing of a text; `None` where it takes more than a look to set it.

        Args:
            text: at least one character, and no spaces at its end.
        """
        try:
            codes = codes_of(text)
        except UnicodeEncodeError:
            return None
        if codes.translate(None, self._quick) or len(codes) > self._longest:
            return None
        width = sum(map(self._width_of, codes)) * self._scale
        if width > self._room:
            return None
        start = self._left + self._shift * (self._room - width)
        return Drawn(self._drawing % (start, codes))
