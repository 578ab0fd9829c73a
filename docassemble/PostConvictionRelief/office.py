"""The acts a person can do, each checked against their role and written to the ledger.

This is the one door: the web pages, the `pcr` command and any other entrance come in here. Nothing
above this module reaches into the archive, and nothing below it knows who is asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from .archive.archive import Archive
from .archive.exhibits import StoredExhibit
from .archive.keys import new_case_id, new_entry_id, new_packet_id
from .archive.ledger import LedgerEntry
from .archive.packets import (
    ExemplarUsed,
    FormUsed,
    Manifest,
    Packet,
    RecordedFinding,
    StoredDocument,
    sha256,
)
from .archive.sign_offs import SignOff
from .batch.run import BatchResult, run_batch
from .batch.writing import new_sheet
from .casefile import CaseFile, known, read_json, write_json
from .errors import NotAllowed, NotFound, NotReady, Problem
from .exemplars.publishing import Exemplars, ExemplarState
from .packet.building import DOCX, PDF, BuiltPacket, Progress, build_packet
from .packet.draft import draft_marked
from .packet.exhibits.files import ExhibitFile, to_pdf
from .packet.plan import PacketPlans, plan_packets
from .packet.workshop import Workshop
from .settings import Settings

Role = Literal["attorney", "paralegal", "exemplar trainer"]

_MAY: dict[str, frozenset[Role]] = {
    "work on cases": frozenset({"attorney", "paralegal"}),
    "sign off packets": frozenset({"attorney"}),
    "fill a batch": frozenset({"attorney", "paralegal"}),
    "see exemplars": frozenset({"attorney", "exemplar trainer"}),
    "publish exemplars": frozenset({"exemplar trainer"}),
}
"""Which roles may do which act."""


@dataclass(frozen=True)
class Person:
    """Who acts.

    Attributes:
        id: opaque (`u-17`); never a name or an e-mail address.
        role: in which they act.
    """

    id: str
    role: Role


@dataclass(frozen=True)
class CaseSummary:
    """One line of the list of cases."""

    id: str
    version: int
    client_name: str
    case_numbers: tuple[str, ...]
    vehicles: tuple[str, ...]
    packets: int


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


class Office:
    """Everything a person can do, over one archive and one workshop."""

    def __init__(self, archive: Archive, workshop: Workshop, exemplars: Exemplars) -> None:
        self._archive = archive
        self._workshop = workshop
        self._exemplars = exemplars

    @classmethod
    def open(cls, settings: Settings) -> Office:
        """The office that the settings describe. Open it once per process and keep it.

        Raises:
            SettingsError: a setting is missing or wrong.
            ArchiveError: the state folder can't be written.
        """
        archive = Archive.open(settings)
        workshop = Workshop.open(settings)
        exemplars = Exemplars(archive.exemplars, workshop)
        return cls(archive, workshop.with_exemplars(exemplars.current), exemplars)

    def close(self) -> None:
        """Stop what was started for making packets (LibreOffice)."""
        self._workshop.office.close()

    # ------------------------------------------------------------------------------- cases

    def new_case_id(self) -> str:
        """A case id for a new matter; it says nothing about anybody."""
        return new_case_id()

    def save_case(
        self, person: Person, case_file: CaseFile, read_version: int, now: datetime
    ) -> int:
        """Save a case file under its `meta.id`.

        Args:
            person: who saves.
            case_file: the facts; they may be incomplete.
            read_version: the version they were changed from; 0 for a new case.
            now: the time of saving.

        Returns:
            The version saved.

        Raises:
            LostUpdate: somebody else saved first; nothing was overwritten.
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        saved = self._archive.cases.save(case_file.meta.id, write_json(case_file), read_version)
        self._note(person, "case-saved", f"{saved.case_id}/v{saved.version:06d}", now)
        return saved.version

    def case(self, person: Person, case_id: str) -> StoredCase:
        """A case file as last saved.

        Raises:
            NotFound, NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        saved = self._archive.cases.load(case_id)
        return StoredCase(case_id, saved.version, read_json(saved.facts))

    def cases(self, person: Person) -> list[CaseSummary]:
        """All cases, by the client's last name.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        found = [self._summary(person, case_id) for case_id in self._archive.cases.ids()]
        return sorted(found, key=lambda summary: (summary.client_name.lower(), summary.id))

    def plans(self, case_file: CaseFile) -> PacketPlans:
        """Which packets these facts give, and what is left out and why.

        Raises:
            PlanError: none; every obstacle is named.
        """
        return plan_packets(case_file)

    # ---------------------------------------------------------------------------- exhibits

    def store_exhibit(
        self, person: Person, case_id: str, letter: str, file: ExhibitFile, now: datetime
    ) -> StoredExhibit:
        """Keep a file for an exhibit of a case; an earlier one for this letter is replaced.

        Args:
            person: who gives it.
            case_id: whose.
            letter: of the exhibit, as the case file letters it.
            file: name and bytes; of the name only the suffix is kept.
            now: the time.

        Raises:
            BadExhibit: it can't be an exhibit (encrypted, broken, not what its name says, too
                large); nothing is stored.
            LostUpdate, NotFound, NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        self._archive.cases.latest(case_id)
        to_pdf(file, f"exhibit {letter}", self._workshop.to_pdf)
        suffix = PurePath(f"x{file.name}").suffix
        stored = self._archive.exhibits.save(case_id, letter, suffix, file.data, person.id, now)
        self._note(person, "exhibit-stored", f"{case_id}/{letter}/v{stored.version:06d}", now)
        return stored

    def exhibits(self, person: Person, case_id: str) -> list[StoredExhibit]:
        """The exhibit files of a case, by their letters.

        Raises:
            NotFound, NotAllowed, ArchiveError, StorageUnavailable.
        """
        _allow(person, "work on cases")
        return list(self._archive.exhibits.of_case(case_id))

    def exhibit_file(self, person: Person, case_id: str, letter: str) -> Document:
        """The file of an exhibit as it came, under a name without names.

        Raises:
            NotFound: no file is kept for this letter.
            NotAllowed, ArchiveError, StorageUnavailable.
        """
        about = self._exhibit(person, case_id, letter)
        data = self._archive.exhibits.file(case_id, about)
        return Document(f"exhibit-{letter}{about.suffix}", "application/octet-stream", data)

    def remove_exhibit(self, person: Person, case_id: str, letter: str, now: datetime) -> None:
        """Take the file of an exhibit away; packets made before keep it.

        Raises:
            NotFound: no file is kept for this letter.
            LostUpdate, NotAllowed, ArchiveError, StorageUnavailable.
        """
        about = self._exhibit(person, case_id, letter)
        self._archive.exhibits.save(case_id, letter, "", b"", person.id, now, removed=True)
        self._note(person, "exhibit-removed", f"{case_id}/{about.letter}", now)

    def _exhibit(self, person: Person, case_id: str, letter: str) -> StoredExhibit:
        for about in self.exhibits(person, case_id):
            if about.letter == letter:
                return about
        raise NotFound(Problem(f"exhibit {letter}", "has no file", "give one"))

    # ----------------------------------------------------------------------------- packets

    def build(
        self, person: Person, case_id: str, now: datetime, progress: Progress
    ) -> list[StoredPacket]:
        """Make and store the packets of a case as last saved.

        A packet that can't be stored because the S3 service is away is kept on this machine; it is
        among those of `waiting`.

        Raises:
            PlanError: no packet can be planned.
            ExemplarError, FormError, BlankError, ConversionError: a paper can't be made; nothing
                is stored then.
            NotFound, NotAllowed, StorageUnavailable.
        """
        case = self.case(person, case_id)
        return self._build(person, case, now, progress)

    def packets(self, person: Person, case_id: str) -> list[Manifest]:
        """The packets of a case, the newest first, with those still waiting to be stored.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        waiting = [m for m in self._archive.outbox.pending() if m.case_id == case_id]
        stored = self._archive.packets.of_case(case_id)
        ids = {manifest.packet_id for manifest in stored}
        return [*(m for m in reversed(waiting) if m.packet_id not in ids), *stored]

    def document(self, person: Person, case_id: str, packet_id: str, file_name: str) -> Document:
        """One file of a packet, checked against its digest.

        Until the packet is signed off, every page of a PDF carries the mark of a draft.

        Raises:
            NotFound, ArchiveError, NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        if packet_id in {manifest.packet_id for manifest in self._archive.outbox.pending()}:
            kept = self._archive.outbox.packet(packet_id)
            described = kept.manifest.document(file_name)
            return _draft(file_name, described.media_type, kept.contents[described.file_name])
        manifest = self._archive.packets.manifest(case_id, packet_id)
        data = self._archive.packets.document(manifest, file_name)
        media_type = manifest.document(file_name).media_type
        if self._archive.sign_offs.of(manifest) is None:
            return _draft(file_name, media_type, data)
        return Document(file_name, media_type, data)

    def sign_off(self, person: Person, case_id: str, packet_id: str, now: datetime) -> SignOff:
        """Say that a packet is ready to file: the mark of a draft goes, and it is frozen.

        Only an attorney may, and only for a packet without errors that was made from the case file
        as it is now. Signing off again changes nothing; the first sign-off is returned.

        Raises:
            NotReady: the packet has errors, or the case file was changed since; each is named.
            NotFound: there is no such packet, or it still waits to be stored.
            ArchiveError, NotAllowed, StorageUnavailable.
        """
        _allow(person, "sign off packets")
        manifest = self._archive.packets.manifest(case_id, packet_id)
        if earlier := self._archive.sign_offs.of(manifest):
            return earlier
        problems = [
            Problem(finding.where, finding.what, finding.remedy)
            for finding in manifest.findings
            if finding.level == "error"
        ]
        if sha256(self._archive.cases.load(case_id).facts) != manifest.facts_sha256:
            problems.append(
                Problem(
                    packet_id,
                    "was made before the case file was changed",
                    "make the packet again, look through it, and sign that one off",
                )
            )
        if problems:
            raise NotReady(problems)
        signed = self._archive.sign_offs.sign(manifest, person.id, now)
        self._note(person, "packet-signed-off", f"{case_id}/{packet_id}", now)
        return signed

    def signed_off(self, person: Person, case_id: str, packet_id: str) -> SignOff | None:
        """Who signed a packet off and when; none while it is a draft or waits to be stored.

        Raises:
            ArchiveError, NotAllowed, StorageUnavailable.
        """
        _allow(person, "work on cases")
        for manifest in self._archive.packets.of_case(case_id):
            if manifest.packet_id == packet_id:
                return self._archive.sign_offs.of(manifest)
        return None

    def waiting(self, person: Person) -> list[Manifest]:
        """The packets kept on this machine until the S3 service is back.

        Raises:
            NotAllowed.
        """
        _allow(person, "work on cases")
        return list(self._archive.outbox.pending())

    def store_waiting(self, person: Person, now: datetime) -> int:
        """Store the packets that were kept on this machine.

        Returns:
            How many were stored.

        Raises:
            StorageUnavailable: the S3 service is still away; nothing is lost.
            NotAllowed.
        """
        stored = 0
        for manifest in self.waiting(person):
            self._archive.outbox.store(manifest.packet_id, self._archive.packets)
            self._note(person, "packet-stored", f"{manifest.case_id}/{manifest.packet_id}", now)
            stored += 1
        return stored

    # --------------------------------------------------------------------------- exemplars

    def exemplars(self, person: Person) -> list[ExemplarState]:
        """Every exemplar with the version in force.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "see exemplars")
        return self._exemplars.states()

    def exemplar_file(self, person: Person, code: str, language: str) -> Document:
        """The Word file of the exemplar in force, to change and publish again.

        Raises:
            ExemplarError: there is none.
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "see exemplars")
        exemplar = self._exemplars.current(code, language)
        return Document(f"{exemplar.card.name}.docx", DOCX, exemplar.docx)

    def publish_exemplar(
        self, person: Person, code: str, language: str, docx: bytes, now: datetime
    ) -> str:
        """Check a changed Word file and put it in force for everybody's next packet.

        Returns:
            Its version (`v0002`).

        Raises:
            ExemplarError: it can't be used; every problem names exemplar, paragraph and name.
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "publish exemplars")
        version = self._exemplars.publish(code, language, docx, person.id, now)
        self._note(person, "exemplar-published", f"{code}.{language}/{version}", now)
        return version

    # ------------------------------------------------------------------------------- batch

    def new_sheet(self) -> bytes:
        """An empty spreadsheet for a batch, with its headings and one example (XLSX)."""
        return new_sheet()

    def batch(self, person: Person, data: bytes, now: datetime, progress: Progress) -> BatchResult:
        """Make a packet for every right row of a spreadsheet; wrong cells are named.

        Args:
            person: who asks.
            data: the sheet (XLSX or CSV).
            now: the time; its day is the `as_of` of every row.
            progress: told before each row.

        Raises:
            SheetError: the sheet as a whole can't be read.
            NotAllowed, StorageUnavailable.
        """
        _allow(person, "fill a batch")

        def make(case_file: CaseFile, read_version: int) -> list[StoredPacket]:
            version = self.save_case(person, case_file, read_version, now)
            case = StoredCase(case_file.meta.id, version, case_file)
            return self._build(person, case, now, _silently)

        return run_batch(data, self._archive, new_case_id, now.date(), make, progress)

    # ----------------------------------------------------------------------------- private

    def _build(
        self, person: Person, case: StoredCase, now: datetime, progress: Progress
    ) -> list[StoredPacket]:
        before = self.packets(person, case.id)
        made = []
        files = {
            about.letter: ExhibitFile(about.suffix, self._archive.exhibits.file(case.id, about))
            for about in self.exhibits(person, case.id)
        }
        for plan in plan_packets(case.case_file).plans:
            number = 1 + sum(manifest.case_index == plan.one.index for manifest in before)
            built = build_packet(plan, self._workshop, number, progress, files)
            packet = _packet(built, case, person, now)
            stored = self._archive.store_or_keep(packet)
            if stored:
                self._note(person, "packet-stored", f"{case.id}/{packet.manifest.packet_id}", now)
            made.append(StoredPacket(packet.manifest, stored))
        progress(100, "Done")
        return made

    def _summary(self, person: Person, case_id: str) -> CaseSummary:
        case = self.case(person, case_id)
        name = known(case.case_file.client.name_as_convicted)
        return CaseSummary(
            id=case_id,
            version=case.version,
            client_name=name.full if name else "",
            case_numbers=tuple(number for c in case.case_file.case if (number := known(c.number))),
            vehicles=tuple(case.case_file.matter.vehicle),
            packets=len(self._archive.packets.of_case(case_id)),
        )

    def _note(self, person: Person, act: str, thing: str, now: datetime) -> None:
        self._archive.ledger.append(
            LedgerEntry(
                entry_id=new_entry_id(),
                when=now,
                who=person.id,
                role=person.role.replace(" ", "-"),
                act=act,
                object=thing,
            )
        )


def workshop_in_force(settings: Settings) -> Workshop:
    """What packets are made with: the published exemplars, where the settings name an archive.

    Without one (a checkout or a plain installation, no server running) it is what came with the
    package.

    Raises:
        SettingsError, ArchiveError, FormError.
    """
    workshop = Workshop.open(settings)
    if not settings.s3_access_key:
        return workshop
    exemplars = Exemplars(Archive.open(settings).exemplars, workshop)
    return workshop.with_exemplars(exemplars.current)


def _draft(file_name: str, media_type: str, data: bytes) -> Document:
    """A file of a packet that nobody has signed off: a PDF carries the mark of a draft."""
    return Document(file_name, media_type, draft_marked(data) if media_type == PDF else data)


def _silently(_percent: int, _words: str) -> None:
    """Progress within one row of a batch; the batch reports its rows."""


def _allow(person: Person, act: str) -> None:
    if person.role not in _MAY[act]:
        raise NotAllowed(
            Problem(act, f"is not for the role {person.role}", "sign in with a role that may")
        )


def _packet(built: BuiltPacket, case: StoredCase, person: Person, now: datetime) -> Packet:
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
