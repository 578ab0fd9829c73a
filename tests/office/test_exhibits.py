"""Exhibit files of a case: given, listed, fetched, taken away, and bound into its next packet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from docassemble.PostConvictionRelief.archive.archive import Archive
from docassemble.PostConvictionRelief.casefile import read_facts
from docassemble.PostConvictionRelief.errors import NotAllowed, NotFound
from docassemble.PostConvictionRelief.office import Office, Person
from docassemble.PostConvictionRelief.packet.exhibits.files import BadExhibit, ExhibitFile
from tests.examples import sample_facts
from tests.packet.test_binding import paper

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PARALEGAL = Person("u-3", "paralegal")
TRAINER = Person("u-4", "exemplar trainer")


@pytest.fixture
def case_id(office: Office) -> str:
    """A petition with two exhibits named."""
    facts = sample_facts("S01")
    facts["meta"]["id"] = office.new_case_id()
    facts["exhibits"] = [{"letter": "A", "title": "Docket"}, {"letter": "B", "title": "Letter"}]
    office.save_case(PARALEGAL, read_facts(facts), 0, NOW)
    return str(facts["meta"]["id"])


def test_a_file_given_is_listed_and_comes_back_without_its_name(
    office: Office, case_id: str
) -> None:
    data = paper(2, "docket")
    office.exhibits.store(PARALEGAL, case_id, "A", ExhibitFile("Quintanar docket.pdf", data), NOW)
    (listed,) = office.exhibits.of_case(PARALEGAL, case_id)
    assert (listed.letter, listed.size) == ("A", len(data))
    got = office.exhibits.file(PARALEGAL, case_id, "A")
    assert (got.file_name, got.data) == ("exhibit-A.pdf", data)


def test_the_next_packet_holds_the_files_and_one_taken_away_no_more(
    office: Office, case_id: str
) -> None:
    for letter in ("A", "B"):
        file = ExhibitFile("x.pdf", paper(1, f"words of {letter}"))
        office.exhibits.store(PARALEGAL, case_id, letter, file, NOW)
    office.exhibits.remove(PARALEGAL, case_id, "B", NOW)
    (made,) = office.build(PARALEGAL, case_id, NOW, lambda _percent, _words: None)
    (bound,) = [d for d in made.manifest.documents if d.code == "EXHIBITS"]
    assert (bound.title, bound.pages) == ("Exhibits A, with index", 3)


def test_a_bad_file_is_refused_at_once_and_not_stored(office: Office, case_id: str) -> None:
    with pytest.raises(BadExhibit, match="broken or cut off"):
        office.exhibits.store(
            PARALEGAL, case_id, "A", ExhibitFile("a.pdf", paper(1, "x")[:200]), NOW
        )
    assert office.exhibits.of_case(PARALEGAL, case_id) == []


def test_no_key_and_no_ledger_entry_holds_the_name_of_the_file(
    office: Office, archive: Archive, case_id: str
) -> None:
    file = ExhibitFile("Quintanar docket.pdf", paper(1, "x"))
    office.exhibits.store(PARALEGAL, case_id, "A", file, NOW)
    entries = [e.model_dump_json() for e in archive.ledger.of_day(NOW.date())]
    assert any(f"{case_id}/A/v000001" in entry for entry in entries)
    assert "uintanar" not in "".join(entries)


def test_what_is_not_there_or_not_for_the_role_is_refused(office: Office, case_id: str) -> None:
    with pytest.raises(NotFound):
        office.exhibits.file(PARALEGAL, case_id, "A")
    with pytest.raises(NotFound):
        office.exhibits.remove(PARALEGAL, case_id, "A", NOW)
    with pytest.raises(NotFound):
        office.exhibits.store(
            PARALEGAL, "c-aaaaaaaaaa", "A", ExhibitFile("a.pdf", paper(1, "x")), NOW
        )
    with pytest.raises(NotAllowed):
        office.exhibits.of_case(TRAINER, case_id)
