"""CR-180, CR-181 and CR-106 over the facts of a record-clearing case."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from tests.court_forms.cards import card, context_of, missing, values
from tests.examples import changed, only_case

S01 = context_of(only_case("S01"))
EXPECTED: dict[str, Any] = (only_case("S01").case_file.expected or {})["form_values"]


def _changed(*vehicles: Vehicle, **facts: object) -> dict[str, str | bool]:
    return values("CR-180", context_of(OneCase(changed("S01", **facts), 0), *vehicles))


def _by_leaf_name(form: str) -> dict[str, str | bool]:
    """Values by the last part of the PDF's own field names, where that part is unique."""
    found = values(form, S01)
    leaves = [f.name.rsplit(".", 1)[-1].removesuffix("[0]") for f in card(form).fields]
    return {
        leaf: found.get(field.key, "")
        for field, leaf in zip(card(form).fields, leaves, strict=True)
        if leaves.count(leaf) == 1
    }


def test_the_date_of_conviction_goes_into_the_field_the_sample_names() -> None:
    (field,) = [f for f in card("CR-180").fields if f.name in EXPECTED["F-CR180"]]
    assert values("CR-180", S01)[field.key] == EXPECTED["F-CR180"][field.name] == "04/11/2019"


@pytest.mark.parametrize("row", ["row1", "row2"])
def test_each_conviction_has_its_row(row: str) -> None:
    by_leaf = _by_leaf_name("CR-180")
    expected = EXPECTED["F-CR180"][row]
    assert {leaf: by_leaf[leaf] for leaf in expected} == expected


def test_probation_fulfilled_is_item_2_reason_a() -> None:
    assert EXPECTED["F-CR180"]["item2"] == {
        "box": True,
        "reason_a": True,
        "reason_b": False,
        "reason_c": False,
    }
    ticked = [key for key, value in values("CR-180", S01).items() if value is True]
    assert ticked == ["item2.box", "item2.a"]


def test_the_hearing_box_of_the_petition_is_the_clerks() -> None:
    assert EXPECTED["F-CR180"]["hearing_box"] == "empty"
    assert not [key for key in values("CR-180", S01) if key.startswith("hearing.")]
    box = [field for field in card("CR-180").fields if field.key.startswith("hearing.")]
    assert {field.filled_by for field in box} == {"court"}


def test_later_pages_carry_the_case_number() -> None:
    number = EXPECTED["F-CR180"]["page2_and_3_case_number"]
    found = values("CR-180", S01)
    assert (found["page2.case_number"], found["page3.case_number"]) == (number, number)


def test_the_proposed_order_asks_for_what_the_petition_asks() -> None:
    expected = EXPECTED["F-CR181"]
    found = values("CR-181", S01)
    assert (expected["item1"], expected["item1_choice"], expected["item3"]) == (True, "c", True)
    assert found["item1.list"] == "\n".join(expected["item1_listed"])
    assert expected["sections"] == ["1203.4"]
    assert expected["all_convictions"] is True
    ticked = [key for key, value in found.items() if value is True]
    assert ticked == ["item1.box", "item1.c", "item3.box", "item3.pc1203_4", "item3.a"]


def test_who_acts_without_an_attorney_stands_in_the_attorneys_place() -> None:
    found = values("CR-180", S01)
    assert found["attorney.name"] == found["signed.name"] == "Marisela Ruth Quintanar-Ibe"
    assert found["attorney.for"] == "Defendant in pro per (convicted as Marisela Ruth Quintanar)"
    assert found["attorney.street"] == "4417 Example Grove Avenue, Apt 6"
    assert "attorney.bar_number" not in found
    assert found["defendant"] == "Marisela Ruth Quintanar"


def test_early_discharge_is_reason_b() -> None:
    found = _changed(case__0__probation__early_termination=True)
    assert found["item2.b"] is True
    assert "item2.a" not in found


def test_reasons_in_the_petitioners_own_words_are_reason_c() -> None:
    found = _changed(
        case__0__probation__violations=[{"date": "2020-05-02", "outcome": "reinstated"}],
        clean_slate__why_relief="I have worked and cared for my mother since 2020.",
        clean_slate__attached=["a letter of my employer", "two certificates"],
    )
    assert found["item2.c"] is True
    assert found["item2.why"] == (
        "I have worked and cared for my mother since 2020.\n"
        "Attached: a letter of my employer and two certificates."
    )


@pytest.mark.parametrize(
    ("count", "case", "answer"),
    [
        ({"wobbler": True}, {}, "yes"),
        ({"wobbler": False}, {}, "no"),
        ({"wobbler": True}, {"case__0__sentence__prison_term": {"years": 2}}, "no"),
        ({"wobbler": True}, {"case__0__disposition": "jail_1170h_a"}, "no"),
        ({}, {}, "[MISSING]"),
        ({"wobbler": "unknown"}, {}, "[MISSING]"),
    ],
)
def test_only_a_wobbler_without_prison_can_become_a_misdemeanor(
    count: dict[str, object], case: dict[str, object], answer: str
) -> None:
    felony = {"n": 1, "code": "PC", "section": "496", "subdiv": "(a)", "level": "felony"}
    found = _changed(**case, case__0__counts=[felony | {"convicted": True} | count])
    assert found["item1.row1.reducible_17b"] == answer
    assert found["item1.row1.reducible_17d"] == "no"


