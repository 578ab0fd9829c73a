"""What is this file? A PDF that somebody brings, known by its digest, else by what it prints."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from ..errors import BlankError, FormError, Problem
from .card import FormCard
from .edition import PrintedEdition, edition_in, printed_words
from .inspection import opened
from .practice import WARNING
from .registry import Registry


@dataclass(frozen=True)
class Recognized:
    """A blank that belongs to a form we know.

    Attributes:
        card: the card of this very file, or the one in force of its form.
        sha256: the digest of the file.
        printed: the form and edition that it says it is.
    """

    card: FormCard
    sha256: str
    printed: PrintedEdition

    @property
    def exact(self) -> bool:
        """Whether this is the very file that the card describes."""
        return self.sha256 == self.card.source.sha256

    @property
    def difference(self) -> Problem | None:
        """Why the card can't be used with this file, though it is of the card's form."""
        if self.exact:
            return None
        where = self.card.form
        if self.printed.date == self.card.edition.date:
            return Problem(
                where,
                f"prints {self.printed.printed} as its card does, but is another file: SHA-256 "
                f"{self.sha256[:12]}…, not {self.card.source.sha256[:12]}…",
                "compare the two (pcr forms compare), then put this digest on the card",
            )
        return Problem(
            where,
            f"is another edition: {self.printed.printed or 'none is printed'}; the card is for "
            f"{self.card.edition.printed}",
            "compare the two (pcr forms compare), and keep the card that it proposes",
        )


def recognize(data: bytes, known: Registry, name: str = "PDF") -> Recognized:
    """Which form and edition a file is.

    Args:
        data: the file, which may be anything.
        known: the cards.
        name: what to call the file in a problem.

    Raises:
        BlankError: it can't be used as a blank, is a practice copy, or of no form with a card.
    """
    digest = hashlib.sha256(data).hexdigest()
    words = _words(data, name)
    printed = edition_in(words)
    for card in known.editions:
        if card.source.sha256 == digest:
            return Recognized(card, digest, printed)
    if WARNING in words:
        what = "is a practice copy, drawn here and not the court's"
        raise _refused(name, what, "get the form from the court's site")
    if not printed.form:
        what = "doesn't say at its foot which form it is"
        raise _refused(name, what, "look whether it is a form of the Judicial Council")
    try:
        card = known.card(printed.form)
    except FormError as error:
        what = f"is {printed.form}, which has no card"
        raise _refused(name, what, "draft one: pcr forms add") from error
    same = (c for c in known.editions if c.form == card.form and c.edition.date == printed.date)
    return Recognized(next(same, card), digest, printed)


def described(data: bytes) -> str:
    """In words what a file is that was taken for a blank: its edition, or what is wrong with it."""
    try:
        said = edition_in(_words(data, "PDF"))
    except BlankError as error:
        return f"it {error.problems[0].what}"
    return f"it says that it is {said.form or 'no form'} {said.printed}".rstrip()


def _words(data: bytes, name: str) -> str:
    try:
        opened(data).close()
        return printed_words(data)
    except BlankError as error:
        raise BlankError(replace(problem, where=name) for problem in error.problems) from error


def _refused(name: str, what: str, remedy: str) -> BlankError:
    return BlankError(Problem(name, what, remedy))
