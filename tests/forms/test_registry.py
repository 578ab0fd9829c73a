"""Cards, loaded and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.registry import load_card, parse_card, registry
from docassemble.PostConvictionRelief.forms.typeset import fits
from tests.forms.fillers import SIX

SMALL: dict[str, Any] = {
    "form": "CR-999",
    "title": "A form",
    "role": "petition",
    "use": "optional",
    "edition": {
        "printed": "Rev. January 1, 2024",
        "date": "2024-01-01",
        "status": "current",
        "checked_on": "2026-11-21",
    },
    "source": {
        "landing": "https://example.org",
        "file": "https://example.org/f.pdf",
        "sha256": "0" * 64,
        "pages": 1,
        "size": [612, 792],
    },
    "fields": [
        {
            "key": "name",
            "label": "Name",
            "name": "F[0].Name[0]",
            "page": 1,
            "box": [50, 700, 250, 709],
            "kind": "text",
            "value": "client.name",
        },
        {
            "key": "sign",
            "label": "Signature",
            "name": "F[0].Sign[0]",
            "page": 1,
            "box": [50, 100, 250, 109],
            "kind": "text",
            "filled_by": "signature",
        },
    ],
}


def text_of(content: dict[str, Any]) -> str:
    return (
        yaml.safe_dump(content, sort_keys=False)
        .replace("'20", "20")
        .replace("-01'", "-01")
        .replace("-21'", "-21")
    )


def problems(content: dict[str, Any] | str) -> list[str]:
    text = content if isinstance(content, str) else text_of(content)
    with pytest.raises(FormError) as raised:
        parse_card(text, "CR-999.yaml")
    return [str(problem) for problem in raised.value.problems]


def with_field(number: int, **changes: object) -> dict[str, Any]:
    fields = [dict(field) for field in SMALL["fields"]]
    fields[number] |= changes
    return {**SMALL, "fields": fields}


def test_the_six_forms_of_the_first_packets_are_registered() -> None:
    assert set(SIX) <= set(registry().cards)


def test_a_form_without_a_card_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(FormError, match=r"CR-777.*CR-180"):
        registry().card("CR-777")


def test_a_small_card_is_read() -> None:
    card = parse_card(text_of(SMALL), "CR-999.yaml")
    assert card.code == "F-CR999"
    assert card.fields[0].width == 200


def test_an_unknown_key_is_named_with_file_line_and_key() -> None:
    (problem,) = problems(with_field(1, colour="red"))
    line = text_of(with_field(1, colour="red")).splitlines().index("  colour: red") + 1
    assert problem.startswith(f"CR-999.yaml:{line} fields.1.colour")


def test_every_problem_of_a_card_is_told() -> None:
    found = problems({**with_field(0, page="one"), "role": "poem"})
    assert len(found) == 2


def test_the_court_s_fields_and_signatures_can_have_no_value() -> None:
    assert "can have no value" in problems(with_field(1, value="client.name"))[0]


def test_two_fields_with_one_key_are_refused() -> None:
    (problem,) = problems(with_field(1, key="name"))
    assert "'name' is used twice" in problem


def test_a_box_outside_the_page_is_refused_at_its_field() -> None:
    (problem,) = problems(with_field(1, box=[500, 100, 700, 109]))
    assert "outside the page" in problem
    assert problem.startswith("CR-999.yaml:")


def test_text_may_not_be_allowed_below_eight_points() -> None:
    assert "min_size" in problems(with_field(0, min_size=7))[0]


@pytest.mark.parametrize("label", ["two\nlines", "氏名", ""])
def test_a_label_is_one_line_of_letters_that_every_font_has(label: str) -> None:
    (problem,) = problems(with_field(0, label=label))
    assert "fields.0.label: must be one line" in problem


@pytest.mark.parametrize("form", SIX)
def test_the_name_of_every_attachment_fits_its_box(form: str) -> None:
    (box,) = [f for f in registry().card("MC-025").fields if f.key == "attachment.number"]
    card = registry().card(form)
    named = [card.overflow, *(f.overflow for f in card.fields), *(t.overflow for t in card.tables)]
    for overflow in named:
        assert overflow is None or fits(box, overflow.attachment)


def test_a_file_that_is_not_yaml_is_told_with_its_line() -> None:
    (problem,) = problems("form: CR-999\nfields: [")
    assert problem.startswith("CR-999.yaml:3: is not YAML")


def test_a_card_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="can't be read"):
        load_card(tmp_path / "CR-000.yaml")


def test_problems_of_several_cards_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("form: 1")
    (tmp_path / "b.yaml").write_text("form: 2")
    with pytest.raises(FormError) as raised:
        registry(tmp_path)
    assert {problem.where[:6] for problem in raised.value.problems} == {"a.yaml", "b.yaml"}


def test_two_cards_of_one_form_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(text_of(SMALL))
    with pytest.raises(FormError, match="has a card already"):
        registry(tmp_path)
