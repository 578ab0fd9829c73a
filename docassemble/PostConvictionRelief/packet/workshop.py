"""What packets are made with: exemplars, forms and their blanks, and LibreOffice.

A workshop is opened once per process and kept: exemplars and blanks are compiled on first use, and
the LibreOffices stay warm.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from threading import Lock

from ..drafting.exemplar import Exemplar, shipped_exemplars
from ..drafting.libreoffice import LibreOffice
from ..drafting.render import Renderer
from ..errors import ExemplarError, Problem
from ..expressions import Expressions, PaperContext
from ..forms.complete import CompletedForm, FormFiller
from ..settings import Settings
from .exhibits.recognition import Recognizer

FindExemplar = Callable[[str, str], Exemplar]
"""Gives the exemplar in force for a code and a language."""


class KeptPdfs:
    """The PDFs made last, in memory only: no client's paper is left on the disk. Thread-safe."""

    def __init__(self, most: int = 64) -> None:
        """Keep nothing yet.

        Args:
            most: how many are kept; the one that was asked for longest ago goes first.
        """
        self._most = most
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: bytes) -> bytes | None:
        """The PDF of the Word file with this digest, if it is kept."""
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
            return self._kept.get(digest)

    def keep(self, digest: bytes, pdf: bytes) -> None:
        """Keep the PDF of a Word file."""
        with self._lock:
            self._kept[digest] = pdf
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


@dataclass(frozen=True)
class Workshop:
    """Everything a packet is made with."""

    find_exemplar: FindExemplar
    renderer: Renderer
    office: LibreOffice
    forms: FormFiller
    kept: KeptPdfs = field(default_factory=lambda: KeptPdfs())
    recognizer: Recognizer = field(default_factory=lambda: Recognizer())

    @classmethod
    def open(cls, settings: Settings) -> Workshop:
        """A workshop with the exemplars that came with the package. Nothing is started yet.

        Raises:
            FormError: a form card is wrong.
        """
        return cls(
            find_exemplar=shipped,
            renderer=Renderer(Expressions.for_documents()),
            office=LibreOffice(settings.office, most=int(settings.office_most)),
            forms=FormFiller.open(settings, Expressions.for_forms()),
        )

    def with_exemplars(self, find_exemplar: FindExemplar) -> Workshop:
        """The same workshop with another source of exemplars (the published ones)."""
        return replace(self, find_exemplar=find_exemplar)

    def exemplar(self, code: str, language: str) -> Exemplar:
        """The exemplar in force.

        Raises:
            ExemplarError: there is none.
        """
        return self.find_exemplar(code, language)

    def write(self, exemplar: Exemplar, context: PaperContext) -> bytes:
        """The Word file of a pleading.

        Raises:
            ExemplarError: the exemplar can't be used.
        """
        return self.renderer.render(exemplar, context)

    def to_pdf(self, docx: bytes) -> bytes:
        """A Word file as PDF; one that was turned lately is not turned again.

        The Word file is a function of the exemplar's version and the facts, so that its digest
        stands for both.

        Raises:
            ConversionError: LibreOffice is absent, or failed twice.
        """
        digest = sha256(docx).digest()
        kept = self.kept.get(digest)
        if kept is None:
            kept = self.office.convert([docx])[0]
            self.kept.keep(digest, kept)
        return kept

    def fill(self, form: str, context: PaperContext) -> CompletedForm:
        """A court form filled from the facts, with its continuation pages.

        Args:
            form: its number (`CR-187`).

        Raises:
            FormError, BlankError: it can't be filled, or its blank can't be had.
        """
        return self.forms.complete(form, context)


@cache
def _came_with_the_package() -> Mapping[tuple[str, str], Exemplar]:
    """The exemplars of the package, by code and language."""
    return {(each.card.code, each.card.language): each for each in shipped_exemplars()}


def shipped(code: str, language: str) -> Exemplar:
    """The exemplar as it came with the package.

    Raises:
        ExemplarError: none came with it.
    """
    found = _came_with_the_package().get((code, language))
    if found is not None:
        return found
    raise ExemplarError(
        Problem(f"{code}.{language}", "there is no such exemplar", "publish one, or add it")
    )
