"""How a narrative speaks of people: names, pronouns, relations, status, stretches of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..casefile import PartialDate, known
from ..casefile.equities import FamilyMember
from ..casefile.one_case import OneCase
from ..expressions.wording import and_list, initials, long_date

_STATUS = {
    "USC": "a United States citizen",
    "LPR": "a lawful permanent resident",
    "TPS": "a holder of temporary protected status",
    "DACA": "a DACA recipient",
}
_PRONOUNS = {"he": ("he", "him", "his"), "she": ("she", "her", "her")}
_INITIALS = re.compile(r"(\w\. ?)+")
_ADULT = 18


@dataclass(frozen=True)
class Voice:
    """How one person is spoken of; without a pronoun on record, by surname throughout.

    Attributes:
        name: the surname.
        subject, object, possessive: what stands for it from the second sentence on.
    """

    name: str
    subject: str
    object: str
    possessive: str

    @classmethod
    def of(cls, one: OneCase) -> Voice:
        """The voice for the client of a case."""
        client = one.case_file.client
        name = known(client.name_as_convicted)
        surname = (known(name.last) if name else None) or "the client"
        words = _PRONOUNS.get(known(client.pronoun) or "")
        if words:
            return cls(surname, *words)
        return cls(surname, surname, surname, f"{surname}’s")

    def begin(self, first: bool) -> str:
        """The subject at the beginning of a sentence: the name in the first of a theme."""
        return self.name if first else capital(self.subject)


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def status_words(member: FamilyMember) -> str:
    """A United States citizen; another status as it is told."""
    status = known(member.status) or ""
    return _STATUS.get(status, status)


def person_name(member: FamilyMember) -> str:
    """The name as it may be printed: initials for anyone who is under 18 (P14)."""
    name, age = known(member.name) or "", known(member.age)
    if age is not None and age < _ADULT and not _INITIALS.fullmatch(name):
        return initials(name)
    return name


def since(day: date | PartialDate) -> str:
    """Since 1990; since February 2011."""
    return f"since {long_date(day)}"


def stretch(begun: date | PartialDate | None, ended: date | PartialDate | None) -> str:
    """From 2018 to 2024; until 2024; since 2018; nothing where neither is known."""
    if begun and ended:
        return f"from {long_date(begun)} to {long_date(ended)}"
    if ended:
        return f"until {long_date(ended)}"
    return since(begun) if begun else ""


def earliest(day: date | PartialDate) -> date:
    """The first day that a date can mean."""
    return day.earliest if isinstance(day, PartialDate) else day


def listed(items: list[str]) -> str:
    """One, two, and three."""
    return and_list(items)


def trimmed(text: str) -> str:
    """A person's words without the mark at their end, to go on behind them."""
    return text.strip().rstrip(" .;,")


def finished(text: str) -> str:
    """A sentence with its full stop; one that ends with initials has it already."""
    return text if text.endswith(".") else f"{text}."


def quoted(text: str) -> str:
    """A person's words as the end of a sentence, in quotation marks."""
    return f"“{trimmed(text)}.”"
