"""How well the law here is known: what rests on memory, what has not been looked at for long.

`pcr law audit` prints a review; what one packet rests on is told by `standing.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


def review(items: Iterable[LawItem], as_of: date, days: int) -> LawReview:
    """What of some statements rests on memory, and what was last checked long ago.

    Args:
        items: the statements; all there are come from `law_items`.
        as_of: the day of the review.
        days: how many days before that a check may lie; what is older is stale.
    """
    told = tuple(items)
    old = (item for item in told if (as_of - item.checked_on).days > days)
    stale = sorted(old, key=lambda item: item.checked_on)
    memory = tuple(item for item in told if item.status == "memory")
    return LawReview(as_of, told, memory, tuple(stale))
