"""What single vehicles and their forms ask beyond the case itself (specification 3.11)."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool

from .base import Fact, FactModel, Many
from .declared import fact
from .values import Day, Money, SomeDay, Text


class Prop47(FactModel):
    """What Penal Code section 1170.18 asks."""

    super_strike_prior: Fact[StrictBool] = fact(
        "Whether there is a prior conviction listed in section 667, subdivision (e)(2)(C)(iv)"
    )
    pc290_registration: Fact[StrictBool] = fact(
        "Whether an offense requires registration under section 290, subdivision (c)"
    )
    sentence_completed_on: Fact[Day] = fact("The day on which the sentence was completed")
    value_amount: Fact[Money] = fact("Value of what was taken, in dollars; null if nothing was")


class Prop64(FactModel):
    """Choices on CR-400."""

    track: Fact[Literal["petition", "application"]] = fact(
        "Petition while the sentence is served, application after it"
    )
    waive_hearing: Fact[StrictBool] = fact("Whether the client gives up a hearing")
    waive_original_judge: Fact[StrictBool] = fact(
        "Whether the client gives up the judge who passed sentence"
    )


class PriorPetition(FactModel):
    """A habeas petition filed before."""

    court: Fact[Text] = fact("The court")
    docket: Fact[Text] = fact("Its case number")
    result: Fact[Text] = fact("How it ended")
    date: Fact[SomeDay] = fact("When it ended")


class Habeas(FactModel):
    """What HC-001 asks."""

    facility: Fact[Text] = fact("Where the client is held, or the agency that supervises")
    cdcr_number: Fact[Text] = fact("The prison system's number of the client")
    release_date: Fact[Day] = fact("The day of release, past or expected")
    prior_petitions: Many[PriorPetition] = fact("Habeas petitions filed before", default=())


class Sealing(FactModel):
    """What CR-409 asks."""

    arrest_city: Fact[Text] = fact("City of the arrest")
    arresting_agency: Fact[Text] = fact("The agency that made it")
    report_number: Fact[Text] = fact("Number of the police report")
    charges_filed: Fact[StrictBool] = fact("Whether charges were filed")
