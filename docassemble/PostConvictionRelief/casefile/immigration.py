"""The client's immigration history (specification 3.3)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StrictBool
from pydantic_core import PydanticCustomError

from .base import Day, Email, Fact, FactModel, SomeDay, Text
from .vocabulary import ImmigrationStatus, Proceedings


def normal_a_number(value: str) -> str:
    """An A-number in its normal form, `A012-345-678`.

    Args:
        value: an optional A, then 7 to 9 digits with any spaces or hyphens.

    Raises:
        PydanticCustomError: there is another letter, or another count of digits.
    """
    digits = re.sub(r"[ -]", "", value.strip().upper()).removeprefix("A")
    if not re.fullmatch(r"\d{7,9}", digits):
        raise PydanticCustomError(
            "fact_a_number", "should be 7 to 9 digits, with or without a leading A"
        )
    digits = digits.zfill(9)
    return f"A{digits[:3]}-{digits[3:6]}-{digits[6:]}"


ANumber = Annotated[str, AfterValidator(normal_a_number)]


class Entry(FactModel):
    """One entry into the United States."""

    date: Fact[SomeDay] = None
    manner: Fact[Text] = None
    port: Fact[Text] = None


class FamilyPetition(FactModel):
    """A petition filed for the client by a relative."""

    type: Fact[Text] = None
    filer: Fact[Text] = None
    filed_on: Fact[Day] = None
    priority_date: Fact[Day] = None
    status: Fact[Text] = None


class Contact(FactModel):
    """One contact with an immigration agency; `asserts_conviction` starts a clock (P11)."""

    agency: Fact[Text] = None
    date: Fact[Day] = None
    event: Fact[Text] = None
    document: Fact[Text] = None
    asserts_conviction: Fact[StrictBool] = None


class DhsCustody(FactModel):
    """Immigration detention; it is not criminal custody."""

    detained: Fact[StrictBool] = None
    facility: Fact[Text] = None
    since: Fact[Day] = None


class ImmigrationCounsel(FactModel):
    """The client's immigration attorney."""

    name: Fact[Text] = None
    firm: Fact[Text] = None
    email: Fact[Email] = None


class CitizenshipClaim(FactModel):
    """Facts that may make the client a citizen already."""

    parent_usc: Fact[StrictBool] = None
    parent_naturalized_on: Fact[Day] = None
    lpr_as_minor: Fact[StrictBool] = None


class Immigration(FactModel):
    """Status, entries, proceedings and detention."""

    a_number: Fact[ANumber] = None
    status_at_plea: Fact[ImmigrationStatus] = None
    status_now: Fact[ImmigrationStatus] = None
    naturalized_on: Fact[Day] = None
    lpr_since: Fact[Day] = None
    first_entry: Fact[SomeDay] = None
    last_entry: Fact[SomeDay] = None
    entries: tuple[Entry, ...] = ()
    family_petitions: tuple[FamilyPetition, ...] = ()
    contacts: tuple[Contact, ...] = ()
    nta_date: Fact[Day] = None
    final_order_date: Fact[Day] = None
    removed_on: Fact[Day] = None
    next_ij_hearing: Fact[Day] = None
    proceedings: Fact[Proceedings] = None
    dhs_custody: Fact[DhsCustody] = None
    relief_sought: tuple[Text, ...] = ()
    relief_notes: Fact[Text] = None
    counsel: Fact[ImmigrationCounsel] = None
    citizenship_claim: Fact[CitizenshipClaim] = None
