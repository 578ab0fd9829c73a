"""Making a PDF from LibreOffice depend on its text alone, and saying nothing about who made it."""

from __future__ import annotations

import io

import pikepdf

OUR_DESTINATION = "/5FPcr"
"""How the destinations of our marks (`_PcrTables`) begin: LibreOffice writes 5F for the line."""


def clean_pdf(pdf: bytes) -> bytes:
    """The same PDF without dates, program names, XMP and random identifiers.

    Title, language, tags and bookmarks stay; of the named destinations (Word's bookmarks) only the
    marks of our own tables.

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
        _drop_foreign_destinations(document)
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


def _drop_foreign_destinations(document: pikepdf.Pdf) -> None:
    destinations = document.Root.get("/Dests")
    if destinations is None:
        return
    for name in set(destinations.keys()):
        if not name.startswith(OUR_DESTINATION):
            del destinations[name]
    if not destinations.keys():
        del document.Root.Dests
