"""The first page of a pleading: who files, in which court, in which case, what.

California Rules of Court, rule 2.111: the filer's name and address from line 1, left of the
center; lines 1 to 7 right of the center empty for the clerk; the court's title on line 8; the
title of the case below it at the left, case number and nature of the paper at the right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import _Cell

from .paper_styles import GRID, INCH
from .pleading_paper import (
    TEXT_WIDTH,
    bare_table,
    set_cell_margins,
    set_row_height,
)

ATTORNEY_WIDTH = 2.75 * INCH
"""The attorney block ends at the center of the page, 4¼ inches from its edge."""

HEARING = (
    ("Date:", "{{ hearing.date | date }}"),
    ("Time:", "{{ hearing.time | time }}"),
    ("Dept.:", "{{ hearing.department }}"),
    ("Judge:", "{{ hearing.judge | if_known }}"),
)
"""The hearing block that most papers carry (label, expression)."""

NO_HEARING: tuple[tuple[str, str], ...] = ()

_ATTORNEY = (
    "{%p if counsel.pro_per %}",
    "{{ (client.name_current or client.name_as_convicted) | name }}",
    "{{ client.address | street_line }}",
    "{{ client.address | city_line }}",
    "Telephone: {{ client.phone }}",
    "{%p if client.email %}",
    "Email: {{ client.email }}",
    "{%p endif %}",
    "{ROLE}, in pro per",
    "{%p else %}",
    "{{ counsel.name }}",
    "State Bar No. {{ counsel.bar_number }}",
    "{%p if counsel.firm %}",
    "{{ counsel.firm }}",
    "{%p endif %}",
    "{{ counsel.address }}",
    "{{ counsel.city }}, {{ counsel.state }} {{ counsel.zip }}",
    "Telephone: {{ counsel.phone }}",
    "{%p if counsel.fax %}",
    "Fax: {{ counsel.fax }}",
    "{%p endif %}",
    "Email: {{ counsel.email }}",
    "Attorney for {ROLE}",
    "{%p endif %}",
)

_ALIASES = (
    "{% for alias in client.aliases if alias.used_in_case %}"
    ", aka {{ alias.name | upper }}{% endfor %}"
)
_PARENTHESES = re.compile(r"(\((?:[^()]|\([^()]*\))*\))")
_DEFENDANT = "{{ client.name_as_convicted | name | upper }}"


def caption(
    document: Document,
    title: str,
    *,
    role: str = "Defendant and Movant",
    hearing: Sequence[tuple[str, str]] = HEARING,
) -> None:
    """Write attorney block, court title and caption at the beginning of a pleading.

    Facts stand in it as expressions, so every exemplar carries the same caption.

    Args:
        document: pleading paper to which nothing was added yet.
        title: title of the paper, with the statute in parentheses: "Motion to vacate conviction
            (Pen. Code, § 1473.7, subd. (a)(1))". It is printed in capitals, save what stands in
            parentheses, since subdivision (a) is not (A). May hold expressions.
        role: what the client is called in this paper.
        hearing: lines of the hearing block as (label, expression); `NO_HEARING` for a paper
            without a hearing.
    """
    _attorney_block(document, role)
    document.add_paragraph("SUPERIOR COURT OF CALIFORNIA", style="Court Title")
    document.add_paragraph("COUNTY OF {{ court.county | upper }}", style="Court Title")
    document.add_paragraph(style="Court Title")
    table = bare_table(document, 1, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    _parties(table.cell(0, 0), role)
    _case_and_paper(table.cell(0, 1), title, hearing)
    # the only horizontal border on the paper: half a point, on the first page alone
    _borders(table.cell(0, 0), "bottom", "right")
    set_cell_margins(table.cell(0, 1), left=14)


def _attorney_block(document: Document, role: str) -> None:
    # Seven numbered lines in one row: the court's title stays on line 8 for up to 13 single-spaced
    # lines. The top margin brings the first of them onto number 1 (the baseline of a line of
    # exactly n points lies at 0.8 n).
    table = bare_table(document, 1, (ATTORNEY_WIDTH, TEXT_WIDTH - ATTORNEY_WIDTH))
    set_row_height(table, 0, 7 * GRID)
    cell = table.cell(0, 0)
    set_cell_margins(cell, top=0.8 * (GRID - 12))
    for text in _ATTORNEY:
        _add(cell, text.replace("{ROLE}", role), "Attorney Block")


def _parties(cell: _Cell, role: str) -> None:
    _add(cell, "THE PEOPLE OF THE STATE OF CALIFORNIA,", "Caption Party")
    _add(cell, "Plaintiff,", "Caption Party", indent=1.5 * INCH)
    _add(cell, "v.", "Caption Party", indent=0.5 * INCH)
    _add(cell, f"{_DEFENDANT}{_ALIASES},", "Caption Party")
    _add(cell, f"{role}.", "Caption Party", indent=1.5 * INCH)


def _case_and_paper(cell: _Cell, title: str, hearing: Sequence[tuple[str, str]]) -> None:
    _add(cell, "Case No. {{ case.number }}", "Caption Right")
    _add(cell, "", "Paper Title")
    for piece in _PARENTHESES.split(title):
        run = cell.paragraphs[-1].add_run(piece)
        run.font.all_caps = not piece.startswith("(")
    # single-spaced lines, framed so that the block takes a whole number of numbered lines
    before = 0.8 * (GRID - 12)
    used = before + 12 * len(hearing)
    after = math.ceil(used / GRID) * GRID - used
    for position, (label, expression) in enumerate(hearing):
        _add(cell, f"{label}\t{expression}", "Hearing Line")
        layout = cell.paragraphs[-1].paragraph_format
        if position == 0:
            layout.space_before = Pt(before)
        if position == len(hearing) - 1:
            layout.space_after = Pt(after)


def _add(cell: _Cell, text: str, style: str, indent: float | None = None) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.text, paragraph.style = text, style
    if indent is not None:
        paragraph.paragraph_format.left_indent = Pt(indent)


def _borders(cell: _Cell, *sides: str) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides
    )
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f"<w:tcBorders {nsdecls('w')}>{lines}</w:tcBorders>")
    )
