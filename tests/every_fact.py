"""A case file that tells every fact its models know, written from the models and from no list.

Facts that may stand in a filed paper are the same in every such file of one `shape`; the others are
told with values that stand nowhere else, one set of them for each `secrets`. So two files that
differ in `secrets` alone must make the same papers, and none of the markers may be found in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from docassemble.PostConvictionRelief.casefile import (
    CaseFile,
    Declaration,
    Destination,
    FactModel,
    PartialDate,
    Sensitivity,
)
from docassemble.PostConvictionRelief.casefile.client import Consent
from docassemble.PostConvictionRelief.casefile.declared import PUBLIC, declaration
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.casefile.shape import (
    is_list,
    metadata,
    model_below,
    value_types,
)
from docassemble.PostConvictionRelief.casefile.values import Shape

AS_OF = "2026-11-21"
FIXED: dict[str, Any] = {
    "version": 1,
    "meta.id": "EVERY",
    "meta.as_of": AS_OF,
    "client.consents": [],
    "expected": None,
    "counsel.pro_per": False,
    "case.number": "BA999001",
    "defects.case": "BA999001",
    "case.county": "Los Angeles",
    "case.court.county": "Los Angeles",
    "court.county": "Los Angeles",
    "matter.county_primary": "Los Angeles",
    "hearing.time": "09:00",
    "case.hearing.time": "09:00",
}
"""What no choice of ours may change, or only one kind of text will do."""

_BY_ADDRESS = {"imm.a_number": "A9{s}{n:07}"}
_BY_SHAPE = {
    "an e-mail address": "secret{s}{n:04}@example.org",
    "a phone number of at least 10 digits": "90{s}-555-{n:04}",
    "a ZIP code of 5 or 5+4 digits": "9{s}{n:03}",
    "a state's two capital letters": "Q{letter}",
    "1 to 6 digits, in quotes": "9{s}{n:04}",
    "the last four digits, in quotes": "{s}{n:03}",
    'a time like "09:00", in quotes': "09:00",
    "a capital letter, like A": "A",
    "letters, digits and . _ - only": "PUBLIC-{n}",
    "the court's case number: 3 to 30 letters, digits, spaces and - . /": "BA{n:06}",
    "the code's capital letters like PC or HS, or other: and a name": "PC",
    "the section alone, like 11378 or 459.5, or 664/187 for an attempt": "459.5",
    "the subdivision in parentheses, like (a)(1)": "(a)",
}
"""A text of each shape: `{s}` is the set of secrets, `{n}` the number of the fact."""


@dataclass(frozen=True)
class Marker:
    """A secret value as papers would print it, and the fact it is told in."""

    address: str
    text: str
    declared: Declaration


Held = Callable[[Declaration], bool]


class EveryFact:
    """One case file that tells everything.

    Attributes:
        markers: the secret values that can be looked for.
    """

    def __init__(
        self,
        shape: int = 0,
        secrets: int = 1,
        *,
        own: bool = True,
        held: Held | None = None,
        fixed: Mapping[str, Any] | None = None,
    ) -> None:
        """Tell every fact.

        Args:
            shape: which yes or no and which word of a closed list the public facts have.
            secrets: which set of secret values.
            own: whether the case has its own court, plea, prior counsel and so on.
            held: which secret facts are told the same in every set.
            fixed: further facts by their address without list numbers.
        """
        told = tuple(sorted((fixed or {}).items()))
        self._case_file, self.markers = _told(shape, secrets, own, held, told)

    def one(self, *consents: str) -> OneCase:
        """The case of the file, with the client's consents to file these groups."""
        signed = {"scope": "filed_papers", "signed_on": "2026-11-01"}
        given = tuple(
            Consent.model_validate({"to_disclose": group, **signed}) for group in consents
        )
        client = self._case_file.client.model_copy(update={"consents": given})
        return OneCase(self._case_file.model_copy(update={"client": client}), 0)


@cache
def _told(
    shape: int, secrets: int, own: bool, held: Held | None, fixed: tuple[tuple[str, Any], ...]
) -> tuple[CaseFile, tuple[Marker, ...]]:
    teller = _Teller(shape, secrets, own, held, {**FIXED, **dict(fixed)})
    case_file = CaseFile.model_validate(teller.group(CaseFile, "", PUBLIC))
    return case_file, tuple(teller.markers)


@dataclass
class _Teller:
    shape: int
    secrets: int
    own: bool
    held: Held | None
    fixed: dict[str, Any]
    markers: list[Marker] = field(default_factory=list)
    number: int = 0

    def group(self, model: type[FactModel], above: str, declared: Declaration) -> dict[str, Any]:
        told = {}
        for name, field_ in model.model_fields.items():
            key = field_.alias or name
            address = f"{above}{key}"
            if not self.own and above == "case." and key in CaseFile.model_fields:
                continue
            own = declaration(model, name, declared)
            below = model_below(model, key)
            value: Any
            if address in self.fixed:
                value = self.fixed[address]
            elif below is not None:
                value = self.group(below, f"{address}.", own)
                value = [value] if is_list(field_) else value
            else:
                value = self._value(field_, address, own)
                value = [value] if is_list(field_) else value
            told[key] = value
        return told

    def _value(self, field_: FieldInfo, address: str, declared: Declaration) -> Any:
        self.number += 1
        secret = is_secret(declared) and not (self.held and self.held(declared))
        types = value_types(field_)
        choice = types[(self.shape + self.secrets if secret else self.shape) % len(types)]
        turn = self.secrets if secret else self.shape
        if get_origin(choice) is Literal:
            words = get_args(choice)
            return words[turn % len(words)]
        if choice is bool:
            return bool(turn % 2)
        value = self._written(choice, field_, address, self.secrets if secret else 0)
        if secret:
            texts = _printed(value) if choice is not str or len(value) > 2 else ()
            self.markers += [Marker(address, text, declared) for text in texts]
        return value

    def _written(self, choice: Any, field_: FieldInfo, address: str, secrets: int) -> Any:
        n = self.number
        if choice is int:
            return 1000 + n + 3000 * secrets if secrets else 1 + n % 3
        if choice is Decimal:
            return f"{1000000 * secrets + n}.00"
        if choice in (date, PartialDate):
            day = date(3000 * secrets + n, 3, 4) if secrets else date(2009, 1, 1) + timedelta(n)
            return day.isoformat()
        shape = next((mark for mark in metadata(field_) if isinstance(mark, Shape)), None)
        pattern = _BY_ADDRESS.get(address) or (
            _BY_SHAPE[shape.what] if shape else ("Secret{letter}{n:04}" if secrets else "Word{n}")
        )
        return pattern.format(s=secrets, n=n, letter=chr(ord("J") + secrets))


def is_secret(declared: Declaration) -> bool:
    """Whether a filed paper may tell the fact only with consent, or not at all."""
    return (
        declared.sensitivity is not Sensitivity.PUBLIC or declared.destination is Destination.OFFICE
    )


def asked_by_boxes(declared: Declaration) -> bool:
    """Whether a court form's box that asks for the fact counts as consented (ruling P13)."""
    return declared.destination in (Destination.FORM_BOXES, Destination.CONTACT)


def _printed(value: object) -> Iterator[str]:
    """The part of a value that every way of printing it has."""
    text = str(value)
    if text[:4].isdigit() and text[4:5] == "-":
        yield text[:4]
    elif text.startswith("A9"):
        yield f"{text[1:4]}-{text[4:7]}-{text[7:]}"
    else:
        yield text
