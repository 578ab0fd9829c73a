"""CR-409 and CR-410 (sealed arrests), CR-400 to CR-403 (marijuana), MC-031 over altered samples."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from tests.court_forms.cards import card, context_of, values
from tests.examples import changed

COUNSEL = {
    "name": "Ana Gómez",
    "firm": "Example Law Clinic",
    "bar_number": "123456",
    "address": "10 Sample Street, Suite 4",
    "city": "Fresno",
    "state": "CA",
    "zip": "93721",
    "phone": "(559) 555-0101",
    "email": "ana@example.org",
}
ARREST = {
    "case__0__arrest_date": "2019-02-03",
    "sealing": {
        "arrest_city": "Fresno",
        "arresting_agency": "Fresno Police Department",
        "report_number": "19-004711",
        "charges_filed": True,
    },
}


def _sealing(form: str, **facts: object) -> dict[str, str | bool]:
    one = OneCase(changed("S01", **(ARREST | facts)), 0)
    return values(form, context_of(one, "PC851_91"))


def _marijuana(form: str, **facts: object) -> dict[str, str | bool]:
    one = OneCase(changed("S01", counsel=COUNSEL, **facts), 0)
    return values(form, context_of(one, "PROP64"))


def _ticked(found: dict[str, str | bool]) -> list[str]:
    return [key for key, value in found.items() if value is True]


def test_a_petition_to_seal_tells_the_person_and_the_arrest() -> None:
    found = _sealing("CR-409")
    assert found["court.name"] == "Fresno\n100 Sample Court Plaza\nFresno, CA 93799"
    assert found["item1.name"] == found["signed.name"] == "Marisela Ruth Quintanar-Ibe"
    assert found["item1.date_of_birth"] == "06/04/1990"
    assert found["item1.street"] == "4417 Example Grove Avenue, Apt 6"
    assert not {"item1.lawyer", "item1.bar_number", "item1.firm"} & set(found)
    assert found["item3.date"] == "02/03/2019"
    assert found["item3.place"] == "Fresno, Fresno County"
    assert found["item3.agency"] == "Fresno Police Department"
    assert found["item3.report"] == "19-004711"
    assert found["item3.explanation"] == "The record is in the name of Marisela Ruth Quintanar."


def test_an_attorney_gives_the_address_of_the_office() -> None:
    found = _sealing("CR-409", counsel=COUNSEL)
    assert (found["item1.lawyer"], found["item1.bar_number"]) == ("Ana Gómez", "123456")
    assert found["item1.firm"] == "Example Law Clinic"
    assert found["item1.street"] == "10 Sample Street, Suite 4"
    assert found["signed.name"] == "Ana Gómez"


def test_only_charges_that_were_filed_are_called_charges() -> None:
    counts = [
        {"n": 1, "code": "PC", "section": "242", "title": "battery", "charged": True},
        {"n": 2, "code": "PC", "section": "415", "charged": False},
    ]
    found = _sealing("CR-409", case__0__counts=counts)
    assert found["item3.offenses"] == "Penal Code section 242 (battery)\nPenal Code section 415"
    assert found["item3.charges"] == "Penal Code section 242 (battery)"
    assert found["item3.filed"] is True
    unfiled = _sealing("CR-409", case__0__counts=counts, sealing={"charges_filed": False})
    assert not {"item3.filed", "item3.charges"} & set(unfiled)


def test_the_right_to_sealing_is_left_to_the_person_who_swears_to_it() -> None:
    assert not {"item3.right", "item3.justice", "item3.why"} & set(_sealing("CR-409"))
    right = card("CR-409").field("item3.right")
    assert right is not None
    assert right.ours
    assert not right.filled


def test_reasons_in_the_petitioners_own_words_ask_for_the_interests_of_justice() -> None:
    reasons = {"why_relief": "I lost two jobs.", "attached": ["a letter"]}
    found = _sealing("CR-409", clean_slate=reasons)
    assert found["item3.justice"] is True
    assert found["item3.why"] == "I lost two jobs.\nAttached: a letter."


def test_an_interpreter_is_asked_for_where_one_is_needed() -> None:
    needed = {"client__needs_interpreter": True, "client__language": "es"}
    assert _sealing("CR-409", **needed)["item2.language"] == "Spanish"
    assert "item2.language" not in _sealing("CR-409", client__needs_interpreter=False)


def test_the_order_to_seal_proposes_the_grant_and_no_denial() -> None:
    found = _sealing("CR-410")
    assert _ticked(found) == ["item2.granted"]
    assert [found[f"item1.{part}"] for part in ("last", "first", "middle")] == [
        "Quintanar-Ibe",
        "Marisela",
        "Ruth",
    ]
    assert (found["item2.report"], found["item2.case_number"]) == ("19-004711", "M19990777")
    assert not [key for key in found if key.startswith(("item3", "signed"))]


@pytest.mark.parametrize("track", ["petition", "application"])
def test_the_track_decides_title_and_request(track: str) -> None:
    choices = {"track": track, "waive_original_judge": True, "waive_hearing": False}
    letter, number = {"petition": ("a", "1"), "application": ("b", "2")}[track]
    petition = _marijuana("CR-400", prop64=choices)
    assert _ticked(petition) == [f"title.{track}", f"item2.{letter}", "item3.waiver"]
    order = _marijuana("CR-403", prop64=choices)
    assert _ticked(order) == [f"title.{track}", f"item{number}.granted"]
    assert not [key for key in order if key.startswith(("item3", "signed"))]


@pytest.mark.parametrize(
    ("section", "box"),
    [("11357", "a"), ("11358", "b"), ("11359", "c"), ("11360", "d"), ("11362.1", "e")],
)
def test_each_marijuana_section_has_its_box(section: str, box: str) -> None:
    counts = [
        {"n": 1, "code": "HS", "section": section, "level": "felony", "convicted": True},
        {"n": 2, "code": "HS", "section": "11358", "level": "felony", "convicted": False},
        {"n": 3, "code": "PC", "section": "11359", "level": "felony", "convicted": True},
    ]
    found = _marijuana("CR-400", case__0__counts=counts)
    assert _ticked(found) == [f"item1.{box}"]


def test_no_right_is_given_up_that_the_client_has_not_given_up() -> None:
    assert not [key for key in _marijuana("CR-400") if key.endswith("waiver")]
    found = _marijuana("CR-400", prop64={"waive_hearing": True})
    assert found["item4.waiver"] is True
    assert "item3.waiver" not in found


def _proof(**service: object) -> dict[str, str | bool]:
    server = {"name": "Tomas Ejemplo", "address": "500 Volunteer Way, Fresno, CA 93799"}
    return _marijuana(
        "CR-401", service=[{"party": "prosecuting_agency", "server": server} | service]
    )


def test_mail_to_the_prosecutor_is_proved_with_its_place() -> None:
    found = _proof(
        method="mail",
        served_on="2026-12-01",
        deposit="usps",
        mailed_from={"city": "Fresno", "state": "CA"},
    )
    assert _ticked(found) == ["title.mail", "item3.mail", "item3.postal"]
    assert found["item1.name"] == found["signed.name"] == "Tomas Ejemplo"
    assert found["item1.address"] == "500 Volunteer Way, Fresno, CA 93799"
    assert found["item2.name"] == "Fresno County District Attorney (fictional unit)"
    assert found["item2.address"] == "200 Sample Plaza, Fresno, CA 93799"
    assert (found["item2.date"], found["item3.place"]) == ("12/01/2026", "Fresno, CA")


def test_delivery_by_hand_has_no_place_of_mailing_and_a_planned_day_is_not_sworn_to() -> None:
    found = _proof(method="personal", planned_on="2026-12-01")
    assert _ticked(found) == ["title.personal", "item3.personal"]
    assert not {"item2.date", "item3.place", "signed.date"} & set(found)


def test_the_prosecutors_response_holds_only_the_court_and_the_case() -> None:
    found = _marijuana("CR-402")
    assert {key.split(".")[0] for key in found} == {"court", "defendant", "case_number", "page2"}
    assert _ticked(found) == []


def test_the_attached_declaration_is_the_defendants() -> None:
    found = _marijuana("MC-031")
    assert _ticked(found) == ["signer.defendant"]
    assert found["plaintiff"] == "PEOPLE OF THE STATE OF CALIFORNIA"
    assert found["defendant"] == "Marisela Ruth Quintanar"
    assert found["signed.name"] == "Marisela Ruth Quintanar-Ibe"
    assert "body" not in found
