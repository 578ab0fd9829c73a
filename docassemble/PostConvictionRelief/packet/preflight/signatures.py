"""Who must sign what: every paper that is sworn or signed has its line, and who signs is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..finding import Finding
from ..paper import Paper
from ..signers import JUDGE, NOBODY, signer_of
from .examined import Examined

_LINE = re.compile(r"_{12,}")


def signatures(examined: Examined) -> Iterator[Finding]:
    """A line for each signature, and a note of who signs before filing."""
    for paper in examined.filed:
        signer = signer_of(paper.planned, examined.case_file)
        if signer == NOBODY:
            continue
        if not _has_line(paper) and (paper.context.missing or paper.context.withheld):
            continue  # what it lacks is found already; it can't be signed before that is told
        if not _has_line(paper):
            yield Finding(
                "error",
                paper.code,
                f"has no line for the signature of {signer}",
                "correct the exemplar: a line with the name under it",
            )
        elif signer != JUDGE:
            yield Finding(
                "note", paper.code, f"is to be signed by {signer}", "have it signed and dated"
            )


def _has_line(paper: Paper) -> bool:
    """Whether there is a line to sign on; the court's forms have theirs drawn."""
    return paper.form is not None or any(_LINE.search(page) for page in paper.pages)
