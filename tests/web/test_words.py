"""Every word of a closed list has a label, and no label is for a word that isn't there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from docassemble.PostConvictionRelief.casefile import vocabulary
from docassemble.PostConvictionRelief.casefile.counties import counties
from docassemble.PostConvictionRelief.web import words
from docassemble.PostConvictionRelief.web.screens import blocks_of

INTERVIEWS = Path(__file__).parents[2] / "interviews"
LISTS = {
    name: get_args(value)
    for name, value in vars(vocabulary).items()
    if get_origin(value) is Literal
}


@pytest.mark.parametrize("name", LISTS)
def test_a_closed_list_has_a_label_for_each_of_its_words_in_its_order(name: str) -> None:
    assert tuple(words.labels(name)) == LISTS[name]
    assert all(label.strip() for label in words.labels(name).values())


@pytest.mark.parametrize("name", LISTS)
def test_the_labels_of_a_list_differ(name: str) -> None:
    labels = list(words.labels(name).values())
    assert len(set(labels)) == len(labels)


def test_the_choices_of_a_list_can_end_with_not_known() -> None:
    assert words.choices("Agency")[0] == {"district_attorney": "District attorney"}
    assert words.choices_or_unknown("Agency")[-1] == {"unknown": "Not known"}
    assert [next(iter(choice)) for choice in words.yes_no()] == ["yes", "no", "unknown"]


def test_counties_and_languages_are_those_of_the_case_file() -> None:
    assert tuple(words.county_choices()) == counties()
    assert {"es": "Spanish"} in words.language_choices()


def test_every_list_that_an_interview_asks_for_is_there() -> None:
    asked = set()
    for file in INTERVIEWS.rglob("*.yml"):
        asked |= set(re.findall(r"choices\w*\('(\w+)'", file.read_text(encoding="utf-8")))
    assert asked
    for name in asked:
        assert words.choices(name)


def test_every_choice_of_a_fact_is_a_word_that_its_model_takes() -> None:
    for field in fields():
        found = re.fullmatch(r"choices(?:_or_unknown)?\('(\w+)'\)", field.get("code", ""))
        if found and found[1] in LISTS:
            variable = next(iter(field.values()))
            assert set(words.labels(found[1])) == set(model_words(variable)), variable


def fields() -> list[dict[str, Any]]:
    return [f for block in blocks_of("vacate_1473_7.yml") for f in block.get("fields", ())]


def model_words(variable: str) -> tuple[str, ...]:
    from docassemble.PostConvictionRelief.web.shape import address, slot_at

    slot = slot_at(address(variable.replace("[i]", "[0]").replace("[j]", "[0]")))
    assert slot is not None
    return slot.words
