"""How pleadings look, measured on the PDF (Cal. Rules of Court, rules 2.104 to 2.111)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..packet.paper import Paper
from ..packet.preflight.type_and_grid import LINES
from ..packet.reading import LINE_NUMBERS, bounded, letter_sizes

TOP_OF_LINE_8 = 792 - 3.333 * 72
PITCH = 24.0
CENTER = 4.25 * 72
FOOT = 60.0


def line_numbers(paper: Paper) -> object:
    """`1-28` where these stand at the left of every page."""
    return "1-28" if all(column == LINES for column in paper.margin) else "others"


def smallest_type(paper: Paper) -> object:
    """The smallest type of the text, in whole points; numbers of lines and footers aside."""
    return math.floor(min(letter_sizes(paper.pdf, left=LINE_NUMBERS, bottom=FOOT)) + 0.05)


def court_title_line(paper: Paper) -> object:
    """The number of the line on which the court's title begins on the first page."""
    first = paper.pdf
    for line in range(1, 29):
        top = 720.0 - (line - 1) * PITCH
        if "SUPERIOR COURT" in bounded(first, 0, LINE_NUMBERS, top - PITCH, 612, top):
            return line
    return None


def clerks_box_blank(paper: Paper) -> object:
    """Whether the space at the right of lines 1 to 7 of the first page is empty."""
    return not bounded(paper.pdf, 0, CENTER, TOP_OF_LINE_8, 612, 792).strip()


def footer_has_title(paper: Paper) -> object:
    """Whether the foot of every page has the title of the paper, or a clear short form of it."""
    title = " ".join(paper.pages[0].split()).casefold()
    return all(_short_title(foot, title) for foot in _feet(paper))


def _feet(paper: Paper) -> Iterator[str]:
    return (bounded(paper.pdf, n, 0, 0, 612, 40) for n in range(len(paper.pages)))


def _short_title(foot: str, title: str) -> bool:
    words = " ".join(word for word in foot.split() if not word.isdigit()).casefold()
    return bool(words) and " ".join(words.split()[:2]) in title


MEASURES: Mapping[str, Callable[[Paper], object]] = MappingProxyType(
    {
        "line_numbers": line_numbers,
        "min_point": smallest_type,
        "court_title_line": court_title_line,
        "clerk_box_blank": clerks_box_blank,
        "footer_has_title": footer_has_title,
    }
)
"""What can be measured, by the words of expectations."""
