"""By when? The calculators K1 to K12 (specification 2.5), each day with the steps that led to it.

    deadlines_for(case_file)            every deadline of a case file
    deadlines_for_case(one, vehicles)   those of one court case, for the vehicles to be used in it
    hearing_problems(case_file)         hearings on days when the court is closed
    calendar_file(case_file, deadlines, stamp)   an iCalendar file

The periods are data (`periods.yaml`, `service.yaml`), and so are the holidays beside them.
"""

from .calendar_file import calendar_file
from .filings import filing_deadlines
from .hearing import hearing_of, hearing_problems, motion, notice, sealing_notice
from .immigration import Diligence, diligence, diligence_clock, motion_to_reopen
from .of_case import deadlines_for, deadlines_for_case, matter_deadlines
from .periods import all_law, period, periods, ways_of_service
from .plea_withdrawal import plea_withdrawal
from .probation import probation_end
from .result import Concern, Deadline, IfServed, Step
from .waiting import no_limits, waits

__all__ = [
    "Concern",
    "Deadline",
    "Diligence",
    "IfServed",
    "Step",
    "all_law",
    "calendar_file",
    "deadlines_for",
    "deadlines_for_case",
    "diligence",
    "diligence_clock",
    "filing_deadlines",
    "hearing_of",
    "hearing_problems",
    "matter_deadlines",
    "motion",
    "motion_to_reopen",
    "no_limits",
    "notice",
    "period",
    "periods",
    "plea_withdrawal",
    "probation_end",
    "sealing_notice",
    "waits",
    "ways_of_service",
]
