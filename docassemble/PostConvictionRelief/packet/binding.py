"""Bind the papers of a packet into one PDF: bookmarks, page labels, no case data in metadata.

The result depends on the papers alone: the same papers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Pdf


@dataclass(frozen=True)
class BoundPart:
    """One paper to bind: its code (for page labels), its title (for the bookmark), its PDF."""

    code: str
    title: str
    pdf: bytes


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def bind(parts: Sequence[BoundPart], title: str) -> bytes:
    """One PDF of all parts in order.

    Every part gets a bookmark, under it those it brought along; its pages are labelled with its
    code (`D-MPA 3`), so that a page is found by what the lawyer calls it.

    Args:
        parts: flat PDFs; a fillable form would share its fields with another of its kind.
        title: document title, shown by viewers; holds no name of a person.

    Returns:
        The PDF, with a deterministic ID and no dates.
    """
    bound = Pdf.new()
    labels = pikepdf.Array()
    with bound.open_outline() as outline:
        for part in parts:
            first = len(bound.pages)
            with Pdf.open(BytesIO(part.pdf)) as source:
                inner = _bookmarks(source, first)
                bound.pages.extend(source.pages)
            entry = OutlineItem(part.title, first, "Fit")
            entry.children.extend(inner)
            outline.root.append(entry)
            labels.append(first)
            labels.append(Dictionary(S=Name.D, P=pikepdf.String(f"{part.code} ")))
    bound.Root.PageLabels = Dictionary(Nums=labels)
    bound.Root.PageMode = Name.UseOutlines
    bound.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    bound.Root.Lang = pikepdf.String("en-US")
    bound.docinfo["/Title"] = title
    output = BytesIO()
    bound.save(
        output,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return output.getvalue()


def _bookmarks(source: Pdf, first: int) -> list[OutlineItem]:
    """The first level of a part's own bookmarks, moved to its place in the whole."""
    positions = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    found = []
    with source.open_outline() as outline:
        for item in outline.root:
            target = item.destination
            if isinstance(target, pikepdf.Array) and len(target):
                first_of_target: pikepdf.Object = target[0]
                position = positions.get(first_of_target.objgen)
                if position is not None:
                    found.append(OutlineItem(str(item.title), first + position, "Fit"))
    return found
