"""One paper of a packet, done: its files, what was read in it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..drafting.exemplar import Exemplar
from ..drafting.word_file import visible_text
from ..expressions import PaperContext
from ..forms.complete import CompletedForm
from .absent_fonts import fonts_not_embedded
from .contents import PlannedPaper
from .finding import Finding
from .loose import LoosePages, taken_apart
from .reading import LINE_NUMBERS, folded, left_column, page_texts


@dataclass(frozen=True)
class Paper:
    """One paper.

    Attributes:
        planned: which, and why.
        title: what it is called.
        pdf: as it is filed.
        editable: its Word file, or the form with fields that can be edited.
        context: the facts it was written from, with those that it lacked.
        exemplar: what it was written from; none for a court form.
        form: the filled court form; none for a pleading.
        before: how many pages of caption and tables stand before a memorandum that has tables.
        findings: what was found while it was made.
    """

    planned: PlannedPaper
    title: str
    pdf: bytes
    editable: bytes
    context: PaperContext
    exemplar: Exemplar | None = None
    form: CompletedForm | None = None
    before: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def code(self) -> str:
        """Its document code."""
        return self.planned.code

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The words of every page of the PDF."""
        return page_texts(self.pdf)

    @cached_property
    def words(self) -> str:
        """What it says: of a pleading the Word file's text, of a form that of the PDF."""
        return folded(self.lines)

    @cached_property
    def lines(self) -> str:
        """The same with the ends of paragraphs, or of the form's lines."""
        return "\n".join(self.pages) if self.form is not None else visible_text(self.editable)

    @cached_property
    def margin(self) -> tuple[list[str], ...]:
        """The words in the left margin of every page: the numbers of a pleading's lines."""
        return left_column(self.pdf, LINE_NUMBERS)

    @cached_property
    def absent_fonts(self) -> set[str]:
        """The names of fonts that are not in the PDF."""
        return fonts_not_embedded(self.pdf)

    @cached_property
    def loose(self) -> LoosePages:
        """The pages of the PDF, to be bound."""
        return taken_apart(self.pdf)

    def read(self) -> None:
        """Read now what binding and preflight will ask of a paper for the court; it is kept."""
        if self.planned.to_court:
            _ = self.pages, self.words, self.loose
            if self.form is None:
                _ = self.margin, self.absent_fonts
