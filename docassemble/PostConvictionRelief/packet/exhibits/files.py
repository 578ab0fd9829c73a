"""What an exhibit's file is, and a plain PDF of it: from PDF, a picture, or a Word file.

Files come from anywhere. A file that is encrypted, broken, something else than its name says, or
unreasonably large is one clear problem, and the other exhibits are built.
"""

from __future__ import annotations

import io
import zlib
from base64 import a85decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

import pikepdf
from pikepdf import Name, Pdf, PdfError
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ...drafting.word_file import open_word_file
from ...errors import ConversionError, ExemplarError, PcrError, Problem

MAX_BYTES = 50_000_000
"""Largest exhibit file."""

MAX_PAGES = 300
"""Most pages of one exhibit."""

MAX_PIXELS = 120_000_000
"""Most pixels of one picture (a letter page at 1,000 dots per inch)."""

MAX_CONTENT = 40_000_000
"""Most bytes of drawing on one page, unpacked (a dense map has some five million)."""

PICTURE_SIDE = 2200
"""Longer side of a picture as it is bound, in pixels: 200 dots per inch on a letter page."""

Convert = Callable[[bytes], bytes]
"""Makes a PDF of a Word file."""

_SIGNS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"PK\x03\x04", "Word"),
)
_SUFFIXES = {
    ".pdf": "PDF",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".docx": "Word",
}


@dataclass(frozen=True)
class ExhibitFile:
    """A file for an exhibit as it came.

    Attributes:
        name: its name, or its suffix alone (`.pdf`); only the suffix is read.
        data: the bytes.
    """

    name: str
    data: bytes


class BadExhibit(PcrError):
    """A file can't be an exhibit."""


def to_pdf(file: ExhibitFile, where: str, convert: Convert) -> bytes:
    """A PDF of an exhibit's file.

    Args:
        file: as it came.
        where: the address of the exhibit (`exhibits.0.file`), for problems.
        convert: makes a PDF of a Word file.

    Raises:
        BadExhibit: it can't be an exhibit; one problem says why.
    """
    if not file.data:
        raise _bad(where, "is empty", "give the file again")
    if len(file.data) > MAX_BYTES:
        raise _bad(
            where,
            f"is larger than {MAX_BYTES // 1_000_000} MB",
            "scan at 200 dots per inch, or split it",
        )
    kind = next((kind for sign, kind in _SIGNS if file.data.startswith(sign)), None)
    if kind is None and b"%PDF-" in file.data[:1024]:
        kind = "PDF"
    named = _SUFFIXES.get(PurePath(f"x{file.name}").suffix.lower())
    if kind is None or named is None:
        raise _bad(where, "is no PDF, picture (PNG, JPEG, TIFF) or Word file", "make a PDF of it")
    if kind != named:
        raise _bad(
            where, f"is not what its name says: a {kind} file named {named}", "name it rightly"
        )
    if kind == "PDF":
        check_pdf(file.data, where)
        return file.data
    return _picture(file.data, where) if kind == "picture" else _word(file.data, where, convert)


def check_pdf(data: bytes, where: str) -> None:
    """Look whether a PDF can be read whole and within limits.

    Raises:
        BadExhibit: it can't.
    """
    try:
        with Pdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            if pages > MAX_PAGES:
                raise _bad(
                    where,
                    f"has {pages} pages; an exhibit has {MAX_PAGES} at most",
                    "split or shorten it",
                )
            if pages == 0:
                raise _bad(where, "has no pages", "give the file again")
            for number, page in enumerate(pdf.pages, start=1):
                _check_page(page, number, where)
    except pikepdf.PasswordError as error:
        raise _bad(where, "is encrypted with a password", "save it without a password") from error
    except (PdfError, RuntimeError, ValueError, zlib.error) as error:
        raise _bad(
            where,
            "is broken or cut off, and can't be read whole",
            "get it again, or print it to a new PDF and look whether all pages are there",
        ) from error


def _check_page(page: pikepdf.Page, number: int, where: str) -> None:
    size = 0
    for stream in _contents(page):
        size += _unpacked(stream)
    for _, picture in page.images.items():
        width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
        if width * height > MAX_PIXELS:
            raise _bad(
                where, f"has a picture of {width} by {height} points on page {number}", _SMALLER
            )
    if size > MAX_CONTENT:
        raise _bad(where, f"unpacks page {number} to far more than a page", _SMALLER)


_SMALLER = "print it to a new PDF, or scan it at 200 dots per inch"


def _contents(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The streams that draw a page; its forms are counted when they are read."""
    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        yield from (contents[n] for n in range(len(contents)))
    elif contents is not None:
        yield contents
    forms = page.resources.get("/XObject")
    for _, drawn in forms.items() if forms is not None else ():
        if drawn.get("/Subtype") == Name.Form:
            yield drawn


def _unpacked(stream: pikepdf.Object) -> int:
    """How many bytes a stream unpacks to, counted up to just over the limit."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [filters]
    if isinstance(filters, pikepdf.Array):
        names = [filters[n] for n in range(len(filters))]
    for name in names:
        if name == Name.ASCII85Decode:
            raw = a85decode(raw.strip().removesuffix(b"~>"))
        elif name == Name.ASCIIHexDecode:
            raw = raw[: len(raw) // 2]
        elif name == Name.FlateDecode:
            raw = zlib.decompressobj().decompress(raw, MAX_CONTENT + 1)
        else:
            break
    return len(raw)


def _picture(data: bytes, where: str) -> bytes:
    """A PDF of a picture, a page for each of its frames; upright, without what a camera notes."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _bad(where, f"is {image.width} by {image.height} points large", _SMALLER)
            frames = [_page_picture(frame) for frame, _ in _frames(image, where)]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise _bad(where, "is a broken picture", "save or scan it again") from error
    out = io.BytesIO()
    frames[0].save(
        out, "PDF", save_all=True, append_images=frames[1:], resolution=200.0, quality=88
    )
    return out.getvalue()


def _frames(image: Image.Image, where: str) -> Iterator[tuple[Image.Image, int]]:
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= MAX_PAGES:
            raise _bad(where, f"has more than {MAX_PAGES} pages", "split it")
        yield frame.copy(), number


def _page_picture(frame: Image.Image) -> Image.Image:
    """One frame turned as its camera says, on white, no finer than a page needs."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright.convert("RGBA"))
    plain = upright if upright.mode in ("1", "L") else upright.convert("RGB")
    if max(plain.size) > PICTURE_SIDE:
        plain = plain.convert("L") if plain.mode == "1" else plain
        plain.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def _word(data: bytes, where: str, convert: Convert) -> bytes:
    try:
        open_word_file(data, where)
        pdf = convert(data)
    except (ExemplarError, ConversionError) as error:
        first = error.problems[0]
        raise _bad(where, f"can't be used: it {first.what}", first.remedy) from error
    check_pdf(pdf, where)
    return pdf


def _bad(where: str, what: str, remedy: str) -> BadExhibit:
    return BadExhibit(Problem(where, what, remedy))
