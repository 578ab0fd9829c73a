"""What every card says, whatever the form."""

from __future__ import annotations

import re

import pytest

from docassemble.PostConvictionRelief.expressions.facts import GROUPS
from tests.court_forms.cards import EXPRESSIONS, FORMS, card

NO_DEFENDANT_LATER = {"CR-106", "CR-409", "CR-430", "CR-432", "FW-001", "FW-003"}
"""Forms whose later pages print the case number without the defendant."""

NO_CAPTION = {
    ("MC-050", 2),
    ("POS-030", 2),
    ("POS-040", 3),
    *(("HC-001", page) for page in range(2, 9)),
}
"""Pages without a caption of their own: one that repeats the fields of the first page, information
sheets, and the habeas petition."""

LATER_PAGES = [
    (form, page)
    for form in FORMS
    for page in range(2, card(form).source.pages + 1)
    if (form, page) not in NO_CAPTION
]


def test_the_six_forms_of_these_packets_have_cards() -> None:
    assert {"CR-106", "CR-180", "CR-181", "CR-187", "CR-188", "MC-025"} <= set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_card_is_named_after_its_form(form: str) -> None:
    assert card(form).form == form


@pytest.mark.parametrize("form", FORMS)
def test_every_expression_and_template_compiles(form: str) -> None:
    for name, expression in card(form).names.items():
        EXPRESSIONS.check(expression, f"{form} {name}")
    for field in card(form).fields:
        where = f"{form} {field.key}"
        for expression in filter(None, (field.value, field.shorter)):
            EXPRESSIONS.check(expression, where)
        if field.text is not None:
            EXPRESSIONS.template(field.text, where)
    for table in card(form).tables:
        for expression in (table.rows, *table.columns, table.overflow.line):
            EXPRESSIONS.check(expression, f"{form} {table.key}")


@pytest.mark.parametrize("form", FORMS)
def test_a_cards_own_names_hide_no_facts(form: str) -> None:
    assert not set(card(form).names) & {*GROUPS, "relief", "as_of", "row"}


@pytest.mark.parametrize("form", FORMS)
def test_courts_and_signers_fields_have_no_value(form: str) -> None:
    for field in card(form).fields:
        if field.filled_by in ("court", "signature", "screen"):
            assert not field.filled, field.key


@pytest.mark.parametrize("form", FORMS)
def test_dates_of_signature_are_for_the_signer_or_the_court(form: str) -> None:
    signed = card(form).field("signed.date")
    assert signed is None or signed.filled_by in ("signature", "court")


@pytest.mark.parametrize(("form", "page"), LATER_PAGES)
def test_every_page_after_the_first_repeats_the_case_number(form: str, page: int) -> None:
    number = card(form).field(f"page{page}.case_number")
    assert number is not None
    assert number.page == page
    assert number.value in ("case.number", "case.number | if_known")


@pytest.mark.parametrize(
    ("form", "page"), [later for later in LATER_PAGES if later[0] not in NO_DEFENDANT_LATER]
)
def test_every_page_after_the_first_repeats_the_defendant(form: str, page: int) -> None:
    defendant = card(form).field(f"page{page}.defendant")
    assert defendant is not None
    assert defendant.filled
    assert defendant.page == page


@pytest.mark.parametrize("form", FORMS)
def test_keys_of_an_item_lie_together_and_say_the_item(form: str) -> None:
    keys = [field.key.split(".")[0] for field in card(form).fields]
    items = [key for key in keys if re.fullmatch(r"item\d+", key)]
    assert items == sorted(items, key=lambda item: int(item[4:]))


def test_proposals_are_only_on_orders() -> None:
    for form in FORMS:
        if any(field.filled_by == "proposed" for field in card(form).fields):
            assert card(form).role == "order"


def test_only_the_continuation_form_says_where_an_attachment_goes() -> None:
    assert [form for form in FORMS if card(form).attachment] == ["MC-025"]
