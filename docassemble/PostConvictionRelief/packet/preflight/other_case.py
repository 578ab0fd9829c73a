"""Text of another case left in: a case number, or a party's name, that this packet has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...casefile import known
from ..finding import Finding
from .examined import Examined

_CAPTION = re.compile(r"\bCase\s+(?:No|Number)s?\.?:?\s+([A-Z0-9][A-Za-z0-9./-]*\d[A-Za-z0-9./-]*)")


def other_case(examined: Examined) -> Iterator[Finding]:
    """Case numbers in papers that are not this case's."""
    ours = examined.plan.case_number
    others = {number for case in examined.case_file.case if (number := known(case.number))} - {ours}
    for paper in examined.pleadings:
        for number in sorted(set(_CAPTION.findall(paper.words))):
            if number.rstrip(".") not in (ours, *others) and not ours.startswith(number):
                yield Finding(
                    "error",
                    paper.code,
                    f"names the case number {number}, which is not of this matter",
                    "take it out of the exemplar: words of another case were left in it",
                )
    for paper in examined.filed:
        heading = paper.pages[0] if paper.pages else ""
        for number in sorted(others):
            if (
                re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", heading)
                and ours not in heading
            ):
                yield Finding(
                    "error",
                    paper.code,
                    f"has the number of another case ({number}) on its first page",
                    "look which case the paper is of, and make the packet again",
                )
