"""The acts of people: allowed by role, stored, listed, and written to the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from docassemble.PostConvictionRelief.archive import Manifest
from docassemble.PostConvictionRelief.archive.archive import Archive
from docassemble.PostConvictionRelief.archive.packets import sha256
from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts
from docassemble.PostConvictionRelief.errors import (
    CaseFileError,
    ExemplarError,
    LostUpdate,
    NotAllowed,
    NotFound,
    StorageUnavailable,
)
from docassemble.PostConvictionRelief.office import Office, Person
from docassemble.PostConvictionRelief.settings import Settings
from tests.examples import sample_facts
from tests.object_store import SeaweedFS, variables_for

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
ATTORNEY = Person("u-2", "attorney")
PARALEGAL = Person("u-3", "paralegal")
TRAINER = Person("u-4", "exemplar trainer")


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    """An S3 service of this module's own, because one test ends it."""
    server = SeaweedFS(tmp_path_factory.mktemp("seaweedfs")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def settings(storage: SeaweedFS, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings.read(variables_for(storage.store(), tmp_path_factory.mktemp("state")))


@pytest.fixture(scope="module")
def office(settings: Settings) -> Iterator[Office]:
    opened = Office.open(settings)
    yield opened
    opened.close()


def silent(_percent: int, _words: str) -> None:
    """Progress that nobody watches."""


def saved_case(office: Office, name: str = "S01", **changes: object) -> CaseFile:
    """A sample saved as a new case."""
    facts = sample_facts(name)
    facts["meta"]["id"] = office.new_case_id()
    facts |= changes
    case_file = read_facts(facts)
    office.save_case(ATTORNEY, case_file, 0, NOW)
    return case_file


def test_a_packet_made_is_listed_and_every_document_comes_back_as_a_draft(office: Office) -> None:
    case_id = saved_case(office).meta.id
    told: list[int] = []
    (made,) = office.build(ATTORNEY, case_id, NOW, lambda percent, _: told.append(percent))
    assert made.stored
    assert told == sorted(told)
    assert told[-1] == 100
    (listed,) = office.packets(ATTORNEY, case_id)
    assert listed == made.manifest
    for document in listed.documents:
        got = office.document(ATTORNEY, case_id, listed.packet_id, document.file_name)
        assert got.data[:4] in (b"%PDF", b"PK\x03\x04")
        assert sha256(got.data) != document.sha256
        assert got.media_type == document.media_type


def test_the_second_packet_of_a_case_is_numbered_two(office: Office) -> None:
    case_id = saved_case(office).meta.id
    office.build(ATTORNEY, case_id, NOW, silent)
    (second,) = office.build(ATTORNEY, case_id, NOW, silent)
    assert all("-v2." in document.file_name for document in second.manifest.documents)


def test_a_case_is_listed_by_its_client_with_its_packets(office: Office) -> None:
    case_id = saved_case(office).meta.id
    office.build(ATTORNEY, case_id, NOW, silent)
    summary = next(s for s in office.cases(PARALEGAL) if s.id == case_id)
    assert summary.client_name == "Marisela Ruth Quintanar"
    assert summary.case_numbers == ("M19990777",)
    assert summary.packets == 1


def test_a_lost_update_is_refused_and_what_was_saved_stays(office: Office) -> None:
    case_file = saved_case(office)
    office.save_case(ATTORNEY, case_file.model_copy(update={"filings": ()}), 1, NOW)
    with pytest.raises(LostUpdate):
        office.save_case(PARALEGAL, read_facts(sample_facts("S01") | {
            "meta": {"id": case_file.meta.id, "as_of": "2026-11-20"}}), 1, NOW)  # fmt: skip
    assert office.case(ATTORNEY, case_file.meta.id).version == 2


@pytest.mark.parametrize(
    ("person", "act"),
    [
        (TRAINER, lambda office: office.cases(TRAINER)),
        (TRAINER, lambda office: office.document(TRAINER, "c-aaaaaaaaaa", "p-aaaaaaaaaa", "x.pdf")),
        (TRAINER, lambda office: office.batch(TRAINER, b"", NOW, silent)),
        (ATTORNEY, lambda office: office.publish_exemplar(ATTORNEY, "D-NOM", "en", b"", NOW)),
        (PARALEGAL, lambda office: office.exemplars(PARALEGAL)),
    ],
)
def test_a_role_does_only_its_own_acts(
    person: Person, act: Callable[[Office], object], office: Office
) -> None:
    with pytest.raises(NotAllowed, match=person.role):
        act(office)


def test_what_is_not_there_is_said_to_be_not_there(office: Office) -> None:
    with pytest.raises(NotFound):
        office.case(ATTORNEY, "c-aaaaaaaaaa")
    with pytest.raises(NotFound):
        office.case(ATTORNEY, "../../etc/passwd")


def test_a_published_exemplar_writes_the_next_packet_and_the_earlier_says_its_version(
    office: Office,
) -> None:
    case_id = saved_case(office, "S02").meta.id
    (earlier,) = office.build(ATTORNEY, case_id, NOW, silent)
    changed = _with_sentence(
        office.exemplar_file(TRAINER, "D-NOM", "en").data, "The trainer added this."
    )
    version = office.publish_exemplar(TRAINER, "D-NOM", "en", changed, NOW)
    (later,) = office.build(ATTORNEY, case_id, NOW, silent)

    def notice(manifest: Manifest) -> str:
        return next(e.version for e in manifest.exemplars if e.code == "D-NOM")

    assert notice(later.manifest) == version == "v0001"
    assert notice(earlier.manifest).startswith("shipped-")
    versions = {m.packet_id: notice(m) for m in office.packets(ATTORNEY, case_id)}
    assert versions[earlier.manifest.packet_id] == notice(earlier.manifest)
    document = next(d for d in later.manifest.documents if d.file_name.endswith("D-NOM-v2.docx"))
    data = office.document(ATTORNEY, case_id, later.manifest.packet_id, document.file_name).data
    assert "The trainer added this." in "\n".join(
        p.text for p in docx.Document(BytesIO(data)).paragraphs
    )


def test_an_exemplar_with_an_unknown_name_is_refused_and_nothing_changes(office: Office) -> None:
    before = office.exemplars(TRAINER)
    wrong = _with_sentence(
        office.exemplar_file(TRAINER, "D-MPA", "en").data, "See {{ client.nickname }} here."
    )
    with pytest.raises(ExemplarError) as caught:
        office.publish_exemplar(TRAINER, "D-MPA", "en", wrong, NOW)
    words = str(caught.value)
    assert "D-MPA" in words
    assert "See {{ client.nickname }} here." in words
    assert "nickname" in words
    assert office.exemplars(TRAINER) == before


def test_the_ledger_tells_who_did_what_and_names_nobody(office: Office, settings: Settings) -> None:
    case_id = saved_case(office).meta.id
    office.build(ATTORNEY, case_id, NOW, silent)
    entries = Archive.open(settings).ledger.of_day(NOW.date())
    acts = [(e.who, e.role, e.act) for e in entries if e.object.startswith(case_id)]
    assert ("u-2", "attorney", "case-saved") in acts
    assert ("u-2", "attorney", "packet-stored") in acts
    assert not re.search("Quintanar|M19990777", "".join(e.model_dump_json() for e in entries))


def test_a_packet_made_while_the_storage_is_away_waits_and_is_stored_by_a_later_click(
    storage: SeaweedFS, office: Office
) -> None:
    case_id = saved_case(office).meta.id

    def pull_the_plug(percent: int, _words: str) -> None:
        if percent == 98:
            storage.kill()

    (made,) = office.build(ATTORNEY, case_id, NOW, pull_the_plug)
    try:
        assert not made.stored
        assert [m.packet_id for m in office.waiting(ATTORNEY)] == [made.manifest.packet_id]
        first = made.manifest.documents[0]
        kept = office.document(ATTORNEY, case_id, made.manifest.packet_id, first.file_name)
        assert kept.data.startswith(b"%PDF")
        with pytest.raises(StorageUnavailable):
            office.store_waiting(ATTORNEY, NOW)
    finally:
        storage.start()
    assert office.store_waiting(ATTORNEY, NOW) == 1
    assert office.waiting(ATTORNEY) == []
    assert [m.packet_id for m in office.packets(ATTORNEY, case_id)] == [made.manifest.packet_id]


def test_an_office_without_an_archive_makes_packets_from_shipped_exemplars(
    settings: Settings, tmp_path: Path
) -> None:
    from docassemble.PostConvictionRelief.office import workshop_in_force

    workshop = workshop_in_force(replace(settings, s3_access_key="", state=str(tmp_path)))
    assert workshop.exemplar("D-NOM", "en").version.startswith("shipped-")


def _with_sentence(data: bytes, sentence: str) -> bytes:
    """The Word file with a sentence of its own paragraph before the last paragraph."""
    document = docx.Document(BytesIO(data))
    body = [p for p in document.paragraphs if p.style and p.style.name == "Body Text"]
    body[0].insert_paragraph_before(sentence, style=body[0].style)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def test_a_case_file_that_cannot_be_read_hides_no_other_case(
    storage: SeaweedFS, settings: Settings, office: Office
) -> None:
    readable = saved_case(office).meta.id
    broken = office.new_case_id()
    archive = Archive.open(settings)
    archive.cases.save(broken, b'{"meta": {"id": "x", "as_of": "soon"}}', 0)
    listed = {summary.id: summary for summary in office.cases(ATTORNEY)}
    assert not listed[broken].is_readable
    assert listed[readable].client_name == "Marisela Ruth Quintanar"
    with pytest.raises(CaseFileError, match=r"meta\.as_of"):
        office.case(ATTORNEY, broken)
