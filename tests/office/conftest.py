"""An archive on a real S3 service, and an office over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docassemble.PostConvictionRelief.archive import Archive
from docassemble.PostConvictionRelief.exemplars import Exemplars
from docassemble.PostConvictionRelief.office import Office
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from docassemble.PostConvictionRelief.settings import Settings
from tests.object_store import SeaweedFS, variables_for


@pytest.fixture(scope="module")
def archive(seaweedfs: SeaweedFS, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of the module's own."""
    with seaweedfs.lent_store() as store:
        settings = Settings.read(variables_for(store, tmp_path_factory.mktemp("state")))
        yield Archive.open(settings)


@pytest.fixture(scope="module")
def office(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office over it, with practice blanks."""
    workshop = Workshop.open(
        Settings(state=str(tmp_path_factory.mktemp("workshop")), blanks_source="practice")
    )
    yield Office(archive, workshop, Exemplars(archive.exemplars, workshop))
    workshop.office.close()
