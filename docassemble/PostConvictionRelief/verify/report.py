"""What a verification found: what held, what differs, and what is left to the papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..errors import Problem


@dataclass(frozen=True)
class Difference:
    """One expectation that did not hold.

    Attributes:
        file: the file that holds the expectation.
        trap: the id of the trap in it; empty for a case file's own expectations.
        path: where it stands in the block of expectations, like `candidates.0.status`.
        expected: what was expected.
        actual: what came out, or why the expectation is not understood.
    """

    file: str
    trap: str
    path: str
    expected: str
    actual: str


@dataclass(frozen=True)
class Left:
    """An expectation that only the finished papers can decide."""

    trap: str
    path: str


@dataclass(frozen=True)
class FileReport:
    """What became of the expectations of one file.

    Attributes:
        file: its name as it was given.
        about: the id of its case, or how many traps it holds.
        held: how many expectations held, each listed word counted by itself.
    """

    file: str
    about: str
    held: int
    differences: tuple[Difference, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True)
class Report:
    """What became of every file; `unreadable` names what kept a file from being verified."""

    files: tuple[FileReport, ...]
    unreadable: tuple[Problem, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference, file by file."""
        return tuple(difference for file in self.files for difference in file.differences)


@dataclass
class Tally:
    """Collects what became of one block of expectations."""

    file: str
    trap: str = ""
    held: int = 0
    differences: list[Difference] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def hold(self) -> None:
        """One expectation held."""
        self.held += 1

    def differ(self, path: str, expected: object, actual: object) -> None:
        """One expectation did not hold."""
        self.differences.append(
            Difference(self.file, self.trap, path, shown(expected), shown(actual))
        )

    def not_understood(self, path: str, value: object, should: str) -> None:
        """An expectation that says nothing we can check; `should` says what would."""
        self.differ(path, value, f"not understood: {should}")

    def leave(self, path: str) -> None:
        """An expectation that only the finished papers can decide."""
        self.left.append(Left(self.trap, path))

    def same(self, path: str, expected: object, actual: object) -> None:
        """Hold where both are alike, of the same type."""
        if type(expected) is type(actual) and expected == actual:
            self.hold()
        else:
            self.differ(path, expected, actual)

    def among(self, path: str, expected: str, found: Iterable[str]) -> None:
        """Hold where `expected` is one of `found`."""
        listed = tuple(dict.fromkeys(found))
        if expected in listed:
            self.hold()
        else:
            self.differ(path, expected, listed)

    def not_among(self, path: str, unwanted: str, found: Iterable[str]) -> None:
        """Hold where `unwanted` is none of `found`."""
        if unwanted in tuple(found):
            self.differ(path, f"no {unwanted}", unwanted)
        else:
            self.hold()

    def part_of(self, path: str, phrase: str, texts: Iterable[str]) -> None:
        """Hold where `phrase` is a part of some text, whatever its capitals (ruling P17)."""
        found = tuple(dict.fromkeys(texts))
        if any(phrase.casefold() in text.casefold() for text in found):
            self.hold()
        else:
            self.differ(path, f"…{phrase}…", found)


def shown(value: object) -> str:
    """A value as a line of a report has it; a list is joined, nothing is cut."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(shown(item) for item in value) or "nothing"
    return str(value)
