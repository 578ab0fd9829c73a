"""The process that speaks with a running LibreOffice over UNO, seen from our side."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from functools import cache
from pathlib import Path

from .soffice import STOP_SECONDS, Soffice, end_group

_WORKER = Path(__file__).parent / "uno_worker.py"
_PYTHONS = ("/usr/bin/python3", "/opt/libreoffice/program/python")
_LOOK_SECONDS = 0.5


class OfficeLost(Exception):
    """LibreOffice or its worker crashed, hangs, or can't be reached; says which."""


class Unreadable(Exception):
    """LibreOffice runs, but won't read this document; says why."""


@cache
def python_with_uno() -> str | None:
    """A Python that can import `uno`, or `None`."""
    for python in _PYTHONS:
        if not Path(python).is_file():
            continue
        asked = subprocess.run([python, "-I", "-c", "import uno"], capture_output=True, check=False)
        if asked.returncode == 0:
            return python
    return None


class Worker:
    """The process that converts documents by a running LibreOffice."""

    def __init__(
        self, python: str, address: str, patience: float, ours: Soffice | None = None
    ) -> None:
        """Start it and wait until LibreOffice answers it.

        Args:
            python: a Python that can import `uno`.
            address: UNO address of the LibreOffice (`pipe,name=x`, `socket,host=h,port=p`).
            patience: seconds to wait for it.
            ours: the LibreOffice behind the address, if we started it: the worker ends it should
                we be killed.

        Raises:
            OfficeLost: LibreOffice does not answer.
        """
        self._said = b""
        self._office = ours
        orphaned = (str(ours.group), *map(str, ours.leaves)) if ours else ()
        self._process = subprocess.Popen(
            [python, "-I", str(_WORKER), address, str(patience), *orphaned],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        try:
            self._answer(patience + STOP_SECONDS)
        except OfficeLost as error:
            self.stop()
            raise OfficeLost("LibreOffice does not answer") from error

    def convert(self, source: Path, target: Path, seconds: float) -> None:
        """Convert one Word file to PDF.

        Args:
            source: the Word file.
            target: the PDF to write.
            seconds: how long it may take.

        Raises:
            Unreadable: LibreOffice won't read it.
            OfficeLost: LibreOffice crashed, hangs, or could not write the PDF.
        """
        request = json.dumps({"source": source.as_uri(), "target": target.as_uri()})
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(request.encode("utf-8") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise OfficeLost("LibreOffice has ended") from error
        answer = self._answer(seconds)
        if "unreadable" in answer:
            raise Unreadable(str(answer["unreadable"]))
        if "unwritten" in answer or not target.is_file():
            raise OfficeLost("LibreOffice could not write the PDF")

    def stop(self) -> None:
        """End it. May be called twice."""
        end_group(self._process)

    def _answer(self, seconds: float) -> dict[str, object]:
        """The next line that the worker says, within so many seconds."""
        assert self._process.stdout is not None
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._said:
                left = until - time.monotonic()
                if left <= 0:
                    raise OfficeLost(f"LibreOffice did not finish within {seconds:.0f} s")
                if self._office is not None and not self._office.running():
                    raise OfficeLost("LibreOffice has ended")
                if not selector.select(min(left, _LOOK_SECONDS)):
                    continue
                said = os.read(self._process.stdout.fileno(), 65536)
                if not said:
                    raise OfficeLost("LibreOffice has ended")
                self._said += said
        line, self._said = self._said.split(b"\n", 1)
        answer: dict[str, object] = json.loads(line)
        return answer
