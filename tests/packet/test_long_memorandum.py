"""A memorandum of over ten pages has true tables, in its PDF and in its Word file."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.drafting.word_file import open_word_file, visible_text
from docassemble.PostConvictionRelief.packet.building import BuiltPacket, build_packet
from docassemble.PostConvictionRelief.packet.long_memorandum import Printed
from docassemble.PostConvictionRelief.packet.paper import Paper
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.drafting.geometry import pages as measured
from tests.examples import changed, sample
from tests.packet.tables import (
    GROUPS,
    KNOWN,
    Converter,
    Read,
    assert_true,
    memorandum,
    pages_with,
    read_pages,
    tabled,
)


@pytest.fixture(scope="module")
def built(practice_workshop: Workshop) -> BuiltPacket:
    plan = plan_packets(sample("S05")).plans[0]
    return build_packet(plan, practice_workshop, 1, lambda _percent, _words: None)


@pytest.fixture(scope="module")
def long(built: BuiltPacket) -> Paper:
    return next(paper for paper in built.papers if paper.code == "D-MPA")


@pytest.fixture(scope="module")
def done(long: Paper) -> Printed:
    return Printed(long.editable, long.pdf, long.before, long.findings)


def test_the_tables_stand_between_the_caption_and_the_memorandum(done: Printed) -> None:
    pages = read_pages(done.pdf)
    assert pages[0][0].startswith("Ilse Marchetti-Boone")
    assert "INTRODUCTION" not in " ".join(pages[0])
    assert pages[1][:2] == ["TABLE OF CONTENTS", "Page"]
    assert sum(page[0] == "TABLE OF AUTHORITIES" for page in pages) == 1
    assert pages[done.before][0] == "I. INTRODUCTION"


def test_every_number_in_the_tables_is_that_of_a_page_where_it_stands(done: Printed) -> None:
    assert done.findings == ()
    assert_true(done)
    assert len(Read.of(done).contents) == 28
    assert len(Read.of(done).authorities) > 45


def test_sections_stand_on_the_pages_told_with_their_subdivisions(done: Printed) -> None:
    read = Read.of(done)
    printed: dict[str, set[int]] = {}
    for citation, pages in read.authorities:
        match = re.search(r"§ (\d{4,}[\w.]*)", citation)
        if match and pages != "passim":
            printed.setdefault(match[1], set()).update(map(int, re.findall(r"\d+", pages)))
    assert {"1016.2", "1016.3", "1016.5", "11377", "11378", "1182", "1227"} <= set(printed)
    for section, pages_printed in printed.items():
        found = pages_with(rf"(?<![\w.]){re.escape(section)}(?![\w]|\.\d)", read.body)
        assert set(found) >= pages_printed if section == "1473.7" else set(found) == pages_printed


def test_a_reader_finds_the_tables_by_bookmarks(done: Printed) -> None:
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert titles[:3] == ["TABLE OF CONTENTS", "TABLE OF AUTHORITIES", "I. INTRODUCTION"]


def test_authorities_are_grouped_sorted_and_in_full(done: Printed) -> None:
    pages = read_pages(done.pdf)[1 : done.before]
    lines = [line for page in pages for line in page]
    assert [line for line in lines if line in GROUPS] == [
        "Cases", "Constitutional Provisions", "California Statutes", "Federal Statutes",
        "Administrative Decisions",
    ]  # fmt: skip
    listed = [citation for citation, _ in Read.of(done).authorities]
    cases = listed[: listed.index("U.S. Const., 6th Amend")]
    assert cases == sorted(cases)
    assert "People v. Vivar (2021) 11 Cal.5th 510" in cases
    assert "Pen. Code, § 1473.7, subd. (a)(1)" in listed
    assert len(listed) == len(set(listed))
    shown = dict(Read.of(done).authorities)
    assert shown["Pen. Code, § 1473.7, subd. (a)(1)"] == "passim"


def test_every_line_of_the_tables_stands_on_a_numbered_line(done: Printed) -> None:
    for page in measured(done.pdf)[1 : done.before]:
        assert sorted(page.numbers) == list(range(1, 29))
        for line in page.text:
            nearest = min(abs(line.baseline - each) for each in page.numbers.values())
            assert nearest <= 1.5, line
            assert round(line.size, 3) >= 12
            assert line.right <= 612 - 36 + 0.5
        assert round(page.footer[-1].size, 3) == 10


def test_the_word_file_holds_the_same_tables_as_fields_of_word(
    done: Printed, practice_workshop: Workshop
) -> None:
    assert practice_workshop.to_pdf(done.docx) == done.pdf
    words = visible_text(done.docx)
    for citation, pages in Read.of(done).authorities:
        assert f"{citation.removesuffix('.')}" in words, citation
        assert pages in words
    xml = open_word_file(done.docx, "memorandum").parts["word/document.xml"].decode()
    assert ' TOC \\o "1-3" ' in xml
    assert xml.count(" TOA \\c ") == 5
    assert ' TA \\l "' in xml
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')


def test_tables_are_not_counted_and_no_finding_asks_for_them(built: BuiltPacket) -> None:
    assert [f for f in built.findings if f.check == "page limits"] == []
    assert not [f for f in built.findings if "table" in f.what]
    assert not [f for f in built.findings if f.where == "D-MPA" and f.level == "error"]


def test_the_same_memorandum_gives_the_same_bytes(
    done: Printed, practice_workshop: Workshop
) -> None:
    converter = Converter(practice_workshop)
    again = tabled(memorandum(sample("S05"), practice_workshop), converter)
    assert (again.docx, again.pdf) == (done.docx, done.pdf)
    assert converter.pages == [11, 16, 16]


def test_a_memorandum_of_ten_pages_stays_as_it_is(practice_workshop: Workshop) -> None:
    file = memorandum(sample("S02"), practice_workshop)
    converter = Converter(practice_workshop)
    assert tabled(file, converter) == Printed(file, practice_workshop.to_pdf(file))
    assert len(converter.pages) == 1


def test_what_the_tables_cannot_answer_for_is_a_warning(practice_workshop: Workshop) -> None:
    case_file = changed(
        "S05",
        discovery_diligence__then_what="read Nobody v. Someone (2024) 999 Cal.App.5th 1, and then "
        "Smith v. Jones, and asked counsel what both of them meant for him " * 3,
    )
    done = tabled(memorandum(case_file, practice_workshop), Converter(practice_workshop))
    assert done.before
    said = [(f.level, f.what) for f in done.findings]
    assert all(level == "warning" for level, _ in said)
    assert any("Nobody v. Someone (2024)" in what and "knows" in what for _, what in said)
    assert any("Smith v. Jones" in what and "read as one" in what for _, what in said)


def test_tables_are_true_whatever_is_told(practice_workshop: Workshop) -> None:
    @settings(max_examples=3, deadline=None, phases=[Phase.generate])
    @given(
        told=st.integers(250, 700),
        word=st.sampled_from(["fill", "immigration", "a"]),
        case_cited=st.sampled_from([known for known in KNOWN if known.startswith("People v. S")]),
    )
    def check(told: int, word: str, case_cited: str) -> None:
        words = f"{word} " * told
        case_file = changed("S05", discovery_diligence__then_what=f"{words}{case_cited} {words}")
        done = tabled(memorandum(case_file, practice_workshop), practice_workshop.to_pdf)
        assert done.before
        assert [f for f in done.findings if f.level == "error"] == []
        assert_true(done)

    check()
