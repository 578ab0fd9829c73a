"""The statements of law that one packet rests on, each with its standing.

The packet's internal cover sheet prints those that nobody has read in a source yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from .calendar_law import LawItem
from .deadlines import deadlines_for_case
from .law_files import OfVehicles, constants
from .offenses import offense_tables
from .vehicles import vehicle_rules


def rests_on(one: OneCase, vehicles: tuple[Vehicle, ...]) -> tuple[LawItem, ...]:
    """What the papers of a case say of the law, whatever its standing, each statement once.

    These are the statements about each vehicle, the authorities that may be cited for it, the
    constants and lists of offenses that decide whether it fits, and the periods, rules of counting
    and court holidays by which this case's days were reckoned.

    Args:
        one: the case.
        vehicles: what is asked for in it; for nothing, nothing is said.
    """
    return tuple({item.key: item for item in _of(one, vehicles)}.values()) if vehicles else ()


def _of(one: OneCase, vehicles: tuple[Vehicle, ...]) -> Iterator[LawItem]:
    for vehicle in vehicles:
        rule = vehicle_rules()[vehicle]
        yield from rule.statements
        yield from rule.cited
    lists: tuple[OfVehicles, ...] = (*constants().values(), *offense_tables().values())
    yield from (item for item in lists if not item.vehicles or set(item.vehicles) & set(vehicles))
    for deadline in deadlines_for_case(one, vehicles):
        yield from deadline.law
