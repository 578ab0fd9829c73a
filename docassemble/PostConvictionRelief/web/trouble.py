"""What a page shows instead of what was asked for: which kind of trouble, and every problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, TypeVar

from ..errors import CaseFileError, LostUpdate, NotAllowed, PcrError, Problem, StorageUnavailable


class Kind(StrEnum):
    """Kinds of trouble, each with a page of its own words."""

    FACTS = "facts"
    LOST = "lost"
    AWAY = "away"
    ROLE = "role"
    CUT_OFF = "cut off"
    OTHER = "other"


_TITLES = {
    Kind.FACTS: "Some answers can't be right",
    Kind.LOST: "Somebody else saved this case while you worked on it",
    Kind.AWAY: "The storage does not answer",
    Kind.ROLE: "This is not for your role",
    Kind.CUT_OFF: "The work was cut off",
    Kind.OTHER: "This did not work",
}
_KINDS: tuple[tuple[type[PcrError], Kind], ...] = (
    (CaseFileError, Kind.FACTS),
    (LostUpdate, Kind.LOST),
    (StorageUnavailable, Kind.AWAY),
    (NotAllowed, Kind.ROLE),
)


@dataclass(frozen=True)
class Trouble:
    """What went wrong, for a page.

    Attributes:
        kind: which page of words it gets.
        problems: everything that is wrong.
    """

    kind: Kind
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, error: PcrError) -> Trouble:
        """The trouble that an error means."""
        kind = next((kind for error_type, kind in _KINDS if isinstance(error, error_type)), None)
        return cls(kind or Kind.OTHER, error.problems)

    @property
    def title(self) -> str:
        """The page's heading."""
        return _TITLES[self.kind]


P = ParamSpec("P")
T = TypeVar("T")


def attempt(act: Callable[P, T]) -> Callable[P, tuple[T | None, Trouble | None]]:
    """An act for an interview's code: gives its result, or the trouble that a page can show.

    An error that left the interview's code would become docassemble's own error page, and its words
    a line in a log.
    """

    @wraps(act)
    def attempted(*args: P.args, **kwargs: P.kwargs) -> tuple[T | None, Trouble | None]:
        try:
            return act(*args, **kwargs), None
        except PcrError as error:
            return None, Trouble.of(error)

    return attempted
