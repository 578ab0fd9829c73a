"""What shows a fact: a paragraph of the client's declaration, and exhibits with their pages."""

from __future__ import annotations

from dataclasses import dataclass

from ..casefile import known
from ..casefile.one_case import OneCase

NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Statement:
    """A sentence, or the words of a table cell, with what shows it.

    Attributes:
        text: the words.
        address: of the fact that it tells, for the office.
        paragraph: of the client's declaration, where the client swears to it.
        exhibits: `Exh. E, p. 3`, one for each exhibit that shows it.
    """

    text: str
    address: str
    paragraph: int | None = None
    exhibits: tuple[str, ...] = ()

    @property
    def shown_by(self) -> str:
        """Everything that shows it, in a table: `Decl., ¶ 2; Exh. E, p. 3`."""
        sworn = (f"Decl., ¶{NO_BREAK}{self.paragraph}",) if self.paragraph else ()
        return "; ".join((*sworn, *self.exhibits))

    @property
    def cite(self) -> str:
        """The same behind a sentence, in parentheses; nothing where nothing shows it."""
        return f"({self.shown_by}.)" if self.shown_by else ""


class Proofs:
    """Which exhibits show which facts of one case (`exhibits.N.shows`)."""

    def __init__(self, one: OneCase) -> None:
        """Read them.

        Args:
            one: the case.
        """
        self._shown = [
            (told, f"Exh.{NO_BREAK}{letter}" + (f", p.{NO_BREAK}{page}" if page else ""))
            for exhibit in one.case_file.exhibits
            for shown in exhibit.shows
            if (told := known(shown.address)) and (letter := known(exhibit.letter))
            for page in (known(shown.page),)
        ]

    def of(self, address: str) -> tuple[str, ...]:
        """The exhibits that show the fact at an address, the group it is in, or a part of it."""
        cites = (
            cite
            for told, cite in self._shown
            if address == told or address.startswith(f"{told}.") or told.startswith(f"{address}.")
        )
        return tuple(dict.fromkeys(cites))

    def statement(self, text: str, address: str, paragraph: int | None = None) -> Statement:
        """A sentence that tells the fact at an address, with what shows it."""
        return Statement(text, address, paragraph, self.of(address))
