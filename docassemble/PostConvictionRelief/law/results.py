"""What screening answers: candidates case by case, warnings, notices, questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..casefile.vocabulary import Vehicle
from .effects import Flag
from .law_files import WarningText, warning_texts
from .merging import Candidate, FactRead

Acknowledgement = Literal["none", "click", "typed"]


@dataclass(frozen=True, slots=True)
class Told:
    """Something to be told that is no candidate.

    Attributes:
        rule: which rule tells it.
        text: in words.
        case: the index of the case, or `None` for the whole matter.
        refer: an attorney, or another kind of counsel, must take it up.
        holds_packets: no packet is built until an attorney has released it (P20).
        where: the address of the fact that it is about.
        facts: what the rule read.
    """

    rule: str
    text: str
    case: int | None
    refer: bool
    holds_packets: bool
    where: str
    facts: tuple[FactRead, ...]


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A warning to show.

    Attributes:
        code: `W-IMM-EXPUNGE`; the text is in `text`.
        vehicles: the offered vehicles that carry it; empty where it is shown in any case.
        acknowledgement: what a person must do to go on.
        acknowledged_by: who has done it, as the case file records.
    """

    code: str
    vehicles: tuple[Vehicle, ...]
    acknowledgement: Acknowledgement
    acknowledged_by: str | None = None

    @property
    def open(self) -> bool:
        """Whether somebody must still acknowledge it."""
        return self.acknowledgement != "none" and self.acknowledged_by is None

    @property
    def text(self) -> WarningText:
        """Its words in English and Spanish."""
        return warning_texts()[self.code]


@dataclass(frozen=True, slots=True)
class CaseScreening:
    """The candidates of one case, best first for the client's goal; blocked ones come last."""

    index: int
    number: str | None
    candidates: tuple[Candidate, ...]
    flags: tuple[Flag, ...]

    def candidate(self, vehicle: str, scope: str | None = None) -> Candidate | None:
        """The best candidate for a vehicle, in the given scope if one is given."""
        fits = (c for c in self.candidates if c.vehicle == vehicle and scope in (None, c.scope))
        return next(fits, None)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """The candidates that aren't blocked."""
        return tuple(candidate for candidate in self.candidates if candidate.offered)


@dataclass(frozen=True, slots=True)
class Screening:
    """What may be asked for in a matter, and what must be said with it.

    Attributes:
        cases: one for each case of the file, in its order.
        warnings: those to show, each once.
        notices: what is to be told besides.
        asks: the addresses of the facts to ask for next, those of the best candidates first.
    """

    cases: tuple[CaseScreening, ...]
    warnings: tuple[ShownWarning, ...]
    notices: tuple[Told, ...]
    asks: tuple[str, ...]

    def of_case(self, number: str) -> CaseScreening | None:
        """The screening of the case with this number."""
        return next((case for case in self.cases if case.number == number), None)

    def warning(self, code: str) -> ShownWarning | None:
        """The warning of this code, if it is shown."""
        return next((warning for warning in self.warnings if warning.code == code), None)

    @property
    def unacknowledged(self) -> tuple[ShownWarning, ...]:
        """The warnings that somebody must still acknowledge."""
        return tuple(warning for warning in self.warnings if warning.open)

    @property
    def holds_packets(self) -> tuple[Told, ...]:
        """The notices that keep any packet from being built."""
        return tuple(notice for notice in self.notices if notice.holds_packets)


@dataclass(frozen=True, slots=True)
class Why:
    """One rule behind a candidate: what it says, why it spoke, and what it read."""

    rule: str
    says: str
    text: str
    facts: tuple[FactRead, ...]
