"""What is private is gone from exhibits: text, picture, hidden layers, metadata; the rest stays."""

from __future__ import annotations

import io
import re
from datetime import date

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.packet.exhibits.files import ExhibitFile
from docassemble.PostConvictionRelief.packet.exhibits.gathering import gather
from docassemble.PostConvictionRelief.packet.exhibits.recognition import Recognizer
from docassemble.PostConvictionRelief.packet.private import private_things, spots
from tests.examples import changed, sample
from tests.packet.papers import text
from tests.packet.test_binding import paper
from tests.packet.test_exhibits import gathered

THINGS = private_things(sample("S02"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("file A999-000-101 of", "an A-number"),
        ("USCIS number: 999 000 101", "an A-number"),
        ("A# 123456789", "an A-number"),
        ("Alien No. 12345678", "an A-number"),
        ("999\n000\n101", "an A-number"),
        ("SSN 123-45-6789", "a Social Security number"),
        ("Social Security No. 123456789", "a Social Security number"),
        ("Account number: 0012 3456 7890", "an account number"),
        ("acct# 98765432", "an account number"),
        ("DOB: 09/30/1981", "a full date of birth"),
        ("born on May 5, 1999 in", "a full date of birth"),
        ("D.O.B. 1-2-85", "a full date of birth"),
        ("NAM:02 DOB:19550505", "a full date of birth"),
        ("DOB/19660119 SEX/M", "a full date of birth"),
        ("19810930 CASO LOS ANGELES", "a full date of birth"),
        ("on September 30, 1981 he", "a full date of birth"),
        ("30 Sep 1981", "a full date of birth"),
        ("fecha de nacimiento 01/02/2003", "a full date of birth"),
    ],
)
def test_what_is_private_is_found(words: str, kind: str) -> None:
    assert {spot.kind for spot in spots(words, THINGS)} == {kind}


@pytest.mark.parametrize(
    "words",
    [
        "Case No. BA999041, filed 02/13/2009",
        "Penal Code section 1473.7, subdivision (a)(1)",
        "telephone 213-555-0177, ZIP 90099-1234",
        "born in 1981",
        "on March 17, 2009 the court",
        "account ending in 1234",
        "8 U.S.C. 1227(a)(2)(A)(iii)",
    ],
)
def test_what_is_not_private_stays(words: str) -> None:
    assert spots(words, THINGS) == ()


def test_of_an_account_number_the_last_four_digits_stay() -> None:
    (spot,) = spots("Account number: 001234567890", THINGS)
    assert "Account number: 001234567890"[spot.end :] == "7890"


def test_names_of_minors_and_a_shelters_address_are_private_and_initials_are_not() -> None:
    family = [
        {"relation": "son", "name": "Tadeo Ansurez", "age": 12},
        {"relation": "daughter", "name": "L.A.", "age": 9},
        {"relation": "spouse", "name": "Karina Villalpando", "age": 41},
    ]
    case_file = changed("S02", eq__family=family, client__contact_constraints="DV_shelter")
    told = "Tadeo  Ansurez, L.A. and Karina Villalpando live at 918 Nowhere Court."
    assert [spot.kind for spot in spots(told, private_things(case_file))] == [
        "the name of a minor", "the address of a shelter",
    ]  # fmt: skip


@settings(max_examples=60)
@given(st.dates(date(1920, 1, 1), date(2008, 1, 1)))
def test_a_birth_date_is_found_however_it_is_written(born: date) -> None:
    things = private_things(changed("S02", client__dob=born.isoformat()))
    for written in (
        f"{born:%m/%d/%Y}", f"{born.month}-{born.day}-{born.year}", born.isoformat(),
        f"{born:%B} {born.day}, {born.year}", f"{born:%b}. {born.day}, {born.year}",
        f"{born.day} {born:%B} {born.year}", f"{born:%Y%m%d}", f"{born:%m%d%Y}",
    ):  # fmt: skip
        assert spots(f"he said: {written}.", things), written


def exhibit(data: bytes) -> bytes:
    found = gathered(A=ExhibitFile("a.pdf", data))
    assert found.bound is not None
    return found.bound.pdf


def everything_in(data: bytes) -> bytes:
    """Every byte of every object of a PDF, unpacked."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        return b"\n".join(
            o.read_bytes() if isinstance(o, pikepdf.Stream) else o.unparse() for o in pdf.objects
        )


def test_numbers_are_gone_from_the_file_and_the_other_words_can_still_be_searched() -> None:
    data = exhibit(paper(2, "minutes of A999-000-101 and 123-45-6789 heard"))
    words = text(data)
    assert "999-000" not in words
    assert "6789" not in words
    assert words.count("heard") == 2
    assert not re.search(rb"999-000-101|123-45-6789", everything_in(data))


def test_bars_are_black_and_cover_the_number_alone() -> None:
    plain, barred = (
        exhibit(paper(1, "minutes 123-45-678x")),
        exhibit(paper(1, "minutes 123-45-6789")),
    )
    dark = []
    for data in (plain, barred):
        page = pypdfium2.PdfDocument(data)[2].render(scale=1).to_pil().convert("L")
        dark.append(sum(1 for pixel in page.getdata() if pixel < 60))
    assert dark[1] > dark[0] + 500


def test_what_a_hidden_layer_holds_is_gone() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(1, "seen"))) as pdf:
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("notes"))
        )
        page = pdf.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L=layer)
        page.contents_add(b"/OC /L BDC BT /F1 12 Tf 72 500 Td (privileged memo) Tj ET EMC")
        off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)
        out = io.BytesIO()
        pdf.save(out)
    data = exhibit(out.getvalue())
    assert "privileged" not in text(data)
    assert b"privileged" not in everything_in(data)
    page = pypdfium2.PdfDocument(data)[2].render(scale=1).to_pil().convert("L")
    assert min(page.crop((60, 280, 300, 300)).getdata()) > 200  # nothing is drawn there


def test_white_words_and_words_behind_a_picture_are_found_too() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(1, "seen"))) as pdf:
        pdf.pages[0].contents_add(b"BT 1 g /F1 4 Tf 72 500 Td (A999-000-101) Tj ET")
        out = io.BytesIO()
        pdf.save(out)
    assert b"A999-000-101" not in everything_in(exhibit(out.getvalue()))


def test_metadata_attachments_scripts_and_notes_are_left_behind() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(1, "seen"))) as pdf:
        pdf.docinfo["/Author"] = "Teodoro Secret"
        with pdf.open_metadata() as about:
            about["dc:creator"] = ["Teodoro Secret"]
        pdf.attachments["list.txt"] = b"Teodoro Secret"
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Teodoro Secret")
        pdf.pages[0].obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text,
                                Rect=[0, 0, 9, 9], Contents="Teodoro Secret")]
        )  # fmt: skip
        out = io.BytesIO()
        pdf.save(out)
    assert b"Teodoro Secret" not in everything_in(exhibit(out.getvalue()))


def test_what_was_hidden_is_told_for_each_kind_without_repeating_it() -> None:
    data = paper(2, "A999-000-101")
    files = {"A": ExhibitFile("a.pdf", data)}
    found = gather(
        sample("S02"), "BA999041", files, lambda _docx: b"", Recognizer(), lambda _words: None
    )
    (finding,) = found.findings
    assert finding.level == "note"
    assert finding.what == "was blacked out (an A-number on page 1, 2)"
