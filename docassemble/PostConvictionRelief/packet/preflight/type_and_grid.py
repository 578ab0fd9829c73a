"""What the clerk sees at once: fonts in the file, lines 1 to 28 on every page (rule 2.108)."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding
from .examined import Examined

LINES = [str(number) for number in range(1, 29)]


def fonts_embedded(examined: Examined) -> Iterator[Finding]:
    """Every font of what we wrote is in the file; a court's own blank is as the court made it."""
    parts = [(paper.code, paper.absent_fonts) for paper in examined.pleadings]
    if examined.exhibits.bound:
        parts.append(("EXHIBITS", examined.exhibits.bound.absent_fonts))
    for code, absent in parts:
        if absent:
            yield Finding(
                "warning" if code == "EXHIBITS" else "error",
                code,
                f"uses fonts that are not in the file: {', '.join(sorted(absent))}",
                "print the exhibit to a new PDF"
                if code == "EXHIBITS"
                else "install the font where packets are made, or use another in the exemplar",
            )


def line_grid(examined: Examined) -> Iterator[Finding]:
    """The numbers 1 to 28 stand in the left margin of every page of a pleading."""
    for paper in examined.pleadings:
        wrong = [page for page, numbers in enumerate(paper.margin, start=1) if numbers != LINES]
        if wrong:
            yield Finding(
                "error",
                paper.code,
                f"has not the lines 1 to 28 on page {', '.join(map(str, wrong))} (rule 2.108)",
                "make the exemplar on the pleading paper of this service",
            )
