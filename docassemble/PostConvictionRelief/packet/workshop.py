"""What packets are made with: exemplars, forms and their blanks, and LibreOffice.

A workshop is opened once per process and kept: exemplars and blanks are compiled on first use, and
LibreOffice stays warm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..drafting.exemplar import Exemplar, shipped_exemplars
from ..drafting.libreoffice import LibreOffice
from ..drafting.render import Renderer
from ..errors import ExemplarError, Problem
from ..expressions import Expressions, PaperContext
from ..forms.complete import CompletedForm, FormFiller
from ..settings import Settings

FindExemplar = Callable[[str, str], Exemplar]
"""Gives the exemplar in force for a code and a language."""


@dataclass(frozen=True)
class Workshop:
    """Everything a packet is made with."""

    find_exemplar: FindExemplar
    renderer: Renderer
    office: LibreOffice
    forms: FormFiller

    @classmethod
    def open(cls, settings: Settings) -> Workshop:
        """A workshop with the exemplars that came with the package. Nothing is started yet.

        Raises:
            FormError: a form card is wrong.
        """
        return cls(
            find_exemplar=shipped,
            renderer=Renderer(Expressions.for_documents()),
            office=LibreOffice(settings.office),
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
        """A Word file as PDF.

        Raises:
            ConversionError: LibreOffice is absent, or failed twice.
        """
        return self.office.convert([docx])[0]

    def fill(self, form: str, context: PaperContext) -> CompletedForm:
        """A court form filled from the facts, with its continuation pages.

        Args:
            form: its number (`CR-187`).

        Raises:
            FormError, BlankError: it can't be filled, or its blank can't be had.
        """
        return self.forms.complete(form, context)


def shipped(code: str, language: str) -> Exemplar:
    """The exemplar as it came with the package.

    Raises:
        ExemplarError: none came with it.
    """
    for exemplar in shipped_exemplars():
        if (exemplar.card.code, exemplar.card.language) == (code, language):
            return exemplar
    raise ExemplarError(
        Problem(f"{code}.{language}", "there is no such exemplar", "publish one, or add it")
    )
