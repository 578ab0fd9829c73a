"""One block of expectations, and the outcome that it is asked of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from ..casefile.vocabulary import Vehicle
from .outcome import Outcome
from .report import Tally

VEHICLES: tuple[str, ...] = get_args(Vehicle)


@dataclass(frozen=True)
class Asked:
    """What one key of a block of expectations is checked against.

    Attributes:
        outcome: what came out of the facts.
        tally: where to say what became of the expectation.
        block: the whole block, because some keys say what others are about.
    """

    outcome: Outcome
    tally: Tally
    block: Mapping[str, object]

    @property
    def vehicles(self) -> tuple[str, ...]:
        """The vehicles that the block is about, by `vehicle` or `vehicles`."""
        return tuple(
            word
            for key in ("vehicle", "vehicles")
            for word in words_of(self.block.get(key, []))
            if word in VEHICLES
        )

    def on(self, outcome: Outcome) -> Asked:
        """The same asked of another outcome."""
        return replace(self, outcome=outcome)


Check = Callable[[Asked, str, object], None]
"""Checks the value of one key, which stands at the given path."""


def words_of(value: object) -> tuple[str, ...]:
    """A word, or a list of words, as words; anything else is none."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))


def listed(tally: Tally, path: str, value: object) -> Iterator[tuple[str, str]]:
    """Every word of a word or list of words with its path; what is no word is said."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, list) and value:
        for n, item in enumerate(value):
            if isinstance(item, str) and item:
                yield f"{path}.{n}", item
            else:
                tally.not_understood(f"{path}.{n}", item, "give a word")
    else:
        tally.not_understood(path, value, "give a word, or a list of words")


def by_case(asked: Asked, path: str, value: object) -> Iterator[tuple[str, str | None, object]]:
    """A value nested by case number as path, number, value; any other as it is (ruling P28)."""
    if not isinstance(value, Mapping) or not value:
        yield path, None, value
        return
    numbers = asked.outcome.case_numbers
    for number, item in value.items():
        if number in numbers:
            yield f"{path}.{number}", number, item
        else:
            asked.tally.not_understood(
                f"{path}.{number}", item, f"give a case number: {', '.join(numbers)}"
            )


def is_note(key: str) -> bool:
    """Whether a key is for human readers only (ruling P26)."""
    return key in ("note", "notes") or key.endswith("_note")


def plain(value: object) -> object:
    """Expectations as JSON has them: keys are words, a date is its ISO text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
