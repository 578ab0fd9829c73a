"""What an expectation may say beyond the samples, and what is said of one that isn't understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from docassemble.PostConvictionRelief.verify.altering import altered
from docassemble.PostConvictionRelief.verify.expectation import check
from docassemble.PostConvictionRelief.verify.outcome import Outcome
from docassemble.PostConvictionRelief.verify.report import Tally
from tests.examples import sample_facts


def checked(name: str, block: object, **changes: Any) -> Tally:
    """What became of a block about a sample with facts changed; `__` stands for the dot."""
    facts = altered(sample_facts(name), {k.replace("__", "."): v for k, v in changes.items()})
    tally = Tally(name)
    check(block, Outcome(facts), tally)
    return tally


def said(tally: Tally) -> dict[str, str]:
    """What came out, by the path of the difference."""
    return {difference.path: difference.actual for difference in tally.differences}


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("S01", {"deadlines": {"notice": "2026-12-31"}}),
        ("S02", {"deadlines": {"floor": "2027-02-23"}}),
        ("S02", {"timeliness": {"days_since": 270, "position": "as_of_right_and_diligence"}}),
        ("S02", {"deadlines": {"if_order_2026_11_20": {"appeal": "2027-01-19"}}}),
        ("S02", {"deadlines": {"if_received_2026_11_20": {"response": "2027-01-04"}}}),
        ("S02", {"deadlines": {"if_received_2026_12_01": {"response": "2027-01-15"}}}),
        ("S02", {"deadlines": {"if_filed_2026_11_20": {"habeas_ruling": "2027-01-19"}}}),
        ("S02", {"deadlines": {"if_hearing_2026_12_11": {"if_mailed": "2026-11-20"}}}),
        ("S01", {"candidates": {"M19990777": [{"vehicle": "PC17D", "counts": [2]}]}}),
        ("S04", {"candidates": {"RIM99555": [
            {"vehicle": "PC1473_7_A1", "flag": "needs_attorney_override", "rules": ["R05"]}]}}),
        ("S04", {"packet": {"FSB99444": ["F-CR180", "F-CR181", "F-CR106"]}}),
        ("S01", {"rank_of_PC1203_4_above_PC1473_7_A1": True}),
        ("S02", {"habeas_not_offered_for": ["BA999041"]}),
    ],
)  # fmt: skip
def test_more_can_be_said(name: str, block: Mapping[str, object]) -> None:
    tally = checked(name, block)
    assert said(tally) == {}
    assert tally.held > 0


def test_a_day_that_is_known_only_between_two_days_is_told_so() -> None:
    told = said(checked("S02", {"deadlines": {"plea_withdrawal": "2009-09-17"}}))
    assert told == {"deadlines.plea_withdrawal": "between 2009-09-17 and 2024-01-02"}


@pytest.mark.parametrize(
    ("block", "path", "words"),
    [
        ({"colour": "red"}, "colour", "no expectation has this key"),
        ({"warning_": "W-UPL"}, "warning_", "did you mean warning"),
        ({"result": "fine"}, "result", "give error, block, warn, ok"),
        ({"status": "possible"}, "status", "beside a vehicle"),
        ({"vehicle": "PC1473"}, "vehicle", "give a vehicle's id"),
        ({"vehicle": "HABEAS"}, "vehicle", "give its result or status"),
        ({"warnings": ["W-UPLL"]}, "warnings.0", "give a warning's code"),
        ({"must_not_warn": "W-UPLL"}, "must_not_warn", "give a warning's code"),
        ({"rule": "6"}, "rule", "give a rule like R06"),
        ({"offers": [1]}, "offers.0", "give a word"),
        ({"candidates": [{"vehicle": "HABEAS", "sort": 1}]}, "candidates.0.sort", "scope"),
        ({"candidates": [{"status": "blocked"}]}, "candidates.0.vehicle", "give a vehicle's id"),
        ({"candidates": {"XX1": []}}, "candidates.XX1", "give a case number: BA999041"),
        ({"deadlines": {"answer": "2027-01-01"}}, "deadlines.answer", "no deadline is called so"),
        ({"deadlines": {"if_hearing_2027_02_31": {}}}, "deadlines.if_hearing_2027_02_31", "real"),
        ({"deadlines": "soon"}, "deadlines", "by the names of deadlines"),
        ({"timeliness": {"trigger": None}}, "timeliness.trigger", "trigger_a"),
        ({"suggests": "wait"}, "suggests", "order_shortening_time"),
        ({"last_day": "2026-11-20"}, "last_day", "name the vehicle"),
        ({"routes_to": "clerk"}, "routes_to", "give attorney"),
        ({"packet": ["D-XXX"]}, "packet", "no document has such a code"),
        ({"documents_include": "D-XXX"}, "documents_include", "no document has such a code"),
        ({"form": "HC1"}, "form", "HC-001"),
        ({"must": ["shine"]}, "must.0", "names_in_nfc"),
        ({"also_ok": [{"in": 1, "out": 2}]}, "also_ok", "beside the one field"),
        ({"contrast": {"last_day": "2026-11-20"}}, "contrast", "give what is set"),
        ({"contrast": {"set": {"case.7": 1}, "packets": 1}}, "contrast", "has no item 7"),
        ({"rank_of_PC1203_4_above_PC9999": True}, "rank_of_PC1203_4_above_PC9999", "ids"),
        ({}, "", "give what is expected"),
        ("all is well", "", "give what is expected"),
    ],
)
def test_what_is_not_understood_is_a_difference_that_says_what_would_be(
    block: object, path: str, words: str
) -> None:
    told = said(checked("S02", block))
    assert list(told) == [path]
    assert told[path].startswith("not understood: ")
    assert words in told[path]


def test_notes_are_for_people() -> None:
    block = {"note": 1, "notes": "x", "form_note": "y", "timeliness": {"legal_position_note": "z"}}
    assert said(checked("S02", block | {"packets": 1})) == {}


def test_a_habeas_that_is_offered_is_told() -> None:
    tally = checked(
        "S02", {"habeas_not_offered_for": "BA999041"}, case__0__custody_this_case="prison"
    )
    assert said(tally) == {"habeas_not_offered_for": "HABEAS"}


def test_a_prosecutor_of_another_county_is_nobody_to_serve() -> None:
    block = {"served_on": {"RIF99888": "Riverside", "FSB99444": "San Bernardino"}}
    told = said(checked("S04", block, case__1__prosecutor=None))
    assert told == {"served_on.FSB99444": "nobody: case.1.prosecutor isn't told"}


def test_facts_that_are_refused_are_said_once_with_every_problem() -> None:
    tally = checked("S02", {"packets": 1, "warnings": ["W-UPL"]}, case__0__plea_date="2027-03-17")
    told = said(tally)
    assert "case.0.plea_date: 2027-03-17 cannot be in the future" in told[""]
    assert told["packets"] == told["warnings"] == "the facts are refused"


def test_a_refusal_keeps_nothing_from_being_checked() -> None:
    block = {"result": "ok", "field": "hearing.date", "documents_generated": 0}
    told = said(checked("S02", block, hearing__date="2027-02-15"))
    assert list(told) == ["result"]
    assert told["result"].startswith("error; hearing.date: the court is closed on Monday")
