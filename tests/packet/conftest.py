"""Workshops for tests: on the court's own blanks where they are, and always on practice blanks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from docassemble.PostConvictionRelief.packet.workshop import Workshop
from docassemble.PostConvictionRelief.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a state folder of their own and no service: never the network."""
    state = str(tmp_path_factory.mktemp("state"))
    return Settings(state=state, blanks_source="practice")


@pytest.fixture(scope="session")
def practice_workshop(settings: Settings) -> Iterator[Workshop]:
    """A workshop that draws practice blanks."""
    workshop = Workshop.open(settings)
    yield workshop
    workshop.office.close()


@pytest.fixture(scope="session")
def workshop(settings: Settings, practice_workshop: Workshop) -> Workshop:
    """A workshop on the court's own blanks where `PCR_BLANKS` names them, else on practice ones."""
    blanks = os.environ.get("PCR_BLANKS", "")
    if not blanks:
        return practice_workshop
    genuine = Workshop.open(replace(settings, blanks=blanks, blanks_source="auto"))
    return replace(practice_workshop, forms=genuine.forms)
