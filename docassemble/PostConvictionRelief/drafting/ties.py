"""The equities that bear on prejudice, told in order: home, family, work (specification 3.6).

Penal Code section 1473.7 asks what the person would have done at the time of the plea. These are
the ties that speak to it, and their present state; nothing here is about conduct since, so none of
it can be read as rehabilitation. That other part is told by `equities.py`, for negotiations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..casefile import known
from ..casefile.declared import rests_on
from ..casefile.equities import FamilyMember, Work
from ..casefile.one_case import OneCase
from ..expressions.wording import long_date, number_word
from .proof import Proofs, Statement
from .voice import (
    Voice,
    capital,
    earliest,
    finished,
    listed,
    person_name,
    since,
    status_words,
    stretch,
)

CHILDREN = ("son", "daughter", "child", "stepson", "stepdaughter", "stepchild")
_SPOUSES = ("spouse", "wife", "husband")
_HOME, _STATUS, _TODAY = 2, 3, 11
"""Paragraphs of the client's declaration (D-DECL-C) that tell of home, status, and today."""


@dataclass(frozen=True)
class Ties:
    """What connects the client with the United States, theme by theme, each in order of time.

    Attributes:
        arrival: when the client came, and the status since.
        home: where the client has lived.
        family: spouse or partner, children, parents, others.
        work_then: jobs begun by the day of the plea.
        work_since: later ones.
    """

    arrival: tuple[Statement, ...] = field(metadata=rests_on("imm"))
    home: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    family: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    work_then: tuple[Statement, ...] = field(metadata=rests_on("eq"))
    work_since: tuple[Statement, ...] = field(metadata=rests_on("eq"))

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        return (*self.arrival, *self.home, *self.family, *self.work_then, *self.work_since)


def ties_of(one: OneCase) -> Ties:
    """The ties of one case's client, in sentences.

    Args:
        one: the case; its day of conviction divides work then and work since.
    """
    voice, proofs = Voice.of(one), Proofs(one)
    day = one.case.conviction_date
    jobs = sorted(
        ((job, f"eq.work.{n}") for n, job in enumerate(one.case_file.eq.work)), key=_begun
    )
    before = [(j, a) for j, a in jobs if day and (b := known(j.from_)) and earliest(b) <= day]
    after = [pair for pair in jobs if pair not in before]
    return Ties(
        arrival=tuple(_arrival(one, voice, proofs)),
        home=tuple(_home(one, voice, proofs)),
        family=tuple(_family(one, voice, proofs)),
        work_then=tuple(_work(before, voice, proofs)),
        work_since=tuple(_work(after, voice, proofs)),
    )


def _begun(pair: tuple[Work, str]) -> tuple[bool, str]:
    begun = known(pair[0].from_)
    return (begun is None, str(begun or ""))


