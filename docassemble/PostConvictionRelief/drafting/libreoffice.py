"""Word files to PDF by LibreOffice, kept warm; the same Word file gives the same PDF.

Three ways, the first that there is: the server's own LibreOffice (setting `PCR_OFFICE`), one that
is started here at the first document and stopped at the end, or, where Python's `uno` is not
installed, one cold call for all documents. A LibreOffice that crashes or hangs is ended and started
anew, once per document.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import pikepdf

from ..errors import ConversionError, Problem
from .pdf_cleaning import clean_pdf
from .soffice import (
    START_SECONDS,
    OfficeLost,
    Soffice,
    Unreadable,
    Worker,
    end_group,
    new_profile,
    program,
    python_with_uno,
)

DOCUMENT_SECONDS = 60.0
"""How long one paper may take (an 11-page motion takes 0.2 s)."""

_RECIPE = "pdf-1"
"""Part of every cache key: to be raised whenever the same Word file shall give another PDF."""

OUTSIDE_SECONDS = 5.0
"""How long a LibreOffice that is said to be warm may take to answer."""

_COLD_EXPORT = {
    name: {"type": "boolean", "value": "true"}
    for name in ("UseTaggedPDF", "ExportBookmarks", "EmbedStandardFonts")
} | {"ExportFormFields": {"type": "boolean", "value": "false"}}


class LibreOffice:
    """Converts Word files to PDF. Use it as a context manager, or call `close`."""

    def __init__(
        self,
        endpoint: str = "",
        *,
        cache: Path | None = None,
        seconds: float = DOCUMENT_SECONDS,
        outside_seconds: float = OUTSIDE_SECONDS,
    ) -> None:
        """Prepare; nothing is started before the first document.

        Args:
            endpoint: a warm LibreOffice on this machine (`host:port`), as the setting `office`
                says; empty: start one when it is needed.
            cache: folder (made when absent, for the owner only) that keeps each PDF under the
                digest of its Word file; none: keep nothing.
            seconds: how long one document may take before LibreOffice counts as hanging.
            outside_seconds: how long to wait for the one at `endpoint` to answer at first; after
                that, one is started here.
        """
        self._endpoint = endpoint
        self._cache = cache
        self._seconds = seconds
        self._outside_seconds = outside_seconds
        self._lock = Lock()
        self._office: _Warm | None = None
        self._outside_failed = False

    def convert(self, documents: Sequence[bytes]) -> list[bytes]:
        """The PDF of each Word file, in the same order.

        Args:
            documents: Word files (.docx).

        Returns:
            PDFs: tagged, fonts embedded, headings as bookmarks, no metadata but title and language.

        Raises:
            ConversionError: LibreOffice isn't installed, won't read a document, or failed twice;
                or no room is left for its files.
        """
        try:
            return self._convert_or_take(documents)
        except OSError as error:
            raise ConversionError(
                Problem(
                    "LibreOffice",
                    f"can't write its files ({error.strerror})",
                    "make room on the disk of the temporary folder and of the cache",
                )
            ) from error

    def close(self) -> None:
        """Stop what was started. It starts again when another document comes."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _convert_or_take(self, documents: Sequence[bytes]) -> list[bytes]:
        made = [self._kept(document) for document in documents]
        wanted = [index for index, pdf in enumerate(made) if pdf is None]
        if wanted:
            with self._lock:
                new = self._convert_now([documents[index] for index in wanted])
            for index, pdf in zip(wanted, new, strict=True):
                made[index] = pdf
                self._keep(documents[index], pdf)
        return [pdf for pdf in made if pdf is not None]

    def _convert_now(self, documents: Sequence[bytes]) -> list[bytes]:
        python = python_with_uno()
        with tempfile.TemporaryDirectory(prefix="pcr-pdf-") as name:
            folder = Path(name)
            sources = []
            for index, document in enumerate(documents):
                source = folder / f"{index}.docx"
                source.write_bytes(document)
                sources.append(source)
            if python is None:
                _convert_cold(sources, folder, self._seconds)
            else:
                for index, source in enumerate(sources):
                    self._convert_warm(python, source, _at(index, len(sources)))
            return [
                _cleaned(source.with_suffix(".pdf"), _at(index, len(sources)))
                for index, source in enumerate(sources)
            ]

    def _convert_warm(self, python: str, source: Path, where: str) -> None:
        lost: OfficeLost | None = None
        for _ in range(2):
            try:
                self._warm(python).worker.convert(source, source.with_suffix(".pdf"), self._seconds)
            except Unreadable as error:
                raise _unreadable(where) from error
            except OfficeLost as error:
                lost = error
                self._drop()
                self._outside_failed = True
            else:
                return
        raise _failed_twice(where, str(lost)) from lost

    def _warm(self, python: str) -> _Warm:
        if self._office is None:
            if self._endpoint and not self._outside_failed:
                host, _, port = self._endpoint.rpartition(":")
                address = f"socket,host={host},port={port}"
                worker = Worker(python, address, self._outside_seconds, lambda: True)
                self._office = _Warm(worker, None)
            else:
                self._office = _own(python)
            self._stop_at_exit = weakref.finalize(self, self._office.stop)
        return self._office

    def _drop(self) -> None:
        if self._office is not None:
            self._stop_at_exit.detach()
            self._office.stop()
            self._office = None

    def _kept(self, document: bytes) -> bytes | None:
        if self._cache is None:
            return None
        path = self._cache / _key(document)
        return path.read_bytes() if path.is_file() else None

    def _keep(self, document: bytes, pdf: bytes) -> None:
        if self._cache is None:
            return
        self._cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        # another process may keep the same PDF at this moment: each writes its own, then renames
        with tempfile.NamedTemporaryFile(dir=self._cache, delete=False) as file:
            file.write(pdf)
        os.replace(file.name, self._cache / _key(document))  # noqa: PTH105 (atomic)


