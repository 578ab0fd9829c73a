"""The client's immigration history (specification 3.3). All of it is confidential."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, GetJsonSchemaHandler, StrictBool
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from .base import Fact, FactModel, Many
from .declared import Destination, X, fact
from .values import BarNumber, Day, Email, SomeDay, Text
from .vocabulary import ImmigrationStatus, Proceedings, StatusAtPlea

_FULL_LENGTH = 9


def a_number_digits(value: str) -> str:
    """The digits of an A-number as it was typed: an optional A, spaces and hyphens left out."""
    return re.sub(r"[ -]", "", value.strip().upper()).removeprefix("A")


def normal_a_number(value: str) -> str:
    """An A-number in its normal form, `A012-345-678`.

    Args:
        value: an optional A, then 7 to 9 digits with any spaces or hyphens.

    Raises:
        PydanticCustomError: there is another letter, or another count of digits.
    """
    digits = a_number_digits(value)
    if not re.fullmatch(r"[0-9]{7,9}", digits):
        raise PydanticCustomError(
            "fact_a_number", "should be 7 to 9 digits, with or without a leading A"
        )
    digits = digits.zfill(_FULL_LENGTH)
    return f"A{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def is_full_a_number(value: str) -> bool:
    """Whether an A-number was given with all its nine digits, so that none had to be put before."""
    return len(a_number_digits(value)) == _FULL_LENGTH


class _ANumberShape:
    """The JSON Schema of an A-number as people type it."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "pattern": "^ *[Aa]?[ -]*([0-9][ -]*){7,9}$"}


ANumber = Annotated[str, AfterValidator(normal_a_number), _ANumberShape()]


class Entry(FactModel):
    """One entry into the United States."""

    date: Fact[SomeDay] = fact("Day, month or year of the entry")
    manner: Fact[Text] = fact("How the client entered: with a visa, as a child with parents, …")
    port: Fact[Text] = fact("Where the client entered")


class FamilyPetition(FactModel):
    """A petition filed for the client by a relative."""

    type: Fact[Text] = fact("Form or kind of petition, such as I-130")
    filer: Fact[Text] = fact("Who filed it, and that person's status")
    filed_on: Fact[Day] = fact("The day it was filed")
    priority_date: Fact[Day] = fact("Its priority date")
    status: Fact[Text] = fact("What became of it: pending, approved, denied")


class Contact(FactModel):
    """One contact with an immigration agency; `asserts_conviction` starts a clock (P11)."""

    agency: Fact[Text] = fact("Which agency: ICE, CBP, USCIS, DHS")
    date: Fact[Day] = fact("The day of the contact")
    event: Fact[Text] = fact("What happened: notice to appear served, application denied, …")
    document: Fact[Text] = fact("The paper that shows it")
    asserts_conviction: Fact[StrictBool] = fact(
        "Whether the agency then gave the conviction as a ground; the first such contact counts "
        "for the diligence that Penal Code section 1473.7 asks"
    )


class DhsCustody(FactModel):
    """Immigration detention; it is not criminal custody."""

    detained: Fact[StrictBool] = fact("Whether immigration authorities hold the client now")
    facility: Fact[Text] = fact("Where the client is held")
    since: Fact[Day] = fact("Since when")


class ImmigrationCounsel(FactModel):
    """The client's immigration attorney."""

    name: Fact[Text] = fact("Name")
    firm: Fact[Text] = fact("Firm or organization")
    email: Fact[Email] = fact("E-mail")


class Expert(FactModel):
    """An expert on immigration law who swears what the law made, and makes, of the conviction."""

    name: Fact[Text] = fact("Name")
    firm: Fact[Text] = fact("Firm or organization")
    bar_number: Fact[BarNumber] = fact("State Bar number of an expert who is an attorney")
    qualification: Fact[Text] = fact("Training and experience, as full sentences of the expert")
    reviewed: Many[Text] = fact("The papers that the expert has read", default=())
    ground_at_plea: Fact[Text] = fact(
        "What immigration law made of the conviction on the day of the plea, and under which ground"
    )
    consequence_now: Fact[Text] = fact("What immigration law makes of the conviction today")
    neutral_alternative: Fact[Text] = fact(
        "Which other disposition would not have had that consequence, and why"
    )


class CitizenshipClaim(FactModel):
    """Facts that may make the client a citizen already."""

    parent_usc: Fact[StrictBool] = fact("Whether a parent is or was a United States citizen")
    parent_naturalized_on: Fact[Day] = fact("The day on which a parent became a citizen")
    lpr_as_minor: Fact[StrictBool] = fact(
        "Whether the client was a lawful permanent resident before the age of 18"
    )


class Immigration(FactModel):
    """Status, entries, proceedings and detention."""

    a_number: Fact[ANumber] = fact("Alien registration number; never in a caption")
    a_number_entered: Fact[Text] = fact("That number as it was typed, where it was typed otherwise")
    status_at_plea: Fact[StatusAtPlea] = fact("Immigration status on the day of the plea")
    status_now: Fact[ImmigrationStatus] = fact("Immigration status today")
    naturalized_on: Fact[Day] = fact("The day on which the client became a citizen")
    lpr_since: Fact[Day] = fact("The day since which the client is a lawful permanent resident")
    first_entry: Fact[SomeDay] = fact("First entry into the United States")
    last_entry: Fact[SomeDay] = fact("Latest entry into the United States")
    entries: Many[Entry] = fact("Every entry that matters", default=())
    family_petitions: Many[FamilyPetition] = fact("Petitions of relatives", default=())
    contacts: Many[Contact] = fact(
        "Contacts with immigration agencies, the earliest first", default=()
    )
    nta_date: Fact[Day] = fact("Date of the notice to appear before an immigration judge")
    final_order_date: Fact[Day] = fact("The day on which an order of removal became final")
    removed_on: Fact[Day] = fact("The day on which the client was removed")
    next_ij_hearing: Fact[Day] = fact("The next hearing in immigration court")
    proceedings: Fact[Proceedings] = fact("Where removal proceedings stand")
    dhs_custody: Fact[DhsCustody] = fact("Immigration detention")
    relief_sought: Many[Text] = fact(
        "Immigration relief that the client seeks: cancellation_lpr, cancellation_nonlpr, asylum, "
        "adjustment, naturalization, waiver_212h, or in words",
        default=(),
    )
    relief_notes: Fact[Text] = fact(
        "The office's notes on that relief; never printed", X, destination=Destination.OFFICE
    )
    counsel: Fact[ImmigrationCounsel] = fact("The client's immigration attorney")
    citizenship_claim: Fact[CitizenshipClaim] = fact(
        "What may make the client a citizen already; any of it stops the papers until an attorney "
        "has looked",
        X,
    )
