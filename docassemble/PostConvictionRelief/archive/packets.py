"""Packets, per case: documents first, manifest last, so that a packet is whole or not there.

Beside its documents a packet keeps the facts it was built from, and its manifest says with which
versions of exemplars, forms and case file: any packet can be explained and made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..errors import ArchiveError, NotFound, Problem
from . import keys
from .store import ObjectStore

JSON = "application/json"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Record(BaseModel):
    """Part of a manifest: unchangeable, and nothing in it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredDocument(_Record):
    """One file of a packet.

    Attributes:
        code: document code (DOMAIN 4.0), such as `D-NOM`, `F-CR180`, `PACKET`.
        title: what a person reads in the list.
        file_name: name to download it under; holds no name of a person.
        media_type: such as `application/pdf`.
        pages: pages as printed; none where the format has no fixed pages (DOCX).
        size: bytes.
        sha256: of the bytes, hexadecimal.
    """

    code: str
    title: str
    file_name: Annotated[str, Field(pattern=keys.FILE_NAME)]
    media_type: str
    pages: int | None
    size: int
    sha256: Sha256

    @classmethod
    def of(
        cls,
        data: bytes,
        *,
        code: str,
        title: str,
        file_name: str,
        media_type: str,
        pages: int | None,
    ) -> StoredDocument:
        """Describe a file by its bytes; see the attributes for the rest."""
        return cls(
            code=code,
            title=title,
            file_name=file_name,
            media_type=media_type,
            pages=pages,
            size=len(data),
            sha256=sha256(data),
        )


class ExemplarUsed(_Record):
    """Which exemplar wrote a document.

    Attributes:
        code: document code.
        language: of the exemplar.
        version: `v0002` from the archive, or `shipped-` and part of its digest.
        sha256: of its Word file.
    """

    code: str
    language: str
    version: str
    sha256: Sha256


class FormUsed(_Record):
    """Which blank was filled.

    Attributes:
        code: of the form.
        edition: as the form prints it.
        blank: `genuine`, or `practice` for a stand-in that no clerk accepts.
        sha256: of the blank.
    """

    code: str
    edition: str
    blank: str
    sha256: Sha256


class RecordedFinding(_Record):
    """One result of preflight, as it was when the packet was made."""

    level: Literal["error", "warning", "note"]
    where: str
    what: str
    remedy: str


