"""A picture of a blank: every box is marked, and its key and label stand beside the page."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from PIL import Image

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.picture import labelled_pdf, labelled_png
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from tests.forms.fillers import KINDS, card, filler


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["CR-181", "MC-030"])
def test_key_and_label_of_every_field_stand_beside_its_page(form: str, kind: str) -> None:
    one = card(form)
    drawn = labelled_pdf(one, filler(kind).blanks.blank(one))
    with pdfplumber.open(io.BytesIO(drawn)) as pdf:
        assert len(pdf.pages) == one.source.pages
        for number, page in enumerate(pdf.pages, start=1):
            beside = page.crop((one.source.size[0], 0, page.width, page.height)).extract_text()
            fields = [field for field in one.fields if field.page == number]
            lines = beside.splitlines()[-len(fields) :]
            told = [f"{count} {f.key} {f.label}" for count, f in enumerate(fields, start=1)]
            assert lines == told
            boxes = {tuple(round(edge) for edge in (r["x0"], r["y0"])) for r in page.rects}
            assert {tuple(round(edge) for edge in f.box[:2]) for f in fields} <= boxes


def test_a_picture_has_every_page() -> None:
    one = card("CR-181")
    png = labelled_png(one, filler("practice").blanks.blank(one), dots_per_inch=36)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (496, 792)  # half of 612 + 380 points wide, two pages high


def test_a_blank_that_the_card_does_not_describe_is_refused() -> None:
    with pytest.raises(FormError):
        labelled_pdf(
            card("CR-181"), Blank("CR-181", practice_blank(card("CR-180")), "practice", "")
        )
