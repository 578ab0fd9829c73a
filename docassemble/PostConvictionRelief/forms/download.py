"""Getting a file from the court's site, within a bounded time even where nothing answers."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

_AGENT = "docassemble-PostConvictionRelief (court form blanks)"
_CHUNK = 65_536


class DownloadFailed(Exception):
    """A download did not succeed.

    Attributes:
        reason: what happened, in words.
        unreachable: whether the network or the site did not answer at all, so that another file
            from there would not come either.
    """

    def __init__(self, reason: str, *, unreachable: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unreachable = unreachable


def download(address: str, *, seconds: float, most_bytes: int) -> bytes:
    """The bytes at a web address.

    Args:
        address: http or https.
        seconds: the longest that the whole may take, name lookup included.
        most_bytes: a larger file is refused.

    Raises:
        DownloadFailed: no answer in time, an error of the site, a larger file.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise DownloadFailed(f"{address} is not a web address", unreachable=False)
    # A name lookup can't be given a time limit, so the work runs beside us and is left behind.
    answers: SimpleQueue[bytes | DownloadFailed] = SimpleQueue()
    worker = threading.Thread(
        target=lambda: answers.put(_answer(address, seconds, most_bytes)), daemon=True
    )
    worker.start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise DownloadFailed(f"no answer within {seconds:g} s", unreachable=True) from None
    if isinstance(answer, DownloadFailed):
        raise answer
    return answer


def _answer(address: str, seconds: float, most_bytes: int) -> bytes | DownloadFailed:
    end = time.monotonic() + seconds
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310
            data = bytearray()
            while chunk := response.read(_CHUNK):
                data += chunk
                if len(data) > most_bytes:
                    return DownloadFailed(f"more than {most_bytes:,} bytes", unreachable=False)
                if time.monotonic() > end:
                    return DownloadFailed(f"not done within {seconds:g} s", unreachable=True)
            return bytes(data)
    except urllib.error.HTTPError as error:
        return DownloadFailed(f"the site says {error.code} {error.reason}", unreachable=False)
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        return DownloadFailed(f"the site can't be reached ({reason})", unreachable=True)
