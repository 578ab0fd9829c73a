"""Proofs of service, habeas corpus, crews, appeals, fees and declarations over altered samples."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from tests.court_forms.cards import FORMS, card, context_of, values
from tests.court_forms.test_sealing_and_marijuana import COUNSEL
from tests.examples import changed

ON_PAROLE = {
    "case__0__disposition": "prison",
    "case__0__probation": None,
    "case__0__sentence": {"prison_term": {"years": 1, "months": 4}},
    "case__0__custody_this_case": "parole",
}
ORDERS = [form for form in FORMS if card(form).role == "order"]
SERVER = {"name": "Tomas Ejemplo", "address": "500 Volunteer Way, Fresno, CA 93799"}
PROSECUTOR = "Fresno County District Attorney (fictional unit)"


def _found(form: str, vehicle: Vehicle = "PC1203_4", **facts: object) -> dict[str, str | bool]:
    return values(form, context_of(OneCase(changed("S01", **facts), 0), vehicle))


def _ticked(found: dict[str, str | bool]) -> list[str]:
    return [key for key, value in found.items() if value is True]


def _served(form: str, method: str, **service: object) -> dict[str, str | bool]:
    told = {"party": "prosecuting_agency", "method": method, "server": SERVER} | service
    return _found(form, service=[told])


@pytest.mark.parametrize("form", ORDERS)
def test_nothing_of_the_court_is_filled_in_on_an_order(form: str) -> None:
    found = _found(form, counsel=COUNSEL)
    ours = {field.key for field in card(form).fields if field.filled_by in ("party", "proposed")}
    assert set(found) <= ours
    assert not [key for key in found if key.startswith(("hearing", "signed"))]


def test_mail_is_proved_with_day_place_and_how_it_was_left() -> None:
    found = _served(
        "POS-030",
        "mail",
        served_on="2026-12-01",
        deposit="office_mail_drop",
        mailed_from={"city": "Fresno", "state": "CA"},
    )
    assert _ticked(found) == ["item4.b"]
    assert (found["item3.date"], found["item3.place"]) == ("12/01/2026", "Fresno, CA")
    assert found["item5.a_name"] == PROSECUTOR
    assert found["item5.b_address"] == "200 Sample Plaza, Fresno, CA 93799"
    assert found["signed.name"] == "Tomas Ejemplo"
    assert "item3.documents" not in found


@pytest.mark.parametrize(
    ("method", "boxes"),
    [
        ("personal", ["title.personal", "item5.b", "item6.a"]),
        ("mail", ["title.mail", "item5.b", "item6.b"]),
        ("mail_outside_us", ["title.mail", "item5.b", "item6.b"]),
        ("overnight", ["title.overnight", "item5.b", "item6.c"]),
        ("fax", ["title.fax", "item3.fax", "item5.c", "item6.e"]),
        ("electronic", []),
    ],
)
def test_each_method_of_service_has_its_boxes(method: str, boxes: list[str]) -> None:
    assert _ticked(_served("POS-040", method)) == boxes


def test_electronic_service_is_proved_on_its_own_form() -> None:
    found = _served("POS-050", "electronic", email="da@example.org", served_on="2026-12-01")
    assert found["item3.a_name"] == PROSECUTOR
    assert found["item3.b_email"] == "da@example.org"
    assert found["item3.c_date"] == "12/01/2026"
    by_mail = _served("POS-050", "mail", email="da@example.org")
    assert not [key for key in by_mail if key.startswith(("item", "signed"))]


@pytest.mark.parametrize("form", ["POS-030", "POS-040", "POS-050"])
def test_a_planned_day_is_not_sworn_to(form: str) -> None:
    method = "electronic" if form == "POS-050" else "mail"
    found = _served(form, method, planned_on="2026-12-01")
    assert not [key for key in found if key.endswith("date")]


IN_PRISON = {
    "habeas": {
        "facility": "Wasco State Prison",
        "cdcr_number": "AB1234",
        "prior_petitions": [
            {"court": "Fresno Superior Court", "docket": "HC1", "result": "denied", "date": "2021"},
        ],
    },
    "case__0__custody_this_case": "prison",
    "case__0__plea_type": "no_contest",
    "case__0__sentence": {"prison_term": {"years": 1, "months": 4}},
    "case__0__appeal": {"taken": True, "court": "Court of Appeal", "date": "2020-03-04"},
}


def test_a_habeas_petition_tells_custody_conviction_appeal_and_earlier_petitions() -> None:
    found = _found("HC-001", "HABEAS", **IN_PRISON)
    assert _ticked(found) == [
        "item3.conviction",
        "item4.no_contest",
        "item7.yes",
        "item11.yes",
        "item15.no",
    ]
    assert found["attorney.address"] == found["item2.a"] == "Wasco State Prison"
    assert found["item3.b_sections"] == "PC 459.5(a) and VC 12500(a)"
    assert found["item3.g_length"] == "1 year, 4 months"
    assert found["item7.c_date"] == "03/04/2020"
    assert (found["item12.a_court"], found["item12.a_date"]) == ("Fresno Superior Court", "2021")
    assert not [key for key in found if key.startswith(("item6", "item14", "item18", "concerns"))]


@pytest.mark.parametrize(
    ("facts", "address"),
    [
        ({"counsel": {"pro_per": True}}, "4417 Example Grove Avenue"),
        ({"counsel": COUNSEL}, f"c/o {COUNSEL['name']}"),
        (
            {"counsel": {"pro_per": True}, "client__contact_constraints": "DV_shelter"},
            "[MISSING]",
        ),
        ({"counsel": COUNSEL, "client__contact_constraints": "DV_shelter"}, "c/o"),
    ],
)
def test_who_is_on_supervision_is_reached_at_home_or_through_counsel_and_never_in_a_shelter(
    facts: dict[str, object], address: str
) -> None:
    told = {"case__0__custody_this_case": "prcs", "habeas": {"facility": "Fresno Parole Office"}}
    found = _found("HC-001", "HABEAS", **told, **facts)["attorney.address"]
    assert str(found).startswith(address)


def test_on_supervision_the_kind_is_told_and_no_prison() -> None:
    found = _found("HC-001", "HABEAS", case__0__custody_this_case="prcs")
    assert found["item2.b_yes"] is True
    assert found["item2.b_text"] == "postrelease community supervision"
    assert "item2.a" not in found


def test_that_no_earlier_petition_is_told_does_not_mean_that_there_was_none() -> None:
    assert not {"item11.yes", "item11.no"} & set(_found("HC-001", "HABEAS"))


def test_attorneys_of_the_past_are_named_only_with_consent() -> None:
    counsel = {"prior_counsel": [{"name": "Pat Example"}]}
    assert "item3.i_attorney" not in _found("HC-001", "HABEAS", client__consents=[], **counsel)
    consent = [{"to_disclose": "all", "scope": "filed_papers", "signed_on": "2026-11-01"}]
    found = _found("HC-001", "HABEAS", client__consents=consent, **counsel)
    assert (found["item3.i_yes"], found["item3.i_attorney"]) == (True, "Pat Example")


@pytest.mark.parametrize(
    ("custody", "box"),
    [
        ("probation", "item2.e_probation"),
        ("parole", "item2.e_parole"),
        ("mandatory_supervision", "item2.e_release"),
        ("none", "item2.e_none"),
    ],
)
def test_a_crew_member_tells_the_supervision_of_the_case(custody: str, box: str) -> None:
    assert _ticked(_found("CR-430", "PC1203_4B", case__0__custody_this_case=custody)) == [box]


def test_the_order_for_a_crew_member_proposes_the_grant_for_the_whole_case() -> None:
    found = _found("CR-432", "PC1203_4B")
    assert _ticked(found) == ["item3.a"]
    assert found["item3.a_case_number"] == "M19990777"
    assert _ticked(_found("CR-432")) == []


def test_eight_felonies_are_six_rows_and_a_tick_for_more() -> None:
    counts = [
        {"n": n, "code": "PC", "section": f"{470 + n}", "level": "felony", "convicted": True}
        for n in range(1, 9)
    ]
    found = _found("CR-412", case__0__counts=counts, case__0__custody_this_case="parole")
    assert _ticked(found) == ["item1.b", "item2.more"]
    assert found["item2.row6.section"] == "476"
    assert found["item2.date"] == "04/11/2019"


@pytest.mark.parametrize("form", ["FW-001", "FW-002", "FW-003", "CR-115", "CR-132", "CR-185"])
def test_who_has_an_attorney_keeps_a_shelters_address_to_themself(form: str) -> None:
    street = "4417 Example Grove Avenue"
    assert street in str(_found(form, counsel=COUNSEL))
    sheltered = _found(form, counsel=COUNSEL, client__contact_constraints="DV_shelter")
    assert street not in str(sheltered)


@pytest.mark.parametrize("form", ["CR-115", "CR-185"])
def test_no_digit_of_a_social_security_number_is_ever_filled_in(form: str) -> None:
    (ssn,) = [field for field in card(form).fields if field.key.endswith("ssn")]
    assert not ssn.filled


@pytest.mark.parametrize("form", ["FW-001", "FW-002"])
def test_of_money_nothing_is_said_for_the_person(form: str) -> None:
    found = _found(form, counsel=COUNSEL)
    told = {"court", "defendant", "case_number", "item1", "item2", "item3", "page2", "signed"}
    assert {key.split(".")[0] for key in found} <= told
    assert _ticked(found) == []


def test_a_form_may_repeat_its_caption_on_the_second_page() -> None:
    caption = card("MC-050").field("defendant")
    assert caption is not None
    assert [place.page for place in caption.places] == [1, 2]
    assert _found("MC-050")["defendant"] == "PEOPLE v. Marisela Ruth Quintanar"


def test_one_of_the_boxes_that_share_a_name_says_who_declares() -> None:
    assert _ticked(_found("MC-030")) == ["signer.defendant"]
    choices = card("MC-030").choices
    assert len({choices[f"signer.{who}"] for who in ("plaintiff", "petitioner", "defendant")}) == 1


def test_who_appeals_without_an_attorney_has_the_address_above() -> None:
    assert "item4.same" in _ticked(_found("CR-120"))
    found = _found("CR-120", counsel=COUNSEL)
    assert _ticked(found) == ["item4.other"]
    assert found["item4.address"] == "4417 Example Grove Avenue, Apt 6, Fresno, CA 93799"


def test_a_habeas_petition_claims_errors_of_counsel_where_they_are_told_and_nothing_else() -> None:
    told = values("HC-001", context_of(OneCase(changed("S02", **ON_PAROLE), 0), "HABEAS"))
    assert told["concerns.conviction"] is True
    assert "effective assistance of counsel" in str(told["item6.claim"])
    assert "2. No attempt at a safer disposition" in str(told["item6.a_facts"])
    assert "exhibits A, B, C, D, and E" in str(told["item6.b_documents"])
    assert "learned of the consequence on January 28, 2026" in str(told["item14.delay"])
    own = [{"theory": "own_error", "facts": "I believed it was safe.", "source": "client"}]
    other = values(
        "HC-001", context_of(OneCase(changed("S02", **ON_PAROLE, defects=own), 0), "HABEAS")
    )
    assert not {"concerns.conviction", "item6.claim", "item6.a_facts", "item14.delay"} & set(other)
