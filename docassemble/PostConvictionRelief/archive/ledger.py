"""The audit log: who did what to which object, and when. Entries are only ever added.

An entry is one object; its key begins with the time, so a listing is in order. It holds opaque ids
and roles, never a name.
"""

from __future__ import annotations

from datetime import UTC, date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..errors import ArchiveError, Problem
from . import keys
from .store import ObjectStore


class LedgerEntry(BaseModel):
    """One act.

    Attributes:
        entry_id: random; unique.
        when: time of the act, with its zone.
        who: opaque user id.
        role: in which role, such as `attorney`.
        act: what was done, such as `packet-built`.
        object: to what: ids joined by `/`, such as `c-…/p-…` or `D-NOM.en/v0002`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry_id: Annotated[str, Field(pattern=keys.ENTRY_ID)]
    when: AwareDatetime
    who: Annotated[str, Field(pattern=keys.USER_ID)]
    role: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    act: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    object: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,200}$")]


class Ledger:
    """The ledger of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def append(self, entry: LedgerEntry) -> None:
        """Add an entry; adding the same entry again changes nothing.

        Raises:
            ArchiveError: another entry has its id and time.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        entry = entry.model_copy(update={"when": entry.when.astimezone(UTC)})
        key = keys.ledger_entry(entry.when, entry.entry_id)
        data = entry.model_dump_json().encode("utf-8")
        if not self._store.put_once(key, data, "application/json"):
            raise ArchiveError(Problem(entry.entry_id, "is another entry", "use a new entry id"))

    def of_day(self, day: date) -> tuple[LedgerEntry, ...]:
        """The entries of one day (UTC), the earliest first.

        Raises:
            ArchiveError: an entry is damaged.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return tuple(self._read(key) for key in self._store.keys(keys.ledger_day(day)))

    def _read(self, key: str) -> LedgerEntry:
        try:
            return LedgerEntry.model_validate_json(self._store.get(key))
        except ValidationError as error:
            raise ArchiveError(
                Problem(key, "is not a ledger entry", "restore it from a backup")
            ) from error
