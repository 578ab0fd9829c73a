"""What is reckoned back from a hearing: K1, K2, K3 (specification 2.5, worked examples 2.6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.calendar import court_calendar
from docassemble.PostConvictionRelief.law.calendar_law import table
from docassemble.PostConvictionRelief.law.deadlines import (
    Deadline,
    deadlines_for,
    hearing_problems,
    motion,
    notice,
    period,
    sealing_notice,
)
from docassemble.PostConvictionRelief.law.deadlines.periods import periods_from
from tests.examples import changed, sample_facts

SERVICE = {"party": "prosecuting_agency", "method": "personal"}


def heard_on(day: str | date, *, method: str | None = "personal", **more: object) -> OneCase:
    """The sample motion with another hearing and way of service."""
    service = [SERVICE | {"method": method} | {k: v for k, v in more.items() if v}]
    return OneCase(changed("S02", hearing__date=str(day), service=service), 0)


def days(deadlines: tuple[Deadline, ...]) -> dict[str, date | None]:
    """The day of each result by its name."""
    return {deadline.name: deadline.day for deadline in deadlines}


def day(text: str) -> date:
    return date.fromisoformat(text)


# ----------------------------------------------------------------- the worked examples of 2.6

WORKED_EXAMPLES = [
    # hearing, moving papers, proof of service and opposition, reply,
    #          by mail, by e-service, 15 days' notice
    ("2026-12-11", "2026-11-25", "2026-12-04", "2026-12-09",
     "2026-11-20", "2026-11-23", "2026-11-25"),
    ("2027-01-06", "2026-12-21", "2026-12-29", "2027-01-04",
     "2026-12-16", "2026-12-17", "2026-12-22"),
    ("2027-01-15", "2026-12-31", "2027-01-08", "2027-01-13",
     "2026-12-24", "2026-12-29", "2026-12-31"),
    ("2027-02-26", "2027-02-10", "2027-02-19", "2027-02-24",
     "2027-02-05", "2027-02-08", "2027-02-11"),
    ("2027-04-09", "2027-03-25", "2027-04-02", "2027-04-07",
     "2027-03-19", "2027-03-23", "2027-03-25"),
    ("2027-07-12", "2027-06-25", "2027-07-02", "2027-07-08",
     "2027-06-17", "2027-06-23", "2027-06-25"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("hearing", "moving", "proof", "reply", "mailed", "e_served", "fifteen"), WORKED_EXAMPLES
)
def test_the_worked_examples_hold(
    hearing: str, moving: str, proof: str, reply: str, mailed: str, e_served: str, fifteen: str
) -> None:
    one = heard_on(hearing)
    found = days(motion(one))
    assert found["moving_papers"] == day(moving)
    assert found["proof_of_service"] == found["opposition"] == day(proof)
    assert found["reply"] == day(reply)
    assert days(motion(heard_on(hearing, method="mail")))["moving_papers"] == day(mailed)
    assert days(motion(heard_on(hearing, method="electronic")))["moving_papers"] == day(e_served)
    [petition] = notice(one, ["PC1203_4"])
    assert petition.day == day(fifteen)


@pytest.mark.parametrize(("hearing", "mailed"), [(row[0], row[4]) for row in WORKED_EXAMPLES])
def test_the_days_for_other_ways_of_service_stand_beside_the_day_itself(
    hearing: str, mailed: str
) -> None:
    papers = motion(heard_on(hearing))[0]
    beside = {served.method: served.day for served in papers.if_served}
    assert beside["personal"] == papers.day
    assert beside["mail"] == day(mailed)


# ------------------------------------------------------------------------- ways of service (C9)

BY_WAY = [
    # Hearing on Friday 2027-02-26; the personal day is Wednesday 2027-02-10.
    ("personal", "2027-02-10"),
    ("mail", "2027-02-05"),  # 5 days
    ("mail_other_state", "2027-01-29"),  # 10 days: Sunday, so the Friday before
    ("mail_safe_at_home", "2027-01-29"),  # 12 days
    ("mail_outside_us", "2027-01-21"),  # 20 days
    ("overnight", "2027-02-08"),  # 2 court days
    ("fax", "2027-02-08"),
    ("electronic", "2027-02-08"),
    ("drop_box", "2027-02-05"),  # like mail, to be safe
]


@pytest.mark.parametrize(("method", "last"), BY_WAY)
def test_every_way_of_service_has_its_own_last_day(method: str, last: str) -> None:
    assert days(motion(heard_on("2027-02-26", method=method)))["moving_papers"] == day(last)


def test_mail_that_crosses_a_state_line_is_counted_as_such() -> None:
    from_nevada = {"mailed_from": {"city": "Reno", "state": "NV"}}
    papers = motion(heard_on("2027-02-26", method="mail", **from_nevada))[0]
    assert papers.day == day("2027-01-29")
    assert "service.0.mailed_from.state" in papers.facts
    from_los_angeles = {"mailed_from": {"city": "Los Angeles", "state": "CA"}}
    assert motion(heard_on("2027-02-26", method="mail", **from_los_angeles))[0].day == day(
        "2027-02-05"
    )


def test_notice_by_mail_is_counted_back_from_the_base_count_even_if_that_is_a_holiday() -> None:
    # Ruling P7: 15 days before March 2 is Presidents' Day; five days before that is a Wednesday.
    [petition] = notice(heard_on("2027-03-02", method="mail"), ["PC1203_43"])
    assert petition.day == day("2027-02-10")
    assert [step.day for step in petition.steps] == [
        day("2027-03-02"),
        day("2027-02-15"),
        day("2027-02-10"),
    ]


def test_no_way_of_service_moves_the_floor() -> None:
    for method in ("personal", "mail", "electronic"):
        assert days(motion(heard_on("2027-02-26", method=method)))["floor"] == day("2027-02-23")


def test_the_floor_on_a_closed_day_moves_to_the_court_day_before() -> None:
    # Three days before Thursday, February 18 is Presidents' Day; before it a weekend and Lincoln's.
    assert days(motion(heard_on("2027-02-18")))["floor"] == day("2027-02-11")


def test_sealing_is_served_on_the_prosecution_and_the_arresting_agency() -> None:
    service = [
        SERVICE,
        {"party": "arresting_agency", "method": "mail"},
        {"party": "prior_counsel", "method": "mail"},
    ]
    one = OneCase(changed("S02", hearing__date="2027-01-15", service=service), 0)
    found = {deadline.of: deadline.day for deadline in sealing_notice(one)}
    assert found == {"service.0": day("2026-12-31"), "service.1": day("2026-12-24")}


# ------------------------------------------------------------------------------------ the steps


def test_the_steps_tell_a_lawyer_how_the_day_was_reached() -> None:
    papers = motion(heard_on("2027-01-15", method="mail"))[0]
    assert [step.words for step in papers.steps] == [
        "The hearing: Friday, January 15, 2027",
        "10 court days before it, that day not counted: Thursday, December 31, 2026 "
        "(left out besides weekends: Friday, January 1, 2027, court holiday (New Year's Day))",
        "Service by mail within California: five days earlier: Saturday, December 26, 2026",
        "The court is closed on that day (Saturday), so the court day before: "
        "Thursday, December 24, 2026",
    ]
    assert papers.steps[1].rule == (
        "Cal. Rules of Court, rule 4.111(a); Code Civ. Proc., § 12c, subd. (a)"
    )
    assert papers.steps[-1].rule == "product rule"


def test_a_result_names_the_law_it_rests_on_with_its_standing() -> None:
    papers = motion(heard_on("2027-01-15", method="mail"))[0]
    standing = {item.key: item.status for item in papers.law}
    assert standing == {
        "moving_papers": "derived",
        "C2": "verified",
        "holidays 2026": "verified",
        "holidays 2027": "derived",
        "service_mail": "verified",
        "C2b": "verified",
        "C10": "derived",
    }


def test_a_result_names_the_facts_it_read() -> None:
    papers = motion(heard_on("2027-01-15", planned_on="2026-12-01"))[0]
    assert papers.facts == ("hearing.date", "service.0.method", "service.0.planned_on")


# ------------------------------------------------------------------------- what isn't known


def test_without_a_hearing_nothing_is_guessed() -> None:
    for facts in ({"hearing": None}, {"hearing": "unknown"}, {"hearing__date": "unknown"}):
        [result] = motion(OneCase(changed("S02", **facts), 0))
        assert result.day is None
        assert result.needs == ("hearing.date",)


def test_a_hearing_of_another_county_is_no_hearing_of_this_case() -> None:
    case_file = changed("S04", hearing__date="2027-01-06")
    [result] = notice(OneCase(case_file, 1), ["PC1203_43"])
    assert (result.day, result.needs) == (None, ("case.1.hearing.date",))
    assert days(motion(OneCase(case_file, 0)))["moving_papers"] == day("2026-12-21")


def test_without_a_way_of_service_the_day_is_that_of_personal_service_and_says_so() -> None:
    for one in (heard_on("2027-02-26", method=None), heard_on("2027-02-26", method="unknown")):
        papers = motion(one)[0]
        assert papers.day == day("2027-02-10")
        assert papers.needs == ("service.0.method",)
        assert "isn't known" in papers.steps[-1].words


def test_a_hearing_beyond_the_calendar_is_an_error_that_names_the_year() -> None:
    [result] = motion(heard_on("2029-02-26"))
    assert result.day is None
    assert result.severity == "error"
    assert "2029" in result.concerns[0].problem.what
    assert result.concerns[0].problem.where == "hearing.date"


def test_a_count_that_leaves_the_calendar_is_an_error_too() -> None:
    papers = motion(heard_on("2024-01-08"))[0]
    assert (papers.day, papers.severity) == (None, "error")
    assert "2023" in papers.concerns[0].problem.what


# ----------------------------------------------------------------- closed days, lateness (traps)


def test_a_hearing_on_presidents_day_is_refused() -> None:
    one = heard_on("2027-02-15")
    [problem] = hearing_problems(one.case_file)
    assert problem.where == "hearing.date"
    assert "court holiday (Presidents' Day)" in problem.what
    [result] = motion(one)
    assert (result.day, result.severity) == (None, "error")
    [result] = notice(one, ["PC1203_4"])
    assert result.concerns[0].problem == problem


def test_a_default_hearing_on_a_closed_day_is_told_once_for_all_cases() -> None:
    case_file = changed("S04", hearing__date="2027-01-09")
    [problem] = hearing_problems(case_file)
    assert problem.what == "the court is closed on Saturday, January 9, 2027: Saturday"


def test_service_fewer_than_ten_court_days_before_the_hearing_warns_and_says_what_may_help() -> (
    None
):
    papers, *_, floor = motion(heard_on("2027-01-15", planned_on="2027-01-06"))
    [concern] = papers.concerns
    assert papers.day == day("2026-12-31")
    assert (concern.severity, concern.warning) == ("warning", "W-DEADLINE")
    assert concern.suggests == ("continuance", "order_shortening_time")
    assert concern.problem.where == "service.0.planned_on"
    assert "10 court days" in concern.problem.what
    assert floor.concerns == ()


@pytest.mark.parametrize("fact", ["planned_on", "served_on"])
def test_service_below_the_statutes_floor_is_an_error(fact: str) -> None:
    floor = motion(heard_on("2027-01-15", **{fact: "2027-01-13"}))[-1]
    [concern] = floor.concerns
    assert floor.day == day("2027-01-12")
    assert (concern.severity, concern.problem.where) == ("error", f"service.0.{fact}")


@pytest.mark.parametrize(("planned", "severity"), [("2027-01-12", None), ("2027-01-13", "error")])
def test_the_third_day_before_the_hearing_is_still_in_time(
    planned: str, severity: str | None
) -> None:
    assert motion(heard_on("2027-01-15", planned_on=planned))[-1].severity == severity


def test_a_hearing_fewer_than_ten_court_days_ahead_with_no_service_warns() -> None:
    papers = motion(heard_on("2026-12-01"))[0]
    [concern] = papers.concerns
    assert papers.passed
    assert (concern.severity, concern.problem.where) == ("warning", "service.0.served_on")


def test_papers_served_in_time_raise_nothing_afterwards() -> None:
    served = motion(heard_on("2026-12-01", served_on="2026-11-12"))
    assert [deadline.severity for deadline in served] == [None] * 5


def test_late_notice_of_a_petition_warns_without_offering_a_shorter_time() -> None:
    [petition] = notice(heard_on("2027-01-15", planned_on="2027-01-06"), ["PC1203_4"])
    [concern] = petition.concerns
    assert (concern.severity, concern.suggests) == ("warning", ("continuance",))


# -------------------------------------------------------------------------- a county's own rules


def test_a_countys_own_period_replaces_the_default_there_only() -> None:
    data: dict[str, Any] = table("periods.yaml", "docassemble.PostConvictionRelief.law.deadlines")
    own = data["periods"]["moving_papers"] | {"count": 15, "authority": "local rule"}
    rules = periods_from(data | {"county_periods": {"Alpine": {"moving_papers": own}}})
    assert rules.period("moving_papers", "Alpine").count == 15
    assert rules.period("moving_papers", "Sierra").count == 10
    assert rules.period("reply", "Alpine").count == 2


def test_a_county_that_doesnt_exist_can_have_no_rules() -> None:
    data: dict[str, Any] = table("periods.yaml", "docassemble.PostConvictionRelief.law.deadlines")
    with pytest.raises(ValueError, match="58 counties"):
        periods_from(data | {"county_periods": {"Los Angelos": {}}})


# ---------------------------------------------------------------------------------- properties

STATE = court_calendar()
HEARINGS = st.dates(date(2024, 3, 1), date(2028, 12, 31)).map(STATE.on_or_before)
METHODS = st.sampled_from([method for method, _ in BY_WAY])


def _facts_heard(hearing: date, method: str) -> CaseFile:
    facts = FACTS | {"hearing": {"date": hearing}, "service": [SERVICE | {"method": method}]}
    return read_facts(facts)


FACTS = sample_facts("S02")


@settings(max_examples=60, deadline=None)
@given(HEARINGS, METHODS)
def test_the_days_of_a_motion_come_in_their_order_and_are_court_days(
    hearing: date, method: str
) -> None:
    found = days(motion(OneCase(_facts_heard(hearing, method), 0)))
    order = [found[name] for name in ("moving_papers", "proof_of_service", "opposition", "reply")]
    assert order == sorted(order, key=str)
    assert all(day and STATE.is_court_day(day) and day < hearing for day in found.values())


@settings(max_examples=60, deadline=None)
@given(HEARINGS, METHODS)
def test_no_way_of_service_gives_more_time_than_personal_service(
    hearing: date, method: str
) -> None:
    papers = motion(OneCase(_facts_heard(hearing, method), 0))[0]
    personal = next(served.day for served in papers.if_served if served.method == "personal")
    assert papers.day is not None
    assert papers.day <= personal


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), METHODS)
def test_any_hearing_at_all_gives_a_day_or_says_why_not(hearing: date, method: str) -> None:
    for deadline in deadlines_for(_facts_heard(hearing, method)):
        assert (
            deadline.day
            or deadline.window
            or deadline.needs
            or deadline.concerns
            or deadline.kind == "none"
        )


def test_the_numbers_of_the_rules_are_those_of_the_specification() -> None:
    numbers = {
        key: period(key).words
        for key in ("moving_papers", "proof_of_service", "opposition", "reply", "floor")
    }
    assert numbers == {
        "moving_papers": "10 court days",
        "proof_of_service": "five court days",
        "opposition": "five court days",
        "reply": "two court days",
        "floor": "three days",
    }
