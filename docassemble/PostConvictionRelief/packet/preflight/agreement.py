"""One name, one number, the same dates and counts over all papers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from ...casefile import known, write_json
from ...drafting.exemplar import shipped_exemplars
from ...drafting.word_file import visible_text
from ...law.deadlines import deadlines_for_case
from ..finding import Finding
from ..paper import Paper
from .examined import Examined

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAY = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b")
_COUNTS = re.compile(
    r"\bcounts?\s+(\d+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+through\s+)\d+)*)", re.I
)
_DATED_BY_FACTS = ("D-NOM", "D-PO", "D-POS", "D-NPC")
"""Papers in which every day is one of the case; a memorandum also tells of days of the law."""


def same_name(examined: Examined) -> Iterator[Finding]:
    """Every filed paper names the client as the court's record does."""
    client = examined.case_file.client
    name = known(client.name_as_convicted)
    last = known(client.pseudonym) or (known(name.last) if name else None)
    if not last:
        return
    for paper in examined.filed:
        if _folded(last) not in _folded(_all_words(paper)):
            yield Finding(
                "error",
                paper.code,
                "doesn't name the client as in the court's record (client.name_as_convicted)",
                "correct the exemplar, or look at the form's name box",
            )


def same_number(examined: Examined) -> Iterator[Finding]:
    """Every filed paper has the case number."""
    number = examined.plan.case_number
    for paper in examined.filed if number else ():
        if number not in _all_words(paper):
            yield Finding(
                "error",
                paper.code,
                f"doesn't have the case number {number}",
                "correct the exemplar: the caption has it",
            )


def same_dates(examined: Examined) -> Iterator[Finding]:
    """Every day in notice, order and proofs of service is a day of the case."""
    told = _days_of_facts(examined)
    for paper in examined.pleadings:
        if paper.code not in _DATED_BY_FACTS:
            continue
        strange = set(_days(paper.words)) - told
        if strange:  # seldom: only then is the exemplar read
            strange -= _days_of_law(paper.planned.exemplar, paper.planned.language)
        for day in sorted(strange):
            yield Finding(
                "error",
                paper.code,
                f"says {day:%B} {day.day}, {day.year}, which is no day of this case",
                "correct the exemplar, or the fact",
            )


def same_counts(examined: Examined) -> Iterator[Finding]:
    """The counts that the proposed order names are counts of the case."""
    order = examined.paper("D-PO")
    counts = examined.plan.one.case.counts
    if order is None or not counts:
        return
    ours = {str(n) for count in counts if (n := known(count.n)) is not None}
    named = {n for found in _COUNTS.findall(order.words) for n in re.findall(r"\d+", found)}
    for number in sorted(named - ours, key=int):
        yield Finding(
            "error",
            order.code,
            f"names count {number}, which the case has not",
            "correct the exemplar, or the counts of the case",
        )


def _all_words(paper: Paper) -> str:
    return " ".join(" ".join(paper.pages).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", "", text)).casefold()


def _days(words: str) -> Iterator[date]:
    for month, day, year in _DAY.findall(words):
        yield date(int(year), _MONTHS.index(month) + 1, int(day))


@cache
def _days_of_law(exemplar: str, language: str) -> frozenset[date]:
    """The days that an exemplar tells as it is shipped: those of statutes, and of no case."""
    words = (
        visible_text(shipped.docx)
        for shipped in shipped_exemplars()
        if (shipped.card.code, shipped.card.language) == (exemplar, language)
    )
    return frozenset(day for text in words for day in _days(text))


def _days_of_facts(examined: Examined) -> set[date]:
    """Every day that the case file tells, and those reckoned from them."""
    facts = write_json(examined.case_file).decode("utf-8")
    told = {date.fromisoformat(day) for day in re.findall(r"\b\d{4}-\d{2}-\d{2}\b", facts)}
    told.update(_days(facts))
    relief = examined.plan.relief
    reckoned = deadlines_for_case(examined.plan.one, relief.vehicles)
    return told | {deadline.day for deadline in reckoned if deadline.day}
