"""Tracks of a dismissal or petition, and the counts for which a rule holds."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import screen
from tests.examples import sample
from tests.law.altered import of, screened

A1: Vehicle = "PC1473_7_A1"
DECISION = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}


@pytest.mark.parametrize(
    ("facts", "track", "words"),
    [
        ({}, "mandatory", "entire period"),
        ({"case.0.probation.early_termination": True}, "mandatory", "early discharge"),
        (
            {"case.0.probation.violations": [{"date": "2020-01-02"}]},
            "discretionary",
            "probation violated",
        ),
        (
            {"case.0.probation": {"granted_on": "2019-04-11", "ended_on": "2022-04-11"}},
            None,
            "turns on violations",
        ),
    ],
)
def test_the_track_of_a_dismissal_follows_from_probation(
    facts: dict[str, Any], track: str | None, words: str
) -> None:
    found = of("S01", facts, "PC1203_4")
    assert (found.status, found.track) == ("state_benefit_only", track)
    assert words in found.reasons[0].text


def test_a_driving_offense_is_always_in_the_courts_discretion() -> None:
    count = {"code": "VC", "section": "23152", "level": "misdemeanor", "convicted": True}
    assert of("S01", {"case.0.counts": [count]}, "PC1203_4").track == "discretionary"


@pytest.mark.parametrize(
    ("custody", "completed", "track"),
    [
        ("none", "2015-09-17", "completed"),
        ("none", None, "completed"),
        ("probation", None, "serving"),
    ],
)
def test_proposition_47_has_a_track_for_each_time(
    custody: str, completed: str | None, track: str
) -> None:
    facts = {"case.0.custody_this_case": custody, "prop47.sentence_completed_on": completed}
    assert of("S03", facts, "PROP47").track == track


@pytest.mark.parametrize(
    ("facts", "track"),
    [
        ({}, "completed"),
        ({"case.0.custody_this_case": "jail"}, "serving"),
        ({"prop64": {"track": "petition"}}, "serving"),
    ],
)
def test_proposition_64_goes_by_petition_or_application(facts: dict[str, Any], track: str) -> None:
    assert of("S02", facts, "PROP64", "cannabis").track == track


def test_a_candidate_names_the_counts_for_which_it_holds() -> None:
    (case,) = screen(sample("S01")).cases
    found = [(candidate.vehicle, candidate.counts) for candidate in case.offered[:2]]
    assert found == [("PC1203_4", (1, 2)), ("PC17D", (2,))]


def test_a_sentence_belongs_to_the_counts_that_it_names() -> None:
    attack = of("S04", {}, A1, scope="sentence")
    assert (attack.status, attack.counts) == ("possible", (1,))
    whole = of("S04", {"case.0.sentence.counts": []}, A1, scope="sentence")
    assert whole.counts == (1, 2)


def test_one_open_count_keeps_a_vehicle_open_and_unclear_counts_are_still_asked_about() -> None:
    felony = {"level": "felony", "convicted": True}
    counts = [
        {"n": 1, "code": "PC", "section": "273.5", "wobbler": True} | felony,
        {"n": 2, "code": "PC", "section": "32"} | felony,
        {"n": 3, "code": "HS", "section": "11378", "wobbler": False} | felony,
    ]
    found = of("S03", {"case.0.counts": counts}, "PC17B")
    assert (found.status, found.counts) == ("possible", (1,))
    assert found.missing_facts == ("case.0.counts.1.wobbler",)


def test_a_count_vacated_before_leaves_the_other_counts_open() -> None:
    screening = screened("S04", {"case.0.counts.0.vacated_on": "2024-02-01"})
    found = screening.cases[0].candidate(A1)
    assert found is not None
    assert (found.status, found.counts) == ("recommended", (2,))
    assert "R36" in {notice.rule for notice in screening.notices}
