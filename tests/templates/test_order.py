"""The proposed order: each element that an immigration court or a clerk looks for (4.2, D-PO)."""

from __future__ import annotations

import re

import pytest

from tests.examples import sample
from tests.templates.papers import NAMES, SHIPPED, s02, s02_with, said, sampled, whole_text

TITLE_END = "(Pen. Code, § 1473.7, subd. (a)(1))"

# Subdivisions moved on January 1, 2026: rulings (e) to (f), appeal (f) to (g), notice (g) to (h).
SUPERSEDED = (
    r"1473\.7,? ?(subd\.|subdivision)? ?\(e\)\([1-4]\)",
    r"1473\.7[^.;]{0,20}subds?\. \(e\)",
    r"(?i)\bappeal.{0,60}1473\.7,? subd(\.|ivision) \(f\)(?!\()",
    r"(?i)(notice|416\.90).{0,60}1473\.7,? subd(\.|ivision) \(g\)",
)


@pytest.fixture(scope="module")
def order() -> str:
    return said(s02("D-PO.en").text)


def test_it_says_what_the_sample_expects_and_nothing_that_it_forbids(order: str) -> None:
    expected = sample("S02").expected or {}
    for phrase in expected["proposed_order_must_contain"]:
        assert phrase in order
    for phrase in expected["proposed_order_must_not_contain"]:
        assert phrase not in order


def test_1_its_title_ends_with_the_paragraph_of_the_statute() -> None:
    lines = s02("D-PO.en").text.splitlines()
    title = next(k for k, line in enumerate(lines) if "ORDER VACATING" in line)
    assert lines[title + 1] == TITLE_END
    assert lines[title + 2].startswith("Date:")


def test_2_it_finds_that_the_movant_is_out_of_criminal_custody(order: str) -> None:
    assert "Defendant is no longer in criminal custody in this case." in order


def test_3_it_names_each_error_and_what_the_error_damaged(order: str) -> None:
    assert (
        "Defendant’s ability to meaningfully understand, defend against, or knowingly accept the "
        "actual or potential adverse immigration consequences of the conviction was damaged"
    ) in order
    for error in ("Equivocal advice.", "No defense against the consequences.", "misunderstanding."):
        assert error in order


def test_4_it_finds_legal_invalidity_and_prejudice_by_a_preponderance(order: str) -> None:
    assert "finds as follows by a preponderance of the evidence" in order
    assert "reasonable probability that Defendant would have rejected the plea" in order
    assert "legally invalid by reason of prejudicial error at the time of the plea" in order


def test_5_it_finds_the_immigration_effect(order: str) -> None:
    assert (
        "currently causing or has the potential to cause Defendant’s removal or the denial of an "
        "application for an immigration benefit, lawful status, or naturalization"
    ) in order


def test_6_it_rests_on_the_defect_and_not_on_rehabilitation_or_hardship(order: str) -> None:
    assert "rests on the legal defect in the criminal proceedings" in order
    assert "does not rest on rehabilitation" in order
    assert "or on immigration hardship" in order


def test_7_it_vacates_count_statute_and_date_and_disposes_of_plea_and_charges(order: str) -> None:
    assert (
        "The conviction on count 1 (Health and Safety Code section 11378), entered on March 17, "
        "2009, on a plea of no contest, and the sentence and every order made on it, are vacated "
        "as legally invalid."
    ) in order
    assert "probation for 36 months" in order
    assert "a plea of not guilty is entered. (Pen. Code, § 1473.7, subd. (f)(3).)" in order
    assert "they are disposed of as stated in the attached minute order" in order


def test_8_a_finding_on_former_counsel_recites_the_notice(order: str) -> None:
    assert "was given timely advance notice of the hearing" in order
    assert "(Pen. Code, § 1473.7, subd. (h).)" in order
    served = said(s02_with("D-PO.en", prior_counsel__0__notice_served_on="2026-11-19"))
    assert "section 416.90 on November 19, 2026. (Pen. Code, § 1473.7, subd. (h).)" in served


def test_9_a_grant_without_hearing_recites_that_nobody_objects(order: str) -> None:
    assert "without a hearing, the prosecution having no objection to the motion" in order
    assert "§ 1473.7, subd. (d)" in order


def test_10_there_is_room_for_date_signature_and_certification(order: str) -> None:
    assert "Dated: ____________" in order
    assert "Judge of the Superior Court" in order
    assert "(Space for certification by the clerk)" in order


def test_11_the_order_never_cites_the_section_without_a_subdivision(order: str) -> None:
    assert "1473.7" in order
    assert not re.search(r"1473\.7(?!, subd)", order)
    assert "granted under Penal Code section 1473.7, subdivision (a)(1)" in order


@pytest.mark.parametrize("name", NAMES)
def test_no_paper_cites_the_letters_of_before_2026(name: str) -> None:
    for text in (said(sampled(name).text), said(whole_text(SHIPPED[name]))):
        for superseded in SUPERSEDED:
            assert not re.search(superseded, text)


def test_the_lint_of_letters_knows_the_old_ones_when_it_sees_them() -> None:
    old = (
        "vacated under Penal Code section 1473.7(e)(1)",
        "(Pen. Code, § 1473.7, subd. (e).)",
        "may appeal (Pen. Code, § 1473.7, subd. (f))",
        "notice to counsel (Pen. Code, § 1473.7, subd. (g))",
    )
    for sentence, lint in zip(old, SUPERSEDED, strict=True):
        assert re.search(lint, sentence)
