"""Boxes of court forms: the court's own stay empty, and what a party must tell is told."""

from __future__ import annotations

from collections.abc import Iterator

from ...forms.registry import registry
from ..boxes import boxes
from ..finding import Finding
from ..paper import Paper
from .examined import Examined


def court_fields(examined: Examined) -> Iterator[Finding]:
    """Boxes of the court that hold something, and boxes of a party that wait for a fact."""
    for paper in examined.filed:
        if paper.form is None:
            continue
        yield from _courts_own(paper, paper.form.form)
        for problem in paper.form.missing:
            if problem.where not in paper.context.missing:
                yield Finding(
                    "warning", paper.code, f"{problem.where}: {problem.what}", problem.remedy
                )


def _courts_own(paper: Paper, form: str) -> Iterator[Finding]:
    held = boxes(paper.editable)
    for field in registry().card(form).fields:
        if field.filled_by != "court" or field.kind == "button":
            continue
        state = field.state if field.kind == "checkbox" else ""
        if held.get((field.name, state)):
            yield Finding(
                "error",
                paper.code,
                f"fills a box that is the court's: {field.label}",
                "correct the form's card",
            )
