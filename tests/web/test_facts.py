"""Answers under their fact addresses: objects, case files, and back."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from docassemble.base.util import DAObject
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import (
    UNKNOWN,
    CaseFile,
    FactModel,
    known,
    read_facts,
    write_json,
)
from docassemble.PostConvictionRelief.errors import CaseFileError
from docassemble.PostConvictionRelief.web.facts import facts_of, new_facts
from docassemble.PostConvictionRelief.web.shape import Kind, address, slot_at, slots, variable
from tests.examples import FILES, changed, sample, sample_facts


@pytest.mark.parametrize("name", FILES)
def test_a_case_file_comes_back_from_the_objects_byte_for_byte(name: str) -> None:
    case_file = sample(name)
    assert write_json(facts_of(case_file, 1).case_file()) == write_json(case_file)


@pytest.mark.parametrize("name", FILES)
def test_a_case_file_comes_back_from_a_stored_session(name: str) -> None:
    facts = pickle.loads(pickle.dumps(facts_of(sample(name), 3)))
    assert write_json(facts.case_file()) == write_json(sample(name))
    assert facts.saved_version == 3


def test_unknown_none_and_not_asked_stay_apart() -> None:
    case_file = changed(
        "S02", imm__nta_date="unknown", imm__final_order_date=None, prejudice="unknown", eq={}
    )
    facts = facts_of(case_file, 1)
    assert facts.imm.nta_date == "unknown"
    assert facts.imm.final_order_date is None
    assert "removed_on" not in vars(facts.imm)
    again = facts.case_file()
    assert again.imm.nta_date is UNKNOWN
    assert again.prejudice is UNKNOWN
    assert again.imm.model_fields_set == case_file.imm.model_fields_set
    assert again.eq.model_fields_set == set()
    assert write_json(again) == write_json(case_file)


def test_an_answer_at_a_variable_is_the_fact_at_its_address() -> None:
    facts = new_facts("c-aaaaaaaaaa", date(2026, 11, 21))
    facts.client.name_as_convicted.first = " Teodoro "
    facts.case.appendObject().counts.appendObject()
    facts.case[0].counts.appendObject().section = "11378"
    facts.case[0].counts[1].n = "2"
    facts.case[0].counts[1].convicted = "yes"
    facts.case[0].open_charges = "no"
    facts.eq.community = "parish meals\n\n  youth football \n"
    facts.eq.residence.appendObject().from_ = "1990"
    facts.hearing.department = "   "
    case_file = facts.case_file()
    name = known(case_file.client.name_as_convicted)
    assert name is not None
    assert name.first == "Teodoro"
    count = case_file.case[0].counts[1]
    assert (count.section, count.n, count.convicted) == ("11378", 2, True)
    assert case_file.case[0].open_charges is False
    assert case_file.eq.community == ("parish meals", "youth football")
    assert str(case_file.eq.residence[0].from_) == "1990"
    assert case_file.hearing is None


def test_everything_wrong_is_reported_at_once_under_its_address() -> None:
    facts = facts_of(sample("S02"), 1)
    facts.client.email = "nobody"
    facts.case[0].arrest_date = "2009-04-01"
    with pytest.raises(CaseFileError) as error:
        facts.case_file()
    assert {"client.email", "case.0.arrest_date"} <= {p.where for p in error.value.problems}


def test_a_group_that_only_has_its_number_is_blank() -> None:
    facts = facts_of(sample("S02"), 1)
    facts.exhibits.appendObject().letter = "F"
    facts.tidy()
    assert [exhibit.letter for exhibit in facts.exhibits.elements] == ["A", "B", "C", "D", "E"]


def test_a_list_that_was_not_asked_yet_is_left_alone() -> None:
    facts = new_facts("c-aaaaaaaaaa", date(2026, 11, 21))
    facts.tidy()
    assert facts.exhibits.there_are_any
    assert "gathered" not in vars(facts.exhibits)


def every_address(model: type[FactModel] = CaseFile, prefix: str = "") -> Iterator[str]:
    for key, slot in slots(model).items():
        yield f"{prefix}{key}"
        if slot.model is not None:
            index = "0." if slot.kind is Kind.GROUPS else ""
            yield from every_address(slot.model, f"{prefix}{key}.{index}")


@pytest.mark.parametrize("fact", list(every_address()))
def test_every_fact_has_a_variable_and_every_variable_its_address(fact: str) -> None:
    assert address(variable(fact)) == fact
    assert slot_at(fact) is not None


def test_a_line_of_a_list_and_a_key_of_python_have_their_variables() -> None:
    assert variable("eq.community.3") == "facts.eq.community"
    assert variable("eq.residence.0.from") == "facts.eq.residence[0].from_"
    assert variable("case.0.counts.1.section") == "facts.case[0].counts[1].section"


def test_no_fact_is_hidden_by_an_attribute_of_docassembles_objects() -> None:
    names = {part for fact in every_address() for part in variable(fact).split(".")}
    # An answer hides the method `pronoun`; the interview never seeks it before it is asked.
    assert names & set(dir(DAObject)) == {"pronoun"}


@given(st.sampled_from(sorted(FILES)), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_left_out_of_a_case_file_the_rest_comes_back(
    name: str, data: st.DataObject
) -> None:
    facts = sample_facts(name)
    for _ in range(data.draw(st.integers(0, 12))):
        leave_out(facts, data)
    case_file = read_facts(facts)
    assert write_json(facts_of(case_file, 1).case_file()) == write_json(case_file)


def leave_out(facts: dict[str, Any], data: st.DataObject) -> None:
    """Take one fact away, anywhere but in `meta`; or say that it is unknown."""
    before = copy.deepcopy(facts)
    holder: Any = facts
    key: Any = data.draw(st.sampled_from([k for k in facts if k != "meta"]))
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
        holder = holder[key]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
    if isinstance(holder, dict) and data.draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = "unknown"
    try:
        read_facts(facts)
    except CaseFileError:
        # Not every fact may be unknown, nor may all be left out.
        facts.clear()
        facts.update(before)


@given(st.text(min_size=1))
@settings(max_examples=200, deadline=None)
def test_any_words_come_through_but_for_blanks_at_their_ends(words: str) -> None:
    facts = new_facts("c-aaaaaaaaaa", date(2026, 11, 21))
    facts.prejudice.would_have = words
    if words.strip() in ("", "unknown"):
        return
    try:
        prejudice = facts.case_file().prejudice
    except CaseFileError:
        assert not is_text(words)
        return
    expected = read_facts(
        {"meta": {"id": "x", "as_of": "2026-11-21"}, "prejudice": {"would_have": words.strip()}}
    )
    assert prejudice == expected.prejudice


def is_text(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
