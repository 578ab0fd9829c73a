"""The files of a case's exhibits; a new file for a letter is a new version.

A version is whole when its `about.json` is there, which is written last; the number of one that
broke off is not used again. A file taken away stays in the archive as a version that says so: what
a packet was made from can always be found again.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..errors import ArchiveError, LostUpdate, Problem
from . import keys
from .store import ObjectStore

_PART = re.compile(r"/exhibits/([a-z]{1,2})/v(\d{6})/(file|about\.json)$")
_ABOUT = "about.json"


class StoredExhibit(BaseModel):
    """What the archive knows of the file of an exhibit.

    Attributes:
        letter: of the exhibit.
        version: 1 for the first file that came for this letter.
        suffix: of its name (`.pdf`), which says what it should be; the name is not kept.
        size: bytes; 0 where the file was taken away.
        sha256: of the bytes, hexadecimal.
        uploaded: when.
        by: opaque id of the person.
        removed: whether this version says that there is no file any more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: Annotated[str, Field(pattern=keys.EXHIBIT)]
    version: int
    suffix: Annotated[str, Field(pattern=r"^(\.[a-z0-9]{1,8})?$")]
    size: int
    sha256: str
    uploaded: AwareDatetime
    by: Annotated[str, Field(pattern=keys.USER_ID)]
    removed: bool = False


class Exhibits:
    """The exhibit files of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def save(
        self,
        case_id: str,
        letter: str,
        suffix: str,
        data: bytes,
        by: str,
        now: AwareDatetime,
        *,
        removed: bool = False,
    ) -> StoredExhibit:
        """Keep a file for an exhibit; the one before stays as an older version.

        Args:
            case_id: whose.
            letter: of the exhibit.
            suffix: of the file's name (`.pdf`).
            data: its bytes.
            by: opaque id of the person.
            now: the time.
            removed: the letter has no file from now on; `data` is empty.

        Raises:
            LostUpdate: somebody else gave a file for this letter at the same moment.
            NotFound: the case id or the letter is none.
            StorageUnavailable.
        """
        version = 1 + max((v for at, v, _ in self._parts(case_id) if at == letter), default=0)
        about = StoredExhibit(
            letter=letter,
            version=version,
            suffix=suffix.lower(),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            uploaded=now,
            by=by,
            removed=removed,
        )
        kept = self._store.put_once(
            keys.exhibit(case_id, letter, version, "file"), data, "application/octet-stream"
        ) and self._store.put_once(
            keys.exhibit(case_id, letter, version, _ABOUT),
            about.model_dump_json().encode("utf-8"),
            "application/json",
        )
        if not kept:
            raise LostUpdate(
                Problem(
                    f"{case_id}, exhibit {letter}",
                    "somebody else gave a file for it at the same moment",
                    "look at theirs, then give yours again",
                )
            )
        return about

    def of_case(self, case_id: str) -> tuple[StoredExhibit, ...]:
        """The files in force, by their letters; those taken away are left out.

        Raises:
            ArchiveError: what is known of one is damaged.
            NotFound: the case id is none.
            StorageUnavailable.
        """
        latest: dict[str, int] = {}
        for letter, version, part in self._parts(case_id):
            if part == _ABOUT:
                latest[letter] = max(version, latest.get(letter, 0))
        found = (self._about(case_id, letter, version) for letter, version in latest.items())
        return tuple(
            sorted((e for e in found if not e.removed), key=lambda e: (len(e.letter), e.letter))
        )

    def file(self, case_id: str, about: StoredExhibit) -> bytes:
        """The bytes of a file, checked against its digest.

        Raises:
            ArchiveError: it was altered.
            NotFound: it is gone.
            StorageUnavailable.
        """
        data = self._store.get(keys.exhibit(case_id, about.letter, about.version, "file"))
        if hashlib.sha256(data).hexdigest() != about.sha256:
            raise ArchiveError(
                Problem(
                    f"exhibit {about.letter}",
                    "was altered after it was stored",
                    "give the file again",
                )
            )
        return data

    def _parts(self, case_id: str) -> list[tuple[str, int, str]]:
        """Letter and version of everything that was written, and which part of it."""
        found = map(_PART.search, self._store.keys(keys.exhibits_folder(case_id)))
        return [(match[1].upper(), int(match[2]), match[3]) for match in found if match]

    def _about(self, case_id: str, letter: str, version: int) -> StoredExhibit:
        key = keys.exhibit(case_id, letter, version, _ABOUT)
        try:
            return StoredExhibit.model_validate_json(self._store.get(key))
        except ValidationError as error:
            raise ArchiveError(
                Problem(key, "doesn't describe an exhibit's file", "give the file again")
            ) from error
