"""The cover sheet tells of one case what the office must know of it."""

from __future__ import annotations

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.packet.cover import cover_sheet
from tests.examples import changed, only_case


def test_a_case_shows_no_warning_that_belongs_to_another_case_of_the_client() -> None:
    finished = cover_sheet(only_case("S04", 0), ("PC1473_7_A1",), ())
    on_probation = cover_sheet(only_case("S04", 2), ("PC1473_7_A1",), ())
    assert "W-CUSTODY" not in {warning.code for warning in finished.warnings}
    assert "W-CUSTODY" in {warning.code for warning in on_probation.warnings}
    assert "W-DHS-DETAINED" in {warning.code for warning in finished.warnings}


def test_a_day_before_the_court_calendar_is_told_with_the_next_court_day() -> None:
    sheet = cover_sheet(only_case("S02"), ("PC1473_7_A1",), ())
    days = {due.what: due.day for due in sheet.deadlines}
    assert days["Last day to move to withdraw the plea"] == (
        "September 17, 2009, or the next court day"
    )


def test_a_warning_that_somebody_has_read_says_who() -> None:
    read = {"warning": "W-TRAVEL", "by": "I. Marchetti", "read_on": "2026-11-20"}
    one = OneCase(changed("S02", acknowledgements=[read]), 0)
    shown = {w.code: w.acknowledged_by for w in cover_sheet(one, ("PC1473_7_A1",), ()).warnings}
    assert shown["W-TRAVEL"] == "I. Marchetti"
    assert shown["W-REVIVE"] == ""
