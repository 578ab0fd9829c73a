"""What rules say beside a status: tracks, counts, cautions, flags, notices, questions."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import not_acknowledged, screen
from tests.examples import sample
from tests.law.altered import altered, of, screened

A1: Vehicle = "PC1473_7_A1"
DECISION = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}


# ----------------------------------------------------------------------------- the tracks


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


# ----------------------------------------------------------------------------- the counts


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


# ------------------------------------------------------------------------ cautions, flags


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


# ------------------------------------------------------- what a lawyer must still show, or decide


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


# -------------------------------------------------------------------------- deferred entry


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


# ------------------------------------------------------------------------------- notices


def test_the_clock_of_a_notice_to_appear_goes_with_the_motion() -> None:
    found = of("S02", {}, A1)
    assert "W-DEADLINE" in found.cautions
    assert "270 days" in " ".join(reason.text for reason in found.reasons)
    quiet = of("S02", {"imm.nta_date": None, "imm.contacts": []}, A1)
    assert "W-DEADLINE" not in quiet.cautions


def test_a_final_order_reminds_of_reopening() -> None:
    screening = screened("S02", {"imm.final_order_date": "2026-10-01"})
    assert [notice.rule for notice in screening.notices if notice.refer] == ["R31"]


def test_automatic_relief_is_told_and_blocks_nothing() -> None:
    screening = screened("S01", {"case.0.auto_relief": {"relief_noted": True}})
    assert [notice.rule for notice in screening.notices] == ["R29"]
    assert screening.cases[0].candidates[0].vehicle == "PC1203_4"


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"case.0.juvenile": True}, "R32"),
        ({"imm.citizenship_claim": {"parent_naturalized_on": "1997-05-01"}}, "R33"),
        ({"imm.status_now": "us_citizen_derivative_possible"}, "R33"),
        ({"imm.status_at_plea": "us_citizen_derivative_possible"}, "R33"),
        ({"case.0.jurisdiction": "federal"}, "R34"),
        ({"case.0.capital": True}, "R35"),
        ({"case.0.pending_appeal": True}, "R35"),
    ],
)
def test_what_is_beyond_the_service_is_referred(facts: dict[str, Any], rule: str) -> None:
    screening = screened("S02", facts)
    assert rule in [notice.rule for notice in screening.notices if notice.refer]


def test_a_possible_citizen_holds_every_packet_until_an_attorney_releases_it() -> None:
    claim = {"imm.citizenship_claim": {"lpr_as_minor": True}}
    assert screened("S02", claim).holds_packets
    assert not screened("S02", claim, "decided by the attorney").holds_packets


def test_a_client_who_was_a_minor_is_asked_about_a_juvenile_case() -> None:
    screening = screened("S02", {"client.dob": "1992-03-01"})
    assert "case.0.juvenile" in screening.asks
    assert "16 at the arrest" in screening.notices[0].text


# ------------------------------------------------------------- no immigration remedy (R30)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"matter.vehicle": ["PC1203_4"]}, True),
        ({"matter.vehicle": ["PC1203_4", "PC1203_49"]}, True),
        ({"matter.vehicle": ["PC1203_4", A1]}, False),
        ({"matter.vehicle": ["PC1203_4"], "matter.goal": "state_only"}, False),
        ({"matter.vehicle": ["PC1203_4"], "matter.goal": "unknown"}, True),
        ({"case.0.vehicle": ["PC1203_4"]}, True),
    ],
)
def test_choosing_nothing_but_dismissals_is_stopped_for_an_immigration_goal(
    facts: dict[str, Any], shown: bool
) -> None:
    screening = screened("S02", facts)
    assert ("R30" in [notice.rule for notice in screening.notices]) is shown
    warning = screening.warning("W-IMM-EXPUNGE")
    assert warning is not None
    assert warning.acknowledgement == ("typed" if shown else "none")


def test_finding_nothing_but_dismissals_is_stopped_too() -> None:
    facts = {"matter.vehicle": [], "defects": "unknown", "plea.advisal_on_record": "full"}
    assert "R30" in [notice.rule for notice in screened("S02", facts).notices]


# ------------------------------------------------------------------------ acknowledgement


@pytest.mark.parametrize(
    ("name", "facts", "code", "kind"),
    [
        ("S03", {}, "W-IMM-REDESIG", "click"),
        ("S03", {"matter.vehicle": [A1]}, "W-IMM-REDESIG", "none"),
        ("S02", {"case.0.custody_this_case": "parole"}, "W-CUSTODY", "none"),
        (
            "S02",
            {"case.0.custody_this_case": "parole", "case.0.attorney_override": DECISION},
            "W-CUSTODY",
            "click",
        ),
        ("S04", {}, "W-IMM-SENT", "none"),
    ],
)
def test_only_what_a_packet_will_ask_for_needs_an_acknowledgement(
    name: str, facts: dict[str, Any], code: str, kind: str
) -> None:
    warning = screened(name, facts).warning(code)
    assert warning is not None
    assert warning.acknowledgement == kind


R30 = {"matter.vehicle": ["PC1203_4"]}
PHRASE = "This is not an immigration remedy"


def read(code: str, **more: str) -> dict[str, Any]:
    record = {"warning": code, "by": "A. Reader", "read_on": "2026-11-20"} | more
    return {"acknowledgements": [record]}


@pytest.mark.parametrize(
    "typed",
    [PHRASE, "this is not an  immigration remedy.", "Esto no es un remedio migratorio"],
)
def test_a_warning_is_acknowledged_by_typing_its_phrase(typed: str) -> None:
    warning = screened("S02", R30 | read("W-IMM-EXPUNGE", typed=typed)).warning("W-IMM-EXPUNGE")
    assert warning is not None
    assert (warning.acknowledgement, warning.acknowledged_by) == ("typed", "A. Reader")
    assert not warning.open


@pytest.mark.parametrize(
    "record",
    [
        {},
        read("W-IMM-SENT", typed=PHRASE),
        read("W-IMM-EXPUNGE"),
        read("W-IMM-EXPUNGE", typed="I have read it"),
        read("W-IMM-EXPUNGE", typed=PHRASE, by="unknown"),
        read("W-IMM-EXPUNGE", typed=PHRASE, read_on="unknown"),
    ],
)
def test_a_record_that_is_not_whole_leaves_the_warning_open(record: dict[str, Any]) -> None:
    facts = R30 | record
    screening = screened("S02", facts)
    assert [warning.code for warning in screening.unacknowledged] == ["W-IMM-EXPUNGE"]
    problem = not_acknowledged(altered("S02", facts), screening.unacknowledged[0])
    assert problem.where.startswith("acknowledgements")
    assert PHRASE in problem.remedy


def test_a_click_is_recorded_without_words() -> None:
    assert [w.code for w in screened("S03", {}).unacknowledged] == ["W-IMM-REDESIG"]
    assert screened("S03", read("W-IMM-REDESIG")).unacknowledged == ()


# --------------------------------------------------------------------------- by its name


def test_a_vehicle_without_a_rule_is_left_to_the_attorney() -> None:
    found = of("S02", {}, "PC1172_1")
    assert (found.status, found.flags) == ("possible", ("attorney_decides",))
    assert found.rules == ("1.15",)
    assert "W-IMM-SENT" in found.cautions


def test_a_vehicle_that_nobody_asked_for_and_no_rule_offers_is_not_listed() -> None:
    (case,) = screen(sample("S02")).cases
    assert case.candidate("PROP64") is None
    assert case.candidate("PC1172_1") is None


def test_a_case_without_counts_asks_for_them_and_blocks_nothing_for_want_of_them() -> None:
    found = screened("S02", {"case.0.counts": []}).cases[0].candidate(A1)
    assert found is not None
    assert found.status == "needs_fact"
    assert found.missing_facts[0] == "case.0.counts.0.convicted"
