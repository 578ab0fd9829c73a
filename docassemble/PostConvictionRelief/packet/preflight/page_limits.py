"""How long a memorandum may be (Cal. Rules of Court, rule 3.1113(d)-(f); specification 4.1).

The rule binds civil papers; courts apply it to criminal motions by local rule or custom, so it
warns. Not counted are the tables, and the page that holds the caption alone before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from ..long_memorandum import MEMORANDUM, OVER
from .examined import Examined

OPENING = 15


def page_limits(examined: Examined) -> Iterator[Finding]:
    """A memorandum that is too long, or long and without its tables."""
    memorandum = examined.paper(MEMORANDUM)
    if memorandum is None:
        return
    counted = len(memorandum.pages) - memorandum.before
    if counted > OPENING:
        yield Finding(
            "warning",
            memorandum.code,
            f"has {counted} pages; {OPENING} is the usual limit (rule 3.1113(d))",
            "shorten it, or ask for leave to file a longer one, with a summary of argument first",
        )
    if counted > OVER and not memorandum.before:
        yield Finding(
            "warning",
            memorandum.code,
            f"has {counted} pages and no tables of contents and authorities (rule 3.1113(f))",
            "add both tables, or shorten it to ten pages",
        )
