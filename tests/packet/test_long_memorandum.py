"""A memorandum of over ten pages has true tables, in its PDF and in its Word file."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.drafting.caption import NO_HEARING, caption
from docassemble.PostConvictionRelief.drafting.pleading_paper import new_pleading_paper
from docassemble.PostConvictionRelief.drafting.tables import Memorandum
from docassemble.PostConvictionRelief.drafting.tables.passages import W
from docassemble.PostConvictionRelief.drafting.word_file import open_word_file, visible_text
from docassemble.PostConvictionRelief.law.law_files import authorities
from docassemble.PostConvictionRelief.packet.binding import page_count
from docassemble.PostConvictionRelief.packet.building import BuiltPacket, build_packet
from docassemble.PostConvictionRelief.packet.long_memorandum import Printed, with_its_tables
from docassemble.PostConvictionRelief.packet.paper import Paper
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.drafting.geometry import pages as measured
from tests.drafting.samples import saved
from tests.examples import changed, sample
from tests.templates.cases import case_for
from tests.templates.papers import SHIPPED
from tests.templates.papers import write as written

KNOWN = [each.authority for each in authorities().values()]
WORDS = "Words that fill a page of the paper and argue nothing. "
DOTTED = re.compile(r"(?P<words>.*?)\.{3,}(?P<pages>[\d, ]+|passim)$")
GROUPS = {
    "Cases", "Constitutional Provisions", "California Statutes", "Federal Statutes",
    "Administrative Decisions",
}  # fmt: skip


@dataclass
class Converter:
    """LibreOffice, with the number of pages of each PDF that it made."""

    workshop: Workshop
    pages: list[int] = field(default_factory=list)

    def __call__(self, docx: bytes) -> bytes:
        pdf = self.workshop.to_pdf(docx)
        self.pages.append(page_count(pdf))
        return pdf


def memorandum(case_file: CaseFile, workshop: Workshop) -> bytes:
    """The memorandum of a case in Word, without tables."""
    plan = plan_packets(case_file).plans[0]
    planned = next(paper for paper in plan.papers if paper.code == "D-MPA")
    exemplar = workshop.exemplar(planned.exemplar, planned.language)
    return workshop.write(exemplar, plan.context(planned.reader))


def tabled(file: bytes, to_pdf: Callable[[bytes], bytes]) -> Printed:
    return with_its_tables(file, to_pdf, KNOWN, "D-MPA")


# ------------------------------------------------------------- reading a PDF by another program


def read_pages(pdf: bytes) -> list[list[str]]:
    """The lines of every page as `pdftotext` finds them, without their numbers and the footer."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-x", "104", "-y", "60", "-W", "508", "-H", "685", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    return [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in pages
    ]


