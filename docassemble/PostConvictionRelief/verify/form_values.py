"""What must stand in the boxes of court forms, by the names that lawyers and PDFs have for them.

F-CR180:
  "CR-180[0].Page1[0].LI1[0].li1[0].ConvictionDate[0]": "04/11/2019"    a field's full name
  row1: {Code1: PC, Section1: "459.5(a)"}            last part of the names of a row's fields
  item2: {box: true, reason_a: true}                 boxes of an item, by the form's card
  hearing_box: empty                                 a part of the form without any entry
  page2_and_3_case_number: "M19990777"               the captions of further pages
  item8_applies: true                                whether a row is told to be reducible
F-CR181: {item1: true, item1_choice: c, item1_listed: ["VC 12500(a), 04/11/2019"],
          sections: ["1203.4"], all_convictions: true}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..forms.card import FormCard
from ..forms.card_field import FieldCard
from ..forms.registry import registry
from ..packet.boxes import Held, boxes
from .asked import Asked, by_case

_CAPTIONS = re.compile(r"page((?:\d+_and_)*\d+)_(\w+)")
_CHOICE = re.compile(r"(item\d+[a-z]?)_choice")
_LISTED = re.compile(r"(item\d+[a-z]?)_listed")
_ITEM = re.compile(r"(item\d+[a-z]?)")
_LAST = re.compile(r"\[\d+\]$")
_REDUCIBLE = re.compile(r"item1\.row\d\.reducible_17[bd]$")
_SECTION = re.compile(r"item3\.pc(\w+)$")


@dataclass(frozen=True)
class _Form:
    """A filled form as expectations see it."""

    card: FormCard
    held: Mapping[tuple[str, str], Held]

    def value(self, field: FieldCard) -> Held:
        """What a box holds."""
        state = field.state if field.kind == "checkbox" else ""
        return self.held.get((field.name, state), False if field.kind == "checkbox" else "")

    def by_key(self, key: str) -> object:
        """What the box of a card's key holds; none where there is no such box."""
        field = self.card.field(key)
        return None if field is None else self.value(field)

    def choices(self, item: str) -> list[str]:
        """The letters ticked in an item."""
        fields = [f for f in self.card.fields if re.fullmatch(rf"{item}\.[a-z]", f.key)]
        return [f.key[-1] for f in fields if self.value(f) is True]


def form_values(asked: Asked, path: str, value: object) -> None:
    """What the boxes of forms hold, nested by the form's code; by case number above that."""
    for where, number, forms in (
        by_case(asked, path, value) if _by_number(asked, value) else ((path, None, value),)
    ):
        if not isinstance(forms, Mapping) or not forms:
            asked.tally.not_understood(where, forms, "give values by the code of a form")
            continue
        for code, values in forms.items():
            form = _form(asked, str(code), number)
            place = f"{where}.{code}"
            if form is None:
                asked.tally.differ(place, values, "no packet has this form")
            elif not isinstance(values, Mapping) or not values:
                asked.tally.not_understood(place, values, "give the values of boxes")
            else:
                for key, expected in values.items():
                    _one(asked, f"{place}.{key}", form, str(key), expected)


def _by_number(asked: Asked, value: object) -> bool:
    return isinstance(value, Mapping) and any(n in value for n in asked.outcome.case_numbers)


def _form(asked: Asked, code: str, number: str | None) -> _Form | None:
    for packet in asked.outcome.built:
        for paper in packet.papers:
            of_case = number in (None, packet.plan.case_number)
            if paper.code == code and paper.form is not None and of_case:
                return _Form(registry().card(paper.form.form), boxes(paper.editable))
    return None


def _one(asked: Asked, path: str, form: _Form, key: str, expected: object) -> None:
    if isinstance(expected, Mapping):
        for inner, item in expected.items():
            found = _leaf(form, str(inner))
            if found is None:
                found = form.by_key(f"{key}.{str(inner).removeprefix('reason_')}")
            _same(asked, f"{path}.{inner}", item, found)
    else:
        found = _found(form, key)
        _same(asked, path, "" if expected == "empty" else expected, found)


def _same(asked: Asked, path: str, expected: object, found: object) -> None:
    if found is None:
        asked.tally.not_understood(path, expected, "the form has no such box")
    else:
        asked.tally.same(path, expected, found)


def _leaf(form: _Form, name: str) -> object:
    """The value of the one field whose name ends so."""
    fields = [f for f in form.card.fields if _LAST.sub("", f.name.rpartition(".")[2]) == name]
    return form.value(fields[0]) if len(fields) == 1 else None


def _found(form: _Form, key: str) -> object:
    """What stands where a key points; none for a key that points nowhere."""
    if "[" in key:
        fields = [f for f in form.card.fields if f.name == key]
        return form.value(fields[0]) if len(fields) == 1 else None
    if match := _CAPTIONS.fullmatch(key):
        pages = match[1].split("_and_")
        values = {form.by_key(f"page{page}.{match[2]}") for page in pages}
        return values.pop() if len(values) == 1 else " / ".join(sorted(map(str, values)))
    if match := _CHOICE.fullmatch(key):
        return "".join(form.choices(match[1]))
    if match := _LISTED.fullmatch(key):
        listed = form.by_key(f"{match[1]}.list")
        return [line for line in str(listed).split("\n") if line.strip()]
    if _ITEM.fullmatch(key):
        return form.by_key(f"{key}.box")
    return _named(form, key)


def _named(form: _Form, key: str) -> object:
    fields = form.card.fields
    if key == "all_convictions":
        return form.by_key("item3.a")
    if key == "item8_applies":
        rows = [form.value(f) for f in fields if _REDUCIBLE.match(f.key)]
        return any(value == "yes" for value in rows) if rows else None
    if key == "sections":
        named = [(m[1].replace("_", "."), f) for f in fields if (m := _SECTION.match(f.key))]
        return [section for section, f in named if form.value(f) is True] if named else None
    if key.endswith("_box"):
        part = [form.value(f) for f in fields if f.key.startswith(f"{key.removesuffix('_box')}.")]
        return " ".join(str(value) for value in part if value) if part else None
    return form.by_key(key)
