"""The plea, what was advised, what went wrong and why it mattered (specification 3.5)."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool

from .base import Fact, FactModel, Many
from .declared import fact
from .values import BarNumber, Day, SomeDay, Text
from .vocabulary import Advisal, MissingAdvisal, PriorCounselType, RecordSearch, Source, Theory


class Transcript(FactModel):
    """The reporter's transcript of the plea, or its certified absence."""

    ordered_on: Fact[Day] = fact("The day on which it was ordered")
    received: Fact[StrictBool] = fact("Whether it has come")
    destroyed_certificate: Fact[StrictBool] = fact(
        "Whether the court has certified that the reporter's notes are destroyed"
    )


class PleaInterpreter(FactModel):
    """The interpreter at the plea."""

    used: Fact[StrictBool] = fact("Whether there was one")
    name: Fact[Text] = fact("Name")
    certified: Fact[StrictBool] = fact("Whether court-certified")
    language: Fact[Text] = fact("Language interpreted")


class Plea(FactModel):
    """The plea hearing and its record."""

    advisal_on_record: Fact[Advisal] = fact(
        "Whether the record shows the advisement that Penal Code section 1016.5 requires"
    )
    missing: Many[MissingAdvisal] = fact(
        "The consequences that the advisement left out", default=()
    )
    advisal_verbatim: Fact[StrictBool] = fact("Whether it follows the words of the statute")
    record_search: Fact[RecordSearch] = fact("How far the search for the record of the plea is")
    form_signed: Fact[StrictBool] = fact("Whether a plea form was signed")
    form_language: Fact[Text] = fact("Language of the plea form")
    tahl_waiver: Fact[StrictBool] = fact("Whether a written waiver of trial rights is on file")
    transcript: Fact[Transcript] = fact("The transcript of the plea")
    interpreter: Fact[PleaInterpreter] = fact("The interpreter at the plea")
    judge: Fact[Text] = fact("The judge who took the plea")
    dda: Fact[Text] = fact("The prosecutor at the plea")
    benefits_received: Many[Text] = fact("What the plea gained the client", default=())
    charges_dismissed: Many[Text] = fact("Charges dismissed for the plea", default=())


class ContactAttempt(FactModel):
    """One attempt to reach prior counsel."""

    date: Fact[Day] = fact("The day of the attempt")
    how: Fact[Text] = fact("By letter, e-mail, telephone, …")
    outcome: Fact[Text] = fact("What came of it")


class PriorCounsel(FactModel):
    """The attorney at the time of the plea, and the advice given."""

    name: Fact[Text] = fact("Name")
    bar_number: Fact[BarNumber] = fact("State Bar number")
    type: Fact[PriorCounselType] = fact("Public defender, retained or appointed")
    appointed_on: Fact[Day] = fact("The day of appointment or engagement")
    advice_given: Fact[Theory] = fact("What kind of advice on immigration was given, or not given")
    advice_text: Fact[Text] = fact("The advice, in the words that are remembered")
    file_obtained: Fact[Literal["full", "partial", "none"] | StrictBool] = fact(
        "Whether that attorney's file has been obtained"
    )
    will_sign_declaration: Fact[StrictBool] = fact("Whether that attorney will sign a declaration")
    contact_attempts: Many[ContactAttempt] = fact("Attempts to reach that attorney", default=())
    notice_served_on: Fact[Day] = fact(
        "The day on which notice of the hearing was served on that attorney "
        "(Penal Code section 1473.7, subdivision (h))"
    )
    iac_finding_sought: Fact[StrictBool] = fact(
        "Whether the court is asked to find that this attorney's assistance was ineffective"
    )


class Defect(FactModel):
    """One legal defect in the plea: its theory, the facts, where they come from."""

    case: Fact[Text] = fact("Case number it belongs to; every case where it names none")
    theory: Fact[Theory] = fact("What kind of defect")
    facts: Fact[Text] = fact("What happened")
    source: Fact[Source] = fact("Who or what says so")
    corroboration: Many[Text] = fact("What else shows it", default=())


class Prejudice(FactModel):
    """Why the client would have decided otherwise."""

    would_have: Fact[Text] = fact("What the client would have done, in the client's words")
    alternatives_available: Many[Text] = fact(
        "Dispositions without the same consequence that could have been had", default=()
    )
    ties_at_plea: Many[Text] = fact("Ties to the United States at the time of the plea", default=())
    priorities_at_plea: Many[Text] = fact("What mattered most to the client then", default=())
    probability_notes: Fact[Text] = fact("Why another decision was likely")


class Diligence(FactModel):
    """When the consequence was learned, and what was done then."""

    learned_of_consequence_on: Fact[Day] = fact(
        "The day on which the client learned of the immigration consequence"
    )
    how: Fact[Text] = fact("How the client learned of it")
    then_what: Fact[Text] = fact("What the client did from then on, with dates")
    consulted_on: Fact[Day] = fact("The day on which the client first asked a lawyer")
    ordered_records_on: Fact[Day] = fact("The day on which court records were ordered")


class Innocence(FactModel):
    """New evidence of innocence."""

    evidence: Fact[Text] = fact("The new evidence")
    discovered_on: Fact[SomeDay] = fact("When it was found")
    diligence: Fact[Text] = fact("Why it was not found sooner")


class RacialJustice(FactModel):
    """A violation of Penal Code section 745."""

    ground: Fact[Literal[1, 2, 3, 4]] = fact(
        "Which paragraph of section 745, subdivision (a) was violated"
    )
    actor: Fact[Text] = fact("Who showed bias: judge, attorney, officer, juror, expert")
    agency: Fact[Text] = fact("The agency that employs that person")
    agency_address: Fact[Text] = fact("Its address, for service")
    quote: Fact[Text] = fact("What was said or done")
    date: Fact[SomeDay] = fact("When")
    comparator: Fact[Text] = fact("Others in the same position who were treated better")
    counsel_requested: Fact[StrictBool] = fact("Whether appointed counsel is asked for")


class Survivor(FactModel):
    """How the offense came out of trafficking, or intimate-partner or sexual violence."""

    nexus: Fact[Text] = fact("How the offense was a direct result of what the client suffered")
    reports: Many[Text] = fact("Reports to police, courts or shelters", default=())
    programs: Many[Text] = fact("Programs and services since", default=())
    confidentiality_requested: Fact[StrictBool] = fact(
        "Whether the client asks that the name be kept out of public papers"
    )
