"""Processes that outlive the command that started them, and how to end exactly those.

Each is started as the leader of its own session. Its record holds its id, its start time (in the
kernel's ticks since boot) and the boot's own id: an id that the kernel has given to somebody else
since then is never taken for ours. Where no record was written, because the starter was killed or
the disk was full, the process is found by its mark.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
_POLL_SECONDS = 0.05
_SECONDS_FOR_CHILDREN = 10.0


@dataclass(frozen=True)
class Record:
    """One process that we started.

    Attributes:
        pid: its id, which is also its session's.
        started: its start, in the kernel's clock ticks since boot.
        boot: the boot in which it was started.
        mark: a variable of its environment (`NAME=value`), which its children inherit; by it they
            are known after their parent has ended.
        leaves: files outside of our folder that it may leave behind; they go when it is stopped.
    """

    pid: int
    started: int
    boot: str
    mark: str
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stat:
    """What the kernel says of one process."""

    pid: int
    ended: bool
    session: int
    started: int


def launch(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    mark: str,
    umask: int = 0o077,
) -> Record:
    """Start a process in the background, in its own session, its words going to a fresh log.

    Args:
        command: program and arguments. No secret belongs here: everybody can read them.
        environment: its whole environment, without the mark.
        folder: its working folder.
        log: the file for everything it prints.
        mark: a variable `NAME=value` to add to its environment, of no other process's.
        umask: which permissions its new files don't get.

    Raises:
        OSError: the program can't be started.
    """
    name, _, value = mark.partition("=")
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    try:
        process = subprocess.Popen(
            command,
            env={**environment, name: value},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=descriptor,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=umask,
        )
    finally:
        os.close(descriptor)
    stat = _stat(process.pid)
    started = stat.started if stat else 0
    # The process is left to itself on purpose; without this Python would warn that it still runs.
    process.returncode = 0
    return Record(process.pid, started, _boot(), mark)


def as_text(record: Record) -> str:
    """A record as it is kept."""
    return json.dumps(asdict(record)) + "\n"


def load(path: Path) -> Record | None:
    """The record kept there; none where there is none or its writing was cut off."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Record(**{**kept, "leaves": tuple(kept["leaves"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def found(mark: str) -> Record | None:
    """The process that was started with this mark and runs, as its environment tells."""
    for stat in _every_stat():
        if stat.session != stat.pid or stat.ended:
            continue
        record = Record(stat.pid, stat.started, _boot(), mark)
        if _has_mark(stat.pid, record):
            return record
    return None


def is_running(record: Record) -> bool:
    """Whether the recorded process itself is alive."""
    stat = _stat(record.pid)
    return stat is not None and not stat.ended and _is_ours(record, stat)


def members(record: Record) -> list[int]:
    """The ids of the recorded process and all that came from it and still live."""
    if record.boot != _boot():
        return []
    leader = _stat(record.pid)
    if leader is not None and not _is_ours(record, leader):
        return []
    family = [s for s in _every_stat() if s.session == record.pid and not s.ended]
    return [s.pid for s in family if s.pid == record.pid or leader or _has_mark(s.pid, record)]


def memory_bytes(record: Record) -> int:
    """Resident memory of the process and all that came from it, in bytes."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for pid in members(record):
        try:
            total += int((PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1]) * page
        except OSError:
            continue  # it ended while we looked
    return total


def stop(record: Record, seconds: float) -> bool:
    """End the process and all that came from it: asked first, made to when it takes too long.

    The process itself is asked before its children, for it may need them to finish its work.

    Args:
        record: the process.
        seconds: how long it may take to end by itself.

    Returns:
        Whether anything had to be ended.
    """
    if not members(record):
        _clear(record)
        return False
    if is_running(record):
        _signal([record.pid], signal.SIGTERM)
        wait_until(lambda: not is_running(record), seconds)
    _signal(members(record), signal.SIGTERM)
    if not wait_until(lambda: not members(record), min(seconds, _SECONDS_FOR_CHILDREN)):
        _signal(members(record), signal.SIGKILL)
        wait_until(lambda: not members(record), _SECONDS_FOR_CHILDREN)
    _clear(record)
    return True


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for a condition, looking again and again.

    Args:
        condition: what to wait for.
        seconds: how long at most.

    Returns:
        Whether it came true in time.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _signal(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue  # it ended meanwhile


def _clear(record: Record) -> None:
    for name in record.leaves:
        Path(name).unlink(missing_ok=True)


def _is_ours(record: Record, stat: _Stat) -> bool:
    return stat.started == record.started and record.boot == _boot()


def _has_mark(pid: int, record: Record) -> bool:
    try:
        variables = (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return record.mark.encode() in variables


def _boot() -> str:
    return (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


def _every_stat() -> Iterator[_Stat]:
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            stat = _stat(int(entry.name))
            if stat is not None:
                yield stat


def _stat(pid: int) -> _Stat | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The second field is the program's name in brackets, which may itself hold brackets and blanks.
    columns = text.rpartition(")")[2].split()
    # A zombie whose other threads still live has not closed its files and ports yet.
    ended = columns[0] in "ZX" and int(columns[17]) <= 1
    return _Stat(pid=pid, ended=ended, session=int(columns[3]), started=int(columns[19]))
