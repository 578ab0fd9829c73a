"""Versions of the exemplars that trainers publish.

A version's number is claimed by writing its Word file if absent. Its status is told by which
records lie beside it: `draft.json`, `checked.json`, `published.json`, `retired.json`, each written
once, with who and when. So nothing is ever overwritten, every earlier version stays readable, and
one listing shows all versions with their status. The current one is the highest that is published
and not retired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from ..errors import ArchiveError, NotFound, Problem
from . import keys
from .packets import JSON, Sha256, sha256
from .store import ObjectStore

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
YAML = "application/yaml"

_STATUS_KEY = re.compile(r"/v(\d{4})/(draft|checked|published|retired)\.json$")


class Status(StrEnum):
    """How far a version has come; each step follows the one before it."""

    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    RETIRED = "retired"


_STEPS = tuple(Status)


class Step(BaseModel):
    """Who took a version to a status, and when.

    Attributes:
        when: time, with its zone.
        who: opaque user id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: AwareDatetime
    who: Annotated[str, Field(pattern=keys.USER_ID)]


class _Draft(Step):
    docx_sha256: Sha256
    card_sha256: Sha256


class ExemplarVersion(BaseModel):
    """One version: code and language of the exemplar, its number (from 1) and its status."""

    model_config = ConfigDict(frozen=True)

    code: str
    language: str
    number: int
    status: Status

    @property
    def version(self) -> str:
        """The number as packets print it: `v0002`."""
        return f"v{self.number:04d}"

    @property
    def label(self) -> str:
        """How the ledger calls it: `D-NOM.en/v0002`."""
        return f"{self.code}.{self.language}/{self.version}"


class ExemplarVersions:
    """The published exemplars of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def add(
        self, code: str, language: str, docx: bytes, card: bytes, step: Step
    ) -> ExemplarVersion:
        """Store a draft as the next version.

        Two trainers who add at the same moment get two numbers. A number whose adding broke off is
        never used again.

        Args:
            code: of the exemplar, such as `D-NOM`.
            language: ISO 639 code, such as `en`.
            docx: the Word file.
            card: its YAML card.
            step: who added it, and when.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        number = self._highest_number(code, language) + 1
        while not self._store.put_if_absent(
            keys.exemplar(code, language, number, "exemplar.docx"), docx, DOCX
        ):
            number += 1
        self._write(code, language, number, "card.yaml", card, YAML)
        draft = _Draft(
            when=step.when, who=step.who, docx_sha256=sha256(docx), card_sha256=sha256(card)
        )
        self._write(code, language, number, "draft.json", _json(draft), JSON)
        return ExemplarVersion(code=code, language=language, number=number, status=Status.DRAFT)

    def advance(self, version: ExemplarVersion, step: Step) -> ExemplarVersion:
        """Take a version one status further (draft → checked → published → retired).

        Returns:
            The version with its new status; two who take the same step both get it, the first is
            recorded.

        Raises:
            ArchiveError: it is retired already, or not in the status that `version` says.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        now = self.find(version.code, version.language, version.number).status
        position = _STEPS.index(version.status)
        if now != version.status or now is Status.RETIRED:
            raise ArchiveError(
                Problem(version.label, f"is {now}", "load the list of versions again")
            )
        following = _STEPS[position + 1]
        self._store.put_if_absent(
            keys.exemplar(version.code, version.language, version.number, f"{following}.json"),
            _json(step),
            JSON,
        )
        return version.model_copy(update={"status": following})

    def names(self) -> tuple[tuple[str, str], ...]:
        """Code and language of every exemplar of which a version was stored.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        folders = (folder.partition(".") for folder in self._store.folders(keys.EXEMPLARS))
        return tuple((code.upper(), language) for code, _, language in folders)

    def all(self, code: str, language: str) -> tuple[ExemplarVersion, ...]:
        """All versions of an exemplar, the earliest first.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        reached: dict[int, Status] = {}
        for key in self._store.keys(keys.exemplar_folder(code, language)):
            found = _STATUS_KEY.search(key)
            if found:
                number, status = int(found[1]), Status(found[2])
                reached[number] = max(reached.get(number, status), status, key=_STEPS.index)
        return tuple(
            ExemplarVersion(code=code, language=language, number=number, status=status)
            for number, status in sorted(reached.items())
        )

    def find(self, code: str, language: str, number: int) -> ExemplarVersion:
        """One version.

        Raises:
            NotFound: there is none of that number.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        for version in self.all(code, language):
            if version.number == number:
                return version
        raise NotFound(
            Problem(f"{code}.{language}", f"has no version {number}", "see its list of versions")
        )

    def current(self, code: str, language: str) -> ExemplarVersion | None:
        """The version in use: the highest that is published and not retired; none if there is none.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return self.in_force(self.all(code, language))

    @staticmethod
    def in_force(versions: Sequence[ExemplarVersion]) -> ExemplarVersion | None:
        """Of all versions of an exemplar, the one in use; none if there is none."""
        return next((v for v in reversed(versions) if v.status is Status.PUBLISHED), None)

    def read(self, version: ExemplarVersion) -> tuple[bytes, bytes]:
        """The Word file and the card of a version, checked against their SHA-256.

        Raises:
            NotFound: there is no such version.
            ArchiveError: they were altered after they were stored.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        draft = _Draft.model_validate_json(self._part(version, "draft.json"))
        docx, card = self._part(version, "exemplar.docx"), self._part(version, "card.yaml")
        if (sha256(docx), sha256(card)) != (draft.docx_sha256, draft.card_sha256):
            raise ArchiveError(
                Problem(version.label, "was altered after it was stored", "restore a backup")
            )
        return docx, card

    def _part(self, version: ExemplarVersion, part: str) -> bytes:
        return self._store.get(keys.exemplar(version.code, version.language, version.number, part))

    def _highest_number(self, code: str, language: str) -> int:
        folders = self._store.folders(keys.exemplar_folder(code, language))
        return max((int(folder.removeprefix("v")) for folder in folders), default=0)

    def _write(
        self, code: str, language: str, number: int, part: str, data: bytes, media_type: str
    ) -> None:
        self._store.put_once(keys.exemplar(code, language, number, part), data, media_type)


def _json(step: Step) -> bytes:
    return step.model_dump_json().encode("utf-8")