def read_tables(pages: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Every entry of the tables as printed: its words, and its pages."""
    words = ""
    for line in (line for page in pages for line in page):
        if line in GROUPS | {"TABLE OF CONTENTS", "TABLE OF AUTHORITIES", "Page"}:
            continue
        words = f"{words} {line}".strip()
        if entry := DOTTED.match(words):
            yield entry["words"].strip(), entry["pages"].strip()
            words = ""
    assert not words, words


def pages_with(pattern: str, body: dict[int, str]) -> list[int]:
    return [number for number, text in body.items() if re.search(pattern, text)]


@dataclass(frozen=True)
class Read:
    """A finished memorandum, read: entries of its tables, and the words of its other pages."""

    entries: list[tuple[str, str]]
    body: dict[int, str]

    @classmethod
    def of(cls, done: Printed) -> Read:
        pages = read_pages(done.pdf)
        body = {n: " ".join(p) for n, p in enumerate(pages, start=1) if n > done.before}
        return cls(list(read_tables(pages[1 : done.before])), body)

    @property
    def contents(self) -> list[tuple[str, str]]:
        return [entry for entry in self.entries if re.match(r"[IVX]+\. |[A-Z]\. |\d+\. ", entry[0])]

    @property
    def authorities(self) -> list[tuple[str, str]]:
        return [entry for entry in self.entries if entry not in self.contents]

    def pages_of(self, name: str) -> list[int]:
        """The pages on which a decision's name, or its short name, begins."""
        before = re.match(r"People v\. Superior Court \(|People v\. |In re |Matter of |", name)
        assert before
        short = re.split(r" v\. |\)$", name[before.end() :])[0]
        wanted = rf"(?:{re.escape(before[0])}|(?<![\w-])){re.escape(short)}(?![\w-])"
        whole = " ".join(self.body.values())
        ends = accumulate(len(text) + 1 for text in self.body.values())
        last = dict(zip(self.body, ends, strict=True))  # where each page ends
        starts = [match.start() for match in re.finditer(wanted, whole)]
        return sorted({min(n for n in last if last[n] > start) for start in starts})


def assert_true(done: Printed) -> None:
    """Every heading stands on its page, and every decision on all of its pages and no other."""
    read = Read.of(done)
    assert read.contents, "no table of contents"
    at = 0
    for words, page in read.contents:
        plain = re.sub(r"[\s.]", "", words)
        assert plain in re.sub(r"[\s.]", "", read.body[int(page)]), (words, page)
        assert int(page) >= at, words
        at = int(page)
    for citation, printed in read.authorities:
        if name := re.match(r"(.+?) \([^()]*\d{4}\) ", citation):
            namesakes = [other for other, _ in read.authorities if other.startswith(name[1])]
            found = read.pages_of(name[1] if len(namesakes) == 1 else citation)
            assert printed == ("passim" if len(found) > 4 else ", ".join(map(str, found))), citation


# ------------------------------------------------------------------------------ the real thing


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


# ------------------------------------------------------------------------------- every exemplar

EXEMPLARS = sorted(name for name in SHIPPED if name.startswith("D-MPA"))


@pytest.mark.parametrize("name", EXEMPLARS)
def test_all_that_an_exemplar_cites_is_told_to_its_authority(name: str) -> None:
    read = Memorandum.read(written(case_for(name), name).docx, KNOWN)
    assert read.headings
    assert read.cited.citations
    assert read.cited.doubts == ()
    # an exemplar as it is, with every sentence that some case has
    assert Memorandum.read(SHIPPED[name].docx, KNOWN).cited.doubts == ()


@pytest.mark.parametrize("name", ["D-MPA-1016.en", "D-MPA-A3.en"])
def test_other_exemplars_get_true_tables_as_well(name: str, practice_workshop: Workshop) -> None:
    longer = docx.Document(io.BytesIO(written(case_for(name), name).docx))
    for paragraph in longer.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Body Text":
            paragraph.add_run(f" {WORDS}" * 40)
    done = tabled(saved(longer), practice_workshop.to_pdf)
    assert (done.before > 2, done.findings) == (True, ())
    assert_true(done)


# -------------------------------------------------------------------------------- other papers


def paper(*headings: str, lines: int = 12, text: str = WORDS) -> Document:
    """A memorandum with these headings, `lines` lines of text below each."""
    made = new_pleading_paper("Memorandum")
    caption(made, "Memorandum of points and authorities", hearing=NO_HEARING)
    for heading in headings:
        made.add_paragraph(heading, style="Heading 1")
        for _ in range(lines):
            made.add_paragraph(text, style="Flush Text")
    return made


def test_a_heading_moves_when_the_tables_grow_by_a_page(practice_workshop: Workshop) -> None:
    # 26 headings fill the lines of one page while the pages aren't known; with their pages, of two
    # digits, the longest of them takes a second line, and the table a second page
    headings = [f"Part {n}" for n in range(25)]
    converter = Converter(practice_workshop)
    done = tabled(saved(paper(*headings, f"{'i' * 127}", text=WORDS)), converter)
    assert done.findings == ()
    assert_true(done)
    assert converter.pages[1] + 1 == converter.pages[-1], converter.pages


def test_a_name_parted_by_the_end_of_a_page_is_found_where_it_begins(
    practice_workshop: Workshop,
) -> None:
    cited = f"{WORDS}(People v. Superior Court (Zamudio) (2000) 23 Cal.4th 183.) " * 14
    made = paper("One", "Two", "Three", lines=1, text=cited * 6)
    done = tabled(saved(made), Converter(practice_workshop))
    assert done.findings == ()
    assert ("People v. Superior Court (Zamudio) (2000) 23 Cal.4th 183", "passim") in (
        Read.of(done).authorities
    )


def test_a_paper_without_headings_says_so_and_stays_without_tables(
    practice_workshop: Workshop,
) -> None:
    made = paper()
    for _ in range(300):
        made.add_paragraph(WORDS, style="Flush Text")
    file = saved(made)
    done = tabled(file, Converter(practice_workshop))
    assert (done.docx, done.before) == (file, 0)
    assert [(f.level, f.where) for f in done.findings] == [("error", "D-MPA")]
    assert "no headings" in done.findings[0].what


def test_tables_that_the_pdf_belies_are_an_error(practice_workshop: Workshop) -> None:
    made = paper(*("One", "Two", "Three"), lines=100)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "5")  # the paper's first page says 5 at its foot
    made.sections[0]._sectPr.append(start)
    file = saved(made)
    done = tabled(file, Converter(practice_workshop))
    assert (done.docx, done.before) == (file, 0)
    assert {f.level for f in done.findings} == {"error"}
    assert "another number at its foot" in done.findings[0].what


def test_what_a_footnote_cites_is_named() -> None:
    made = paper("One", lines=1, text="(Padilla v. Kentucky (2010) 559 U.S. 356.)")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>(Pen. Code, § 17.)</w:t></w:r></w:p></w:footnote>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        f'<w:footnotes xmlns:w="{W[1:-1]}">{note}</w:footnotes>'.encode(),
        made.part.package,
    )
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    found = Memorandum.read(saved(made), KNOWN).cited
    assert [each.authority.citation for each in found.citations] == [
        "Padilla v. Kentucky (2010) 559 U.S. 356"
    ]
    assert [(d.words, "footnote" in d.why) for d in found.doubts] == [("Pen. Code, § 17", True)]


def test_headings_have_the_numbers_that_word_gives_them() -> None:
    made = paper("One")
    for level, text in ((2, "A"), (3, "A1"), (3, "A2"), (2, "B"), (1, "Two"), (2, "C"), (3, "C1")):
        made.add_paragraph(text, style=f"Heading {level}")
    read = Memorandum.read(saved(made), KNOWN)
    assert [(h.level, h.number, h.text) for h in read.headings] == [
        (1, "I.", "One"), (2, "A.", "A"), (3, "1.", "A1"), (3, "2.", "A2"), (2, "B.", "B"),
        (1, "II.", "Two"), (2, "A.", "C"), (3, "1.", "C1"),
    ]  # fmt: skip


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
        word=st.sampled_from(sorted({*WORDS.split(), "immigration", "a"})),
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
