"""A file of an exhibit made ready: pages upright, scanned ones read, what is private burned out.

What rests on recognition is proved by recognizing the blackened pages again.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pikepdf import Pdf

from ..private import Private
from ..reading import page_texts
from .blackout import BlackedOut, black_out
from .letter import hides_layers, letter_pages
from .page_letters import beside_text, letters_recognized, private_letters
from .recognition import ReadPage, Recognizer, Told
from .scans import scanned_pages

SURE = 75.0
"""Below which mean confidence of its words, of 100, a page counts as badly recognized."""


@dataclass(frozen=True)
class Cleared:
    """A file made ready, and what has to be looked at; pages are counted from 1.

    Attributes:
        done: the pages, and what was blacked out on them.
        recognized: pages whose words were recognized.
        doubtful: those of them that were recognized badly.
        lost: pages on which the program that recognizes crashed or took too long.
        unproved: blackened pages on which it did so when they were read again.
        turned: pages that lay on their side or head, and were set upright.
        is_able: whether words could be recognized at all.
    """

    done: BlackedOut
    recognized: tuple[int, ...]
    doubtful: tuple[int, ...]
    lost: tuple[int, ...]
    unproved: tuple[int, ...]
    turned: tuple[int, ...]
    is_able: bool


def cleared(
    data: bytes, things: tuple[Private, ...], recognizer: Recognizer, told: Told
) -> Cleared:
    """Make a file ready.

    Args:
        data: a PDF that `files.check_pdf` found sound.
        things: what must not be read.
        recognizer: reads scanned pages.
        told: told while pages are being read, which takes seconds for each.
    """
    first = black_out(data, things, redraw_all=True) if hides_layers(data) else None
    flat = first.pdf if first else data
    pages = letter_pages(flat)
    texts = page_texts(pages)
    scans = scanned_pages(flat, texts)
    turns = recognizer.turns(flat, [n for n in scans if not texts[n].strip()], told)
    if turns:
        pages = letter_pages(_turned(flat, turns))
    read = beside_text(pages, recognizer.read(pages, scans, told))
    done = black_out(pages, things, texts=texts, read=read)
    blackened = sorted({n - 1 for n, _ in done.hidden} & set(scans))
    again = recognizer.read(done.pdf, blackened, told)
    done = _proved(done, things, again)
    if first:
        done = replace(done, hidden=tuple(dict.fromkeys((*first.hidden, *done.hidden))))
    recognized = {n: page for n, page in read.items() if page is not None and page.words}
    return Cleared(
        done=done,
        recognized=tuple(n + 1 for n in recognized),
        doubtful=tuple(n + 1 for n, page in recognized.items() if page.confidence < SURE),
        lost=tuple(n + 1 for n, page in read.items() if page is None),
        unproved=tuple(n + 1 for n, page in again.items() if page is None),
        turned=tuple(n + 1 for n in turns),
        is_able=recognizer.is_able,
    )


def _proved(
    done: BlackedOut, things: tuple[Private, ...], again: Mapping[int, ReadPage | None]
) -> BlackedOut:
    """The same, with what can still be recognized on the scanned pages that were blackened."""
    still = dict.fromkeys(done.still)
    for number, page in again.items():
        if page is not None:
            letters = letters_recognized(page)
            kinds = private_letters(letters, things, recognized=True).kinds
            still |= dict.fromkeys((number + 1, kind) for kind in kinds)
    return replace(done, still=tuple(still))


def _turned(data: bytes, turns: Mapping[int, int]) -> bytes:
    if not turns:
        return data
    with Pdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        for number, degrees in turns.items():
            pdf.pages[number].rotate(degrees, relative=True)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
