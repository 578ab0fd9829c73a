"""The exhibit files of cases: given, listed, looked at, taken away."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from ..archive.archive import Archive
from ..archive.exhibits import StoredExhibit
from ..errors import NotFound, Problem
from ..packet.exhibits.files import ExhibitFile, to_pdf
from ..packet.workshop import Workshop
from .people import Person, allow, note
from .records import Document


class ExhibitFiles:
    """The exhibit files of every case, over one archive."""

    def __init__(self, archive: Archive, workshop: Workshop) -> None:
        self._archive = archive
        self._workshop = workshop

    def store(
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
        allow(person, "work on cases")
        self._archive.cases.latest(case_id)
        to_pdf(file, f"exhibit {letter}", self._workshop.to_pdf)
        suffix = PurePath(f"x{file.name}").suffix
        stored = self._archive.exhibits.save(case_id, letter, suffix, file.data, person.id, now)
        note(
            self._archive,
            person,
            "exhibit-stored",
            f"{case_id}/{letter}/v{stored.version:06d}",
            now,
        )
        return stored

    def of_case(self, person: Person, case_id: str) -> list[StoredExhibit]:
        """The exhibit files of a case, by their letters.

        Raises:
            NotFound, NotAllowed, ArchiveError, StorageUnavailable.
        """
        allow(person, "work on cases")
        return list(self._archive.exhibits.of_case(case_id))

    def file(self, person: Person, case_id: str, letter: str) -> Document:
        """The file of an exhibit as it came, under a name without names.

        Raises:
            NotFound: no file is kept for this letter.
            NotAllowed, ArchiveError, StorageUnavailable.
        """
        about = self._kept(person, case_id, letter)
        data = self._archive.exhibits.file(case_id, about)
        return Document(f"exhibit-{letter}{about.suffix}", "application/octet-stream", data)

    def remove(self, person: Person, case_id: str, letter: str, now: datetime) -> None:
        """Take the file of an exhibit away; packets made before keep it.

        Raises:
            NotFound: no file is kept for this letter.
            LostUpdate, NotAllowed, ArchiveError, StorageUnavailable.
        """
        about = self._kept(person, case_id, letter)
        self._archive.exhibits.save(case_id, letter, "", b"", person.id, now, removed=True)
        note(self._archive, person, "exhibit-removed", f"{case_id}/{about.letter}", now)

    def _kept(self, person: Person, case_id: str, letter: str) -> StoredExhibit:
        for about in self.of_case(person, case_id):
            if about.letter == letter:
                return about
        raise NotFound(Problem(f"exhibit {letter}", "has no file", "give one"))
