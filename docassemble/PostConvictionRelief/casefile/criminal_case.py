"""One court case number and its counts (specification 3.4, 3.8, 3.9, 3.11)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from .base import Day, Fact, FactModel, Money, SomeDay, Text, known
from .counties import County
from .matter import Court, Hearing, Prosecutor, Service
from .plea import Plea, Prejudice, PriorCounsel
from .vocabulary import (
    ChargingDocument,
    ConvictionBy,
    Custody,
    Disposition,
    Jurisdiction,
    Level,
    PleaType,
    Vehicle,
)


def _case_number(value: str) -> str:
    """Kept as the court writes it; only what can't be a case number is refused (3.9)."""
    if sum(character.isdigit() for character in value) < 3:
        raise PydanticCustomError("fact_case_number", "should have at least three digits")
    return value


CaseNumber = Annotated[str, Field(pattern=r"^[A-Z0-9 ./-]{3,30}$"), AfterValidator(_case_number)]


class Count(FactModel):
    """One count: the statute, how serious it is, and what came of it."""

    n: Fact[StrictInt] = None
    code: Fact[Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]] = None
    section: Fact[
        Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,3})?[a-z]?(/\d{1,5}(\.\d{1,3})?[a-z]?)?$")]
    ] = None
    subdiv: Fact[Annotated[str, Field(pattern=r"^(\([A-Za-z0-9]{1,4}\))+$")]] = None
    title: Fact[Text] = None
    level: Fact[Level] = None
    former: Fact[StrictBool] = None
    wobbler: Fact[StrictBool] = None
    charged: Fact[StrictBool] = None
    convicted: Fact[StrictBool] = None
    plea: Fact[PleaType] = None
    enhancement_of: Fact[StrictInt] = None
    victim_age: Fact[StrictInt] = None
    statute_version: Fact[Text] = None
    value_amount: Fact[Money] = None
    pc_19_8: Fact[StrictBool] = None
    vacated_on: Fact[Day] = None
    note: Fact[Text] = None


class Violation(FactModel):
    """One violation of probation."""

    date: Fact[Day] = None
    outcome: Fact[Text] = None


class Probation(FactModel):
    """Probation from grant to end."""

    granted_on: Fact[Day] = None
    term_months: Fact[StrictInt] = None
    ended_on: Fact[Day] = None
    early_termination: Fact[StrictBool] = None
    violations: tuple[Violation, ...] = ()


class PrisonTerm(FactModel):
    """A state-prison term."""

    years: Fact[StrictInt] = None
    months: Fact[StrictInt] = None


class Sentence(FactModel):
    """The sentence. Days count as days: 365 is one year to immigration law (IMM-2)."""

    custody_days_imposed: Fact[StrictInt] = None
    suspended_days: Fact[StrictInt] = None
    one_year_language: Fact[StrictBool] = None
    credits: Fact[Text] = None
    restitution: Fact[Money] = None
    fine: Fact[Money] = None
    registration_290: Fact[StrictBool] = None
    prison_term: Fact[PrisonTerm] = None
    counts: tuple[StrictInt, ...] = ()


class DeferredEntry(FactModel):
    """Deferred entry of judgment under former Penal Code section 1000."""

    program: Fact[StrictBool] = None
    granted_on: Fact[Day] = None
    completed_on: Fact[Day] = None
    dismissed_on: Fact[Day] = None
    records_available: Fact[StrictBool] = None
    history_attached: Fact[StrictBool] = None


class Appeal(FactModel):
    """A direct appeal."""

    taken: Fact[StrictBool] = None
    court: Fact[Text] = None
    docket: Fact[Text] = None
    result: Fact[Text] = None
    date: Fact[SomeDay] = None


class PriorWrit(FactModel):
    """An earlier petition or motion."""

    court: Fact[Text] = None
    docket: Fact[Text] = None
    result: Fact[Text] = None
    date: Fact[SomeDay] = None


