"""What is filled in stands beside the words that the court printed for it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

import pytest

from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.card_field import FieldCard
from docassemble.PostConvictionRelief.forms.fill import compose
from tests.forms.fillers import card, compiled
from tests.forms.test_every_blank import something_everywhere

pytestmark = pytest.mark.genuine
LABELS = {
    "attorney.name": "name",
    "attorney.bar": "bar",
    "attorney.street": "address",
    "attorney.city": "city",
    "attorney.state": "state",
    "attorney.zip": "zip",
    "attorney.phone": "telephone|phone",
    "attorney.fax": "fax",
    "attorney.email": "e-?mail",
    "attorney.for": "attorney for",
    "court.county": "county",
    "court.street": "street",
    "court.mailing": "mailing",
    "court.city_zip": "city",
    "court.branch": "branch",
    "case_number": "case ?number",
    "defendant": "defendant|case name|people",
}
"""By key of a caption's field, what the court prints before it or above it."""

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<'
)
_HEIGHT = 792


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def words(pdf: bytes) -> list[list[Word]]:
    """The words of each page, as poppler reads them."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True)
    pages = read.stdout.decode("utf-8").split("<page ")[1:]
    return [
        [
            Word(float(x0), _HEIGHT - float(y1), float(x1), _HEIGHT - float(y0), text)
            for x0, y0, x1, y1, text in _WORD.findall(page)
        ]
        for page in pages
    ]


def beside(field: FieldCard, page: list[Word]) -> str:
    """What is printed on the line before a box, or closely above it."""
    left, bottom, right, top = field.box
    middle = (bottom + top) / 2
    before = [w for w in page if w.right <= left + 3 and w.bottom - 3 <= middle <= w.top + 3]
    above = [
        w for w in page if w.left < right and w.right > left - 60 and -3 <= w.bottom - top + 8 <= 22
    ]
    return " ".join(word.text for word in [*before, *above])


@pytest.mark.parametrize("form", [form.form for form in registry()])
def test_each_part_of_the_caption_stands_beside_its_own_label(form: str) -> None:
    made = compiled(form, "genuine")
    whole = compose(made, something_everywhere(made))
    pages = words(whole.flat())
    for key, label in LABELS.items():
        field = card(form).by_key.get(key)
        if field is not None and field.ours:
            found = beside(field, pages[field.page - 1])
            assert re.search(label, found, re.IGNORECASE), f"{key}: {found}"


def test_a_box_is_not_beside_the_label_of_another_line() -> None:
    page = words(compiled("CR-180", "genuine").flat.data)[0]
    for key, label in (("attorney.city", "fax"), ("case_number", "branch"), ("defendant", "zip")):
        assert not re.search(label, beside(card("CR-180").by_key[key], page), re.IGNORECASE)
