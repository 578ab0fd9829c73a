"""The shipped exemplars, written for a case and read back as text.

The reviewed wording lies in `snapshots`. After a change of wording on purpose:

    python -m tests.templates.papers        # then read the diff as a lawyer would
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.drafting import Renderer
from docassemble.PostConvictionRelief.drafting.exemplar import Exemplar, shipped_exemplars
from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.packet.contents import reader_of
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from tests.examples import changed, sample
from tests.templates.cases import case_for

SAMPLES = ("S01", "S02", "S03", "S04")
SNAPSHOTS = Path(__file__).parent / "snapshots"
SHIPPED = {exemplar.card.name: exemplar for exemplar in shipped_exemplars()}
NAMES = tuple(SHIPPED)
PLAIN = ("D-COV.en", "D-EQ-N.en", "D-LTR.en", "D-LTR.es")
"""Papers that no court reads, on plain paper."""
PLEADINGS = tuple(name for name in NAMES if name not in PLAIN)
ENGLISH = tuple(
    name
    for name in PLEADINGS
    if name.endswith(".en") and "PC1473_7_A1" in SHIPPED[name].card.vehicles
)
"""The papers of the motion to vacate that the court reads."""

_RENDERER = Renderer(Expressions.for_documents())
_MARKS = {"Heading 1": "# ", "Heading 2": "## ", "Heading 3": "### ", "Section Title": "# "}
_LISTED = {"Numbered Paragraph": "(n) ", "Bullet Line": "• "}


@dataclass(frozen=True)
class WrittenPaper:
    """One paper: its Word file, its text, and the addresses of the facts that it misses."""

    docx: bytes
    text: str
    missing: frozenset[str]


def write(case_file: CaseFile, name: str, case: int = 0) -> WrittenPaper:
    """One exemplar written for one case of a case file, as its packet would have it."""
    exemplar = SHIPPED[name]
    context = plan_packets(case_file).plans[case].context(reader_of(exemplar.card.code))
    file = _RENDERER.render(exemplar, context)
    return WrittenPaper(file, text_of(file), frozenset(context.missing))


def write_packet(case_file: CaseFile, case: int = 0) -> dict[str, str]:
    """The text of every paper of a packet that is no court form, by exemplar (`D-NOM.en`)."""
    plan = plan_packets(case_file).plans[case]
    contexts = {paper.reader: plan.context(paper.reader) for paper in plan.papers}
    names = {
        f"{paper.exemplar}.{paper.language}": contexts[paper.reader]
        for paper in plan.papers
        if paper.form_number is None and f"{paper.exemplar}.{paper.language}" in SHIPPED
    }
    return {name: text_of(_RENDERER.render(SHIPPED[name], read)) for name, read in names.items()}


def of_samples() -> list[tuple[str, int, str]]:
    """Every paper of every sample's packets: sample, which packet, exemplar (`D-NOM.en`).

    Those that are the reviewed case of their exemplar anyway are left out.
    """
    return [
        (name, number, f"{paper.exemplar}.{paper.language}")
        for name in SAMPLES
        for number, plan in enumerate(plan_packets(sample(name)).plans)
        for paper in plan.papers
        if paper.form_number is None
        and case_for(f"{paper.exemplar}.{paper.language}") != sample(name)
    ]


def reviewed_at(name: str, number: int, exemplar: str) -> Path:
    """Where the reviewed wording of a sample's paper lies."""
    return SNAPSHOTS / name / f"{number + 1}-{exemplar}.txt"


@cache
def s02(name: str) -> WrittenPaper:
    """One exemplar written for sample case S02."""
    return write(sample("S02"), name)


@cache
def sampled(name: str) -> WrittenPaper:
    """One exemplar written for the case that its snapshot shows."""
    return write(case_for(name), name)


def s02_with(name: str, **facts: object) -> str:
    """The text of one exemplar for S02 with other facts (`case__0__plea_date=None`)."""
    return write(changed("S02", **facts), name).text


def text_of(file: bytes) -> str:
    """The body of a Word file as text, a line for each paragraph or table row."""
    document = docx.Document(io.BytesIO(file))
    lines = []
    for element in document.element.body:
        if element.tag.endswith("}p"):
            lines.append(_line(Paragraph(element, document)))
        elif element.tag.endswith("}tbl"):
            lines += [_row(row) for row in Table(element, document).rows]
    return "\n".join(line for line in lines if line.strip()) + "\n"


def said(text: str) -> str:
    """Text with every space and line break as one plain space, to look for sentences in."""
    return re.sub(r"\s+", " ", text)


def whole_text(exemplar: Exemplar) -> str:
    """Every word and tag of an exemplar as it is shipped."""
    return text_of(exemplar.docx)


def _line(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style is not None else ""
    return _MARKS.get(style, _LISTED.get(style, "")) + paragraph.text.rstrip()


def _row(row: _Row) -> str:
    cells = [cell.text for cell in row.cells]
    return " | ".join(
        "\n".join(line for line in cell.split("\n") if line) for cell in cells
    ).rstrip()


if __name__ == "__main__":
    for exemplar_name in NAMES:
        path = SNAPSHOTS / f"{exemplar_name}.txt"
        path.write_text(sampled(exemplar_name).text, encoding="utf-8")
    for of_sample in of_samples():
        path = reviewed_at(*of_sample)
        path.parent.mkdir(exist_ok=True)
        sample_name, packet_number, exemplar_name = of_sample
        written = write(sample(sample_name), exemplar_name, packet_number)
        path.write_text(written.text, encoding="utf-8")
