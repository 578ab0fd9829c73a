"""All exhibits of a packet as one PDF: index, a cover before each, stamps, bookmarks.

The index tells letter, description and page (Cal. Rules of Court, rule 3.1110(f)(1)); the page is
that of the stamp at the foot (`EX 7`), counted through all exhibits, so that it is found on paper
too. Bookmarks carry letter and short title (rule 3.1110(f)(4)).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..absent_fonts import fonts_not_embedded
from ..lettering import FOOT, HEIGHT, SIDE, WIDTH, Lettering
from ..loose import Bookmark, LoosePages, cut
from ..whole import Whole

_ROW = 16.0
_LETTER_END, _PAGE_START = 130.0, 470.0


@dataclass(frozen=True)
class ReadyExhibit:
    """An exhibit ready to be bound.

    Attributes:
        letter: A, B, …
        title: what it is.
        by: whose declaration vouches for it; empty where nobody is told.
        pages: upright, of letter size, with room for a stamp (`letter.py`), taken apart.
    """

    letter: str
    title: str
    by: str
    pages: LoosePages


@dataclass(frozen=True)
class BoundExhibits:
    """The exhibits as one PDF.

    Attributes:
        pdf: index, covers and pages.
        pages: of the whole.
        starts: the stamped page on which each exhibit begins (its cover), by letter.
        bookmarks: of index and exhibits.
    """

    pdf: bytes
    pages: int
    starts: dict[str, int]
    bookmarks: tuple[Bookmark, ...]

    @cached_property
    def absent_fonts(self) -> set[str]:
        """The names of fonts that are not in the PDF."""
        return fonts_not_embedded(self.pdf)

    @cached_property
    def loose(self) -> LoosePages:
        """The pages of the PDF, to be bound with other papers."""
        return cut(self.pdf, self.bookmarks)

    def read(self) -> None:
        """Read now what binding and preflight will ask; it is kept."""
        _ = self.loose, self.absent_fonts


def bind_exhibits(exhibits: Sequence[ReadyExhibit], case_number: str) -> BoundExhibits:
    """One PDF of all exhibits.

    Args:
        exhibits: in the order of their letters; at least one.
        case_number: printed on index and covers.

    Raises:
        FormError: a title has a letter that no installed font has.
    """
    letters = Lettering()
    index = _index_pages(letters, exhibits)
    starts, page = {}, len(index) + 1
    for exhibit in exhibits:
        starts[exhibit.letter] = page
        page += 1 + len(exhibit.pages.pages)
    whole = Whole()
    fonts = whole.add(b"")
    for number, lines in enumerate(index):
        words = _index_page(letters, lines, starts, case_number, number, len(index))
        whole.add_sheet(words + _stamp(letters, whole.pages + 1, "Index"), fonts)
    for exhibit in exhibits:
        stamp = _stamp(letters, whole.pages + 1, f"Exhibit {exhibit.letter}")
        whole.add_sheet(_cover(letters, exhibit, case_number) + stamp, fonts)
        whole.add_stamped(exhibit.pages, _stamps(letters, exhibit, whole.pages + 1), fonts)
    whole.put_fonts(fonts, letters.fonts())
    bookmarks = tuple(_bookmarks(exhibits, starts))
    pdf = whole.to_bytes("Exhibits", bookmarks, {0: "EX "})
    return BoundExhibits(pdf, whole.pages, starts, bookmarks)


def _stamps(letters: Lettering, exhibit: ReadyExhibit, first: int) -> list[bytes]:
    """The stamps of an exhibit's pages; its first is the page `first` of the whole."""
    count = len(exhibit.pages.pages)
    return [
        _stamp(letters, first + n, f"Exhibit {exhibit.letter}, page {n + 1} of {count}")
        for n in range(count)
    ]


def _stamp(letters: Lettering, number: int, place: str) -> bytes:
    """The line at the foot: which exhibit and page of it, and the page of the whole."""
    rule = f"q 0.5 w {SIDE / 2:.0f} 32 m {WIDTH - SIDE / 2:.0f} 32 l S Q\n".encode("ascii")
    return (
        rule
        + letters.short(place, SIDE / 2, 18.0, 10, font="sans")
        + letters.short(f"EX {number}", WIDTH - SIDE / 2, 18.0, 10, font="sans-bold", right=True)
    )


