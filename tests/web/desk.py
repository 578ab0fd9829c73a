"""Who works on the pages in these tests, on which day, and on which case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from docassemble.PostConvictionRelief.office import Office, Person
from tests.examples import changed

ATTORNEY = Person("u-7", "attorney")
NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
CASE = "c-aaaaaaaaaa"


def clean_slate(office: Office) -> None:
    """The sample whose packet is court forms only, so that no LibreOffice is needed."""
    office.save_case(ATTORNEY, changed("S01", meta__id=CASE), 0, NOW)


def written(path: Path, data: bytes) -> Path:
    """A file to be uploaded."""
    path.write_bytes(data)
    return path