def _arrival(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    imm = one.case_file.imm
    first, resident = known(imm.first_entry), known(imm.lpr_since)
    if first:
        way = "on" if first.day else "in"
        text = f"{voice.name} came to the United States {way} {long_date(first)}."
        yield proofs.statement(text, "imm.first_entry", _HOME)
    if resident:
        day = long_date(resident)
        text = (
            f"The status of lawful permanent resident followed on {day}."
            if first
            else f"{voice.name} became a lawful permanent resident on {day}."
        )
        yield proofs.statement(text, "imm.lpr_since", _STATUS)


def _home(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    told = [
        (place, f"eq.residence.{n}")
        for n, place in enumerate(one.case_file.eq.residence)
        if known(place.city)
    ]
    told.sort(key=lambda pair: str(known(pair[0].from_) or ""))
    for place, address in told:
        begun, ended = known(place.from_), known(place.to)
        lasts = ended is None or ended.year >= one.as_of.year
        verb = "has been" if lasts else "was"
        when = stretch(begun, None if lasts else ended)
        text = f"Home {verb} {place.city} {when}".strip()
        yield proofs.statement(f"{text}.", address, _HOME)
    years = known(one.case_file.eq.years_in_us_before_plea)
    if years:
        here = f"{number_word(years)} years" if years > 1 else "one year"
        text = f"At the time of the plea {voice.name} had been in this country for {here}."
        yield proofs.statement(text, "eq.years_in_us_before_plea", _HOME)


def _family(one: OneCase, voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    members = list(enumerate(one.case_file.eq.family))
    near = [(m, f"eq.family.{n}") for n, m in members if known(m.relation) in _SPOUSES]
    children = [(m, f"eq.family.{n}") for n, m in members if known(m.relation) in CHILDREN]
    others = [(m, f"eq.family.{n}") for n, m in members if (m, f"eq.family.{n}") not in near]
    others = [pair for pair in others if pair not in children]
    for member, address in near:
        text = f"{voice.name} {_married(member, voice)}"
        yield proofs.statement(finished(text), address, _TODAY)
    if children:
        yield _children(children, voice, proofs)
        if then := _ages_then(one, [member for member, _ in children]):
            addresses = [address for _, address in children]
            yield Statement(then, addresses[0], _TODAY, _all_exhibits(proofs, addresses))
    for member, address in others:
        relation = f"{voice.name}’s {known(member.relation) or 'relative'}"
        name = f", {person_name(member)}," if person_name(member) else ""
        text = f"{relation}{name} {_is(member, voice)}"
        yield proofs.statement(finished(text), address, _TODAY)


def _married(member: FamilyMember, voice: Voice) -> str:
    """“is married to Karina, a United States citizen, who shares the same home”."""
    spouse = ", ".join(part for part in (person_name(member), status_words(member)) if part)
    habits = _habits(member, voice)
    if not spouse:
        return f"is married; the spouse {habits}" if habits else "is married"
    return f"is married to {spouse}, who {habits}" if habits else f"is married to {spouse}"


def _is(member: FamilyMember, voice: Voice) -> str:
    parts = [f"is {status_words(member)}"] if status_words(member) else []
    parts += [habits] if (habits := _habits(member, voice)) else []
    return " and ".join(parts) or "is part of the family"


def _habits(member: FamilyMember, voice: Voice) -> str:
    habits = []
    if known(member.lives_with):
        habits.append("shares the same home")
    if known(member.depends_on):
        habits.append(f"depends on {voice.object} for support")
    return " and ".join(habits)


def _children(children: list[tuple[FamilyMember, str]], voice: Voice, proofs: Proofs) -> Statement:
    members = sorted((member for member, _ in children), key=lambda m: -(known(m.age) or 0))
    statuses = {status_words(member) for member in members}
    shared = statuses.pop() if len(statuses) == 1 else ""
    each = [_child(member, voice, told_status=not shared) for member in members]
    if len(members) == 1:
        (member,) = members
        text = f"There is one child, {_child(member, voice, told_status=True)}"
    else:
        both = "both" if len(members) == 2 else "all"
        plural = shared.removeprefix("a ") + "s" if shared else ""
        noted = f", {both} {plural}" if plural else ""
        text = f"There are {number_word(len(members))} children{noted}: {_listed(each)}"
    addresses = [address for _, address in children]
    return Statement(finished(text), addresses[0], _TODAY, _all_exhibits(proofs, addresses))


def _listed(each: list[str]) -> str:
    return "; ".join(each[:-1]) + f"; and {each[-1]}"


def _child(member: FamilyMember, voice: Voice, *, told_status: bool) -> str:
    relation = known(member.relation) or "child"
    parts = [f"a {relation}"]
    parts += [name] if (name := person_name(member)) else []
    parts += [f"now {age}"] if (age := known(member.age)) is not None else []
    parts += [status] if told_status and (status := status_words(member)) else []
    if habits := _habits(member, voice):
        parts.append(f"who {habits}")
    return ", ".join(parts)


def _ages_then(one: OneCase, children: list[FamilyMember]) -> str:
    """How old the children were on the day of conviction, as near as ages of today tell it."""
    day = one.case.conviction_date
    if day is None:
        return ""
    gone = one.as_of.year - day.year
    ages = sorted(
        (age - gone for child in children if (age := known(child.age)) is not None), reverse=True
    )
    then = [age for age in ages if age >= 0]
    if not then or len(ages) < len(children):
        return ""
    if len(then) < len(ages):
        return ""
    words = listed([number_word(age) if age else "newborn" for age in then])
    if len(then) == 1:
        return f"When the plea was entered, the child was about {words} years old."
    return f"When the plea was entered, the children were about {words} years old."


def _all_exhibits(proofs: Proofs, addresses: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for address in addresses for cite in proofs.of(address)))


def _work(jobs: list[tuple[Work, str]], voice: Voice, proofs: Proofs) -> Iterator[Statement]:
    for index, (job, address) in enumerate(jobs):
        begun, ended = known(job.from_), known(job.to)
        place = f" at {employer}" if (employer := known(job.employer)) else ""
        role = f" as {role}" if (role := known(job.role)) else ""
        who = voice.begin(index == 0)
        if ended or not begun:
            verb = "worked" if ended else "works"
            when = f" {stretch(begun, ended)}" if ended else ""
            text = f"{who} {verb}{place}{role}{when}"
        else:
            subject = voice.name if index == 0 else voice.subject
            text = f"{capital(since(begun))} {subject} has worked{place}{role}"
        yield proofs.statement(finished(text), address, _TODAY)
