"""The Word files and their cards: tidy enough for a lawyer to edit, and right on paper."""

from __future__ import annotations

import io
import re
from typing import get_args

import docx
import pytest
from docx.text.paragraph import Paragraph

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from tests.drafting import geometry
from tests.templates.papers import NAMES, PLEADINGS, SHIPPED, sampled

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MEMORANDUM_WITHOUT_TABLES = 10
"""Pages that a memorandum may have without tables of contents and authorities (rule 3.1113(f))."""


def _paragraphs(name: str) -> list[Paragraph]:
    document = docx.Document(io.BytesIO(SHIPPED[name].docx))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]


@pytest.mark.parametrize("name", NAMES)
def test_every_tag_stands_in_one_run_so_that_word_keeps_it_whole(name: str) -> None:
    for paragraph in _paragraphs(name):
        in_runs = sum(len(TAG.findall(run.text)) for run in paragraph.runs)
        assert in_runs == len(TAG.findall(paragraph.text)), paragraph.text


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_has_a_named_style_of_the_paper(name: str) -> None:
    styles = {p.style.name for p in _paragraphs(name) if p.style is not None and p.text.strip()}
    assert "Normal" not in styles


@pytest.mark.parametrize("name", NAMES)
def test_the_footer_carries_the_short_title_of_the_card(name: str) -> None:
    document = docx.Document(io.BytesIO(SHIPPED[name].docx))
    footer = [p.text for p in document.sections[0].footer.paragraphs]
    assert SHIPPED[name].card.short_title in footer


@pytest.mark.parametrize("name", NAMES)
def test_the_card_names_vehicles_that_exist(name: str) -> None:
    assert set(SHIPPED[name].card.vehicles) <= set(get_args(Vehicle))


@pytest.mark.parametrize("name", PLEADINGS)
def test_every_line_of_type_stands_beside_its_number(
    name: str, pages_of: dict[str, list[geometry.Page]]
) -> None:
    for page in pages_of[name]:
        assert sorted(page.numbers) == list(range(1, 29))
        for line in page.text:
            assert abs(page.drift(line)) <= 1.5, line
        assert page.footer[-1].size >= 10


@pytest.mark.parametrize("name", PLEADINGS)
def test_nobody_signs_a_page_without_text(
    name: str, pages_of: dict[str, list[geometry.Page]]
) -> None:
    for page in pages_of[name]:
        signing = [k for k, line in enumerate(page.text) if line.text.startswith("Dated: ")]
        if signing:
            assert signing[-1] >= 2


def test_the_ruling_stands_on_the_page_that_the_judge_signs(
    pages_of: dict[str, list[geometry.Page]],
) -> None:
    signed = " ".join(line.text for line in pages_of["D-PO.en"][-1].text)
    assert "are vacated as" in signed
    assert "Judge of the Superior Court" in signed


def test_the_memorandum_of_s02_needs_no_tables(
    pages_of: dict[str, list[geometry.Page]],
) -> None:
    assert len(pages_of["D-MPA.en"]) <= MEMORANDUM_WITHOUT_TABLES


@pytest.mark.parametrize("name", PLEADINGS)
def test_no_heading_ends_a_page(name: str, pages_of: dict[str, list[geometry.Page]]) -> None:
    headings = {
        re.sub(r"\s+", " ", line.lstrip("# "))
        for line in sampled(name).text.splitlines()
        if "# " in line
    }
    for page in pages_of[name]:
        if page.text:
            last = re.sub(r"^[IVX]+\. |^[A-Z]\. |^\d+\. ", "", page.text[-1].text).strip()
            assert last not in headings
