"""What holds for every case file: screening never raises, and not knowing never blocks."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.law import Screening, screen, why
from docassemble.PostConvictionRelief.law.effects import Status
from docassemble.PostConvictionRelief.law.law_files import warning_texts
from docassemble.PostConvictionRelief.law.screening import DISMISSAL_FAMILY
from docassemble.PostConvictionRelief.law.vehicles import vehicle_rules
from tests.examples import FILES, sample_facts
from tests.law.generated import ALL_VEHICLES, generated, known_facts, unlearned

NUMBERS = st.integers(0, 10**9)
STEADY = settings(deadline=None, derandomize=True)


def every_vehicle(data: dict[str, Any]) -> Screening:
    """Every vehicle asked for by name."""
    return screen(CaseFile.model_validate(data), asked=ALL_VEHICLES)


def blocked(screening: Screening) -> set[tuple[int, str]]:
    """What is blocked in which case."""
    return {
        (case.index, candidate.vehicle)
        for case in screening.cases
        for candidate in case.candidates
        if not candidate.offered
    }


@STEADY
@given(NUMBERS)
def test_screening_never_raises_and_always_says_why(number: int) -> None:
    screening = every_vehicle(generated(number))
    for case in screening.cases:
        assert {candidate.vehicle for candidate in case.candidates} == set(ALL_VEHICLES)
        for candidate in case.candidates:
            assert candidate.status in get_args(Status)
            assert candidate.reasons
            assert all(reason.text for reason in why(candidate))
            assert set(candidate.cautions) <= set(warning_texts())
            assert bool(candidate.missing_facts) or candidate.status != "needs_fact"
            assert not candidate.missing_facts or candidate.offered
    assert screening.warning("W-UPL")


@STEADY
@given(NUMBERS)
def test_a_fact_turned_unknown_never_blocks_a_vehicle(number: int) -> None:
    data = generated(number)
    before = blocked(every_vehicle(data))
    places = list(known_facts(data))
    for place in Random(number).sample(places, min(4, len(places))):
        assert blocked(every_vehicle(unlearned(data, place))) <= before, place


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_fact_of_a_sample_turned_unknown_blocks_a_vehicle(name: str) -> None:
    data = sample_facts(name)
    before = blocked(every_vehicle(data))
    told = ("case", "imm", "plea", "prop47", "defects", "matter")
    for place in known_facts({group: data[group] for group in told if group in data}):
        assert blocked(every_vehicle(unlearned(data, place))) <= before, place


@STEADY
@given(NUMBERS)
def test_what_rewards_rehabilitation_never_ranks_above_what_attacks_a_defect(number: int) -> None:
    data = generated(number)
    data["matter"]["goal"] = "stop_removal"
    for case in every_vehicle(data).cases:
        kinds = [vehicle_rules()[candidate.vehicle].kind for candidate in case.offered]
        if "rehabilitative" in kinds:
            assert "defect" not in kinds[kinds.index("rehabilitative") :]


def test_the_dismissal_family_is_rehabilitative() -> None:
    assert {vehicle_rules()[vehicle].kind for vehicle in DISMISSAL_FAMILY} == {"rehabilitative"}


def test_the_same_facts_give_the_same_screening() -> None:
    assert every_vehicle(sample_facts("S04")) == every_vehicle(sample_facts("S04"))


def test_a_rule_tells_the_facts_that_it_read_with_their_values() -> None:
    (case,) = every_vehicle(sample_facts("S02")).cases
    found = case.candidate("PC1473_7_A1")
    assert found is not None
    read = dict(why(found)[0].facts)
    assert read["case.0.custody_this_case"] == "none"
    assert read["imm.status_now"] == "lpr"
    assert read["case.0.counts.0.convicted"] is True
    closed = case.candidate("PC1018")
    assert closed is not None
    assert dict(why(closed)[0].facts)["case.0.probation.granted_on"] == date(2009, 3, 17)
