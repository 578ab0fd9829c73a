"""What is asked for in one case, as its papers need to know it.

Everything here is a function of the facts; whether it may be asked for at all is told by
`screening.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ..casefile import known
from ..casefile.criminal_case import CriminalCase
from ..casefile.declared import rests_on as worked_out_from
from ..casefile.one_case import OneCase
from ..casefile.vocabulary import Vehicle
from .calendar_law import LawItem
from .standing import rests_on


@dataclass(frozen=True)
class Dismissal:
    """A dismissal of the 1203.4 family: section, track, and the reason that CR-180 asks.

    Attributes:
        section: of the Penal Code.
        track: mandatory, where the court shall grant it; discretionary in the interests of justice.
        reason: the letter of its box. For section 1203.4 (item 2): a (fulfilled for the entire
            period), b (discharged early), c (interests of justice). For section 1203.4a (item 3):
            a (complied, and an honest and upright life), b (interests of justice). For the others:
            c.
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
    """What is asked for in one case.

    Attributes:
        vehicles: the forms of relief.
        rests_on: the statements of law behind them, each with its standing.
        theories: the defects that are argued.
        dismissal: the section, track and reason of a dismissal, where one is asked for.
        timeliness: the events from which diligence is reckoned.
    """

    vehicles: tuple[Vehicle, ...]
    rests_on: tuple[LawItem, ...]
    theories: tuple[str, ...] = field(metadata=worked_out_from("defects"))
    dismissal: Dismissal | None
    timeliness: Timeliness = field(metadata=worked_out_from("imm"))


def relief_for(one: OneCase, vehicles: tuple[Vehicle, ...]) -> Relief:
    """What a packet that uses these vehicles asks for in this case."""
    return Relief(
        vehicles=vehicles,
        rests_on=rests_on(one, vehicles),
        theories=tuple(
            dict.fromkeys(t for defect in one.defects if (t := known(defect.theory)) is not None)
        ),
        dismissal=next((d for v in vehicles if (d := _dismissal(one, v))), None),
        timeliness=_timeliness(one),
    )


_DISCRETIONARY = {"PC1203_41": "1203.41", "PC1203_42": "1203.42", "PC1203_49": "1203.49"}


def _dismissal(one: OneCase, vehicle: str) -> Dismissal | None:
    """The dismissal that a vehicle asks for, as the facts decide it (specification 1.8, P2)."""
    if vehicle == "PC1203_4":
        return _after_probation(one.case)
    if vehicle == "PC1203_4A":
        upright = not _later_case(one)
        track: Literal["mandatory", "discretionary"] = "mandatory" if upright else "discretionary"
        return Dismissal("1203.4a", track, "a" if upright else "b")
    section = _DISCRETIONARY.get(vehicle)
    return Dismissal(section, "discretionary", "c") if section else None


def _after_probation(case: CriminalCase) -> Dismissal | None:
    """Penal Code section 1203.4(a)(1); violations that nobody told count as none."""
    probation = known(case.probation)
    if probation is None:
        return None
    if known(probation.early_termination):
        return Dismissal("1203.4", "mandatory", "b")
    if known(probation.ended_on) and not probation.violations:
        return Dismissal("1203.4", "mandatory", "a")
    return Dismissal("1203.4", "discretionary", "c")


def _later_case(one: OneCase) -> bool:
    """Whether the file tells of a later case, which an honest and upright life would not have."""
    judged = known(one.case.judgment_date)
    others = (case for n, case in enumerate(one.case_file.case) if n != one.index)
    begun = (known(c.arrest_date) or known(c.filed_on) or known(c.plea_date) for c in others)
    return judged is not None and any(day > judged for day in begun if day)


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
