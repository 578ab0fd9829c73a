"""The client (specification 3.2)."""

from __future__ import annotations

from pydantic import StrictBool

from .base import Fact, FactModel, Many
from .declared import C, Destination, X, fact
from .people import Address, Name
from .values import Day, Email, FourDigits, Phone, Text
from .vocabulary import ConsentGroup, ContactConstraint, Pronoun

FILED_PAPERS = "filed_papers"
"""The scope of a consent that lets facts into filed papers (ruling P23)."""
IN_SHELTER = "DV_shelter"
"""The constraint under which no paper tells the client's address, whatever is consented."""


class Alias(FactModel):
    """Another name; it enters the caption only where this case's record uses it."""

    name: Fact[Text] = fact("The other name")
    used_in_case: Fact[StrictBool] = fact(
        "Whether the court's record uses it; the caption then says “aka”"
    )


class Consent(FactModel):
    """The client's recorded consent to disclose one group of facts (ruling P23)."""

    to_disclose: Fact[ConsentGroup] = fact("The group of facts that may be disclosed, or all")
    scope: Fact[Text] = fact(
        "Where they may be told; filed_papers lets them into what is filed with the court"
    )
    signed_on: Fact[Day] = fact("The day on which the client signed")


class Client(FactModel):
    """Who the client is, and in which language they speak."""

    name_as_convicted: Fact[Name] = fact(
        "The name in the court's record, spelled as it is there, with every accent"
    )
    name_current: Fact[Name] = fact("The name today; a declaration says what it was before")
    aliases: Many[Alias] = fact("Other names", default=())
    pseudonym: Fact[Text] = fact(
        "The name for captions where a trafficking or violence survivor asks for confidentiality "
        "(Penal Code sections 236.14, 236.15); the true name goes to the court separately"
    )
    pronoun: Fact[Pronoun] = fact("How the papers speak of the client")
    dob: Fact[Day] = fact(
        "Date of birth. Printed only in a form's box that asks for it, never in a pleading",
        C,
        destination=Destination.FORM_BOXES,
    )
    phone: Fact[Phone] = fact("The client's own telephone", C, destination=Destination.CONTACT)
    email: Fact[Email] = fact("The client's own e-mail", C, destination=Destination.CONTACT)
    address: Fact[Address] = fact(
        "The client's own postal address", C, destination=Destination.CONTACT
    )
    ssn_last4: Fact[FourDigits] = fact(
        "Last four digits of the Social Security number; ask only where a form needs it",
        X,
        destination=Destination.FORM_BOXES,
    )
    language: Fact[Text] = fact("First language: its two-letter code (es, vi, …) or its name")
    dialect: Fact[Text] = fact("Dialect or regional form of the language")
    needs_interpreter: Fact[StrictBool] = fact("Whether the client needs an interpreter in court")
    literacy: Fact[Text] = fact("How well the client reads, and in which language")
    gender: Fact[Text] = fact("Gender, in the client's words", C)
    citizenship_country: Many[Text] = fact("Every country of citizenship", C, default=())
    birth_country: Fact[Text] = fact("Country of birth", C)
    contact_constraints: Fact[ContactConstraint] = fact(
        "What to heed before writing to or calling the client; no paper tells the address of "
        "who is in a shelter",
        X,
        destination=Destination.FORM_BOXES,
    )
    consents: Many[Consent] = fact(
        "What the client has agreed in writing may be disclosed",
        X,
        default=(),
        destination=Destination.OFFICE,
    )
