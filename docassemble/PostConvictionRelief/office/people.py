"""Who acts, what their role lets them do, and the line in the ledger that says they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..archive.archive import Archive
from ..archive.keys import new_entry_id
from ..archive.ledger import LedgerEntry
from ..archive.packets import Manifest
from ..archive.sign_offs import SignOff
from ..errors import NotAllowed, Problem

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


def allow(person: Person, act: str) -> None:
    """Let somebody do an act that their role may do.

    Raises:
        NotAllowed: it may not.
    """
    if person.role not in _MAY[act]:
        raise NotAllowed(
            Problem(act, f"is not for the role {person.role}", "sign in with a role that may")
        )


def note(
    archive: Archive,
    person: Person,
    act: str,
    thing: str,
    now: datetime,
    entry_id: str = "",
) -> None:
    """Write what somebody did to the ledger.

    Args:
        archive: that keeps the ledger.
        person: who did it.
        act: what: `case-saved`.
        thing: to what, by ids of the archive.
        now: when.
        entry_id: of an act that may be noted again, for which it is always the same.

    Raises:
        StorageUnavailable.
    """
    archive.ledger.append(
        LedgerEntry(
            entry_id=entry_id or new_entry_id(),
            when=now,
            who=person.id,
            role=person.role.replace(" ", "-"),
            act=act,
            object=thing,
        )
    )


def note_sign_off(archive: Archive, manifest: Manifest, signed: SignOff) -> None:
    """Note a sign-off, once, also where the storage went away between it and its note.

    Raises:
        StorageUnavailable.
    """
    note(
        archive,
        Person(signed.by, "attorney"),
        "packet-signed-off",
        f"{manifest.case_id}/{manifest.packet_id}",
        signed.when,
        f"e-{manifest.packet_id.removeprefix('p-')}",
    )
