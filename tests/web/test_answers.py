"""An answer is checked where it is given, and kept as it was typed."""

from __future__ import annotations

import pytest
from docassemble.base.util import DAValidationError

from docassemble.PostConvictionRelief.web.answers import DayAnswer, FactAnswer


@pytest.mark.parametrize(
    ("variable", "typed"),
    [
        ("facts.case[0].counts[1].section", "459.5"),
        ("facts.case[0].counts[1].subdiv", "(a)(1)"),
        ("facts.case[0].sentence.fine", "300"),
        ("facts.case[0].sentence.custody_days_imposed", "180"),
        ("facts.case[2].open_charges", "unknown"),
        ("facts.imm.first_entry", "1990"),
        ("facts.imm.a_number", "a98765432"),
        ("facts.prior_counsel[0].file_obtained", "partial"),
        ("facts.eq.community", "one\ntwo"),
        ("facts.counsel.fax", ""),
        ("facts.case[0].plea_date", "2009-03-17"),
    ],
)
def test_a_right_answer_is_taken(variable: str, typed: str) -> None:
    assert FactAnswer.validate(typed, variable)


@pytest.mark.parametrize(
    ("variable", "typed", "what"),
    [
        ("facts.case[0].counts[1].section", "459.5(a)", "the section alone"),
        ("facts.case[0].counts[0].code", "Penal", "like PC or HS"),
        ("facts.case[0].number", "BA#999041", "letters, digits"),
        ("facts.case[0].sentence.fine", "$300", "amount in dollars"),
        ("facts.case[0].sentence.custody_days_imposed", "ten", "not a whole number"),
        ("facts.imm.first_entry", "1990-13", "not a date"),
        ("facts.imm.a_number", "A09B-76-4321X", "7 to 9 digits"),
        ("facts.client.dob", "1907-03-01", "before 1920"),
        ("facts.counsel.state", "California", "two capital letters"),
    ],
)
def test_a_wrong_answer_is_refused_with_what_to_do(variable: str, typed: str, what: str) -> None:
    with pytest.raises(DAValidationError) as refused:
        FactAnswer.validate(typed, variable)
    assert what in str(refused.value)


def test_words_that_look_like_markup_stay_as_they_are() -> None:
    words = "<b>x</b> & \\n ${ 1 }"
    assert FactAnswer.transform(words, "facts.prejudice.would_have") == words


def test_the_word_none_is_a_text_but_not_the_answer_to_a_choice() -> None:
    assert FactAnswer.transform("None", "facts.eq.taxes") == "None"
    assert FactAnswer.transform("None", "facts.client.needs_interpreter") == ""
    assert FactAnswer.transform("None", "facts.case[0].disposition") == ""


def test_a_day_may_be_unknown_or_there_may_be_none() -> None:
    assert DayAnswer.transform("none", "facts.imm.nta_date") is None
    assert DayAnswer.transform("unknown", "facts.imm.nta_date") == "unknown"
    assert DayAnswer.default_for(None) == "none"
    assert DayAnswer.validate("none", "facts.imm.nta_date")


def test_the_input_shows_what_was_answered() -> None:
    assert FactAnswer.default_for(["one", "two"]) == "one\ntwo"
    assert FactAnswer.default_for(36) == "36"
    # Docassemble's objects have a method of this name; it is no answer.
    assert FactAnswer.default_for(print) == ""
