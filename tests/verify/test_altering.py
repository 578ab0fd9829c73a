"""Facts are altered by address, as a trap's `set` says."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from docassemble.PostConvictionRelief.casefile import read_facts
from docassemble.PostConvictionRelief.errors import CaseFileError
from docassemble.PostConvictionRelief.verify.altering import altered
from tests.examples import sample_facts


def test_one_fact_is_set_by_its_address() -> None:
    facts = altered(sample_facts("S02"), {"case.0.plea_date": date(2027, 3, 17)})
    assert facts["case"][0]["plea_date"] == date(2027, 3, 17)


def test_the_base_stays_as_it_was() -> None:
    base = sample_facts("S04")
    before = deepcopy(base)
    altered(base, {"only_case": "FSB99444", "case.0.dej.completed_on": None, "as_of": "2026-12-01"})
    assert base == before


def test_a_group_that_is_absent_or_none_is_made() -> None:
    facts = altered(sample_facts("S01"), {"plea.advisal_on_record": "full"})
    assert facts["plea"] == {"advisal_on_record": "full"}
    facts = altered(facts, {"case.0.sentence.prison_term.years": 2})
    assert facts["case"][0]["sentence"]["prison_term"] == {"years": 2}


def test_as_of_is_the_day_of_the_case_file() -> None:
    assert altered(sample_facts("S01"), {"as_of": "2026-12-01"})["meta"]["as_of"] == "2026-12-01"


def test_only_case_keeps_one_case_and_its_defects_and_it_is_then_the_first() -> None:
    facts = altered(
        sample_facts("S04"), {"case.0.disposition": "probation_iss", "only_case": "FSB99444"}
    )
    [kept] = facts["case"]
    assert (kept["number"], kept["disposition"]) == ("FSB99444", "probation_iss")
    assert facts["defects"] == []
    assert len(altered(sample_facts("S04"), {"only_case": "RIF99888"})["defects"]) == 2


def test_counts_are_generated_and_numbered() -> None:
    count = {"code": "PC", "section": "476a", "convicted": True}
    facts = altered(sample_facts("S01"), {"case.0.counts": {"generate": 14, "count": count}})
    case_file = read_facts(facts)
    assert [c.n for c in case_file.case[0].counts] == list(range(1, 15))
    assert {c.section for c in case_file.case[0].counts} == {"476a"}


def test_an_item_is_added_at_the_end_of_a_list() -> None:
    facts = altered(sample_facts("S01"), {"service.1": {"party": "prior_counsel"}})
    assert facts["service"][1] == {"party": "prior_counsel"}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("case.1.plea_date", "case has no item 1"),
        ("case.2", "case has no item 2"),
        ("case.first.plea_date", "first is not the number of an item"),
        ("case.0.number.letter", "letter is below a fact that holds no others"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(address: str, words: str) -> None:
    with pytest.raises(CaseFileError, match=words):
        altered(sample_facts("S01"), {address: 1})


def test_a_case_number_that_no_case_has_is_named() -> None:
    with pytest.raises(CaseFileError, match="no case has the number RIF99999"):
        altered(sample_facts("S04"), {"only_case": "RIF99999"})
