"""Reading the pages of a PDF that hold no text, each once: what was read is kept in memory.

Only the words are kept, under the digest of their PDF, and no longer than the process lives: the
archive is where a client's papers lie, and nothing of them lies elsewhere.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from types import MappingProxyType

from PIL import Image

from ..reading import opened
from . import tesseract
from .tesseract import PageLost

DOTS = 300
"""Dots per inch at which a page is read."""

_DOTS_TO_TURN = 200
"""The same when only its turn is asked for: at 150 dots a page of small type is not sure enough."""
_MOST_AT_ONCE = 2

Box = tuple[float, float, float, float]
Told = Callable[[str], None]


@dataclass(frozen=True)
class PageWord:
    """A word that was recognized: its box is in points from the bottom left of its page."""

    text: str
    box: Box
    ends_line: bool


@dataclass(frozen=True)
class ReadPage:
    """What was recognized on a page.

    Attributes:
        words: in the order of reading.
        confidence: their mean, 0 to 100.
    """

    words: tuple[PageWord, ...]
    confidence: float


Kept = ReadPage | int | None
_Key = tuple[bytes, str, int]

NOTHING_READ: Mapping[int, ReadPage | None] = MappingProxyType({})


class Recognizer:
    """Reads pages by tesseract, for any number of threads; what it has read it remembers.

    A page that was lost is not remembered: the next packet asks for it again.
    """

    def __init__(self, most: int = 3000) -> None:
        """Remember nothing yet.

        Args:
            most: how many pages are remembered; the one asked for longest ago goes first.
        """
        self._most = most
        self._kept: OrderedDict[_Key, Kept] = OrderedDict()
        self._lock = Lock()

    @property
    def is_able(self) -> bool:
        """Whether tesseract is installed, with a language of ours."""
        return bool(tesseract.languages())

    def turns(self, pdf: bytes, numbers: Sequence[int], told: Told) -> dict[int, int]:
        """By how many degrees clockwise pages have to be turned, of those that don't stand right.

        Args:
            pdf: the file.
            numbers: which pages, from 0.
            told: told of the progress.
        """
        found = self._each("turn", pdf, numbers, told, _turn)
        return {number: turn for number, turn in found.items() if isinstance(turn, int) and turn}

    def read(self, pdf: bytes, numbers: Sequence[int], told: Told) -> dict[int, ReadPage | None]:
        """What pages say.

        Args:
            pdf: the file.
            numbers: which pages, from 0.
            told: told of the progress.

        Returns:
            For each page; none for one on which tesseract crashed or took too long.
        """
        found = self._each("read", pdf, numbers, told, _read)
        return {n: page if isinstance(page, ReadPage) else None for n, page in found.items()}

    def _each(
        self,
        what: str,
        pdf: bytes,
        numbers: Sequence[int],
        told: Told,
        act: Callable[[bytes, int], Kept],
    ) -> dict[int, Kept]:
        if not self.is_able or not numbers:
            return {}
        digest = sha256(pdf).digest()
        with self._lock:
            known = {
                n: self._kept[key] for n in numbers if (key := (digest, what, n)) in self._kept
            }
        new = [number for number in numbers if number not in known]
        at_once = min(_MOST_AT_ONCE, len(os.sched_getaffinity(0)))
        with ThreadPoolExecutor(at_once) as beside:
            made = beside.map(lambda number: act(pdf, number), new)
            for count, (number, page) in enumerate(zip(new, made, strict=True), start=1):
                told(f"{_DOING[what]}: {count} of {len(new)}")
                known[number] = page
        with self._lock:
            for number in numbers:
                if known[number] is not None:
                    self._kept[digest, what, number] = known[number]
                    self._kept.move_to_end((digest, what, number))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return known


_DOING = {
    "turn": "Looking whether scanned pages stand upright",
    "read": "Recognizing the words of scanned pages",
}


def _turn(pdf: bytes, number: int) -> int | None:
    try:
        return tesseract.turn_of(_picture(pdf, number, _DOTS_TO_TURN)[0], _DOTS_TO_TURN)
    except PageLost:
        return None


def _read(pdf: bytes, number: int) -> ReadPage | None:
    picture, height = _picture(pdf, number, DOTS)
    try:
        found = tesseract.read_picture(picture, DOTS)
    except PageLost:
        return None
    followed = [*(word.line for word in found.words), None][1:]
    words = (
        PageWord(word.text, _in_points(word.box, height), word.line != line)
        for word, line in zip(found.words, followed, strict=True)
    )
    return ReadPage(tuple(words), found.confidence)


def _picture(pdf: bytes, number: int, dots: int) -> tuple[Image.Image, float]:
    """A page in grey, and its height in points."""
    with opened(pdf) as document:
        page = document[number]
        return page.render(scale=dots / 72, grayscale=True).to_pil().convert("L"), page.get_height()


def _in_points(box: Box, height: float) -> Box:
    left, top, right, bottom = (edge * 72 / DOTS for edge in box)
    return left, height - bottom, right, height - top
