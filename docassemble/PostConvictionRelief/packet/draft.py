"""The mark of a draft on every page of a PDF or Word file, until an attorney signs the packet off.

The archive keeps papers without the mark; it is put on whatever is handed out before the sign-off,
and so taking it off changes no byte of what was examined (specification 4.5, rule 2).
"""

from __future__ import annotations

import io
import math

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from .building import DOCX, PDF
from .lettering import HEIGHT, WIDTH, Lettering, embedded
from .word_draft import draft_marked_word

SAYS = "DRAFT: not signed off by an attorney, not for filing"

_NAME = Name("/DraftMark")
_TURN = math.radians(55)


def as_draft(data: bytes, media_type: str) -> bytes:
    """A file of a packet with the mark of a draft on every page.

    Args:
        data: the file as the packet has it.
        media_type: of it; only PDFs and Word files have pages to be marked.
    """
    if media_type == PDF:
        return draft_marked(data)
    return draft_marked_word(data) if media_type == DOCX else data


def draft_marked(pdf: bytes) -> bytes:
    """The same PDF with the mark of a draft on every page. Equal PDFs give equal bytes.

    Args:
        pdf: a paper, a form with its fields, or a bound packet, on letter pages.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        mark = _mark(document)
        for page in document.pages:
            page.obj.Resources = page.resources
            page.add_resource(mark, Name.XObject, _NAME, replace_existing=True)
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q q /DraftMark Do Q")
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()


def _mark(document: Pdf) -> pikepdf.Object:
    """A line above the text, and a pale word across the page that hides nothing under it."""
    letters = Lettering()
    line = letters.line(
        SAYS, (36.0, 776.0, WIDTH - 36.0, 790.0), 8, font="sans-bold", align="center"
    )
    word = letters.line("DRAFT", (-300.0, -60.0, 300.0, 90.0), 24, font="sans-bold", align="center")
    cos, sin = math.cos(_TURN), math.sin(_TURN)
    matrix = " ".join(
        f"{value:.4f}"
        for value in (5 * cos, 5 * sin, -5 * sin, 5 * cos, WIDTH / 2 + 260, HEIGHT / 2 - 190)
    )
    content = line + f"q /Pale gs {matrix} cm\n".encode("ascii") + word + b"Q\n"
    stream = document.make_stream(content)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, WIDTH, HEIGHT])
    stream.Resources = Dictionary(
        Font=embedded(document, letters.fonts()), ExtGState=Dictionary(Pale=Dictionary(ca=0.13))
    )
    return stream
