"""The parts on this state folder: which there are, which run, and how they are ended."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..settings import Settings
from . import processes
from .state import StateFolder

# In the order of their start; they are ended the other way round.
PARTS = ("redis", "s3", "office", "worker", "web")
# A worker that is asked to end finishes the packet it is building.
_SECONDS_TO_END = 60.0


@dataclass(frozen=True)
class PartStatus:
    """One part that we start: whether it runs, as which process, with how much memory (bytes)."""

    name: str
    running: bool
    pid: int
    memory_bytes: int


def ours(settings: Settings) -> list[str]:
    """The names of the parts that we start: those that the person doesn't bring."""
    brought = {
        "redis": settings.redis_url,
        "s3": settings.s3_endpoint,
        "office": settings.office,
    }
    return [name for name in PARTS if not brought.get(name)]


def status(settings: Settings) -> list[PartStatus]:
    """What runs on this state folder, and how much memory each part takes.

    Args:
        settings: what the person asked for.

    Returns:
        One entry per part that we start with these settings, and per other part that still runs.
    """
    state = StateFolder(settings.state_folder)
    alive = running(state)
    entries = []
    for name in PARTS:
        record = alive.get(name)
        if record is not None:
            memory = processes.memory_bytes(record)
            entries.append(PartStatus(name, True, record.pid, memory))
        elif name in ours(settings):
            entries.append(PartStatus(name, False, 0, 0))
    return entries


def stop(settings: Settings) -> list[str]:
    """End exactly what `start` started on this state folder.

    Args:
        settings: what the person asked for; only the state folder matters.

    Returns:
        The names of the parts that were ended.
    """
    state = StateFolder(settings.state_folder)
    if not state.processes.is_dir():
        return []
    with only_one(state):
        ended = [name for name in reversed(PARTS) if end(name, state)]
        # Nothing answers at the addresses in it any more.
        settings.running_file.unlink(missing_ok=True)
    return ended


def running(state: StateFolder) -> dict[str, processes.Record]:
    """The parts that run, by name."""
    records = {name: recorded(name, state) for name in PARTS}
    return {
        name: record
        for name, record in records.items()
        if record is not None and processes.is_running(record)
    }


def end(name: str, state: StateFolder) -> bool:
    """End one part and forget it.

    Returns:
        Whether there was anything to end.
    """
    record = recorded(name, state)
    ended = record is not None and processes.stop(record, _SECONDS_TO_END)
    record_path(name, state).unlink(missing_ok=True)
    return ended


def recorded(name: str, state: StateFolder) -> processes.Record | None:
    """The process of a part: as recorded, else one that was started and could not be recorded."""
    return processes.load(record_path(name, state)) or processes.found(mark_of(name, state))


@contextmanager
def only_one(state: StateFolder) -> Iterator[None]:
    """Wait until no other command starts or stops parts of this state folder."""
    with state.lock.open("w", encoding="ascii") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def mark_of(name: str, state: StateFolder) -> str:
    """The variable `NAME=value` in the environment of a part's processes."""
    return f"PCR_PART={state.root}/{name}"


def record_path(name: str, state: StateFolder) -> Path:
    """Where the process of a part is recorded."""
    return state.processes / f"{name}.json"


def log_path(name: str, state: StateFolder) -> Path:
    """Where everything that a part prints goes."""
    return state.log / f"{name}.log"
