"""The archive as a whole: cases, packets, exemplars, ledger in one bucket; the outbox beside."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import StorageUnavailable
from ..settings import Settings
from .cases import Cases
from .exemplar_versions import ExemplarVersions
from .exhibits import Exhibits
from .ledger import Ledger
from .outbox import Outbox
from .packets import Packet, Packets
from .sign_offs import SignOffs
from .store import ObjectStore


@dataclass(frozen=True)
class Archive:
    """Everything that is kept, and where.

    Attributes:
        cases: the case files.
        exhibits: the files of their exhibits.
        packets: the packets, per case.
        sign_offs: which of them are ready to file.
        exemplars: the versions that trainers publish.
        ledger: who did what.
        outbox: packets waiting for the S3 service to come back.
    """

    cases: Cases
    exhibits: Exhibits
    packets: Packets
    sign_offs: SignOffs
    exemplars: ExemplarVersions
    ledger: Ledger
    outbox: Outbox

    @classmethod
    def open(cls, settings: Settings) -> Archive:
        """The archive that the settings name. Nothing is sent until its first use.

        Raises:
            SettingsError: the S3 service's key is not set.
            ArchiveError: the state folder can't be written.
        """
        return cls.of(ObjectStore.from_settings(settings), Outbox(settings.state_folder / "outbox"))

    @classmethod
    def of(cls, store: ObjectStore, outbox: Outbox) -> Archive:
        """The archive in one bucket, with one outbox."""
        return cls(
            Cases(store),
            Exhibits(store),
            Packets(store),
            SignOffs(store),
            ExemplarVersions(store),
            Ledger(store),
            outbox,
        )

    def store_or_keep(self, packet: Packet) -> bool:
        """Store a packet; while the S3 service is away keep it in the outbox.

        Returns:
            True when it is stored, False when it is kept.

        Raises:
            ArchiveError: another packet has its id, or the outbox can't be written.
        """
        try:
            self.packets.store(packet)
        except StorageUnavailable:
            self.outbox.keep(packet)
            return False
        return True
