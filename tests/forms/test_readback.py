"""A form is given out only when every value is found again on it, once, in its own box."""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.forms.fill import Composition, Value, compose
from docassemble.PostConvictionRelief.forms.overflow import Attachment, Overflowing
from docassemble.PostConvictionRelief.forms.readback import read_back, told
from tests.forms.fillers import KINDS, compiled
from tests.forms.test_every_blank import something_everywhere

GIVEN: dict[str, Value] = {
    "attorney.name": "Ilse Marchetti-Boone (Łódź) \\ (gjpqy)",
    "defendant": "Đặng Nguyễn Thị Ánh Tuyết",
    "case_number": "BA999041",
    "item3.box": True,
    "item3.facts": "Counsel said “it may affect your papers”.\n\nNo more was said, señor.",
}


def motion(**changes: Value) -> Composition:
    values = GIVEN | {key.replace("__", "."): value for key, value in changes.items()}
    return compose(compiled("CR-187"), values)


def complaints(part: Composition, flat: bytes, fillable: bytes) -> list[str]:
    with pytest.raises(FormError) as raised:
        read_back([part], flat, fillable)
    return [f"{problem.where} {problem.what}" for problem in raised.value.problems]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [card.form for card in registry()])
def test_every_field_of_every_form_reads_back_from_both_files(form: str, kind: str) -> None:
    made = compiled(form, kind)
    whole = compose(made, something_everywhere(made))
    read_back([whole], whole.flat(), whole.fillable())


def test_letters_of_every_kind_read_back() -> None:
    one = motion()
    read_back([one], one.flat(), one.fillable())


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"case_number": "BA999042"}, "CR-187 case_number"),
        ({"case_number": "BA99904"}, "CR-187 case_number"),
        ({"defendant": "Dang Nguyen"}, "CR-187 defendant"),
        ({"item3__facts": "Counsel said nothing."}, "CR-187 item3.facts"),
        ({"item3__box": False}, "CR-187 item3.box"),
    ],
)
def test_another_value_in_a_box_is_told_with_its_field(
    changes: dict[str, Value], where: str
) -> None:
    wanted, filed = motion(), motion(**changes)
    for files in ((filed.flat(), wanted.fillable()), (wanted.flat(), filed.fillable())):
        assert any(told.startswith(f"{where} is not in its") for told in complaints(wanted, *files))


def test_a_value_that_nobody_gave_is_told() -> None:
    wanted, filed = motion(), motion(attorney__city="Fresno")
    (printed,) = complaints(wanted, filed.flat(), wanted.fillable())
    (held,) = complaints(wanted, wanted.flat(), filed.fillable())
    assert "something printed on it that is no value" in printed
    assert "holds a value that was not given" in held


def test_no_value_stands_in_a_message() -> None:
    wanted, filed = motion(), motion(defendant="Dang Nguyen")
    found = " ".join(complaints(wanted, filed.flat(), filed.fillable()))
    assert "Nguy" not in found


def continued(text: str) -> Composition:
    return compose(
        compiled("MC-025"), {"attachment.number": "3b", "attachment.body": f"Item 3b\n\n{text}"}
    )


def test_a_text_must_stand_in_its_box_or_whole_on_the_attachment() -> None:
    story = "What happened, and when."
    form = compose(compiled("CR-187"), GIVEN | {"item3.facts": "See Attachment 3b"})
    on_it = [Attachment("3b", (Overflowing("item3.facts", "3b", ("Item 3b",), story),))]
    values = GIVEN | {"item3.facts": story}
    told(values, [form, continued(story)], on_it)
    for lost in (story[:-1], story + story):
        with pytest.raises(FormError, match="do not hold just what goes on them"):
            told(values, [form, continued(lost)], on_it)
    with pytest.raises(FormError, match=r"CR-187 item3\.facts: is neither in its box nor"):
        told(values, [form], [])
