"""Every blank of the court, with a card or without: it compiles, fills and stays a sound PDF."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest

from docassemble.PostConvictionRelief.forms.compile import compile_blank
from docassemble.PostConvictionRelief.forms.compiled_blank import CompiledBlank
from docassemble.PostConvictionRelief.forms.fill import Value, compose
from tests.forms.drafted import drafted
from tests.forms.fillers import compiled, registered
from tests.forms.readback import ReadBack

pytestmark = pytest.mark.genuine
BLANKS = sorted(Path(os.environ.get("PCR_BLANKS") or ".").glob("*-*.pdf"))


def something_everywhere(made: CompiledBlank) -> dict[str, Value]:
    """A word in every text of a party, a number in every amount, one ticked box of each choice."""
    amounts = {key for total in made.totals for key in total.total_of}
    values: dict[str, Value] = {}
    taken: set[str] = set()
    for key in made.fields:
        field, choice = made.cards[key], made.choices.get(key)
        if field.total_of or choice in taken:
            continue
        words = "Ággj" if field.width > 40 else "CA" if field.width > 20 else "1"
        words = "1" if key in amounts else words[: field.max_chars]
        values[key] = True if field.kind == "checkbox" else words
        taken |= {choice} if choice else set()
    return values


def sound(pdf: bytes) -> bool:
    """Whether qpdf has nothing to say against a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return not document.check_pdf_syntax() and not document.get_warnings()


@pytest.mark.parametrize("path", BLANKS, ids=lambda path: path.stem)
def test_every_blank_of_the_court_compiles_fills_and_reads_back(path: Path) -> None:
    card, blank = drafted(path)
    made = compile_blank(card, blank)
    values = something_everywhere(made)
    composition = compose(made, values)
    flat = composition.flat()
    assert sound(flat)
    assert sound(composition.fillable())
    found = ReadBack(flat).values(card)
    assert found.keys() == values.keys()
    for key, value in values.items():  # a notice of the screen may lie on another box
        assert value in str(found[key]) if isinstance(value, str) else found[key] is value


@pytest.mark.parametrize("path", BLANKS, ids=lambda path: path.stem)
def test_every_card_agrees_with_its_blank(path: Path) -> None:
    if not registered(path.stem):
        pytest.skip(f"{path.stem} has no card yet")
    made = compiled(path.stem, "genuine")
    composition = compose(made, something_everywhere(made))
    assert sound(composition.flat())
    assert sound(composition.fillable())