class _Warm:
    """A worker, and the LibreOffice behind it where that is ours."""

    def __init__(self, worker: Worker, office: Soffice | None) -> None:
        self.worker = worker
        self.office = office

    def stop(self) -> None:
        self.worker.stop()
        if self.office is not None:
            self.office.stop()


def _own(python: str) -> _Warm:
    office = Soffice()
    try:
        return _Warm(Worker(python, office.address, START_SECONDS, office.running), office)
    except OfficeLost:
        office.stop()
        raise


def _convert_cold(sources: Sequence[Path], folder: Path, seconds: float) -> None:
    """All documents by one call of the program, twice where the first attempt fails."""
    soffice = program()
    options = json.dumps(_COLD_EXPORT, separators=(",", ":"))
    for attempt in range(2):
        left = [source for source in sources if not source.with_suffix(".pdf").is_file()]
        if not left:
            return
        with tempfile.TemporaryDirectory(prefix="pcr-office-") as profile:
            process = subprocess.Popen(
                [
                    soffice,
                    f"-env:UserInstallation={new_profile(Path(profile)).as_uri()}",
                    "--headless",
                    "--norestore",
                    "--infilter=MS Word 2007 XML",
                    "--convert-to",
                    f"pdf:writer_pdf_Export:{options}",
                    "--outdir",
                    str(folder),
                    *map(str, left),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                process.wait(seconds * (len(left) + attempt))
            except subprocess.TimeoutExpired:
                continue
            finally:
                end_group(process)


def _cleaned(path: Path, where: str) -> bytes:
    if not path.is_file():
        raise _failed_twice(where, "LibreOffice wrote no PDF")
    try:
        return clean_pdf(path.read_bytes())
    except pikepdf.PdfError as error:
        raise _failed_twice(where, "LibreOffice wrote a damaged PDF") from error


def _key(document: bytes) -> str:
    return f"{hashlib.sha256(document).hexdigest()}.{_RECIPE}.pdf"


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
