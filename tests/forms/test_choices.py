"""Several boxes under one name: choices of which one is ticked, and texts that are repeated."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
import pytest

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms import FormCard
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.compile import compile_blank
from docassemble.PostConvictionRelief.forms.compiled_blank import CompiledBlank
from docassemble.PostConvictionRelief.forms.fill import compose
from docassemble.PostConvictionRelief.forms.overflow import place_texts
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.forms.registry import parse_card
from tests.forms.drafted import drafted
from tests.forms.fillers import genuine_folder
from tests.forms.readback import ReadBack

CARD = """
form: XX-001
title: Choices
role: information
use: optional
edition: {printed: "Rev. 1", date: 2024-01-01, status: current, checked_on: 2024-01-01}
source: {landing: "", file: "", pages: 2,
         sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
fields:
  - {key: signer.party, label: Party, name: Signer, page: 1, box: [50, 700, 59, 709],
     kind: checkbox, state: 0, filled_by: party}
  - {key: signer.attorney, label: Attorney, name: Signer, page: 1, box: [50, 680, 59, 689],
     kind: checkbox, state: 1, filled_by: party}
  - {key: signer.court, label: Court, name: Signer, page: 2, box: [50, 680, 59, 689],
     kind: checkbox, state: 2, filled_by: court}
  - {key: short_title, label: Short title, name: Title, page: 1, box: [50, 600, 250, 610],
     kind: text, filled_by: party, also: [{page: 2, box: [50, 740, 150, 750]}]}
"""


def card(old: str = "", new: str = "") -> FormCard:
    """The card, with one of its texts changed."""
    assert old in CARD
    return parse_card(CARD.replace(old, new) if old else CARD, "XX-001.yaml")


def refused_card(old: str, new: str) -> str:
    with pytest.raises(FormError) as raised:
        card(old, new)
    return str(raised.value)


@cache
def compiled() -> CompiledBlank:
    made = card()
    return compile_blank(made, Blank(made.form, practice_blank(made), "practice", "a test"))


def shown(values: dict[str, str | bool]) -> dict[str, str | bool]:
    return ReadBack(compose(compiled(), values).flat()).values(card())


def test_one_box_of_a_name_can_be_ticked_also_the_one_with_state_0() -> None:
    assert shown({"signer.party": True}) == {"signer.party": True}
    assert shown({"signer.attorney": True}) == {"signer.attorney": True}


def test_two_boxes_of_one_name_are_refused() -> None:
    with pytest.raises(FormError, match=r"only one box of Signer can be ticked"):
        compose(compiled(), {"signer.party": True, "signer.attorney": True})


def test_a_box_of_the_court_is_refused_beside_ours() -> None:
    with pytest.raises(FormError, match="left to the court"):
        compose(compiled(), {"signer.court": True})


def test_the_fillable_form_holds_the_choice_once_and_shows_it_in_one_box() -> None:
    with pikepdf.open(io.BytesIO(compose(compiled(), {"signer.attorney": True}).fillable())) as pdf:
        (holder,) = (field for field in pdf.Root.AcroForm.Fields.as_list() if field.T == "Signer")
        assert holder.V == "/1"
        assert [str(kid.AS) for kid in holder.Kids.as_list()] == ["/Off", "/1", "/Off"]
        assert all("/V" not in kid for kid in holder.Kids.as_list())


def test_a_repeated_text_stands_in_all_its_boxes() -> None:
    found = ReadBack(compose(compiled(), {"short_title": "PEOPLE v. ROE"}).flat())
    first, second = card().fields[3].places
    assert found.pages[0].inside(first) == "PEOPLE v. ROE"
    assert found.pages[1].inside(second) == "PEOPLE v. ROE"


def test_the_fillable_form_holds_a_repeated_text_once_and_draws_it_in_every_box() -> None:
    pdf_bytes = compose(compiled(), {"short_title": "PEOPLE v. ROE"}).fillable()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        (holder,) = (field for field in pdf.Root.AcroForm.Fields.as_list() if field.T == "Title")
        assert str(holder.V) == "PEOPLE v. ROE"
        assert all("/N" in kid.AP and "/V" not in kid for kid in holder.Kids.as_list())


def test_a_repeated_text_that_is_too_long_for_one_of_its_boxes_goes_on_an_attachment() -> None:
    title = "PEOPLE v. ANSUREZ VILLALPANDO"
    assert place_texts(card(), {"short_title": "PEOPLE v. ROE"})[1] == []
    placed, overflowing = place_texts(card(), {"short_title": title})
    assert placed == {"short_title": "See Attachment A"}
    assert overflowing[0].text == title


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("state: 1", "state: 0", "need different states"),
        ("state: 1,", "state: 1, group: a,", "can't be in different groups"),
        ("name: Title", "name: Signer", "is used twice"),
        ("state: 1,", "state: 1, also: [{page: 2, box: [1, 1, 2, 2]}],", "has one box"),
        ("also: [{page: 2", "also: [{page: 3", "the form has 2 pages"),
        ("[50, 740, 150, 750]", "[150, 740, 50, 750]", "box must be"),
    ],
)
def test_a_card_whose_boxes_contradict_each_other_is_refused(old: str, new: str, what: str) -> None:
    assert what in refused_card(old, new)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("state: 1", "state: 7", "signer.attorney: its state is 0 or 1 or 2, not 7"),
        (", also: [{page: 2, box: [50, 740, 150, 750]}]", "", "short_title: it has 2 boxes"),
        ("[50, 740, 150, 750]", "[50, 640, 150, 650]", "short_title: its box is"),
        ("name: Signer, page: 2", "name: Other, page: 2", "Signer has 3 boxes, the card has 2"),
    ],
)
def test_a_card_that_tells_of_other_boxes_than_the_blank_is_an_error(
    old: str, new: str, what: str
) -> None:
    changed = card(old, new)
    with pytest.raises(FormError) as raised:
        compile_blank(changed, Blank("XX-001", practice_blank(card()), "practice", "a test"))
    assert what in str(raised.value)


def choices_of(form: str) -> tuple[CompiledBlank, dict[str, list[str]]]:
    made, blank = drafted(genuine_folder() / f"{form}.pdf")
    boxes: dict[str, list[str]] = {}
    for key, choice in made.choices.items():
        boxes.setdefault(choice, []).append(key)
    return compile_blank(made, blank), boxes


@pytest.mark.genuine
@pytest.mark.parametrize(
    ("form", "choices", "most"), [("MC-030", 1, 5), ("CR-185", 1, 6), ("FW-003", 6, 2)]
)
def test_each_choice_of_the_court_s_forms_can_be_made(form: str, choices: int, most: int) -> None:
    made, boxes = choices_of(form)
    assert (len(boxes), max(len(keys) for keys in boxes.values())) == (choices, most)
    for turn in range(most):
        values: dict[str, Any] = {keys[turn % len(keys)]: True for keys in boxes.values()}
        assert ReadBack(compose(made, values).flat()).values(made.card) == values


@pytest.mark.genuine
def test_the_captions_that_the_fee_form_of_the_court_repeats_are_filled_on_both_pages() -> None:
    made, blank = drafted(genuine_folder() / "MC-050.pdf")
    repeated = [field for field in made.fields if field.also]
    assert len(repeated) == 2
    values = {field.key: "BA999041" for field in repeated}
    found = ReadBack(compose(compile_blank(made, blank), values).flat())
    for place in (place for field in repeated for place in field.places):
        assert found.pages[place.page - 1].inside(place) == "BA999041"
