"""Whether papers can be searched, and whether every paper can be found by its bookmark."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pikepdf import Pdf

from ..finding import Finding
from .examined import Examined


def searchable(examined: Examined) -> Iterator[Finding]:
    """Every page of every paper has text (rule 2.256(b)); exhibits tell their own."""
    for paper in examined.filed:
        empty = [str(n) for n, text in enumerate(paper.pages, start=1) if not text.strip()]
        if empty:
            yield Finding(
                "warning",
                paper.code,
                f"has no text that can be searched on page {', '.join(empty)} (rule 2.256(b))",
                "look why: a page may be a picture",
            )


def bookmarks(examined: Examined) -> Iterator[Finding]:
    """The bound packet has a bookmark for every paper and for the exhibits."""
    with Pdf.open(io.BytesIO(examined.whole)) as whole, whole.open_outline() as outline:
        titles = {str(item.title) for item in outline.root}
    wanted = [paper.title for paper in examined.filed if paper.planned.filed]
    if examined.exhibits.bound:
        wanted.append("Exhibits")
    for title in wanted:
        if title not in titles:
            yield Finding("error", "PACKET", f"has no bookmark for {title!r}", "make it again")