class AutomaticRelief(FactModel):
    """What the state record already shows under Penal Code section 1203.425."""

    rap_sheet_checked: Fact[StrictBool] = None
    relief_noted: Fact[StrictBool] = None


class Alternative(FactModel):
    """A disposition that could have been had instead."""

    offered_by: Fact[Text] = None
    offense: Fact[Text] = None
    sentence: Fact[Text] = None
    when: Fact[SomeDay] = None
    rejected_because: Fact[Text] = None


class AttorneyOverride(FactModel):
    """An attorney's recorded decision to go on where the rules would stop (R05)."""

    by: Fact[Text] = None
    on_: Fact[Day] = Field(default=None, alias="on")
    reason: Fact[Text] = None


class CriminalCase(FactModel):
    """One court case number; one packet is made for it."""

    number: Fact[CaseNumber] = None
    county: Fact[County] = None
    court_branch: Fact[Text] = None
    jurisdiction: Fact[Jurisdiction] = None
    juvenile: Fact[StrictBool] = None
    capital: Fact[StrictBool] = None
    pending_appeal: Fact[StrictBool] = None
    filed_on: Fact[Day] = None
    arrest_date: Fact[Day] = None
    arrest_agency: Fact[Text] = None
    report_number: Fact[Text] = None
    charging_doc: Fact[ChargingDocument] = None
    plea_date: Fact[Day] = None
    plea_type: Fact[PleaType] = None
    conviction_by: Fact[ConvictionBy] = None
    convicted_on: Fact[Day] = None
    judgment_date: Fact[Day] = None
    disposition: Fact[Disposition] = None
    probation: Fact[Probation] = None
    sentence: Fact[Sentence] = None
    supervision_completed_on: Fact[Day] = None
    custody_this_case: Fact[Custody] = None
    on_bail: Fact[StrictBool] = None
    other_supervision: Fact[StrictBool | Text] = None
    open_charges: Fact[StrictBool | Text] = None
    counts: tuple[Count, ...] = ()
    dej: Fact[DeferredEntry] = None
    appeal: Fact[Appeal] = None
    prior_writs: tuple[PriorWrit, ...] = ()
    auto_relief: Fact[AutomaticRelief] = None
    alternatives: tuple[Alternative, ...] = ()
    attorney_override: Fact[AttorneyOverride] = None
    vehicle: tuple[Vehicle, ...] = ()
    court: Fact[Court] = None
    prosecutor: Fact[Prosecutor] = None
    hearing: Fact[Hearing] = None
    service: tuple[Service, ...] = ()
    plea: Fact[Plea] = None
    prior_counsel: tuple[PriorCounsel, ...] = ()
    prejudice: Fact[Prejudice] = None

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


class Prop47(FactModel):
    """What Penal Code section 1170.18 asks beyond the case itself."""

    super_strike_prior: Fact[StrictBool] = None
    pc290_registration: Fact[StrictBool] = None
    sentence_completed_on: Fact[Day] = None
    value_amount: Fact[Money] = None


class Prop64(FactModel):
    """Choices on CR-400."""

    track: Fact[Literal["petition", "application"]] = None
    waive_hearing: Fact[StrictBool] = None
    waive_original_judge: Fact[StrictBool] = None


class PriorPetition(FactModel):
    """A habeas petition filed before."""

    court: Fact[Text] = None
    docket: Fact[Text] = None
    result: Fact[Text] = None
    date: Fact[SomeDay] = None


class Habeas(FactModel):
    """What HC-001 asks beyond the case itself."""

    facility: Fact[Text] = None
    cdcr_number: Fact[Text] = None
    release_date: Fact[Day] = None
    prior_petitions: tuple[PriorPetition, ...] = ()


class Sealing(FactModel):
    """What CR-409 asks beyond the case itself."""

    arrest_city: Fact[Text] = None
    arresting_agency: Fact[Text] = None
    report_number: Fact[Text] = None
    charges_filed: Fact[StrictBool] = None
