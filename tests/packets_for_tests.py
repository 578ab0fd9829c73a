"""Small whole packets for the tests of storage."""

from __future__ import annotations

from datetime import UTC, date, datetime

from docassemble.PostConvictionRelief.archive import Archive, Manifest, Packet, StoredDocument
from docassemble.PostConvictionRelief.archive.packets import sha256

CASE = "c-aaaaaaaaaa"
PACKET = "p-aaaaaaaaaa"
USER = "u-7"
NOTICE = "county-case-D-NOM-v1.docx"
ORDER = "county-case-D-PO-v1.pdf"


def packet(
    case_id: str = CASE,
    packet_id: str = PACKET,
    *,
    order: bytes = b"%PDF-1.7 order",
    created: datetime = datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
    case_number: str = "",
) -> Packet:
    notice_name = f"fresno-{case_number}-D-NOM-v1.docx" if case_number else NOTICE
    contents = {notice_name: b"PK notice of motion", ORDER: order}
    facts = b'{"meta": {"id": "S02"}}'
    documents = (
        StoredDocument.of(
            contents[notice_name],
            code="D-NOM",
            title="Notice of motion and motion",
            file_name=notice_name,
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            pages=None,
        ),
        StoredDocument.of(
            contents[ORDER],
            code="D-PO",
            title="Proposed order",
            file_name=ORDER,
            media_type="application/pdf",
            pages=2,
        ),
    )
    manifest = Manifest(
        case_id=case_id,
        packet_id=packet_id,
        created=created,
        made_by=USER,
        as_of=date(2026, 11, 21),
        facts_version=3,
        facts_sha256=sha256(facts),
        case_index=0,
        vehicles=("PC1473_7_A1",),
        documents=documents,
    )
    return Packet(manifest, facts, contents)


def stored_without_errors(archive: Archive, case_id: str, packet_id: str) -> str:
    """A stored packet stored once more, as it would be without errors; returns its id."""
    manifest = archive.packets.manifest(case_id, packet_id)
    sound = manifest.model_copy(
        update={
            "packet_id": f"p-{packet_id[2:-1]}{'a' if packet_id[-1] != 'a' else 'b'}",
            "findings": tuple(f for f in manifest.findings if f.level != "error"),
        }
    )
    contents = {
        d.file_name: archive.packets.document(manifest, d.file_name) for d in manifest.documents
    }
    archive.packets.store(Packet(sound, archive.packets.facts(manifest), contents))
    return sound.packet_id
