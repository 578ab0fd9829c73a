"""How a trainer publishes: a changed Word file is tried on a sample case, then put in force.

A file that fails the trial is not stored at all; one that passes becomes the next version, and
every packet made from then on uses it. Packets made before say which version they were made with,
and that version stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import yaml

from ..archive.exemplar_versions import ExemplarVersion, ExemplarVersions, Step
from ..drafting.exemplar import Exemplar, ExemplarCard, shipped_exemplars
from ..drafting.tables import Memorandum
from ..errors import ExemplarError, Problem
from ..packet.contents import COURT_LANGUAGE, comes_with_the_package
from ..packet.long_memorandum import MEMORANDUM
from ..packet.workshop import Workshop, shipped
from .trial import write_sample


@dataclass(frozen=True)
class ExemplarState:
    """An exemplar as a trainer sees it.

    Attributes:
        code: document code, such as `D-NOM`.
        language: ISO 639 code.
        title: of the paper.
        version: the one in force (`v0002`, or `shipped-…`).
        versions: all that were published, the earliest first, with their status.
    """

    code: str
    language: str
    title: str
    version: str
    versions: tuple[ExemplarVersion, ...]


class Exemplars:
    """The exemplars of one office: as shipped, as published since."""

    def __init__(self, versions: ExemplarVersions, workshop: Workshop) -> None:
        """Over one archive.

        Args:
            versions: what was published.
            workshop: makes the PDF of the trial, as it makes those of packets.
        """
        self._versions = versions
        self._workshop = workshop

    def current(self, code: str, language: str) -> Exemplar:
        """The exemplar in force: the version last published, else the one that was shipped.

        Args:
            code: document code, such as `D-NOM`.
            language: ISO 639 code.

        Raises:
            ExemplarError: there is none.
            ArchiveError: the published one was altered in storage.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        published = self._versions.current(code, language)
        return self.version(published) if published else shipped(code, language)

    def has(self, code: str, language: str) -> bool:
        """Whether there is an exemplar of that code in that language, shipped or published.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return comes_with_the_package(code, language) or bool(
            self._versions.current(code, language)
        )

    def version(self, version: ExemplarVersion) -> Exemplar:
        """One published version, in force or not.

        Raises:
            NotFound, ArchiveError, StorageUnavailable.
        """
        docx, card = self._versions.read(version)
        return Exemplar(ExemplarCard.read(card, version.label), docx, version.version)

    def versions(self, code: str, language: str) -> tuple[ExemplarVersion, ...]:
        """Everything published under a code and language, the earliest first.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        return self._versions.all(code, language)

    def states(self) -> list[ExemplarState]:
        """Every exemplar with the version in force, in the order of packets.

        Raises:
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        known = [exemplar.card for exemplar in shipped_exemplars()]
        named = {(card.code, card.language) for card in known}
        added = [name for name in self._versions.names() if name not in named and self.has(*name)]
        known += [self.current(*name).card for name in added]
        return [self._state(card) for card in sorted(known, key=lambda c: (c.order, c.name))]

    def publish(self, code: str, language: str, docx: bytes, who: str, when: datetime) -> str:
        """Try a changed Word file on the sample case and put it in force.

        In a language that there is no exemplar in yet it is the first one: it gets the card of the
        English exemplar, and clients who speak that language get their copies of it from then on.

        Args:
            code: of the exemplar it replaces.
            language: of the exemplar it replaces, or a new one (ISO 639 code).
            docx: the Word file (limits: see `drafting.word_file`).
            who: opaque id of the trainer.
            when: the time of publishing, with its zone.

        Returns:
            Its version, such as `v0002`.

        Raises:
            ExemplarError: there is no such exemplar, nothing has changed, or the file can't be
                used; each problem names the exemplar, the paragraph and the variable. Or it is a
                memorandum without caption or headings. Nothing is stored then.
            ConversionError: LibreOffice can't make a PDF of it.
            StorageUnavailable: the S3 service doesn't answer or refuses.
        """
        basis = self.current(code, language if self.has(code, language) else COURT_LANGUAGE)
        text = yaml.safe_dump(
            basis.card.model_dump(mode="json") | {"language": language}, sort_keys=False
        ).encode("utf-8")
        card = ExemplarCard.read(text, f"{code}.{language}")
        if docx == basis.docx:
            raise ExemplarError(
                Problem(
                    basis.card.name,
                    f"is the same file as the version in force ({basis.version})",
                    "change it in Word first",
                )
            )
        draft = Exemplar(card, docx, "draft")
        written = write_sample(draft)
        if code.startswith(MEMORANDUM):
            Memorandum.read(written, ())  # so that a long one can have its tables
        self._workshop.to_pdf(written)
        step = Step(when=when, who=who)
        version = self._versions.add(code, language, docx, text, step)
        checked = self._versions.advance(version, step)
        return self._versions.advance(checked, step).version

    def _state(self, card: ExemplarCard) -> ExemplarState:
        code, language = card.code, card.language
        versions = self._versions.all(code, language)
        in_force = ExemplarVersions.in_force(versions)
        exemplar = self.version(in_force) if in_force else shipped(code, language)
        return ExemplarState(code, language, exemplar.card.title, exemplar.version, versions)
