"""`pcr forms`: the court's forms and their cards."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.forms.registry import load_card
from tests.commands.running import pcr


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without the court's blanks, that keeps what it makes in the test's folder."""
    monkeypatch.delenv("PCR_BLANKS", raising=False)
    monkeypatch.delenv("PCR_BLANKS_SOURCE", raising=False)
    monkeypatch.setenv("PCR_STATE", str(tmp_path))


def test_every_form_is_listed_with_its_editions() -> None:
    done = pcr("forms", "list")
    assert done.code == 0, done.err
    for card in registry().editions:
        assert re.search(
            rf"{card.form}.*{re.escape(card.edition.printed)} *{card.edition.status}", done.out
        )


def test_the_list_is_there_for_programs() -> None:
    listed = json.loads(pcr("forms", "list", "--json").out)
    assert len(listed) == len(registry().editions)
    (motion,) = [one for one in listed if one["form"] == "CR-187"]
    assert motion["rule"] == "Cal. Rules of Court, rule 1.35"
    assert motion["pages"] == 6


def test_cards_are_held_against_practice_blanks_where_there_are_no_others(here: None) -> None:
    done = pcr("forms", "check", "MC-025", "CR-181@2017-01-01")
    assert (done.code, done.err) == (0, "")
    assert "2 cards with 60 fields: no problems (blanks: 2 practice)" in done.out


def test_a_form_or_an_edition_that_there_is_not_is_refused() -> None:
    assert "there is no card for this form" in pcr("forms", "check", "CR-999").err
    assert "there is no card for the edition of" in pcr("forms", "check", "CR-180@2018-01-01").err
    assert "soon is not a date" in pcr("forms", "check", "CR-180@soon").err


def test_a_form_is_shown_as_a_table_and_as_a_picture(tmp_path: Path, here: None) -> None:
    table = pcr("forms", "show", "MC-025")
    assert table.code == 0, table.err
    assert re.search(r"1 +case_number +Case number +text +party +case\.number", table.out)
    for name in ("form.png", "form.pdf"):
        done = pcr("forms", "show", "MC-025", "--out", tmp_path / name)
        assert "MC-025 Rev. July 1, 2009, 12 fields" in done.out
        assert (tmp_path / name).stat().st_size > 5000
    refused = pcr("forms", "show", "MC-025", "--out", tmp_path / "form.doc")
    assert (refused.code, (tmp_path / "form.doc").exists()) == (2, False)


def test_a_file_that_is_no_blank_is_refused_and_nothing_is_kept(tmp_path: Path, here: None) -> None:
    (tmp_path / "x.pdf").write_bytes(b"<html>")
    done = pcr("forms", "import", tmp_path / "x.pdf")
    assert done.code == 2
    assert "x.pdf: is not a PDF" in done.err
    assert not (tmp_path / "blanks").exists()


def test_downloads_that_are_switched_off_are_not_tried(
    monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    monkeypatch.setenv("PCR_BLANKS_SOURCE", "practice")
    done = pcr("forms", "sync")
    assert done.code == 2
    assert "PCR_BLANKS_SOURCE: is practice, so nothing is downloaded" in done.err


def test_editions_are_compared_and_a_card_is_proposed(tmp_path: Path, here: None) -> None:
    out = tmp_path / "CR-181.yaml"
    words = ("forms", "compare", "CR-181@2017-01-01", "CR-181", "--as-of", "2026-11-21")
    done = pcr(*words, "--out", out)
    assert done.code == 0, done.err
    assert "~ case_number, page 1: renamed, moved" in done.out
    assert load_card(out).edition.date == date(2024, 1, 1)
    told = json.loads(pcr(*words, "--json").out)
    assert {one["key"] for one in told["gone"]} >= {"date_of_birth"}


def test_a_form_is_added(tmp_path: Path, here: None) -> None:
    (tmp_path / "new.pdf").write_bytes(practice_blank(registry().card("MC-030")))
    out = tmp_path / "MC-030.yaml"
    done = pcr("forms", "add", tmp_path / "new.pdf", "--out", out, "--as-of", "2026-11-21")
    assert done.code == 0, done.err
    assert done.out.startswith("MC-030 Rev. January 1, 2006: 32 fields, ")
    assert len(load_card(out).fields) == 32


def test_of_a_file_without_end_no_more_is_read_than_shows_that_it_is_too_large(here: None) -> None:
    done = pcr("forms", "import", "/dev/zero")
    assert done.code == 2
    assert "/dev/zero: has more than 20,000,000 bytes" in done.err
