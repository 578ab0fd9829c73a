"""CR-187 and CR-188 over the facts of a motion to vacate."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from tests.court_forms.cards import FORMS, card, context_of, missing, values
from tests.examples import changed, only_case

S02 = context_of(only_case("S02"))
MOTION = values("CR-187", S02)


def _changed(form: str, *vehicles: Vehicle, **facts: object) -> dict[str, str | bool]:
    return values(form, context_of(OneCase(changed("S02", **facts), 0), *vehicles))


def _ticked(found: dict[str, str | bool]) -> list[str]:
    return [key for key, value in found.items() if value is True]


def test_the_motion_names_its_statutes_and_the_notice_received() -> None:
    assert _ticked(MOTION) == [
        "title.pc1016_5",
        "title.pc1473_7_a1",
        "item2.box",
        "item3.box",
        "item3.c1a",
        "item3.c2b",
    ]
    assert MOTION["item3.c1a_date"] == "02/24/2026"
    assert "item3.c2a_date" not in MOTION


def test_the_caption_is_the_attorneys_the_hearing_the_filers() -> None:
    assert MOTION["attorney.name"] == "Ilse Marchetti-Boone, Harbour Light Legal Aid (fictional)"
    assert MOTION["attorney.bar_number"] == "999101"
    assert MOTION["attorney.for"] == MOTION["defendant"] == "Teodoro Ansúrez Villalpando"
    assert MOTION["date_of_birth"] == "09/30/1981"
    assert MOTION["court.branch"] == "Sample Branch Courthouse"
    assert "court.mailing" not in MOTION
    assert MOTION["hearing.date"] == "02/26/2027"
    assert MOTION["hearing.time"] == "9:00 a.m."
    assert MOTION["signed.name"] == "Ilse Marchetti-Boone"


def test_ten_captions_of_later_pages_are_filled() -> None:
    later = {key: value for key, value in MOTION.items() if key.startswith("page")}
    assert len(later) == 10
    assert set(later.values()) == {"Teodoro Ansúrez Villalpando", "BA999041"}


def test_the_conviction_stands_in_the_first_row() -> None:
    row = [MOTION[f"item1.row1.{column}"] for column in ("code", "section", "level")]
    assert row == ["HS", "11378", "felony"]
    assert (MOTION["item1.case_number"], MOTION["item1.date"]) == ("BA999041", "03/17/2009")
    assert "item1.row2.code" not in MOTION


def test_the_facts_of_the_missing_advice_say_what_is_missing() -> None:
    facts = str(MOTION["item2.facts"])
    assert "pleaded" not in facts
    assert "a plea of no contest to Health and Safety Code section 11378" in facts
    assert "It does not mention denial of naturalization." in facts
    assert "reporter's notes of the hearing were destroyed" in facts
    assert "On February 24, 2026, DHS: NTA served" in facts
    assert "“I would have asked for a plea that kept me with my children" in facts


def test_the_facts_of_the_error_are_numbered_and_in_the_clients_words() -> None:
    facts = str(MOTION["item3.facts"])
    assert "1. Advice that did not name the real consequence: counsel did not tell him" in facts
    assert "2. No attempt at a safer disposition: no immigration-neutral disposition" in facts
    assert "3. What the Moving Party understood: believed a probation case" in facts
    assert "USC wife; parents LPR" in facts
    assert "Removal proceedings are pending before an immigration judge." in facts
    assert "MISSING" not in facts


def test_with_one_notice_diligence_is_told_in_the_alternative() -> None:
    assert "In the alternative" in str(MOTION["item3.c3"])
    assert "learned of the consequence on January 28, 2026 (CBP deferred inspection)" in str(
        MOTION["item3.c3"]
    )
    both = _changed("CR-187", imm__final_order_date="2026-09-01", imm__proceedings="final_order")
    assert "In the alternative" not in str(both["item3.c3"])
    assert both["item3.c2a_date"] == "09/01/2026"
    assert "item3.c2b" not in both


def test_with_one_notice_nobody_has_to_explain_a_delay() -> None:
    one = OneCase(changed("S02", discovery_diligence={}), 0)
    assert missing("CR-187", context_of(one)) == []
    assert str(values("CR-187", context_of(one))["item3.c3"]).endswith("the motion is timely.")
    late = OneCase(changed("S02", discovery_diligence={}, imm__final_order_date="2026-09-01"), 0)
    assert missing("CR-187", context_of(late)) == ["discovery_diligence.then_what"]


def test_without_any_notice_nothing_is_explained() -> None:
    found = _changed("CR-187", imm__contacts=[], imm__nta_date=None, imm__proceedings="none")
    assert "item3.c3" not in found
    assert found["item3.c1b"] is True
    assert found["item3.c2b"] is True


def test_whether_a_notice_came_is_left_open_where_nobody_knows() -> None:
    one = OneCase(
        changed("S02", imm__contacts=[], imm__nta_date="unknown", imm__proceedings="unknown"), 0
    )
    found = values("CR-187", context_of(one))
    assert not {"item3.c1a", "item3.c1b", "item3.c2a", "item3.c2b"} & set(found)
    assert "[MISSING]" in str(found["item3.facts"])
    assert set(missing("CR-187", context_of(one))) == {"imm.proceedings"}


def test_without_the_clients_consent_the_facts_say_which_consent_is_needed() -> None:
    found = _changed("CR-187", client__consents=[])
    assert "[CONSENT NEEDED]" in str(found["item3.facts"])
    assert "aggravated felony" not in str(found["item3.facts"])


def test_a_persons_words_are_never_read_as_a_template() -> None:
    found = _changed("CR-187", prejudice__would_have="{{ 7*7 }} & <b>no</b>")
    assert "“{{ 7*7 }} & <b>no</b>”" in str(found["item3.facts"])


def test_only_the_statutes_asked_for_have_facts() -> None:
    found = _changed("CR-187", "PC1473_7_A1")
    assert "item2.facts" not in found
    assert "title.pc1016_5" not in found
    found = _changed("CR-187", "PC1016_5")
    assert not [key for key in found if key.startswith("item3")]


def test_new_evidence_is_item_4() -> None:
    found = _changed(
        "CR-187",
        "PC1473_7_A2",
        innocence={"evidence": "A lab report.", "discovered_on": "2026-03", "diligence": "Asked."},
    )
    assert found["item4.date"] == "03/2026"
    assert found["item4.facts"] == "A lab report.\n\nDiligence: Asked."


def test_a_racial_justice_claim_ticks_its_ground_and_its_filing_dates() -> None:
    found = _changed(
        "CR-187",
        "PC1473_7_A3",
        rja={"ground": 2, "actor": "deputy", "quote": "words", "date": "2009-03-17"},
    )
    assert _ticked(found) == [
        "title.pc1473_7_a3",
        "item5.box",
        "item5.a2",
        "item5.a4",
        "item5.b2",
        "item5.f",  # the motion for disclosure goes with it
    ]
    assert found["item5.facts"] == "Who: deputy.\nWhen: March 17, 2009.\nWhat was said: “words”"


def test_a_detained_client_asks_to_be_absent_and_brings_the_case_alias() -> None:
    found = values("CR-187", context_of(only_case("S04", 0)))
    assert [key for key in _ticked(found) if key.startswith("item7")] == ["item7.box", "item7.a"]
    assert found["defendant"] == "Beniamin Havelka, aka Ben Havelka"
    assert "item7.facility" not in found


@pytest.mark.parametrize(
    ("presence", "facts", "ticked"),
    [
        ({"absence_requested": True, "facility": "Wasco State Prison"}, {}, "item7.b"),
        ({"absence_requested": True}, {"imm__removed_on": "2026-05-01"}, "item7.c"),
        ({"absence_requested": True, "reason": "in hospital"}, {}, "item7.d"),
    ],
)
def test_absence_has_one_reason(
    presence: dict[str, object], facts: dict[str, object], ticked: str
) -> None:
    found = _changed("CR-187", **facts, hearing__presence=presence)
    assert [key for key in _ticked(found) if key.startswith("item7")] == ["item7.box", ticked]


def test_the_proposed_order_asks_for_the_grant_and_finds_nothing_itself() -> None:
    order = values("CR-188", S02)
    assert _ticked(order) == [
        "title.pc1016_5",
        "title.pc1473_7_a1",
        "item2.a",
        "item3.c1",
        "item3.c1_plea",
    ]
    texts = {key for key, value in order.items() if isinstance(value, str)}
    assert not [key for key in texts if key.startswith(("item", "signed", "hearing"))]
    assert order["date_of_birth"] == "09/30/1981"


def test_only_a_first_person_is_quoted_as_the_moving_partys_own_words() -> None:
    told = _changed("CR-187", "PC1473_7_A1", prejudice__would_have="gone to trial")
    assert "would have done otherwise: “gone to trial”" in str(told["item3.facts"])
    said = _changed("CR-187", "PC1473_7_A1", prejudice__would_have="I would have gone to trial.")
    assert "in the Moving Party's own words: “I would have" in str(said["item3.facts"])


def test_after_a_removal_order_nobody_says_that_one_notice_is_still_to_come() -> None:
    found = _changed(
        "CR-187",
        "PC1473_7_A1",
        imm__nta_date=None,
        imm__contacts=[],
        imm__final_order_date="2026-08-03",
        imm__proceedings="final_order",
    )
    assert "Only one of the two notices" not in str(found["item3.c3"])
    assert "Since then: consulted" in str(found["item3.c3"])


def test_counts_under_one_section_cite_it_once() -> None:
    count = {"code": "PC", "section": "488", "level": "misdemeanor", "convicted": True}
    found = _changed("CR-187", "PC1473_7_A1", case__0__counts=[{"n": n, **count} for n in (1, 2)])
    assert "pleaded no contest to Penal Code section 488." in str(found["item3.facts"])


def test_after_a_trial_there_is_no_plea_to_withdraw() -> None:
    found = _changed(
        "CR-188",
        "PC1473_7_A1",
        case__0__conviction_by="jury_trial",
        case__0__plea_type="not_guilty_jury",
    )
    assert _ticked(found) == ["title.pc1473_7_a1", "item3.c1"]
    motion = _changed(
        "CR-187",
        "PC1473_7_A1",
        case__0__conviction_by="jury_trial",
        case__0__plea_type="not_guilty_jury",
        case__0__convicted_on="2009-03-17",
    )
    assert "On March 17, 2009, the Moving Party was convicted of" in str(motion["item3.facts"])


MOTIONS: list[Vehicle] = ["PC1473_7_A1", "PC1473_7_A2", "PC1473_7_A3", "PC1016_5"]
PETITIONS: list[Vehicle] = ["PC1203_4", "PC1203_41", "PC1203_43", "PC17B", "PC17D"]
VEHICLES = st.lists(st.sampled_from(MOTIONS + PETITIONS), unique=True, min_size=1)
CASES = st.sampled_from([("S01", 0), ("S02", 0), ("S03", 0), ("S04", 0), ("S04", 1), ("S04", 2)])


@settings(deadline=None, max_examples=20)
@given(case=CASES, vehicles=VEHICLES)
def test_of_exclusive_boxes_at_most_one_is_ticked(
    case: tuple[str, int], vehicles: list[Vehicle]
) -> None:
    context = context_of(only_case(*case), *vehicles)
    for form in FORMS:
        found = values(form, context)
        groups = [f.group for f in card(form).fields if f.group and found.get(f.key) is True]
        assert len(groups) == len(set(groups)), form
