"""The client (specification 3.2)."""

from __future__ import annotations

from pydantic import StrictBool

from .base import Day, Email, Fact, FactModel, Phone, Text
from .people import Address, Name
from .vocabulary import ConsentGroup, ContactConstraint, Pronoun


class Alias(FactModel):
    """Another name; it enters the caption only where this case's record uses it."""

    name: Fact[Text] = None
    used_in_case: Fact[StrictBool] = None


class Consent(FactModel):
    """The client's recorded consent to disclose one group of facts (ruling P23)."""

    to_disclose: Fact[ConsentGroup] = None
    scope: Fact[Text] = None
    signed_on: Fact[Day] = None


class Client(FactModel):
    """Who the client is, and in which language they speak."""

    name_as_convicted: Fact[Name] = None
    name_current: Fact[Name] = None
    aliases: tuple[Alias, ...] = ()
    pseudonym: Fact[Text] = None
    pronoun: Fact[Pronoun] = None
    dob: Fact[Day] = None
    phone: Fact[Phone] = None
    email: Fact[Email] = None
    address: Fact[Address] = None
    ssn_last4: Fact[Text] = None
    language: Fact[Text] = None
    dialect: Fact[Text] = None
    needs_interpreter: Fact[StrictBool] = None
    literacy: Fact[Text] = None
    gender: Fact[Text] = None
    citizenship_country: tuple[Text, ...] = ()
    birth_country: Fact[Text] = None
    contact_constraints: Fact[ContactConstraint] = None
    consents: tuple[Consent, ...] = ()
