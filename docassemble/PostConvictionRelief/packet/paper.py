"""One paper of a packet, done: its files, what was read in it, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..drafting.exemplar import Exemplar
from ..drafting.word_file import visible_text
from ..expressions import PaperContext
from ..forms.complete import CompletedForm
from .contents import PlannedPaper
from .reading import folded, page_texts


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
    """

    planned: PlannedPaper
    title: str
    pdf: bytes
    editable: bytes
    context: PaperContext
    exemplar: Exemplar | None = None
    form: CompletedForm | None = None

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
        if self.form is not None:
            return folded("\n".join(self.pages))
        return folded(visible_text(self.editable))

    @cached_property
    def lines(self) -> str:
        """The same with the ends of paragraphs, or of the form's lines."""
        return "\n".join(self.pages) if self.form is not None else visible_text(self.editable)
