"""What was chosen for a case, and what an attorney decided about it."""

from __future__ import annotations

from ..casefile import known
from ..casefile.criminal_case import CriminalCase
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle


def chosen_vehicles(one: OneCase) -> tuple[Vehicle, ...]:
    """The vehicles chosen for this case, else those of the whole matter (P22)."""
    return tuple(one.case.vehicle or one.case_file.matter.vehicle)


def override_recorded(case: CriminalCase) -> bool:
    """Whether an attorney's decision to go on is recorded in this case (R05, P20)."""
    override = known(case.attorney_override)
    return bool(override and known(override.by))
