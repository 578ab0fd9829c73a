"""The PDF pages of every exemplar written for S02, converted once."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice
from tests.drafting import geometry
from tests.templates.papers import NAMES, s02


@pytest.fixture(scope="session")
def pages_of_s02() -> dict[str, list[geometry.Page]]:
    with LibreOffice() as office:
        converted = office.convert([s02(name).docx for name in NAMES])
    return {name: geometry.pages(pdf) for name, pdf in zip(NAMES, converted, strict=True)}
