"""Names and addresses, as people and forms write them."""

from __future__ import annotations

import re
from typing import Any

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from .base import Fact, FactModel, known
from .declared import fact
from .values import StateCode, Text, ZipCode

_ONE_LINE = re.compile(
    r"(?P<street>.+),\s*(?P<city>[^,]+),\s*(?P<state>[A-Z]{2})\.?\s+(?P<zip>[0-9]{5}(?:-[0-9]{4})?)"
)

_BETWEEN_INITIALS = re.compile(r"[.\s-]+")


def are_initials(name: str) -> bool:
    """Whether a name is told by its initials: T.A., T. A., or TA."""
    apart = all(len(letter) <= 1 for letter in _BETWEEN_INITIALS.split(name))
    return apart or (len(name) == 2 and name.isupper())


def initials_of(name: str) -> str:
    """T.A.V., for people who are not to be named; what are initials already stays as it is."""
    return name if are_initials(name) else "".join(f"{w[0].upper()}." for w in name.split())


class Name(FactModel):
    """A person's name, in the spelling of the court record where that is what is asked."""

    first: Fact[Text] = fact("First name or names")
    middle: Fact[Text] = fact("Middle name or initial")
    last: Fact[Text] = fact("Last name, with every part of it")
    suffix: Fact[Text] = fact("What follows the name: Jr., III")

    @property
    def full(self) -> str:
        """The whole name in reading order."""
        parts = (known(self.first), known(self.middle), known(self.last), known(self.suffix))
        return " ".join(part for part in parts if part)


class Address(FactModel):
    """A postal address. One line of text is read into its parts (ruling P25)."""

    street: Fact[Text] = fact("Street and number, with suite or apartment")
    city: Fact[Text] = fact("City")
    state: Fact[StateCode] = fact("State")
    zip: Fact[ZipCode] = fact("ZIP code")

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if match := _ONE_LINE.fullmatch(value.strip()):
            return match.groupdict()
        return {"street": value}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    @property
    def one_line(self) -> str:
        """Street, city, state and ZIP on one line, as far as they are known."""
        state_and_zip = " ".join(p for p in (known(self.state), known(self.zip)) if p)
        parts = (known(self.street), known(self.city), state_and_zip)
        return ", ".join(part for part in parts if part)
