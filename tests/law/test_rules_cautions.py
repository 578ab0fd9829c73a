"""What a rule adds to what it offers: cautions, flags, what must still be shown or decided."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import screen
from tests.examples import sample
from tests.law.altered import of, screened

A1: Vehicle = "PC1473_7_A1"
DECISION = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}


def test_immigration_detention_goes_with_everything_that_is_offered() -> None:
    case = screen(sample("S04")).cases[0]
    assert case.flags == ("expedite", "presence_waiver", "jurat_b")
    for candidate in case.offered:
        assert "W-DHS-DETAINED" in candidate.cautions
        assert "expedite" in candidate.flags


@pytest.mark.parametrize("decision", [None, DECISION])
def test_supervision_leaves_the_motion_to_an_attorneys_recorded_decision(decision: Any) -> None:
    facts = {"case.0.custody_this_case": "parole", "case.0.attorney_override": decision}
    found = of("S02", facts, A1)
    assert "needs_attorney_override" in found.flags
    assert "W-CUSTODY" in found.cautions
    assert "never on form CR-187" in found.reasons[0].text


@pytest.mark.parametrize("vehicle", ["PC1473_7_A2", "PC1473_7_A3"])
def test_the_other_motions_under_supervision_need_that_decision_too(vehicle: Vehicle) -> None:
    facts = {
        "case.0.custody_this_case": "parole",
        "innocence": {"evidence": "a witness"},
        "rja": {"ground": 2},
    }
    assert "needs_attorney_override" in of("S02", facts, vehicle).flags


@pytest.mark.parametrize(
    ("sought", "shown"), [(True, True), ("unknown", True), (None, True), (False, False)]
)
def test_prior_counsel_is_warned_of_unless_no_finding_is_sought(sought: Any, shown: bool) -> None:
    found = of("S02", {"prior_counsel.0.iac_finding_sought": sought}, A1)
    assert ("W-IAC-NOTICE" in found.cautions) is shown


@pytest.mark.parametrize(("granted", "near"), [("2026-06-30", True), ("2026-08-31", False)])
def test_withdrawal_of_a_plea_warns_when_45_or_fewer_days_are_left(
    granted: str, near: bool
) -> None:
    facts = {"case.0.probation.granted_on": granted, "case.0.plea_date": granted}
    found = of("S02", facts, "PC1018", "recent plea")
    assert ("W-DEADLINE" in found.cautions) is near


def test_a_last_day_beyond_the_court_calendar_is_left_to_the_attorney() -> None:
    facts = {
        "meta.as_of": "2040-06-23",
        "case.0.plea_date": "2039-12-22",
        "case.0.probation.granted_on": "2039-12-22",
    }
    found = of("S02", facts, "PC1018", "recent plea")
    assert (found.status, found.flags) == ("possible", ("attorney_review",))


@pytest.mark.parametrize(
    ("vehicle", "name", "with_"),
    [
        ("PC1203_4", "S02", []),
        ("PC1203_4A", "S01", ["no probation"]),
        ("PC1203_41", "S02", ["prison, completed 2014"]),
        ("PC1203_42", "S02", ["prison, completed 2014"]),
    ],
)
def test_every_dismissal_carries_both_of_its_warnings(
    vehicle: Vehicle, name: str, with_: list[str]
) -> None:
    found = of(name, {}, vehicle, *with_)
    assert found.status == "state_benefit_only"
    assert {"W-IMM-EXPUNGE", "W-RECORD-FIRST"} <= set(found.cautions)


def test_a_year_in_the_sentence_adds_its_warning_to_a_reduction() -> None:
    assert of("S04", {}, "PC17B").cautions[:2] == ("W-IMM-REDESIG", "W-IMM-SENT")
    assert "W-IMM-SENT" not in of("S03", {}, "PC17B").cautions


def test_a_suspended_prison_term_leaves_the_reduction_to_an_attorney() -> None:
    found = of("S04", {"case.0.sentence.prison_term": {"years": 2}}, "PC17B")
    assert found.status == "possible"
    assert "attorney_review" in found.flags


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"request_filed_on": "2019-10-25"}, "may count"),
        ({"request_filed_on": "2019-10-26", "reliance_before_2019_10_25": False}, "won't count"),
        ({"request_filed_on": "2026-12-01", "reliance_before_2019_10_25": True}, "may count"),
        ({"request_filed_on": "2026-12-01", "clerical_error": "366 for 360"}, "genuine mistake"),
        ({}, "turns on the questions"),
    ],
)
def test_a_change_of_sentence_says_what_the_regulation_makes_of_it(
    change: dict[str, Any], words: str
) -> None:
    found = of("S04", {"sentence_change": change}, "SENT_MOD")
    assert words in found.reasons[0].text
    assert "W-IMM-SENT" in found.cautions


@pytest.mark.parametrize(("plea", "served"), [("2011-07-14", True), ("2011-07-15", False)])
def test_a_first_possession_may_be_served_by_the_older_exception(plea: str, served: bool) -> None:
    facts = {
        "case.0.counts.0.section": "11377",
        "case.0.counts.0.subdiv": "(a)",
        "case.0.plea_date": plea,
        "case.0.judgment_date": "2011-08-01",
        "case.0.probation": {"granted_on": "2011-08-01", "ended_on": "2014-07-31"},
    }
    found = of("S02", facts, "PC1203_4")
    assert any("first possession" in reason.text for reason in found.reasons) is served


@pytest.mark.parametrize(
    ("record", "told_of"),
    [
        ({}, "if told of denial of naturalization"),
        ({"plea.missing": ["deportation", "exclusion"]}, "of deportation and exclusion from"),
        ({"plea.advisal_on_record": "none"}, "if told of the consequences"),
    ],
)
def test_a_motion_under_1016_5_is_told_to_show_prejudice_of_what_was_left_out(
    record: dict[str, Any], told_of: str
) -> None:
    found = of("S02", record, "PC1016_5")
    assert found.status == "recommended"
    assert [told_of in reason.text for reason in found.reasons] == [False, True]


def test_a_count_to_be_reduced_to_an_infraction_and_dismissed_is_for_the_attorney() -> None:
    words = "section 1203.4 doesn't reach infractions"
    found = of("S01", {}, "PC1203_4")
    assert [reason.rule for reason in found.reasons if words in reason.text] == ["R20"]
    alone = of("S01", {"case.0.counts.1.convicted": False}, "PC1203_4")
    assert not any(words in reason.text for reason in alone.reasons)


@pytest.mark.parametrize(
    ("records", "words"),
    [(True, "records available"), (False, "declares the dismissal"), ("unknown", "find out")],
)
def test_the_records_of_a_deferred_entry_decide_how_its_outcome_is_shown(
    records: Any, words: str
) -> None:
    found = of("S02", {"case.0.dej.records_available": records}, "PC1203_43", "deferred entry")
    assert found.status == "recommended"
    assert words in found.reasons[0].text
    assert bool(found.missing_facts) is (records == "unknown")


def test_diversion_without_a_plea_offers_nothing_and_says_why() -> None:
    diverted = {"case.0.plea_type": "diversion_no_plea", "case.0.disposition": "diversion"}
    screening = screened("S02", diverted, "no counts convicted")
    assert [c.vehicle for c in screening.cases[0].offered] == []
    assert "no conviction" in screening.notices[0].text
