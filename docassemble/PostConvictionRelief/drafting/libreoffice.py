"""Word files to PDF by LibreOffice, kept warm; the same Word file gives the same PDF.

Documents are spread over a pool (`pool.py`): the server's own LibreOffice first (setting
`PCR_OFFICE`), then those that are started here when they are needed and stopped at the end. Where
Python's `uno` is not installed, one cold call makes them all (`cold_office.py`). A LibreOffice that
crashes or hangs is ended, and the document tried once more with another.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf

from ..errors import ConversionError, Problem
from .cold_office import convert_cold
from .pdf_cleaning import clean_pdf
from .pool import Limits, Place, Pool, pool_size
from .uno_client import OfficeLost, Unreadable, python_with_uno

MOST = 2
"""How many LibreOffices work at once, if the settings say nothing else."""


ROOM = 20_000_000
"""Bytes that must be free in the temporary folder, beside four times the Word files. LibreOffice
leaves out a picture that it has no room to unpack, and says nothing."""


class LibreOffice:
    """Converts Word files to PDF, for any number of threads. A context manager, or call `close`."""

    def __init__(
        self, endpoint: str = "", *, most: int = MOST, limits: Limits | None = None
    ) -> None:
        """Prepare; nothing is started before the first document.

        Args:
            endpoint: a warm LibreOffice on this machine (`host:port`), as the setting `office`
                says; empty: all are started when they are needed.
            most: how many may work at once; never more than there are cores.
            limits: when one counts as hanging, and when it is replaced.
        """
        self._limits = limits or Limits()
        ours = [Place(self._limits) for _ in range(pool_size(most) - 1)]
        self._pool = Pool([Place(self._limits, endpoint), *ours])
        self._stop_at_exit = weakref.finalize(self, _stop, self._pool.places)

    @property
    def size(self) -> int:
        """How many documents can be converted at once."""
        return len(self._pool.places)

    @property
    def groups(self) -> tuple[int, ...]:
        """The process groups of the LibreOffices that were started here and run."""
        return tuple(group for place in self._pool.places if (group := place.group) is not None)

    def convert(self, documents: Sequence[bytes]) -> list[bytes]:
        """The PDF of each Word file, in the same order.

        Args:
            documents: Word files (.docx).

        Returns:
            PDFs: tagged, fonts embedded, headings as bookmarks, no metadata but title and language;
            bookmarks of Word called `_Pcr…` are named destinations.

        Raises:
            ConversionError: LibreOffice isn't installed, won't read a document, or failed twice;
                or no room is left for its files.
        """
        try:
            with tempfile.TemporaryDirectory(prefix="pcr-pdf-") as name, _room(name, documents):
                return self._converted(documents, Path(name))
        except OSError as error:
            raise ConversionError(
                Problem(
                    "LibreOffice",
                    f"can't write its files ({error.strerror})",
                    "make room on the disk of the temporary folder",
                )
            ) from error

    def close(self) -> None:
        """Stop what was started. It starts again when another document comes."""
        self._pool.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _converted(self, documents: Sequence[bytes], folder: Path) -> list[bytes]:
        sources = [folder / f"{index}.docx" for index in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        places = [_at(index, len(sources)) for index in range(len(sources))]
        if (python := python_with_uno()) is None:
            convert_cold(sources, self._limits.seconds)
            return [
                _cleaned(source.with_suffix(".pdf"), where)
                for source, where in zip(sources, places, strict=True)
            ]
        if len(sources) == 1:
            return [self._warm(python, sources[0], places[0])]
        with ThreadPoolExecutor(self.size) as beside:
            return list(beside.map(self._warm, [python] * len(sources), sources, places))

    def _warm(self, python: str, source: Path, where: str) -> bytes:
        lost: OfficeLost | None = None
        # one that is killed while it writes leaves a lock, which the next one would heed
        for target in (source.with_suffix(".pdf"), source.with_suffix(".again.pdf")):
            try:
                with self._pool.place() as place:
                    place.convert(python, source, target)
            except Unreadable as error:
                raise _unreadable(where) from error
            except OfficeLost as error:
                lost = error
            else:
                return _cleaned(target, where)
        raise _failed_twice(where, str(lost)) from lost


@contextmanager
def _room(folder: str, documents: Sequence[bytes]) -> Iterator[None]:
    """See that there is room, before the work and after it: only then it is whole."""
    needed = ROOM + 4 * sum(map(len, documents))
    _refuse_full_disk(folder, needed)
    try:
        yield
    finally:
        _refuse_full_disk(folder, needed)


def _refuse_full_disk(folder: str, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _stop(places: Sequence[Place]) -> None:
    """End what was started, also where a document is still being converted."""
    for place in places:
        place.stop()


def _cleaned(path: Path, where: str) -> bytes:
    if not path.is_file():
        raise _failed_twice(where, "LibreOffice wrote no PDF")
    try:
        return clean_pdf(path.read_bytes())
    except pikepdf.PdfError as error:
        raise _failed_twice(where, "LibreOffice wrote a damaged PDF") from error


def _at(index: int, count: int) -> str:
    return f"document {index + 1} of {count}"


def _unreadable(where: str) -> ConversionError:
    return ConversionError(
        Problem(where, "LibreOffice can't read it as a Word file", "open it in Word and save again")
    )


def _failed_twice(where: str, what: str) -> ConversionError:
    return ConversionError(
        Problem(
            where,
            f"could not be turned into PDF in two attempts: {what}",
            "try again; if it fails again, open the paper in Word, save it, and report it",
        )
    )
