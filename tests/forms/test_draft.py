"""A card drafted for a form that has none, measured by leaving a known card out."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.errors import BlankError
from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.blank_fields import BlankField
from docassemble.PostConvictionRelief.forms.card_text import card_text
from docassemble.PostConvictionRelief.forms.checking import card_problems
from docassemble.PostConvictionRelief.forms.draft import Draft, draft_card, drafted_fields
from docassemble.PostConvictionRelief.forms.learning import Example, Learned, examples
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.forms.printed_labels import Printed
from docassemble.PostConvictionRelief.forms.registry import parse_card
from tests.court_forms.cards import EXPRESSIONS
from tests.forms.fillers import card, filler, genuine_folder
from tests.forms.test_checking import NAMES

DAY = date(2026, 11, 21)
SOME = ("CR-180", "CR-183", "CR-187", "CR-400", "HC-004", "MC-031", "POS-030")


@cache
def taught(kind: str, form: str) -> tuple[Example, ...]:
    return tuple(examples(card(form), filler(kind).blanks.blank(card(form))))


def drafted_without_its_card(kind: str, form: str) -> Draft:
    learned = Learned(one for other in SOME if other != form for one in taught(kind, other))
    return draft_card(filler(kind).blanks.blank(card(form)).data, learned, DAY)


def text_field(name: str, tooltip: str, **changes: object) -> BlankField:
    box = (60.0, 700.0, 300.0, 709.0)
    told = BlankField(name, 1, box, "text", "1", tooltip, False, None, 9.0, "sans", ())
    return BlankField(**{**vars(told), **changes})


@pytest.mark.genuine
def test_of_a_form_that_is_left_out_most_of_the_caption_and_of_the_outline_is_found() -> None:
    draft = drafted_without_its_card("genuine", "CR-183")
    known = {(one.name, one.state): one for one in card("CR-183").fields}
    told = [(one, known[one.name, one.state]) for one in draft.card.fields]
    assert len(told) == len(known)
    filled = [(one, true) for one, true in told if one.filled]
    right = sum((one.value, one.text) == (true.value, true.text) for one, true in filled)
    assert sum(one.key == true.key for one, true in told) >= 0.5 * len(told)
    assert sum(one.label == true.label for one, true in told) >= 0.4 * len(told)
    assert right >= 0.75 * len(filled)


@pytest.mark.genuine
@pytest.mark.parametrize("form", ["CR-186", "CR-102"])
def test_a_draft_for_a_form_without_a_card_is_a_card(form: str) -> None:
    path = genuine_folder() / f"{form}.pdf"
    if not path.exists():
        pytest.skip(f"no {form}.pdf among the court's blanks")
    learned = Learned(one for other in SOME for one in taught("genuine", other))
    draft = draft_card(path.read_bytes(), learned, DAY)
    assert draft.card.form == form
    assert parse_card(card_text(draft.card, draft.notes), form) == draft.card
    assert {one.key for one in draft.card.fields} == set(draft.notes)
    assert card_problems(draft.card, registry(), EXPRESSIONS, NAMES) == ()


def test_a_draft_says_where_each_field_comes_from() -> None:
    draft = drafted_without_its_card("practice", "CR-183")
    assert draft.card.edition.printed == card("CR-183").edition.printed
    assert parse_card(card_text(draft.card, draft.notes), "CR-183") == draft.card
    assert "? like " in draft.notes["attorney.bar_number"]


def test_a_field_that_is_like_none_is_named_after_its_place_in_the_form() -> None:
    learned = Learned(taught("practice", "CR-187"))
    odd = text_field("F[0].zzz[0]", "Quux zorch flibber:", page=3)
    tick = text_field("F[0].yyy[0]", "Grommet", kind="checkbox", page=3, state="2")
    said = [Printed("", "4", "b2"), Printed("", "4", "b")]
    (one, two), notes = drafted_fields([odd, tick], said, learned)
    assert (one.key, one.label, one.value) == ("item4.b2_text", "Quux zorch flibber", None)
    assert (two.key, two.kind, two.state) == ("item4.b", "checkbox", "2")
    assert notes["item4.b2_text"] == "? new; the form says 'Quux zorch flibber:'"


def test_no_two_fields_get_one_key_and_rows_are_counted() -> None:
    learned = Learned(taught("practice", "CR-187"))
    row = text_field("F[0].Code2_ft[0]", "Code, row 1", box=(53.65, 228.78, 150.41, 243.45))
    fields, _ = drafted_fields([row] * 3, [Printed("", "1", "")] * 3, learned)
    assert [one.key for one in fields] == ["item1.row1.code", "item1.row2.code", "item1.row3.code"]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 5000))
def test_nothing_but_our_own_errors_comes_of_a_damaged_file(junk: bytes, place: int) -> None:
    data = bytearray(practice_blank(card("MC-031")))
    place %= len(data)
    data[place : place + len(junk)] = junk
    try:
        draft = draft_card(bytes(data), Learned(taught("practice", "MC-030")), DAY)
    except BlankError as error:
        assert error.problems
    else:
        assert draft.card.fields
