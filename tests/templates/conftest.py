"""The PDF pages of every pleading, each written for its case, converted once."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice
from tests.drafting import geometry
from tests.templates.papers import PLEADINGS, sampled


@pytest.fixture(scope="session")
def pages_of() -> dict[str, list[geometry.Page]]:
    with LibreOffice() as office:
        converted = office.convert([sampled(name).docx for name in PLEADINGS])
    return {name: geometry.pages(pdf) for name, pdf in zip(PLEADINGS, converted, strict=True)}
