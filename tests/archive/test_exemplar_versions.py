from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from docassemble.PostConvictionRelief.archive import (
    ExemplarVersion,
    ExemplarVersions,
    ObjectStore,
    Status,
    Step,
    keys,
)
from docassemble.PostConvictionRelief.errors import ArchiveError, NotFound

STEP = Step(when=datetime(2026, 11, 21, 10, 0, tzinfo=UTC), who="u-9")


@pytest.fixture
def exemplars(store: ObjectStore) -> ExemplarVersions:
    return ExemplarVersions(store)


def published(exemplars: ExemplarVersions, docx: bytes, code: str = "D-NOM") -> ExemplarVersion:
    version = exemplars.add(code, "en", docx, b"code: " + code.encode(), STEP)
    return exemplars.advance(exemplars.advance(version, STEP), STEP)


def test_a_version_goes_from_draft_over_checked_and_published_to_retired(
    exemplars: ExemplarVersions,
) -> None:
    version = exemplars.add("D-NOM", "en", b"docx", b"card", STEP)
    reached = [version.status]
    while version.status is not Status.RETIRED:
        version = exemplars.advance(version, STEP)
        reached.append(version.status)
    assert reached == ["draft", "checked", "published", "retired"]
    with pytest.raises(ArchiveError, match="is retired"):
        exemplars.advance(version, STEP)


def test_the_current_version_is_the_last_published_one(exemplars: ExemplarVersions) -> None:
    assert exemplars.current("D-NOM", "en") is None
    first = published(exemplars, b"one")
    assert exemplars.current("D-NOM", "en") == first
    second = published(exemplars, b"two")
    exemplars.add("D-NOM", "en", b"three, a draft", b"card", STEP)
    assert exemplars.current("D-NOM", "en") == second


def test_retiring_the_current_version_brings_back_the_one_before(
    exemplars: ExemplarVersions,
) -> None:
    first = published(exemplars, b"one")
    second = published(exemplars, b"two")
    exemplars.advance(second, STEP)
    assert exemplars.current("D-NOM", "en") == first


def test_every_earlier_version_stays_readable(exemplars: ExemplarVersions) -> None:
    first = published(exemplars, b"one")
    published(exemplars, b"two")
    assert exemplars.read(first) == (b"one", b"code: D-NOM")
    assert [v.number for v in exemplars.all("D-NOM", "en")] == [1, 2]
    assert exemplars.find("D-NOM", "en", 1).label == "D-NOM.en/v0001"


def test_codes_and_languages_are_kept_apart(exemplars: ExemplarVersions) -> None:
    published(exemplars, b"notice")
    published(exemplars, b"memorandum", code="D-MPA")
    assert exemplars.current("D-NOM", "es") is None
    assert [v.code for v in exemplars.all("D-MPA", "en")] == ["D-MPA"]


def test_two_trainers_at_once_get_two_numbers_even_for_the_same_file(
    exemplars: ExemplarVersions,
) -> None:
    with ThreadPoolExecutor(2) as pool:
        added = list(
            pool.map(lambda _: exemplars.add("D-NOM", "en", b"same", b"card", STEP), range(2))
        )
    assert sorted(v.number for v in added) == [1, 2]
    assert len(exemplars.all("D-NOM", "en")) == 2


def test_a_version_whose_adding_broke_off_is_never_seen_and_its_number_not_used(
    exemplars: ExemplarVersions, store: ObjectStore
) -> None:
    store.put_if_absent(keys.exemplar("D-NOM", "en", 1, "exemplar.docx"), b"half", "x/y")
    assert exemplars.all("D-NOM", "en") == ()
    assert exemplars.add("D-NOM", "en", b"whole", b"card", STEP).number == 2


def test_a_step_from_a_stale_list_is_refused(exemplars: ExemplarVersions) -> None:
    draft = exemplars.add("D-NOM", "en", b"docx", b"card", STEP)
    exemplars.advance(draft, STEP)
    with pytest.raises(ArchiveError, match="is checked"):
        exemplars.advance(draft, STEP)


def test_a_version_that_is_not_there_is_not_found(exemplars: ExemplarVersions) -> None:
    with pytest.raises(NotFound, match="no version 4"):
        exemplars.find("D-NOM", "en", 4)


def test_a_word_file_that_was_altered_in_storage_is_not_used(
    exemplars: ExemplarVersions, store: ObjectStore
) -> None:
    version = published(exemplars, b"one")
    store._client.put_object(
        Bucket=store.bucket, Key=keys.exemplar("D-NOM", "en", 1, "exemplar.docx"), Body=b"forged"
    )
    with pytest.raises(ArchiveError, match="altered"):
        exemplars.read(version)
