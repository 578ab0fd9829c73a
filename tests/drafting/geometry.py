"""What stands where on a page of pleading paper, measured on the PDF (all lengths in points)."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass

import pdfplumber

LEFT_OF_TEXT = 104.0
FOOTER = 745.0
NOTE_RULE = range(100, 130)
"""How long the rule above footnotes is: a quarter of the text's width."""
NOTE_SIGN = 9.0
"""Raised numbers of footnotes are smaller."""


@dataclass(frozen=True)
class Line:
    """A line of type: its text, left end, baseline, and the size of its first word."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Page:
    """A page: line numbers with their baselines, lines of text, notes, of the footer, and rules.

    Raised numbers of footnotes are no lines.
    """

    numbers: dict[int, float]
    text: list[Line]
    notes: list[Line]
    footer: list[Line]
    verticals: list[float]
    horizontals: list[float]
    height: float

    def drift(self, line: Line) -> float:
        """How far a line of type is from the nearest number; half-way lines count from there."""
        grid = [*self.numbers.values(), *(each + 12 for each in self.numbers.values())]
        return min((line.baseline - each for each in grid), key=abs)

    def at(self, number: int) -> str:
        """The text that stands at a line number."""
        wanted = self.numbers[number]
        return " ".join(line.text for line in self.text if abs(line.baseline - wanted) < 2)


def pages(pdf: bytes) -> list[Page]:
    """Every page of a PDF."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [_page(page) for page in document.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    words = page.extract_words(extra_attrs=["size"], keep_blank_chars=True, return_chars=True)
    numbers, lines = {}, defaultdict(list)
    for word in words:
        baseline = float(page.height) - word["chars"][0]["matrix"][5]
        if word["x1"] < LEFT_OF_TEXT:
            numbers[int(word["text"])] = baseline
        elif not (word["text"].strip().isdigit() and word["size"] < NOTE_SIGN):
            lines[round(baseline, 1)].append(word)
    made = [
        Line(
            " ".join(word["text"].strip() for word in each),
            min(word["x0"] for word in each),
            max(char["x1"] for word in each for char in word["chars"] if char["text"].strip()),
            baseline,
            each[0]["size"],
        )
        for baseline, each in sorted(lines.items())
    ]
    rules = [*page.lines, *page.rects, *page.curves]
    notes = min((r["top"] for r in page.rects if int(r["width"]) in NOTE_RULE), default=FOOTER)
    return Page(
        numbers,
        [line for line in made if line.baseline < notes],
        [line for line in made if notes <= line.baseline < FOOTER],
        [line for line in made if line.baseline >= FOOTER],
        sorted(r["x0"] for r in rules if r["height"] > 700),
        sorted(r["top"] for r in rules if r["width"] > 400 and r["height"] < 2),
        float(page.height),
    )
