"""One expression language and one warm LibreOffice for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docassemble.PostConvictionRelief.drafting import LibreOffice, Renderer
from docassemble.PostConvictionRelief.expressions import Expressions
from tests.drafting import samples


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(Expressions.for_documents())


@pytest.fixture(scope="session")
def office() -> Iterator[LibreOffice]:
    with LibreOffice() as office:
        yield office


@pytest.fixture(scope="session")
def motion_docx(renderer: Renderer) -> bytes:
    return renderer.render(samples.exemplar(samples.motion()), samples.facts())


@pytest.fixture(scope="session")
def motion_pdf(motion_docx: bytes, office: LibreOffice) -> bytes:
    return office.convert([motion_docx])[0]


@pytest.fixture(scope="session")
def short(renderer: Renderer) -> bytes:
    return renderer.render(samples.one_paragraph("{{ case.number }}"), samples.facts())
