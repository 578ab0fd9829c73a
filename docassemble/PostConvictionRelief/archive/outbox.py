"""Packets that could not be stored because the S3 service was away: kept locally, stored later.

Each packet is one folder in the outbox, readable by its owner only. It is written beside, flushed
to disk, and renamed into place, so a packet is in the outbox whole or not at all. It leaves only
after the archive has taken it; taking it twice changes nothing, since the archive never stores a
packet twice under one id. What a process that was killed has left half-written, or half-removed,
goes when the next packet is kept.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ArchiveError, NotFound, Problem
from . import keys
from .packets import Manifest, Packet, Packets

_MANIFEST = "manifest.json"
_FACTS = "facts.json"
_DOCUMENTS = "documents"
_UNFINISHED = ".unfinished-"
_DONE = ".done-"
_LOCK = ".lock"


class Outbox:
    """The outbox of one machine."""

    def __init__(self, folder: Path) -> None:
        """Make the folder when it is not there (mode 0700).

        Args:
            folder: where; in the state folder.

        Raises:
            ArchiveError: it can't be made.
        """
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        except OSError as error:
            raise _cannot("make the outbox", error) from error

    def keep(self, packet: Packet) -> None:
        """Keep a packet until it can be stored. Keeping it again changes nothing.

        Raises:
            ArchiveError: the disk is full or can't be written.
        """
        place = self._place(packet.manifest.packet_id)
        if place.exists():
            return
        try:
            with (
                self._alone(),
                tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=self._folder) as beside,
            ):
                unfinished = Path(beside) / packet.manifest.packet_id
                _write_packet(unfinished, packet)
                unfinished.rename(place)
            _flush_folder(self._folder)
        except OSError as error:
            raise _cannot("keep the packet", error) from error

    def pending(self) -> tuple[Manifest, ...]:
        """The packets still to be stored, the earliest first.

        Raises:
            ArchiveError: one of them is damaged.
        """
        manifests = []
        for place in self._folder.iterdir():
            if place.name.startswith("."):
                continue
            try:
                manifests.append(Manifest.from_json((place / _MANIFEST).read_bytes()))
            except FileNotFoundError:
                continue  # stored by somebody else since the folder was listed
        return tuple(sorted(manifests, key=lambda m: (m.created, m.packet_id)))

    def packet(self, packet_id: str) -> Packet:
        """A packet that is kept here, checked against its manifest.

        Raises:
            NotFound: it is not, or no longer, in the outbox.
            ArchiveError: it was altered.
        """
        place = self._place(packet_id)
        try:
            manifest = Manifest.from_json((place / _MANIFEST).read_bytes())
            contents = {
                document.file_name: (place / _DOCUMENTS / f"{position:03d}").read_bytes()
                for position, document in enumerate(manifest.documents)
            }
            return Packet(manifest, (place / _FACTS).read_bytes(), contents)
        except FileNotFoundError as error:
            raise NotFound(
                Problem(packet_id, "is not in the outbox", "look for it on its case's page")
            ) from error

    def store(self, packet_id: str, packets: Packets) -> Manifest:
        """Store a packet in the archive and take it out of the outbox.

        Returns:
            Its manifest.

        Raises:
            NotFound: it is not, or no longer, in the outbox.
            ArchiveError: it was altered, or another packet has its id.
            StorageUnavailable: the S3 service is still away; the packet stays in the outbox.
        """
        packet = self.packet(packet_id)
        packets.store(packet)
        done = self._folder / f"{_DONE}{packet_id}"
        try:
            self._place(packet_id).rename(done)
        except FileNotFoundError:
            return packet.manifest  # somebody else's click stored it at the same moment
        shutil.rmtree(done, ignore_errors=True)  # what stays goes with the next one
        return packet.manifest

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else writes here meanwhile; so what is unfinished now, nobody will finish."""
        descriptor = os.open(self._folder / _LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in (*self._folder.glob(f"{_UNFINISHED}*"), *self._folder.glob(f"{_DONE}*")):
                shutil.rmtree(left, ignore_errors=True)
            yield

    def _place(self, packet_id: str) -> Path:
        return self._folder / keys.checked("packet id", keys.PACKET_ID, packet_id)


def _write_packet(folder: Path, packet: Packet) -> None:
    documents = folder / _DOCUMENTS
    folder.mkdir(mode=0o700)
    documents.mkdir(mode=0o700)
    for position, document in enumerate(packet.manifest.documents):
        _write(documents / f"{position:03d}", packet.contents[document.file_name])
    _write(folder / _FACTS, packet.facts)
    _write(folder / _MANIFEST, packet.manifest.to_json())
    _flush_folder(documents)
    _flush_folder(folder)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot(do: str, error: OSError) -> ArchiveError:
    return ArchiveError(
        Problem("outbox", f"can't {do} ({error.strerror})", "free disk space or correct PCR_STATE")
    )
