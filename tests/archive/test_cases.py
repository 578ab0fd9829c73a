from concurrent.futures import ThreadPoolExecutor

import pytest

from docassemble.PostConvictionRelief.archive import Cases, ObjectStore
from docassemble.PostConvictionRelief.errors import LostUpdate, NotFound

CASE = "c-aaaaaaaaaa"
OTHER = "c-bbbbbbbbbb"


@pytest.fixture
def cases(store: ObjectStore) -> Cases:
    return Cases(store)


def test_every_saved_version_of_a_case_can_be_loaded_again(cases: Cases) -> None:
    first = cases.save(CASE, b'{"a": 1}')
    second = cases.save(CASE, b'{"a": 2}', read_version=first.version)
    assert (first.version, second.version) == (1, 2)
    assert cases.load(CASE) == second
    assert cases.load(CASE, 1).facts == b'{"a": 1}'


def test_a_save_from_an_older_version_is_refused_and_changes_nothing(cases: Cases) -> None:
    cases.save(CASE, b"one")
    cases.save(CASE, b"two", read_version=1)
    with pytest.raises(LostUpdate, match="version 2"):
        cases.save(CASE, b"mine", read_version=1)
    assert cases.load(CASE).facts == b"two"


def test_a_new_case_is_not_saved_over_one_that_is_there(cases: Cases) -> None:
    cases.save(CASE, b"one")
    with pytest.raises(LostUpdate):
        cases.save(CASE, b"another")


def test_of_two_who_save_at_once_one_has_a_lost_update(cases: Cases) -> None:
    cases.save(CASE, b"begun")

    def save(facts: bytes) -> bytes | None:
        try:
            return cases.save(CASE, facts, read_version=1).facts
        except LostUpdate:
            return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(save, [b"hers", b"his"]))
    assert outcomes.count(None) == 1
    assert cases.load(CASE).facts in outcomes
    assert cases.latest(CASE) == 2


def test_the_same_facts_saved_twice_are_one_version(cases: Cases) -> None:
    assert cases.save(CASE, b"one").version == 1
    assert cases.save(CASE, b"one").version == 1


def test_no_version_can_be_skipped(cases: Cases) -> None:
    cases.save(CASE, b"one")
    with pytest.raises(NotFound, match="no version 7"):
        cases.save(CASE, b"eight", read_version=7)


def test_a_case_that_is_not_there_is_not_found(cases: Cases) -> None:
    with pytest.raises(NotFound):
        cases.load(CASE)
    cases.save(CASE, b"one")
    with pytest.raises(NotFound):
        cases.load(CASE, 2)


def test_all_cases_are_listed(cases: Cases) -> None:
    assert cases.ids() == ()
    cases.save(OTHER, b"one")
    cases.save(CASE, b"one")
    assert cases.ids() == (CASE, OTHER)
