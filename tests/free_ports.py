"""Ports for servers of the tests, such that no two test processes hand out the same one.

A server takes seconds from being given its ports until it opens them. Two processes that look at
the same moment would find the same ones free; so each looks in a part of its own.
"""

from __future__ import annotations

import os
import random

from docassemble.PostConvictionRelief.server.ports import is_free

# Below the range from which the kernel hands out ports of its own accord: a service that is killed
# and started again must find its ports free still.
_FROM_PORT, _TO_PORT = 20_000, 30_000
_PARTS = 16
_given: set[int] = set()


def free_ports(*lengths: int) -> list[int]:
    """The first port of a free row of ports for each length; none was given out before."""
    # "gw0", "gw1" …; a run without processes of its own is a part by itself
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw15").removeprefix("gw")) % _PARTS
    size = (_TO_PORT - _FROM_PORT) // _PARTS
    start = _FROM_PORT + process * size
    wanted = sum(lengths)
    chance = random.SystemRandom()
    while True:
        first = chance.randrange(start, start + size - wanted)
        row = range(first, first + wanted)
        if _given.isdisjoint(row) and all(is_free(port) for port in row):
            _given.update(row)
            return [first + sum(lengths[:place]) for place in range(len(lengths))]
