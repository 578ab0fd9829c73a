"""How probation ended: what dismissals under section 1203.4 turn on (R25, P2)."""

from __future__ import annotations

from datetime import date

from ...casefile import Unknown
from ..effects import Condition, one_of
from ..facts import Facts
from .conditions import PROBATION


def probation_granted(facts: Facts) -> Condition:
    """Probation was granted, with imposition or execution of sentence suspended."""
    granted = True if isinstance(facts.probation_granted_on, date) else None
    told = one_of(facts.disposition, *PROBATION)
    return Condition(granted if told is None else told, "probation was not granted")


def probation_over(facts: Facts) -> Condition:
    """Probation has ended; its last day still belongs to it (P10)."""
    ended = facts.probation_ended_on
    if isinstance(ended, date):
        return Condition(ended < facts.as_of, "probation has not ended")
    early = facts.discharged_early
    if early is True:
        return Condition(True)
    if isinstance(ended, Unknown) or isinstance(early, Unknown):
        return Condition(None)
    return Condition(False, "probation has not ended")
