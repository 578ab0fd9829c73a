"""Sample S02 altered by address, and what is then said of its facts."""

from __future__ import annotations

from typing import Any

from docassemble.PostConvictionRelief.casefile import CaseFile, examine_facts, warnings
from tests.examples import changed_facts

Facts = dict[str, Any]
"""Facts by address; `__` stands for its dots."""
Row = tuple[str, Facts, str, str, Facts]
"""The rule; facts that break it; the address; what is said of it; facts that keep it."""

SERVED = {"party": "prosecuting_agency", "method": "personal"}
ELECTRONIC = {"party": "prosecuting_agency", "method": "electronic", "email": "da@example.org"}
AGREED = {"agency": "district_attorney", "email_service": "da@example.org"}
DEFERRED = {"program": True, "granted_on": "2009-03-17", "completed_on": "2010-03-17"}


def altered(facts: Facts) -> dict[str, Any]:
    """The plain facts of S02 with these."""
    return changed_facts("S02", facts)


def problems(facts: Facts) -> list[str]:
    """What can't be true of S02 with these facts."""
    return [str(problem) for problem in examine_facts(altered(facts)).problems]


def doubts(facts: Facts) -> list[str]:
    """What ought to be looked at again in S02 with these facts."""
    reading = examine_facts(altered(facts))
    assert reading.problems == ()
    assert isinstance(reading.case_file, CaseFile)
    return [str(doubt) for doubt in warnings(reading.case_file)]


def said(found: list[str], where: str, words: str) -> list[str]:
    """Those of an address that hold these words."""
    return [one for one in found if one.startswith(f"{where}: ") and words in one]
