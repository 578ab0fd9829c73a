"""The matter, the people who act in it, the court, and the filing (specification 3.1, 3.11)."""

from __future__ import annotations

from pydantic import StrictBool

from .base import Fact, FactModel, Many
from .counties import County
from .declared import Destination, X, fact
from .people import Address
from .values import (
    BarNumber,
    ClockTime,
    Day,
    Email,
    ExhibitLetter,
    FileId,
    Ordinal,
    Phone,
    StateCode,
    Text,
    ZipCode,
)
from .vocabulary import (
    Agency,
    CounselRole,
    Deposit,
    Goal,
    ServiceMethod,
    ServiceParty,
    Vehicle,
    WarningCode,
)


class Meta(FactModel):
    """The case file about itself. `as_of` is the day on which everything is reckoned."""

    id: FileId = fact(
        "The case file's id; it holds nothing that tells who the client is", default=...
    )
    title: Fact[Text] = fact("What the office calls this matter", X, destination=Destination.OFFICE)
    as_of: Day = fact("The day on which everything is reckoned", default=...)
    exercises: Many[Text] = fact(
        "In a sample: what it is there to show", X, default=(), destination=Destination.OFFICE
    )


class Matter(FactModel):
    """What the client wants, where, and by which vehicles."""

    id: Fact[Text] = fact("The matter's number in the office; that of the file where not given")
    created_on: Fact[Day] = fact("The day it was opened; that of the file where not given")
    county_primary: Fact[County] = fact("The county that most of the matter belongs to")
    goal: Fact[Goal] = fact(
        "What the client wants to reach first of all", X, destination=Destination.OFFICE
    )
    vehicle: Many[Vehicle] = fact(
        "The forms of relief chosen for every case", X, default=(), destination=Destination.OFFICE
    )


class Counsel(FactModel):
    """The attorney who signs, or a client who acts for themself (`pro_per`)."""

    pro_per: Fact[StrictBool] = fact("Whether the client acts without an attorney")
    name: Fact[Text] = fact("Attorney's name")
    firm: Fact[Text] = fact("Firm or organization")
    bar_number: Fact[BarNumber] = fact("State Bar number")
    address: Fact[Text] = fact("Street and number, with suite")
    city: Fact[Text] = fact("City")
    state: Fact[StateCode] = fact("State")
    zip: Fact[ZipCode] = fact("ZIP code")
    phone: Fact[Phone] = fact("Telephone")
    fax: Fact[Phone] = fact("Fax")
    email: Fact[Email] = fact("E-mail")
    role: Fact[CounselRole] = fact("How the attorney came into the matter")
    signature_block_lines: Fact[Text] = fact(
        "Further lines of the signature block, as they should be printed"
    )
    supervising_attorney: Fact[Text] = fact("The attorney who supervises a certified law student")
    law_student: Fact[Text] = fact("Certified law student who appears (rule 9.42)")


class Prosecutor(FactModel):
    """The agency that obtained the conviction, and where it is served."""

    agency: Fact[Agency] = fact(
        "District attorney; or city attorney, where one prosecutes misdemeanors; or the Attorney "
        "General"
    )
    name: Fact[Text] = fact("The agency's name, as an envelope needs it")
    unit: Fact[Text] = fact("Unit or person that receives these papers")
    address: Fact[Address] = fact("Where the agency is served")
    email_service: Fact[Email] = fact(
        "E-mail for electronic service, if the agency has agreed to it or published it"
    )


class Court(FactModel):
    """The superior court in which a packet is filed."""

    county: Fact[County] = fact("County")
    branch: Fact[Text] = fact("Name of the courthouse or branch")
    street: Fact[Text] = fact("Street address")
    mailing: Fact[Text] = fact("Mailing address, where it is another")
    city_zip: Fact[Text] = fact("City, state and ZIP code in one line")
    department: Fact[Text] = fact("Department")
    judge: Fact[Text] = fact("Judge assigned")


class Presence(FactModel):
    """A request to hear the matter without the client (`hearing.presence`)."""

    absence_requested: Fact[StrictBool] = fact(
        "Whether the court is asked to do without the client"
    )
    reason: Fact[Text] = fact("Why the client can't come, as the court may read it")
    facility: Fact[Text] = fact("Where the client is held, as the court may read it")


class Hearing(FactModel):
    """The hearing, as far as it is set."""

    date: Fact[Day] = fact("Day of the hearing")
    time: Fact[ClockTime] = fact("Time of the hearing")
    department: Fact[Text] = fact("Department")
    judge: Fact[Text] = fact("Judge")
    presence: Fact[Presence] = fact("Hearing without the client")


