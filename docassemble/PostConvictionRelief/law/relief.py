"""What is asked for in one case, as its papers need to know it.

Everything here is a function of the facts; whether it may be asked for at all is told by
`obstacles.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..casefile import known
from ..casefile.criminal_case import CriminalCase
from ..casefile.one_case import OneCase


@dataclass(frozen=True)
class Dismissal:
    """A dismissal after probation: section, track, and the reason that CR-180 item 2 asks.

    Attributes:
        section: of the Penal Code.
        track: mandatory, where the court shall grant it; discretionary in the interests of justice.
        reason: a (fulfilled for the entire period), b (discharged early), c (interests of justice).
    """

    section: str
    track: Literal["mandatory", "discretionary"]
    reason: Literal["a", "b", "c"]


@dataclass(frozen=True)
class Timeliness:
    """The two events of Penal Code section 1473.7, subdivision (b)(2) (calculator K5, P11).

    Attributes:
        trigger_a: the first notice that asserts the conviction as a ground.
        trigger_b: the final removal order.
        days_since: from the latest of them to `as_of`, in days.
    """

    trigger_a: date | None
    trigger_b: date | None
    days_since: int | None


@dataclass(frozen=True)
class Relief:
    """What is asked for in one case."""

    vehicles: tuple[str, ...]
    theories: tuple[str, ...]
    dismissal: Dismissal | None
    timeliness: Timeliness


def chosen_vehicles(one: OneCase) -> tuple[str, ...]:
    """The vehicles chosen for this case, else those of the whole matter."""
    return tuple(one.case.vehicle or one.case_file.matter.vehicle)


def relief_for(one: OneCase, vehicles: tuple[str, ...]) -> Relief:
    """What a packet that uses these vehicles asks for in this case."""
    return Relief(
        vehicles=vehicles,
        theories=tuple(
            dict.fromkeys(t for defect in one.defects if (t := known(defect.theory)) is not None)
        ),
        dismissal=_dismissal(one.case) if "PC1203_4" in vehicles else None,
        timeliness=_timeliness(one),
    )


def _dismissal(case: CriminalCase) -> Dismissal | None:
    """Penal Code section 1203.4(a)(1); rulings P2 (tracks)."""
    probation = known(case.probation)
    if probation is None:
        return None
    if known(probation.early_termination):
        return Dismissal("1203.4", "mandatory", "b")
    if known(probation.ended_on) and not probation.violations:
        return Dismissal("1203.4", "mandatory", "a")
    return Dismissal("1203.4", "discretionary", "c")


def _timeliness(one: OneCase) -> Timeliness:
    imm = one.case_file.imm
    notices = [
        day
        for contact in imm.contacts
        if known(contact.asserts_conviction)
        if (day := known(contact.date))
    ]
    if nta := known(imm.nta_date):
        notices.append(nta)
    trigger_a = min(notices, default=None)
    trigger_b = known(imm.final_order_date)
    latest = max((day for day in (trigger_a, trigger_b) if day), default=None)
    return Timeliness(trigger_a, trigger_b, (one.as_of - latest).days if latest else None)
