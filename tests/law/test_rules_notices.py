"""What is told beside the vehicles: notices, referrals, no immigration remedy (R30)."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.law import screen
from tests.examples import sample
from tests.law.altered import of, screened

A1: Vehicle = "PC1473_7_A1"
DECISION = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}


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
