"""The other equities, for negotiations: community, health, hardship, what has been done since.

All of it is about the person and none of it about the defect in the plea. It stays out of every
paper that is filed with a motion to vacate, because an immigration court could read an order made
on such a record as one for rehabilitation or hardship (specification 3.6; Matter of Pickering (BIA
2003) 23 I&N Dec. 621).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..casefile import PartialDate, known
from ..casefile.declared import rests_on
from ..casefile.equities import Health
from ..casefile.one_case import OneCase
from ..expressions.wording import country_name, long_date, number_word, own_voice, sentence
from .proof import Proofs, Statement
from .voice import Voice, capital, person_name, quoted, trimmed

_YEARS = re.compile(r"[ ,]*\b(?:(?:from )?(\d{4}) ?(?:-|–|to) ?(\d{4})|since (\d{4}))$")
_DETERMINED = ("a", "an", "the", "his", "her", "their", "our", "my")
_DOERS = ("coach", "volunteer", "member", "teacher", "tutor", "mentor", "usher", "leader", "deacon")


@dataclass(frozen=True)
class Equities:
    """What speaks for the person beyond the ties, theme by theme, each in order of time.

    Attributes:
        community: faith, volunteering, school, service; taxes.
        health: the client's, and that of the family.
        since: programs, years without offense, the client's own words of responsibility.
        hardship: what removal would do, to the family and to the client.
        letters: who writes for the client.
    """

    community: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    health: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    since: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    hardship: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    letters: tuple[Statement, ...] = field(metadata=rests_on("eq"))

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        return (*self.community, *self.health, *self.since, *self.hardship, *self.letters)


def equities_of(one: OneCase) -> Equities:
    """The equities of one case's client that are for negotiations, in sentences.

    Args:
        one: the case.
    """
    voice, proofs = Voice.of(one), Proofs(one)
    return Equities(
        community=tuple(_community(one, voice, proofs)),
        health=tuple(_health(one, voice, proofs)),
        since=tuple(_since(one, voice, proofs)),
        hardship=tuple(_hardship(one, voice, proofs)),
        letters=tuple(_letters(one, proofs)),
    )


@dataclass(frozen=True)
class _Activity:
    what: str
    begun: str
    ended: str
    address: str

    def told(self, who: str) -> str:
        """“… has taken part in the parish meal program since 2015”, “… served as youth coach …”."""
        last = self.what.rsplit(" ", 1)[-1].lower()
        serves = last in _DOERS
        if self.ended:
            verb, when = "served as" if serves else "took part in", f"{self.begun} to {self.ended}"
            return f"{who} {verb} {self._named(serves)} from {when}."
        if self.begun:
            verb = "has served as" if serves else "has taken part in"
            return f"{who} {verb} {self._named(serves)} since {self.begun}."
        return f"{who} {'serves as' if serves else 'takes part in'} {self._named(serves)}."

    def _named(self, serves: bool) -> str:
        first = self.what.split(" ", 1)[0].lower()
        bare = serves or first in _DETERMINED or first.endswith("ing")
        return self.what if bare else f"the {self.what}"


def _activity(text: str, address: str) -> _Activity:
    found = _YEARS.search(trimmed(text))
    if found is None:
        return _Activity(trimmed(text), "", "", address)
    what = trimmed(text)[: found.start()].strip()
    return _Activity(what, found.group(1) or found.group(3), found.group(2) or "", address)


def _community(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    eq = one.case_file.eq
    activities = [_activity(text, f"eq.community.{n}") for n, text in enumerate(eq.community)]
    activities.sort(key=lambda activity: activity.begun or "9999")
    for index, each in enumerate(activities):
        who = voice.name if index == 0 else f"{capital(voice.subject)} also"
        told = _own_words(each.what, voice) or each.told(who)
        yield proofs.statement(told, each.address)
    if taxes := known(eq.taxes):
        yield proofs.statement(_account("As to taxes", taxes, voice), "eq.taxes")


def _health(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    for n, told in enumerate(one.case_file.eq.health):
        if known(told.condition):
            yield proofs.statement(_condition(told, voice), f"eq.health.{n}")
    for n, member in enumerate(one.case_file.eq.family):
        if note := known(member.note):
            relation = known(member.relation) or "relative"
            name = f", {person_name(member)}," if person_name(member) else ""
            text = _account(f"As to the {relation}{name.rstrip(',')}", note, voice)
            yield proofs.statement(text, f"eq.family.{n}.note")


def _own_words(words: str, voice: Voice) -> str:
    """The client's own words in quotation marks; nothing where the words are a note."""
    return f"{voice.name} says: {quoted(words)}" if own_voice(words) else ""


