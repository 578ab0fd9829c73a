"""The sample cases and the traps, held to what their own files say, as far as the law decides it.

Of the traps, T01, T08, T09 and T14 are the case file's; T15 is the calculators'; T06, T07, T13 and
T20 are about papers. What the others say of papers waits for them too (see `expectations.PAPERS`).
"""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.law import screen
from tests.examples import FILES, sample
from tests.law.expectations import (
    candidate_differences,
    differences,
    trap_differences,
    trap_file,
    traps,
)

OF_THE_LAW = ["T02", "T03", "T04", "T05", "T10", "T11", "T12", "T16", "T17", "T18", "T19"]
ELSEWHERE = {"T01", "T06", "T07", "T08", "T09", "T13", "T14", "T15", "T20"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_sample_gets_the_candidates_and_warnings_that_its_file_expects(name: str) -> None:
    case_file = sample(name)
    assert case_file.expected
    assert differences(screen(case_file), case_file.expected) == []


@pytest.mark.parametrize("name", OF_THE_LAW)
def test_a_trap_is_not_fallen_into(name: str) -> None:
    trap = traps()[name]
    assert trap_differences(trap_file(trap), trap["expect"]) == []


def test_the_contrast_of_t12_is_recommended_because_its_last_day_is_a_monday() -> None:
    trap = traps()["T12"]
    contrast = trap["expect"]["contrast"] if "contrast" in trap["expect"] else trap["contrast"]
    expected = {"result": "ok", "vehicle": "PC1018"} | contrast
    more = expected.pop("set")
    assert trap_differences(trap_file(trap, more), expected) == []


def test_every_trap_is_either_the_laws_or_anothers() -> None:
    assert set(OF_THE_LAW) | ELSEWHERE == set(traps())


@pytest.mark.parametrize(
    "wrong",
    [
        {"vehicle": "PC1473_7_A1", "status": "possible"},
        {"vehicle": "PC1473_7_A1", "rule": "R03"},
        {"vehicle": "PC1473_7_A1", "reason_contains": "no such words"},
        {"vehicle": "PC1473_7_A1", "caution": "W-CUSTODY"},
        {"vehicle": "PC1473_7_A1", "cautions": ["W-ORDER-REASON", "W-CUSTODY"]},
        {"vehicle": "PC1473_7_A1", "needs": ["defects"]},
        {"vehicle": "PC1473_7_A1", "scope": "sentence", "status": "possible"},
        {"vehicle": "PC1203_4", "track": "discretionary"},
        {"vehicle": "PC1203_4", "count": 2},
        {"vehicle": "PC1203_43", "status": "recommended"},
        {"vehicle": "PC1473_7_A1", "colour": "red"},
    ],
)
def test_a_wrong_expectation_is_a_difference(wrong: dict[str, object]) -> None:
    assert list(candidate_differences(screen(sample("S02")).cases[0], wrong))


@pytest.mark.parametrize(
    "wrong",
    [{"warnings": ["W-CUSTODY"]}, {"must_not_warn": ["W-UPL"]}, {"candidate": []}],
)
def test_a_wrong_expectation_of_the_whole_is_a_difference(wrong: dict[str, object]) -> None:
    assert differences(screen(sample("S02")), wrong)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("T02", {"rules": ["R06", "R25"]}),
        ("T02", {"rule": "R25"}),
        ("T02", {"offers": ["PC1203_4"]}),
        ("T02", {"warning": "W-DHS-DETAINED"}),
        ("T03", {"vehicle": "PC1473_7_A1", "status": "blocked"}),
        ("T04", {"vehicle": "PC1473_7_A1"}),
        ("T04", {"message_contains": "no such words"}),
        ("T04", {"still_offered": ["PC1016_5"]}),
        ("T10", {"habeas_not_offered_for": "BA999041"}),
        ("T18", {"acknowledgement_required": False}),
        ("T18", {"asks": ["case.0.number"]}),
        ("T18", {"routes_to": "attorney"}),
        ("T18", {"colour": "red"}),
    ],
)
def test_a_wrong_expectation_of_a_trap_is_a_difference(name: str, wrong: dict[str, object]) -> None:
    trap = traps()[name]
    assert trap_differences(trap_file(trap), trap["expect"] | wrong)
