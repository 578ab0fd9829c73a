"""K6, K7, K10: what a filing starts (specification 2.5 to 2.7)."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.law.deadlines import (
    Deadline,
    filing_deadlines,
)
from docassemble.PostConvictionRelief.law.deadlines.filings import kind_of
from tests.examples import changed

from .dated import day


def filed(name: str = "S02", **filing: object) -> Deadline:
    [found] = filing_deadlines(changed(name, filings=[filing]))
    return found


FILINGS = [
    # what, fact, day of it, last day, kind
    ("petition under 236.14", "received_on", "2026-11-20", "2027-01-04", "expected"),
    ("PC236_15", "received_on", "2026-11-01", "2026-12-16", "expected"),
    ("habeas petition", "filed_on", "2026-11-20", "2027-01-19", "expected"),
    ("HC-001", "filed_on", "2026-11-20", "2027-01-19", "expected"),
    ("Notice and request for ruling", "filed_on", "2026-11-20", "2026-12-21", "expected"),
    ("order denying the motion", "filed_on", "2026-11-20", "2027-01-19", "last_day"),
]


@pytest.mark.parametrize(("what", "fact", "when", "last", "kind"), FILINGS)
def test_a_filing_starts_its_clock(what: str, fact: str, when: str, last: str, kind: str) -> None:
    found = filed(what=what, **{fact: when})
    assert (found.day, found.kind) == (day(last), kind)


def test_45_days_from_december_1_are_january_15() -> None:
    # The example of 2.6 lies after the sample's `as_of`, so the sample is moved on.
    case_file = changed(
        "S02",
        meta__as_of="2026-12-02",
        filings=[{"what": "236.14", "received_on": "2026-12-01"}],
    )
    assert filing_deadlines(case_file)[0].day == day("2027-01-15")


@pytest.mark.parametrize(
    ("levels", "last"),
    [
        (["felony", "misdemeanor"], "2027-01-19"),  # 60 days
        (["felony", None], "2027-01-19"),
        (["misdemeanor", "misdemeanor"], "2026-12-21"),  # 30 days: a Sunday
        (["misdemeanor", None], None),
    ],
)
def test_the_time_to_appeal_depends_on_whether_a_felony_was_charged(
    levels: list[str | None], last: str | None
) -> None:
    counts = [{"n": n, "code": "PC", "convicted": True, "level": level or "unknown"}
              for n, level in enumerate(levels, start=1)]  # fmt: skip
    found = filing_deadlines(
        changed(
            "S02",
            case__0__counts=counts,
            filings=[{"what": "order denying the motion", "filed_on": "2026-11-20"}],
        )
    )[0]
    assert found.day == (day(last) if last else None)
    if last is None:
        assert found.needs == ("case.0.counts.1.level",)


def test_where_the_cases_differ_the_order_must_name_its_case() -> None:
    counts = [{"n": 1, "code": "PC", "convicted": True, "level": "misdemeanor"}]
    facts = {"case__2__counts": counts}
    unnamed = filing_deadlines(
        changed("S04", **facts, filings=[{"what": "order", "filed_on": "2026-11-20"}])
    )[0]
    assert (unnamed.day, unnamed.needs) == (None, ("filings.0.what",))
    named = filing_deadlines(
        changed(
            "S04", **facts, filings=[{"what": "order denying rim99555", "filed_on": "2026-11-20"}]
        )
    )[0]
    assert (named.day, named.case_number) == (day("2026-12-21"), "RIM99555")


def test_a_denial_of_habeas_corpus_is_not_appealed() -> None:
    found = filed(what="order denying habeas corpus", filed_on="2026-11-20")
    assert "new petition" in found.concerns[0].problem.remedy


@pytest.mark.parametrize(
    ("what", "fact"),
    [("habeas petition", "filed_on"), ("236.14 petition", "received_on"), ("order", "filed_on")],
)
def test_a_filing_without_its_date_names_the_date(what: str, fact: str) -> None:
    found = filed(what=what)
    assert (found.day, found.needs) == (None, (f"filings.0.{fact}",))


@pytest.mark.parametrize(
    "what", ["motion with proposed order", "order to show cause", "order setting a hearing", ""]
)
def test_other_papers_start_no_clock(what: str) -> None:
    assert kind_of(what) is None