def _account(topic: str, words: str, voice: Voice) -> str:
    """What is told of a topic: nobody is quoted who didn't say it in the first person."""
    if own_voice(words):
        return f"{topic}, in {voice.name}’s own words: {quoted(words)}"
    return f"{topic}: {sentence(words)}"


def _condition(told: Health, voice: Voice) -> str:
    person = known(told.person) or "client"
    who = voice.name if person == "client" else f"{voice.name}’s {person}"
    treatment = f", treated with {trimmed(t)}" if (t := known(told.treatment)) else ""
    records = f" ({trimmed(r)})" if (r := known(told.records)) else ""
    return f"{who} lives with {trimmed(str(told.condition))}{treatment}{records}."


def _since(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    eq = one.case_file.eq
    programs = [(p, f"eq.rehabilitation.{n}") for n, p in enumerate(eq.rehabilitation)]
    programs.sort(key=lambda pair: str(known(pair[0].completed_on) or "9999"))
    for index, (program, address) in enumerate(programs):
        name = re.sub(r",? completed$", "", trimmed(known(program.program) or "a program"))
        when = f" {_day(on)}" if (on := known(program.completed_on)) else ""
        text = f"{voice.begin(index == 0)} completed {name}{when}."
        yield proofs.statement(text, address)
    years = known(eq.since_offense_clean_years)
    if years:
        span = f"{number_word(years)} years" if years > 1 else "one year"
        text = f"There has been no new offense in the {span} since."
        yield proofs.statement(text, "eq.since_offense_clean_years")
    if words := known(eq.apology):
        text = _account("As to responsibility", words, voice)
        yield proofs.statement(text, "eq.apology")


def _day(on: date | PartialDate) -> str:
    return f"{'on' if on.day else 'in'} {long_date(on)}"


def _hardship(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    hardship = known(one.case_file.eq.hardship)
    if hardship:
        for name, opening in (
            ("to_family", "For the family removal would mean this"),
            ("to_client", f"For {voice.name} it would mean this"),
            ("if_removed", "As to the country of removal"),
        ):
            if words := known(getattr(hardship, name)):
                text = _account(opening, words, voice)
                yield proofs.statement(text, f"eq.hardship.{name}")
    for n, source in enumerate(one.case_file.eq.country_conditions):
        topic, title = known(source.topic), known(source.source)
        if topic and title:
            place = f" in {country_name(country)}" if (country := known(source.country)) else ""
            dated = f" ({long_date(day)})" if (day := known(source.date)) else ""
            text = f"On {trimmed(topic)}{place}, see {trimmed(title)}{dated}."
            yield proofs.statement(text, f"eq.country_conditions.{n}")


def _letters(one: OneCase, proofs: Proofs) -> Iterator[Statement]:
    letters = [(letter, f"eq.letters.{n}") for n, letter in enumerate(one.case_file.eq.letters)]
    letters.sort(key=lambda pair: str(known(pair[0].date) or "9999"))
    for letter, address in letters:
        author = known(letter.author)
        if author:
            relation = f", {trimmed(r)}," if (r := known(letter.relation)) else ""
            dated = f", in a letter of {long_date(day)}" if (day := known(letter.date)) else ""
            cites = (f"Exh.\u00a0{e}",) if (e := known(letter.exhibit)) else ()
            text = f"{capital(author)}{relation} writes in support{dated}."
            yield Statement(text, address, None, cites or proofs.of(address))
