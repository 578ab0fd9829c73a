"""Where blanks come from: a folder, the court's site, a drawing for practice."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path

import pdfplumber
import pytest

from docassemble.PostConvictionRelief.errors import BlankError
from docassemble.PostConvictionRelief.forms.blanks import Shelf, shelf
from docassemble.PostConvictionRelief.forms.card import FormCard
from docassemble.PostConvictionRelief.forms.practice import WARNING, practice_blank
from docassemble.PostConvictionRelief.settings import Settings
from tests.forms.court_site import court_site
from tests.forms.fillers import SIX, card, genuine_folder

OFFICIAL = b"%PDF-1.7 as the court publishes it"
FORM = "/form.pdf"


def published(address: str, data: bytes = OFFICIAL) -> FormCard:
    """A card whose blank is `data`, published at an address."""
    digest = hashlib.sha256(data).hexdigest()
    source = card("CR-181").source.model_copy(update={"file": address, "sha256": digest})
    return card("CR-181").model_copy(update={"source": source})


def test_a_blank_is_taken_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "CR-181.pdf").write_bytes(OFFICIAL)
    found = Shelf(tmp_path, None, network=False).blank(published("http://nowhere.invalid"))
    assert (found.kind, found.data) == ("genuine", OFFICIAL)
    assert found.sha256 == hashlib.sha256(OFFICIAL).hexdigest()
    assert str(tmp_path) in found.where_from


@pytest.mark.genuine
@pytest.mark.parametrize("form", SIX)
def test_the_court_s_own_blanks_are_accepted(form: str) -> None:
    assert Shelf(genuine_folder(), None, network=False).blank(card(form)).kind == "genuine"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<html>", "is not a PDF"),
        (b"%PDF-1.7 another edition", "is not the edition on the card"),
        (OFFICIAL[:-5], "is not the edition on the card"),
        (b"", "is not a PDF"),
    ],
)
def test_a_wrong_file_in_the_folder_is_an_error_and_never_used(
    tmp_path: Path, data: bytes, what: str
) -> None:
    (tmp_path / "CR-181.pdf").write_bytes(data)
    with pytest.raises(BlankError, match=what):
        Shelf(tmp_path, None, network=False).blank(published("http://nowhere.invalid"))


def test_a_folder_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BlankError, match="PCR_BLANKS"):
        Shelf(tmp_path / "none", None, network=False).blank(card("CR-181"))


def test_a_form_that_the_folder_lacks_is_downloaded_and_kept(tmp_path: Path) -> None:
    with court_site({FORM: OFFICIAL}) as site:
        wanted = published(site.address + FORM)
        found = Shelf(tmp_path, tmp_path / "kept", network=True).blank(wanted)
        again = Shelf(tmp_path, tmp_path / "kept", network=True).blank(wanted)
    assert (found.kind, found.data, again.data) == ("genuine", OFFICIAL, OFFICIAL)
    assert site.requests == [FORM]
    assert found.where_from == f"downloaded from {site.address}{FORM}"
    assert again.where_from == f"downloaded earlier from {site.address}{FORM}"


def test_a_kept_download_that_was_damaged_is_fetched_again(tmp_path: Path) -> None:
    with court_site({FORM: OFFICIAL}) as site:
        wanted = published(site.address + FORM)
        Shelf(None, tmp_path, network=True).blank(wanted)
        (kept,) = tmp_path.iterdir()
        kept.write_bytes(b"%PDF-1.7 damaged")
        assert Shelf(None, tmp_path, network=True).blank(wanted).data == OFFICIAL
    assert site.requests == [FORM, FORM]


def test_another_edition_at_the_court_gives_a_practice_blank_that_says_so(tmp_path: Path) -> None:
    with court_site({FORM: b"%PDF-1.7 the edition of next year"}) as site:
        found = Shelf(None, tmp_path, network=True).blank(published(site.address + FORM))
    assert found.kind == "practice"
    assert "is not the edition on the card" in found.where_from
    assert not list(tmp_path.iterdir())


def test_a_form_that_the_court_does_not_have_gives_a_practice_blank() -> None:
    with court_site({}) as site:
        found = Shelf(None, None, network=True).blank(published(site.address + FORM))
    assert found.kind == "practice"
    assert "404" in found.where_from


def test_a_network_that_does_not_answer_is_asked_once_and_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/form.pdf"
        place = Shelf(None, None, network=True, seconds=0.3)
        first = place.blank(published(address, b"%PDF-1"))
        second = place.blank(published(address, b"%PDF-2"))
        silent.setblocking(False)
        silent.accept()
        with pytest.raises(BlockingIOError):
            silent.accept()
    assert first.kind == second.kind == "practice"
    assert "no answer" in first.where_from or "timed out" in first.where_from


def test_a_refused_connection_gives_a_practice_blank() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    found = Shelf(None, None, network=True).blank(published(f"http://127.0.0.1:{port}/"))
    assert "can't be reached" in found.where_from


def test_an_address_that_is_no_web_address_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(OFFICIAL)
    found = Shelf(None, None, network=True).blank(published(f"file://{tmp_path}/secret"))
    assert found.kind == "practice"


def test_with_practice_in_the_settings_the_network_is_left_alone(tmp_path: Path) -> None:
    with court_site({FORM: OFFICIAL}) as site:
        place = shelf(Settings(state=str(tmp_path), blanks_source="practice"))
        assert place.blank(published(site.address + FORM)).kind == "practice"
    assert site.requests == []


@pytest.mark.parametrize("form", SIX)
def test_every_page_of_a_practice_blank_says_that_it_cannot_be_filed(
    form: str, tmp_path: Path
) -> None:
    path = tmp_path / "practice.pdf"
    path.write_bytes(practice_blank(card(form)))
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == card(form).source.pages
        for page in pdf.pages:
            text = page.extract_text()
            assert WARNING in text
            assert form in text


def test_a_practice_blank_is_the_same_every_time() -> None:
    assert practice_blank(card("CR-187")) == practice_blank(card("CR-187"))
