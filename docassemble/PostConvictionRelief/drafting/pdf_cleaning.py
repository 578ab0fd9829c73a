"""Making a PDF from LibreOffice depend on its text alone, and saying nothing about who made it."""

from __future__ import annotations

import io

import pikepdf


def clean_pdf(pdf: bytes) -> bytes:
    """The same PDF without dates, program names, XMP and random identifiers.

    Title, language, tags and bookmarks stay.

    Args:
        pdf: a PDF as LibreOffice wrote it.

    Raises:
        pikepdf.PdfError: it is no PDF.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for key in set(document.docinfo.keys()) - {"/Title"}:
            del document.docinfo[key]
        if "/Metadata" in document.Root:
            del document.Root.Metadata
        # the first half of the ID would be kept, and LibreOffice makes it at random
        for key in {"/DocChecksum", "/ID"} & set(document.trailer.keys()):
            del document.trailer[key]
        cleaned = io.BytesIO()
        document.save(
            cleaned,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return cleaned.getvalue()
