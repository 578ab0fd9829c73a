"""Files that a person gives: read once, and taken out of docassemble's file storage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docassemble.base.hooks import get_saved_file_class

from . import previews  # noqa: F401 (what is given is not drawn)


@dataclass(frozen=True)
class Upload:
    """A file as it came.

    Attributes:
        file_name: as the person calls it.
        data: its bytes.
    """

    file_name: str
    data: bytes


def take(files: Any) -> Upload:
    """Read the file of an upload field and remove it from docassemble's storage.

    Args:
        files: the field's value, a list of one file.
    """
    file = files[0]
    upload = Upload(str(file.filename), Path(file.path()).read_bytes())
    file.set_attributes(filename="upload")
    get_saved_file_class()(file.number).delete()
    return upload
