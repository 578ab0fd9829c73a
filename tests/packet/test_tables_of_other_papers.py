"""Tables of every exemplar that may be long, and of papers that make them hard."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docassemble.PostConvictionRelief.drafting.caption import NO_HEARING, caption
from docassemble.PostConvictionRelief.drafting.pleading_paper import new_pleading_paper
from docassemble.PostConvictionRelief.drafting.tables import Memorandum
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.drafting.footnotes import add_footnotes
from tests.drafting.samples import saved
from tests.packet.tables import KNOWN, Converter, Read, assert_true, tabled
from tests.templates.cases import case_for
from tests.templates.papers import SHIPPED
from tests.templates.papers import write as written

WORDS = "Words that fill a page of the paper and argue nothing. "
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


def place_of(made: Document, text: str) -> int:
    """Where the paragraph with this text stands, from 0."""
    return next(n for n, each in enumerate(made.paragraphs) if text in each.text)


def read_with(text: str, note: str, after: str) -> Memorandum:
    made = paper("One", lines=1, text=text)
    made.add_paragraph(after, style="Flush Text")
    add_footnotes(made, {place_of(made, text): note})
    return Memorandum.read(saved(made), KNOWN)


def test_a_footnote_is_read_behind_its_paragraph() -> None:
    read = read_with(
        "(Padilla v. Kentucky (2010) 559 U.S. 356.)",
        "See Pen. Code, § 17, and People v. Vivar (2021) 11 Cal.5th 510.",
        "Section 17 says so.",
    )
    assert [each.authority.citation for each in read.cited.citations] == [
        "Padilla v. Kentucky (2010) 559 U.S. 356",
        "Pen. Code, § 17",
        "People v. Vivar (2021) 11 Cal.5th 510",
        "Pen. Code, § 17",
    ]
    assert read.cited.doubts == ()


def test_the_text_goes_back_to_the_text_and_not_to_the_footnote_between() -> None:
    read = read_with("(Pen. Code, § 17.)", "(Pen. Code, § 1016.5.)", "(Ibid.)")
    assert [each.authority.citation for each in read.cited.citations] == [
        "Pen. Code, § 17",
        "Pen. Code, § 1016.5",
        "Pen. Code, § 17",
    ]


def test_a_footnote_that_begins_with_ibid_is_a_doubt() -> None:
    read = read_with("(Pen. Code, § 17.)", "Ibid.", "(Pen. Code, § 1016.5.)")
    assert [(d.words, d.why) for d in read.cited.doubts] == [
        ("Ibid.", "can't be told to one authority")
    ]


def test_what_footnotes_cite_is_on_the_pages_told_also_where_a_page_parts_them(
    practice_workshop: Workshop,
) -> None:
    cases = [known for known in KNOWN if " v. " in known][:12]
    made = paper(*(f"Part {n}" for n in range(12)), lines=20)
    notes = {
        place_of(made, f"Part {n}") + 20: f"{WORDS * (n % 5 * 8)}See {case}. {WORDS * 3}"
        for n, case in enumerate(cases)
    }
    made.paragraphs[max(notes)].add_run(f" {WORDS * 3}({cases[0]}.) " * 8)
    done = tabled(saved(add_footnotes(made, notes)), practice_workshop.to_pdf)
    assert done.findings == ()
    assert_true(done)
    assert {citation for citation, _ in Read.of(done).authorities} == set(cases)


def test_headings_have_the_numbers_that_word_gives_them() -> None:
    made = paper("One")
    for level, text in ((2, "A"), (3, "A1"), (3, "A2"), (2, "B"), (1, "Two"), (2, "C"), (3, "C1")):
        made.add_paragraph(text, style=f"Heading {level}")
    read = Memorandum.read(saved(made), KNOWN)
    assert [(h.level, h.number, h.text) for h in read.headings] == [
        (1, "I.", "One"), (2, "A.", "A"), (3, "1.", "A1"), (3, "2.", "A2"), (2, "B.", "B"),
        (1, "II.", "Two"), (2, "A.", "C"), (3, "1.", "C1"),
    ]  # fmt: skip
