"""A pool of warm LibreOffices: places at which documents are converted, and the line before them.

Each place has a LibreOffice and a profile of its own, started at its first document and kept warm.
One that crashes or hangs is dropped, and its place starts another; the others go on.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Condition

from .soffice import Soffice
from .uno_client import OfficeLost, Unreadable, Worker

START_SECONDS = 60.0
"""How long a LibreOffice with a fresh profile may take to start (about 2 s on an idle machine)."""

LOOK_EVERY = 20
"""After how many documents the memory of a LibreOffice is measured."""


@dataclass(frozen=True)
class Limits:
    """When a LibreOffice counts as hanging, and when it is replaced.

    Attributes:
        seconds: how long one document may take (an 11-page motion takes 0.2 s).
        documents: after how many it is replaced.
        memory_bytes: at which size it is replaced. A fresh one takes 150 MB, after 300 motions
            200 MB, and from there on 0.1 MB more with each.
        outside_seconds: how long one that is said to be warm may take to answer at first.
    """

    seconds: float = 60.0
    documents: int = 1000
    memory_bytes: int = 400_000_000
    outside_seconds: float = 5.0


class Place:
    """One place at which one document at a time is converted."""

    def __init__(self, limits: Limits, endpoint: str = "") -> None:
        """Prepare; nothing is started yet.

        Args:
            limits: of its LibreOffice.
            endpoint: a LibreOffice that somebody else keeps warm (`host:port`). It is theirs to
                replace; when it is lost, one of our own takes its place.
        """
        self._limits = limits
        self._endpoint = endpoint
        self._worker: Worker | None = None
        self._office: Soffice | None = None
        self._done = 0

    @property
    def is_warm(self) -> bool:
        """Whether a LibreOffice stands ready here."""
        return self._worker is not None

    @property
    def group(self) -> int | None:
        """The process group of the LibreOffice that we started here, if there is one."""
        return self._office.group if self._office else None

    def convert(self, python: str, source: Path, target: Path) -> None:
        """Convert one Word file to PDF.

        Args:
            python: a Python that can import `uno`.
            source: the Word file.
            target: the PDF to write.

        Raises:
            Unreadable: LibreOffice won't read it.
            OfficeLost: LibreOffice crashed, hangs, or did not start. The next document gets
                another.
        """
        answered = False
        try:
            worker = self._worker or self._started(python)
            worker.convert(source, target, self._limits.seconds)
            answered = True
        except Unreadable:
            answered = True
            raise
        except OfficeLost:
            self._endpoint = ""
            raise
        finally:
            if not answered or self._is_spent():
                self.stop()

    def stop(self) -> None:
        """End what was started here. May be called twice."""
        if self._worker is not None:
            self._worker.stop()
        if self._office is not None:
            self._office.stop()
        self._worker = self._office = None

    def _started(self, python: str) -> Worker:
        self._done = 0
        if self._endpoint:
            host, _, port = self._endpoint.rpartition(":")
            address = f"socket,host={host},port={port}"
            self._worker = Worker(python, address, self._limits.outside_seconds)
        else:
            self._office = Soffice()
            self._worker = Worker(python, self._office.address, START_SECONDS, self._office)
        return self._worker

    def _is_spent(self) -> bool:
        """Whether the LibreOffice of this place has worked or grown enough."""
        self._done += 1
        if self._office is None:
            return False
        if self._done >= self._limits.documents:
            return True
        return (
            self._done % LOOK_EVERY == 0 and self._office.memory_bytes() > self._limits.memory_bytes
        )


class Pool:
    """Places, and a line before them: who came first gets the next free one, a warm one if any."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._free = list(places)
        self._line: deque[object] = deque()
        self._changed = Condition()

    @contextmanager
    def place(self) -> Iterator[Place]:
        """A place for one document."""
        place = self._taken()
        try:
            yield place
        finally:
            with self._changed:
                self._free.append(place)
                self._changed.notify_all()

    def stop(self) -> None:
        """Wait until no document is being converted, and end what was started."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._free) == len(self.places))
            for place in self.places:
                place.stop()

    def _taken(self) -> Place:
        ticket = object()
        with self._changed:
            self._line.append(ticket)
            self._changed.wait_for(lambda: self._free and self._line[0] is ticket)
            self._line.popleft()
            place = max(self._free, key=lambda place: place.is_warm)
            self._free.remove(place)
            self._changed.notify_all()
        return place


def pool_size(most: int) -> int:
    """How many LibreOffices work at once: as many as there are cores, `most` at most."""
    return max(1, min(most, len(os.sched_getaffinity(0))))
