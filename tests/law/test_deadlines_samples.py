"""The sample cases and traps say what their deadlines must be; this is what comes out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.deadlines import (
    Deadline,
    deadlines_for,
    deadlines_for_case,
    diligence,
    hearing_problems,
    plea_withdrawal,
)
from tests.examples import changed, sample, sample_facts


def found(case_file: CaseFile, name: str, case: int = 0) -> Deadline:
    """The one result of that name in that case."""
    [result] = [d for d in deadlines_for(case_file) if d.name == name and d.case == case]
    return result


def by_way(deadline: Deadline) -> dict[str, date]:
    return {served.method: served.day for served in deadline.if_served}


def expected(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = sample_facts(name)["expected"]
    return facts


def test_s01_gives_15_days_notice_counted_from_the_way_of_service() -> None:
    notice = found(sample("S01"), "notice")
    told = expected("S01")["deadlines"]
    assert by_way(notice)["personal"] == told["notice_15_days_serve_by"]
    assert notice.day == by_way(notice)["mail"] == told["if_mailed_add_5_calendar"]
    assert notice.severity is None  # the mailing is planned for the day before


def test_s02_gives_the_calendar_of_a_motion() -> None:
    case_file, told = sample("S02"), expected("S02")["deadlines"]
    papers = found(case_file, "moving_papers")
    assert papers.day == told["moving_papers_serve_file_by"]
    assert by_way(papers)["mail"] == told["if_mailed"]
    assert by_way(papers)["electronic"] == told["if_e_served"]
    both = told["proof_of_service_and_opposition"]
    assert found(case_file, "proof_of_service").day == both
    assert found(case_file, "opposition").day == both
    assert found(case_file, "reply").day == told["reply"]
    assert papers.severity is None


@pytest.mark.parametrize("name", ["S02", "S04"])
def test_the_clock_of_diligence_stands_where_the_samples_say(name: str) -> None:
    clock, told = diligence(sample(name)), expected(name)["timeliness"]
    assert clock.trigger_a == told["trigger_a"]
    assert clock.trigger_b == told["trigger_b"]
    assert clock.days_since == told["days_since_a_at_as_of"]
    assert clock.band == told["band"]
    assert clock.position == "as_of_right_and_diligence"


def test_s03_has_no_deadline() -> None:
    assert expected("S03")["deadline"] == {"prop47_deadline": None}
    assert found(sample("S03"), "no_limit_PROP47").day is None


def test_s04_gives_the_calendar_of_a_hearing_on_january_6() -> None:
    told = expected("S04")["deadlines"]["if_hearing_2027_01_06"]
    case_file = changed("S04", hearing__date="2027-01-06")
    assert found(case_file, "moving_papers").day == told["moving_papers"]
    assert found(case_file, "proof_of_service").day == told["proof_of_service"]


def test_s04_asks_for_each_hearing_that_is_not_set() -> None:
    needed = {
        address for d in deadlines_for_case(OneCase(sample("S04"), 1), ["PC1203_43"])
        for address in d.needs
    }  # fmt: skip
    assert needed == {"case.1.hearing.date"}


def test_t12_one_day_after_six_months_the_last_day_is_shown() -> None:
    case_file = _t12("2026-05-20")
    late = plea_withdrawal(OneCase(case_file, 0), ["PC1018"])
    assert late is not None
    assert (late.day, late.passed, late.severity) == (date(2026, 11, 20), True, "error")
    assert "six months" in late.concerns[0].problem.what
    in_time = found(_t12("2026-05-21"), "plea_withdrawal")
    assert (in_time.day, in_time.passed) == (date(2026, 11, 23), False)
    assert in_time.concerns[0].warning == "W-DEADLINE"


def test_t14_a_hearing_on_presidents_day_is_named_at_its_address() -> None:
    [problem] = hearing_problems(changed("S02", hearing__date="2027-02-15"))
    assert problem.where == "hearing.date"
    assert "court holiday (Presidents' Day)" in problem.what


def test_t15_service_too_late_warns_with_the_day_it_was_due_and_what_may_help() -> None:
    case_file = changed("S02", hearing__date="2027-01-15", service__0__planned_on="2027-01-06")
    papers = found(case_file, "moving_papers")
    [concern] = papers.concerns
    assert papers.day == date(2026, 12, 31)
    assert (concern.severity, concern.warning) == ("warning", "W-DEADLINE")
    assert "10 court days" in concern.problem.what
    assert concern.suggests == ("continuance", "order_shortening_time")


def _t12(granted_on: str) -> CaseFile:
    probation = {"granted_on": granted_on, "term_months": 24, "ended_on": None}
    return changed(
        "S02",
        case__0__plea_date="2026-05-20",
        case__0__judgment_date=None,
        case__0__probation=probation,
        case__0__custody_this_case="probation",
    )
