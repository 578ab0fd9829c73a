"""One court case number, its history and its sentence (specification 3.4, 3.9, 3.11)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StrictBool
from pydantic_core import PydanticCustomError

from .base import Fact, FactModel, Many, known
from .count import Count
from .counties import County
from .declared import Destination, X, fact
from .immigration import Expert
from .matter import Court, Hearing, Prosecutor, Service
from .plea import Plea, Prejudice, PriorCounsel
from .values import Day, Money, Ordinal, Shape, SomeDay, Text, Whole
from .vocabulary import (
    ChargingDocument,
    ConvictionBy,
    Custody,
    Disposition,
    Jurisdiction,
    PleaType,
    Vehicle,
)

__all__ = ["Count", "CriminalCase"]


def _three_digits(value: str) -> str:
    """Kept as the court writes it; only what can't be a case number is refused (3.9)."""
    if sum(character.isdigit() for character in value) < 3:
        raise PydanticCustomError("fact_shape", "should have at least three digits")
    return value


CaseNumber = Annotated[
    str,
    Shape(
        r"[A-Za-z0-9 ./-]{3,30}",
        "the court's case number: 3 to 30 letters, digits, spaces and - . /",
    ),
    AfterValidator(_three_digits),
]


class Violation(FactModel):
    """One violation of probation."""

    date: Fact[Day] = fact("The day it was found or admitted")
    outcome: Fact[Text] = fact("What came of it: reinstated, revoked")


class Probation(FactModel):
    """Probation from grant to end."""

    granted_on: Fact[Day] = fact("The day of the grant")
    term_months: Fact[Whole] = fact("Its length in months")
    ended_on: Fact[Day] = fact("The day it ended, or will end while it runs")
    early_termination: Fact[StrictBool] = fact("Whether the court ended it early")
    violations: Many[Violation] = fact("Violations found or admitted", default=())


class PrisonTerm(FactModel):
    """A state-prison term."""

    years: Fact[Whole] = fact("Years")
    months: Fact[Whole] = fact("Months")


class Sentence(FactModel):
    """The sentence. Days count as days: 365 is one year to immigration law (IMM-2)."""

    custody_days_imposed: Fact[Whole] = fact("Days of custody imposed, suspended ones included")
    suspended_days: Fact[Whole] = fact("Days of these whose execution was suspended")
    one_year_language: Fact[StrictBool] = fact(
        "Whether the court's order speaks of one year or 365 days"
    )
    credits: Fact[Text] = fact("Credits, as the record has them")
    restitution: Fact[Money] = fact("Restitution, in dollars")
    fine: Fact[Money] = fact("Fine, in dollars")
    registration_290: Fact[StrictBool] = fact("Whether registration under section 290 was ordered")
    prison_term: Fact[PrisonTerm] = fact("State-prison term; null where there was none")
    counts: Many[Ordinal] = fact(
        "Numbers of the counts it was imposed for; every count of conviction where none is named",
        default=(),
    )


class DeferredEntry(FactModel):
    """Deferred entry of judgment under former Penal Code section 1000."""

    program: Fact[StrictBool] = fact("Whether the case went into such a program")
    granted_on: Fact[Day] = fact("The day it was granted")
    completed_on: Fact[Day] = fact("The day the program was completed")
    dismissed_on: Fact[Day] = fact("The day the charges were dismissed")
    records_available: Fact[StrictBool] = fact("Whether the court's records can still be had")
    history_attached: Fact[StrictBool] = fact(
        "Whether the state's criminal history is attached in their place"
    )


class Appeal(FactModel):
    """A direct appeal."""

    taken: Fact[StrictBool] = fact("Whether there was one")
    court: Fact[Text] = fact("The court of appeal")
    docket: Fact[Text] = fact("Its case number")
    result: Fact[Text] = fact("How it ended")
    date: Fact[SomeDay] = fact("When it ended")


class PriorWrit(FactModel):
    """An earlier petition or motion."""

    court: Fact[Text] = fact("The court")
    docket: Fact[Text] = fact("Its case number")
    result: Fact[Text] = fact("How it ended")
    date: Fact[SomeDay] = fact("When it ended")


class AutomaticRelief(FactModel):
    """What the state record already shows under Penal Code section 1203.425."""

    rap_sheet_checked: Fact[StrictBool] = fact("Whether the state's record has been looked at")
    relief_noted: Fact[StrictBool] = fact("Whether it notes relief already granted")


class Alternative(FactModel):
    """A disposition that could have been had instead."""

    offered_by: Fact[Text] = fact("Who offered it, or could have asked for it")
    offense: Fact[Text] = fact("The offense")
    sentence: Fact[Text] = fact("The sentence")
    when: Fact[SomeDay] = fact("When")
    rejected_because: Fact[Text] = fact("Why it was not taken")


