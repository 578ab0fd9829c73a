"""Cases with other dates than the samples', for what is reckoned forward from an event."""

from __future__ import annotations

from datetime import date

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.deadlines import Deadline, plea_withdrawal
from tests.examples import changed, sample_facts

FACTS = sample_facts("S02")


def day(text: str) -> date:
    """A day, written as in the case file."""
    return date.fromisoformat(text)


def one_case(name: str, **facts: object) -> OneCase:
    """The first case of a sample, some of its facts changed."""
    return OneCase(changed(name, **facts), 0)


def granted(when: str | None, **more: object) -> OneCase:
    """The sample case with probation granted on a day, imposition of sentence suspended."""
    probation = {"granted_on": when, "term_months": 24, "ended_on": None}
    facts: dict[str, object] = {
        "case__0__plea_date": when,
        "case__0__judgment_date": None,
        "case__0__probation": probation,
        "case__0__custody_this_case": "probation",
    }
    return one_case("S02", **(facts | more))


def withdrawal(one: OneCase, *vehicles: str) -> Deadline:
    """The last day to withdraw a plea, which there must be."""
    found = plea_withdrawal(one, vehicles)
    assert found is not None
    return found


def as_of(today: date, **case: object) -> CaseFile:
    """The sample motion, looked at on another day, after a final order of removal."""
    facts = {
        "meta": {"id": "S02", "as_of": today},
        "imm": {"nta_date": date(2024, 2, 1), "final_order_date": date(2024, 6, 3)},
        "case": [FACTS["case"][0] | case],
    }
    return read_facts(facts)
