"""What the papers of S02 say, word for word, and what no paper says."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from docassemble.PostConvictionRelief.casefile.vocabulary import Theory
from tests.examples import sample
from tests.templates.papers import (
    ENGLISH,
    NAMES,
    SHIPPED,
    SNAPSHOTS,
    of_samples,
    reviewed_at,
    s02,
    s02_with,
    said,
    sampled,
    whole_text,
    write,
)

WITH_THE_MOTION = {
    "D-DECL-A.en",
    "D-NPC.en",
    "D-EQ.en",
    "D-EXH.en",
}
OF_S02 = {
    "D-NOM.en",
    "D-MPA.en",
    "D-DECL-C.en",
    "D-DECL-C.es",
    "D-CERT-I.en",
    "D-PO.en",
    "D-POS.en",
} | WITH_THE_MOTION
MERCY = ("outpatient", "hypertension", "asthma", "parish", "football", "rent", "deportees")
JURAT = "under penalty of perjury under the laws of the State of California"


def test_the_papers_of_the_motion_to_vacate_are_all_here() -> None:
    assert set(NAMES) >= OF_S02


@pytest.mark.parametrize("name", sorted(OF_S02))
def test_nothing_is_missing_for_s02(name: str) -> None:
    paper = s02(name)
    assert paper.missing == frozenset()
    assert "[MISSING" not in paper.text


@pytest.mark.parametrize("name", NAMES)
def test_the_wording_is_the_reviewed_one(name: str) -> None:
    reviewed = (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")
    assert sampled(name).text == reviewed


@pytest.mark.parametrize(("name", "number", "exemplar"), of_samples())
def test_the_wording_of_every_samples_paper_is_the_reviewed_one(
    name: str, number: int, exemplar: str
) -> None:
    reviewed = reviewed_at(name, number, exemplar).read_text(encoding="utf-8")
    assert write(sample(name), exemplar, number).text == reviewed


def test_no_reviewed_wording_is_of_a_paper_that_is_no_more() -> None:
    wanted = {SNAPSHOTS / f"{name}.txt" for name in NAMES}
    wanted |= {reviewed_at(*paper) for paper in of_samples()}
    assert set(SNAPSHOTS.rglob("*.txt")) == wanted


@pytest.mark.parametrize("name", sorted(OF_S02))
def test_no_a_number_and_no_date_of_birth_is_printed(name: str) -> None:
    text = said(s02(name).text)
    assert not re.search(r"999-?000-?101", text)
    for written in ("September 30", "09/30", "9/30", "1981", "30 de septiembre"):
        assert written not in text
    assert not re.search(r"\b(a_number|dob|ssn)\b", whole_text(SHIPPED[name]))


@pytest.mark.parametrize("name", sorted(OF_S02))
def test_mercy_and_rehabilitation_stay_out_of_the_filed_papers(name: str) -> None:
    text = s02(name).text
    for equity in MERCY:
        assert not re.search(rf"\b{equity}\b", text)


@pytest.mark.parametrize("name", NAMES)
def test_sentences_have_no_doubled_or_dangling_punctuation(name: str) -> None:
    text = sampled(name).text
    assert not re.search(r"\.\.|,,|;;|: *\.|\( *\)|,\.| [.,;:](?!\w)", text)
    assert not re.search(r"\S  +\S", text.replace("[   ]", "[]").replace("|  |", "||"))
    assert "None" not in text
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize("name", ["D-DECL-C.en", "D-CERT-I.en", "D-POS.en"])
def test_whoever_swears_swears_under_the_laws_of_california(name: str) -> None:
    assert JURAT in said(s02(name).text)


def test_the_spanish_copy_says_that_it_is_not_what_is_filed() -> None:
    text = s02("D-DECL-C.es").text
    assert "El original, que se firma y se presenta al tribunal, está en inglés." in text
    assert "bajo pena de perjurio, conforme a las leyes del Estado de California" in text


def test_the_declaration_always_has_the_twelve_paragraphs_that_the_memorandum_cites() -> None:
    bare = s02_with("D-DECL-C.en", imm={}, plea=None, prejudice=None, prior_counsel=[], eq={})
    for text in (s02("D-DECL-C.en").text, s02("D-DECL-C.es").text, bare):
        assert text.count("(n) ") == 12
    cited = {int(n) for n in re.findall(r"¶¶?\s(\d+)", s02("D-MPA.en").text)}
    assert cited <= set(range(1, 13))


def test_a_theory_is_argued_only_where_it_is_told() -> None:
    assert "Ansúrez Villalpando misunderstood the consequence." in s02("D-MPA.en").text
    one = s02_with(
        "D-MPA.en",
        defects=[{"theory": "no_advice", "facts": "nothing was said.", "source": "client"}],
    )
    assert "Counsel gave no advice about immigration." in one
    assert "As Ansúrez Villalpando recounts it: nothing was said. (Decl.," in said(one)
    for other in ("misunderstood the consequence", "spoke of a possibility", "Any one of"):
        assert other not in one


def test_each_theory_has_its_argument_its_ground_and_its_finding() -> None:
    tags = get_args(Theory)
    defects = [{"theory": tag, "facts": f"told {tag}", "source": "client"} for tag in tags]
    memorandum = s02_with("D-MPA.en", defects=defects)
    assert [f"told {tag}" in memorandum for tag in tags] == [True] * len(tags)
    for name in ("D-NOM.en", "D-PO.en"):
        bullets = re.findall(r"^• (?!Exhibit)(.+)$", s02_with(name, defects=defects), re.M)
        assert len(bullets) == len(set(bullets)) == len(tags)


def test_where_no_defect_is_told_the_place_is_marked() -> None:
    for name in ("D-NOM.en", "D-MPA.en", "D-PO.en"):
        assert "[MISSING: defects]" in s02_with(name, defects=[])


def test_section_1016_5_is_not_mentioned_where_it_is_not_asked() -> None:
    for name in ENGLISH:
        assert "1016.5" not in s02_with(name, matter__vehicle=["PC1473_7_A1"])


def test_a_full_advisement_on_the_record_takes_section_1016_5_out_of_the_papers() -> None:
    for name in ENGLISH:
        assert "1016.5" not in s02_with(
            name, plea__advisal_on_record="full", plea__missing=[], plea__form_language="Spanish"
        )


def test_an_unknown_advisement_is_marked_and_not_asserted() -> None:
    text = said(s02_with("D-MPA.en", plea__advisal_on_record="unknown", plea__missing=[]))
    assert "shows this: [MISSING: plea.advisal_on_record]" in text
    assert "shows no advisement" not in text


def test_after_a_trial_no_paper_speaks_of_withdrawing_a_plea() -> None:
    trial = {
        "case__0__plea_type": "not_guilty_jury",
        "case__0__conviction_by": "jury_trial",
        "case__0__plea_date": None,
        "case__0__convicted_on": "2009-03-17",
        "case__0__counts__0__plea": None,
    }
    for name in ENGLISH:
        text = s02_with(name, **trial)
        assert "withdraw" not in text
        assert "[MISSING" not in text.replace("[MISSING: hearing.presence.reason]", "")
    order = said(s02_with("D-PO.en", **trial))
    assert "found guilty by a jury of count 1" in order
    assert not re.search(r"\bplea\b|\bpleaded\b", order)


def test_ineffective_assistance_is_a_finding_only_where_it_is_sought() -> None:
    assert "section 416.90" in s02("D-NOM.en").text
    for name in ("D-NOM.en", "D-PO.en"):
        text = s02_with(name, prior_counsel__0__iac_finding_sought=False)
        assert "neffective" not in text
        assert "416.90" not in text
    memorandum = s02_with("D-MPA.en", prior_counsel__0__iac_finding_sought=False)
    assert "were also ineffective assistance" not in memorandum


def test_without_an_interpreter_nobody_speaks_of_one() -> None:
    facts = {"client__needs_interpreter": False, "declaration": None, "plea__interpreter": None}
    assert "nterpreter" not in s02_with("D-NOM.en", **facts)
    assert "was read to me" not in s02_with("D-DECL-C.en", **facts)
    assert "nterpreter" not in s02_with("D-POS.en", **facts)


def test_a_detained_movant_asks_to_be_heard_in_absence_and_is_not_in_criminal_custody() -> None:
    s04 = sample("S04")
    notice = said(write(s04, "D-NOM.en").text)
    assert "asks that the hearing be held without Defendant’s personal presence" in notice
    memorandum = said(write(s04, "D-MPA.en").text)
    assert "Detention by immigration authorities is not criminal custody." in memorandum
    assert "Havelka believed the one-year suspended term was not a 'year'." in memorandum
    assert "Havelka would have taken more custody" in memorandum


def test_a_removal_order_changes_the_argument_on_time() -> None:
    text = said(s02_with("D-MPA.en", imm__final_order_date="2026-06-01"))
    assert "Both events have occurred" in text
    assert "timely as of right" not in text
    without = said(s02_with("D-MPA.en", imm={"status_at_plea": "lpr", "proceedings": "none"}))
    assert "Neither event has occurred. The motion is timely as of right." in without


def test_what_a_person_says_appears_literally() -> None:
    told = "{{ 7*7 }} ${x} <b>bold</b> & § “quotes” '; DROP TABLE"
    for name in ("D-MPA.en", "D-DECL-C.en", "D-DECL-C.es"):
        assert told in s02_with(name, prejudice__would_have=told)


def test_without_consent_no_theory_and_no_notice_is_told() -> None:
    for name in ENGLISH:
        text = s02_with(name, client__consents=[])
        for told in ("virtually certain", "spoke about immigration", "February 24, 2026"):
            assert told not in text
    assert "[CONSENT NEEDED: defects]" in s02_with("D-PO.en", client__consents=[])


def test_a_notice_to_appear_is_not_said_to_rely_on_the_conviction_unless_it_does() -> None:
    for name in ("D-NOM.en", "D-MPA.en"):
        assert "rely on th" in s02(name).text
        assert "rely on th" not in s02_with(name, imm__contacts=[])


def test_only_contacts_that_rely_on_the_conviction_are_listed() -> None:
    assert "February 24, 2026: Department of Homeland Security" in s02("D-MPA.en").text
    assert "green card taken" not in s02("D-MPA.en").text


def test_how_someone_without_papers_came_in_is_told_to_nobody() -> None:
    entry = [{"date": "1990-04", "manner": "without inspection"}]
    for name in ("D-MPA.en", "D-DECL-C.en", "D-DECL-C.es"):
        text = s02_with(name, imm__status_at_plea="undocumented", imm__entries=entry)
        assert "without inspection" not in text
        assert "1990" in text


def test_the_memorandum_concedes_no_charge_of_removal() -> None:
    assert "Nothing in this motion concedes any allegation" in s02("D-MPA.en").text


def test_nobody_swears_to_a_misunderstanding_that_was_not_told() -> None:
    only = [{"theory": "no_defense_against", "facts": "nothing was asked for", "source": "file"}]
    text = s02_with("D-DECL-C.en", defects=only)
    assert "I did not understand what the conviction would do" not in text
    assert "[MISSING: what I understood about immigration when I entered the plea]" in text


def test_former_counsel_is_found_ineffective_only_for_an_error_of_counsel() -> None:
    own = [{"theory": "own_error", "facts": "believed it was safe", "source": "client"}]
    for name in ("D-NOM.en", "D-MPA.en", "D-PO.en"):
        assert "neffective assistance of counsel" not in s02_with(name, defects=own)
        assert "Okonjo-Marsh on the" not in s02_with(name, defects=own)


def test_an_absence_for_no_told_reason_is_not_put_down_to_detention() -> None:
    asked = s02_with("D-NOM.en", hearing__presence={"absence_requested": True})
    assert "custody of immigration authorities" not in asked
    assert "There is good cause: [MISSING: hearing.presence.reason]" in asked


def test_supervision_is_named_in_words_and_the_authority_against_it_is_cited() -> None:
    facts = {
        "case__0__custody_this_case": "prcs",
        "case__0__attorney_override": {"by": "counsel", "on": "2026-11-20", "reason": "reading"},
    }
    for name in ("D-NOM.en", "D-MPA.en", "D-PO.en"):
        text = s02_with(name, **facts)
        assert "on postrelease community supervision in this case" in text
        assert "prcs" not in text
    assert "People v. DeJesus (2019) 37 Cal.App.5th 1124" in s02_with("D-MPA.en", **facts)


def test_each_former_counsel_is_said_to_be_notified_only_when_notified() -> None:
    notified = {"name": "Quillon Sample", "iac_finding_sought": True}
    both = [
        {"name": "Delphine Okonjo-Marsh", "iac_finding_sought": True},
        {**notified, "notice_served_on": "2026-11-02"},
    ]
    text = said(s02_with("D-MPA.en", prior_counsel=both))
    assert "Okonjo-Marsh will have been given timely advance notice" in text
    assert "Quillon Sample was given timely advance notice" in text
    assert "My lawyers in this case were" in s02_with("D-DECL-C.en", prior_counsel=both)


@pytest.mark.parametrize("name", ["D-NOM.en", "D-MPA.en", "D-DECL-C.en", "D-PO.en"])
@pytest.mark.parametrize("plea_type", ["admission_probation_violation", "deferred_entry"])
def test_no_code_for_a_plea_is_printed(name: str, plea_type: str) -> None:
    assert plea_type not in s02_with(name, case__0__plea_type=plea_type)


def test_an_exhibit_on_mental_health_is_no_notice_to_appear() -> None:
    exhibits = [
        {"letter": "A", "title": "Mental health records"},
        {"letter": "B", "title": "NTA (redacted)"},
    ]
    text = said(s02_with("D-MPA.en", exhibits=exhibits))
    assert "(Exh. B.)" in text
    assert "(Exh. A.)" not in text


def test_a_very_long_account_is_cited_and_not_copied_into_the_argument() -> None:
    account = "I would have gone to trial. " * 40
    text = said(s02_with("D-MPA.en", prejudice__would_have=account))
    assert "states at length what would have been done" in text
    assert text.count("I would have gone to trial.") == 0
    assert account.strip() in said(s02_with("D-DECL-C.en", prejudice__would_have=account))


def test_one_of_a_kind_is_said_in_the_singular_in_both_languages() -> None:
    told = {
        "case__0__sentence": {"custody_days_imposed": 1},
        "case__0__probation": {"granted_on": "2009-03-17", "term_months": 1},
    }
    english, spanish = (said(s02_with(f"D-DECL-C.{tongue}", **told)) for tongue in ("en", "es"))
    assert "1 month" in english
    assert "1 months" not in english
    assert "por 1 mes, con 1 día de detención" in spanish


@pytest.mark.parametrize("theory", ["no_advice", "no_defense_against", "missed_offer", "own_error"])
def test_the_memorandum_cites_the_paragraph_in_which_the_client_swears_to_it(theory: str) -> None:
    facts = {"defects": [{"theory": theory, "facts": "zebra told", "source": "client"}]}
    sworn = [p for p in s02_with("D-DECL-C.en", **facts).split("\n") if p.startswith("(n) ")]
    told_in = next(n for n, words in enumerate(sworn, start=1) if "zebra told" in words)
    argument = said(s02_with("D-MPA.en", **facts))
    assert re.search(rf"zebra told\. \(Decl\., ¶ {told_in}\.\)", argument)


def test_what_the_client_said_is_quoted_and_a_note_about_the_client_is_not() -> None:
    own = [{"theory": "no_advice", "facts": "I was told nothing", "source": "client"}]
    note = [{"theory": "no_advice", "facts": "was told nothing", "source": "client"}]
    assert "recounts it: “I was told nothing.” (Decl." in said(s02_with("D-MPA.en", defects=own))
    assert "recounts it: was told nothing. (Decl." in said(s02_with("D-MPA.en", defects=note))
    assert " true. I was told nothing. (n) " in said(s02_with("D-DECL-C.en", defects=own))


def test_days_typed_in_figures_are_written_out() -> None:
    for name in ("D-MPA.en", "D-DECL-C.en"):
        assert "ordered docket on February 11, 2026" in said(s02(name).text)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".en")])
def test_a_day_in_the_middle_of_a_sentence_is_followed_by_a_comma(name: str) -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert re.findall(rf"(?:{months}) \d+, \d{{4}} [A-Za-z].*", sampled(name).text) == []


def test_cancellation_for_residents_is_argued_for_residents_alone() -> None:
    assert "1229b(a)(3)" in said(s02("D-MPA.en").text)
    undocumented = {"imm__status_at_plea": "undocumented", "imm__status_now": "undocumented"}
    assert "1229b(a)(3)" not in said(s02_with("D-MPA.en", imm__lpr_since=None, **undocumented))
