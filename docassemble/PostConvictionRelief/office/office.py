"""The acts a person can do, each checked against their role and written to the ledger.

This is the one door: the web pages, the `pcr` command and any other entrance come in here. Nothing
above this module reaches into the archive, and nothing below it knows who is asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..archive.archive import Archive
from ..archive.keys import new_case_id
from ..archive.packets import Manifest, sha256
from ..archive.sign_offs import SignOff
from ..batch.run import BatchResult, run_batch
from ..batch.writing import new_sheet
from ..casefile import CaseFile, known, read_json, write_json
from ..errors import CaseFileError, NotReady, Problem
from ..exemplars.publishing import Exemplars, ExemplarState
from ..packet.building import DOCX, Progress, build_packet
from ..packet.draft import as_draft
from ..packet.exhibits.files import ExhibitFile
from ..packet.plan import PacketPlan, PacketPlans, plan_packets
from ..packet.workshop import Workshop
from ..settings import Settings
from .exhibits import ExhibitFiles
from .people import Person, allow, note, note_sign_off
from .records import CaseSummary, Document, StoredCase, StoredPacket, packet_record


class Office:
    """Everything a person can do, over one archive and one workshop.

    Attributes:
        exhibits: the exhibit files of cases.
    """

    def __init__(self, archive: Archive, workshop: Workshop, exemplars: Exemplars) -> None:
        self._archive = archive
        self._workshop = workshop
        self._exemplars = exemplars
        self.exhibits = ExhibitFiles(archive, workshop)

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
        allow(person, "work on cases")
        saved = self._archive.cases.save(case_file.meta.id, write_json(case_file), read_version)
        note(self._archive, person, "case-saved", f"{saved.case_id}/v{saved.version:06d}", now)
        return saved.version

    def case(self, person: Person, case_id: str) -> StoredCase:
        """A case file as last saved.

        Raises:
            NotFound, NotAllowed, StorageUnavailable.
        """
        allow(person, "work on cases")
        saved = self._archive.cases.load(case_id)
        return StoredCase(case_id, saved.version, read_json(saved.facts))

    def cases(self, person: Person) -> list[CaseSummary]:
        """All cases, by the client's last name.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        allow(person, "work on cases")
        found = [self._summary(person, case_id) for case_id in self._archive.cases.ids()]
        return sorted(found, key=lambda summary: (summary.client_name.lower(), summary.id))

    def plans(self, case_file: CaseFile) -> PacketPlans:
        """Which packets these facts give, and what is left out and why.

        Raises:
            PlanError: none; every obstacle is named.
        """
        return plan_packets(case_file, self._exemplars.has)

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
        plans = plan_packets(case.case_file, self._exemplars.has).plans
        return self._build(person, case, plans, now, progress)

    def packets(self, person: Person, case_id: str) -> list[Manifest]:
        """The packets of a case, the newest first, with those still waiting to be stored.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        allow(person, "work on cases")
        waiting = [m for m in self._archive.outbox.pending() if m.case_id == case_id]
        stored = self._archive.packets.of_case(case_id)
        ids = {manifest.packet_id for manifest in stored}
        return [*(m for m in reversed(waiting) if m.packet_id not in ids), *stored]

    def document(self, person: Person, case_id: str, packet_id: str, file_name: str) -> Document:
        """One file of a packet, checked against its digest.

        Until the packet is signed off, every page of it carries the mark of a draft, in Word, too.

        Raises:
            NotFound, ArchiveError, NotAllowed, StorageUnavailable.
        """
        allow(person, "work on cases")
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
        allow(person, "sign off packets")
        manifest = self._archive.packets.manifest(case_id, packet_id)
        if earlier := self._archive.sign_offs.of(manifest):
            note_sign_off(self._archive, manifest, earlier)
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
        note_sign_off(self._archive, manifest, signed)
        return signed

    def signed_off(self, person: Person, case_id: str, packet_id: str) -> SignOff | None:
        """Who signed a packet off and when; none while it is a draft or waits to be stored.

        Raises:
            ArchiveError, NotAllowed, StorageUnavailable.
        """
        allow(person, "work on cases")
        for manifest in self._archive.packets.of_case(case_id):
            if manifest.packet_id == packet_id:
                return self._archive.sign_offs.of(manifest)
        return None

    def waiting(self, person: Person) -> list[Manifest]:
        """The packets kept on this machine until the S3 service is back.

        Raises:
            NotAllowed.
        """
        allow(person, "work on cases")
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
            note(
                self._archive,
                person,
                "packet-stored",
                f"{manifest.case_id}/{manifest.packet_id}",
                now,
            )
            stored += 1
        return stored

    # --------------------------------------------------------------------------- exemplars

    def exemplars(self, person: Person) -> list[ExemplarState]:
        """Every exemplar with the version in force.

        Raises:
            NotAllowed, StorageUnavailable.
        """
        allow(person, "see exemplars")
        return self._exemplars.states()

    def exemplar_file(self, person: Person, code: str, language: str) -> Document:
        """The Word file of the exemplar in force, to change and publish again.

        Raises:
            ExemplarError: there is none.
            NotAllowed, StorageUnavailable.
        """
        allow(person, "see exemplars")
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
        allow(person, "publish exemplars")
        version = self._exemplars.publish(code, language, docx, person.id, now)
        note(self._archive, person, "exemplar-published", f"{code}.{language}/{version}", now)
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
        allow(person, "fill a batch")

        def make(case_file: CaseFile, read_version: int) -> list[StoredPacket]:
            version = self.save_case(person, case_file, read_version, now)
            case = StoredCase(case_file.meta.id, version, case_file)
            plans = [plan.in_a_batch for plan in self.plans(case_file).plans]
            return self._build(person, case, plans, now, _silently)

        return run_batch(data, self._archive, now.date(), make, progress)

    # ----------------------------------------------------------------------------- private

    def _build(
        self,
        person: Person,
        case: StoredCase,
        plans: Sequence[PacketPlan],
        now: datetime,
        progress: Progress,
    ) -> list[StoredPacket]:
        before = self.packets(person, case.id)
        made = []
        files = {
            about.letter: ExhibitFile(about.suffix, self._archive.exhibits.file(case.id, about))
            for about in self.exhibits.of_case(person, case.id)
        }
        for plan in plans:
            number = 1 + sum(manifest.case_index == plan.one.index for manifest in before)
            built = build_packet(plan, self._workshop, number, progress, files)
            packet = packet_record(built, case, person, now)
            stored = self._archive.store_or_keep(packet)
            if stored:
                note(
                    self._archive,
                    person,
                    "packet-stored",
                    f"{case.id}/{packet.manifest.packet_id}",
                    now,
                )
            made.append(StoredPacket(packet.manifest, stored))
        progress(100, "Done")
        return made

    def _summary(self, person: Person, case_id: str) -> CaseSummary:
        packets = len(self._archive.packets.of_case(case_id))
        try:
            case = self.case(person, case_id)
        except CaseFileError:
            # One case that can't be read must not hide the others.
            return CaseSummary(case_id, 0, "", (), (), packets, is_readable=False)
        name = known(case.case_file.client.name_as_convicted)
        return CaseSummary(
            id=case_id,
            version=case.version,
            client_name=name.full if name else "",
            case_numbers=tuple(number for c in case.case_file.case if (number := known(c.number))),
            vehicles=tuple(case.case_file.matter.vehicle),
            packets=packets,
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
    """A file of a packet that nobody has signed off: its pages carry the mark of a draft."""
    return Document(file_name, media_type, as_draft(data, media_type))


def _silently(_percent: int, _words: str) -> None:
    """Progress within one row of a batch; the batch reports its rows."""
