"""The quick way of setting a text and the thorough one draw the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.forms.card_field import FieldCard
from docassemble.PostConvictionRelief.forms.drawing import Drawn, drawn
from docassemble.PostConvictionRelief.forms.quick import QuickBox
from docassemble.PostConvictionRelief.forms.typeset import fit
from tests.forms.test_typeset import box, story


def thoroughly(field: FieldCard, text: str) -> Drawn | None:
    found = fit(field, text)
    return None if found is None else drawn(found)


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_usual_text_is_set_quickly_and_stands_where_it_would_stand_anyway(align: str) -> None:
    field = box(align=align, height=12)
    quick = QuickBox(field).drawn("Marisela Ruth Quintanar, 2009")
    assert quick is not None
    assert quick == thoroughly(field, "Marisela Ruth Quintanar, 2009")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (box(), "Đặng"),
        (box(), "a (b)"),
        (box(), "one\ntwo"),
        (box(), "soft\u00adhyphen"),
        (box(height=6.5), "Ángel"),
        (box(width=40), "Marisela Ruth Quintanar"),
        (box(max_chars=2), "CAL"),
        (story(height=9), "gj"),
        (story(width=60), "one two three four"),
    ],
)
def test_what_takes_more_than_a_look_is_left_to_the_thorough_way(
    field: FieldCard, text: str
) -> None:
    assert QuickBox(field).drawn(text) is None


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="abcgjpqy ÁÑúßé€-/’“”()\\%\n\u00adŁ", min_size=1, max_size=40),
    st.sampled_from(["text", "multiline"]),
    st.integers(min_value=8, max_value=40),
    st.sampled_from([{}, {"align": "right"}, {"align": "center"}, {"font": "serif-bold"}]),
)
def test_the_quick_way_draws_what_the_thorough_one_draws(
    text: str, kind: str, height: int, more: dict[str, Any]
) -> None:
    field = box(width=120, height=float(height), kind=kind, **more)
    text = text.rstrip()
    quick = QuickBox(field).drawn(text) if text else None
    assert quick is None or quick == thoroughly(field, text)
