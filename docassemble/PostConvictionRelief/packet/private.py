"""What must not be read in filed papers: numbers, birth dates, children's names, hidden addresses.

Rule 1.201 of the Cal. Rules of Court makes the filer leave out Social Security and account numbers
but for their last four digits; A-numbers, birth dates outside a form's own box, names of minors and
shelters' addresses are left out by the policy of this service (specification 4.1, 4.5; rulings P13,
P14).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..casefile import CaseFile, known

ADULT = 18

_DIGIT_GAP = r"[\s.\u2010-\u2015-]*"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("sep?tiembre", "octubre", "noviembre", "diciembre"),
)
_A_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_ANY_DAY = (
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)?\d{2}"
    r"|(?:19|20)\d{2}-\d{2}-\d{2}"
    r"|(?:19|20)\d{6}\b|\d{4}(?:19|20)\d{2}\b"  # as the state's criminal history writes them
    rf"|(?:{_A_MONTH})\.?\s+\d{{1,2}},?\s+(?:19|20)\d{{2}}"
    rf"|\d{{1,2}}\s+de\s+(?:{'|'.join(_MESES)})\s+del?\s+(?:19|20)\d{{2}})"
)


@dataclass(frozen=True)
class Private:
    """One kind of thing that must not be read.

    Attributes:
        kind: in words, for a finding; it doesn't repeat the thing.
        pattern: what it looks like; the group `secret`, where there is one, is what is hidden.
    """

    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Spot:
    """Where such a thing stands in a text: from `start` up to `end`, in characters."""

    kind: str
    start: int
    end: int


_GENERAL = (
    Private(
        "an A-number",
        re.compile(r"\bA\s*#?\s*-?\s*\d{3}[\s-]?\d{3}[\s-]?\d{3}\b"),
    ),
    Private(
        "an A-number",
        re.compile(
            r"\b(?:alien|uscis|a)\s*(?:registration\s*)?(?:number|no\.?|#)\s*[:.#]?\s*"
            r"(?P<secret>A?\d{3}[\s-]?\d{3}[\s-]?\d{2,3})\b",
            re.I,
        ),
    ),
    Private(
        "a Social Security number",
        re.compile(r"\b\d{3}[-\u2010-\u2013]\d{2}[-\u2010-\u2013]\d{4}\b"),
    ),
    Private(
        "a Social Security number",
        re.compile(
            r"\b(?:SSN|social security)[^\d\n]{0,20}(?P<secret>\d{3}\s?\d{2}\s?\d{4})\b", re.I
        ),
    ),
    Private(
        "an account number",
        re.compile(
            r"\b(?:account|acct|card|routing)\b\.?\s*(?:number|no\.?|#)?\s*[:.#]?\s*"
            r"(?P<secret>\d(?:[ -]?\d){3,})(?=[ -]?\d{4}\b)",
            re.I,
        ),
    ),
    Private(
        "a full date of birth",
        re.compile(
            rf"\b(?:DOB|D\.O\.B\.|date\s+of\s+birth|birth\s*date|born(?:\s+on)?|nacid[oa](?:\s+el)?|fecha\s+de\s+nacimiento)"
            rf"[^\w\n]{{0,4}}(?P<secret>{_ANY_DAY})",
            re.I,
        ),
    ),
)


def private_things(case_file: CaseFile) -> tuple[Private, ...]:
    """What must not be read in the papers of a case file: what looks private, and what it tells."""
    return (*_GENERAL, *_known_numbers(case_file), *_known_people(case_file), *_shelter(case_file))


def spots(text: str, things: tuple[Private, ...]) -> tuple[Spot, ...]:
    """Every private thing in a text, in the order of the text."""
    found = {
        Spot(thing.kind, *_span(match))
        for thing in things
        for match in thing.pattern.finditer(text)
    }
    return tuple(sorted(found, key=lambda spot: (spot.start, spot.end)))


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("secret") if "secret" in match.re.groupindex else match.span()


def _known_numbers(case_file: CaseFile) -> Iterator[Private]:
    if number := known(case_file.imm.a_number):
        digits = re.sub(r"\D", "", number)
        yield Private("an A-number", re.compile(rf"\bA?{_spread(digits)}\b"))
        if digits.startswith("0"):
            yield Private("an A-number", re.compile(rf"\bA?{_spread(digits[1:])}\b"))
    if born := known(case_file.client.dob):
        yield Private("a full date of birth", re.compile(_written(born), re.I))


def _known_people(case_file: CaseFile) -> Iterator[Private]:
    """Names of relatives under 18 that are more than initials (P14)."""
    for relative in case_file.eq.family:
        name, age = known(relative.name), known(relative.age)
        if name and age is not None and age < ADULT and re.search(r"[^\W\d_]{2,}", name):
            # typists and scanners leave accents out
            for written in dict.fromkeys((name, _plain(name))):
                yield Private("the name of a minor", re.compile(rf"\b{_words(written)}\b", re.I))


def _shelter(case_file: CaseFile) -> Iterator[Private]:
    """The address of a client who lives in a shelter."""
    client = case_file.client
    if known(client.contact_constraints) != "DV_shelter":
        return
    address = known(client.address)
    if address and (street := known(address.street)):
        yield Private("the address of a shelter", re.compile(rf"\b{_words(street)}", re.I))


def _spread(digits: str) -> str:
    return _DIGIT_GAP.join(digits)


def _words(text: str) -> str:
    return r"[\s,]+".join(map(re.escape, re.split(r"[\s,]+", text.strip())))


def _plain(text: str) -> str:
    """A text without its accents."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _written(day: date) -> str:
    """A day in all the ways that papers write it."""
    month = _MONTHS[day.month - 1]
    year = rf"(?:{day.year}|{day.year % 100:02d})"
    return (
        rf"\b(?:0?{day.month}\s*[/.-]\s*0?{day.day}\s*[/.-]\s*{year}\b"
        rf"|{day.year}-{day.month:02d}-{day.day:02d}\b"
        rf"|{day:%Y%m%d}\b|{day:%m%d%Y}\b"
        rf"|{month[:3]}(?:{month[3:]})?\.?\s+0?{day.day}(?:st|nd|rd|th)?,?\s+{day.year}\b"
        rf"|0?{day.day}\s+{month[:3]}(?:{month[3:]})?\.?\s+{day.year}\b"
        rf"|0?{day.day}\s+de\s+{_MESES[day.month - 1]}\s+del?\s+{day.year}\b)"
    )
