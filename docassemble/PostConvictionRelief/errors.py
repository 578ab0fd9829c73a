"""The one error tree. Every error says where, what, and what to do.

All problems of one input are reported together, so an error carries a tuple of `Problem`s; the
subclasses say which kind of input or service was at fault. Catch `PcrError` at the outermost layer
(command line, web page) and print `error.problems`; catch a subclass only to recover from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        where: a fact address (`case.0.plea_date`), a file, a sheet cell (`Sheet1!C3`), a template
            paragraph, or a form card's line.
        what: what is wrong, in a sentence without personal data beyond what the person typed there.
        remedy: what to do about it.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} → {self.remedy}"


class PcrError(Exception):
    """The root of every error this package raises on purpose."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[PcrError], tuple[tuple[Problem, ...]]]:
        return (type(self), (self.problems,))


class CaseFileError(PcrError):
    """The facts of a case file are wrong: type, unknown key, impossible value or chronology."""


class SheetError(PcrError):
    """A batch spreadsheet as a whole can't be read (one row's problems are kept with that row)."""


class ExpressionError(PcrError):
    """An expression in an exemplar or a form card can't be compiled or evaluated."""


class ExemplarError(PcrError):
    """An exemplar is not usable: not a Word file, bad card, undefined variable, unsafe content."""


class FormError(PcrError):
    """A form can't be filled as asked: unknown field, wrong state, a value for a court's field."""


class BlankError(PcrError):
    """A blank PDF is not what its card says, can't be read, or can't be had."""


class ConversionError(PcrError):
    """LibreOffice could not turn a Word document into PDF."""


class CalendarError(PcrError):
    """A count of days leaves the years whose judicial holidays are known."""


class PlanError(PcrError):
    """No packet can be planned from these facts."""


class NotReady(PcrError):
    """A packet can't be signed off: it has errors, or is not made from the facts as they are."""


class ArchiveError(PcrError):
    """The archive refused or could not do something."""


class StorageUnavailable(ArchiveError):
    """The S3 service does not answer or refuses our key; what was to be stored is kept locally."""


class LostUpdate(ArchiveError):
    """Somebody else saved this case first; nothing was overwritten."""


class NotFound(ArchiveError):
    """The archive holds no such case, packet, document or exemplar version."""


class NotAllowed(PcrError):
    """This person's role doesn't allow this act."""


class SettingsError(PcrError):
    """A setting is missing or has a value that can't be used."""


class ServerError(PcrError):
    """A part of the server can't be started, stopped or reached."""
