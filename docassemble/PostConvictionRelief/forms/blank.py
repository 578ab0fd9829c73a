"""A blank: the empty PDF of one edition of a form, and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class Blank:
    """The empty PDF of a form.

    Attributes:
        form: the form's number.
        data: the file's bytes.
        kind: the court's own (`genuine`) or a stand-in drawn from the card (`practice`).
        where_from: in words: the folder, the download, or why a practice blank was drawn.
    """

    form: str
    data: bytes
    kind: Literal["genuine", "practice"]
    where_from: str

    @cached_property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.data).hexdigest()
