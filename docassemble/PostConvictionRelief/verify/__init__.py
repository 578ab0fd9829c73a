"""Does what a lawyer wrote down still hold? Expectations in case files and traps, run for real.

verify(paths)     every difference between what was expected and what came out
examine(facts)    everything that is wrong with a case file, of whatever room
"""

from .examining import Examination, examine
from .report import Difference, FileReport, Left, Report
from .run import verify

__all__ = ["Difference", "Examination", "FileReport", "Left", "Report", "examine", "verify"]
