"""A form completed: facts in, a paper out, with the pages that take what did not fit."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass

import pikepdf
from pikepdf import Pdf

from ..errors import FormError, Problem
from ..expressions import Expressions, PaperContext
from ..settings import Settings
from .blanks import shelf
from .card import AttachmentLayout, FormCard
from .card_field import FieldCard
from .compiled import CompiledBlanks
from .compiled_blank import CompiledBlank
from .fill import Composition, Value, compose
from .overflow import Attachment, body_pages, continuation_values, gathered, place_texts
from .readback import read_back, told
from .registry import Registry, registry
from .values import Evaluator


@dataclass(frozen=True)
class CompletedForm:
    """A filled form.

    Attributes:
        code: the paper's code (F-CR187).
        form: the form's number.
        title: its title.
        edition: as the form prints it.
        edition_status: current, unconfirmed or superseded.
        blank_kind: `genuine`, or `practice` where any page stands on a practice blank.
        blank_sha256: digest of the form's blank.
        blank_from: in words, where the blank came from.
        pdf: the form with the values printed on it, and its attachment pages.
        fillable: the form with the values in fields that can be edited; attachments are printed.
        pages: of each of the two.
        attachments: numbers of its attachments, in order (`1`, `3b`).
        missing: what stayed open because a fact isn't there, with the fact's address.
    """

    code: str
    form: str
    title: str
    edition: str
    edition_status: str
    blank_kind: str
    blank_sha256: str
    blank_from: str
    pdf: bytes
    fillable: bytes
    pages: int
    attachments: tuple[str, ...]
    missing: tuple[Problem, ...]


@dataclass(frozen=True)
class FormFiller:
    """Fills forms. One is opened per process and kept: it holds the compiled blanks."""

    registry: Registry
    blanks: CompiledBlanks
    expressions: Expressions

    @classmethod
    def open(cls, settings: Settings, expressions: Expressions) -> FormFiller:
        """A filler with the cards of the package and the blanks that the settings name.

        Args:
            settings: where blanks are, and the state folder that keeps downloads and compilations.
            expressions: evaluates what the cards say.

        Raises:
            FormError: a card is wrong.
        """
        blanks = CompiledBlanks(shelf(settings), settings.state_folder / "compiled")
        return cls(registry(), blanks, expressions)

    def complete(self, form: str, context: PaperContext) -> CompletedForm:
        """Fill a form from the facts.

        Args:
            form: its number (CR-187).
            context: the facts of one paper.

        Raises:
            FormError: there is no such form, it can't be filled, or a value is not found again on
                what was filled; all problems together.
            BlankError: its blank can't be had.
        """
        card = self.registry.card(form)
        compiled = self.blanks.get(card)
        evaluated = Evaluator(card, self.expressions, context).evaluate()
        values, overflowing = place_texts(card, evaluated.values)
        composition = compose(compiled, values)
        attachments = gathered(card, [*evaluated.overflowing, *overflowing])
        pages = self._attachment_pages(card, context, attachments)
        parts = [composition, *pages]
        attached = [page.flat() for page in pages]
        pdf = _followed_by(composition.flat(), attached)
        fillable = _followed_by(composition.fillable(), attached)
        told(evaluated.values, parts, attachments)
        read_back(parts, pdf, fillable)
        return CompletedForm(
            code=card.code,
            form=card.form,
            title=card.title,
            edition=card.edition.printed,
            edition_status=card.edition.status,
            blank_kind="practice"
            if any(p.compiled.kind == "practice" for p in parts)
            else "genuine",
            blank_sha256=compiled.sha256,
            blank_from=self.blanks.blank(card).where_from,
            pdf=pdf,
            fillable=fillable,
            pages=card.source.pages + len(pages),
            attachments=tuple(attachment.number for attachment in attachments),
            missing=tuple(evaluated.missing),
        )

    def _attachment_pages(
        self, card: FormCard, context: PaperContext, attachments: tuple[Attachment, ...]
    ) -> list[Composition]:
        """The pages that take what did not fit, on the form that continues this one."""
        if not attachments:
            return []
        further = self.registry.card(card.continues_on)
        caption = Evaluator(further, self.expressions, context).evaluate().values
        return _set_pages(self.blanks.get(further), caption, attachments, card.form)


def _set_pages(
    compiled: CompiledBlank,
    caption: dict[str, Value],
    attachments: tuple[Attachment, ...],
    form: str,
) -> list[Composition]:
    """Each page of each attachment, set in a form of its own."""
    card = compiled.card
    shared = continuation_values(card, caption, form)
    layout, body = _layout(card)
    pages: list[Composition] = []
    for attachment in attachments:
        texts = body_pages(body, attachment)
        for number, text in enumerate(texts, start=1):
            own: dict[str, Value] = {layout.number: attachment.number, layout.body: text}
            if layout.page:
                own[layout.page] = str(number)
            if layout.pages:
                own[layout.pages] = str(len(texts))
            pages.append(compose(compiled, {**shared, **own}))
    return pages


def _layout(card: FormCard) -> tuple[AttachmentLayout, FieldCard]:
    """Which fields of a continuation form take what, and the one that takes the text."""
    layout = card.attachment
    body = card.field(layout.body) if layout else None
    if layout is None or body is None:
        raise FormError(
            Problem(card.form, "can't take what did not fit", "give its card an `attachment` part")
        )
    return layout, body


def _followed_by(first: bytes, pages: list[bytes]) -> bytes:
    """A PDF with further pages behind it. Equal parts give equal bytes."""
    if not pages:
        return first
    with ExitStack() as opened:  # what is copied is read when the whole is saved
        whole = opened.enter_context(Pdf.open(io.BytesIO(first)))
        for page in pages:
            whole.pages.extend(opened.enter_context(Pdf.open(io.BytesIO(page))).pages)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