def _cover(letters: Lettering, exhibit: ReadyExhibit, case_number: str) -> bytes:
    """The page before an exhibit, with its letter as a tab at the right edge."""
    drawn = [
        letters.line(
            f"EXHIBIT {exhibit.letter}",
            (SIDE, 470.0, WIDTH - SIDE, 520.0),
            24,
            font="serif-bold",
            align="center",
        )
    ]
    top = 450.0
    for line in letters.wrapped(exhibit.title, WIDTH - 2 * SIDE - 60, 14):
        box = (SIDE, top - 20, WIDTH - SIDE, top)
        drawn.append(letters.line(line, box, 14, align="center"))
        top -= 20
    told = f"Case No. {case_number}" if case_number else ""
    if told:
        drawn.append(letters.line(told, (SIDE, 90, WIDTH - SIDE, 106), 12, align="center"))
    tab = (WIDTH - 44.0, 560.0, WIDTH - 8.0, 596.0)
    drawn.append(f"q 1 w {tab[0]} {tab[1]} 36 36 re S Q\n".encode("ascii"))
    drawn.append(letters.line(exhibit.letter, tab, 18, font="sans-bold", align="center"))
    return b"".join(drawn)


def _index_pages(
    letters: Lettering, exhibits: Sequence[ReadyExhibit]
) -> list[list[tuple[ReadyExhibit, list[str]]]]:
    """The lines of the index, in pages."""
    pages: list[list[tuple[ReadyExhibit, list[str]]]] = [[]]
    left = HEIGHT - 190.0 - FOOT
    for exhibit in exhibits:
        by = f" (authenticated by {exhibit.by})" if exhibit.by else ""
        lines = letters.wrapped(f"{exhibit.title}{by}", _PAGE_START - _LETTER_END - 12, 12)
        height = _ROW * len(lines) + 8
        if height > left and pages[-1]:
            pages.append([])
            left = HEIGHT - 190.0 - FOOT
        pages[-1].append((exhibit, lines))
        left -= height
    return pages


def _index_page(
    letters: Lettering,
    rows: list[tuple[ReadyExhibit, list[str]]],
    starts: dict[str, int],
    case_number: str,
    number: int,
    of: int,
) -> bytes:
    title = "INDEX OF EXHIBITS" + (f" ({number + 1} of {of})" if of > 1 else "")
    drawn = [
        letters.line(title, (SIDE, 700, WIDTH - SIDE, 724), 16, font="serif-bold", align="center")
    ]
    if case_number:
        below = (SIDE, 680, WIDTH - SIDE, 698)
        drawn.append(letters.line(f"Case No. {case_number}", below, 12, align="center"))
    head = HEIGHT - 150.0
    for words, x in (("Exhibit", SIDE), ("Description", _LETTER_END), ("Page", _PAGE_START)):
        place = (x, head, x + 120, head + _ROW)
        drawn.append(letters.line(words, place, 12, font="serif-bold"))
    drawn.append(f"q 0.7 w {SIDE} {head - 2} m {WIDTH - SIDE} {head - 2} l S Q\n".encode("ascii"))
    y = head - 8
    for exhibit, lines in rows:
        box = (SIDE, y - _ROW, _LETTER_END, y)
        drawn.append(letters.line(exhibit.letter, box, 12, font="serif-bold"))
        for line in lines:
            drawn.append(letters.line(line, (_LETTER_END, y - _ROW, _PAGE_START, y), 12))
            y -= _ROW
        first = y + _ROW * len(lines)
        page = (_PAGE_START, first - _ROW, WIDTH - SIDE, first)
        drawn.append(letters.line(f"EX {starts[exhibit.letter]}", page, 12))
        y -= 8
    return b"".join(drawn)


def _bookmarks(exhibits: Sequence[ReadyExhibit], starts: dict[str, int]) -> Iterator[Bookmark]:
    yield Bookmark("Index of exhibits", 0)
    for exhibit in exhibits:
        name = f"Exhibit {exhibit.letter}: {exhibit.title}"
        yield Bookmark(name, starts[exhibit.letter] - 1)
