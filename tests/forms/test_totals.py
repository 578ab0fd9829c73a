"""Totals that the court's own form reckons by a script."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.fill import Value, compose
from tests.forms.fillers import KINDS, card, compiled
from tests.forms.readback import ReadBack
from tests.forms.test_choices import refused_card
from tests.forms.test_fill import problems

INCOME: dict[str, Value] = {
    "item8.row1.amount": "1,250",
    "item8.row2.amount": "99.50",
    "item9.row1.income": "$ 400",
    "item11.b_housing": "900",
}


def shown(kind: str, values: dict[str, Value]) -> dict[str, str | bool]:
    return ReadBack(compose(compiled("FW-001", kind), values).flat()).values(card("FW-001"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_totals_of_the_fee_waiver_are_reckoned_and_printed(kind: str) -> None:
    found = shown(kind, INCOME)
    assert found["item8.b_total"] == "1,349.50"
    assert found["item9.b_total"] == "400"
    assert found["item9.total"] == "1,749.50"
    assert found["item11.total"] == "900"


def test_without_amounts_there_is_no_total() -> None:
    assert "item8.b_total" not in shown("practice", {"item11.b_housing": "900"})


def test_a_total_that_is_given_must_be_right() -> None:
    assert shown("practice", INCOME | {"item9.total": "1749.50"})["item9.total"] == "1749.50"
    (wrong,) = problems(INCOME | {"item9.total": "1,750"}, "FW-001")
    assert wrong.startswith("FW-001 item9.total: is not the sum of item8.b_total and item9.b_total")


@pytest.mark.parametrize("amount", ["12,50", "about 300", "1.5", "1.000"])
def test_an_amount_that_is_no_number_is_told(amount: str) -> None:
    (wrong,) = problems({"item8.row1.amount": amount}, "FW-001")
    assert wrong.startswith("FW-001 item8.row1.amount: is no amount")


def test_a_total_of_what_is_no_amount_is_refused_in_the_card() -> None:
    title = "box: [50, 600, 250, 610],\n     kind: text, filled_by: party,"
    assert "nothing is no amount" in refused_card(title, f"{title} total_of: [nothing],")


def reckoned(path: Path) -> dict[str, set[str]]:
    """By name of a field that a blank's own script sums up, the names of what it sums."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        if "/XFA" not in pdf.Root.AcroForm:
            return {}
        parts = pdf.Root.AcroForm.XFA.as_list()
        (form,) = [parts[n + 1] for n in range(0, len(parts), 2) if str(parts[n]) == "template"]
        tree = etree.fromstring(form.read_bytes())
    scripts = [
        ("".join(map(str, one.itertext())), one.getparent()) for one in tree.iter("{*}calculate")
    ]
    return {
        str(holder.get("name")): set(re.findall(r"(\w+)(?=\s*(?:\+|$))", script.strip()))
        for script, holder in scripts
        if holder is not None and "+" in script
    }


@pytest.mark.genuine
@pytest.mark.parametrize("form", [card.form for card in registry()])
def test_every_sum_of_a_blank_s_own_script_is_a_total_of_its_card(
    form: str, blanks_folder: Path
) -> None:
    def own(name: str) -> str:
        return re.sub(r"\[\d+\]$", "", name.rpartition(".")[2])

    names = {field.key: own(field.name) for field in card(form).fields}
    totals = {
        own(field.name): {names[key] for key in field.total_of}
        for field in card(form).fields
        if field.total_of
    }
    assert totals == reckoned(blanks_folder / f"{form}.pdf")


def test_wrong_amounts_are_told_together() -> None:
    with pytest.raises(FormError) as raised:
        compose(compiled("FW-001"), {"item8.row1.amount": "x", "item11.c_food": "y"})
    assert len(raised.value.problems) == 2
