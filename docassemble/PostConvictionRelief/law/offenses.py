"""Lists of offenses as data (`offenses.yaml`), and whether a count is in one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from ..casefile import Unknown
from ..casefile.vocabulary import Level
from .calendar_law import table
from .facts import Facts
from .law_files import OfVehicles, dated

_OFFENSE = re.compile(
    r"(?P<code>[A-Z]{2,4})(?: (?P<section>[0-9][0-9a-z./]*)(?P<subdivision>\(.+\))?)?"
)


class Offense(BaseModel):
    """One entry of a list; see the head of `offenses.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    section: str | None = None
    subdivision: str | None = None
    level: Level | None = None
    until: date | None = None
    value: bool = False
    drug: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, row: Any) -> Any:
        """Read `PC 602(o)`, alone or as the `offense` of a mapping."""
        more = {} if isinstance(row, str) else {k: v for k, v in row.items() if k != "offense"}
        cited = row if isinstance(row, str) else row["offense"]
        match = _OFFENSE.fullmatch(cited)
        if match is None:
            raise ValueError(f"{cited!r} can't be read; write it like PC 602(o)")
        return match.groupdict() | more


class OffenseTable(OfVehicles):
    """A list of offenses; `unlisted` says what it means not to be in it."""

    unlisted: Literal["no", "unknown"]
    offenses: tuple[Offense, ...]

    def near(self, code: str, section: str) -> tuple[Offense, ...]:
        """The entries that may mean a section of a code."""
        return _index(self.key).get((code, section), ()) + _index(self.key).get((code, None), ())


@cache
def offense_tables() -> dict[str, OffenseTable]:
    """The lists, by name."""
    return {
        key: OffenseTable.model_validate(row | {"key": key})
        for key, row in dated(table("offenses.yaml"), "tables").items()
    }


@cache
def _index(name: str) -> dict[tuple[str, str | None], tuple[Offense, ...]]:
    found: dict[tuple[str, str | None], tuple[Offense, ...]] = defaultdict(tuple)
    for offense in offense_tables()[name].offenses:
        found[offense.code, offense.section] += (offense,)
    return dict(found)


def entry(facts: Facts, name: str) -> Offense | Literal[False] | None:
    """The entry of the list `name` that means this count.

    Returns:
        the entry; `False` where the count is surely in none; `None` where that isn't known.
    """
    code, section = facts.code, facts.section
    if isinstance(code, Unknown) or isinstance(section, Unknown) or not (code and section):
        return None
    listed = offense_tables()[name]
    answers = [(offense, _means(facts, offense)) for offense in listed.near(code, section)]
    sure = next((offense for offense, answer in answers if answer), None)
    if sure:
        return sure
    if listed.unlisted == "unknown" or any(answer is None for _, answer in answers):
        return None
    return False


def listed(facts: Facts, name: str) -> bool | None:
    """Whether this count is in the list `name`; `None` where that isn't known."""
    found = entry(facts, name)
    return True if isinstance(found, Offense) else found


def _means(facts: Facts, offense: Offense) -> bool | None:
    """Whether an entry that has the count's section means the count."""
    return _all(
        answer
        for answer in (
            _subdivision(facts, offense.subdivision),
            _level(facts, offense.level),
            _before(facts, offense.until),
        )
    )


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = tuple(answers)
    if False in found:
        return False
    return None if None in found else True


def _subdivision(facts: Facts, wanted: str | None) -> bool | None:
    if wanted is None:
        return True
    told = facts.subdivision
    return None if isinstance(told, Unknown) else (told or "").startswith(wanted)


def _level(facts: Facts, wanted: Level | None) -> bool | None:
    if wanted is None:
        return True
    told = facts.level
    return None if isinstance(told, Unknown) else told == wanted


def _before(facts: Facts, until: date | None) -> bool | None:
    if until is None:
        return True
    told = facts.plea_date
    if isinstance(told, Unknown) or told is None:
        return None
    return told < until
