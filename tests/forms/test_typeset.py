"""Setting texts in boxes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.card_field import FieldCard
from docassemble.PostConvictionRelief.forms.typeset import (
    BLEED,
    PADDING,
    capacity,
    clean,
    fit,
    wrap,
)
from tests.forms.readback import squeezed

LETTERS = "abc gjpqy ÁÑúß Đặng Nguyễn Łódź ő Ж -/’“”\n"


def box(width: float = 200, height: float = 9, **more: Any) -> FieldCard:
    facts: dict[str, Any] = {
        "key": "name",
        "label": "Name",
        "name": "Name",
        "page": 1,
        "box": (100.0, 500.0, 100.0 + width, 500.0 + height),
        "kind": "text",
    }
    return FieldCard.model_validate(facts | more)


def story(width: float = 200, height: float = 100, **more: Any) -> FieldCard:
    return box(width, height, kind="multiline", **more)


def shown(field: FieldCard, text: str) -> list[str]:
    found = fit(field, text)
    assert found is not None
    return ["".join(run.characters for run in line.runs) for line in found.lines]


def test_a_nine_point_text_stands_whole_in_a_nine_point_box() -> None:
    found = fit(box(height=9), "Jaggy, pqy")
    assert found is not None
    assert found.bleed == (0.0, 0.0)
    assert found.size == 9


def test_texts_of_one_row_stand_on_one_baseline() -> None:
    lines = [fit(box(), text) for text in ("CA", "Fresno", "Ángel", "gypsy")]
    assert len({line.lines[0].y for line in lines if line}) == 1


def test_a_stacked_accent_stands_out_of_a_low_box_by_no_more_than_is_allowed() -> None:
    found = fit(box(), "NGUYỄN ẤẪ")
    assert found is not None
    assert max(found.bleed) <= BLEED * 9 + 0.01


def test_a_text_too_wide_for_its_box_does_not_fit() -> None:
    assert fit(box(width=40), "Marisela Ruth Quintanar") is None


def test_a_text_is_set_smaller_only_where_the_card_allows_it() -> None:
    text = "Marisela Ruth Quintanar-Ibe"
    assert fit(box(width=115), text) is None
    found = fit(box(width=115, min_size=8), text)
    assert found is not None
    assert found.size == 8.5


def test_nothing_is_set_below_the_smallest_size_of_the_card() -> None:
    assert fit(box(width=60, min_size=8), "Marisela Ruth Quintanar-Ibe") is None


@pytest.mark.parametrize(("align", "left"), [("left", 102.0), ("right", 298.0), ("center", 200.0)])
def test_a_text_is_aligned_as_the_card_says(align: str, left: float) -> None:
    found = fit(box(align=align), "i")
    assert found is not None
    assert found.lines[0].x == pytest.approx(left, abs=2.1)


def test_a_longer_text_than_the_field_takes_does_not_fit() -> None:
    assert fit(box(max_chars=2), "CAL") is None
    assert shown(box(max_chars=2), "CA") == ["CA"]


def test_words_go_to_the_next_line_where_the_box_ends() -> None:
    assert shown(story(width=60), "one two three four") == ["one two three", "four"]


def test_line_ends_and_blank_lines_of_the_writer_are_kept() -> None:
    assert wrap(story(), "one\n\ntwo") == ["one", "", "two"]


def test_a_word_wider_than_the_box_is_broken_where_it_must_be() -> None:
    lines = wrap(story(width=40), "Brzęczyszczykiewicz-Szymański")
    assert len(lines) > 2
    assert "".join(lines) == "Brzęczyszczykiewicz-Szymański"


def test_a_date_is_not_broken_at_its_slashes() -> None:
    assert wrap(story(width=55), "on date 03/17/2009 at") == ["on date", "03/17/2009", "at"]


def test_a_story_that_is_one_line_too_long_does_not_fit() -> None:
    field = story(height=60)
    room = capacity(field)
    assert fit(field, "\n".join(["line"] * room)) is not None
    assert fit(field, "\n".join(["line"] * (room + 1))) is None


def test_the_last_line_has_room_for_its_descenders() -> None:
    for height in range(12, 90):
        field = story(height=float(height))
        found = fit(field, "\n".join(["gjpqy|"] * capacity(field)))
        assert found is not None
        assert found.bleed == (0.0, 0.0)


def test_what_is_decomposed_is_printed_composed() -> None:
    assert shown(box(), "Nguye\u0302\u0303n") == ["Nguyễn"]


def test_a_combining_mark_that_has_no_composed_letter_is_drawn() -> None:
    assert shown(box(), "x\u0302y") == ["x\u0302y"]


def test_control_characters_and_invisible_ones_are_left_out() -> None:
    assert clean("A\x00n\u200ba\u202e\x07", one_line=True) == "Ana"
    assert clean("a\tb", one_line=True) == "a   b"
    assert clean("one\r\ntwo", one_line=True) == "one two"


def test_a_name_is_set_in_one_font_even_where_one_letter_needs_another() -> None:
    found = fit(box(), "Anh Nguyễn")
    assert found is not None
    assert len({run.file for run in found.lines[0].runs}) == 1


def test_a_character_that_no_font_has_is_refused_with_field_and_code_point() -> None:
    with pytest.raises(FormError) as raised:
        fit(box(), "Li \U00013000")
    (problem,) = raised.value.problems
    assert problem.where == "name"
    assert "U+13000" in problem.what


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=300), st.integers(min_value=20, max_value=250))
def test_wrapping_keeps_every_character_and_never_passes_the_edge(text: str, width: int) -> None:
    field = story(width=float(width), height=5000)
    lines = wrap(field, text)
    assert squeezed("".join(lines)) == squeezed(clean(text, one_line=False))
    found = fit(field, text)
    assert found is not None
    for line in found.lines:
        assert line.x >= field.box[0] + PADDING - 0.01
    assert wrap(field, "\n".join(lines)) == lines


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=60))
def test_what_fits_is_whole_and_what_is_cut_never_fits(text: str) -> None:
    found = fit(box(width=150), text)
    if found is not None:
        printed = "".join(run.characters for line in found.lines for run in line.runs)
        assert printed == clean(text, one_line=True)
