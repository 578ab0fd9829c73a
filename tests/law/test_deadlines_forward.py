"""What is reckoned forward from an event: K4 to K12 (specification 2.5 to 2.7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.law.calendar import court_calendar
from docassemble.PostConvictionRelief.law.deadlines import (
    Deadline,
    all_law,
    deadlines_for,
    diligence,
    diligence_clock,
    filing_deadlines,
    motion_to_reopen,
    no_limits,
    plea_withdrawal,
    probation_end,
    waits,
)
from docassemble.PostConvictionRelief.law.deadlines.filings import kind_of
from tests.examples import changed, sample, sample_facts

STATE = court_calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


def one_case(name: str, **facts: object) -> OneCase:
    return OneCase(changed(name, **facts), 0)


def granted(when: str | None, **more: object) -> OneCase:
    """The sample case with probation granted on a day, imposition of sentence suspended."""
    probation = {"granted_on": when, "term_months": 24, "ended_on": None}
    facts: dict[str, object] = {
        "case__0__plea_date": when,
        "case__0__judgment_date": None,
        "case__0__probation": probation,
        "case__0__custody_this_case": "probation",
    }
    return one_case("S02", **(facts | more))


def withdrawal(one: OneCase, *vehicles: str) -> Deadline:
    found = plea_withdrawal(one, vehicles)
    assert found is not None
    return found


# --------------------------------------------------------------- K4: six months (examples of 2.6)

SIX_MONTHS = [
    # probation granted, last day
    ("2026-06-30", "2026-12-30"),
    ("2026-08-31", "2027-03-01"),  # February 28, 2027 is a Sunday
    ("2026-05-21", "2026-11-23"),  # November 21, 2026 is a Saturday
    ("2026-05-20", "2026-11-20"),  # trap T12: one day late on November 21
]


@pytest.mark.parametrize(("granted_on", "last"), SIX_MONTHS)
def test_a_plea_may_be_withdrawn_for_six_calendar_months(granted_on: str, last: str) -> None:
    assert withdrawal(granted(granted_on)).day == day(last)


def test_one_day_after_the_six_months_it_is_over_and_the_last_day_is_shown() -> None:
    late = withdrawal(granted("2026-05-20"), "PC1018")
    [concern] = late.concerns
    assert (late.passed, late.severity) == (True, "error")
    assert "six months" in concern.problem.what
    assert "Friday, November 20, 2026" in concern.problem.what


def test_a_day_rolled_to_monday_is_still_open_and_near() -> None:
    near = withdrawal(granted("2026-05-21"))
    [concern] = near.concerns
    assert (near.passed, near.days_left) == (False, 2)
    assert (concern.severity, concern.warning) == ("warning", "W-DEADLINE")


@pytest.mark.parametrize(
    ("granted_on", "left", "warned"), [("2026-07-05", 45, True), ("2026-07-06", 46, False)]
)
def test_a_warning_comes_when_45_or_fewer_days_are_left(
    granted_on: str, left: int, warned: bool
) -> None:
    found = withdrawal(granted(granted_on))
    assert found.days_left == left
    assert (found.severity == "warning") is warned


def test_a_day_long_past_is_only_a_note_where_nobody_asks_to_withdraw_the_plea() -> None:
    found = withdrawal(OneCase(sample("S02"), 0))
    assert found.severity == "note"
    assert withdrawal(OneCase(sample("S02"), 0), "PC1018").severity == "error"


def test_a_day_before_the_calendars_data_is_not_guessed_but_known_to_be_past() -> None:
    found = withdrawal(OneCase(sample("S02"), 0))
    assert found.day is None
    assert found.window == (day("2009-09-17"), day("2024-01-02"))
    assert found.passed is True
    assert "begins with 2024" in found.steps[-1].words


@pytest.mark.parametrize(
    "facts",
    [
        {"case__0__disposition": "probation_ess"},
        {"case__0__disposition": "county_jail"},
        {"case__0__conviction_by": "jury_trial", "case__0__plea_type": "not_guilty_jury"},
    ],
)
def test_after_judgment_or_trial_no_such_period_runs(facts: dict[str, object]) -> None:
    assert plea_withdrawal(one_case("S02", **facts), ["PC1018"]) is None


def test_the_grant_is_dated_by_the_judgment_where_probation_gives_no_date() -> None:
    found = withdrawal(one_case(
        "S02", case__0__probation={"term_months": 24}, case__0__judgment_date="2026-06-30",
        case__0__plea_date="2026-06-30", case__0__custody_this_case="probation",
    ))  # fmt: skip
    assert found.day == day("2026-12-30")
    assert "case.0.judgment_date" in found.facts


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        ({"case__0__disposition": "unknown"}, ("case.0.disposition",)),
        (
            {"case__0__probation": "unknown", "case__0__judgment_date": "unknown"},
            ("case.0.probation.granted_on",),
        ),
    ],
)
def test_without_the_grant_or_the_disposition_the_missing_fact_is_named(
    facts: dict[str, object], needs: tuple[str, ...]
) -> None:
    found = withdrawal(one_case("S02", **facts), "PC1018")
    assert (found.day, found.needs) == (None, needs)


# ---------------------------------------------------------------------- K5: diligence (P11)

NTA = {"date": "2026-02-24", "asserts_conviction": True}
VISIT = {"date": "2026-01-28", "agency": "CBP"}

CLOCKS: list[tuple[str, dict[str, Any], tuple[str | None, str | None], int | None, str, str | None]]
CLOCKS = [
    ("neither event", {}, (None, None), None, "as_of_right", None),
    (
        "a visit that asserts nothing",
        {"contacts": [VISIT]},
        (None, None), None, "as_of_right", None,
    ),
    (
        "only the notice",
        {"contacts": [VISIT, NTA]},
        ("2026-02-24", None), 270, "as_of_right_and_diligence", "explain diligence",
    ),
    (
        "a notice to appear earlier than the contact",
        {"contacts": [NTA], "nta_date": "2026-02-20"},
        ("2026-02-20", None), 274, "as_of_right_and_diligence", "explain diligence",
    ),
    (
        "both: the later one counts",
        {"nta_date": "2024-03-01", "final_order_date": "2026-09-01"},
        ("2024-03-01", "2026-09-01"), 81, "discretion", "on track",
    ),
    (
        "only the final order",
        {"final_order_date": "2025-01-02"},
        (None, "2025-01-02"), 688, "discretion", "diligence declaration required",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("imm", "triggers", "since", "position", "band"),
    [row[1:] for row in CLOCKS],
    ids=[row[0] for row in CLOCKS],
)
def test_the_clock_runs_from_the_events_of_the_statute(
    imm: dict[str, Any],
    triggers: tuple[str | None, str | None],
    since: int | None,
    position: str,
    band: str | None,
) -> None:
    clock = diligence(changed("S02", imm=imm))
    assert (clock.trigger_a, clock.trigger_b) == tuple(day(t) if t else None for t in triggers)
    assert (clock.days_since, clock.position, clock.band) == (since, position, band)
    assert clock.needs == ()


@pytest.mark.parametrize(
    ("notice", "band", "until"),
    [
        ("2026-11-21", "on track", "2027-05-20"),
        ("2026-05-25", "on track", "2026-11-21"),  # 180 days
        ("2026-05-24", "explain diligence", "2027-05-24"),  # 181 days
        ("2025-11-21", "explain diligence", "2026-11-21"),  # 365 days
        ("2025-11-20", "diligence declaration required", None),
    ],
)
def test_the_bands_change_after_180_and_after_365_days(
    notice: str, band: str, until: str | None
) -> None:
    case_file = changed("S02", imm={"nta_date": notice})
    assert diligence(case_file).band == band
    told = diligence_clock(case_file)
    assert told.day == (day(until) if until else None)
    assert (told.severity is None) is (band == "on track")


@pytest.mark.parametrize(
    ("imm", "needs"),
    [
        ({"nta_date": "unknown"}, "imm.nta_date"),
        ({"proceedings": "pending_ij"}, "imm.nta_date"),
        ({"nta_date": "2026-02-24", "proceedings": "final_order"}, "imm.final_order_date"),
        ({"nta_date": "2026-02-24", "final_order_date": "unknown"}, "imm.final_order_date"),
        ({"contacts": [{"asserts_conviction": True}]}, "imm.contacts.0.date"),
        (
            {"contacts": [{"date": "2026-01-28", "asserts_conviction": "unknown"}]},
            "imm.contacts.0.asserts_conviction",
        ),
    ],
)
def test_the_clock_is_not_reckoned_while_an_event_is_undated(
    imm: dict[str, Any], needs: str
) -> None:
    clock = diligence(changed("S02", imm=imm))
    assert clock.needs == (needs,)
    assert (clock.days_since, clock.position) == (None, None)
    assert diligence_clock(changed("S02", imm=imm)).needs == (needs,)


# --------------------------------------------------------------- K6, K7, K10: from a filing


def filed(name: str = "S02", **filing: object) -> Deadline:
    [found] = filing_deadlines(changed(name, filings=[filing]))
    return found


FILINGS = [
    # what, fact, day of it, last day, kind
    ("petition under 236.14", "received_on", "2026-11-20", "2027-01-04", "expected"),
    ("PC236_15", "received_on", "2026-11-01", "2026-12-16", "expected"),
    ("habeas petition", "filed_on", "2026-11-20", "2027-01-19", "expected"),
    ("HC-001", "filed_on", "2026-11-20", "2027-01-19", "expected"),
    ("Notice and request for ruling", "filed_on", "2026-11-20", "2026-12-21", "expected"),
    ("order denying the motion", "filed_on", "2026-11-20", "2027-01-19", "last_day"),
]


@pytest.mark.parametrize(("what", "fact", "when", "last", "kind"), FILINGS)
def test_a_filing_starts_its_clock(what: str, fact: str, when: str, last: str, kind: str) -> None:
    found = filed(what=what, **{fact: when})
    assert (found.day, found.kind) == (day(last), kind)


def test_45_days_from_december_1_are_january_15() -> None:
    # The example of 2.6 lies after the sample's `as_of`, so the sample is moved on.
    case_file = changed(
        "S02",
        meta__as_of="2026-12-02",
        filings=[{"what": "236.14", "received_on": "2026-12-01"}],
    )
    assert filing_deadlines(case_file)[0].day == day("2027-01-15")


@pytest.mark.parametrize(
    ("levels", "last"),
    [
        (["felony", "misdemeanor"], "2027-01-19"),  # 60 days
        (["felony", None], "2027-01-19"),
        (["misdemeanor", "misdemeanor"], "2026-12-21"),  # 30 days: a Sunday
        (["misdemeanor", None], None),
    ],
)
def test_the_time_to_appeal_depends_on_whether_a_felony_was_charged(
    levels: list[str | None], last: str | None
) -> None:
    counts = [{"n": n, "code": "PC", "convicted": True, "level": level or "unknown"}
              for n, level in enumerate(levels, start=1)]  # fmt: skip
    found = filing_deadlines(
        changed(
            "S02",
            case__0__counts=counts,
            filings=[{"what": "order denying the motion", "filed_on": "2026-11-20"}],
        )
    )[0]
    assert found.day == (day(last) if last else None)
    if last is None:
        assert found.needs == ("case.0.counts.1.level",)


def test_where_the_cases_differ_the_order_must_name_its_case() -> None:
    counts = [{"n": 1, "code": "PC", "convicted": True, "level": "misdemeanor"}]
    facts = {"case__2__counts": counts}
    unnamed = filing_deadlines(
        changed("S04", **facts, filings=[{"what": "order", "filed_on": "2026-11-20"}])
    )[0]
    assert (unnamed.day, unnamed.needs) == (None, ("filings.0.what",))
    named = filing_deadlines(
        changed(
            "S04", **facts, filings=[{"what": "order denying rim99555", "filed_on": "2026-11-20"}]
        )
    )[0]
    assert (named.day, named.case_number) == (day("2026-12-21"), "RIM99555")


def test_a_denial_of_habeas_corpus_is_not_appealed() -> None:
    found = filed(what="order denying habeas corpus", filed_on="2026-11-20")
    assert "new petition" in found.concerns[0].problem.remedy


@pytest.mark.parametrize(
    ("what", "fact"),
    [("habeas petition", "filed_on"), ("236.14 petition", "received_on"), ("order", "filed_on")],
)
def test_a_filing_without_its_date_names_the_date(what: str, fact: str) -> None:
    found = filed(what=what)
    assert (found.day, found.needs) == (None, (f"filings.0.{fact}",))


@pytest.mark.parametrize(
    "what", ["motion with proposed order", "order to show cause", "order setting a hearing", ""]
)
def test_other_papers_start_no_clock(what: str) -> None:
    assert kind_of(what) is None


# --------------------------------------------------------------------------- K8: waiting (P10)

WAITS = [
    # vehicle, disposition, fact, its date, first day
    ("PC1203_4A", "county_jail", "judgment_date", "2025-11-20", "2026-11-21"),
    ("PC1203_4A", "fine_only", "judgment_date", "2024-02-29", "2025-03-01"),
    ("PC1203_41", "jail_1170h_b", "supervision_completed_on", "2025-06-30", "2026-07-01"),
    ("PC1203_41", "jail_1170h_a", "supervision_completed_on", "2025-06-30", "2027-07-01"),
    ("PC1203_41", "prison", "supervision_completed_on", "2025-06-30", "2027-07-01"),
]


@pytest.mark.parametrize(("vehicle", "disposition", "fact", "when", "first"), WAITS)
def test_a_petition_may_be_filed_from_the_day_after_the_anniversary(
    vehicle: str, disposition: str, fact: str, when: str, first: str
) -> None:
    level = "misdemeanor" if vehicle == "PC1203_4A" else "felony"
    one = one_case("S02", case__0__disposition=disposition, case__0__counts__0__level=level,
                   case__0__probation=None, **{f"case__0__{fact}": when})  # fmt: skip
    found = {d.name: d for d in waits(one)}[f"wait_{vehicle}"]
    assert (found.day, found.kind) == (day(first), "first_day")


def test_a_petition_asked_for_too_early_is_an_error() -> None:
    one = one_case("S02", case__0__disposition="prison",
                   case__0__supervision_completed_on="2025-06-30")  # fmt: skip
    [found] = (d for d in waits(one, ["PC1203_41"]) if d.name == "wait_PC1203_41")
    assert found.severity == "error"
    assert "Thursday, July 1, 2027" in found.concerns[0].problem.what


def test_the_wait_before_realignment_is_only_for_older_judgments() -> None:
    facts = {
        "case__0__disposition": "prison",
        "case__0__supervision_completed_on": "2013-06-30",
    }
    assert "wait_PC1203_42" in [d.name for d in waits(one_case("S02", **facts))]
    later = one_case("S02", **facts, case__0__judgment_date="2012-03-17")
    assert "wait_PC1203_42" not in [d.name for d in waits(later)]


def test_a_missing_date_or_disposition_is_asked_for_where_the_vehicle_was_chosen() -> None:
    no_date = one_case("S02", case__0__disposition="prison")
    assert [d.needs for d in waits(no_date, ["PC1203_41"])] == [
        ("case.0.supervision_completed_on",)
    ]
    assert waits(no_date) == ()
    nothing = one_case("S02", case__0__disposition="unknown")
    assert [d.needs for d in waits(nothing, ["PC1203_41"])] == [
        ("case.0.disposition", "case.0.supervision_completed_on")
    ]


def test_the_wait_before_realignment_needs_the_day_of_the_judgment() -> None:
    one = one_case("S02", case__0__disposition="prison", case__0__judgment_date="unknown",
                   case__0__supervision_completed_on="2013-06-30")  # fmt: skip
    [found] = (d for d in waits(one, ["PC1203_42"]) if d.name == "wait_PC1203_42")
    assert (found.day, found.needs) == (None, ("case.0.judgment_date",))


def test_a_felony_has_no_waiting_period_under_1203_4a() -> None:
    assert waits(one_case("S02", case__0__disposition="county_jail")) == ()


# -------------------------------------------------------------------------- K9: no time limit


def test_proposition_47_has_no_time_limit() -> None:
    [found] = no_limits(OneCase(sample("S03"), 0), ["PROP47"])
    assert (found.day, found.kind, found.needs) == (None, "none", ())
    assert no_limits(OneCase(sample("S03"), 0), ["PC17B"]) == ()


# ----------------------------------------------------------------------- K11: motion to reopen


@pytest.mark.parametrize(
    ("order", "last", "severity"),
    [
        ("2026-10-01", "2026-12-30", "note"),
        ("2026-08-28", "2026-11-30", "note"),  # the 90th day is Thanksgiving
        ("2026-06-01", "2026-08-31", "warning"),  # the 90th day is a Sunday
    ],
)
def test_a_motion_to_reopen_has_90_days_and_needs_immigration_counsel(
    order: str, last: str, severity: str
) -> None:
    found = motion_to_reopen(changed("S02", imm__final_order_date=order))
    assert found is not None
    assert (found.day, found.severity) == (day(last), severity)
    assert "immigration counsel" in found.concerns[0].problem.remedy


def test_a_day_moved_off_a_state_holiday_warns_that_immigration_courts_keep_others() -> None:
    found = motion_to_reopen(changed("S02", imm__final_order_date="2026-08-28"))
    assert found is not None
    assert "Thursday, November 26, 2026" in found.concerns[0].problem.what


def test_a_final_order_without_its_date_names_the_date() -> None:
    found = motion_to_reopen(
        changed("S02", imm__proceedings="final_order", imm__final_order_date="unknown")
    )
    assert found is not None
    assert found.needs == ("imm.final_order_date",)
    assert motion_to_reopen(sample("S02")) is None


# ------------------------------------------------------------------------ K12: end of probation


def on_probation(months: int, *, plea: str, level: str, **count: object) -> Deadline:
    counts = [{"n": 1, "code": "PC", "section": "242", "convicted": True, "level": level} | count]
    found = probation_end(
        one_case(
            "S02",
            case__0__plea_date=plea,
            case__0__judgment_date=plea,
            case__0__counts=counts,
            case__0__probation={"granted_on": plea, "term_months": months},
            case__0__custody_this_case="probation",
        )
    )
    assert found is not None
    return found


ENDS = [
    # term, plea, level, the count, end, earliest end where the term is longer than the statute's
    (12, "2026-03-02", "misdemeanor", {}, "2027-03-02", None),
    (36, "2026-03-02", "misdemeanor", {}, "2029-03-02", "2027-03-02"),
    (24, "2026-03-02", "felony", {}, "2028-03-02", None),
    (36, "2026-03-02", "felony", {}, "2029-03-02", "2028-03-02"),
    (36, "2020-12-31", "felony", {}, "2023-12-31", None),  # before AB 1950
    (36, "2026-03-02", "felony",
     {"section": "503", "value_amount": 25000.01}, "2029-03-02", None),
    (60, "2026-03-02", "felony",
     {"section": "487", "subdiv": "(b)(3)", "value_amount": 30000}, "2031-03-02", "2029-03-02"),
    (36, "2026-03-02", "felony",
     {"section": "503", "value_amount": 25000}, "2029-03-02", "2028-03-02"),
]  # fmt: skip


@pytest.mark.parametrize(("months", "plea", "level", "count", "end", "earliest"), ENDS)
def test_probation_ends_with_its_term_or_earlier_by_the_statutes_limit(
    months: int, plea: str, level: str, count: dict[str, object], end: str, earliest: str | None
) -> None:
    found = on_probation(months, plea=plea, level=level, **count)
    assert found.day == day(end)
    assert found.window == ((day(earliest), day(end)) if earliest else None)
    assert found.severity == ("warning" if earliest else None)


def test_a_theft_of_unknown_value_names_the_value_that_decides_the_limit() -> None:
    found = on_probation(36, plea="2026-03-02", level="felony", section="503")
    assert found.window == (day("2028-03-02"), day("2029-03-02"))
    assert found.needs == ("case.0.counts.0.value_amount",)
    other = on_probation(36, plea="2026-03-02", level="felony", section="487", subdiv="(a)")
    assert other.needs == ()


def test_the_end_of_probation_is_not_estimated_without_its_grant_and_term() -> None:
    one = one_case("S02", case__0__probation={"granted_on": "unknown"},
                   case__0__custody_this_case="probation")  # fmt: skip
    found = probation_end(one)
    assert found is not None
    assert found.needs == ("case.0.probation.granted_on", "case.0.probation.term_months")


def test_a_probation_that_has_ended_needs_no_estimate() -> None:
    assert probation_end(OneCase(sample("S01"), 0)) is None


# ------------------------------------------------------------------------------- all together


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


FACTS = sample_facts("S02")


def _as_of(today: date, **case: object) -> CaseFile:
    facts = {
        "meta": {"id": "S02", "as_of": today},
        "imm": {"nta_date": date(2024, 2, 1), "final_order_date": date(2024, 6, 3)},
        "case": [FACTS["case"][0] | case],
    }
    return read_facts(facts)


@settings(max_examples=50, deadline=None)
@given(st.dates(date(2024, 7, 1), date(2028, 10, 1)))
def test_the_days_left_shrink_by_one_every_day(today: date) -> None:
    first = motion_to_reopen(_as_of(today))
    second = motion_to_reopen(_as_of(date.fromordinal(today.toordinal() + 1)))
    assert first is not None
    assert second is not None
    assert first.day == second.day
    assert (first.days_left or 0) - (second.days_left or 0) == 1


@settings(max_examples=50, deadline=None)
# Six months after June 29, 2028 is the last day that the calendar's years can roll forward from.
@given(st.dates(date(2009, 3, 17), date(2028, 6, 29)))
def test_the_last_day_to_withdraw_a_plea_is_a_court_day_about_six_months_on(when: date) -> None:
    probation = {"granted_on": when, "term_months": 24, "ended_on": None}
    found = plea_withdrawal(
        OneCase(
            _as_of(
                date(2028, 12, 31),
                probation=probation,
                judgment_date=None,
                plea_date=date(2009, 3, 17),
            ),
            0,
        )
    )
    assert found is not None
    if found.day:
        assert STATE.is_court_day(found.day)
        assert 181 <= (found.day - when).days <= 188
    else:
        assert found.window is not None
        assert found.window[0] < STATE.first
