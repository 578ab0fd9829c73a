"""Files that can't be used as blanks: one clear finding each, and nothing worse."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from docassemble.PostConvictionRelief.errors import BlankError, FormError
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.compile import compile_blank
from docassemble.PostConvictionRelief.forms.inspection import inspect
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from tests.forms.fillers import card, genuine_folder


@cache
def practice() -> bytes:
    return practice_blank(card("CR-181"))


def changed(change: Callable[[Pdf], None], encryption: Encryption | bool = False) -> bytes:
    """The practice blank, changed and saved."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(practice())) as pdf:
        change(pdf)
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def finding(data: bytes) -> str:
    (problem,) = inspect(data)
    return str(problem)


def test_nothing_is_found_in_a_form_that_can_be_filled() -> None:
    assert inspect(practice()) == ()


@pytest.mark.genuine
def test_nothing_is_found_in_the_court_s_own_forms() -> None:
    paths = sorted(genuine_folder().glob("*.pdf"))
    assert len(paths) > 30
    assert {path.stem: inspect(path.read_bytes()) for path in paths} == {
        path.stem: () for path in paths
    }


@pytest.mark.parametrize("data", [b"", b"<html>Not found</html>", b"PK\x03\x04" + b"x" * 2000])
def test_what_is_no_pdf_is_called_so(data: bytes) -> None:
    assert "is not a PDF" in finding(data)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_called_so(share: float) -> None:
    assert "damaged or cut short" in finding(practice()[: int(len(practice()) * share)])


def test_a_password_is_called_so() -> None:
    data = changed(lambda pdf: None, encryption=Encryption(user="secret", owner="secret"))
    assert "asks for a password" in finding(data)


def test_a_dynamic_xfa_form_is_called_so() -> None:
    def without_fields(pdf: Pdf) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        pdf.Root.AcroForm.Fields = Array()

    assert "dynamic XFA" in finding(changed(without_fields))


def test_a_form_that_a_viewer_must_lay_out_first_is_called_dynamic() -> None:
    def needing(pdf: Pdf) -> None:
        pdf.Root.NeedsRendering = True

    assert "dynamic XFA" in finding(changed(needing))


def test_a_signed_form_is_called_so() -> None:
    def signed(pdf: Pdf) -> None:
        value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))
        field = Dictionary(
            FT=Name.Sig, T="Signed", V=value, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9])
        )
        made = pdf.make_indirect(field)
        pdf.Root.AcroForm.Fields.append(made)
        pdf.pages[0].Annots.append(made)

    assert "is signed" in finding(changed(signed))


def test_a_form_without_fields_is_called_so() -> None:
    def emptied(pdf: Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array()

    assert "no fields" in finding(changed(emptied))


def test_five_hundred_pages_are_too_many() -> None:
    def many(pdf: Pdf) -> None:
        for _ in range(500):
            pdf.add_blank_page()

    assert "has 502 pages" in finding(changed(many))


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_without_end_is_refused_before_it_is_unpacked(times: int) -> None:
    bomb = zlib.compress(b"\0" * 250_000_000, 9)
    for _ in range(times - 1):
        bomb = zlib.compress(bomb, 9)

    out = io.BytesIO()
    with Pdf.open(io.BytesIO(practice())) as pdf:
        filters = Array([Name.FlateDecode] * times)
        pdf.Root.Bomb = pikepdf.Stream(pdf, bomb, Filter=filters)
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert "unpacks to more than" in finding(out.getvalue())


def drawing(pdf: Pdf, words: bytes, **used: pikepdf.Object) -> pikepdf.Object:
    return pdf.make_stream(
        words,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 1, 1]),
        Resources=Dictionary(XObject=Dictionary({f"/{name}": one for name, one in used.items()})),
    )


def test_drawings_that_use_drawings_without_end_are_refused_before_they_are_drawn() -> None:
    def nested(pdf: Pdf) -> None:
        inner = drawing(pdf, b"0 0 m")
        for _ in range(9):
            inner = drawing(pdf, b"/X Do " * 10, X=inner)
        pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": inner})
        pdf.pages[0].contents_add(pdf.make_stream(b"/X Do"))

    assert "has more drawn on its pages than any form" in finding(changed(nested))


