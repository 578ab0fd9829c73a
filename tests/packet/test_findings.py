"""What the facts of a packet's case tell before any paper is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docassemble.PostConvictionRelief.packet.contents import PlannedPaper
from docassemble.PostConvictionRelief.packet.finding import Finding
from docassemble.PostConvictionRelief.packet.findings import facts_findings
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from tests.examples import changed


def findings(name: str, **facts: Any) -> tuple[Finding, ...]:
    (plan,) = plan_packets(changed(name, **facts)).plans
    return facts_findings(plan)


def at(found: tuple[Finding, ...], where: str) -> list[tuple[str, str]]:
    return [(finding.level, finding.what) for finding in found if finding.where == where]


def test_a_fact_on_which_the_vehicle_turns_keeps_the_packet_from_being_filed() -> None:
    [(level, what)] = at(findings("S02", defects="unknown"), "defects")
    assert level == "error"
    assert "whether PC1473_7_A1" in what


def test_a_vehicle_left_out_is_named_with_its_rule_and_what_to_do() -> None:
    found = findings("S02", plea__advisal_on_record="full")
    [left] = [finding for finding in found if "not in this packet" in finding.what]
    assert (left.level, "R09" in left.what) == ("warning", True)
    assert "section 1473.7" in left.remedy


def test_papers_that_the_attorney_writes_are_named() -> None:
    (plan,) = plan_packets(changed("S02")).plans
    expert = PlannedPaper(
        "D-DECL-X", "en", "the declaration of an immigration expert", "court", "D-DECL-X"
    )
    [(level, what)] = at(facts_findings(replace(plan, by_hand=(expert,))), "D-DECL-X")
    assert level == "warning"
    assert "belongs to this packet" in what


def test_a_warning_that_nobody_read_keeps_the_packet_from_being_filed() -> None:
    asked = {"matter__vehicle": ["PC17B"]}
    [(level, what)] = at(findings("S03", **asked), "acknowledgements")
    assert level == "error"
    assert "W-IMM-REDESIG" in what
    read = [{"warning": "W-IMM-REDESIG", "by": "A. Reader", "read_on": "2026-11-20"}]
    assert at(findings("S03", **asked, acknowledgements=read), "acknowledgements") == []


def test_while_the_goal_is_not_told_a_warning_to_read_is_no_error() -> None:
    asked = {"matter__vehicle": ["PC1203_4"]}
    assert at(findings("S01", **asked), "acknowledgements") == []
    found = findings("S01", **asked, matter__goal="unknown")
    [(level, what)] = at(found, "acknowledgements")
    assert (level, "W-IMM-EXPUNGE" in what) == ("warning", True)


def test_whoever_must_be_served_and_is_not_told_of_is_named() -> None:
    assert at(findings("S01"), "service") == []
    [(level, what)] = at(findings("S01", service=[]), "service")
    assert (level, "prosecuting agency" in what) == ("warning", True)
    sealing = {"service": [{"party": "prosecuting_agency"}], "matter__vehicle": ["PC851_91"]}
    acquitted = {"case__0__disposition": "acquitted", "case__0__counts__0__convicted": False}
    more = {"case__0__counts__1__convicted": False, "case__0__probation": None}
    [(_, what)] = at(findings("S01", **sealing, **acquitted, **more), "service")
    assert "arresting agency" in what


def test_a_copy_that_the_client_can_not_be_given_is_a_note() -> None:
    [(level, what)] = at(findings("S03"), "D-DECL-C-47")
    assert (level, what) == ("note", "has no copy in Vietnamese for the client to read")


def test_the_agency_of_an_officer_said_to_be_biased_must_be_served_too() -> None:
    rja = {"ground": 1, "actor": "an officer", "agency": "Sample Police", "quote": "you people"}
    asked = {"matter__vehicle": ["PC1473_7_A3"], "rja": rja}
    said = [what for _, what in at(findings("S02", **asked), "service")]
    assert any("how the employing agency is served" in what for what in said)
    served = {"service__1": {"party": "employing_agency", "method": "mail"}}
    assert at(findings("S02", **asked, **served), "service") == []
    [(level, what)] = at(findings("S02", **asked), "F-CR187")
    assert (level, "item 5c" in what) == ("warning", True)


def test_an_earlier_motion_is_put_before_the_attorney() -> None:
    earlier = [{"court": "Superior Court", "docket": "BA999041", "result": "denied"}]
    [(level, what)] = at(findings("S02", case__0__prior_writs=earlier), "case.0.prior_writs")
    assert (level, "earlier petition or motion" in what) == ("warning", True)


def test_who_acts_alone_is_told_of_the_statement_that_a_request_for_counsel_needs() -> None:
    alone = findings("S02", counsel={"pro_per": True}, prior_counsel=[], declaration=None)
    [finding] = [finding for finding in alone if finding.where == "F-CR187"]
    assert "CR-105" in finding.remedy
