"""What holds of all deadlines."""

from __future__ import annotations

from docassemble.PostConvictionRelief.law.deadlines import (
    all_law,
    deadlines_for,
)
from tests.examples import changed

from .dated import day


def test_cases_of_another_jurisdiction_are_out_of_scope() -> None:
    found = deadlines_for(changed("S02", case__0__jurisdiction="federal"))
    assert [deadline.calculator for deadline in found] == ["K5"]


def test_every_rule_and_number_says_how_well_it_is_known() -> None:
    assert len(all_law()) == len({item.key for item in all_law()}) > 50
    for item in all_law():
        assert item.authority
        assert item.source
        assert item.checked_on <= day("2026-11-21")
    assert [item.key for item in all_law() if item.status == "memory"] == [
        "appeal_misdemeanor",
        "wait_1203_42",
    ]
