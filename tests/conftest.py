"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.object_store import seaweedfs, store  # noqa: F401 (fixtures)
from tests.whole_server import WholeServer, shared_server

# Seeds are fixed: what passed once passes again, on a slow machine too.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

_NO_BLANKS = "needs the court's own blanks: PCR_BLANKS names no folder with them"


def _blanks() -> Path | None:
    named = os.environ.get("PCR_BLANKS", "")
    return Path(named) if named and Path(named).is_dir() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `genuine` where there are no blanks, and say why."""
    if _blanks() is None:
        for item in items:
            if item.get_closest_marker("genuine"):
                item.add_marker(pytest.mark.skip(reason=_NO_BLANKS))


@pytest.fixture(scope="session")
def blanks_folder() -> Path:
    """The folder with the court's own blanks."""
    folder = _blanks()
    if folder is None:
        pytest.skip(_NO_BLANKS)
    return folder


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeServer]:
    """The whole server, started once for the session whatever the number of test processes."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with shared_server(shared) as server:
        yield server
