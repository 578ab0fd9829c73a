"""The files of exhibits: versions by letter, none lost, no file name kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from docassemble.PostConvictionRelief.archive import Exhibits, ObjectStore
from docassemble.PostConvictionRelief.archive.keys import exhibit
from docassemble.PostConvictionRelief.errors import ArchiveError, NotFound

CASE = "c-abcdefgh23"
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def test_files_come_back_and_a_new_one_for_a_letter_takes_the_place_of_the_old(
    store: ObjectStore,
) -> None:
    exhibits = Exhibits(store)
    exhibits.save(CASE, "B", ".PDF", b"complaint", "u-2", NOW)
    exhibits.save(CASE, "A", ".pdf", b"docket", "u-2", NOW)
    exhibits.save(CASE, "A", ".jpg", b"better docket", "u-3", NOW)
    found = exhibits.of_case(CASE)
    assert [(e.letter, e.version, e.suffix, e.by) for e in found] == [
        ("A", 2, ".jpg", "u-3"), ("B", 1, ".pdf", "u-2"),
    ]  # fmt: skip
    assert [exhibits.file(CASE, e) for e in found] == [b"better docket", b"complaint"]


def test_a_file_taken_away_is_not_listed_and_stays_in_the_archive(store: ObjectStore) -> None:
    exhibits = Exhibits(store)
    first = exhibits.save(CASE, "AA", ".pdf", b"docket", "u-2", NOW)
    exhibits.save(CASE, "AA", "", b"", "u-2", NOW, removed=True)
    assert exhibits.of_case(CASE) == ()
    assert exhibits.file(CASE, first) == b"docket"
    exhibits.save(CASE, "AA", ".pdf", b"docket again", "u-2", NOW)
    assert [e.version for e in exhibits.of_case(CASE)] == [3]


def test_a_file_whose_keeping_broke_off_does_not_stand_in_the_way_of_another(
    store: ObjectStore,
) -> None:
    exhibits = Exhibits(store)
    store.put_once(exhibit(CASE, "A", 1, "file"), b"cut off before about.json", "text/plain")
    assert exhibits.of_case(CASE) == ()
    kept = exhibits.save(CASE, "A", ".pdf", b"docket", "u-2", NOW)
    assert exhibits.of_case(CASE) == (kept,)
    assert exhibits.file(CASE, kept) == b"docket"


def test_the_file_of_an_altered_exhibit_is_refused(store: ObjectStore) -> None:
    exhibits = Exhibits(store)
    about = exhibits.save(CASE, "A", ".pdf", b"docket", "u-2", NOW)
    with pytest.raises(ArchiveError, match="altered"):
        exhibits.file(CASE, about.model_copy(update={"sha256": "0" * 64}))


def test_a_letter_or_case_that_is_none_is_refused_and_not_repeated(store: ObjectStore) -> None:
    for case_id, letter in ((CASE, "Ansurez"), ("Ansurez", "A")):
        with pytest.raises(NotFound) as caught:
            exhibit(case_id, letter, 1, "file")
        assert "Ansurez" not in str(caught.value)
    assert Exhibits(store).of_case(CASE) == ()
