"""A LibreOffice that we start: program, profile, processes, and what it leaves behind."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from ..errors import ConversionError, Problem

STOP_SECONDS = 5.0
"""How long a process may take to end when it is asked to."""

_PROC = Path("/proc")
# Macros never run and no document reaches out, whatever the profile of the machine says.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501 (an item is one line)


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


def new_profile(folder: Path) -> Path:
    """A fresh LibreOffice profile in a folder, without macros and without links."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return profile


def pipes_of(profile: Path) -> tuple[Path, ...]:
    """Where a LibreOffice with this profile makes the pipe by which it knows of itself.

    It is named by the MD5 of the profile's address in UTF-16, its bytes in hexadecimal without
    leading noughts. A LibreOffice that is killed leaves it behind.
    """
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return _pipes("SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest))


def _pipes(name: str) -> tuple[Path, ...]:
    """Where a pipe of this name may lie; LibreOffice takes no other folders."""
    return tuple(
        Path(folder, f"OSL_PIPE_{os.getuid()}_{name}")
        for folder in ("/tmp", "/var/tmp")  # noqa: S108
    )


class Soffice:
    """A LibreOffice that we started. It listens on a local pipe that only this user can open.

    Attributes:
        address: the UNO address at which it listens.
        leaves: pipes and folder that are left where it is killed together with us.
    """

    def __init__(self, address: str = "") -> None:
        """Start it; it is ready when `Worker` has connected.

        Args:
            address: UNO address at which it shall listen instead (`socket,host=h,port=p`).

        Raises:
            ConversionError: LibreOffice isn't installed.
        """
        soffice = program()
        self._folder = Path(tempfile.mkdtemp(prefix="pcr-office-"))
        pipe = f"pcr{secrets.token_hex(8)}"
        self.address = address or f"pipe,name={pipe}"
        try:
            profile = new_profile(self._folder)
            self.leaves = (*_pipes(pipe), *pipes_of(profile), self._folder)
            self._process = self._started(soffice, profile)
        except OSError:  # the disk is full, or there are too many processes
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    @property
    def group(self) -> int:
        """The process group of LibreOffice's processes."""
        return self._process.pid

    def running(self) -> bool:
        """Whether it hasn't ended."""
        return self._process.poll() is None

    def memory_bytes(self) -> int:
        """The resident memory of its processes, in bytes."""
        page = os.sysconf("SC_PAGE_SIZE")
        return page * sum(_resident_pages(entry, self.group) for entry in _PROC.glob("[0-9]*"))

    def stop(self) -> None:
        """End its processes and remove profile and pipes. May be called twice."""
        end_group(self._process)
        for path in self.leaves:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _started(self, soffice: str, profile: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                soffice,
                f"-env:UserInstallation={profile.as_uri()}",
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
            # what it unpacks of a client's paper goes with the folder, however it ends
            env={**os.environ, "TMPDIR": str(self._folder)},
            process_group=0,
        )


def _resident_pages(entry: Path, group: int) -> int:
    """How many pages of memory a process holds, if it is of this group."""
    try:
        stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
        if int(stat.rpartition(")")[2].split()[2]) != group:
            return 0
        return int((entry / "statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0  # it ended while we looked


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads its own group, and the group: politely, then not."""
    for polite in (True, False):
        try:
            os.killpg(process.pid, signal.SIGTERM if polite else signal.SIGKILL)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):  # a request that a killed one never took
                stream.close()
