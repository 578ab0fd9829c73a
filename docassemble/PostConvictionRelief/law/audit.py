"""How well the law here is known: what rests on memory, what has not been looked at for long.

`pcr law audit` prints a review; what one packet rests on is told by `standing.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar_law import LawItem
from .deadlines.periods import all_law
from .law_files import authorities, constants
from .offenses import offense_tables
from .vehicles import vehicle_rules


@dataclass(frozen=True)
class LawReview:
    """A look at everything that the law here says.

    Attributes:
        as_of: the day of the review.
        items: all there are.
        from_memory: those that nobody has read in a source.
        stale: those last checked more than the given number of days before, oldest first.
    """

    as_of: date
    items: tuple[LawItem, ...]
    from_memory: tuple[LawItem, ...]
    stale: tuple[LawItem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each status."""
        found = {"verified": 0, "derived": 0, "memory": 0}
        for item in self.items:
            found[item.status] += 1
        return found


def law_items() -> tuple[LawItem, ...]:
    """Everything that the law here says, each with its standing."""
    said = (item for rule in vehicle_rules().values() for item in rule.statements)
    return (
        *said,
        *authorities().values(),
        *constants().values(),
        *offense_tables().values(),
        *all_law(),
    )


def review(as_of: date, days: int) -> LawReview:
    """What rests on memory, and what was last checked more than `days` days before `as_of`."""
    items = law_items()
    limit = as_of - timedelta(days=days)
    stale = sorted((i for i in items if i.checked_on < limit), key=lambda item: item.checked_on)
    return LawReview(as_of, items, _from_memory(items), tuple(stale))


def _from_memory(items: Iterable[LawItem]) -> tuple[LawItem, ...]:
    return tuple(item for item in items if item.status == "memory")
