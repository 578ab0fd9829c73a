"""Names in any script: every letter in its box, on both files, and never a `?`."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.card_field import FieldCard
from docassemble.PostConvictionRelief.forms.fill import Value, compose
from docassemble.PostConvictionRelief.forms.readback import read_back
from docassemble.PostConvictionRelief.forms.shaping import shaped
from docassemble.PostConvictionRelief.forms.typeset import BLEED, clean
from tests.forms.fillers import card, compiled
from tests.forms.rendering import DPI, ink, pdfium, poppler
from tests.forms.test_fill import problems
from tests.forms.test_shaping import DEJAVU

NAMES = {
    "descenders": "Jaggy Pqy (gjpqy), Ç",
    "vietnamese": "ĐẶNG NGUYỄN THỊ ẨN, Ỷ Ự ệ",
    "polish": "Świętosława Żółkiewska-Łęg",
    "armenian": "Արմեն Պետրոսյան",
    "cyrillic": "Жанна Щукіна-Їжакевич",
    "marks without a letter of their own": "x\u0302\u0323 Q\u0307 m\u0303\u0301",
    "arabic": "محمد عبد الله",
    "persian with a joiner": "علی\u200cرضا میرزایی",
    "arabic in a latin line": "Omar (محمد), b. 2001",
    "hebrew with points": "שִׁירָה בֶּן־דָּוִד",
    "greek": "Ελένη Παπαδοπούλου",
}


def area(field: FieldCard) -> tuple[float, float, float, float]:
    """A box and its bleed as left, top, right and bottom in pixels."""
    left, bottom, right, top = field.box
    bleed = BLEED * field.size
    scale = DPI / 72
    return left * scale, (792 - top - bleed) * scale, right * scale, (792 - bottom + bleed) * scale


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_letter_is_in_its_box_whole_and_reads_back(name: str) -> None:
    values: dict[str, Value] = {"defendant": name, "item3.facts": f"{name}\n{name}"}
    made = compiled("CR-187")
    whole = compose(made, values)
    read_back([whole], whole.flat(), whole.fillable())
    field = card("CR-187").by_key["defendant"]
    left, top, right, bottom = area(field)
    for draw in (poppler, pdfium):
        empty = draw(made.flat.data)[0]
        boxes = [ink(draw(pdf)[0], empty).getbbox() for pdf in (whole.flat(), whole.fillable())]
        for box in boxes:
            assert box is not None
            assert left - 1 <= box[0] < box[2] <= right + 1
            assert top - 1 <= box[1] < box[3] <= bottom + 1
        one, other = (box for box in boxes if box is not None)
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 1


@pytest.mark.parametrize(
    ("letter", "named"),
    [
        ("🙂", "U+1F642 SLIGHTLY SMILING FACE"),
        ("\ue000", "U+E000"),
        ("\U000e0041", ""),
        ("\ufffd", ""),
    ],
)
def test_what_no_font_has_is_an_error_that_names_the_field_or_is_drawn(
    letter: str, named: str
) -> None:
    if named:
        (problem,) = problems({"defendant": f"Ana {letter}"})
        assert problem.startswith(f"CR-187 defendant: no installed font has {named}")
        return
    whole = compose(compiled("CR-187"), {"defendant": f"Ana {letter}"})
    read_back([whole], whole.flat(), whole.fillable())


@pytest.mark.parametrize("name", ["李小龍", "김민준", "山田たろう", "สมชาย", "ราม"])
def test_names_of_asia_are_printed_or_told_with_the_package_that_has_them(name: str) -> None:
    try:
        whole = compose(compiled("CR-187"), {"defendant": name})
    except FormError as error:
        assert all(problem.where == "CR-187 defendant" for problem in error.problems)
        assert all("install fonts-" in problem.remedy for problem in error.problems)
    else:
        read_back([whole], whole.flat(), whole.fillable())


def test_a_joiner_keeps_letters_apart_in_print_and_stays_in_the_field() -> None:
    apart, together = (shaped(DEJAVU, text, True) for text in ("ی\u200cر", "یر"))
    assert len(apart) == len(together)
    assert {glyph.number for glyph in apart} != {glyph.number for glyph in together}
    assert clean("علی\u200cرضا", one_line=True) == "علی\u200cرضا"


def test_a_joiner_that_joins_nothing_is_left_out() -> None:
    assert clean("A\u200dna \u200cعلی\u200c", one_line=True) == "Ana علی"
