"""Which papers a case gets, and what is left out and why."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.errors import PlanError
from docassemble.PostConvictionRelief.expressions import Expressions
from docassemble.PostConvictionRelief.packet.contents import PlannedPaper
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from tests.examples import changed, sample


def codes(plan_papers: tuple[PlannedPaper, ...]) -> list[str]:
    return [paper.code for paper in plan_papers if paper.filed]


def test_the_motion_gets_pleadings_and_forms_in_filing_order() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    assert codes(plan.papers) == [
        "D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-DECL-A", "D-NPC", "D-EQ", "D-EXH", "D-PO",
        "D-POS", "F-CR187", "F-CR188",
    ]  # fmt: skip


def test_the_client_gets_the_declaration_to_read_in_their_language() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    copies = [(p.code, p.language) for p in plan.papers if p.reader == "client"]
    assert copies == [("D-DECL-C", "es"), ("D-LTR", "en"), ("D-LTR", "es")]


def test_what_is_for_negotiation_or_for_the_office_is_not_filed() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    readers = {p.code: p.reader for p in plan.papers if p.reader not in ("court", "client")}
    assert readers == {"D-EQ-N": "prosecution", "D-INT": "clerk", "D-COV": "office"}


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, True),
        ({"client__needs_interpreter": False}, False),
        ({"client__needs_interpreter": "unknown"}, False),
        ({"hearing": {}}, False),
    ],
)
def test_the_clerk_is_asked_for_an_interpreter_where_one_is_needed_at_a_hearing(
    facts: dict[str, object], asked: bool
) -> None:
    (plan,) = plan_packets(changed("S02", **facts)).plans
    assert ("D-INT" in {paper.code for paper in plan.papers}) is asked


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


def test_each_case_gets_the_vehicle_that_its_facts_recommend() -> None:
    plans = plan_packets(sample("S04"))
    assert [(plan.case_number, plan.relief.vehicles) for plan in plans.plans] == [
        ("RIF99888", ("PC1473_7_A1",)),
        ("FSB99444", ("PC1203_43",)),
    ]
    assert {(left.case_number, left.vehicle, left.rule) for left in plans.left_out} == {
        ("RIF99888", "PC1203_43", "R14"),
        ("FSB99444", "PC1473_7_A1", "R14"),
        ("RIM99555", "PC1473_7_A1", "R05"),
        ("RIM99555", "PC1203_43", "R14"),
    }


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        ("S02", {"matter__vehicle": []}, "no vehicle is chosen"),
        ("S02", {"case": []}, "there is no court case"),
        (
            "S02",
            {"case__0__custody_this_case": "prison", "matter__vehicle": ["PC1473_7_A1"]},
            "R04",
        ),
        ("S02", {"imm__citizenship_claim": {"lpr_as_minor": True}}, "citizenship"),
        ("S03", {"matter__vehicle": ["PC1172_6"]}, "PC1172_6"),
    ],
)
def test_without_a_usable_vehicle_nothing_is_planned_and_every_reason_is_named(
    name: str, facts: dict[str, object], words: str
) -> None:
    with pytest.raises(PlanError, match=words):
        plan_packets(changed(name, **facts))


OVERRIDE = {"by": "counsel", "on": "2026-11-20", "reason": "evaluated"}


def test_a_deferred_entry_gets_the_petition_forms() -> None:
    plan = plan_packets(sample("S04")).plans[1]
    assert codes(plan.papers) == ["F-CR180", "F-CR181", "F-CR106"]


@pytest.mark.parametrize(
    ("facts", "sworn"),
    [
        ({}, False),
        ({"eq": {"rehabilitation": [{"program": "a course"}]}}, False),
        ({"clean_slate": {"why_relief": "work as a nurse"}}, False),
        (
            {
                "clean_slate": {"why_relief": "work as a nurse"},
                "eq": {"rehabilitation": [{"program": "a course"}]},
                "case__0__probation__violations": [{"date": "2020-02-03"}],
            },
            True,
        ),
    ],
)
def test_a_petition_on_forms_has_a_declaration_only_where_discretion_has_facts_to_weigh(
    facts: dict[str, object], sworn: bool
) -> None:
    (plan,) = plan_packets(changed("S01", **facts)).plans
    assert ("D-DECL-C" in codes(plan.papers)) is sworn


def test_a_deferred_entry_is_sworn_to_where_the_courts_records_are_gone() -> None:
    lost = changed("S04", case__1__dej__records_available=False)
    assert "D-DECL-C" in codes(plan_packets(lost).plans[1].papers)


def test_a_vehicle_that_is_only_possible_needs_to_be_named_for_the_case() -> None:
    named = changed(
        "S04", case__1__vehicle=["PC1473_7_A1", "PC1203_43"], case__2__attorney_override=OVERRIDE
    )
    plans = plan_packets(named).plans
    assert [plan.relief.vehicles for plan in plans] == [
        ("PC1473_7_A1",),
        ("PC1473_7_A1", "PC1203_43"),
    ]


def test_what_is_only_possible_is_asked_for_where_the_file_has_one_case() -> None:
    (plan,) = plan_packets(changed("S02", defects=[])).plans
    assert plan.relief.vehicles == ("PC1473_7_A1", "PC1016_5")


def test_supervision_needs_the_attorneys_decision_even_where_the_case_is_named() -> None:
    supervised = {"case__0__custody_this_case": "parole", "case__0__vehicle": ["PC1473_7_A1"]}
    with pytest.raises(PlanError, match="attorney_override"):
        plan_packets(changed("S02", **supervised))
    assert plan_packets(changed("S02", **supervised, case__0__attorney_override=OVERRIDE)).plans


@pytest.mark.parametrize("fact", ["defects", "plea__advisal_on_record"])
def test_a_draft_is_made_while_facts_are_missing_and_says_which(fact: str) -> None:
    (plan,) = plan_packets(changed("S02", **{fact: "unknown"})).plans
    assert plan.relief.vehicles == ("PC1473_7_A1", "PC1016_5")
    assert fact.replace("__", ".") in plan.unknown


def test_a_possible_citizen_gets_no_packet_at_all_before_an_attorney_releases_it() -> None:
    claim = {"imm__citizenship_claim": {"lpr_as_minor": True}}
    with pytest.raises(PlanError, match="R33") as refused:
        plan_packets(changed("S02", matter__vehicle=["PC1203_4"], **claim))
    assert refused.value.problems[0].where == "imm.citizenship_claim"
    assert plan_packets(changed("S02", case__0__attorney_override=OVERRIDE, **claim)).plans


def test_every_paper_of_the_motion_to_vacate_is_written_and_none_left_to_the_attorney() -> None:
    (plan,) = plan_packets(sample("S02")).plans
    assert plan.by_hand == ()
    detained = plan_packets(sample("S04")).plans[0]
    assert "D-ABS" in codes(detained.papers)


def test_every_reason_for_leaving_a_vehicle_out_has_a_place_and_a_remedy() -> None:
    for left in plan_packets(sample("S04")).left_out:
        assert left.where.startswith("case.")
        assert left.reason
        assert left.instead


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


def test_an_expert_declares_where_one_is_named_for_the_case() -> None:
    named = [{"name": "Anneliese Muster-Okafor"}]
    for facts, declares in (
        ({}, False),
        ({"experts": [{"firm": "not named yet"}]}, False),
        ({"experts": named}, True),
        ({"case__0__experts": named}, True),
        ({"experts": named, "case__0__experts": []}, False),
    ):
        (plan,) = plan_packets(changed("S02", **facts)).plans
        assert ("D-DECL-X" in codes(plan.papers)) is declares


@pytest.mark.parametrize("name", ["S01", "S02", "S03"])
def test_every_packet_has_the_offices_cover_sheet_once(name: str) -> None:
    (plan,) = plan_packets(sample(name)).plans
    assert [paper.code for paper in plan.papers].count("D-COV") == 1


def test_a_petition_on_forms_asks_for_an_interpreter_too_and_has_no_letter() -> None:
    hearing = {"date": "2027-01-15", "time": "08:30", "department": "3"}
    facts = {"client__needs_interpreter": True, "client__language": "es", "hearing": hearing}
    (plan,) = plan_packets(changed("S01", **facts)).plans
    assert [paper.code for paper in plan.papers if not paper.filed] == ["D-INT", "D-COV"]


def test_in_a_batch_a_packet_of_forms_alone_keeps_to_its_forms() -> None:
    (petition,) = plan_packets(sample("S01")).plans
    (motion,) = plan_packets(sample("S02")).plans
    assert [p.code for p in petition.in_a_batch.papers] == ["F-CR180", "F-CR181", "F-CR106"]
    assert motion.in_a_batch == motion


@pytest.mark.parametrize(
    ("name", "facts", "copied"),
    [
        ("S03", {"declaration__language": "es"}, ("D-DECL-C-47", "es")),
        ("S02", {"matter__vehicle": ["PC1016_5"]}, ("D-DECL-C", "es")),
        ("S02", {"declaration": None}, ("D-DECL-C", "es")),
        (
            "S02",
            {
                "matter__vehicle": ["PC1473_7_A2"],
                "innocence": {"evidence": "a letter", "discovered_on": "2026-05"},
            },
            ("D-DECL-C-A2", "es"),
        ),
    ],
)
def test_whoever_swears_in_another_language_gets_a_copy_in_it(
    name: str, facts: dict[str, object], copied: tuple[str, str]
) -> None:
    (plan,) = plan_packets(changed(name, **facts)).plans
    assert copied in {(p.exemplar, p.language) for p in plan.papers if p.reader == "client"}
    assert plan.not_copied == ()


def test_what_no_exemplar_says_in_the_clients_language_is_named_and_not_planned() -> None:
    (plan,) = plan_packets(sample("S03")).plans
    assert {p.language for p in plan.papers} == {"en"}
    lacking = {(p.exemplar, p.language) for p in plan.not_copied}
    assert lacking == {("D-DECL-C-47", "vi"), ("D-LTR", "vi")}
    (every,) = plan_packets(sample("S03"), lambda code, language: True).plans
    assert lacking <= {(p.exemplar, p.language) for p in every.papers}
    assert every.not_copied == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"matter__vehicle": ["PC1473_7_A2"], "innocence": {"evidence": "a letter"}},
        {"matter__vehicle": ["PC1473_7_A3"], "rja": {"ground": 1, "quote": "you people"}},
    ],
)
def test_any_motion_under_1473_7_of_who_is_detained_asks_to_be_heard_in_absence(
    facts: dict[str, object],
) -> None:
    held: dict[str, object] = {"imm__dhs_custody": {"detained": True, "since": "2026-10-01"}}
    (plan,) = plan_packets(changed("S02", **facts, **held)).plans
    assert "D-ABS" in codes(plan.papers)
    held["hearing__presence"] = {"absence_requested": False}
    (plan,) = plan_packets(changed("S02", **facts, **held)).plans
    assert "D-ABS" not in codes(plan.papers)