class AttorneyOverride(FactModel):
    """An attorney's recorded decision to go on where the rules would stop (R05)."""

    by: Fact[Text] = fact("The attorney")
    on_: Fact[Day] = fact("The day of the decision", alias="on")
    reason: Fact[Text] = fact("The reason")


class CriminalCase(FactModel):
    """One court case number; one packet is made for it."""

    number: Fact[CaseNumber] = fact("The court's case number, exactly as the court writes it")
    county: Fact[County] = fact("County of the court")
    court_branch: Fact[Text] = fact("Courthouse or branch that handled it")
    jurisdiction: Fact[Jurisdiction] = fact("California, another state, or federal")
    juvenile: Fact[StrictBool] = fact("Whether it was a juvenile case")
    capital: Fact[StrictBool] = fact("Whether it is a capital case")
    pending_appeal: Fact[StrictBool] = fact("Whether a direct appeal is pending")
    filed_on: Fact[Day] = fact("The day the complaint was filed")
    arrest_date: Fact[Day] = fact("The day of the arrest")
    arrest_agency: Fact[Text] = fact("The agency that made the arrest")
    report_number: Fact[Text] = fact("Number of the police report")
    charging_doc: Fact[ChargingDocument] = fact("Complaint, information, indictment")
    plea_date: Fact[Day] = fact("The day of the plea; null after a trial")
    plea_type: Fact[PleaType] = fact("What was pleaded")
    conviction_by: Fact[ConvictionBy] = fact("By plea, court trial or jury trial; none")
    convicted_on: Fact[Day] = fact("The day of the verdict; that of the plea where not given")
    judgment_date: Fact[Day] = fact(
        "The day of judgment or sentence; with suspended imposition, the day of the grant"
    )
    disposition: Fact[Disposition] = fact("What the case came to")
    probation: Fact[Probation] = fact("Probation")
    sentence: Fact[Sentence] = fact("The sentence")
    supervision_completed_on: Fact[Day] = fact("The day on which all supervision in it ended")
    custody_this_case: Fact[Custody] = fact("Custody or supervision in this case today")
    on_bail: Fact[StrictBool] = fact("Whether released on bail or own recognizance in it")
    other_supervision: Fact[StrictBool | Text] = fact(
        "Whether the client is under supervision in another case; or which"
    )
    open_charges: Fact[StrictBool | Text] = fact(
        "Whether the client is charged with an offense today; or which"
    )
    counts: Many[Count] = fact("Every count charged, in the order of the record", default=())
    dej: Fact[DeferredEntry] = fact("Deferred entry of judgment")
    appeal: Fact[Appeal] = fact("Direct appeal")
    prior_writs: Many[PriorWrit] = fact("Earlier petitions and motions", default=())
    auto_relief: Fact[AutomaticRelief] = fact("Automatic relief by the state")
    alternatives: Many[Alternative] = fact(
        "Dispositions that could have been had instead", X, default=(), consent="alternatives"
    )
    attorney_override: Fact[AttorneyOverride] = fact(
        "An attorney's decision to go on where a rule would stop",
        X,
        destination=Destination.OFFICE,
    )
    vehicle: Many[Vehicle] = fact(
        "The forms of relief chosen for this case, in place of the matter's",
        X,
        default=(),
        destination=Destination.OFFICE,
    )
    court: Fact[Court] = fact("This case's court, in place of the file's")
    prosecutor: Fact[Prosecutor] = fact("This case's prosecutor, in place of the file's")
    hearing: Fact[Hearing] = fact("This case's hearing, in place of the file's")
    service: Many[Service] = fact("This case's service, in place of the file's", default=())
    plea: Fact[Plea] = fact("This case's plea, in place of the file's")
    prior_counsel: Many[PriorCounsel] = fact(
        "This case's attorneys at the plea, in place of the file's",
        X,
        default=(),
        consent="prior_counsel",
    )
    experts: Many[Expert] = fact(
        "The experts on immigration law for this case, in place of the file's",
        X,
        default=(),
        consent="imm",
    )
    prejudice: Fact[Prejudice] = fact(
        "Why the client would have decided otherwise in this case", X, consent="prejudice"
    )

    @property
    def convicted_counts(self) -> tuple[Count, ...]:
        """The counts that ended in a conviction, in the order of the charging document."""
        return tuple(count for count in self.counts if known(count.convicted))

    @property
    def dismissed_counts(self) -> tuple[Count, ...]:
        """The counts that did not end in a conviction."""
        return tuple(count for count in self.counts if known(count.convicted) is False)

    @property
    def conviction_date(self) -> date | None:
        """The day of conviction: as recorded, else the day of the plea (3.11)."""
        return known(self.convicted_on) or known(self.plea_date)
