"""What can't be true together, whatever the law says (specification 3.7).

Screening asks what follows from the facts; this module only asks whether they can all be so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..errors import Problem
from .base import FactModel, known
from .case_file import CaseFile
from .criminal_case import CriminalCase
from .matter import Hearing, Prosecutor, Service
from .told import told, value_at

ADULT = 18
"""From this age on a person is named in full (P14) and is tried as an adult (R32), in years."""
_LETTERS_OF_A_NAME = 3


def contradictions(case_file: CaseFile) -> list[Problem]:
    """Every pair of facts that can't both be so, by address; empty where all can."""
    problems = [*_telling_id(case_file), *_exhibit_letters(case_file), *_clean_years(case_file)]
    problems += _shown_facts(case_file)
    for planned in services(case_file):
        problems += [*_server(case_file, planned), *_agreed_address(planned)]
    for index, case in enumerate(case_file.case):
        problems += _trial(case, f"case.{index}")
        problems += _deferral(case, f"case.{index}")
        problems += _counts(case, f"case.{index}")
    return problems


@dataclass(frozen=True)
class PlannedService:
    """One service of papers, with what holds for it: its case's own, else the file's (P6)."""

    address: str
    service: Service
    prosecutor: Prosecutor | None
    hearing: Hearing | None


def services(case_file: CaseFile) -> Iterator[PlannedService]:
    """Every service of papers: those of the file, then those of each case."""
    prosecutor, hearing = known(case_file.prosecutor), known(case_file.hearing)
    for index, service in enumerate(case_file.service):
        yield PlannedService(f"service.{index}", service, prosecutor, hearing)
    for number, case in enumerate(case_file.case):
        for index, service in enumerate(case.service):
            yield PlannedService(
                f"case.{number}.service.{index}",
                service,
                known(case.prosecutor) or prosecutor,
                known(case.hearing) or hearing,
            )


def clean_years(case_file: CaseFile) -> int | None:
    """Whole years from the latest offense to the day of reckoning; `None` where one is not known.

    The day of an offense is that of the arrest, else of the complaint, else of the plea.
    """
    days = []
    for case in case_file.case:
        found = (known(case.arrest_date), known(case.filed_on), known(case.plea_date))
        day = next((day for day in found if day), None)
        if day is None:
            return None
        days.append(day)
    return whole_years(max(days), case_file.meta.as_of) if days else None


def whole_years(start: date, end: date) -> int:
    """Whole years from one day to another."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def words_of(text: str) -> set[str]:
    """The words of a text in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return set(re.findall(r"[a-z]+", letters))


def _telling_id(case_file: CaseFile) -> Iterator[Problem]:
    """A case file's id stands in keys and file names, which hold no personal data."""
    client = case_file.client
    names = (known(client.name_as_convicted), known(client.name_current))
    used = {word for name in names if name is not None for word in words_of(name.full)}
    digits = re.sub(r"[^0-9]", "", case_file.meta.id)
    tells = {word for word in used & words_of(case_file.meta.id) if len(word) >= _LETTERS_OF_A_NAME}
    if tells or any(number in digits for number in _telling_numbers(case_file)):
        yield Problem(
            "meta.id",
            "tells who the client is; ids stand in keys and file names",
            "choose an id without names, dates of birth or A-numbers",
        )


def _telling_numbers(case_file: CaseFile) -> Iterator[str]:
    """The A-number, and the date of birth in the orders in which people write it."""
    number = re.sub(r"[^0-9]", "", known(case_file.imm.a_number) or "").lstrip("0")
    if number:
        yield number
    if born := known(case_file.client.dob):
        yield from (f"{born:%Y%m%d}", f"{born:%m%d%Y}", f"{born:%d%m%Y}")


def _exhibit_letters(case_file: CaseFile) -> Iterator[Problem]:
    letters = [known(exhibit.letter) for exhibit in case_file.exhibits]
    for index, letter in enumerate(letters):
        if letter is not None and letter in letters[:index]:
            yield Problem(
                f"exhibits.{index}.letter",
                f"there is another exhibit {letter}",
                "letter the exhibits A, B, C …",
            )


