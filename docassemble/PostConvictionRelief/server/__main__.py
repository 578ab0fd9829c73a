"""`python -m docassemble.PostConvictionRelief.server start|stop|status`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..errors import PcrError, SettingsError
from ..settings import Settings
from . import start, status, stop

_MEGABYTE = 1_000_000


def main(arguments: list[str]) -> int:
    """Do one of the three, and say what was done.

    Args:
        arguments: the words after the program's name.

    Returns:
        The exit code: 0 done; 1 this machine or a service is at fault; 2 the words or the settings
        are; 3 (status) not everything runs.
    """
    commands: dict[str, Callable[[Settings], int]] = {
        "start": _start,
        "stop": _stop,
        "status": _status,
    }
    if len(arguments) != 1 or arguments[0] not in commands:
        print("usage: start | stop | status", file=sys.stderr)  # noqa: T201
        return 2
    try:
        return commands[arguments[0]](Settings.asked_for())
    except PcrError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        return 2 if isinstance(error, SettingsError) else 1


def _start(settings: Settings) -> int:
    started = start(settings)
    _say("already running" if started.already else f"started in {started.seconds:.0f} s")
    for part in started.outside:
        _say(f"  using {part}")
    _say("")
    _say(f"  open     {started.url}")
    for person in started.people:
        _say(f"  {person.role:<17} {person.email:<24} {person.password}")
    _say("")
    return 0


def _stop(settings: Settings) -> int:
    ended = stop(settings)
    _say("ended: " + ", ".join(ended) if ended else "nothing was running")
    return 0


def _status(settings: Settings) -> int:
    parts = status(settings)
    for part in parts:
        what = f"process {part.pid}" if part.running else "not running"
        memory = f"{part.memory_bytes / _MEGABYTE:6.0f} MB" if part.running else ""
        _say(f"{part.name:<8} {what:<16} {memory}")
    total = sum(part.memory_bytes for part in parts)
    _say(f"{'together':<25} {total / _MEGABYTE:6.0f} MB")
    return 0 if all(part.running for part in parts) else 3


def _say(words: str) -> None:
    print(words)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
