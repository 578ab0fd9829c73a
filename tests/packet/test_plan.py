"""Which papers a case gets, and what is left out and why."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.errors import PlanError
from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.packet.plan import PlannedPaper, plan_packets
from tests.examples import changed, sample


def codes(plan_papers: tuple[PlannedPaper, ...]) -> list[str]:
    return [paper.code for paper in plan_papers if paper.filed]


def test_the_motion_gets_pleadings_and_forms_in_filing_order() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    assert codes(plan.papers) == [
        "D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-PO", "D-POS", "F-CR187", "F-CR188",
    ]  # fmt: skip


def test_the_client_gets_the_declaration_to_read_in_their_language() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    assert [(p.code, p.language) for p in plan.papers if not p.filed] == [("D-DECL-C", "es")]


def test_two_vehicles_with_the_same_forms_make_one_packet() -> None:
    (plan,) = plan_packets(sample("S01")).plans
    assert codes(plan.papers) == ["F-CR180", "F-CR181", "F-CR106"]
    assert plan.papers[0].form_number == "CR-180"


def test_a_full_advisement_leaves_section_1016_5_out_and_keeps_the_motion() -> None:
    plans = plan_packets(changed("S02", plea__advisal_on_record="full"))
    assert plans.plans[0].relief.vehicles == ("PC1473_7_A1",)
    assert [(left.vehicle, left.rule) for left in plans.left_out] == [("PC1016_5", "R09")]


def test_a_client_who_needs_no_interpreter_gets_no_certificate() -> None:
    case_file = changed("S02", client__needs_interpreter=False, declaration={"language": "en"})
    (plan,) = plan_packets(case_file).plans
    assert "D-CERT-I" not in codes(plan.papers)


def test_the_printed_custody_statement_keeps_cr_187_from_supervised_people() -> None:
    override = {"by": "counsel", "on": "2026-11-20", "reason": "minority reading"}
    (plan,) = plan_packets(
        changed("S02", case__0__custody_this_case="parole", case__0__attorney_override=override)
    ).plans
    assert "F-CR187" not in codes(plan.papers)
    assert "D-NOM" in codes(plan.papers)


def test_only_the_case_whose_facts_allow_it_gets_the_motion() -> None:
    plans = plan_packets(sample("S04"))
    assert [plan.case_number for plan in plans.plans] == ["RIF99888"]
    assert {(left.case_number, left.rule) for left in plans.left_out} >= {
        ("RIM99555", "R05"),
        ("FSB99444", "R01"),
    }


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        ("S02", {"matter__vehicle": []}, "no vehicle is chosen"),
        ("S02", {"case": []}, "there is no court case"),
        ("S02", {"case__0__custody_this_case": "prison"}, "R04"),
        ("S02", {"imm__citizenship_claim": {"lpr_as_minor": True}}, "citizenship"),
        ("S03", {}, "has no packet for it"),
        ("S02", {"matter__vehicle": ["PC1016_5"]}, "argued in the papers of PC1473_7_A1"),
    ],
)
def test_without_a_usable_vehicle_nothing_is_planned_and_every_reason_is_named(
    name: str, facts: dict[str, object], words: str
) -> None:
    with pytest.raises(PlanError, match=words):
        plan_packets(changed(name, **facts))


def test_what_is_worked_out_from_withheld_facts_is_withheld_too() -> None:
    (plan,) = plan_packets(changed("S02", client__consents=[])).plans
    context = plan.context()
    text = (
        "{{ relief.theories }} {{ relief.timeliness.trigger_a }} "
        "{{ 'own_error' in relief.theories }}"
    )
    assert Expressions.for_forms().render(text, context, "test") == (
        "[CONSENT NEEDED: defects] [CONSENT NEEDED: imm] False"
    )
    assert context.withheld == {"defects", "imm"}