class Server(FactModel):
    """The person who serves the papers: 18 or older and not a party."""

    name: Fact[Text] = fact("Name")
    home_or_business: Fact[Text] = fact("Whether the address is of a home or a business")
    address: Fact[Address] = fact("Address")
    age_over_18: Fact[StrictBool] = fact("Whether 18 or older")
    not_party: Fact[StrictBool] = fact("Whether not a party to the case")
    registered_process_server: Fact[StrictBool] = fact("Whether a registered process server")


class Place(FactModel):
    """A city and state, where mail is deposited."""

    city: Fact[Text] = fact("City")
    state: Fact[StateCode] = fact("State")


class Service(FactModel):
    """One service of the papers on one recipient."""

    party: Fact[ServiceParty] = fact("Who is served")
    method: Fact[ServiceMethod] = fact("How")
    address: Fact[Address] = fact("Where, if it is another address than the agency's")
    email: Fact[Email] = fact("E-mail to which papers are served electronically")
    planned_on: Fact[Day] = fact("The day on which service is planned")
    served_on: Fact[Day] = fact("The day on which the papers were served")
    mailed_from: Fact[Place] = fact("Where the envelope was mailed")
    deposit: Fact[Deposit] = fact("Handed to the Postal Service, or left at an office mail drop")
    server: Fact[Server] = fact("Who serves")


class Shown(FactModel):
    """A fact that an exhibit shows, and on which page."""

    address: Fact[Text] = fact("Where that fact is told: eq.work.0, prejudice.ties_at_plea.2")
    page: Fact[Ordinal] = fact("The page of the exhibit that shows it, counted from 1")


class Exhibit(FactModel):
    """One exhibit: its letter, what it is, and who vouches for it."""

    letter: Fact[ExhibitLetter] = fact("Letter, from A on")
    title: Fact[Text] = fact("What it is")
    date: Fact[Day] = fact("Its date")
    pages: Fact[Ordinal] = fact("Number of pages")
    file: Fact[Text] = fact("The file that holds it")
    authenticated_by: Fact[Text] = fact("Whose declaration vouches for it")
    translation_of: Fact[Text] = fact("The exhibit that it translates")
    contains_confidential: Fact[StrictBool] = fact("Whether something in it must be blacked out")
    shows: Many[Shown] = fact("The facts that it shows, each with its page", default=())


class Interpreter(FactModel):
    """The interpreter who read a declaration to its declarant."""

    name: Fact[Text] = fact("Name")
    language: Fact[Text] = fact("Language")
    certification_number: Fact[Text] = fact("Number of the court certification")


class Declaration(FactModel):
    """The language in which the client signs, and through whom."""

    language: Fact[Text] = fact("Language of the declaration: two-letter code, en for English")
    interpreter: Fact[Interpreter] = fact("Who read it to the client")


class Filing(FactModel):
    """A paper already filed or received, for the calculators that run from it."""

    what: Fact[Text] = fact("Which paper")
    filed_on: Fact[Day] = fact("The day it was filed")
    received_on: Fact[Day] = fact("The day it was received")
    by: Fact[Text] = fact("Who filed it")


class Acknowledgement(FactModel):
    """A warning that a person has read before going on (R30, specification 1.0)."""

    warning: Fact[WarningCode] = fact("The warning's code")
    by: Fact[Text] = fact("Who has read it")
    read_on: Fact[Day] = fact("The day on which it was read")
    typed: Fact[Text] = fact("The words that the person typed, where the warning asks for them")


class SentenceChange(FactModel):
    """Questions of 8 CFR 1003.55 about a changed sentence."""

    request_filed_on: Fact[Day] = fact("The day on which the change was or will be asked for")
    reliance_before_2019_10_25: Fact[StrictBool] = fact(
        "Whether the client relied on the availability of such a change before October 25, 2019"
    )
    clerical_error: Fact[Text] = fact("A clerical or typographical error in the sentence")
    law_changed: Fact[Text] = fact("The change of sentencing law that reaches the case")
    asked_for: Fact[Text] = fact("The sentence that is asked for, as an order would say it")


class CleanSlate(FactModel):
    """The petitioner's own reasons on CR-180, and what is attached."""

    why_relief: Fact[Text] = fact("Why the court should grant it, in the client's words")
    attached: Many[Text] = fact("What is attached to the petition", default=())
