"""What a case's papers ask for."""

from __future__ import annotations

from datetime import date

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import Dismissal, Timeliness, relief_for
from tests.examples import changed, only_case, sample

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


@pytest.mark.parametrize(
    ("vehicle", "expected"),
    [
        ("PC1203_4A", Dismissal("1203.4a", "mandatory", "a")),
        ("PC1203_41", Dismissal("1203.41", "discretionary", "c")),
        ("PC1203_42", Dismissal("1203.42", "discretionary", "c")),
        ("PC1203_49", Dismissal("1203.49", "discretionary", "c")),
        ("PC1203_43", None),
        ("PC1473_7_A1", None),
    ],
)
def test_each_section_of_the_family_has_its_own_track(
    vehicle: Vehicle, expected: Dismissal | None
) -> None:
    assert relief_for(only_case("S01"), (vehicle,)).dismissal == expected


def test_a_later_case_leaves_section_1203_4a_to_the_interests_of_justice() -> None:
    older, newer = (OneCase(sample("S04"), index) for index in (0, 2))
    assert relief_for(older, ("PC1203_4A",)).dismissal == Dismissal("1203.4a", "discretionary", "b")
    assert relief_for(newer, ("PC1203_4A",)).dismissal == Dismissal("1203.4a", "mandatory", "a")
