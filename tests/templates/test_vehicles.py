"""Every vehicle has its exemplars, and each of them says what its own statute asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile, plain_facts, read_facts
from docassemble.PostConvictionRelief.law import vehicle_rules
from docassemble.PostConvictionRelief.packet.contents import unfiled_papers
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from tests.examples import changed, sample
from tests.templates.cases import (
    a_year_on_probation,
    advisement_alone,
    detained,
    innocent,
    on_parole,
    racial_justice,
    recent_plea,
    survivor_of_violence,
    trafficked,
    with_an_expert,
)
from tests.templates.papers import PLEADINGS, SHIPPED, s02_with, said, sampled, write

CUSTODY = {"case__0__custody_this_case": "parole", "case__0__probation": None}
ORDERS = sorted(name for name in PLEADINGS if name.startswith(("D-PO.", "D-PO-")))


def test_every_paper_that_a_vehicle_promises_has_its_exemplar() -> None:
    promised = {
        (paper.exemplar or paper.code, language)
        for rule in vehicle_rules().values()
        for papers, language in ((rule.papers, "en"), (rule.client_copies, "es"))
        for paper in papers
        if not paper.by_hand and not paper.code.startswith("F-")
    }
    besides = {(paper.code, "en") for paper in unfiled_papers()} | {
        (paper.code, "es") for paper in unfiled_papers() if paper.reader == "client"
    }
    shipped = {(e.card.code, e.card.language) for e in SHIPPED.values()}
    assert shipped == promised | besides


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_nothing_is_missing_where_everything_was_told(name: str) -> None:
    assert sampled(name).missing == frozenset()
    assert "[MISSING" not in sampled(name).text


@pytest.mark.parametrize(
    "name",
    [name for name in ORDERS if name not in ("D-PO-47.en", "D-PO-185.en", "D-PO-HAB.en")],
)
def test_an_order_on_a_defect_names_it_and_disclaims_rehabilitation(name: str) -> None:
    order = said(sampled(name).text)
    assert "does not rest on rehabilitation" in order
    assert "Judge of the Superior Court" in order


@pytest.mark.parametrize(
    "name", ["D-PET-23614.en", "D-PO-23614.en", "D-EXH.en", "D-POS.en", "D-INT.en"]
)
def test_a_survivor_who_asks_for_it_is_named_by_the_pseudonym_in_every_caption(name: str) -> None:
    text = write(trafficked(), name).text.upper()
    assert "T. D. ROE" in text
    assert "ANSÚREZ" not in text


@pytest.mark.parametrize(
    "name",
    [
        "D-PET-23614.en", "D-DECL-C-23614.en", "D-DECL-C-23614.es", "D-PO-23614.en",
        "D-CERT-I.en", "D-EXH.en",
        "D-POS.en", "D-INT.en",
    ],
)  # fmt: skip
def test_nor_does_the_block_of_a_survivor_who_acts_alone_tell_the_name(name: str) -> None:
    alone = plain_facts(trafficked())
    alone["counsel"] = {"pro_per": True}
    text = write(read_facts(alone), name).text.upper()
    assert "T. D. ROE" in text
    assert "ANSÚREZ" not in text


def test_a_survivor_who_does_not_ask_is_named() -> None:
    assert "ANSÚREZ VILLALPANDO" in write(survivor_of_violence(), "D-PET-23615.en").text


def test_the_motion_for_want_of_advisement_does_not_argue_custody_or_error_of_counsel() -> None:
    for name in ("D-NOM-1016.en", "D-MPA-1016.en", "D-PO-1016.en"):
        text = said(write(advisement_alone(), name).text)
        assert "1473.7" not in text
        assert "virtually certain" not in text


def test_the_withdrawal_of_a_plea_is_argued_by_clear_and_convincing_evidence_in_time() -> None:
    memorandum = said(write(recent_plea(), "D-MPA-1018.en").text)
    assert "clear and convincing" in memorandum
    assert "within six months of that day" in memorandum


def test_a_claim_about_an_officer_is_served_on_the_agency_and_names_the_right_ground() -> None:
    notice = said(write(racial_justice(), "D-NOM-A3.en").text)
    assert "also served on Sample Police Department" in notice
    assert "subd. (a)(1))" in notice
    assert "subd. (a)(4))" not in notice


def test_proposition_47_speaks_of_no_deadline_and_the_order_of_364_days() -> None:
    petition = said(sampled("D-PET-47.en").text)
    assert "has no deadline" in petition
    assert "good cause" not in petition
    assert "$950" not in petition
    assert "364 days" in said(sampled("D-PO-47.en").text)


@pytest.mark.parametrize("name", ["D-POS.en", "D-CERT-I.en"])
def test_a_petition_decided_on_the_papers_has_a_petitioner_and_no_hearing(name: str) -> None:
    paper = write(sample("S03"), name)
    assert "Defendant and Petitioner." in paper.text
    assert "Movant" not in paper.text
    assert "Date:" not in paper.text
    assert not [address for address in paper.missing if address.startswith("hearing")]


@pytest.mark.parametrize("name", ["D-POS.en", "D-CERT-I.en"])
def test_a_motion_without_a_hearing_asks_for_its_day(name: str) -> None:
    paper = write(changed("S02", hearing={}), name)
    assert "Defendant and Movant." in paper.text
    assert "hearing.date" in paper.missing


def test_a_notice_of_motion_names_every_declaration_that_goes_with_it() -> None:
    ours = said(s02_with("D-NOM.en"))
    assert "the declaration of Ilse Marchetti-Boone; the statement of ties" in ours
    alone = said(s02_with("D-NOM.en", counsel={"pro_per": True}, eq={}))
    assert "the declaration of Ilse" not in alone
    assert "statement of ties" not in alone


def test_a_sentence_is_changed_for_a_defect_only_where_one_is_told() -> None:
    on_defect = said(write(a_year_on_probation(), "D-NOM-MOD.en").text)
    assert "27 I&N Dec. 674" in on_defect
    conduct = changed(
        "S02",
        matter__vehicle=["SENT_MOD"],
        defects=[],
        case__0__custody_this_case="probation",
        case__0__probation={"granted_on": "2009-03-17", "ended_on": "2027-03-17"},
        eq__rehabilitation=[{"program": "a course"}],
    )
    assert "27 I&N Dec. 674" not in said(write(conduct, "D-NOM-MOD.en").text)
    assert "does not rest on rehabilitation" not in said(write(conduct, "D-PO-MOD.en").text)


def test_the_memorandum_on_habeas_tells_the_court_where_padilla_does_not_reach() -> None:
    assert "Chaidez" in said(write(on_parole(), "D-MPA-HAB.en").text)
    later = {"case__0__plea_date": "2012-03-17", "case__0__judgment_date": "2012-03-17"}
    assert "Chaidez" not in said(
        write(changed("S02", matter__vehicle=["HABEAS"], **CUSTODY, **later), "D-MPA-HAB.en").text
    )


def test_the_clerk_is_told_language_dialect_day_and_department_and_no_civil_form_is_used() -> None:
    text = said(write(changed("S02", client__dialect="Mixtec of the coast"), "D-INT.en").text)
    assert "Language: Spanish, Mixtec of the coast." in text
    assert "February 26, 2027, at 9:00 a.m., in Department 12" in text
    assert "form INT-300) is made for civil cases and is not used here" in text
    assert "telephone or video" not in text


def test_an_interpreter_is_asked_for_too_where_a_detained_movant_may_be_heard_from_afar() -> None:
    facts = plain_facts(detained())
    facts["client"] |= {"needs_interpreter": True, "language": "cs"}
    assert "by telephone or video" in said(write(read_facts(facts), "D-INT.en").text)


def test_an_expert_leaves_every_question_for_the_court_to_the_court() -> None:
    text = said(sampled("D-DECL-X.en").text)
    for conclusion in ("ineffective", "legally invalid", "prejudic", "should be vacated"):
        assert conclusion not in text
    assert "under penalty of perjury under the laws of the State of California" in text
    assert "the declaration of an expert" in said(write(with_an_expert(), "D-NOM.en").text)
    assert "the declaration of an expert" not in said(s02_with("D-NOM.en"))


def test_an_expert_who_also_represents_the_client_says_so() -> None:
    facts = plain_facts(with_an_expert())
    facts["imm"]["counsel"]["name"] = facts["experts"][0]["name"]
    assert "I also represent" in write(read_facts(facts), "D-DECL-X.en").text
    assert "I also represent" not in sampled("D-DECL-X.en").text


def test_a_harsher_sentence_under_the_racial_justice_act_undoes_the_sentence_alone() -> None:
    harsher = {"ground": 4, "comparator": "twelve others charged alike were given probation"}
    facts = {"matter__vehicle": ["PC1473_7_A3"], "rja": harsher}
    order = said(write(changed("S02", **facts), "D-PO-A3.en").text)
    assert "The sentence is legally invalid." in order
    assert "The sentence on count 1 (Health and Safety Code section 11378), and every" in order
    assert "withdraw" not in order
    assert "conviction and sentence" not in order
    for name in ("D-NOM-A3.en", "D-MPA-A3.en"):
        paper = said(write(changed("S02", **facts), name).text)
        assert "conviction was obtained" not in paper
        assert "vacate sentence under the Racial Justice Act" in paper


@pytest.mark.parametrize(
    ("case_file", "says"),
    [
        (innocent, "motion to vacate conviction (Pen. Code, § 1473.7, subd. (a)(2))"),
        (racial_justice, "motion to vacate conviction (Pen. Code, §§ 745, 1473.7, subd. (a)(3))"),
    ],
    ids=["innocence", "racial justice"],
)
def test_counsel_vouches_for_exhibits_in_every_motion_under_section_1473_7(
    case_file: Callable[[], CaseFile], says: str
) -> None:
    facts = plain_facts(case_file())
    facts["exhibits"] = [{"letter": "A", "title": "Sworn statement", "authenticated_by": "counsel"}]
    motion = read_facts(facts)
    (plan,) = plan_packets(motion).plans
    assert "D-DECL-A" in {paper.code for paper in plan.papers}
    declaration = said(write(motion, "D-DECL-A.en").text)
    assert says in declaration
    assert "Exhibit A is a true copy of this paper, as it came into my hands" in declaration
    assert "1473.7, subd. (b)(2)" not in declaration
