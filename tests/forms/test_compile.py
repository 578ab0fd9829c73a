"""Blanks made ready for filling, and blanks that can't be."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from docassemble.PostConvictionRelief.errors import BlankError, FormError
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.blanks import Shelf
from docassemble.PostConvictionRelief.forms.card import FormCard
from docassemble.PostConvictionRelief.forms.compile import compile_blank
from docassemble.PostConvictionRelief.forms.compiled import CompiledBlanks
from docassemble.PostConvictionRelief.forms.fill import compose
from docassemble.PostConvictionRelief.forms.pdf_objects import items
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from tests.forms.fillers import KINDS, SIX, card, compiled, filler


def blank(data: bytes, form: str = "CR-181") -> Blank:
    return Blank(form, data, "genuine", "a test")


def practice(form: str = "CR-181") -> Pdf:
    return Pdf.open(io.BytesIO(practice_blank(card(form))))


def saved(pdf: Pdf, encryption: Encryption | bool = False) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def refused(data: bytes, form: str = "CR-181") -> str:
    with pytest.raises(BlankError) as raised:
        compile_blank(card(form), blank(data, form))
    (problem,) = raised.value.problems
    return str(problem)


def disagreements(changed: FormCard, data: bytes) -> list[str]:
    with pytest.raises(FormError) as raised:
        compile_blank(changed, blank(data))
    return [str(problem) for problem in raised.value.problems]


def with_field(key: str, **changes: object) -> FormCard:
    """The card of CR-181 with one field changed."""
    whole = card("CR-181")
    fields = tuple(
        field.model_copy(update=changes) if field.key == key else field for field in whole.fields
    )
    return whole.model_copy(update={"fields": fields})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SIX)
def test_nothing_that_only_a_screen_needs_is_left(form: str, kind: str) -> None:
    with Pdf.open(io.BytesIO(compiled(form, kind).fillable.data)) as pdf:
        assert not pdf.is_encrypted
        for key in ("/Perms", "/OpenAction", "/AA", "/Names", "/Metadata"):
            assert key not in pdf.Root
        for key in ("/XFA", "/SigFlags"):
            assert key not in pdf.Root.AcroForm
        for page in pdf.pages:
            for widget in items(page.obj, "/Annots"):
                assert not {"/A", "/AA", "/V"} & set(widget.keys())
                assert widget.get("/FT") != Name.Btn or not int(widget.get("/Ff", 0)) & 1 << 16


@pytest.mark.parametrize("kind", KINDS)
def test_notices_are_gone_from_the_attachment_form(kind: str) -> None:
    names = [field.name for field in card("MC-025").fields if field.filled_by == "screen"]
    assert any(name.startswith("Notice") for name in names)
    text = compiled("MC-025", kind).fillable.data
    with Pdf.open(io.BytesIO(text)) as pdf:
        left = {str(field.T) for field in pdf.Root.AcroForm.Fields.as_list()}
    assert left.isdisjoint(names)


@pytest.mark.genuine
@pytest.mark.parametrize("form", ["CR-180", "CR-181", "CR-187", "CR-188"])
def test_the_fillable_form_keeps_tags_language_and_layers(form: str) -> None:
    with Pdf.open(io.BytesIO(compiled(form, "genuine").fillable.data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert "/OCProperties" in pdf.Root
        assert str(pdf.Root.Lang).lower().startswith("en")


@pytest.mark.genuine
def test_the_grey_bar_behind_the_screen_s_notice_is_not_drawn() -> None:
    for base in (compiled("CR-180", "genuine").flat, compiled("CR-180", "genuine").fillable):
        with Pdf.open(io.BytesIO(base.data)) as pdf:
            drawn = b"".join(
                pikepdf.unparse_content_stream([i])
                for i in pikepdf.parse_content_stream(pdf.pages[2])
            )
        assert b"0.753" not in drawn


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", SIX)
def test_a_blank_compiles_to_the_same_bytes_every_time(form: str, kind: str) -> None:
    made = compiled(form, kind)
    again = compile_blank(card(form), filler(kind).blanks.blank(card(form)))
    assert again == made


@pytest.mark.genuine
def test_the_words_that_the_court_prints_as_a_link_stay(tmp_path: Path) -> None:
    for name, base in (
        ("flat", compiled("CR-180", "genuine").flat),
        ("fillable", compiled("CR-180", "genuine").fillable),
    ):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(base.data)
        with pdfplumber.open(path) as pdf:
            assert "www.courts.ca.gov" in pdf.pages[0].extract_text()


def test_something_that_is_no_pdf_is_refused() -> None:
    assert "is not a PDF" in refused(b"<html>Not found</html>")


def test_half_a_pdf_is_refused() -> None:
    data = practice_blank(card("CR-181"))
    with pytest.raises((BlankError, FormError)):
        compile_blank(card("CR-181"), blank(data[: len(data) // 2]))


def test_a_pdf_that_asks_for_a_password_is_refused() -> None:
    with practice() as pdf:
        data = saved(pdf, encryption=Encryption(user="secret", owner="secret"))
    assert "password" in refused(data)


def test_a_pdf_without_fields_is_refused() -> None:
    with practice() as pdf:
        del pdf.Root.AcroForm
        assert "no fields" in refused(saved(pdf))


def test_a_dynamic_xfa_form_is_refused() -> None:
    with practice() as pdf:
        pdf.Root.NeedsRendering = True
        assert "no fields" in refused(saved(pdf))


def test_a_pdf_of_hundreds_of_pages_is_refused() -> None:
    with practice() as pdf:
        for _ in range(150):
            pdf.add_blank_page()
        assert "pages" in refused(saved(pdf))


def test_a_field_tree_that_bites_its_tail_is_refused_and_not_followed() -> None:
    with practice() as pdf:
        top = pdf.Root.AcroForm.Fields[0]
        top.Kids.append(top)
        with pytest.raises((BlankError, FormError)):
            compile_blank(card("CR-181"), blank(saved(pdf)))


def test_a_field_that_only_the_blank_has_is_an_error() -> None:
    with practice() as pdf:
        extra = pdf.make_indirect(
            Dictionary(FT=Name.Tx, T="More", Subtype=Name.Widget, Rect=Array([1, 1, 9, 9]))
        )
        pdf.Root.AcroForm.Fields.append(extra)
        pdf.pages[0].Annots.append(extra)
        (problem,) = disagreements(card("CR-181"), saved(pdf))
    assert "card of CR-181: the blank has a field More" in problem


def test_a_field_that_only_the_card_has_is_an_error() -> None:
    changed = with_field("case_number", name="CR-181[0].Nowhere[0]")
    found = disagreements(changed, practice_blank(card("CR-181")))
    assert any("case_number: the blank has no field CR-181[0].Nowhere[0]" in p for p in found)
    assert len(found) == 2


def test_another_place_page_kind_or_state_is_an_error_at_the_field() -> None:
    data = practice_blank(card("CR-181"))
    box = next(field for field in card("CR-181").fields if field.kind == "checkbox" and field.ours)
    left, bottom, right, top = box.box
    moved = with_field(box.key, box=(left, bottom + 5, right, top + 5))
    assert f"{box.key}: its box is" in disagreements(moved, data)[0]
    assert f"{box.key}: it stands on page" in disagreements(with_field(box.key, page=2), data)[0]
    assert (
        f"{box.key}: it is a checkbox" in disagreements(with_field(box.key, kind="text"), data)[0]
    )
    assert f"{box.key}: its state is" in disagreements(with_field(box.key, state="9"), data)[0]


def test_a_limit_of_characters_that_the_card_does_not_know_is_an_error() -> None:
    data = practice_blank(with_field("case_number", max_chars=9))
    (problem,) = disagreements(card("CR-181"), data)
    assert "case_number: it takes 9 characters" in problem


def test_a_compiled_blank_that_was_kept_gives_the_same_bytes(tmp_path: Path) -> None:
    made, kept = (
        CompiledBlanks(Shelf(None, None, network=False), tmp_path).get(card("CR-181"))
        for _ in range(2)
    )
    assert len(list(tmp_path.iterdir())) == 1
    values = {"case_number": "M1 Łódź"}
    assert compose(made, values).flat() == compose(kept, values).flat()
    assert compose(made, values).fillable() == compose(kept, values).fillable()


def test_a_kept_compilation_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    shelf = Shelf(None, None, network=False)
    made = CompiledBlanks(shelf, tmp_path).get(card("CR-181"))
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:1000])
    assert CompiledBlanks(shelf, tmp_path).get(card("CR-181")) == made


def test_a_changed_card_is_compiled_anew(tmp_path: Path) -> None:
    store = CompiledBlanks(Shelf(None, None, network=False), tmp_path)
    store.get(card("CR-181"))
    store.get(with_field("case_number", size=8.0))
    assert len(list(tmp_path.iterdir())) == 2
