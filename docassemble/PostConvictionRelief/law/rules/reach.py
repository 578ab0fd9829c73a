"""What section 1016.5 reaches: the ground that its rules share."""

from __future__ import annotations

from ...casefile import Unknown
from ..effects import Condition, every
from ..facts import Facts, remembered
from ..law_files import day
from .conditions import before, convicted, no_infraction, noncitizen, pleaded, spelled


@remembered
def reached_by_1016_5(facts: Facts) -> Condition:
    """A plea after 1977, to more than an infraction, by somebody whom the conviction can harm."""
    return every(
        facts,
        convicted,
        pleaded,
        _late_enough,
        no_infraction,
        noncitizen,
    )


def _late_enough(facts: Facts) -> Condition:
    start, told = day("advisement_after"), facts.plea_date
    early = before(told, start)
    if early is False and not isinstance(told, Unknown):
        early = told == start
    return Condition(
        None if early is None else not early, f"the plea was not after {spelled(start)}"
    )
