"""Case files as versioned JSON; a lost update is refused, not merged (DESIGN rule 6).

The archive takes and gives the facts as bytes: what they mean is the case file's business, and what
was saved comes back byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import LostUpdate, NotFound, Problem
from . import keys
from .store import ObjectStore

JSON = "application/json"


@dataclass(frozen=True)
class SavedFacts:
    """One version of a case file.

    Attributes:
        case_id: whose.
        version: 1 for the first; give it back when saving what was changed from it.
        facts: the case file as JSON.
    """

    case_id: str
    version: int
    facts: bytes


class Cases:
    """The case files of one archive."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def save(self, case_id: str, facts: bytes, read_version: int = 0) -> SavedFacts:
        """Save a case file as the version after the one that was read.

        Args:
            case_id: whose.
            facts: the case file as JSON.
            read_version: the version these facts were changed from; 0 for a new case.

        Returns:
            What was saved, with its version. The same facts saved twice from the same version are
            one version.

        Raises:
            LostUpdate: somebody else saved a version after `read_version`; nothing is written.
            NotFound: there is no version `read_version`, or the id is none.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        if read_version and not self._store.exists(keys.facts(case_id, read_version)):
            raise NotFound(
                Problem(case_id, f"has no version {read_version}", "load the case, then save it")
            )
        version = read_version + 1
        if not self._store.put_once(keys.facts(case_id, version), facts, JSON):
            raise LostUpdate(
                Problem(
                    case_id,
                    f"somebody else saved version {version} while you worked on {read_version}",
                    "load the case again and make your change there; nothing was overwritten",
                )
            )
        return SavedFacts(case_id, version, facts)

    def load(self, case_id: str, version: int | None = None) -> SavedFacts:
        """A case file as saved.

        Args:
            case_id: whose.
            version: which; default is the latest.

        Raises:
            NotFound: there is no such case or version.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        if version is None:
            version = self.latest(case_id)
        return SavedFacts(case_id, version, self._store.get(keys.facts(case_id, version)))

    def latest(self, case_id: str) -> int:
        """The number of the latest version of a case file.

        Raises:
            NotFound: there is no such case.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        versions = self._store.keys(keys.facts_folder(case_id))
        if not versions:
            raise NotFound(Problem(case_id, "no case is saved under it", "check the case id"))
        return keys.version_in(versions[-1])

    def ids(self) -> tuple[str, ...]:
        """The ids of all cases that hold anything, in no meaningful order.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return self._store.folders(keys.CASES)
