"""The words of a picture, by the program tesseract: what they say, where they stand, how surely.

The picture goes in and the words come out through pipes; nothing of a client's is written on the
disk. The same picture gives the same words.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from PIL import Image

LANGUAGES = ("eng", "spa")
"""What people's papers here are written in; those that are not installed are left out."""

SECONDS = 90.0
"""How long a page may take (an ordinary one takes 3 to 5 s)."""

_ATTEMPTS = 2

SURE_OF_TURN = 4.0
"""From which confidence on a page is turned; an ordinary page on its side has 10 to 25."""

_TURN = re.compile(
    rb"^Rotate: (\d+)$.*^Orientation confidence: ([\d.]+)$", re.MULTILINE | re.DOTALL
)

Box = tuple[float, float, float, float]


class PageLost(Exception):
    """A page could not be read: the program crashed, was killed, or took too long."""


@dataclass(frozen=True)
class ReadWord:
    """A word that was recognized.

    Attributes:
        text: what it says.
        box: left, top, right, bottom in dots of the picture.
        confidence: 0 to 100.
        line: words of one line have the same.
    """

    text: str
    box: Box
    confidence: float
    line: tuple[str, ...]


@dataclass(frozen=True)
class ReadPicture:
    """What was recognized in a picture, in the order of reading."""

    words: tuple[ReadWord, ...]

    @property
    def confidence(self) -> float:
        """The mean over its words, 0 to 100; 0 where there are none."""
        return fmean(word.confidence for word in self.words) if self.words else 0.0


def program() -> str:
    """Where tesseract is; empty where it isn't installed."""
    return shutil.which("tesseract") or ""


def languages() -> str:
    """The installed ones of our languages, joined by `+`; empty where nothing can be recognized."""
    if not program():
        return ""
    try:
        return _languages_of(program())
    except (OSError, subprocess.CalledProcessError):
        return ""  # asked again with the next file


@cache
def _languages_of(asked: str) -> str:
    done = subprocess.run([asked, "--list-langs"], capture_output=True, check=True, text=True)
    return "+".join(name for name in LANGUAGES if name in done.stdout.split())


def read_picture(picture: Image.Image, dots: int) -> ReadPicture:
    """The words of a picture.

    Args:
        picture: upright, in grey.
        dots: per inch.

    Raises:
        PageLost: the program crashed, was killed, or took too long.
    """
    said = _asked(picture, "-l", languages(), "--dpi", str(dots), "--psm", "3", "tsv")
    if said is None:
        raise PageLost
    return ReadPicture(tuple(_words(said.decode("utf-8"))))


def turn_of(picture: Image.Image, dots: int) -> int:
    """By how many degrees clockwise a picture has to be turned to stand upright.

    Returns:
        0, 90, 180 or 270; 0 where it shows too little to be sure.

    Raises:
        PageLost: the program was killed or took too long.
    """
    said = _asked(picture, "--dpi", str(dots), "--psm", "0")
    found = _TURN.search(said) if said is not None else None
    return int(found[1]) if found and float(found[2]) >= SURE_OF_TURN else 0


def _asked(picture: Image.Image, *options: str) -> bytes | None:
    """What the program says of a picture; nothing where it gives up. Once more if it is killed."""
    given = io.BytesIO()
    picture.save(given, "PPM")
    for _ in range(_ATTEMPTS):
        done = _run(given.getvalue(), options)
        if done.returncode >= 0:
            return done.stdout if done.returncode == 0 else None
    raise PageLost


def _run(picture: bytes, options: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [program(), "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            # one thread each: several pages are read at once
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise PageLost from error


def _words(table: str) -> Iterator[ReadWord]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        left, top, wide, high = (float(row[key]) for key in ("left", "top", "width", "height"))
        line = (row["block_num"], row["par_num"], row["line_num"])
        yield ReadWord(text, (left, top, left + wide, top + high), float(row["conf"]), line)
