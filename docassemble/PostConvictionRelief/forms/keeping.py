"""Keeping blanks: a file from disk or from the court's site, put on the shelf under its digest.

No edition ever replaces another there: a packet that was made with an old one can be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..errors import BlankError, Problem
from .blanks import MOST_BYTES, SECONDS, kept_as, write_whole
from .card import FormCard
from .download import DownloadFailed, download
from .recognition import Recognized, recognize
from .registry import Registry

Outcome = Literal["as on the card", "fetched", "changed at the court", "not to be had"]


@dataclass(frozen=True)
class Kept:
    """A blank on the shelf.

    Attributes:
        recognized: which form and edition it is.
        path: where it lies.
        new: whether it wasn't there before.
    """

    recognized: Recognized
    path: Path
    new: bool


@dataclass(frozen=True)
class Synced:
    """What the court publishes now, against one card.

    Attributes:
        card: the card.
        outcome: in two or three words what came of it.
        problem: what a person must look at, if anything.
    """

    card: FormCard
    outcome: Outcome
    problem: Problem | None = None


def keep(data: bytes, known: Registry, folder: Path, name: str = "PDF") -> Kept:
    """Put a blank on the shelf, whatever its edition; nothing is written unless it is recognized.

    Args:
        data: the file, which may be anything.
        known: the cards.
        folder: the shelf (`blanks.kept_folder`).
        name: what to call the file in a problem.

    Raises:
        BlankError: it can't be used as a blank or is of no form with a card, or the shelf can't be
            written.
    """
    return _put(data, recognize(data, known, name), folder)


def synchronize(
    cards: Iterable[FormCard], known: Registry, folder: Path, seconds: float = SECONDS
) -> Iterator[Synced]:
    """Download each form, and say whether the court still publishes what its card describes.

    After one download to which nothing answered, no other is tried.

    Args:
        cards: the cards to look at.
        known: all cards.
        folder: the shelf, where what comes is kept beside what lies there.
        seconds: the longest that one download may take.

    Raises:
        BlankError: the shelf can't be written.
    """
    silent = ""
    for card in cards:
        if silent:
            yield _not_to_be_had(card, silent)
            continue
        try:
            data = download(card.source.file, seconds=seconds, most_bytes=MOST_BYTES)
        except DownloadFailed as error:
            silent = error.reason if error.unreachable else ""
            yield _not_to_be_had(card, error.reason)
        else:
            yield _synced(card, data, known, folder)


def _synced(card: FormCard, data: bytes, known: Registry, folder: Path) -> Synced:
    try:
        found = recognize(data, known, card.form)
    except BlankError as error:
        return Synced(card, "not to be had", error.problems[0])
    kept = _put(data, found, folder)
    if found.card.form != card.form:
        what = f"{card.source.file} is {found.card.form}"
        remedy = "look at the landing page, and correct the address on the card"
        return Synced(card, "changed at the court", Problem(card.form, what, remedy))
    if found.sha256 == card.source.sha256:
        return Synced(card, "fetched" if kept.new else "as on the card")
    against = Recognized(card, found.sha256, found.printed)
    return Synced(card, "changed at the court", against.difference)


def _put(data: bytes, recognized: Recognized, folder: Path) -> Kept:
    path = folder / kept_as(recognized.card.form, recognized.sha256)
    there = _same(path, data)
    if not there:
        _write(path, data)
    return Kept(recognized, path, new=not there)


def _not_to_be_had(card: FormCard, reason: str) -> Synced:
    remedy = f"try again later, or get it from {card.source.landing} and import it"
    return Synced(card, "not to be had", Problem(card.form, reason, remedy))


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        remedy = "make the state folder (PCR_STATE) writable"
        raise BlankError(
            Problem(str(path), f"can't be written ({error.strerror})", remedy)
        ) from error
