"""A running LibreOffice of our own, and the worker process that speaks with one over UNO."""

from __future__ import annotations

import json
import os
import secrets
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ..errors import ConversionError, Problem

START_SECONDS = 60.0
"""How long a LibreOffice with a fresh profile may take to start (about 2 s on an idle machine)."""

_WORKER = Path(__file__).parent / "uno_worker.py"
_PYTHONS = ("/usr/bin/python3", "/opt/libreoffice/program/python")
_STOP_SECONDS = 5.0
_LOOK_SECONDS = 0.5
# Macros never run and no document reaches out, whatever the profile of the machine says.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501 (an item is one line)


class OfficeLost(Exception):
    """LibreOffice or the worker crashed, hangs, or can't be reached; says which."""


class Unreadable(Exception):
    """LibreOffice runs, but won't read this document; says why."""


def program() -> str:
    """Where LibreOffice's program is.

    Raises:
        ConversionError: it isn't installed.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        raise ConversionError(
            Problem(
                "LibreOffice",
                "is not installed, so no PDF can be made from a Word file",
                "install it (Debian: apt install libreoffice-writer-nogui python3-uno)",
            )
        )
    return found


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


def new_profile(folder: Path) -> Path:
    """A fresh LibreOffice profile in a folder, without macros and without links."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return profile


class Soffice:
    """A LibreOffice that we started. It listens on a local pipe that only this user can open."""

    def __init__(self, address: str = "") -> None:
        """Start it; it is ready when `Worker` has connected.

        Args:
            address: UNO address at which it shall listen instead (`socket,host=h,port=p`).

        Raises:
            ConversionError: LibreOffice isn't installed.
        """
        soffice = program()
        self._folder = Path(tempfile.mkdtemp(prefix="pcr-office-"))
        self._pipe = f"pcr{secrets.token_hex(8)}"
        self.address = address or f"pipe,name={self._pipe}"
        self._process = subprocess.Popen(
            [
                soffice,
                f"-env:UserInstallation={new_profile(self._folder).as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                f"--accept={self.address};urp;StarOffice.ComponentContext",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def group(self) -> int:
        """The process group of LibreOffice's processes."""
        return self._process.pid

    def running(self) -> bool:
        """Whether it hasn't ended."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End its processes and remove its profile. May be called twice."""
        end_group(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)
        # a LibreOffice that was killed leaves its pipe behind
        for folder in ("/tmp", "/var/tmp"):  # noqa: S108 (where LibreOffice makes it)
            Path(folder, f"OSL_PIPE_{os.getuid()}_{self._pipe}").unlink(missing_ok=True)


class Worker:
    """The process that converts documents by a running LibreOffice."""

    def __init__(
        self, python: str, address: str, patience: float, running: Callable[[], bool]
    ) -> None:
        """Start it and wait until LibreOffice answers it.

        Args:
            python: a Python that can import `uno`.
            address: UNO address of the LibreOffice (`pipe,name=x`, `socket,host=h,port=p`).
            patience: seconds to wait for it.
            running: whether it can still be expected to answer.

        Raises:
            OfficeLost: LibreOffice does not answer.
        """
        self._said = b""
        self._process = subprocess.Popen(
            [python, "-I", str(_WORKER), address, str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._answer(patience + _STOP_SECONDS, running)
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
            OfficeLost: LibreOffice crashed or hangs.
        """
        request = json.dumps({"source": source.as_uri(), "target": target.as_uri()})
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(request.encode("utf-8") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise OfficeLost("LibreOffice has ended") from error
        answer = self._answer(seconds, lambda: True)
        if "unreadable" in answer:
            raise Unreadable(str(answer["unreadable"]))
        if not target.is_file():
            raise OfficeLost("LibreOffice wrote no PDF")

    def stop(self) -> None:
        """End it. May be called twice."""
        end_group(self._process)

    def _answer(self, seconds: float, running: Callable[[], bool]) -> dict[str, object]:
        """The next line that the worker says, within so many seconds."""
        assert self._process.stdout is not None
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._said:
                left = until - time.monotonic()
                if left <= 0:
                    raise OfficeLost(f"LibreOffice did not finish within {seconds:.0f} s")
                if not running():
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


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads its own group, and the group: politely, then not."""
    for polite in (True, False):
        try:
            os.killpg(process.pid, signal.SIGTERM if polite else signal.SIGKILL)
        except ProcessLookupError:
            break
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
