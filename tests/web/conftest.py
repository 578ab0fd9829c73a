"""An office of the tests' own, over a real S3 server, with practice blanks and no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.object_store import SeaweedFS, variables_for

from .surroundings import surroundings  # first: it prepares docassemble

# isort: split
from docassemble.PostConvictionRelief.archive import ObjectStore
from docassemble.PostConvictionRelief.office import Office
from docassemble.PostConvictionRelief.web import people


@pytest.fixture
def office(
    seaweedfs: SeaweedFS, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """The office that the pages open: one bucket and one state folder for each test."""
    with seaweedfs.lent_store() as store:
        yield from _office(store, tmp_path, monkeypatch)


@pytest.fixture
def own_s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedFS]:
    """An S3 server that a test may kill and start again."""
    server = SeaweedFS(tmp_path_factory.mktemp("own-s3")).start()
    yield server
    server.stop()


@pytest.fixture
def office_on_own_s3(
    own_s3: SeaweedFS, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """The same, over an S3 server that the test may kill."""
    yield from _office(own_s3.store(), tmp_path, monkeypatch)


def _office(store: ObjectStore, state: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.delenv("PCR_SETTINGS", raising=False)
    monkeypatch.delenv("PCR_BLANKS", raising=False)
    for name, value in variables_for(store, state).items():
        monkeypatch.setenv(name, value)
    people.office.cache_clear()
    surroundings.worker.is_slow = False
    yield people.office()
    people.office.cache_clear()
