"""Work on a file that nobody vouches for ends in time, within its memory, in our own errors."""

from __future__ import annotations

import time

import pytest

from docassemble.PostConvictionRelief.errors import BlankError, Problem
from docassemble.PostConvictionRelief.forms.bounded import bounded


def test_what_the_work_returns_comes_back() -> None:
    assert bounded(10, sorted, "cab") == ["a", "b", "c"]


def test_work_without_end_is_ended_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(BlankError, match=r"takes longer than 0\.3 s"):
        bounded(0.3, time.sleep, 30)
    assert time.monotonic() - begun < 5


def test_work_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(BlankError, match="want of memory"):
        bounded(10, bytearray, 3_000_000_000)


def test_an_error_of_ours_comes_through() -> None:
    def fails() -> None:
        raise BlankError(Problem("PDF", "is odd", "look"))

    with pytest.raises(BlankError, match="is odd"):
        bounded(10, fails)
