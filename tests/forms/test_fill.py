"""Values in, papers out."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, String

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.fill import Composition, Value, compose
from docassemble.PostConvictionRelief.forms.registry import CARDS
from tests.forms.fillers import KINDS, SIX, card, compiled
from tests.forms.readback import ReadBack, squeezed

MOTION: dict[str, Value] = {
    "attorney.name": "Ilse Marchetti-Boone (Łódź) \\ (gjpqy)",
    "defendant": "Đặng Nguyễn Thị Ánh Tuyết",
    "page2.defendant": "Đặng Nguyễn Thị Ánh Tuyết",
    "case_number": "BA999041",
    "item3.box": True,
    "item3.facts": "Counsel said “it may affect your papers”.\n\nNo more was said, señor.\n" * 3,
    "item3.c1b": True,
}


def motion(kind: str, values: dict[str, Value] = MOTION) -> Composition:
    return compose(compiled("CR-187", kind), values)


def problems(values: dict[str, Value], form: str = "CR-187") -> list[str]:
    with pytest.raises(FormError) as raised:
        compose(compiled(form), values)
    return [str(problem) for problem in raised.value.problems]


def every_field(form: str) -> dict[str, Value]:
    """Something in every field that may be filled, at most one box of a group."""
    values: dict[str, Value] = {}
    groups: set[str] = set()
    for field in card(form).fields:
        if not field.ours or (field.group and field.group in groups):
            continue
        groups.add(field.group or "")
        words = "Ággj" if field.width > 40 else "CA" if field.width > 20 else "1"
        values[field.key] = True if field.kind == "checkbox" else words
    return values


@dataclass(frozen=True)
class Held:
    """What a field of a fillable PDF holds: its value, its state, whether it is drawn."""

    value: str
    state: str
    drawn: bool


def fields_of(pdf: bytes) -> dict[str, Held]:
    """Fields by full name."""
    found: dict[str, Held] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pending = [("", field) for field in document.Root.AcroForm.Fields.as_list()]
        while pending:
            above, field = pending.pop()
            name = ".".join(part for part in (above, str(field.get("/T", String("")))) if part)
            if "/Kids" in field:
                pending.extend((name, kid) for kid in field.Kids.as_list())
            else:
                state = str(field.get("/AS", Name.Off)).removeprefix("/")
                found[name] = Held(str(field.get("/V", String(""))), state, "/AP" in field)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_is_found_again_in_its_own_box(kind: str) -> None:
    found = ReadBack(motion(kind).flat()).values(card("CR-187"))
    assert set(found) == set(MOTION)
    for key, value in MOTION.items():
        shown = found[key]
        assert (squeezed(str(shown)) if isinstance(value, str) else shown) == (
            squeezed(value) if isinstance(value, str) else value
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SIX)
def test_every_field_of_every_form_can_be_filled_and_read_back(form: str, kind: str) -> None:
    values = every_field(form)
    composition = compose(compiled(form, kind), values)
    found = ReadBack(composition.flat()).values(card(form))
    assert found == values


@pytest.mark.parametrize("kind", KINDS)
def test_the_fillable_form_holds_the_values_in_its_fields(kind: str) -> None:
    fields = fields_of(motion(kind).fillable())
    for key, value in MOTION.items():
        field = card("CR-187").field(key)
        assert field is not None
        held = fields[field.name]
        assert held.drawn
        if isinstance(value, bool):
            assert (held.value, held.state) == (f"/{field.state}", field.state)
        else:
            assert held.value == value.rstrip("\n")


@pytest.mark.parametrize("kind", KINDS)
def test_fields_without_a_value_stay_empty(kind: str) -> None:
    fields = fields_of(motion(kind).fillable())
    filled = {field.name for field in card("CR-187").fields if field.key in MOTION}
    empty = {name: held for name, held in fields.items() if name not in filled}
    assert len(empty) > 50
    assert {(held.value, held.state) for held in empty.values()} == {("", "Off")}


@pytest.mark.parametrize("kind", KINDS)
def test_equal_values_give_equal_bytes(kind: str) -> None:
    one, other = motion(kind), motion(kind, dict(reversed(MOTION.items())))
    assert one.flat() == other.flat()
    assert one.fillable() == other.fillable()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SIX)
def test_qpdf_has_nothing_to_say_against_any_output(form: str, kind: str, tmp_path: Path) -> None:
    composition = compose(compiled(form, kind), every_field(form))
    for name, pdf in (("flat", composition.flat()), ("fillable", composition.fillable())):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert "WARNING" not in checked.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_lands_in_the_metadata(kind: str) -> None:
    for pdf in (motion(kind).flat(), motion(kind).fillable()):
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert "/Metadata" not in document.Root
            assert set(document.docinfo.keys()) == {"/Title"}
            assert str(document.docinfo["/Title"]).startswith("CR-187")


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_of_ours_is_embedded(kind: str) -> None:
    with pikepdf.open(io.BytesIO(motion(kind).flat())) as document:
        for page in document.pages:
            drawn = page.obj.Resources.XObject["/PcrFilled"].Resources.Font
            for _, font in drawn.items():
                holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert "/FontFile2" in holder.FontDescriptor


def test_a_flat_form_has_no_fields_left() -> None:
    with pikepdf.open(io.BytesIO(motion("practice").flat())) as document:
        assert "/AcroForm" not in document.Root
        assert all("/Annots" not in page for page in document.pages)


def test_a_key_that_the_card_does_not_have_is_refused() -> None:
    assert problems({"item3.fact": "x"})[0].startswith("CR-187 item3.fact: the card has no such")


def line_of(form: str, key: str) -> int:
    lines = (CARDS / f"{form}.yaml").read_text(encoding="utf-8").splitlines()
    return lines.index(f"  - key: {key}") + 1


def test_an_error_names_the_line_of_the_card() -> None:
    values: dict[str, Value] = {"item3.fact": "x", "item3.box": "1", "short.title": ""}
    unknown, other, state = problems(values)
    assert f"did you mean item3.facts? (CR-187.yaml, line {line_of('CR-187', 'item3.facts')})" in (
        unknown
    )
    assert "CR-187.yaml" in other
    assert f"(CR-187.yaml, line {line_of('CR-187', 'item3.box')})" in state


def test_text_for_a_box_and_a_tick_for_a_text_are_refused() -> None:
    found = problems({"item3.box": "yes", "defendant": True})
    assert any("item3.box: takes true or false" in problem for problem in found)
    assert any("defendant: takes text" in problem for problem in found)


def test_two_boxes_of_one_group_are_refused() -> None:
    (problem,) = problems({"item3.c1a": True, "item3.c1b": True})
    assert "only one box of item3c1" in problem


def test_the_court_s_fields_cannot_be_filled() -> None:
    court = next(f for f in card("CR-188").fields if f.filled_by == "court" and f.kind == "text")
    (problem,) = problems({court.key: "Granted"}, "CR-188")
    assert f"(CR-188.yaml, line {line_of('CR-188', court.key)})" in problem
    assert f"CR-188 {court.key}" in problem
    assert "left to the court" in problem


def test_a_text_that_does_not_fit_is_refused_here() -> None:
    assert "does not fit" in problems({"case_number": "BA999041 " * 20})[0]


def test_a_letter_that_cannot_be_drawn_is_refused_with_form_and_key() -> None:
    (problem,) = problems({"defendant": "𓀀 Wei"})
    assert problem.startswith("CR-187 defendant: no installed font has U+13000")


def test_all_problems_are_told_together() -> None:
    found = problems(
        {
            "nothing": "x",
            "item3.box": "x",
            "item3.c1a": True,
            "item3.c1b": True,
            "case_number": "9" * 99,
        }
    )
    assert len(found) == 4


def test_empty_texts_and_unticked_boxes_are_no_values() -> None:
    composition = compose(compiled("CR-187"), {"defendant": "", "item3.box": False})
    assert not composition.texts
    assert not composition.ticked