def test_a_deferred_entry_is_item_7_and_lists_the_counts_that_were_dismissed() -> None:
    found = values("CR-180", context_of(only_case("S04", 1), "PC1203_43"))
    assert found["item7.date"] == "12/09/2005"
    assert [key for key, value in found.items() if value is True] == ["item7.box", "item7.a"]
    assert (found["item1.row1.code"], found["item1.row1.section"]) == ("HS", "11377(a)")
    assert (found["item1.row1.reducible_17b"], found["item1.row1.reducible_17d"]) == ("no", "no")
    assert missing("CR-180", context_of(only_case("S04", 1), "PC1203_43")) == [
        "case.1.dej.granted_on"
    ]
    order = values("CR-181", context_of(only_case("S04", 1), "PC1203_43"))
    assert [key for key, value in order.items() if value is True] == [
        "item3.box",
        "item3.pc1203_43",
        "item3.a",
    ]


@pytest.mark.parametrize(
    ("vehicle", "boxes"),
    [
        ("PC1203_4A", ["item3.box", "item3.a"]),
        ("PC1203_49", ["item4.box"]),
        ("PC1203_42", ["item6.box"]),
    ],
)
def test_each_section_has_its_item(vehicle: Vehicle, boxes: list[str]) -> None:
    found = _changed(vehicle)
    assert [key for key, value in found.items() if value is True] == boxes


@pytest.mark.parametrize(
    ("disposition", "reason"),
    [("jail_1170h_b", "item5.a"), ("jail_1170h_a", "item5.b"), ("prison", "item5.c")],
)
def test_the_kind_of_sentence_decides_the_reason_of_item_5(disposition: str, reason: str) -> None:
    found = _changed("PC1203_41", case__0__disposition=disposition)
    assert [key for key, value in found.items() if value is True] == ["item5.box", reason]


def test_a_petition_only_for_reduction_ticks_no_dismissal() -> None:
    context = context_of(only_case("S01"), "PC17D")
    assert not [key for key, value in values("CR-180", context).items() if value is True]
    order = values("CR-181", context)
    assert [key for key, value in order.items() if value is True] == ["item1.box", "item1.c"]


def test_the_proposed_order_reduces_nothing_that_cannot_be_reduced() -> None:
    counts = [{"n": 1, "code": "PC", "section": "459.5", "level": "misdemeanor", "convicted": True}]
    order = values("CR-181", context_of(OneCase(changed("S01", case__0__counts=counts), 0)))
    assert [key for key, value in order.items() if value is True] == [
        "item3.box",
        "item3.pc1203_4",
        "item3.a",
    ]


def _service(**facts: object) -> dict[str, object]:
    server = {
        "name": "Tomas Ejemplo",
        "home_or_business": "business",
        "address": "500 Volunteer Way, Fresno, CA 93799",
    }
    return {"party": "prosecuting_agency", "method": "mail", "server": server} | facts


def _proof(*services: dict[str, object]) -> dict[str, str | bool]:
    one = OneCase(changed("S01", service=list(services)), 0)
    return values("CR-106", context_of(one))


def test_a_planned_day_is_not_sworn_to() -> None:
    found = values("CR-106", S01)
    assert "item4.date" not in found
    assert "signed.date" not in found
    assert found["item4.row1.agency"] == "Fresno County District Attorney (fictional unit)"
    assert found["item4.row1.street"] == "200 Sample Plaza"
    assert found["item2.business"] is True
    assert found["signed.name"] == "Tomas Ejemplo"


def test_mail_says_when_from_where_and_how_it_was_left() -> None:
    found = _proof(
        _service(
            served_on="2026-12-23",
            mailed_from={"city": "Fresno", "state": "CA"},
            deposit="office_mail_drop",
        )
    )
    assert found["item4.date"] == "12/23/2026"
    assert (found["item4.city"], found["item4.state"]) == ("Fresno", "CA")
    assert found["item4.drop"] is True
    assert "item4.postal" not in found


def test_delivery_by_hand_is_item_5() -> None:
    found = _proof(_service(method="personal", served_on="2026-12-22"))
    assert found["item5.row1.agency"] == "Fresno County District Attorney (fictional unit)"
    assert found["item5.row1.date"] == "12/22/2026"
    assert "item4.row1.agency" not in found


ANA = {"name": "Ana Ficticia", "home_or_business": "home", "address": "1 Elm, Fresno, CA 93799"}


def test_nobody_swears_to_what_another_served() -> None:
    found = _proof(_service(), _service(method="personal", server=ANA))
    assert found["signed.name"] == "Tomas Ejemplo"
    assert "item4.row1.agency" in found
    assert "item5.row1.agency" not in found


def test_electronic_service_is_left_to_another_form() -> None:
    found = _proof(_service(method="electronic"), _service(method="personal", server=ANA))
    assert (found["signed.name"], found["item2.street"]) == ("Ana Ficticia", "1 Elm")
    assert found["item2.home"] is True
    assert "item5.row1.agency" in found
    assert "item4.row1.agency" not in found


def test_a_third_envelope_is_announced_and_listed_on_a_page_of_its_own() -> None:
    found = _proof(*[_service(address=f"{n} Oak, Fresno, CA 93799") for n in (1, 2, 3)])
    assert found["item4.more"] is True
    assert found["item4.row2.street"] == "2 Oak"
    (table,) = [table for table in card("CR-106").tables if table.key == "item4.rows"]
    assert table.overflow.attachment == "CR-106, Item 4"


def test_a_case_without_service_leaves_the_proof_blank() -> None:
    found = _proof()
    assert not [key for key in found if key.startswith(("item2", "item4", "item5", "signed"))]
