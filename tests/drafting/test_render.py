"""Writing a paper: facts appear literally, errors name the place, same facts give same bytes."""

from __future__ import annotations

import io
import string
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docassemble.PostConvictionRelief.drafting import Exemplar, Renderer
from docassemble.PostConvictionRelief.drafting.pleading_paper import grid_table, new_pleading_paper
from docassemble.PostConvictionRelief.errors import ExemplarError
from docassemble.PostConvictionRelief.expressions import Expressions, PaperContext
from tests.drafting import samples
from tests.drafting.samples import facts, facts_with, one_paragraph

BETWEEN_BARS = one_paragraph("|{{ prejudice.would_have }}|")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(paper: bytes) -> list[str]:
    """The paragraphs of a Word file; line breaks as \\n, tabs as \\t."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(paper)).paragraphs]


def with_words(words: str) -> PaperContext:
    return facts_with(prejudice__would_have=words)


def problems(renderer: Renderer, exemplar: Exemplar) -> list[str]:
    """What `render` and `check` both say of an unusable exemplar."""
    with pytest.raises(ExemplarError) as raised:
        renderer.render(exemplar, facts())
    assert set(raised.value.problems) <= set(renderer.check(exemplar, facts()))
    return [str(problem) for problem in raised.value.problems]


def test_a_fact_takes_the_place_of_its_expression(renderer: Renderer) -> None:
    exemplar = one_paragraph("{{ client.name_as_convicted | name }}, {{ case.number }}.")
    assert texts(renderer.render(exemplar, facts())) == ["Teodoro Ansúrez Villalpando, BA999041."]


def test_paragraphs_and_table_rows_come_and_go_with_their_facts(renderer: Renderer) -> None:
    exemplar = one_paragraph(
        "{%p for defect in defects %}",
        "{{ defect.theory }}",
        "{%p endfor %}",
        "{%p if case.appeal.taken %}",
        "There was an appeal.",
        "{%p endif %}",
        "{% if case.appeal.taken %}An{% else %}No{% endif %} appeal.",
    )
    assert texts(renderer.render(exemplar, facts())) == [
        "equivocal_advice",
        "no_defense_against",
        "own_error",
        "No appeal.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "{{ 7*7 }}",
        "{% if x %}",
        "{_{ 7*7 }_}",
        "<b>bold</b> & <w:p/>",
        "]]> &amp; &#65;",
        "quotes \" and ' and ’",
        "Ansúrez Nguyễn 王小明 👩‍⚖️",
        "#}{{ case }}",
    ],
)
def test_free_text_appears_literally(renderer: Renderer, words: str) -> None:
    paper = renderer.render(one_paragraph("“{{ prejudice.would_have }}”"), with_words(words))
    assert texts(paper) == [f"“{words}”"]


def test_line_breaks_and_tabs_of_a_fact_are_kept(renderer: Renderer) -> None:
    paper = renderer.render(
        one_paragraph("{{ prejudice.would_have }}"), with_words("one\r\ntwo\rthree\n\tfour")
    )
    assert texts(paper) == ["one\ntwo\nthree\n\tfour"]


def test_control_characters_are_left_out_and_nothing_else(renderer: Renderer) -> None:
    words = "".join(map(chr, range(32))) + "\x7f\ufffe kept \ud800"
    paper = renderer.render(one_paragraph("<{{ prejudice.would_have }}>"), with_words(words))
    assert texts(paper) == ["<\t\n\n kept >"]


def test_no_mark_in_a_persons_words_turns_the_rest_of_the_paragraph_around(
    renderer: Renderer,
) -> None:
    paper = renderer.render(
        one_paragraph("<{{ prejudice.would_have }}> and so on"), with_words("one \u202etwo\u2067")
    )
    assert texts(paper) == ["<one two> and so on"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=string.printable + "{}%#_<>&éñ語", max_size=60))
def test_whatever_a_person_types_can_be_read_back(renderer: Renderer, words: str) -> None:
    context = facts()
    context = replace(context, names={**context.names, "prejudice": {"would_have": words}})
    paper = renderer.render(BETWEEN_BARS, context)
    printable = words.replace("\r\n", "\n").replace("\r", "\n")
    printable = "".join(each for each in printable if each in "\n\t" or ord(each) >= 32)
    assert texts(paper) == [f"|{printable}|"]


def test_a_missing_fact_is_a_visible_mark_and_is_noted(renderer: Renderer) -> None:
    context = facts_with(case__0__plea_date="unknown")
    paper = renderer.render(one_paragraph("Plea: {{ case.plea_date | date }}"), context)
    assert texts(paper) == ["Plea: [MISSING: case.0.plea_date]"]
    assert context.missing == {"case.0.plea_date"}


def test_an_unknown_name_is_told_with_exemplar_paragraph_and_expression(
    renderer: Renderer,
) -> None:
    exemplar = one_paragraph("Fine.", "I am {{ cleint.name_current | name }}, defendant.")
    (problem,) = problems(renderer, exemplar)
    assert "D-NOM.en" in problem
    assert "“I am {{ cleint.name_current | name }}, defendant.”" in problem
    assert "'cleint' is not known" in problem


def test_every_unknown_name_is_told_at_once(renderer: Renderer) -> None:
    exemplar = one_paragraph("{{ cleint }}", "{{ counsel.name }} {{ cuonsel.name }}")
    assert len(problems(renderer, exemplar)) == 2


def test_an_unknown_fact_of_a_known_group_is_told_too(renderer: Renderer) -> None:
    exemplar = one_paragraph(
        "Before {{ case.number }}.",
        "{%p for count in case.counts %}",
        "Count {{ count.n }}: {{ count.sectoin }} of it.",
        "{%p endfor %}",
    )
    (problem,) = problems(renderer, exemplar)
    assert "“Count {{ count.n }}: {{ count.sectoin }} of it.”" in problem
    assert "{{ count.sectoin }}: case.0.counts.0 has no fact called 'sectoin'" in problem


def test_an_error_in_a_tag_of_its_own_paragraph_names_that_tag(renderer: Renderer) -> None:
    exemplar = one_paragraph("Some text.", "{%p if case.convictedd %}", "More.", "{%p endif %}")
    (problem,) = problems(renderer, exemplar)
    assert "{% if case.convictedd %}" in problem
    assert "'convictedd'" in problem


def test_an_if_without_end_is_told_with_its_paragraph_however_much_follows(
    renderer: Renderer,
) -> None:
    exemplar = one_paragraph(
        "{%p if case.appeal.taken %}",
        "Dear {% if case.number %}judge",
        "{% for each in case.counts %}{{ each.n }}{% endfor %}",
        "{%p endif %}",
        "Last {% if case.number %}words{% endif %}",
    )
    (problem,) = problems(renderer, exemplar)
    assert "“Dear {% if case.number %}judge”" in problem
    assert "{% if case.number %}: Unexpected end of template" in problem


def test_an_error_in_the_footer_is_found(renderer: Renderer) -> None:
    paper = new_pleading_paper("Motion {{ case.nubmer }}")
    paper.add_paragraph("Text", style="Body Text")
    (problem,) = problems(renderer, samples.exemplar(paper))
    assert "“Motion {{ case.nubmer }}”" in problem


@pytest.mark.parametrize(
    ("paragraph", "what"),
    [
        ("Text {% if case.number %} without end.", "endif"),
        ("{{ case.number | shout }}", "No filter named 'shout'"),
        ("{{ case.number + }}", "unexpected"),
        ("{{ case.number | safe }}", "unescaped"),
        ("{{ 'x' | center(99999999999) }}", "any size"),
        ("{{ exhibits | random }}", "another paper every time"),
        ("{{ client }}", "client is a group of facts"),
        ("{% include 'other' %}", "another template"),
        ("{% autoescape false %}{{ case.number }}{% endautoescape %}", "turns escaping off"),
        ("{% macro m() %}x{% endmacro %}", "macro"),
        ("{% for a in exhibits recursive %}{% endfor %}", "repeats itself"),
        ("{{ case.number and so on", "does not end in the same paragraph"),
        ("{% if case.number and so on", "does not end in the same paragraph"),
        ("{{r case.number }}", "Word's own code"),
        ("Dear judge {%p if case.number %}", "is dropped"),
        ("{{ case.counts[0] / 0 }}", "can't be evaluated"),
        ("{{ case.number.__class__ }}", "unsafe"),
        ("{% for a in range(9) %}{% endfor %}", "'range' is not known"),
    ],
)
def test_what_an_exemplar_may_not_say_is_refused(
    renderer: Renderer, paragraph: str, what: str
) -> None:
    (problem,) = problems(renderer, one_paragraph("Before.", paragraph, "After."))
    assert what in problem
    assert paragraph.split("{")[-1].split("}")[0].split("%")[0].strip() in problem


def test_an_if_that_ends_in_another_paragraph_is_refused_not_mended(renderer: Renderer) -> None:
    exemplar = one_paragraph("One {% if case.appeal.taken %} two", "three {% endif %} four")
    shown = renderer.render(exemplar, facts())
    assert texts(shown) == ["One  four"]
    cells = new_pleading_paper("Cells")
    table = grid_table(cells, ("A", "B"), (200, 200), rows=1)
    table.cell(1, 0).paragraphs[0].text = "{% if case.appeal.taken %}yes"
    cells.add_paragraph("end {% endif %}", style="Body Text")
    (problem,) = problems(renderer, samples.exemplar(cells))
    assert "ends in another" in problem


def test_a_template_that_doubles_a_text_again_and_again_is_stopped(renderer: Renderer) -> None:
    doubling = "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 60 + "{{ x | length }}"
    (problem,) = problems(renderer, one_paragraph(doubling))
    assert "larger than 20,000" in problem
    block = "{% set x = 'aaaaaaaaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60
    (problem,) = problems(renderer, one_paragraph(block))
    assert "larger than 20,000" in problem


def test_the_same_facts_give_the_same_bytes(renderer: Renderer) -> None:
    exemplar = samples.exemplar(samples.motion())
    first = renderer.render(exemplar, facts())
    assert renderer.render(exemplar, facts()) == first
    assert Renderer(Expressions.for_documents()).render(exemplar, facts()) == first


def test_threads_can_share_a_renderer(renderer: Renderer) -> None:
    exemplar = samples.exemplar(samples.motion())
    expected = renderer.render(exemplar, facts())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: renderer.render(exemplar, facts()), range(8))) == {expected}


def test_the_properties_tell_the_title_and_nobody(renderer: Renderer) -> None:
    paper = samples.motion()
    paper.core_properties.author = "Somebody Real"
    paper.core_properties.last_modified_by = "Somebody Else"
    made = renderer.render(samples.exemplar(paper, "Notice & Motion"), facts())
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert properties.title == "Notice & Motion"
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert b"Somebody" not in b"".join(samples.parts_of(made).values())


def test_every_part_is_what_docxtpl_makes_of_it(renderer: Renderer) -> None:
    exemplar = samples.exemplar(samples.motion())
    ours = samples.parts_of(renderer.render(exemplar, facts()))
    theirs = samples.parts_of(by_docxtpl(exemplar, facts()))
    names = [name for name in theirs if name.startswith("word/") and name.endswith(".xml")]
    assert "word/document.xml" in names
    for name in names:
        assert canonical(ours[name]) == canonical(theirs[name]), name


def test_tables_with_varying_columns_are_mended_as_docxtpl_does(renderer: Renderer) -> None:
    paper = new_pleading_paper("Columns")
    table = grid_table(paper, ("", "", ""), (100, 100, 100), rows=1)
    for row in range(2):
        table.cell(row, 0).paragraphs[0].text = "{%tc for count in case.counts %}"
        table.cell(row, 1).paragraphs[0].text = "{{ count.n }}"
        table.cell(row, 2).paragraphs[0].text = "{%tc endfor %}"
    exemplar = samples.exemplar(paper)
    ours = samples.parts_of(renderer.render(exemplar, facts()))["word/document.xml"]
    theirs = samples.parts_of(by_docxtpl(exemplar, facts()))["word/document.xml"]
    assert canonical(ours) == canonical(theirs)
    assert len(etree.fromstring(ours).findall(f".//{W}gridCol")) == 2


def by_docxtpl(exemplar: Exemplar, context: PaperContext) -> bytes:
    """The same paper by docxtpl itself."""
    template = DocxTemplate(io.BytesIO(exemplar.docx))
    template.render(dict(context.names), Expressions.for_documents().jinja, autoescape=True)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")
