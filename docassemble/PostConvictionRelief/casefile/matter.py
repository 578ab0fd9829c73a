"""The matter, the people who act in it, the court, and the filing (specification 3.1, 3.11)."""

from __future__ import annotations

from pydantic import Field, StrictBool, StrictInt

from .base import (
    BarNumber,
    ClockTime,
    Day,
    Email,
    Fact,
    FactModel,
    Phone,
    StateCode,
    Text,
    ZipCode,
)
from .counties import County
from .people import Address
from .vocabulary import (
    Agency,
    CounselRole,
    Deposit,
    Goal,
    ServiceMethod,
    ServiceParty,
    Vehicle,
)


class Meta(FactModel):
    """The case file about itself. `as_of` is the day on which everything is reckoned."""

    id: Text = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
    title: Text | None = None
    as_of: Day
    exercises: tuple[Text, ...] = ()


class Matter(FactModel):
    """What the client wants, where, and by which vehicles."""

    id: Fact[Text] = None
    created_on: Fact[Day] = None
    county_primary: Fact[County] = None
    goal: Fact[Goal] = None
    vehicle: tuple[Vehicle, ...] = ()


class Counsel(FactModel):
    """The attorney who signs, or a client who acts for themself (`pro_per`)."""

    pro_per: Fact[StrictBool] = None
    name: Fact[Text] = None
    firm: Fact[Text] = None
    bar_number: Fact[BarNumber] = None
    address: Fact[Text] = None
    city: Fact[Text] = None
    state: Fact[StateCode] = None
    zip: Fact[ZipCode] = None
    phone: Fact[Phone] = None
    fax: Fact[Phone] = None
    email: Fact[Email] = None
    role: Fact[CounselRole] = None
    signature_block_lines: Fact[Text] = None
    supervising_attorney: Fact[Text] = None
    law_student: Fact[Text] = None


class Prosecutor(FactModel):
    """The agency that obtained the conviction, and where it is served."""

    agency: Fact[Agency] = None
    name: Fact[Text] = None
    unit: Fact[Text] = None
    address: Fact[Address] = None
    email_service: Fact[Email] = None


class Court(FactModel):
    """The superior court in which a packet is filed."""

    county: Fact[County] = None
    branch: Fact[Text] = None
    street: Fact[Text] = None
    mailing: Fact[Text] = None
    city_zip: Fact[Text] = None
    department: Fact[Text] = None
    judge: Fact[Text] = None


class Presence(FactModel):
    """A request to hear the matter without the client (`hearing.presence`)."""

    absence_requested: Fact[StrictBool] = None
    reason: Fact[Text] = None
    facility: Fact[Text] = None


class Hearing(FactModel):
    """The hearing, as far as it is set."""

    date: Fact[Day] = None
    time: Fact[ClockTime] = None
    department: Fact[Text] = None
    judge: Fact[Text] = None
    presence: Fact[Presence] = None


class Server(FactModel):
    """The person who serves the papers: 18 or older and not a party."""

    name: Fact[Text] = None
    home_or_business: Fact[Text] = None
    address: Fact[Address] = None
    age_over_18: Fact[StrictBool] = None
    not_party: Fact[StrictBool] = None
    registered_process_server: Fact[StrictBool] = None


class Place(FactModel):
    """A city and state, where mail is deposited."""

    city: Fact[Text] = None
    state: Fact[StateCode] = None


class Service(FactModel):
    """One service of the papers on one recipient."""

    party: Fact[ServiceParty] = None
    method: Fact[ServiceMethod] = None
    address: Fact[Address] = None
    email: Fact[Email] = None
    planned_on: Fact[Day] = None
    served_on: Fact[Day] = None
    mailed_from: Fact[Place] = None
    deposit: Fact[Deposit] = None
    server: Fact[Server] = None


class Exhibit(FactModel):
    """One exhibit: its letter, what it is, and who vouches for it."""

    letter: Fact[Text] = None
    title: Fact[Text] = None
    date: Fact[Day] = None
    pages: Fact[StrictInt] = None
    file: Fact[Text] = None
    authenticated_by: Fact[Text] = None
    translation_of: Fact[Text] = None
    contains_confidential: Fact[StrictBool] = None


class Interpreter(FactModel):
    """The interpreter who read a declaration to its declarant."""

    name: Fact[Text] = None
    language: Fact[Text] = None
    certification_number: Fact[Text] = None


class Declaration(FactModel):
    """The language in which the client signs, and through whom."""

    language: Fact[Text] = None
    interpreter: Fact[Interpreter] = None


class Filing(FactModel):
    """A paper already filed or received, for the calculators that run from it."""

    what: Fact[Text] = None
    filed_on: Fact[Day] = None
    received_on: Fact[Day] = None
    by: Fact[Text] = None


class SentenceChange(FactModel):
    """Questions of 8 CFR 1003.55 about a changed sentence."""

    request_filed_on: Fact[Day] = None
    reliance_before_2019_10_25: Fact[StrictBool] = None
    clerical_error: Fact[Text] = None


class CleanSlate(FactModel):
    """The petitioner's own reasons on CR-180, and what is attached."""

    why_relief: Fact[Text] = None
    attached: tuple[Text, ...] = ()
