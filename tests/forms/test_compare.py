"""Two editions of a form, compared, and the card carried over from one to the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.errors import BlankError, FormError
from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.blank_fields import BlankField, blank_fields
from docassemble.PostConvictionRelief.forms.card_text import card_text
from docassemble.PostConvictionRelief.forms.checking import blank_problems
from docassemble.PostConvictionRelief.forms.compare import compare
from docassemble.PostConvictionRelief.forms.learning import Learned
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.forms.registry import parse_card
from docassemble.PostConvictionRelief.forms.remap import remapped
from tests.forms.fillers import card, genuine_folder

DAY = date(2026, 11, 21)
NOTHING_LEARNED = Learned([])
CALLED_OTHERWISE = {
    "CR-180": {f"item7.{part}": f"item6.{part}" for part in ("box", "date", "a", "b", "b1", "b2")},
    "CR-181": {"item5.a1": "item5.a", "item5.a2": "item5.b"},
}
"""Keys of the present edition whose fields had another key in 2017."""


def fields_of(form: str) -> tuple[BlankField, ...]:
    return blank_fields(practice_blank(card(form)))


def editions(form: str) -> tuple[FormCard, bytes, FormCard, bytes]:
    """Card and blank of 2017, and of the present edition."""
    folder = genuine_folder()
    old = registry().edition(form, date(2017, 1, 1))
    path = folder.parent / "superseded" / f"{form}_2017-01-01.pdf"
    if not path.exists():
        pytest.skip("no superseded blanks beside the current ones")
    return old, path.read_bytes(), card(form), (folder / f"{form}.pdf").read_bytes()


def test_an_edition_compared_with_itself_has_not_changed() -> None:
    same = compare(fields_of("CR-187"), fields_of("CR-187"))
    assert (same.gone, same.added) == ((), ())
    assert not any(pair.renamed or pair.moved or pair.reworded for pair in same.pairs)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_fields_that_go_move_or_get_other_names_are_told_apart(data: st.DataObject) -> None:
    old = fields_of("CR-181")
    gone = data.draw(st.sets(st.sampled_from(range(len(old))), max_size=5))
    moved = data.draw(st.sets(st.sampled_from(range(len(old))), max_size=5)) - gone
    renamed = data.draw(st.sets(st.sampled_from(range(len(old))), max_size=5)) - gone
    new = []
    for number, one in enumerate(old):
        left, bottom, right, top = one.box
        if number in moved:
            one = replace(one, box=(left, bottom - 3, right, top - 3))
        if number in renamed:
            one = replace(one, name=f"other[0].{one.name}")
        if number not in gone:
            new.append(one)
    found = compare(old, new)
    assert set(found.gone) == {old[number] for number in gone}
    assert found.added == ()
    assert {pair.old for pair in found.pairs if pair.moved} == {old[number] for number in moved}
    assert {pair.old for pair in found.pairs if pair.renamed} == {old[n] for n in renamed}


@pytest.mark.genuine
@pytest.mark.parametrize(("form", "both"), [("CR-180", 65), ("CR-181", 46)])
def test_the_fields_of_2017_are_found_again_though_all_have_other_names(
    form: str, both: int
) -> None:
    old, old_data, new, new_data = editions(form)
    found = compare(blank_fields(old_data), blank_fields(new_data))
    before = {(one.name, one.state): one.key for one in old.fields}
    after = {(one.name, one.state): one.key for one in new.fields}
    otherwise = CALLED_OTHERWISE[form]
    told = [
        (before[pair.old.name, pair.old.state], after[pair.new.name, pair.new.state])
        for pair in found.pairs
    ]
    assert [(was, now) for was, now in told if otherwise.get(now, now) != was] == []
    assert len(told) == both
    keys = {otherwise.get(key, key) for key in after.values()} & set(before.values())
    assert both >= len(keys) - 1


@pytest.mark.genuine
@pytest.mark.parametrize("form", ["CR-180", "CR-181"])
def test_the_card_that_is_proposed_describes_the_new_blank(form: str) -> None:
    old, old_data, new, new_data = editions(form)
    found = compare(blank_fields(old_data), blank_fields(new_data))
    draft = remapped(old, found, new_data, NOTHING_LEARNED, DAY)
    made = draft.card
    assert parse_card(card_text(made, draft.notes), form) == made
    assert made.edition.date == new.edition.date
    assert made.edition.status == "unconfirmed"
    assert blank_problems(made, Blank(form, new_data, "genuine", "a test")) == ()
    same = [one.key for one in made.fields if one.key in old.by_key]
    assert len(same) == len(found.pairs)
    assert len(made.tables) == len(old.tables)
    assert {one.key for one in made.fields} - set(same) <= set(draft.notes)


def test_a_card_of_another_blank_is_refused() -> None:
    found = compare(fields_of("CR-181"), fields_of("CR-181"))
    data = practice_blank(card("CR-181"))
    with pytest.raises(FormError, match="it is not the card of the old edition"):
        remapped(card("CR-180"), found, data, NOTHING_LEARNED, DAY)


def test_a_table_keeps_the_rows_that_are_still_there() -> None:
    one = card("CR-187")
    cut = {key for row in one.tables[0].row_fields[4:] for key in row}
    shorter = one.model_copy(
        update={"fields": tuple(f for f in one.fields if f.key not in cut), "tables": ()}
    )
    data = practice_blank(shorter)
    found = compare(fields_of("CR-187"), blank_fields(data))
    assert {field.name for field in found.gone} == {one.by_key[key].name for key in cut}
    made = remapped(one, found, data, NOTHING_LEARNED, DAY).card
    assert made.tables[0].row_fields == one.tables[0].row_fields[:4]


def test_what_a_pdf_says_of_a_field_is_read(tmp_path: Path) -> None:
    one = card("MC-030")
    read = {(f.name, f.state): f for f in blank_fields(practice_blank(one))}
    for field in one.fields:
        there = read[field.name, field.state]
        assert (there.page, there.kind) == (field.page, field.kind)
        assert there.box == pytest.approx(field.box)


def test_a_form_with_too_many_fields_is_refused() -> None:
    one = card("MC-030")
    field = one.by_key["case_number"]
    many = tuple(field.model_copy(update={"key": f"x{n}", "name": f"X{n}"}) for n in range(1_001))
    data = practice_blank(one.model_copy(update={"fields": many}))
    with pytest.raises(BlankError, match="has 1001 fields"):
        blank_fields(data)
