"""What a proposed order needs so that immigration authorities respect it (specification 4.2).

An order under Penal Code section 1473.7 names the paragraph it rests on, finds the defect at the
time of the plea, and says that it rests on the defect and not on rehabilitation. A bare section, or
a subdivision by the letter it had before 2026, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...casefile import known
from ..finding import Finding
from ..paper import Paper
from .examined import Examined

PARAGRAPHS = {"PC1473_7_A1": "1", "PC1473_7_A2": "2", "PC1473_7_A3": "3"}
"""The paragraph of section 1473.7, subdivision (a), on which a vehicle rests."""

_BARE = re.compile(
    r"(?:section|§)\s*1473\.7(?!\d|\s*[,(]\s*(?:subds?\b|subdivisions?\b|\(?[a-z]\)))"
)
_OLD_LETTERS = re.compile(
    r"1473\.7\s*(?:,\s*subd(?:ivision)?\.?\s*)?\(e\)\([1-4]\)"
    r"|appeal[^.]{0,60}1473\.7[^.]{0,20}\(f\)\."
    r"|notice[^.]{0,80}counsel[^.]{0,60}1473\.7,\s*subd(?:ivision)?\.?\s*\(g\)",
    re.I,
)


_BACK = "put the sentence back into the exemplar"


@dataclass(frozen=True)
class Needed:
    """One element that the order must have.

    Attributes:
        pattern: what shows it, whatever its capitals.
        what: what is missing, in words.
    """

    pattern: str
    what: str


_ELEMENTS = (
    Needed(
        r"no longer in (?:criminal )?custody|not in criminal custody",
        "finds that the client is out of custody",
    ),
    Needed(
        r"meaningfully understand.{0,40}defend against.{0,40}knowingly accept",
        "finds the error that damaged the ability to understand, defend against or accept "
        "the immigration consequences",
    ),
    Needed(r"legally invalid", "finds the conviction or sentence legally invalid"),
    Needed(r"prejudic", "finds that the error was prejudicial"),
    Needed(r"preponderance", "names the standard, a preponderance of the evidence"),
    Needed(
        r"currently causing or (?:has|having) the potential to cause",
        "finds the immigration effect of the conviction",
    ),
    Needed(
        r"(?:not|nor)\b.{0,60}rehabilitation",
        "says that the ruling does not rest on rehabilitation",
    ),
    Needed(r"\bvacated\b", "vacates the conviction or sentence"),
)


def order_lint(examined: Examined) -> Iterator[Finding]:
    """What the proposed order lacks."""
    order = examined.paper("D-PO")
    if order is None:
        return
    for vehicle in examined.plan.relief.vehicles:
        if vehicle in PARAGRAPHS:
            yield from _paragraph(order, PARAGRAPHS[vehicle])
    if "PC1473_7_A1" in examined.plan.relief.vehicles:
        yield from _elements(order)
        yield from _withdrawal(examined, order)
    if old := _OLD_LETTERS.search(order.words):
        yield _wrong(
            order,
            f"cites section 1473.7 by the letters of before 2026 ({old[0]})",
            "use (f) for the findings, (g) for appeal and (h) for notice to former counsel",
        )


def _paragraph(order: Paper, number: str) -> Iterator[Finding]:
    named = rf"1473\.7,?\s+subd(?:ivision|\.)\s*\(a\)\({number}\)"
    remedy = (
        f"name the paragraph wherever the order rests on it: section 1473.7, subdivision "
        f"(a)({number}); an order that doesn't say which is taken for one on other grounds"
    )
    if not re.search(named, order.words):
        yield _wrong(order, f"does not name the paragraph (a)({number}) of section 1473.7", remedy)
    if _BARE.search(order.words):
        yield _wrong(
            order, f"cites bare section 1473.7 without the paragraph (a)({number})", remedy
        )


def _elements(order: Paper) -> Iterator[Finding]:
    for element in _ELEMENTS:
        if not re.search(element.pattern, order.words, re.I | re.S):
            yield _wrong(order, f"nowhere {element.what}", _BACK)


def _withdrawal(examined: Examined, order: Paper) -> Iterator[Finding]:
    """A plea is withdrawn only where there was one (T05)."""
    by_trial = known(examined.plan.one.case.conviction_by) in ("jury_trial", "court_trial")
    withdraws = re.search(r"\bwithdraw", order.words, re.I)
    if by_trial and withdraws:
        yield _wrong(order, "lets a plea be withdrawn, and there was a trial", "take it out")
    if not by_trial and not withdraws:
        yield _wrong(
            order,
            "doesn't let the plea be withdrawn (subdivision (f)(3))",
            _BACK,
        )


def _wrong(order: Paper, what: str, remedy: str) -> Finding:
    return Finding("error", order.code, what, remedy)
