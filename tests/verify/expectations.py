"""The expectations of the samples and traps, each with the outcome that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docassemble.PostConvictionRelief.verify.altering import TEMPLATE_OVERRIDE
from docassemble.PostConvictionRelief.verify.asked import plain
from docassemble.PostConvictionRelief.verify.expectation import check
from docassemble.PostConvictionRelief.verify.inputs import TrapsInput, read_input
from docassemble.PostConvictionRelief.verify.outcome import Outcome
from docassemble.PostConvictionRelief.verify.report import Tally
from tests.examples import EXAMPLES, FILES, sample_facts

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Expectation:
    """A block of expectations and what really comes out of the facts it is about."""

    name: str
    block: dict[str, Any]
    outcome: Outcome

    def checked(self, block: Mapping[str, Any] | None = None) -> Tally:
        """What became of the block, or of another in its place."""
        tally = Tally(self.name)
        check(self.block if block is None else block, self.outcome, tally)
        return tally


@cache
def all_expectations() -> dict[str, Expectation]:
    """Those of the four samples and of every trap that alters facts, by name."""
    facts = {name: sample_facts(name) for name in FILES}
    found = [_expectation(name, told["expected"], Outcome(told)) for name, told in facts.items()]
    traps = read_input(EXAMPLES / "traps.yaml")
    assert isinstance(traps, TrapsInput)
    for trap in traps.traps.traps:
        if TEMPLATE_OVERRIDE not in trap.set:
            outcome = Outcome(facts[trap.base]).altered(trap.set)
            found.append(_expectation(trap.id, trap.expected, outcome))
    return {each.name: each for each in found}


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every single value below a block with the way to it; what is set, or a note, is none."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in ("set", "note", "notes") and not key.endswith("_note"):
                yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from leaves(item, (*path, n))
    else:
        yield path, value


def replaced(value: Any, path: Path, new: object) -> Any:
    """A copy with another value at the end of the way."""
    if not path:
        return new
    first, *rest = path
    below = replaced(value[first], tuple(rest), new)
    if isinstance(value, list):
        return [below if n == first else item for n, item in enumerate(value)]
    return {**value, first: below}


def _expectation(name: str, block: object, outcome: Outcome) -> Expectation:
    told = plain(block)
    assert isinstance(told, dict)
    return Expectation(name, told, outcome)
