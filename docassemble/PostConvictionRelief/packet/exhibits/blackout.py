"""What is private burned out of pages: from the picture, the text, hidden layers and metadata.

A page with something to hide is drawn anew as a picture with black bars, so that nothing that stood
under a bar or on a hidden layer is in the file any more; the other words are laid over it unseen,
so that the page can still be searched. Then the pages are read again: what still tells something
private is named.
"""

from __future__ import annotations

import ctypes
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from ...errors import FormError
from ..lettering import Lettering, embedded
from ..loose import simply_written
from ..private import Private, spots
from ..reading import opened, page_texts
from .letter import SHOW_STAMP, room_for_stamp

DOTS = 200
"""Dots per inch of a page that becomes a picture."""

_BAR_EDGE = 1.5
"""How far a bar reaches over the letters it hides, in points."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class BlackedOut:
    """Pages after what is private was burned out.

    Attributes:
        pdf: the pages.
        pages: how many.
        hidden: what was hidden on which page (from 1), in words.
        still: what can still be read, and must not be filed.
        unread: pages that hold no text: what they show was not looked through.
    """

    pdf: bytes
    pages: int
    hidden: tuple[tuple[int, str], ...]
    still: tuple[tuple[int, str], ...]
    unread: tuple[int, ...]


@dataclass(frozen=True)
class _Word:
    """A word that stays, where it stands, to be laid over the picture."""

    text: str
    box: Box


@dataclass(frozen=True)
class _Picture:
    image: Image.Image
    width: float
    height: float
    words: tuple[_Word, ...]


def black_out(data: bytes, things: tuple[Private, ...], *, redraw_all: bool = False) -> BlackedOut:
    """Burn private things out of a PDF.

    Args:
        data: a sound PDF.
        things: what must not be read.
        redraw_all: every page becomes a picture of what is seen, without its text, because
            layers of it are hidden, and their words can't be told from the others.

    Returns:
        The pages. They are the same bytes where there was nothing to hide.
    """
    texts = page_texts(data)
    found = {n: spots(text, things) for n, text in enumerate(texts)}
    unread = tuple(n + 1 for n, text in enumerate(texts) if not text.strip())
    wanted = [n for n in range(len(texts)) if found[n] or redraw_all]
    if not wanted:
        return BlackedOut(data, len(texts), (), (), unread)
    made = _redrawn(data, _pictures(data, wanted, things, searchable=not redraw_all))
    again = page_texts(made)
    return BlackedOut(
        made,
        len(texts),
        tuple(dict.fromkeys((n + 1, spot.kind) for n in wanted for spot in found[n])),
        tuple((n + 1, s.kind) for n, text in enumerate(again) for s in spots(text, things)),
        unread,
    )


def _pictures(
    data: bytes, wanted: Sequence[int], things: tuple[Private, ...], *, searchable: bool
) -> dict[int, _Picture]:
    made = {}
    with opened(data) as document:
        document.init_forms()
        for number in wanted:
            picture = _picture(document[number], things)
            made[number] = picture if searchable else replace(picture, words=())
    return made


def _picture(page: pypdfium2.PdfPage, things: tuple[Private, ...]) -> _Picture:
    width, height = page.get_size()
    text = page.get_textpage()
    letters = _letters(text)
    written = "".join(letter for letter, _ in letters)
    hidden = {n for spot in spots(written, things) for n in range(spot.start, spot.end)}
    image: Image.Image = page.render(scale=DOTS / 72).to_pil().convert("RGB")
    scale = image.width / width
    draw = ImageDraw.Draw(image)
    for number in sorted(hidden):
        box = letters[number][1]
        if box is not None:
            left, bottom, right, top = box
            draw.rectangle(
                (
                    (left - _BAR_EDGE) * scale,
                    (height - top - _BAR_EDGE) * scale,
                    (right + _BAR_EDGE) * scale,
                    (height - bottom + _BAR_EDGE) * scale,
                ),
                fill="black",
            )
    return _Picture(_plain(image), width, height, tuple(_words(letters, hidden)))


def _letters(text: pypdfium2.PdfTextPage) -> list[tuple[str, Box | None]]:
    """Every character of a page with its box; spaces that PDFium puts in have none."""
    found: list[tuple[str, Box | None]] = []
    edges = [ctypes.c_double() for _ in range(4)]
    for number in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, number)
        letter = chr(code) if code not in (0, 0xFFFE) and code <= 0x10FFFF else "-"
        left, right, bottom, top = edges
        has = pdfium.FPDFText_GetCharBox(text.raw, number, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value) if has else None
        empty = box is None or box[2] - box[0] <= 0
        found.append((letter, None if empty else box))
    return found


def _plain(image: Image.Image) -> Image.Image:
    """The picture in grey where it has no colours."""
    _, saturation, _ = image.resize((96, 96), Image.Resampling.BOX).convert("HSV").split()
    coloured = int(saturation.getextrema()[1]) > 24  # type: ignore[arg-type]
    return image if coloured else image.convert("L")


def _words(letters: list[tuple[str, Box | None]], hidden: set[int]) -> Iterator[_Word]:
    """The words without what is hidden: a word with a hidden letter goes as a whole."""
    word: list[int] = []
    for number, (letter, _) in enumerate([*letters, (" ", None)]):
        if not letter.isspace():
            word.append(number)
            continue
        boxes = [b for n in word if (b := letters[n][1]) is not None]
        if boxes and not hidden.intersection(word):
            yield _Word(
                "".join(letters[n][0] for n in word),
                (
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                ),
            )
        word = []


def _redrawn(data: bytes, pictures: dict[int, _Picture]) -> bytes:
    """The PDF with some of its pages as pictures."""
    with Pdf.open(io.BytesIO(data)) as source, Pdf.new() as made:
        letters = Lettering()
        drawn: list[pikepdf.Object] = []
        for number, page in enumerate(source.pages):
            if number not in pictures:
                made.pages.append(page)
                continue
            drawn.append(_picture_page(made, pictures[number], letters))
        fonts = embedded(made, letters.fonts())
        for page_of_picture in drawn:
            page_of_picture.Resources.Font = fonts
        made.remove_unreferenced_resources()
        return simply_written(made)


def _picture_page(made: Pdf, picture: _Picture, letters: Lettering) -> pikepdf.Object:
    """Append a page that is a picture with unseen words; it still lacks the fonts for them."""
    image = picture.image
    stream = pikepdf.Stream(made, b"")
    stream.write(zlib.compress(image.tobytes(), 4), filter=Name.FlateDecode)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = image.width, image.height
    stream.BitsPerComponent = 8
    stream.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    words = b"".join(_unseen(letters, word) for word in picture.words)
    content = (
        f"q {picture.width:.3f} 0 0 {picture.height:.3f} 0 0 cm /Picture Do Q\nq 3 Tr\n".encode()
        + words
        + b"Q\n"
        + SHOW_STAMP
    )
    page = made.add_blank_page(page_size=(picture.width, picture.height))
    page.obj.Resources = Dictionary(XObject=Dictionary(Picture=stream, Stamp=room_for_stamp(made)))
    page.obj.Contents = made.make_stream(content)
    return page.obj


def _unseen(letters: Lettering, word: _Word) -> bytes:
    """A word where it stands, for search; one that no font here has is only in the picture."""
    left, bottom, _, top = word.box
    size = min(max(round(top - bottom, 1), 6.0), 24.0)
    try:
        return letters.line(
            word.text, (left - 2, bottom - size, left + 3000, bottom + size * 2), size
        )
    except FormError:
        return b""
