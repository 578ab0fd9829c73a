"""A press for expectations about papers, on the court's own blanks where these are."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from docassemble.PostConvictionRelief.packet.workshop import Workshop
from docassemble.PostConvictionRelief.settings import Settings
from docassemble.PostConvictionRelief.verify.press import Press


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Builds every packet once for the session."""
    blanks = os.environ.get("PCR_BLANKS", "")
    state = str(tmp_path_factory.mktemp("press"))
    source = "auto" if blanks else "practice"
    workshop = Workshop.open(Settings(state=state, blanks=blanks, blanks_source=source))
    yield Press(workshop)
    workshop.office.close()
