"""California Rules of Court, rules 2.103 to 2.111, measured on the PDF of a rendered motion."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice, Renderer
from docassemble.PostConvictionRelief.drafting.caption import NO_HEARING, caption
from docassemble.PostConvictionRelief.drafting.pleading_paper import new_pleading_paper
from tests.drafting import samples
from tests.drafting.footnotes import add_footnotes
from tests.drafting.geometry import Page, pages

CENTER = 4.25 * 72


@pytest.fixture(scope="session")
def measured(motion_pdf: bytes) -> list[Page]:
    return pages(motion_pdf)


def test_the_sample_is_long_enough_to_show_a_drift(measured: list[Page]) -> None:
    assert len(measured) >= 9


def test_every_page_has_the_numbers_1_to_28_twenty_four_points_apart(measured: list[Page]) -> None:
    for page in measured:
        assert sorted(page.numbers) == list(range(1, 29))
        for number, baseline in page.numbers.items():
            assert baseline == pytest.approx(page.numbers[1] + 24 * (number - 1), abs=0.1)


def test_line_1_begins_an_inch_below_the_top_and_line_8_three_and_a_third(
    measured: list[Page],
) -> None:
    # exactly 24 points put the baseline at 0.8 of the line
    assert measured[0].numbers[1] - 0.8 * 24 == pytest.approx(72, abs=0.5)
    assert measured[0].numbers[8] - 0.8 * 24 == pytest.approx(240, abs=0.5)


def test_no_line_of_type_is_more_than_one_and_a_half_points_off_its_number(
    measured: list[Page],
) -> None:
    for page in measured:
        for line in page.text:
            assert abs(page.drift(line)) <= 1.5, line


def test_only_attorney_and_hearing_block_use_the_half_lines(measured: list[Page]) -> None:
    between = [
        line.text
        for page in measured
        for line in page.text
        if min(abs(line.baseline - each) for each in page.numbers.values()) > 1.5
    ]
    assert between == [
        "State Bar No. 999101",
        "77 Invented Street, Suite 410",
        "Telephone: 213-555-0177",
        "Attorney for Defendant and Movant",
        "Time: 9:00 a.m.",
        "Judge: Hon. A. Placeholder",
    ]


def test_the_clerk_has_lines_1_to_7_right_of_the_center(measured: list[Page]) -> None:
    first = measured[0]
    for line in first.text:
        if line.baseline < first.numbers[8] - 12:
            assert line.right < CENTER


def test_the_court_is_named_on_line_8_and_the_case_from_line_11(measured: list[Page]) -> None:
    first = measured[0]
    assert first.at(8) == "SUPERIOR COURT OF CALIFORNIA"
    assert first.at(9) == "COUNTY OF LOS ANGELES"
    assert first.at(10) == ""
    assert first.at(11) == "THE PEOPLE OF THE STATE OF Case No. BA999041"


def test_the_title_is_in_capitals_but_not_its_subdivision(motion_pdf: bytes) -> None:
    first = pages(motion_pdf)[0]
    right = " ".join(line.text for line in first.text)
    assert "VACATE CONVICTION AND" in right
    assert "(a)(1)" in right
    assert "(A)(1)" not in right


def test_a_double_rule_stands_left_of_the_text_and_a_single_one_right(
    measured: list[Page],
) -> None:
    for page in measured:
        outer, inner, right = page.verticals
        assert (outer + inner) / 2 == pytest.approx(1.38 * 72, abs=0.5)
        assert 2 <= inner - outer <= 3
        assert 576 < right < 590
        assert min(line.left for line in page.text) >= 108 - 0.5
        assert max(line.right for line in page.text) <= 576 + 0.5


def test_the_footer_has_page_number_rule_and_title_of_at_least_ten_points(
    measured: list[Page],
) -> None:
    for number, page in enumerate(measured, start=1):
        page_number, title = page.footer
        assert page_number.text == str(number)
        assert page_number.baseline == pytest.approx(10.50 * 72, abs=1)
        assert title.text == samples.SHORT_TITLE
        assert title.size >= 10
        assert title.baseline == pytest.approx(10.72 * 72, abs=1)
        rule = page.horizontals[-1]
        assert page_number.baseline < rule < title.baseline - title.size / 2


def test_text_is_not_smaller_than_twelve_points(measured: list[Page]) -> None:
    for page in measured:
        assert {round(line.size) for line in page.text} == {12}


def test_page_1_is_filled_to_line_28(renderer: Renderer, office: LibreOffice) -> None:
    paper = new_pleading_paper(samples.SHORT_TITLE)
    caption(paper, samples.TITLE)
    paper.add_paragraph(samples.SENTENCE * 30, style="Body Text")
    docx_file = renderer.render(samples.exemplar(paper), samples.facts())
    assert pages(office.convert([docx_file])[0])[0].at(28)


def test_a_footnote_stands_at_the_foot_of_its_page_and_the_text_beside_its_numbers(
    renderer: Renderer, office: LibreOffice
) -> None:
    paper = new_pleading_paper(samples.SHORT_TITLE)
    for _ in range(8):
        paper.add_paragraph(samples.SENTENCE * 5, style="Body Text")
    add_footnotes(paper, {2: f"The plea was entered in {{{{ case.number }}}}. {samples.SENTENCE}"})
    docx_file = renderer.render(samples.exemplar(paper), samples.facts())
    first, second = pages(office.convert([docx_file])[0])
    assert " ".join(line.text for line in first.notes) == (
        f"The plea was entered in BA999041. {samples.SENTENCE.strip()}"
    )
    assert {round(line.size, 3) for line in first.notes} == {12}
    assert first.notes[0].baseline - first.text[-1].baseline >= 12
    assert max(abs(first.drift(line)) for line in first.text) <= 1.5
    assert second.text
    assert not second.notes


def test_the_caption_grows_by_whole_lines(renderer: Renderer, office: LibreOffice) -> None:
    paper = new_pleading_paper(samples.SHORT_TITLE)
    caption(paper, samples.TITLE * 3, hearing=NO_HEARING)
    paper.add_paragraph(samples.SENTENCE * 3, style="Body Text")
    long_name = {"first": "Maximiliana Guadalupe", "last": "Fernández de Córdoba y Villalpando"}
    context = samples.facts_with(
        client__name_as_convicted=long_name,
        counsel__firm="A Firm of Partners Whose Names Take More Than One Line of the Block",
    )
    first = pages(office.convert([renderer.render(samples.exemplar(paper), context)])[0])[0]
    assert first.at(8) == "SUPERIOR COURT OF CALIFORNIA"
    assert max(abs(first.drift(line)) for line in first.text) <= 1.5


def test_a_client_without_a_lawyer_signs_as_their_own(
    renderer: Renderer, office: LibreOffice
) -> None:
    paper = new_pleading_paper(samples.SHORT_TITLE)
    caption(paper, samples.TITLE)
    context = samples.facts_with(counsel={"pro_per": True})
    first = pages(office.convert([renderer.render(samples.exemplar(paper), context)])[0])[0]
    assert first.at(1) == "Teodoro Ansúrez Villalpando"
    assert "Defendant and Movant, in pro per" in [line.text for line in first.text]
    assert context.missing == set()


def test_word_finds_named_styles_and_nothing_of_the_template_it_was_made_from() -> None:
    paper = docx.Document(io.BytesIO(samples.saved(samples.motion())))
    names = {style.name for style in paper.styles}
    assert {
        "Body Text",
        "Heading 1",
        "Numbered Paragraph",
        "Block Quotation",
        "footnote text",
    } <= names
    assert "Table Grid" not in names
    assert paper.core_properties.author == ""
    parts = samples.parts_of(samples.saved(samples.motion()))
    assert not [name for name in parts if "thumbnail" in name or "WithEffects" in name]


def test_the_pdf_is_tagged_searchable_and_has_its_headings_as_bookmarks(
    motion_pdf: bytes,
) -> None:
    with pikepdf.open(io.BytesIO(motion_pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-US"
        with pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == [
                "I. The conviction",
                "II. The error",
                "III. Prejudice",
                "IV. Effect",
                "V. Time",
                "VI. Relief",
            ]
        fonts = [
            font
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
            for font in [each]
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
