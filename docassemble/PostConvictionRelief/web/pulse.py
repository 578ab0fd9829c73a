"""A sign of life of work in the background worker, so that a page knows when the work was lost.

A worker that is killed says nothing, and docassemble then waits for its answer for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from docassemble.base.util import DARedis
from redis import RedisError

_KEY = "pcr:pulse:"
SECONDS = 60
"""After how long without a sign the work counts as lost."""
_EVERY = 10.0


@contextmanager
def pulse(key: str) -> Iterator[None]:
    """Give signs of life while work is being done, and for a minute after it.

    Args:
        key: of the work.
    """
    set_key = DARedis("redis").set
    ended = Event()

    def beat() -> None:
        while not ended.wait(_EVERY):
            with suppress(RedisError):  # it may be started anew; the next sign is soon
                set_key(_KEY + key, "1", ex=SECONDS)

    set_key(_KEY + key, "1", ex=SECONDS)
    beside = Thread(target=beat, daemon=True)
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join()


def has_pulse(key: str) -> bool:
    """Whether the work with this key gave a sign of life in the last minute."""
    return DARedis("redis").get(_KEY + key) is not None
