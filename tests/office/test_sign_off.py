"""Ready to file: an attorney's sign-off on a packet without errors, given once, stored for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from docassemble.PostConvictionRelief.archive.archive import Archive
from docassemble.PostConvictionRelief.casefile import read_facts
from docassemble.PostConvictionRelief.errors import (
    ArchiveError,
    NotAllowed,
    NotFound,
    NotReady,
    Problem,
    StorageUnavailable,
)
from docassemble.PostConvictionRelief.office import Office, Person
from tests.examples import sample_facts
from tests.packet.papers import text
from tests.packets_for_tests import stored_without_errors

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
ATTORNEY = Person("u-2", "attorney")
PARALEGAL = Person("u-3", "paralegal")
MARK = "DRAFT: not signed off"


def a_packet(office: Office) -> tuple[str, str]:
    """The ids of a case and of a packet of it, with errors (practice blanks)."""
    facts = sample_facts("S01")
    facts["meta"]["id"] = office.new_case_id()
    office.save_case(ATTORNEY, read_facts(facts), 0, NOW)
    case_id = str(facts["meta"]["id"])
    (made,) = office.build(ATTORNEY, case_id, NOW, lambda _percent, _words: None)
    return case_id, made.manifest.packet_id


def without_errors(office: Office, archive: Archive) -> tuple[str, str]:
    """The same stored once more as it would be on the court's blanks, without errors."""
    case_id, packet_id = a_packet(office)
    sound = stored_without_errors(archive, case_id, packet_id)
    return case_id, sound


def whole(office: Office, case_id: str, packet_id: str) -> bytes:
    manifest = next(m for m in office.packets(ATTORNEY, case_id) if m.packet_id == packet_id)
    return office.document(ATTORNEY, case_id, packet_id, manifest.documents[0].file_name).data


def test_a_packet_with_errors_is_not_signed_off_and_every_error_is_named(office: Office) -> None:
    case_id, packet_id = a_packet(office)
    with pytest.raises(NotReady) as caught:
        office.sign_off(ATTORNEY, case_id, packet_id, NOW)
    assert {problem.where for problem in caught.value.problems} >= {"F-CR180", "F-CR181"}
    assert office.signed_off(ATTORNEY, case_id, packet_id) is None


def test_the_mark_of_a_draft_is_on_every_page_until_the_sign_off_and_then_on_none(
    office: Office, archive: Archive, tmp_path: Path
) -> None:
    case_id, packet_id = without_errors(office, archive)
    (tmp_path / "draft.pdf").write_bytes(whole(office, case_id, packet_id))
    pages = [page.extract_text() for page in PdfReader(tmp_path / "draft.pdf").pages]
    assert pages
    assert all(MARK in page for page in pages)
    office.sign_off(ATTORNEY, case_id, packet_id, NOW)
    final = whole(office, case_id, packet_id)
    assert MARK not in text(final)
    manifest = archive.packets.manifest(case_id, packet_id)
    assert final == archive.packets.document(manifest, manifest.documents[0].file_name)


def test_who_and_when_are_stored_once_and_a_second_sign_off_changes_nothing(
    office: Office, archive: Archive
) -> None:
    case_id, packet_id = without_errors(office, archive)
    first = office.sign_off(ATTORNEY, case_id, packet_id, NOW)
    again = office.sign_off(Person("u-9", "attorney"), case_id, packet_id, NOW + timedelta(days=1))
    assert first == again == office.signed_off(PARALEGAL, case_id, packet_id)
    assert (first.by, first.when) == ("u-2", NOW)
    acts = [(e.act, e.object) for e in archive.ledger.of_day(NOW.date())]
    assert acts.count(("packet-signed-off", f"{case_id}/{packet_id}")) == 1


def test_a_sign_off_whose_note_was_lost_is_noted_when_it_is_asked_for_again(
    office: Office, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, packet_id = without_errors(office, archive)

    def gone(_entry: object) -> None:
        raise StorageUnavailable(Problem("S3", "does not answer", "try again"))

    monkeypatch.setattr(archive.ledger, "append", gone)
    with pytest.raises(StorageUnavailable):
        office.sign_off(ATTORNEY, case_id, packet_id, NOW)
    monkeypatch.undo()
    assert office.signed_off(ATTORNEY, case_id, packet_id)
    office.sign_off(Person("u-9", "attorney"), case_id, packet_id, NOW + timedelta(days=1))
    (noted,) = (e for e in archive.ledger.of_day(NOW.date()) if packet_id in e.object)
    assert (noted.act, noted.who, noted.when) == ("packet-signed-off", "u-2", NOW)


def test_only_an_attorney_may(office: Office, archive: Archive) -> None:
    case_id, packet_id = without_errors(office, archive)
    with pytest.raises(NotAllowed):
        office.sign_off(PARALEGAL, case_id, packet_id, NOW)


def test_a_packet_from_facts_that_were_changed_since_is_not_signed_off(
    office: Office, archive: Archive
) -> None:
    case_id, packet_id = without_errors(office, archive)
    case = office.case(ATTORNEY, case_id)
    facts = sample_facts("S01") | {"filings": [{"what": "petition"}]}
    facts["meta"]["id"] = case_id
    office.save_case(ATTORNEY, read_facts(facts), case.version, NOW)
    with pytest.raises(NotReady, match="before the case file was changed"):
        office.sign_off(ATTORNEY, case_id, packet_id, NOW)


def test_what_is_not_there_is_not_signed_off(office: Office, archive: Archive) -> None:
    case_id, packet_id = without_errors(office, archive)
    with pytest.raises(NotFound):
        office.sign_off(ATTORNEY, case_id, "p-aaaaaaaaaa", NOW)
    manifest = archive.packets.manifest(case_id, packet_id)
    archive.sign_offs.sign(manifest, "u-2", NOW)
    with pytest.raises(ArchiveError, match="not the packet that was signed off"):
        archive.sign_offs.of(manifest.model_copy(update={"case_index": 5}))
