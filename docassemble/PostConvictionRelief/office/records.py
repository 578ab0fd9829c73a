"""What the office answers with, and a built packet as the archive keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..archive.keys import new_packet_id
from ..archive.packets import (
    ExemplarUsed,
    FormUsed,
    Manifest,
    Packet,
    RecordedFinding,
    StoredDocument,
    sha256,
)
from ..casefile import CaseFile, write_json
from ..packet.building import BuiltPacket
from .people import Person


@dataclass(frozen=True)
class CaseSummary:
    """One line of the list of cases.

    Attributes:
        is_readable: false where the case file as saved can't be read; only id and packets are told.
    """

    id: str
    version: int
    client_name: str
    case_numbers: tuple[str, ...]
    vehicles: tuple[str, ...]
    packets: int
    is_readable: bool = True


@dataclass(frozen=True)
class StoredCase:
    """A case file as saved; give its version back when saving what was changed."""

    id: str
    version: int
    case_file: CaseFile


@dataclass(frozen=True)
class StoredPacket:
    """A packet just made.

    Attributes:
        manifest: what is in it.
        stored: false while the S3 service is away and this machine keeps it.
    """

    manifest: Manifest
    stored: bool


@dataclass(frozen=True)
class Document:
    """A file for a person to download."""

    file_name: str
    media_type: str
    data: bytes


def packet_record(built: BuiltPacket, case: StoredCase, person: Person, now: datetime) -> Packet:
    """A built packet as the archive keeps it, with all it was made from."""
    facts = write_json(case.case_file)
    manifest = Manifest(
        case_id=case.id,
        packet_id=new_packet_id(),
        created=now,
        made_by=person.id,
        as_of=built.plan.one.as_of,
        facts_version=case.version,
        facts_sha256=sha256(facts),
        case_index=built.plan.one.index,
        vehicles=built.plan.relief.vehicles,
        documents=tuple(
            StoredDocument.of(
                file.data,
                code=file.code,
                title=file.title,
                file_name=file.file_name,
                media_type=file.media_type,
                pages=file.pages,
            )
            for file in built.files
        ),
        exemplars=tuple(
            ExemplarUsed(
                code=exemplar.card.code,
                language=exemplar.card.language,
                version=exemplar.version,
                sha256=exemplar.sha256,
            )
            for exemplar in built.exemplars
        ),
        forms=tuple(
            FormUsed(code=f.code, edition=f.edition, blank=f.blank_kind, sha256=f.sha256)
            for f in built.forms
        ),
        findings=tuple(
            RecordedFinding(level=f.level, where=f.where, what=f.what, remedy=f.remedy)
            for f in built.findings
        ),
    )
    return Packet(manifest, facts, {file.file_name: file.data for file in built.files})
