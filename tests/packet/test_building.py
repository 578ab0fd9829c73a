"""Whole packets: every paper there, right, sound, and the same each time."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.casefile import read_json, write_json
from docassemble.PostConvictionRelief.packet.building import DOCX, PDF, WHOLE, BuiltPacket
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.examples import changed, sample
from tests.packet.papers import built, pdf, text

PLEADINGS = (
    "D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-DECL-A", "D-NPC", "D-EQ", "D-EXH", "D-PO", "D-POS",
)  # fmt: skip
UNFILED = ("D-EQ-N", "D-DECL-C", "D-INT", "D-LTR", "D-LTR", "D-COV")


@pytest.fixture(scope="module")
def motion(workshop: Workshop) -> BuiltPacket:
    return built(sample("S02"), workshop)


@pytest.fixture(scope="module")
def petition(workshop: Workshop) -> BuiltPacket:
    return built(sample("S01"), workshop)


def test_the_motion_holds_every_paper_in_filing_order(motion: BuiltPacket) -> None:
    filed = [f.code for f in motion.files if f.media_type == PDF and "fillable" not in f.file_name]
    assert sorted(filed) == sorted([WHOLE, *PLEADINGS, "F-CR187", "F-CR188", *UNFILED])
    in_word = [f.code for f in motion.files if f.media_type == DOCX]
    assert sorted(in_word) == sorted([*PLEADINGS, *UNFILED])


def test_what_nobody_files_is_not_bound_and_says_so(motion: BuiltPacket) -> None:
    whole = text(pdf(motion, WHOLE).data)
    unbound = ("INTERNAL COVER SHEET", "FOR SETTLEMENT DISCUSSIONS", "Dear Teodoro", "form INT-300")
    for words in unbound:
        assert words not in whole
    titles = {f.code: f.title for f in motion.files if f.media_type == PDF}
    assert titles["D-COV"].endswith("(internal, not filed)")
    assert titles["D-EQ-N"].endswith("(for negotiation, not filed)")
    assert titles["D-INT"].endswith("(for the clerk, beside the filing)")


def test_the_petition_holds_petition_order_proof_of_service_and_the_offices_cover_sheet(
    petition: BuiltPacket,
) -> None:
    pdfs = [f for f in petition.files if f.media_type == PDF]
    made = [f.code for f in pdfs if "fillable" not in f.file_name]
    assert made == [WHOLE, "F-CR180", "F-CR181", "F-CR106", "D-COV"]
    assert "INTERNAL COVER SHEET" not in text(pdf(petition, WHOLE).data)


def test_what_only_the_cover_sheet_lacks_keeps_no_packet_from_being_filed(
    workshop: Workshop,
) -> None:
    packet = built(changed("S01", matter__goal="unknown"), workshop)
    assert "[MISSING: matter.goal]" in text(pdf(packet, "D-COV").data)
    assert not [f for f in packet.findings if f.level == "error" and f.where == "matter.goal"]


def test_the_bound_packet_has_all_filed_pages_and_not_the_clients_copy(motion: BuiltPacket) -> None:
    pages = sum(pdf(motion, code).pages or 0 for code in (*PLEADINGS, "F-CR187", "F-CR188"))
    assert pdf(motion, WHOLE).pages == pages
    assert "Declaro bajo pena" not in text(pdf(motion, WHOLE).data)


@pytest.mark.parametrize("name", ["S01", "S02"])
def test_every_pdf_is_sound_and_every_font_embedded(
    name: str, workshop: Workshop, tmp_path: Path
) -> None:
    for file in built(sample(name), workshop).files:
        if file.media_type != PDF:
            continue
        path = tmp_path / file.file_name
        path.write_bytes(file.data)
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, f"{file.file_name}: {checked.stdout}{checked.stderr}"
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        if file.code in PLEADINGS:
            rows = fonts.stdout.splitlines()[2:]
            assert rows
            assert all(re.search(r"\byes +(yes|no) +(yes|no) +\d+ +\d+$", row) for row in rows)


@pytest.mark.parametrize("name", ["S01", "S02"])
def test_the_same_facts_give_the_same_bytes_whichever_way_they_came_in(
    name: str, workshop: Workshop
) -> None:
    from_yaml = sample(name)
    from_json = read_json(write_json(from_yaml))
    first, second = built(from_yaml, workshop), built(from_json, workshop)
    assert [(f.file_name, f.data) for f in first.files] == [
        (f.file_name, f.data) for f in second.files
    ]


def test_the_proposed_order_says_what_immigration_courts_need(motion: BuiltPacket) -> None:
    expected = sample("S02").expected or {}
    order = text(pdf(motion, "D-PO").data)
    for words in expected["proposed_order_must_contain"]:
        assert words.lower() in order.lower()
    for words in expected["proposed_order_must_not_contain"]:
        assert words.lower() not in order.lower()


def test_no_pleading_tells_the_a_number_or_the_date_of_birth(motion: BuiltPacket) -> None:
    for file in motion.files:
        if file.code in PLEADINGS and file.media_type == PDF:
            words = text(file.data)
            assert not re.search(r"A?999-?000-?101", words)
            assert "September 30, 1981" not in words
            assert "09/30/1981" not in words


def test_the_name_keeps_its_accents_in_every_paper_and_is_in_no_file_name(
    motion: BuiltPacket,
) -> None:
    for file in motion.files:
        if file.media_type == PDF:
            assert re.search(r"ANSÚREZ VILLALPANDO|Ansúrez Villalpando", text(file.data))
        assert not re.search("ansurez|ansúrez|villalpando|teodoro", file.file_name, re.IGNORECASE)


def test_the_petition_asks_what_the_sample_expects(petition: BuiltPacket) -> None:
    words = text(pdf(petition, "F-CR180").data)
    for expected in ("M19990777", "04/11/2019", "459.5(a)", "12500(a)", "Marisela Ruth Quintanar"):
        assert expected in words


def test_fourteen_counts_are_all_on_paper_five_of_them_on_the_form(workshop: Workshop) -> None:
    counts = [
        {"n": n, "code": "PC", "section": f"476{letter}", "level": "misdemeanor", "convicted": True}
        for n, letter in enumerate("abcdefghijklmn", start=1)
    ]
    petition = built(changed("S01", case__0__counts=counts), workshop)
    words = text(pdf(petition, "F-CR180").data)
    for letter in "abcdefghijklmn":
        assert len(re.findall(rf"476{letter}\b", words)) == 1
    assert pdf(petition, "F-CR180").pages == 4
    assert "Item 1: further convictions of the same date" in words


def test_a_long_name_with_every_kind_of_letter_is_kept_whole(workshop: Workshop) -> None:
    name = {
        "first": "Nguyễn-Æthelþryð María de los Ángeles",
        "middle": "O'Dónnchadha",
        "last": "Fernández-Lopetegui y Wróblewska-Østergaard",
    }
    packet = built(changed("S01", client__name_as_convicted=name), workshop)
    words = text(pdf(packet, "F-CR180").data)
    for part in ("Nguyễn-Æthelþryð", "O'Dónnchadha", "Wróblewska-Østergaard"):
        assert part in words
    assert "?" not in words.replace("(check one)?", "").split("PETITION FOR DISMISSAL")[0]


def test_template_syntax_in_a_persons_words_stays_literal(workshop: Workshop) -> None:
    told = "{{ 7*7 }} ${x} %s <b>bold</b> \u0000 & § “quotes” \r\n'; DROP TABLE"
    packet = built(changed("S02", prejudice__would_have=told), workshop)
    for code in ("D-DECL-C", "F-CR187"):
        words = text(pdf(packet, code).data)
        for literal in ("{{ 7*7 }}", "${x}", "%s", "<b>bold</b>", "& §", "“quotes”", "DROP TABLE"):
            assert literal in words, (code, literal)
        assert "49" not in words.split("{{ 7*7 }}")[1][:20]


def test_a_missing_fact_is_marked_in_the_paper_and_found(workshop: Workshop) -> None:
    packet = built(changed("S02", hearing__date="unknown"), workshop)
    assert "[MISSING: hearing.date]" in text(pdf(packet, "D-NOM").data)
    assert ("error", "hearing.date") in [(f.level, f.where) for f in packet.findings]


def test_an_empty_list_that_a_pleading_needs_is_found_by_its_mark(workshop: Workshop) -> None:
    packet = built(changed("S02", defects=None), workshop)
    assert ("error", "defects") in [(f.level, f.where) for f in packet.findings]


def test_without_consent_the_papers_say_so_and_tell_nothing(workshop: Workshop) -> None:
    packet = built(changed("S02", client__consents=[]), workshop)
    whole = text(pdf(packet, WHOLE).data)
    assert "[CONSENT NEEDED" in whole
    for secret in (
        "CBP deferred inspection",
        "even with more jail",
        "affect your papers",
        "spoke about immigration only",
        "February 24, 2026",
    ):
        assert secret not in whole
    assert ("error", "client.consents") in [(f.level, f.where) for f in packet.findings]


def test_exhibits_that_the_papers_list_and_the_packet_lacks_are_found(motion: BuiltPacket) -> None:
    (found,) = [f for f in motion.findings if (f.where, f.level) == ("exhibits", "error")]
    assert "(A, B, C, D, E)" in found.what


def test_a_packet_on_practice_blanks_says_so_on_every_form_and_in_the_findings(
    practice_workshop: Workshop,
) -> None:
    packet = built(sample("S01"), practice_workshop)
    assert {form.blank_kind for form in packet.forms} == {"practice"}
    assert {f.where for f in packet.findings if f.level == "error"} == {
        "F-CR180", "F-CR181", "F-CR106",
    }  # fmt: skip
    for code in ("F-CR180", "F-CR181", "F-CR106"):
        assert "NOT FOR FILING" in text(pdf(packet, code).data)


@pytest.mark.genuine
def test_on_the_courts_blanks_nothing_is_wrong_but_that_the_exhibits_are_still_to_be_given(
    motion: BuiltPacket,
) -> None:
    assert {form.blank_kind for form in motion.forms} == {"genuine"}
    assert {f.where for f in motion.findings if f.level == "error"} == {"exhibits"}
