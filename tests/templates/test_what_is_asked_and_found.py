"""What a motion asks for is what its order gives, with every finding that the statute wants."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile
from tests.examples import changed, sample
from tests.templates.cases import (
    innocent,
    lost_records,
    recent_plea,
    sealed_in_justice,
    survivor_of_violence,
    trafficked,
)
from tests.templates.papers import s02_with, said, sampled, write

_TRIAL = {
    "case__0__plea_type": "not_guilty_jury",
    "case__0__conviction_by": "jury_trial",
    "case__0__plea_date": None,
    "case__0__counts__0__plea": None,
    "case__0__judgment_date": None,
    "case__0__disposition": "county_jail",
    "case__0__probation": None,
}
_NONE = {
    "case__0__plea_type": None,
    "case__0__plea_date": None,
    "case__0__judgment_date": None,
    "case__0__disposition": "dismissed",
    "case__0__probation": None,
    "case__0__sentence": None,
    "case__0__counts": [
        {"n": 1, "code": "HS", "section": "11378", "level": "felony", "convicted": False}
    ],
}


def racial_justice(ground: int, convicted_on: str = "2009-03-17") -> CaseFile:
    return changed(
        "S02",
        matter__vehicle=["PC1473_7_A3"],
        **_TRIAL,
        case__0__convicted_on=convicted_on,
        rja={"ground": ground, "actor": "the arresting officer", "quote": "you people"},
    )


def test_a_plea_that_the_racial_justice_order_lets_be_withdrawn_was_asked_to_be() -> None:
    asked, given = (said(sampled(name).text) for name in ("D-NOM-A3.en", "D-PO-A3.en"))
    assert "allow Defendant to withdraw the plea of no contest" in asked
    assert "Defendant is allowed to withdraw the plea" in given
    after_trial = said(write(racial_justice(1), "D-NOM-A3.en").text)
    assert "withdraw the plea" not in after_trial
    assert "(f)(5)); and (n) state the violation" in after_trial


@pytest.mark.parametrize(
    ("ground", "convicted_on", "found"),
    [(1, "2009-03-17", True), (3, "2009-03-17", False), (1, "2022-03-17", False)],
)
def test_where_the_state_may_show_that_bias_made_no_difference_the_order_finds_it_has_not(
    ground: int, convicted_on: str, found: bool
) -> None:
    order = said(write(racial_justice(ground, convicted_on), "D-PO-A3.en").text)
    assert ("did not contribute to it. (Pen. Code, § 745, subd. (k).)" in order) is found
    assert "section 745 applies to it whenever the judgment became final" in order


@pytest.mark.parametrize("name", ["D-NOM.en", "D-ABS.en"])
def test_a_reason_for_absence_in_the_clients_own_words_is_quoted(name: str) -> None:
    facts = {"imm__removed_on": "2026-07-01", "imm__final_order_date": "2026-06-01"}
    own = {"hearing__presence": {"absence_requested": True, "reason": "I live abroad"}}
    noted = {"hearing__presence": {"absence_requested": True, "reason": "no visa was given"}}
    assert "“I live abroad.”" in said(s02_with(name, **facts, **own))
    text = said(s02_with(name, **facts, **noted))
    assert "o visa was given." in text
    assert "“" not in text[text.index("o visa") - 3 : text.index("o visa")]
    assert "place of custody" not in text


@pytest.mark.parametrize("name", ["D-PET-23614.en", "D-PET-23615.en"])
def test_a_petition_sworn_to_by_a_client_who_needs_an_interpreter_was_read_out(name: str) -> None:
    petition = said(sampled(name).text)
    assert "This petition was read to me in Spanish before I signed it." in petition
    assert "dismiss the charges; and (n) notify the Department" in petition


@pytest.mark.parametrize("name", ["D-NOM-MOD.en", "D-NOM-NUNC.en"])
def test_a_motion_after_judgment_is_noticed_as_section_1201_5_requires(name: str) -> None:
    assert "at least three days before the hearing, as Penal Code section 1201.5" in said(
        sampled(name).text
    )


def test_a_correction_of_the_record_names_the_power_for_it() -> None:
    assert "(In re Candelario (1970) 3 Cal.3d 702.)" in said(sampled("D-NOM-NUNC.en").text)


def test_an_arrest_to_be_sealed_is_sworn_to_have_led_to_no_conviction() -> None:
    sworn = said(write(sealed_in_justice(), "D-DECL-C-85191.en").text)
    assert "The charges were dismissed. I was not convicted of any crime" in sworn


def test_the_withdrawal_of_a_plea_tells_who_is_not_a_citizen_and_what_the_conviction_does() -> None:
    memorandum = said(write(recent_plea(), "D-MPA-1018.en").text)
    assert "was a lawful permanent resident when the plea was entered. (Decl., ¶ 3.)" in memorandum
    assert "is a ground of deportation (8 U.S.C. § 1227(a)(2)(B)(i))" in memorandum
    assert "Nothing in this motion concedes" in memorandum


def test_the_memorandum_tells_the_court_of_an_earlier_motion() -> None:
    earlier = {
        "court": "this court",
        "docket": "BA999041",
        "result": "denied",
        "date": "2019-05-01",
    }
    told = said(s02_with("D-MPA.en", case__0__prior_writs=[earlier]))
    assert (
        "No appeal was taken. An earlier petition or motion was made to this court (number "
        "BA999041); it ended on May 1, 2019, with this result: denied." in told
    )


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_letter_belittles_no_vacatur_that_immigration_law_knows(lang: str) -> None:
    name = f"D-LTR.{lang}"
    belittled = {"en": "does not erase the conviction", "es": "no borra la condena"}[lang]
    certified = {"en": "certified copies", "es": "copias certificadas"}[lang]
    for case_file in (trafficked(), survivor_of_violence(), lost_records(), innocent()):
        letter = said(write(case_file, name).text)
        assert belittled not in letter
        assert certified in letter
    assert belittled in said(write(sample("S03"), name).text)
    sealed = changed("S02", matter__vehicle=["PC851_91"], case__0__conviction_by="none", **_NONE)
    assert belittled not in said(write(sealed, name).text)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_letter_speaks_of_former_counsels_advice_only_where_the_papers_do(lang: str) -> None:
    advice = {"en": "the advice that your former lawyer gave", "es": "del consejo que le dio"}[lang]
    assert advice in said(sampled(f"D-LTR.{lang}").text)
    assert advice not in said(write(innocent(), f"D-LTR.{lang}").text)
