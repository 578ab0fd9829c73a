"""The editions of 2017, as far as they differ from those in force."""

from __future__ import annotations

from datetime import date

import pytest

from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.vocabulary import Vehicle
from docassemble.PostConvictionRelief.forms import FormCard, registry
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.compile import compile_blank
from docassemble.PostConvictionRelief.forms.fill import compose
from docassemble.PostConvictionRelief.forms.practice import practice_blank
from docassemble.PostConvictionRelief.forms.values import Evaluator
from tests.court_forms.cards import EXPRESSIONS, context_of
from tests.examples import changed


def case(sample: str, **facts: object) -> OneCase:
    return OneCase(changed(sample, **facts), 0)


def old(form: str) -> FormCard:
    return registry().edition(form, date(2017, 1, 1))


def filled(form: str, one: OneCase, *vehicles: Vehicle) -> dict[str, str | bool]:
    found = Evaluator(old(form), EXPRESSIONS, context_of(one, *vehicles)).evaluate().values
    return {key: value for key, value in found.items() if value}


def test_the_petition_asks_for_one_section_only() -> None:
    both = filled("CR-180", case("S01"), "PC1203_4", "PC1203_43")
    assert both["item8.pc1203_4"] is True
    assert "item8.pc1203_43" not in both
    blank = Blank("CR-180", practice_blank(old("CR-180")), "practice", "a test")
    compose(compile_blank(old("CR-180"), blank), both)  # no two boxes of a choice


@pytest.mark.parametrize(("kind", "ticked"), [("jail_1170h_b", True), ("prison", False)])
def test_a_prison_sentence_has_no_box_in_that_edition(kind: str, ticked: bool) -> None:
    one = case("S01", case__0__disposition=kind)
    told = filled("CR-180", one, "PC1203_41")
    assert ("item5.box" in told, "item5.a" in told) == (ticked, ticked)


def test_the_address_of_a_shelter_is_not_told() -> None:
    told = filled("CR-180", case("S01"))
    assert told["signed.street"]
    hidden = case("S01", client__contact_constraints="DV_shelter")
    assert "signed.street" not in filled("CR-180", hidden)


def test_the_order_grants_what_is_asked_and_denies_nothing() -> None:
    told = filled("CR-181", case("S01"))
    assert told["item3.pc1203_4"] is True
    assert str(told["item1.list"]).strip() == "VC 12500(a), 04/11/2019"
    assert not [key for key in told if key.startswith(("item2", "item4", "item5", "signed"))]
