"""Is this file a PDF form that can be filled? What is wrong with it is told in one finding.

A person may bring any file, so nothing in it is trusted: its size, what its streams unpack to, and
its structure are looked at before any of it is used.
"""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from ..errors import BlankError, Problem
from .drawing_size import drawn
from .form_fields import form_fields
from .pdf_objects import entry

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read; the court's largest form has a twentieth of that."""

MOST_PAGES = 100
"""Pages of the longest form that is read."""

MOST_UNPACKED = 200_000_000
"""Bytes that all streams of a file together may unpack to."""

MOST_DRAWN = 5_000_000
"""Bytes of drawing on all pages together; the court's largest form has a fiftieth of that."""

MALFORMED = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pikepdf raises where an object of a file is not what its place in the file asks for."""

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PIECE, _LOOKED_AT = 1 << 16, 1 << 20
_AGAIN = "get the form again from the court's site"


def inspect(data: bytes) -> tuple[Problem, ...]:
    """What keeps a file from being used as a blank; nothing where it can be.

    Args:
        data: the file, which may be anything.
    """
    try:
        opened(data).close()
    except BlankError as error:
        return error.problems
    return ()


def opened(data: bytes) -> Pdf:
    """A PDF form that can be filled, opened.

    Args:
        data: the file, which may be anything.

    Raises:
        BlankError: the one thing that keeps it from being used.
    """
    _refuse_before_opening(data)
    try:
        pdf = Pdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError as error:
        remedy = "save it without a password, or get it again from the court's site"
        raise _refused("asks for a password", remedy) from error
    except MALFORMED as error:
        raise _refused(f"is damaged or cut short ({error})") from error
    try:
        _refuse_opened(pdf)
    except MALFORMED as error:
        pdf.close()
        raise _refused(f"is damaged ({error})") from error
    except BlankError:
        pdf.close()
        raise
    return pdf


def _refused(what: str, remedy: str = _AGAIN) -> BlankError:
    return BlankError(Problem("PDF", what, remedy))


def _refuse_before_opening(data: bytes) -> None:
    if len(data) > LARGEST_FILE:
        raise _refused(f"has more than {LARGEST_FILE:,} bytes")
    if b"%PDF-" not in data[:1024]:
        raise _refused("is not a PDF")
    if _unpacked(data, MOST_UNPACKED) > MOST_UNPACKED:
        raise _refused(f"unpacks to more than {MOST_UNPACKED:,} bytes")


def _refuse_opened(pdf: Pdf) -> None:
    if len(pdf.pages) > MOST_PAGES:
        raise _refused(f"has {len(pdf.pages)} pages; a form has at most {MOST_PAGES}")
    if drawn(pdf) > MOST_DRAWN:
        raise _refused("has more drawn on its pages than any form", "look whether it is a form")
    form = entry(pdf.Root, "/AcroForm")
    if "/NeedsRendering" in pdf.Root or ("/XFA" in form and not len(form.get("/Fields", []))):
        remedy = "look for a fillable edition of it, or print the form to PDF and fill it by hand"
        raise _refused("is a dynamic XFA form and has no fields that can be filled", remedy)
    if "/DocMDP" in entry(pdf.Root, "/Perms"):
        raise _signed()
    fields = form_fields(pdf) if "/Fields" in form else {}
    if not fields:
        raise _refused("has no fields that can be filled")
    for field in fields.values():
        if field.holder.get("/FT") == Name.Sig and _is_signature(field.holder.get("/V")):
            raise _signed()
        for box in field.boxes:
            _ = box.edges, box.states  # raises where they are not what they should be


def _signed() -> BlankError:
    return _refused("is signed, and filling it would break the signature", "use an unsigned copy")


def _is_signature(value: Object | None) -> bool:
    return isinstance(value, Dictionary) and "/ByteRange" in value


def _unpacked(data: bytes, most: int) -> int:
    """How many bytes the streams of a file unpack to; counting ends soon after `most`.

    Streams are found by their first line, because a bomb may lie in what opening a file unpacks.
    What is packed twice is unpacked twice.
    """
    total = 0
    for found in _STREAM.finditer(data):
        total += _inflated(data, found.end(), most - total)
        if total > most:
            break
    return total


def _inflated(data: bytes, start: int, most: int, layers: int = 3) -> int:
    """How many bytes come out of packed data; 0 where it isn't (Flate) packed.

    Args:
        data: what holds it.
        start: where in `data` it begins.
        most: where counting may end.
        layers: how many times packed data is looked for within packed data.
    """
    unpacker = zlib.decompressobj()
    total = 0
    begin = b""
    pending = b""
    while total <= most and not unpacker.eof and (pending or start < len(data)):
        if not pending:
            pending, start = data[start : start + _PIECE], start + _PIECE
        try:
            piece = unpacker.decompress(pending, _PIECE)
        except zlib.error:
            break
        pending = unpacker.unconsumed_tail
        total += len(piece)
        if len(begin) < _LOOKED_AT:
            begin += piece
    if begin and layers > 1 and total <= most:
        total += _inflated(begin, 0, most - total, layers - 1)
    return total