def test_a_drawing_that_uses_itself_is_refused() -> None:
    def looped(pdf: Pdf) -> None:
        inner = drawing(pdf, b"/X Do")
        inner.Resources.XObject = Dictionary({"/X": inner})
        pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": inner})
        pdf.pages[0].contents_add(pdf.make_stream(b"/X Do"))

    assert "has more drawn on its pages than any form" in finding(changed(looped))


def test_a_page_with_too_much_on_it_is_refused() -> None:
    def crowded(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 m " * 1_000_000))

    assert "has more drawn on its pages than any form" in finding(changed(crowded))


def test_a_field_tree_that_branches_back_on_itself_is_not_followed() -> None:
    def knotted(pdf: Pdf) -> None:
        top = pdf.Root.AcroForm.Fields[0]
        top.Kids.append(top)
        top.Kids.append(top)

    assert "damaged tree of fields" in finding(changed(knotted))


def survives(data: bytes) -> None:
    """A file is compiled, or refused in words; anything else is an error of ours."""
    problems = inspect(data)
    assert len(problems) <= 1
    try:
        compile_blank(card("CR-181"), Blank("CR-181", data, "genuine", "a test"))
    except (BlankError, FormError) as error:
        assert error.problems
    else:
        assert not problems


@cache
def readable(kind: str) -> bytes:
    """A form whose objects are written out, so that a changed byte changes their meaning."""
    data = practice() if kind == "practice" else (genuine_folder() / "CR-181.pdf").read_bytes()
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            encryption=False,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


TOKENS = (b"null", b"[]", b"<<>>", b"-1", b"9999999999", b"/X", b"(x)", b"1 0 R", b"true", b"")


@pytest.mark.parametrize("kind", ["practice", pytest.param("genuine", marks=pytest.mark.genuine)])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 12))
def test_no_changed_file_does_worse_than_be_refused(kind: str, seed: int, changes: int) -> None:
    chance = random.Random(seed)
    data = bytearray(readable(kind))
    for _ in range(changes):
        place = chance.randrange(len(data))
        token = chance.choice(TOKENS)
        kind_of_change = chance.randrange(3)
        if kind_of_change == 0:
            data[place] = chance.randrange(256)
        elif kind_of_change == 1:  # the same length keeps the cross-reference table right
            data[place : place + len(token)] = token
        else:
            data[place : place + chance.randrange(40)] = token
    survives(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_object_of_another_kind_does_worse_than_be_refused(data: st.DataObject) -> None:
    """Entries of fields, pages and the form itself get values of kinds that don't belong there."""
    names = ["/Kids", "/T", "/FT", "/Ff", "/Rect", "/AP", "/MaxLen", "/Parent", "/DR", "/Fields"]
    names += ["/Annots", "/Resources", "/Contents", "/MediaBox", "/StructTreeRoot", "/OCProperties"]
    values = [1, -1.5, True, Name.X, "text", [], [1, "x"], {}, {"/N": 1}, [{}], None]

    def twisted(pdf: Pdf) -> None:
        holders = [pdf.Root, pdf.Root.AcroForm, pdf.pages[0].obj]
        holders += list(pdf.pages[0].Annots.as_list())[:8]
        holders += list(pdf.Root.AcroForm.Fields.as_list())
        for _ in range(data.draw(st.integers(1, 3))):
            holder = data.draw(st.sampled_from(range(len(holders))))
            value = data.draw(st.sampled_from(values))
            name = data.draw(st.sampled_from(names))
            if value is not None:
                holders[holder][name] = value
            elif name in holders[holder]:
                del holders[holder][name]

    try:
        twisted_data = changed(twisted)
    except (pikepdf.PdfError, RuntimeError):  # qpdf itself won't write this one
        return
    survives(twisted_data)


@pytest.mark.genuine
def test_no_form_of_the_court_is_taken_for_another() -> None:
    survives((genuine_folder() / "CR-180.pdf").read_bytes())
