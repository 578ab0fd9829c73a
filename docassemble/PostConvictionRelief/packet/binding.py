"""Bind the papers of a packet into one PDF: bookmarks, page labels, no case data in metadata.

The result depends on the papers alone: the same papers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf

from .loose import Bookmark, LoosePages
from .whole import Whole


@dataclass(frozen=True)
class BoundPart:
    """One paper to bind: its code (for page labels), its title (for the bookmark), its pages."""

    code: str
    title: str
    pages: LoosePages


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def bind(parts: Sequence[BoundPart], title: str) -> bytes:
    """One PDF of all parts in order.

    Every part gets a bookmark, under it those it brought along; its pages are labelled with its
    code (`D-MPA 3`), so that a page is found by what the lawyer calls it.

    Args:
        parts: at least one.
        title: document title, shown by viewers; holds no name of a person.

    Returns:
        The PDF, with a deterministic ID and no dates.
    """
    whole = Whole()
    bookmarks, labels = [], {}
    for part in parts:
        first = whole.pages
        whole.add_pages(part.pages)
        inner = [Bookmark(each.title, first + each.page) for each in part.pages.bookmarks]
        bookmarks.append(Bookmark(part.title, first, tuple(inner)))
        labels[first] = f"{part.code} "
    return whole.to_bytes(title, bookmarks, labels)
