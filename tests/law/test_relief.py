"""What a case's papers ask for."""

from __future__ import annotations

from datetime import date

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law import Dismissal, Timeliness, relief_for, vehicle_rules
from tests.examples import changed, only_case

PROBATION = {"granted_on": "2019-04-11", "term_months": 36, "ended_on": "2022-04-11"}


@pytest.mark.parametrize(
    ("probation", "expected"),
    [
        ({}, Dismissal("1203.4", "mandatory", "a")),
        ({"early_termination": True}, Dismissal("1203.4", "mandatory", "b")),
        (
            {"violations": [{"date": "2020-05-02", "outcome": "reinstated"}]},
            Dismissal("1203.4", "discretionary", "c"),
        ),
        ({"ended_on": "unknown"}, Dismissal("1203.4", "discretionary", "c")),
    ],
)
def test_the_track_of_a_dismissal_follows_from_probation(
    probation: dict[str, object], expected: Dismissal
) -> None:
    one = OneCase(changed("S01", case__0__probation=PROBATION | probation), 0)
    assert relief_for(one, ("PC1203_4",)).dismissal == expected


def test_timeliness_runs_from_the_notice_that_asserts_the_conviction() -> None:
    assert relief_for(only_case("S02"), ()).timeliness == Timeliness(date(2026, 2, 24), None, 270)


def test_a_contact_that_asserts_nothing_starts_no_clock() -> None:
    one = OneCase(changed("S02", imm__nta_date=None, imm__contacts=[
        {"date": "2026-01-28", "agency": "CBP", "event": "deferred inspection"}]), 0)  # fmt: skip
    assert relief_for(one, ()).timeliness == Timeliness(None, None, None)


def test_theories_are_named_once_in_the_order_told() -> None:
    assert relief_for(only_case("S02"), ()).theories == (
        "equivocal_advice",
        "no_defense_against",
        "own_error",
    )


def test_every_vehicle_says_how_well_its_law_is_known() -> None:
    for rule in vehicle_rules().values():
        assert rule.source
        assert rule.checked_on <= date(2026, 11, 21)
