"""How long a memorandum may be (Cal. Rules of Court, rule 3.1113(d)-(f); specification 4.1).

The rule binds civil papers; courts apply it to criminal motions by local rule or custom, so it
warns. Tables of contents and authorities are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding
from .examined import Examined

OPENING, TABLES_OVER = 15, 10
_TABLE = re.compile(r"TABLE OF (?:CONTENTS|AUTHORITIES)")


def page_limits(examined: Examined) -> Iterator[Finding]:
    """A memorandum that is too long, or long and without its tables."""
    memorandum = examined.paper("D-MPA")
    if memorandum is None:
        return
    tables = [page for page in memorandum.pages if _TABLE.search(page)]
    counted = len(memorandum.pages) - len(tables)
    if counted > OPENING:
        yield Finding(
            "warning",
            memorandum.code,
            f"has {counted} pages; {OPENING} is the usual limit (rule 3.1113(d))",
            "shorten it, or ask for leave to file a longer one",
        )
    if counted > TABLES_OVER and not tables:
        yield Finding(
            "warning",
            memorandum.code,
            f"has {counted} pages and no tables of contents and authorities (rule 3.1113(f))",
            "add both tables, or shorten it to ten pages",
        )
