"""The equities: family, work, community, health, hardship (specification 3.6)."""

from __future__ import annotations

from pydantic import Field, StrictBool, StrictInt

from .base import Fact, FactModel, SomeDay, Text


class FamilyMember(FactModel):
    """A relative; minors appear by initials only."""

    relation: Fact[Text] = None
    name: Fact[Text] = None
    age: Fact[StrictInt] = None
    status: Fact[Text] = None
    lives_with: Fact[StrictBool] = None
    depends_on: Fact[StrictBool] = None
    note: Fact[Text] = None


class Residence(FactModel):
    """A stretch of years in one place."""

    from_: Fact[SomeDay] = Field(default=None, alias="from")
    to: Fact[SomeDay] = None
    city: Fact[Text] = None
    years_in_us_before_plea: Fact[StrictInt] = None


class Work(FactModel):
    """One job."""

    employer: Fact[Text] = None
    role: Fact[Text] = None
    from_: Fact[SomeDay] = Field(default=None, alias="from")
    to: Fact[SomeDay] = None
    letter: Fact[Text] = None


class Health(FactModel):
    """A condition of the client or a relative."""

    person: Fact[Text] = None
    condition: Fact[Text] = None
    treatment: Fact[Text] = None
    records: Fact[Text] = None


class Program(FactModel):
    """A program completed since the offense."""

    program: Fact[Text] = None
    completed_on: Fact[SomeDay] = None
    certificate: Fact[Text] = None


class Hardship(FactModel):
    """What removal would do, and to whom."""

    to_client: Fact[Text] = None
    to_family: Fact[Text] = None
    if_removed: Fact[Text] = None


class CountryCondition(FactModel):
    """A source on conditions in the country of removal."""

    country: Fact[Text] = None
    topic: Fact[Text] = None
    source: Fact[Text] = None
    date: Fact[SomeDay] = None


class Letter(FactModel):
    """A letter of support."""

    author: Fact[Text] = None
    relation: Fact[Text] = None
    date: Fact[SomeDay] = None
    exhibit: Fact[Text] = None


class Equities(FactModel):
    """All that speaks for the person; its use in filed papers is limited (3.6, use rule)."""

    family: tuple[FamilyMember, ...] = ()
    residence: tuple[Residence, ...] = ()
    work: tuple[Work, ...] = ()
    taxes: Fact[Text] = None
    community: tuple[Text, ...] = ()
    health: tuple[Health, ...] = ()
    rehabilitation: tuple[Program, ...] = ()
    since_offense_clean_years: Fact[StrictInt] = None
    hardship: Fact[Hardship] = None
    country_conditions: tuple[CountryCondition, ...] = ()
    apology: Fact[Text] = None
    letters: tuple[Letter, ...] = ()
