"""Pages drawn anew as pictures, and words laid over pages unseen, so that they can be searched."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from ...errors import FormError
from ...forms.measure import encodable, plain
from ..lettering import Lettering, embedded
from ..loose import simply_written
from .letter import SHOW_STAMP, room_for_stamp
from .page_letters import Letters
from .recognition import ReadPage

DOTS = 200
"""Dots per inch of a page that becomes a picture."""

_BAR_EDGE = 1.5
"""How far a bar reaches over the letters it hides, in points."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Word:
    """A word that stays, where it stands, to be laid over its page."""

    text: str
    box: Box


@dataclass(frozen=True)
class Picture:
    """A page as a picture, and the words laid over it; its size is in points."""

    image: Image.Image
    width: float
    height: float
    words: tuple[Word, ...]


def barred(page: pypdfium2.PdfPage, letters: Letters, hidden: frozenset[int]) -> Picture:
    """A page as a picture, black bars over some of its letters, with its other words.

    Args:
        page: the page.
        letters: of it.
        hidden: the places of those that must not be seen.
    """
    width, height = page.get_size()
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
    return Picture(_plain(image), width, height, tuple(_words(letters, hidden)))


def words_of(page: ReadPage) -> tuple[Word, ...]:
    """The words that were recognized on a page, to be laid over it."""
    return tuple(Word(word.text, word.box) for word in page.words)


def redrawn(
    data: bytes, pictures: Mapping[int, Picture], overlays: Mapping[int, Iterable[Word]]
) -> bytes:
    """The PDF with some of its pages as pictures, and words laid unseen over others.

    Args:
        data: the PDF; its pages that get words are of `letter_pages`.
        pictures: by page, from 0.
        overlays: the words by page, from 0.
    """
    with Pdf.open(io.BytesIO(data)) as source, Pdf.new() as made:
        letters = Lettering()
        written: list[pikepdf.Object] = []
        for number, page in enumerate(source.pages):
            if number in pictures:
                written.append(_picture_page(made, pictures[number], letters))
                continue
            made.pages.append(page)
            if number in overlays:
                last = made.pages[-1]
                last.contents_add(_unseen_words(letters, overlays[number]))
                written.append(last.obj)
        fonts = embedded(made, letters.fonts())
        for lettered in written:
            lettered.Resources.Font = fonts
        made.remove_unreferenced_resources()
        return simply_written(made)


def _plain(image: Image.Image) -> Image.Image:
    """The picture in grey where it has no colours."""
    _, saturation, _ = image.resize((96, 96), Image.Resampling.BOX).convert("HSV").split()
    coloured = int(saturation.getextrema()[1]) > 24  # type: ignore[arg-type]
    return image if coloured else image.convert("L")


def _words(letters: Letters, hidden: frozenset[int]) -> Iterator[Word]:
    """The words without what is hidden: a word with a hidden letter goes as a whole."""
    word: list[int] = []
    for number, (letter, _) in enumerate([*letters, (" ", None)]):
        if not letter.isspace():
            word.append(number)
            continue
        boxes = [b for n in word if (b := letters[n][1]) is not None]
        if boxes and not hidden.intersection(word):
            yield Word(
                "".join(letters[n][0] for n in word),
                (
                    min(b[0] for b in boxes),
                    min(b[1] for b in boxes),
                    max(b[2] for b in boxes),
                    max(b[3] for b in boxes),
                ),
            )
        word = []


def _picture_page(made: Pdf, picture: Picture, letters: Lettering) -> pikepdf.Object:
    """Append a page that is a picture with unseen words; it still lacks the fonts for them."""
    image = picture.image
    stream = pikepdf.Stream(made, b"")
    stream.write(zlib.compress(image.tobytes(), 4), filter=Name.FlateDecode)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = image.width, image.height
    stream.BitsPerComponent = 8
    stream.ColorSpace = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    content = (
        f"q {picture.width:.3f} 0 0 {picture.height:.3f} 0 0 cm /Picture Do Q\n".encode()
        + _unseen_words(letters, picture.words)
        + SHOW_STAMP
    )
    page = made.add_blank_page(page_size=(picture.width, picture.height))
    page.obj.Resources = Dictionary(XObject=Dictionary(Picture=stream, Stamp=room_for_stamp(made)))
    page.obj.Contents = made.make_stream(content)
    return page.obj


def _unseen_words(letters: Lettering, words: Iterable[Word]) -> bytes:
    return b"q 3 Tr\n" + b"".join(_unseen(letters, word) for word in words) + b"Q\n"


def _unseen(letters: Lettering, word: Word) -> bytes:
    """A word where it stands, for search; one that no font here has is only in the picture."""
    left, bottom, right, top = word.box
    if encodable(word.text):
        ink = plain("serif", word.text)
        size = (top - bottom) * 1000 / max(ink.top - ink.bottom, 1.0)
        size = min(max(round(size, 1), 4.0), 48.0)
        wide = (right - left) * 1000 / (max(ink.width, 1.0) * size)
        shown = letters.short(word.text, 0, 0, size, font="serif")
        baseline = bottom - ink.bottom * size / 1000
        return b"q %.4f 0 0 1 %.2f %.2f cm\n%sQ\n" % (wide, left, baseline, shown)
    size = min(max(round(top - bottom, 1), 6.0), 24.0)
    try:
        return letters.line(
            word.text, (left - 2, bottom - size, left + 3000, bottom + size * 2), size
        )
    except FormError:
        return b""
