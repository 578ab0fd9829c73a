"""What was filled in looks the same everywhere."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.forms.fill import compose
from tests.forms.fillers import KINDS, compiled
from tests.forms.rendering import ink, pdfium, poppler, share_outside
from tests.forms.test_fill import every_field

FORMS = ("CR-180", "CR-106", "MC-025")


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
