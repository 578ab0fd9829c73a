"""Statutes are read in every usual spelling, kept in one form, and put into the forms' columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import Count, parse_citation, read_facts
from docassemble.PostConvictionRelief.casefile.citations import (
    MAX_LENGTH,
    CitationError,
    code_name,
    known_code,
)
from docassemble.PostConvictionRelief.errors import CaseFileError
from tests.casefile.strategies import citations
from tests.examples import changed

# As typed; the normal form; the columns "Code" and "Section" of a court form.
READ = [
    ("PC 273.5(a)", "PC 273.5(a)", "PC", "273.5(a)"),
    ("PC 273a(a)", "PC 273a(a)", "PC", "273a(a)"),
    ("PC 261.5(d)", "PC 261.5(d)", "PC", "261.5(d)"),
    ("PC 422", "PC 422", "PC", "422"),
    ("HS 11378", "HS 11378", "HS", "11378"),
    ("H&S 11378", "HS 11378", "HS", "11378"),
    ("H & S Code 11379(a)", "HS 11379(a)", "HS", "11379(a)"),
    ("Health & Saf. Code, § 11379.6", "HS 11379.6", "HS", "11379.6"),
    ("VC 23152(b)", "VC 23152(b)", "VC", "23152(b)"),
    ("Veh. Code 14601.1", "VC 14601.1", "VC", "14601.1"),
    ("Bus. & Prof. Code, § 4324", "BP 4324", "BP", "4324"),
    ("Welf. & Inst. Code § 10980(c)(2)", "WI 10980(c)(2)", "WI", "10980(c)(2)"),
    ("CCP 170.6", "CCP 170.6", "CCP", "170.6"),
    ("Penal Code § 459.5, subdivision (a)", "PC 459.5(a)", "PC", "459.5(a)"),
    ("Pen. Code, § 1203.4, subd. (a)(1)", "PC 1203.4(a)(1)", "PC", "1203.4(a)(1)"),
    ("California Penal Code section 136.1", "PC 136.1", "PC", "136.1"),
    ("pc459", "PC 459", "PC", "459"),
    ("  P.C.   459 ", "PC 459", "PC", "459"),
    ("459 PC", "PC 459", "PC", "459"),
    ("PC 476A", "PC 476a", "PC", "476a"),
    ("PC 187(B)(iv)", "PC 187(B)(iv)", "PC", "187(B)(iv)"),
    ("former PC 12020(a)(8)", "former PC 12020(a)(8)", "PC", "12020(a)(8)"),
    ("PC 12020(a)(8) (former)", "former PC 12020(a)(8)", "PC", "12020(a)(8)"),
    ("PC 664/187(a)", "PC 664/187(a)", "PC", "664/187(a)"),
    ("PC 664/PC 187(a)", "PC 664/187(a)", "PC", "664/187(a)"),
    ("664/187(a) PC", "PC 664/187(a)", "PC", "664/187(a)"),
    ("Penal Code §§ 664 and 187(a)", "PC 664/187(a)", "PC", "664/187(a)"),
    ("PC 182(a)(1)/HS 11379(a)", "PC 182(a)(1)/HS 11379(a)", "PC", "182(a)(1)/HS 11379(a)"),
    ("PC 12022(b)(1) enhancement", "PC 12022(b)(1) enhancement", "PC", "12022(b)(1)"),
    (
        "other:Nevada Revised Statutes 453.336",
        "other:Nevada Revised Statutes 453.336",
        "Nevada Revised Statutes",
        "453.336",
    ),
]

# As typed; what is wrong; what was most likely meant.
REFUSED = [
    ("", "names no section", None),
    ("PC", "names no section", None),
    ("theft", "names no section", None),
    ("459.5(a)", "names no code", "PC 459.5(a)"),
    ("11378", "names no code", None),
    ("PC 273.5(a", "can't be read", "PC 273.5(a)"),
    ("PC 273.5a)", "can't be read", "PC 273.5(a)"),
    ("PC 273.5[a]", "can't be read", "PC 273.5(a)"),
    ("PC 273,5(a)", "can't be read", "PC 273.5(a)"),
    ("PC 273.5-(a)", "can't be read", "PC 273.5(a)"),
    ("Penel Code 459", "can't be read", "PC 459"),
    ("PC 459 first degree", "can't be read", "PC 459"),
    ("PC 1234567", "can't be read", None),
    ("PC 4" + "5" * MAX_LENGTH, "is too long", None),
]


@pytest.mark.parametrize(("typed", "normal", "code", "section"), READ)
def test_a_statute_is_read_in_every_usual_spelling(
    typed: str, normal: str, code: str, section: str
) -> None:
    cited = parse_citation(typed)
    assert (str(cited), cited.form_code, cited.form_section) == (normal, code, section)


@pytest.mark.parametrize(("typed", "what", "nearest"), REFUSED)
def test_what_is_no_citation_is_refused_with_the_nearest_reading(
    typed: str, what: str, nearest: str | None
) -> None:
    with pytest.raises(CitationError, match=what) as caught:
        parse_citation(typed)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("PC 459.5(a)", "Penal Code section 459.5, subdivision (a)"),
        ("former PC 12020(a)(8)", "former Penal Code section 12020, subdivision (a)(8)"),
        ("PC 664/187(a)", "Penal Code sections 664 and 187, subdivision (a)"),
        (
            "PC 182(a)(1)/HS 11379",
            "Penal Code section 182, subdivision (a)(1) and Health and Safety Code section 11379",
        ),
        ("USC 1326", "USC section 1326"),
    ],
)
def test_a_pleading_says_it_in_words(typed: str, words: str) -> None:
    assert parse_citation(typed).in_words == words


def test_every_code_of_the_specification_is_known_by_its_letters_and_has_a_name() -> None:
    for code in ["PC", "HS", "VC", "BP", "WI", "FC", "EC", "CC", "CCP", "GC", "HN", "FG", "PRC"]:
        assert known_code(code)
        assert code_name(code).endswith("Code") or "Code of" in code_name(code)
        assert parse_citation(f"{code_name(code)} 100").code == code


def test_letters_that_are_no_code_we_know_are_kept() -> None:
    cited = parse_citation("XY 100(a)")
    assert (cited.code, str(cited)) == ("XY", "XY 100(a)")
    assert not known_code("XY")


@given(citations())
def test_the_normal_form_is_read_as_itself(text: str) -> None:
    cited = parse_citation(text)
    assert parse_citation(str(cited)) == cited
    assert cited.form_section


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        cited = parse_citation(text)
    except CitationError as error:
        assert error.what
        assert error.nearest is None or str(parse_citation(error.nearest)) == error.nearest
    else:
        assert parse_citation(str(cited)) == cited


# ------------------------------------------------------------------------------ in a case file


def count(**facts: object) -> Count:
    return changed("S01", case__0__counts=[{"n": 1, **facts}]).case[0].counts[0]


def test_a_count_told_in_one_text_is_kept_in_its_parts() -> None:
    told = count(statute="former Pen. Code § 12020(a)(8)")
    assert (told.code, told.section, told.subdiv, told.former) == ("PC", "12020", "(a)(8)", True)
    assert told == count(code="PC", section="12020", subdiv="(a)(8)", former=True)
    attempt = count(statute="PC 664/187(a)")
    assert (attempt.section, attempt.subdiv) == ("664/187", "(a)")
    assert str(attempt.citation) == "PC 664/187(a)"


@pytest.mark.parametrize(
    ("facts", "where", "words"),
    [
        ({"statute": "PC 273,5(a)"}, "statute", "did you mean PC 273.5"),
        ({"statute": "burglary"}, "statute", "write it like PC 459.5"),
        ({"statute": 459}, "statute", "put it in quotes"),
        ({"statute": "PC 459", "section": "460"}, "statute", "give the statute once"),
        ({"code": "PC", "section": "459 second"}, "section", "should be the section alone"),
        ({"code": "Pen. Code", "section": "459"}, "code", "should be the code's capital letters"),
        ({"code": "PC", "section": "459", "subdiv": "a"}, "subdiv", "in parentheses"),
    ],
)
def test_a_count_that_cannot_be_read_is_refused_with_a_remedy(
    facts: dict[str, object], where: str, words: str
) -> None:
    with pytest.raises(CaseFileError, match=words) as caught:
        count(**facts)
    assert caught.value.problems[0].where == f"case.0.counts.0.{where}"


def test_a_statute_that_is_not_known_leaves_the_section_unknown() -> None:
    facts = {
        "meta": {"id": "T", "as_of": "2026-11-21"},
        "case": [{"counts": [{"statute": "unknown"}]}],
    }
    told = read_facts(facts).case[0].counts[0]
    assert told.citation is None
    assert "section" in told.model_fields_set
