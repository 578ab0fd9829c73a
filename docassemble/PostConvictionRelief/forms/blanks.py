"""Where blanks come from: a folder, else the court's site, else drawn for practice.

The court's own PDFs are never part of the package. Whatever comes in is checked against the digest
on the form's card, and every blank says where it came from.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from functools import cache
from pathlib import Path

from ..errors import BlankError, Problem
from ..settings import Settings
from .blank import Blank
from .card import FormCard
from .download import DownloadFailed, download
from .practice import practice_blank
from .recognition import described

SECONDS = 8.0
"""The longest that one download may take."""

MOST_BYTES = 20_000_000
"""The largest download; the court's largest form has a twentieth of that."""

_log = logging.getLogger(__name__)


class Shelf:
    """The blanks that this process uses; each is fetched or drawn once.

    After one download to which nothing answered, no other is tried.
    """

    def __init__(
        self,
        folder: Path | None,
        cache_folder: Path | None,
        *,
        network: bool,
        seconds: float = SECONDS,
    ) -> None:
        """Make a shelf.

        Args:
            folder: where the court's blanks lie as `<FORM>.pdf`, or none; those of earlier editions
                have the day of the edition behind the form, `CR-180_2017-01-01.pdf`.
            cache_folder: where downloads are kept, or none to keep them in memory only.
            network: whether downloads may be tried.
            seconds: the longest that one download may take.
        """
        self.folder = folder
        self.cache_folder = cache_folder
        self.seconds = seconds
        self._no_network = "" if network else "downloads are switched off"
        self._blanks: dict[tuple[str, str], Blank] = {}
        self._lock = threading.Lock()

    def blank(self, card: FormCard) -> Blank:
        """The blank of a form.

        Raises:
            BlankError: the folder does not exist, or its file for this form can't be read or is not
                the edition that the card describes.
        """
        place = (card.form, card.source.sha256)
        with self._lock:
            if place not in self._blanks:
                self._blanks[place] = self._find(card)
            return self._blanks[place]

    def _find(self, card: FormCard) -> Blank:
        found = self._from_folder(card) or self._from_cache(card)
        if found is not None:
            return found
        try:
            return self._from_court(card)
        except DownloadFailed as error:
            _log.info("practice blank drawn for %s: %s", card.form, error.reason)
            return Blank(
                card.form,
                practice_blank(card),
                "practice",
                f"drawn from the card, because the court's own was not to be had: {error.reason}",
            )

    def _from_folder(self, card: FormCard) -> Blank | None:
        if self.folder is None:
            return None
        if not self.folder.is_dir():
            raise BlankError(
                Problem("PCR_BLANKS", f"{self.folder} is not a folder", "correct or unset it")
            )
        path = self.folder / _file_name(card)
        if not path.exists():
            return None
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BlankError(
                Problem(str(path), f"can't be read ({error.strerror})", "make it readable")
            ) from error
        what = _wrong(card, data)
        if what:
            raise BlankError(
                Problem(
                    str(path),
                    what,
                    f"put the edition {card.edition.printed} of {card.form} there, or remove it",
                )
            )
        return Blank(card.form, data, "genuine", f"folder {self.folder}")

    def _from_cache(self, card: FormCard) -> Blank | None:
        path = self._cached(card)
        if path is None or not path.exists():
            return None
        data = path.read_bytes()
        if _wrong(card, data):
            _log.warning("the kept download of %s is damaged and is not used", card.form)
            return None
        return Blank(card.form, data, "genuine", f"downloaded earlier from {card.source.file}")

    def _from_court(self, card: FormCard) -> Blank:
        if self._no_network:
            raise DownloadFailed(self._no_network, unreachable=True)
        if card.edition.status == "superseded":
            raise DownloadFailed("the court publishes this edition no longer", unreachable=False)
        try:
            data = download(card.source.file, seconds=self.seconds, most_bytes=MOST_BYTES)
        except DownloadFailed as error:
            if error.unreachable:
                self._no_network = error.reason
            raise
        what = _wrong(card, data)
        if what:
            raise DownloadFailed(f"{card.source.file} {what}", unreachable=False)
        path = self._cached(card)
        if path is not None:
            _keep(path, data)
        return Blank(card.form, data, "genuine", f"downloaded from {card.source.file}")

    def _cached(self, card: FormCard) -> Path | None:
        if self.cache_folder is None:
            return None
        return self.cache_folder / kept_as(card.form, card.source.sha256)


@cache
def shelf(settings: Settings) -> Shelf:
    """The one shelf of this process for these settings."""
    return _shelf(settings, network=settings.blanks_source == "auto")


@cache
def local_shelf(settings: Settings) -> Shelf:
    """The same shelf without the court's site: what is on this machine, else practice blanks."""
    return _shelf(settings, network=False)


def kept_folder(settings: Settings) -> Path:
    """Where downloaded and imported blanks are kept, those of earlier editions too."""
    return settings.state_folder / "blanks"


def kept_as(form: str, sha256: str) -> str:
    """The name of a kept blank: its form and its digest, so that no edition replaces another."""
    return f"{form}-{sha256}.pdf"


def _shelf(settings: Settings, *, network: bool) -> Shelf:
    folder = Path(settings.blanks) if settings.blanks else None
    return Shelf(folder, kept_folder(settings), network=network)


def _file_name(card: FormCard) -> str:
    if card.edition.status == "superseded":
        return f"{card.form}_{card.edition.date.isoformat()}.pdf"
    return f"{card.form}.pdf"


def _wrong(card: FormCard, data: bytes) -> str:
    """What is wrong with a file that should be the blank of a card; empty if nothing is."""
    if b"%PDF-" not in data[:1024]:
        return "is not a PDF"
    digest = hashlib.sha256(data).hexdigest()
    if digest != card.source.sha256:
        return (
            f"is not the edition on the card of {card.form}: {described(data)}, SHA-256 "
            f"{digest[:12]}…, not {card.source.sha256[:12]}…"
        )
    return ""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, and its folder, so that it is there whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _keep(path: Path, data: bytes) -> None:
    """Keep a download; the work goes on where that can't be done."""
    try:
        write_whole(path, data)
    except OSError as error:
        _log.warning("can't keep %s (%s)", path.name, error.strerror)