class Manifest(_Record):
    """What a packet is, how it came about, and its documents in filing order.

    Attributes:
        case_id: whose.
        packet_id: random; unique.
        created: when it was built (with its time zone).
        made_by: opaque user id.
        as_of: the date that the facts and the law were read for.
        facts_version: version of the case file in the archive; none while it could not be saved.
        facts_sha256: of the facts kept with the packet.
        case_index: which `case[]` of the case file, from 0.
        vehicles: ids of the relief asked for.
        documents: in filing order.
        exemplars: which were used.
        forms: which blanks were filled.
        findings: of preflight.
    """

    case_id: Annotated[str, Field(pattern=keys.CASE_ID)]
    packet_id: Annotated[str, Field(pattern=keys.PACKET_ID)]
    created: AwareDatetime
    made_by: Annotated[str, Field(pattern=keys.USER_ID)]
    as_of: date
    facts_version: int | None
    facts_sha256: Sha256
    case_index: int
    vehicles: tuple[str, ...]
    documents: tuple[StoredDocument, ...]
    exemplars: tuple[ExemplarUsed, ...] = ()
    forms: tuple[FormUsed, ...] = ()
    findings: tuple[RecordedFinding, ...] = ()

    def to_json(self) -> bytes:
        """The manifest as it is stored."""
        return self.model_dump_json(indent=1).encode("utf-8")

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Read a stored manifest.

        Raises:
            ArchiveError: it is not one.
        """
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            raise ArchiveError(
                Problem(
                    "manifest.json",
                    f"is not the manifest of a packet ({error.error_count()} errors)",
                    "restore it from a backup, or build the packet again",
                )
            ) from error

    def document(self, file_name: str) -> StoredDocument:
        """The document of that file name.

        Raises:
            NotFound: the packet has none.
        """
        return self.documents[self.position(file_name)]

    def position(self, file_name: str) -> int:
        """The place of a document in the packet, from 0.

        Raises:
            NotFound: the packet has none of that name.
        """
        for position, document in enumerate(self.documents):
            if document.file_name == file_name:
                return position
        raise NotFound(
            Problem(self.packet_id, "has no document of that name", "choose one from its list")
        )


@dataclass(frozen=True)
class Packet:
    """A packet with its contents.

    Attributes:
        manifest: what it is.
        facts: the case file it was built from, as JSON.
        contents: the bytes of every document, by file name.

    Raises:
        ArchiveError: contents, facts and manifest don't agree.
    """

    manifest: Manifest
    facts: bytes
    contents: Mapping[str, bytes]

    def __post_init__(self) -> None:
        problems = [
            Problem(where, "is not what the manifest says", "build the packet again")
            for where, right in self._agreements()
            if not right
        ]
        if problems:
            raise ArchiveError(problems)

    def _agreements(self) -> list[tuple[str, bool]]:
        documents = self.manifest.documents
        names = [document.file_name.lower() for document in documents]
        return [
            ("facts.json", sha256(self.facts) == self.manifest.facts_sha256),
            ("file names", len(set(names)) == len(names)),
            ("list of documents", {d.file_name for d in documents} == set(self.contents)),
            *(
                (d.file_name, sha256(self.contents.get(d.file_name, b"")) == d.sha256)
                for d in documents
            ),
        ]


class Packets:
    """The packets of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def store(self, packet: Packet) -> None:
        """Store a packet: its documents, its facts, and last its manifest.

        A packet whose storing broke off is not listed; storing it again completes it, and storing a
        whole one again changes nothing.

        Raises:
            ArchiveError: another packet is stored under its id.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        manifest = packet.manifest
        case_id, packet_id = manifest.case_id, manifest.packet_id
        parts = [
            (
                keys.document(case_id, packet_id, position),
                packet.contents[document.file_name],
                document.media_type,
            )
            for position, document in enumerate(manifest.documents)
        ]
        parts.append((keys.packet_facts(case_id, packet_id), packet.facts, JSON))
        parts.append((keys.manifest(case_id, packet_id), manifest.to_json(), JSON))
        for key, data, media_type in parts:
            if not self._store.put_once(key, data, media_type):
                raise ArchiveError(
                    Problem(packet_id, "another packet has this id", "store it under a new id")
                )

    def manifest(self, case_id: str, packet_id: str) -> Manifest:
        """What is in a packet.

        Raises:
            NotFound: there is no such packet.
            ArchiveError: its manifest is damaged.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return Manifest.from_json(self._store.get(keys.manifest(case_id, packet_id)))

    def of_case(self, case_id: str) -> tuple[Manifest, ...]:
        """The whole packets of a case, the newest first.

        Raises:
            ArchiveError: a manifest is damaged.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        found = [
            Manifest.from_json(self._store.get(key))
            for key in self._store.keys(keys.packets_folder(case_id))
            if key.endswith("/manifest.json")
        ]
        return tuple(sorted(found, key=lambda m: (m.created, m.packet_id), reverse=True))

    def document(self, manifest: Manifest, file_name: str) -> bytes:
        """One document of a packet, checked against the SHA-256 in its manifest.

        Raises:
            NotFound: the packet has no such document.
            ArchiveError: its bytes were altered.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        expected = manifest.document(file_name)
        data = self._store.get(
            keys.document(manifest.case_id, manifest.packet_id, manifest.position(file_name))
        )
        return _unaltered(data, expected.sha256, f"{manifest.packet_id}/{file_name}")

    def facts(self, manifest: Manifest) -> bytes:
        """The facts a packet was built from, checked against its manifest.

        Raises:
            ArchiveError: they were altered.
            NotFound: they are gone.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        data = self._store.get(keys.packet_facts(manifest.case_id, manifest.packet_id))
        return _unaltered(data, manifest.facts_sha256, f"{manifest.packet_id}/facts.json")


def sha256(data: bytes) -> str:
    """SHA-256 of some bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _unaltered(data: bytes, expected: str, where: str) -> bytes:
    if sha256(data) != expected:
        raise ArchiveError(
            Problem(where, "was altered after it was stored", "restore it from a backup")
        )
    return data