def _shown_facts(case_file: CaseFile) -> Iterator[Problem]:
    """An exhibit shows facts that are told, on pages that it has."""
    addresses = [address for address, _ in told(case_file)]
    for index, exhibit in enumerate(case_file.exhibits):
        pages = known(exhibit.pages)
        for number, shown in enumerate(exhibit.shows):
            where = f"exhibits.{index}.shows.{number}"
            address, page = known(shown.address), known(shown.page)
            if address and not any(f"{each}.".startswith(f"{address}.") for each in addresses):
                yield Problem(
                    f"{where}.address",
                    f"no fact is told at {address}",
                    "give the address of a fact of this file, such as eq.work.0",
                )
            if pages and page and page > pages:
                yield Problem(
                    f"{where}.page",
                    f"is {page}, and the exhibit has {pages} pages",
                    "correct one of them",
                )


def _clean_years(case_file: CaseFile) -> Iterator[Problem]:
    told, years = known(case_file.eq.since_offense_clean_years), clean_years(case_file)
    if told is not None and years is not None and told != years:
        yield Problem(
            "eq.since_offense_clean_years",
            f"is {told}, and the latest arrest was {years} years before {case_file.meta.as_of}",
            f"leave it out, or write {years}",
        )


def _server(case_file: CaseFile, planned: PlannedService) -> Iterator[Problem]:
    """Who serves papers is 18 or older and no party."""
    service, address = planned.service, f"{planned.address}.server"
    for name, what in (("age_over_18", "is under 18"), ("not_party", "is a party")):
        if value_at(service, f"server.{name}") is False:
            yield Problem(f"{address}.{name}", f"the server {what}", "have another serve")
    server = value_at(service, "server.name")
    names = (known(case_file.client.name_as_convicted), known(case_file.client.name_current))
    own = [words_of(name.full) for name in names if name is not None and name.full]
    if isinstance(server, str) and words_of(server) in own:
        yield Problem(
            f"{address}.name", "is the client, and a party can't serve", "have another serve"
        )


def _agreed_address(planned: PlannedService) -> Iterator[Problem]:
    """Electronic service goes to the address that the agency has agreed to (3.7.11)."""
    service = planned.service
    agreed = known(planned.prosecutor.email_service) if planned.prosecutor else None
    told = known(service.email)
    to_agency = known(service.party) == "prosecuting_agency"
    if to_agency and known(service.method) == "electronic" and agreed and told and told != agreed:
        yield Problem(
            f"{planned.address}.email",
            "is not the address at which the agency takes electronic service",
            "write the address that prosecutor.email_service has, or correct that",
        )


def _trial(case: CriminalCase, address: str) -> Iterator[Problem]:
    by, plea = known(case.conviction_by), known(case.plea_type)
    if by in ("court_trial", "jury_trial") and plea and not plea.startswith("not_guilty"):
        yield Problem(
            f"{address}.plea_type",
            f"a conviction after trial doesn't go with the plea {plea}",
            "give not_guilty_court_trial or not_guilty_jury, or correct conviction_by",
        )


def _deferral(case: CriminalCase, address: str) -> Iterator[Problem]:
    """Deferred entry as the outcome says that the charges were dismissed in the end (3.7.17)."""
    dej = known(case.dej)
    told = isinstance(dej, FactModel) and "dismissed_on" in dej.model_fields_set
    if known(case.disposition) == "dej" and told and dej and dej.dismissed_on is None:
        yield Problem(
            f"{address}.dej.dismissed_on",
            "there is none, and the disposition is dej",
            "give the day of the dismissal, or the disposition that followed",
        )


def _counts(case: CriminalCase, address: str) -> Iterator[Problem]:
    numbers = [known(count.n) for count in case.counts]
    given = [number for number in numbers if number is not None]
    for number in sorted({n for n in given if given.count(n) > 1}):
        yield Problem(f"{address}.counts", f"count {number} is there twice", "number them apart")
    complete = bool(numbers) and len(given) == len(numbers)
    for index, count in enumerate(case.counts):
        where = f"{address}.counts.{index}"
        if known(count.convicted) and known(count.charged) is False:
            yield Problem(
                f"{where}.convicted", "is yes, and the count was not charged", "correct one of them"
            )
        adds_to = known(count.enhancement_of)
        if adds_to is not None and (
            adds_to == known(count.n) or (complete and adds_to not in given)
        ):
            yield Problem(
                f"{where}.enhancement_of",
                f"there is no other count {adds_to}",
                "give the number of the count that it adds to",
            )
    sentence = known(case.sentence)
    for index, number in enumerate(sentence.counts if sentence else ()):
        if complete and number not in given:
            yield Problem(
                f"{address}.sentence.counts.{index}",
                f"there is no count {number}",
                "give the number of a count of this case",
            )
