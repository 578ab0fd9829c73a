"""The plea, what was advised, what went wrong and why it mattered (specification 3.5)."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool

from .base import BarNumber, Day, Fact, FactModel, SomeDay, Text
from .vocabulary import Advisal, MissingAdvisal, PriorCounselType, RecordSearch, Source, Theory


class Transcript(FactModel):
    """The reporter's transcript of the plea, or its certified absence."""

    ordered_on: Fact[Day] = None
    received: Fact[StrictBool] = None
    destroyed_certificate: Fact[StrictBool] = None


class PleaInterpreter(FactModel):
    """The interpreter at the plea."""

    used: Fact[StrictBool] = None
    name: Fact[Text] = None
    certified: Fact[StrictBool] = None
    language: Fact[Text] = None


class Plea(FactModel):
    """The plea hearing and its record."""

    advisal_on_record: Fact[Advisal] = None
    missing: tuple[MissingAdvisal, ...] = ()
    advisal_verbatim: Fact[StrictBool] = None
    record_search: Fact[RecordSearch] = None
    form_signed: Fact[StrictBool] = None
    form_language: Fact[Text] = None
    tahl_waiver: Fact[StrictBool] = None
    transcript: Fact[Transcript] = None
    interpreter: Fact[PleaInterpreter] = None
    judge: Fact[Text] = None
    dda: Fact[Text] = None
    benefits_received: tuple[Text, ...] = ()
    charges_dismissed: tuple[Text, ...] = ()


class ContactAttempt(FactModel):
    """One attempt to reach prior counsel."""

    date: Fact[Day] = None
    how: Fact[Text] = None
    outcome: Fact[Text] = None


class PriorCounsel(FactModel):
    """The attorney at the time of the plea, and the advice given."""

    name: Fact[Text] = None
    bar_number: Fact[BarNumber] = None
    type: Fact[PriorCounselType] = None
    appointed_on: Fact[Day] = None
    advice_given: Fact[Theory] = None
    advice_text: Fact[Text] = None
    file_obtained: Fact[Literal["full", "partial", "none"] | StrictBool] = None
    will_sign_declaration: Fact[StrictBool] = None
    contact_attempts: tuple[ContactAttempt, ...] = ()
    notice_served_on: Fact[Day] = None
    iac_finding_sought: Fact[StrictBool] = None


class Defect(FactModel):
    """One legal defect in the plea: its theory, the facts, where they come from."""

    case: Fact[Text] = None
    theory: Fact[Theory] = None
    facts: Fact[Text] = None
    source: Fact[Source] = None
    corroboration: tuple[Text, ...] = ()


class Prejudice(FactModel):
    """Why the client would have decided otherwise."""

    would_have: Fact[Text] = None
    alternatives_available: tuple[Text, ...] = ()
    ties_at_plea: tuple[Text, ...] = ()
    priorities_at_plea: tuple[Text, ...] = ()
    probability_notes: Fact[Text] = None


class Diligence(FactModel):
    """When the consequence was learned, and what was done then."""

    learned_of_consequence_on: Fact[Day] = None
    how: Fact[Text] = None
    then_what: Fact[Text] = None
    consulted_on: Fact[Day] = None
    ordered_records_on: Fact[Day] = None


class Innocence(FactModel):
    """New evidence of innocence."""

    evidence: Fact[Text] = None
    discovered_on: Fact[SomeDay] = None
    diligence: Fact[Text] = None


class RacialJustice(FactModel):
    """A violation of Penal Code section 745."""

    ground: Fact[Literal[1, 2, 3, 4]] = None
    actor: Fact[Text] = None
    agency: Fact[Text] = None
    agency_address: Fact[Text] = None
    quote: Fact[Text] = None
    date: Fact[SomeDay] = None
    comparator: Fact[Text] = None
    counsel_requested: Fact[StrictBool] = None


class Survivor(FactModel):
    """How the offense came out of trafficking, or intimate-partner or sexual violence."""

    nexus: Fact[Text] = None
    reports: tuple[Text, ...] = ()
    programs: tuple[Text, ...] = ()
    confidentiality_requested: Fact[StrictBool] = None
