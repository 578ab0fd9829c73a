"""The equities: family, work, community, health, hardship (specification 3.6), all confidential."""

from __future__ import annotations

from pydantic import StrictBool

from .base import Fact, FactModel, Many
from .declared import X, fact
from .values import SomeDay, Text, Whole


class FamilyMember(FactModel):
    """A relative; minors appear by initials only."""

    relation: Fact[Text] = fact("Relation to the client: spouse, son, mother")
    name: Fact[Text] = fact("Name; for anyone under 18 the initials alone (T.A.)")
    age: Fact[Whole] = fact("Age in whole years")
    status: Fact[Text] = fact("Citizenship or immigration status: USC, LPR, …")
    lives_with: Fact[StrictBool] = fact("Whether they live with the client")
    depends_on: Fact[StrictBool] = fact("Whether they depend on the client")
    note: Fact[Text] = fact("What else matters about them")


class Residence(FactModel):
    """A stretch of years in one place."""

    from_: Fact[SomeDay] = fact("From when", alias="from")
    to: Fact[SomeDay] = fact("Until when; null while it lasts")
    city: Fact[Text] = fact("City, and state where it isn't California")


class Work(FactModel):
    """One job."""

    employer: Fact[Text] = fact("Employer")
    role: Fact[Text] = fact("What the client does or did there")
    from_: Fact[SomeDay] = fact("From when", alias="from")
    to: Fact[SomeDay] = fact("Until when; null while it lasts")
    letter: Fact[Text] = fact("Letter of support from there, and where it is")


class Health(FactModel):
    """A condition of the client or a relative."""

    person: Fact[Text] = fact("Whose health: client, or the relation")
    condition: Fact[Text] = fact("The condition")
    treatment: Fact[Text] = fact("How it is treated")
    records: Fact[Text] = fact("What records there are")


class Program(FactModel):
    """A program completed since the offense."""

    program: Fact[Text] = fact("The program")
    completed_on: Fact[SomeDay] = fact("When it was completed")
    certificate: Fact[Text] = fact("The paper that shows it")


class Hardship(FactModel):
    """What removal would do, and to whom."""

    to_client: Fact[Text] = fact("What removal would do to the client")
    to_family: Fact[Text] = fact("What it would do to the family")
    if_removed: Fact[Text] = fact("What would await the client in the other country")


class CountryCondition(FactModel):
    """A source on conditions in the country of removal."""

    country: Fact[Text] = fact("Country")
    topic: Fact[Text] = fact("What the source tells about it")
    source: Fact[Text] = fact("Title and address of the source")
    date: Fact[SomeDay] = fact("Date of the source")


class Letter(FactModel):
    """A letter of support."""

    author: Fact[Text] = fact("Who wrote it")
    relation: Fact[Text] = fact("How they know the client")
    date: Fact[SomeDay] = fact("Date of the letter")
    exhibit: Fact[Text] = fact("The exhibit it is attached as")


class Equities(FactModel):
    """All that speaks for the person; its use in filed papers is limited (3.6, use rule)."""

    family: Many[FamilyMember] = fact("Relatives", default=())
    residence: Many[Residence] = fact("Where the client has lived", default=())
    years_in_us_before_plea: Fact[Whole] = fact("Whole years in the United States before the plea")
    work: Many[Work] = fact("Jobs", default=())
    taxes: Fact[Text] = fact("Taxes filed and paid; no Social Security or taxpayer number")
    community: Many[Text] = fact(
        "Faith, volunteering, school, military service: each in a few words", default=()
    )
    health: Many[Health] = fact("Health of the client and the family", X, default=())
    rehabilitation: Many[Program] = fact("Programs completed since the offense", default=())
    since_offense_clean_years: Fact[Whole] = fact(
        "Whole years since the last offense; worked out, and must agree where it is given"
    )
    hardship: Fact[Hardship] = fact("What removal would do")
    country_conditions: Many[CountryCondition] = fact(
        "Sources on the country of removal", default=()
    )
    apology: Fact[Text] = fact("The client's own words of responsibility")
    letters: Many[Letter] = fact("Letters of support", default=())
