"""The interview's own words: every input asks a fact, every screen can be found again."""

from __future__ import annotations

from docassemble.PostConvictionRelief.web.screens import (
    fill_indexes,
    interview,
    open_indexes,
)
from docassemble.PostConvictionRelief.web.shape import address, slot_at, variable

VACATE = interview("vacate_1473_7.yml")


def test_every_input_asks_a_fact_that_the_case_file_knows() -> None:
    for screen in VACATE.screens:
        for ask in screen.asks:
            assert slot_at(address(fill_indexes(ask.variable, (0, 0)))), ask.variable


def test_every_fact_is_asked_once() -> None:
    asked = [ask.variable for screen in VACATE.screens for ask in screen.asks]
    assert len(asked) == len(set(asked))


def test_every_screen_has_a_name_of_its_own_and_a_section_of_the_interview() -> None:
    names = [screen.name for screen in VACATE.screens]
    assert len(names) == len(set(names))
    assert {screen.section for screen in VACATE.screens} == set(VACATE.sections) - {"review"}


def test_a_screen_is_found_by_a_fact_by_a_line_of_it_and_by_a_whole_list() -> None:
    for fact, name in [
        ("client.dob", "Client"),
        ("eq.community.2", "Community"),
        ("case.3.counts.0.section", "Counts"),
        ("case.0.counts", "Counts"),
        ("imm.dhs_custody", "Removal proceedings"),
        ("exhibits", "Exhibits"),
    ]:
        found = VACATE.screen_for(variable(fact))
        assert found is not None
        assert found[0].name == name


def test_a_fact_that_is_not_asked_has_no_screen() -> None:
    assert VACATE.screen_for(variable("client.ssn_last4")) is None


def test_indexes_are_opened_and_filled_in_order() -> None:
    assert open_indexes("facts.case[3].counts[1].code") == "facts.case[i].counts[j].code"
    assert fill_indexes("facts.case[i].counts[j].code", (3, 1)) == "facts.case[3].counts[1].code"
