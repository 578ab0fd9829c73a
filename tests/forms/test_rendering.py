"""What was filled in looks the same everywhere."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.fill import compose
from tests.forms.fillers import KINDS, compiled
from tests.forms.rendering import farthest, ink, pdfium, poppler, share_outside
from tests.forms.test_every_blank import something_everywhere, sound
from tests.forms.test_fill import every_field

FORMS = ("CR-180", "CR-106", "MC-025")
COARSE = 50
ALL = [card.form for card in registry()]
EVERYWHERE = [("practice", form) for form in ALL[::4]] + [
    pytest.param("genuine", form, marks=pytest.mark.genuine) for form in ALL
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_poppler_and_pdfium_draw_the_same(form: str, kind: str) -> None:
    blank = compiled(form, kind)
    filled = compose(blank, every_field(form)).flat()
    drawn = [
        [ink(page, empty) for page, empty in zip(draw(filled), draw(blank.flat.data), strict=True)]
        for draw in (poppler, pdfium)
    ]
    for one, other in zip(*drawn, strict=True):
        assert one.histogram()[255] > 100
        assert share_outside(one, other) < 0.01
        assert share_outside(other, one) < 0.01


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_the_fillable_form_looks_like_the_flat_one(form: str, kind: str) -> None:
    blank = compiled(form, kind)
    filled = compose(blank, every_field(form))
    for draw in (poppler, pdfium):
        empty = draw(blank.flat.data)
        flat, fillable = (
            [ink(page, base) for page, base in zip(draw(pdf), empty, strict=True)]
            for pdf in (filled.flat(), filled.fillable())
        )
        for one, other in zip(flat, fillable, strict=True):
            assert max(share_outside(one, other), share_outside(other, one)) < 0.005


@pytest.mark.parametrize(("kind", "form"), EVERYWHERE)
def test_every_form_filled_to_the_last_box_is_sound_and_looks_the_same_everywhere(
    form: str, kind: str
) -> None:
    """The whole pages, coarsely: what the court printed and what we did, in four drawings."""
    made = compiled(form, kind)
    whole = compose(made, something_everywhere(made))
    flat, fillable = whole.flat(), whole.fillable()
    assert sound(flat)
    assert sound(fillable)
    drawings = [draw(pdf, COARSE) for draw in (poppler, pdfium) for pdf in (flat, fillable)]
    assert len({len(pages) for pages in drawings}) == 1
    for one, one_fillable, other, other_fillable in zip(*drawings, strict=True):
        assert farthest(one, one_fillable) < 0.005
        assert farthest(other, other_fillable) < 0.005
        assert farthest(one, other) < 0.005
