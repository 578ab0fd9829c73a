"""Every fact with its address, meaning, type and sensitivity: the tables of `docs/case_file.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from .base import FactModel
from .case_file import CaseFile
from .counties import County
from .declared import PUBLIC, Declaration, Destination, Sensitivity, declaration
from .shape import is_group, is_list, metadata, model_below, value_types
from .values import PartialDate, Shape

_COUNTY_LIST = get_args(County)[-1]
_KINDS: dict[Any, str] = {
    bool: "yes or no",
    int: "whole number",
    Decimal: "amount in dollars",
    date: "date",
    PartialDate: "date, or a part of one",
    str: "text",
    dict: "anything",
}
_GOES_TO = {
    Destination.PAPERS: "",
    Destination.CONTACT: "; open in form boxes, and in the caption of who acts alone",
    Destination.FORM_BOXES: "; only in form boxes that ask for it, without consent",
    Destination.OFFICE: "; the office only, whatever is consented",
}


@dataclass(frozen=True)
class FactEntry:
    """One fact that a case file can tell.

    Attributes:
        address: with `[]` where an item's number stands: `case[].counts[].section`.
        kind: its type in words.
        declared: its meaning, and with what it takes over from its groups: its sensitivity, the
            consent that opens it, the papers it may go into.
        is_group: whether it is a group of facts.
    """

    address: str
    kind: str
    declared: Declaration
    is_group: bool

    @property
    def sensitivity(self) -> str:
        """The sensitivity in words, with the consent that opens the fact."""
        letter, consent = self.declared.sensitivity, self.declared.consent
        if letter is Sensitivity.PUBLIC:
            return letter.value
        office = self.declared.destination is Destination.OFFICE
        opened = f" (consent `{consent}`)" if consent and not office else ""
        return f"{letter.value}{opened}{_GOES_TO[self.declared.destination]}"


@cache
def every_fact() -> tuple[FactEntry, ...]:
    """Every fact of a case file, in the order of the models."""
    return tuple(_facts(CaseFile, "", PUBLIC))


def meaning(address: str) -> str:
    """What a fact is, in words: that of its group first; the address itself where there is none.

    Args:
        address: of a fact, with or without the numbers of list items: `case.0.plea_date`.
    """
    # Behind a semicolon stands how it is written down.
    known = {
        entry.address.replace("[]", ""): entry.declared.what.partition(";")[0]
        for entry in every_fact()
    }
    steps = [step for step in address.split(".") if not step.isdigit()]
    words = [known.get(".".join(steps[:n])) for n in range(1, len(steps) + 1)]
    return ": ".join(word for word in words if word) if words[-1] else address


def tables() -> str:
    """The tables of all facts, one for each group, as Markdown."""
    lines: list[str] = []
    for group, entries in groupby(every_fact(), lambda entry: _top(entry.address)):
        told = list(entries)
        lines += [f"### `{group}`", "", told[0].declared.what + ".", ""]
        lines += ["| address | meaning | type | sensitivity |", "| --- | --- | --- | --- |"]
        lines += [
            f"| `{entry.address}` | {_cell(entry.declared.what)} | {_cell(entry.kind)} "
            f"| {entry.sensitivity} |"
            for entry in told
        ]
        lines.append("")
    return "\n".join(lines)


def _facts(model: type[FactModel], above: str, declared: Declaration) -> Iterator[FactEntry]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        own = declaration(model, name, declared)
        below = model_below(model, key)
        address = f"{above}{key}{'[]' if is_list(field) and below else ''}"
        yield FactEntry(address, _kind(field), own, below is not None)
        if below is not None:
            yield from _facts(below, f"{address}.", own)


def _kind(field: FieldInfo) -> str:
    """The type of a field in words."""
    one = " or ".join(dict.fromkeys(_one(choice, field) for choice in value_types(field)))
    return f"list: {one}" if is_list(field) else one


def _one(choice: Any, field: FieldInfo) -> str:
    if is_group(choice):
        return "group"
    if get_origin(choice) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(choice))
    marks = metadata(field)
    if choice is str and _COUNTY_LIST in marks:
        return "one of the 58 counties, or `other_manual`"
    shape = next((mark for mark in marks if isinstance(mark, Shape)), None)
    if choice is str and shape is not None:
        return shape.what
    return _KINDS[get_origin(choice) or choice]


def _top(address: str) -> str:
    return address.split(".")[0].removesuffix("[]")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
