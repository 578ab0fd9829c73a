"""Every deadline that a case file lets us reckon."""

from __future__ import annotations

from collections.abc import Iterable

from ...casefile import CaseFile, known
from ...casefile.one_case import OneCase
from ..choice import chosen_vehicles
from .filings import filing_deadlines
from .hearing import hearing_of, motion, notice, sealing_notice
from .immigration import diligence, diligence_clock, motion_to_reopen
from .periods import periods
from .plea_withdrawal import plea_withdrawal
from .probation import probation_end
from .result import Deadline
from .waiting import no_limits, waits


def deadlines_for(case_file: CaseFile) -> tuple[Deadline, ...]:
    """Everything that can be reckoned from a case file: case by case, then of the whole matter.

    What a chosen vehicle needs and isn't known comes as a result that names the missing facts.
    Nothing raises for want of facts or of calendar data: that is told in the result.
    """
    cases = [OneCase(case_file, index) for index in range(len(case_file.case))]
    per_case = (d for one in cases for d in deadlines_for_case(one, chosen_vehicles(one)))
    return (*per_case, *matter_deadlines(case_file))


def deadlines_for_case(one: OneCase, vehicles: Iterable[str]) -> tuple[Deadline, ...]:
    """The deadlines of one case for the vehicles to be used in it: K1 to K4, K8, K9 and K12.

    A conviction of another state or of a federal court is outside all of them.
    """
    if known(one.case.jurisdiction) in ("other_state", "federal"):
        return ()
    chosen = tuple(vehicles)
    single = (plea_withdrawal(one, chosen), probation_end(one))
    found = (
        *_before_the_hearing(one, chosen),
        *(deadline for deadline in single if deadline),
        *waits(one, chosen),
        *no_limits(one, chosen),
    )
    return tuple(sorted(found, key=lambda deadline: int(deadline.calculator.removeprefix("K"))))


def matter_deadlines(case_file: CaseFile) -> tuple[Deadline, ...]:
    """The deadlines that don't belong to one court case: K5, K6, K7, K10 and K11."""
    reopening = motion_to_reopen(case_file)
    return (
        *((diligence_clock(case_file),) if _clock_runs(case_file) else ()),
        *filing_deadlines(case_file),
        *((reopening,) if reopening else ()),
    )


def _before_the_hearing(one: OneCase, chosen: tuple[str, ...]) -> tuple[Deadline, ...]:
    """K1, K2 and K3, each where a chosen vehicle asks for it; K1 for any other hearing."""
    rules = periods()
    petitions = notice(one, chosen)
    sealing = sealing_notice(one) if "PC851_91" in chosen else ()
    by_motion = any(vehicle in rules.motion_vehicles for vehicle in chosen)
    heard = hearing_of(one).day is not None and not petitions and not sealing
    return (*(motion(one) if by_motion or heard else ()), *petitions, *sealing)


def _clock_runs(case_file: CaseFile) -> bool:
    """Whether K5 has anything to say: section 1473.7(a)(1) is asked for, or a clock has started."""
    chosen = (
        vehicle
        for index in range(len(case_file.case))
        for vehicle in chosen_vehicles(OneCase(case_file, index))
    )
    return diligence(case_file).trigger is not None or "PC1473_7_A1" in chosen
