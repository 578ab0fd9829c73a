"""Word files carry the mark of a draft behind their text, on every page, and no line moves."""

from __future__ import annotations

import io
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION

from docassemble.PostConvictionRelief.drafting import Renderer
from docassemble.PostConvictionRelief.drafting.exemplar import shipped_exemplars
from docassemble.PostConvictionRelief.drafting.word_file import open_word_file, visible_text
from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.packet.building import DOCX, PDF
from docassemble.PostConvictionRelief.packet.draft import as_draft
from docassemble.PostConvictionRelief.packet.exhibits.page_letters import Letters, letters_written
from docassemble.PostConvictionRelief.packet.word_draft import draft_marked_word
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.drafting import samples
from tests.packet.test_binding import paper

MARK = 'string="DRAFT"'


@pytest.fixture(scope="module")
def motion() -> bytes:
    renderer = Renderer(Expressions.for_documents())
    return renderer.render(samples.exemplar(samples.motion()), samples.facts())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def grey_pixels(pdf: bytes) -> list[int]:
    """How many points of each page are of the mark's grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = [page.render(scale=0.5).to_pil().convert("L") for page in document]
    return [sum(picture.histogram()[228:236]) for picture in pictures]


def letters(pdf: bytes) -> list[Letters]:
    """Every letter of every page with its place."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [letters_written(page) for page in document]


def test_the_mark_stands_on_every_page_of_a_pleading_and_no_line_of_it_moves(
    motion: bytes, workshop: Workshop
) -> None:
    plain, marked = workshop.office.convert([motion, draft_marked_word(motion)])
    assert letters(marked) == letters(plain)
    before, after = grey_pixels(plain), grey_pixels(marked)
    assert len(after) > 3
    assert all(now > then + 2000 for then, now in zip(before, after, strict=True))


def test_only_the_header_of_a_pleading_is_changed_and_only_by_the_mark(motion: bytes) -> None:
    before, after = parts(motion), parts(draft_marked_word(motion))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/header1.xml"]
    assert after["word/header1.xml"].decode().count(MARK) == 1
    assert visible_text(draft_marked_word(motion)) == visible_text(motion)


def test_every_exemplar_carries_one_mark_for_each_kind_of_page() -> None:
    for exemplar in shipped_exemplars():
        marked = draft_marked_word(exemplar.docx)
        headers = [data for name, data in parts(marked).items() if "header" in name]
        assert [data.decode().count(MARK) for data in headers] == [1], exemplar.card.name
        open_word_file(marked, "paper")
        docx.Document(io.BytesIO(marked))


def test_a_paper_without_header_gets_one_that_takes_no_room(workshop: Workshop) -> None:
    document = docx.Document()
    for number in range(60):
        document.add_paragraph(f"line {number}")
    plain, marked = saved(document), draft_marked_word(saved(document))
    before, after = map(letters, workshop.office.convert([plain, marked]))
    assert before == after
    assert MARK in parts(marked)["word/header-draft.xml"].decode()


def test_first_pages_and_even_pages_of_every_section_are_marked_too(workshop: Workshop) -> None:
    document = docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.add_paragraph("one")
    document.add_paragraph("two").paragraph_format.page_break_before = True
    later = document.add_section(WD_SECTION.NEW_PAGE)
    later.different_first_page_header_footer = True
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "a header of its own"
    document.add_paragraph("three")
    for word in ("four", "five"):
        document.add_paragraph(word).paragraph_format.page_break_before = True
    marked = draft_marked_word(saved(document))
    (pdf,) = workshop.office.convert([marked])
    assert len(grey_pixels(pdf)) == 5
    assert all(grey > 2000 for grey in grey_pixels(pdf))


def test_the_same_file_gives_the_same_bytes(motion: bytes) -> None:
    assert draft_marked_word(motion) == draft_marked_word(motion)


def test_pdfs_and_word_files_are_marked_and_other_files_are_left_alone(motion: bytes) -> None:
    pdf = paper(1, "words")
    with pikepdf.open(io.BytesIO(as_draft(pdf, PDF))) as marked:
        assert "/DraftMark" in marked.pages[0].Resources.XObject
    assert as_draft(motion, DOCX) == draft_marked_word(motion)
    assert as_draft(b"anything", "text/calendar") == b"anything"
