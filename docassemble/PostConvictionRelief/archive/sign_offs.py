"""Sign-offs: which attorney found a packet ready to file, and when. Given once, never changed.

A sign-off names the digest of the packet's manifest, and with it every byte of every document: what
is filed can be shown to be what was examined.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from ..errors import ArchiveError, NotFound, Problem
from . import keys
from .packets import Manifest, Sha256, sha256
from .store import ObjectStore


class SignOff(BaseModel):
    """One sign-off.

    Attributes:
        packet_id: of the packet.
        by: opaque id of the attorney.
        when: with its time zone.
        manifest_sha256: digest of the manifest that was signed off.
        warnings: how many warnings the packet had, which the attorney decided to file with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    packet_id: Annotated[str, Field(pattern=keys.PACKET_ID)]
    by: Annotated[str, Field(pattern=keys.USER_ID)]
    when: AwareDatetime
    manifest_sha256: Sha256
    warnings: int


class SignOffs:
    """The sign-offs of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def sign(self, manifest: Manifest, by: str, when: AwareDatetime) -> SignOff:
        """Sign a stored packet off. Where it is signed off already, that sign-off is returned.

        Raises:
            ArchiveError: it was signed off in another state, or what is stored is damaged.
            StorageUnavailable.
        """
        sign_off = SignOff(
            packet_id=manifest.packet_id,
            by=by,
            when=when,
            manifest_sha256=sha256(manifest.to_json()),
            warnings=sum(finding.level == "warning" for finding in manifest.findings),
        )
        key = keys.sign_off(manifest.case_id, manifest.packet_id)
        data = sign_off.model_dump_json().encode("utf-8")
        if self._store.put_if_absent(key, data, "application/json"):
            return sign_off
        earlier = self.of(manifest)
        if earlier is None:
            raise ArchiveError(Problem(manifest.packet_id, "can't be signed off", "try again"))
        return earlier

    def of(self, manifest: Manifest) -> SignOff | None:
        """The sign-off of a packet; none while it is a draft.

        Raises:
            ArchiveError: it is damaged, or the packet was altered after it.
            StorageUnavailable.
        """
        try:
            data = self._store.get(keys.sign_off(manifest.case_id, manifest.packet_id))
        except NotFound:
            return None
        try:
            found = SignOff.model_validate_json(data)
        except ValidationError as error:
            raise _altered(manifest) from error
        if found.manifest_sha256 != sha256(manifest.to_json()):
            raise _altered(manifest)
        return found


def _altered(manifest: Manifest) -> ArchiveError:
    return ArchiveError(
        Problem(
            manifest.packet_id,
            "is not the packet that was signed off",
            "restore it from a backup, or make the packet again and sign it off",
        )
    )
