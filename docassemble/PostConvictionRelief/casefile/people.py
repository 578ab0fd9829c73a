"""Names and addresses, as people and forms write them."""

from __future__ import annotations

import re
from typing import Any

from pydantic import model_validator

from .base import Fact, FactModel, StateCode, Text, ZipCode, known

_ONE_LINE = re.compile(
    r"(?P<street>.+),\s*(?P<city>[^,]+),\s*(?P<state>[A-Z]{2})\.?\s+(?P<zip>\d{5}(?:-\d{4})?)"
)


class Name(FactModel):
    """A person's name, in the spelling of the court record where that is what is asked."""

    first: Fact[Text] = None
    middle: Fact[Text] = None
    last: Fact[Text] = None
    suffix: Fact[Text] = None

    @property
    def full(self) -> str:
        """The whole name in reading order."""
        parts = (known(self.first), known(self.middle), known(self.last), known(self.suffix))
        return " ".join(part for part in parts if part)


class Address(FactModel):
    """A postal address. One line of text is read into its parts (ruling P25)."""

    street: Fact[Text] = None
    city: Fact[Text] = None
    state: Fact[StateCode] = None
    zip: Fact[ZipCode] = None

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if match := _ONE_LINE.fullmatch(value.strip()):
            return match.groupdict()
        return {"street": value}

    @property
    def one_line(self) -> str:
        """Street, city, state and ZIP on one line, as far as they are known."""
        state_and_zip = " ".join(p for p in (known(self.state), known(self.zip)) if p)
        parts = (known(self.street), known(self.city), state_and_zip)
        return ", ".join(part for part in parts if part)
