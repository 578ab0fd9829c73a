"""Papers made for tests: on real pleading paper, with the facts of sample case S02."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

from docx.document import Document

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.drafting.caption import caption
from docassemble.PostConvictionRelief.drafting.exemplar import Exemplar, ExemplarCard
from docassemble.PostConvictionRelief.drafting.pleading_paper import (
    grid_table,
    new_pleading_paper,
    signature,
)
from docassemble.PostConvictionRelief.expressions import PaperContext, paper_context
from tests.examples import changed, only_case

SHORT_TITLE = "Notice of Motion and Motion to Vacate Conviction"
TITLE = (
    "Notice of motion and motion to vacate conviction and sentence "
    "(Pen. Code, § 1473.7, subd. (a)(1))"
)
SENTENCE = "The court may grant the motion when the facts that follow are shown by the evidence. "


def facts() -> PaperContext:
    """The facts of S02 for a paper."""
    return paper_context(_case())


def facts_with(**changes: object) -> PaperContext:
    """The facts of S02 with some set anew, by address (`case__0__plea_date`)."""
    return paper_context(OneCase(changed("S02", **changes), 0))


@cache
def _case() -> OneCase:
    return only_case("S02")


def motion() -> Document:
    """A motion of about 11 pages with every style that exemplars use."""
    paper = new_pleading_paper(SHORT_TITLE)
    caption(paper, TITLE)
    add = paper.add_paragraph
    add("TO THE DISTRICT ATTORNEY:", style="Flush Text")
    for part in ("The conviction", "The error", "Prejudice", "Effect", "Time", "Relief"):
        add(part, style="Heading 1")
        add(SENTENCE * 4 + "{{ client.name_as_convicted | name }} asks for it.", style="Body Text")
        add(
            "A heading that argues its point in so many words that it needs two lines of the page",
            style="Heading 2",
        )
        add("{%p if imm.lpr_since %}", style="Body Text")
        add(SENTENCE * 7 + "Resident since {{ imm.lpr_since | date }}.", style="Body Text")
        add("{%p endif %}", style="Body Text")
        add("Third level", style="Heading 3")
        add(SENTENCE * 3, style="Block Quotation")
        add("{%p for defect in defects %}", style="Body Text")
        add("{{ defect.facts | sentence_case }}.", style="Numbered Paragraph")
        add("{%p endfor %}", style="Body Text")
        add(SENTENCE, style="Bullet Line")
        add(f"(a)\t{SENTENCE}", style="List Line")
        _exhibits(paper)
        add(SENTENCE * 8, style="Body Text")
    signature(paper, "{{ counsel.name }}", "Attorney for Defendant and Movant")
    signature(paper, "{{ client.name_current | name }}", "", dated="")
    return paper


def exemplar(paper: Document, title: str = "Notice of Motion") -> Exemplar:
    """A document as an exemplar."""
    return exemplar_of(saved(paper), title)


def exemplar_of(docx: bytes, title: str = "Notice of Motion") -> Exemplar:
    """A Word file as an exemplar."""
    card = ExemplarCard(code="D-NOM", title=title, short_title=SHORT_TITLE, order=10)
    return Exemplar.shipped(card, docx)


def one_paragraph(*texts: str) -> Exemplar:
    """An exemplar of a few paragraphs of body text."""
    paper = new_pleading_paper(SHORT_TITLE)
    for text in texts:
        paper.add_paragraph(text, style="Body Text")
    return exemplar(paper)


def saved(paper: Document) -> bytes:
    """The Word file of a document."""
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def parts_of(docx: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(docx: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A Word file with its parts changed."""
    parts = parts_of(docx)
    change(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def _exhibits(paper: Document) -> None:
    table = grid_table(paper, ("Exhibit", "What it is"), (72, 396), rows=3)
    table.cell(1, 0).paragraphs[0].text = "{%tr for exhibit in exhibits %}"
    table.cell(2, 0).paragraphs[0].text = "{{ exhibit.letter }}"
    table.cell(2, 1).paragraphs[0].text = "{{ exhibit.title }}"
    table.cell(3, 0).paragraphs[0].text = "{%tr endfor %}"
