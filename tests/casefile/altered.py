"""Sample S02 altered by address, and what is then said of its facts."""

from __future__ import annotations

from typing import Any

from docassemble.PostConvictionRelief.casefile import examine_facts, warnings
from docassemble.PostConvictionRelief.errors import Problem
from tests.examples import changed_facts

Facts = dict[str, Any]
"""Facts by address; `__` stands for its dots."""
Row = tuple[str, Facts, str, str, Facts]
"""The rule; facts that break it; the address; what is said of it; facts that keep it."""

SERVED = {"party": "prosecuting_agency", "method": "personal"}
ELECTRONIC = {"party": "prosecuting_agency", "method": "electronic", "email": "da@example.org"}
AGREED = {"agency": "district_attorney", "email_service": "da@example.org"}
DEFERRED = {"program": True, "granted_on": "2009-03-17", "completed_on": "2010-03-17"}


def problems(facts: Facts) -> list[Problem]:
    """What can't be true of S02 with these facts, each of which can be read."""
    reading = examine_facts(changed_facts("S02", facts))
    assert reading.case_file is not None
    return list(reading.problems)


def doubts(facts: Facts) -> list[Problem]:
    """What ought to be looked at again in S02 with these facts."""
    reading = examine_facts(changed_facts("S02", facts))
    assert reading.problems == ()
    assert reading.case_file is not None
    return warnings(reading.case_file)


def said(found: list[Problem], where: str, words: str) -> list[Problem]:
    """Those of an address that hold these words."""
    return [one for one in found if one.where == where and words in str(one)]
