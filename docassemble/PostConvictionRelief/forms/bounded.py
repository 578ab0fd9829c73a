"""Work on a file that nobody vouches for, done by a process of its own in bounded time and memory.

A reader written in Python can be led to work without end by a few bytes of a font. Whatever the
file does, the answer comes in time, or an error that says so.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ParamSpec, TypeVar

from ..errors import BlankError, Problem

SECONDS = 30.0
"""The longest that one file may take; the court's largest form takes a tenth of that."""

MEMORY = 1_000_000_000
"""Bytes that the work may take beyond what the program has already."""

P = ParamSpec("P")
R = TypeVar("R")


def bounded(seconds: float, work: Callable[P, R], /, *arguments: P.args, **named: P.kwargs) -> R:
    """What `work` returns.

    For the command line: the process is forked, which a program with threads should not do.

    Args:
        seconds: the longest that it may take.
        work: what to do; what it returns must be picklable.
        arguments: for `work`.
        named: for `work`.

    Raises:
        BlankError: it takes too long or too much memory; or `work` raised it.
    """
    context = multiprocessing.get_context("fork")
    answers, to_us = context.Pipe(duplex=False)
    child = context.Process(
        target=_answer, args=(to_us, lambda: work(*arguments, **named)), daemon=True
    )
    child.start()
    to_us.close()
    try:
        if not answers.poll(seconds):
            raise _refused(f"takes longer than {seconds:g} s to read")
        answer: R | BlankError = answers.recv()
    except EOFError:
        raise _refused("breaks off the reading, for want of memory or by damage") from None
    finally:
        child.kill()
        child.join()
        answers.close()
    if isinstance(answer, BlankError):
        raise answer
    return answer


def _answer(to_us: Connection, work: Callable[[], object]) -> None:
    """In the process: do the work and send what comes of it; no answer where memory ends."""
    limit = _memory_now() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        to_us.send(work())
    except BlankError as error:
        to_us.send(error)
    except MemoryError:
        to_us.close()


def _memory_now() -> int:
    """Bytes of address space that this process has, by what Linux says of it; else a guess."""
    try:
        told = Path("/proc/self/statm").read_text(encoding="ascii")
        return int(told.split()[0]) * resource.getpagesize()
    except OSError:
        return MEMORY


def _refused(what: str) -> BlankError:
    return BlankError(Problem("PDF", what, "get the form again from the court's site"))
