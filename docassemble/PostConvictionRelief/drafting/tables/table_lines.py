"""What both tables say, line by line, before it is written anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .authorities import Group

CONTENTS, AUTHORITIES, PAGE = "TABLE OF CONTENTS", "TABLE OF AUTHORITIES", "Page"
PASSIM_FROM = 5
"""An authority on this many pages is cited "passim": Word's own measure, when it renews a table."""


@dataclass(frozen=True)
class Entry:
    """One heading, or one authority.

    Attributes:
        level: of the heading, from 1; 0 for an authority.
        number: of the heading: `IV.`; may be empty.
        pieces: its words, each with whether it is in italics.
        pages: where it stands, in order, each once.
    """

    level: int
    number: str
    pieces: tuple[tuple[str, bool], ...]
    pages: tuple[int, ...]

    @property
    def shown_pages(self) -> str:
        """The pages as printed: `3, 5`, or `passim`."""
        return "passim" if len(self.pages) >= PASSIM_FROM else ", ".join(map(str, self.pages))

    @property
    def words(self) -> str:
        """All that is printed but the dots."""
        text = "".join(text for text, _ in self.pieces)
        return f"{self.number} {text} {self.shown_pages}".strip()


@dataclass(frozen=True)
class Tables:
    """The table of contents, and the table of authorities by its groups."""

    contents: tuple[Entry, ...]
    authorities: tuple[tuple[Group, tuple[Entry, ...]], ...]

    def printed(self) -> Iterator[str]:
        """Everything that stands on the pages of the tables, in order, but the dots."""
        yield from (CONTENTS, PAGE)
        yield from (entry.words for entry in self.contents)
        if self.authorities:
            yield from (AUTHORITIES, PAGE)
        for group, entries in self.authorities:
            yield group.title
            yield from (entry.words for entry in entries)
