"""Where cases, packets and exemplars live, under whose key, and who touched them.

`Archive.open(settings)` is the entrance; everything else hangs on it.
"""

from .archive import Archive
from .cases import Cases, SavedFacts
from .exemplar_versions import ExemplarVersion, ExemplarVersions, Status, Step
from .exhibits import Exhibits, StoredExhibit
from .keys import new_case_id, new_entry_id, new_packet_id
from .ledger import Ledger, LedgerEntry
from .outbox import Outbox
from .packets import (
    ExemplarUsed,
    FormUsed,
    Manifest,
    Packet,
    Packets,
    RecordedFinding,
    StoredDocument,
)
from .sign_offs import SignOff, SignOffs
from .store import ObjectStore

__all__ = [
    "Archive",
    "Cases",
    "ExemplarUsed",
    "ExemplarVersion",
    "ExemplarVersions",
    "Exhibits",
    "FormUsed",
    "Ledger",
    "LedgerEntry",
    "Manifest",
    "ObjectStore",
    "Outbox",
    "Packet",
    "Packets",
    "RecordedFinding",
    "SavedFacts",
    "SignOff",
    "SignOffs",
    "Status",
    "Step",
    "StoredDocument",
    "StoredExhibit",
    "new_case_id",
    "new_entry_id",
    "new_packet_id",
]
