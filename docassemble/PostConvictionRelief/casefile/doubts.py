"""What may be so, and ought to be looked at again (the warnings of specification 3.7).

Nothing here stands in the way of a case file; a person reads it and goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..errors import Problem
from .base import known
from .case_file import CaseFile
from .case_numbers import hint
from .chronology import DRAFT_MAY_BE_FUTURE, ends_supervision, supervision_runs
from .citations import known_code
from .client import FILED_PAPERS, IN_SHELTER
from .consistency import ADULT, services, whole_years
from .criminal_case import CriminalCase
from .immigration import is_full_a_number
from .people import are_initials
from .told import span, told, value_at

_NOT_WITH = {
    "plea": ("not_guilty_jury", "not_guilty_court_trial"),
    "jury_trial": ("not_guilty_court_trial",),
    "court_trial": ("not_guilty_jury",),
    "none": (),
}
"""Pleas that don't go with a way of conviction, though nothing makes them impossible."""
_SOCIAL_SECURITY_NUMBER = re.compile(r"(?<![\w-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])")


def warnings(case_file: CaseFile) -> list[Problem]:
    """What ought to be looked at again, in the order of the addresses; empty where nothing is."""
    found = [
        *_days_ahead(case_file),
        *_consents(case_file),
        *_shelter(case_file),
        *_counsel(case_file),
        *_a_number(case_file),
        *_immigration(case_file),
        *_minors(case_file),
        *_numbers_not_to_print(case_file),
        *_service(case_file),
        *_exhibit_letters(case_file),
        *_same_case_twice(case_file),
        *_defects_of_no_case(case_file),
    ]
    for index, case in enumerate(case_file.case):
        address = f"case.{index}"
        found += [*_number(case, address), *_age(case_file, case, address)]
        found += [*_outcome(case, address), *_counts(case, address)]
    return sorted(set(found))


def _days_ahead(case_file: CaseFile) -> Iterator[Problem]:
    """Days that a draft may put ahead, and a hearing that has passed."""
    as_of = case_file.meta.as_of
    for where, value in told(case_file):
        days = span(value)
        if days is None:
            continue
        ahead = days[0] > as_of
        if ahead and where.endswith(DRAFT_MAY_BE_FUTURE):
            yield Problem(where, f"{value} lies ahead", "before filing, put in what has happened")
        elif ahead and ends_supervision(where) and supervision_runs(case_file, where) is None:
            yield Problem(
                where,
                f"{value} lies ahead, so the supervision still runs",
                f"say so in case.{where.split('.')[1]}.custody_this_case",
            )
        elif not ahead and days[1] < as_of and where.endswith("hearing.date"):
            yield Problem(where, f"{value} has passed", "give the new day, or leave it out")


def _consents(case_file: CaseFile) -> Iterator[Problem]:
    for index, consent in enumerate(case_file.client.consents):
        scope = known(consent.scope)
        if scope is not None and scope != FILED_PAPERS:
            yield Problem(
                f"client.consents.{index}.scope",
                f"{scope!r} lets nothing into filed papers",
                f"write {FILED_PAPERS} if the client agreed to that",
            )


def _shelter(case_file: CaseFile) -> Iterator[Problem]:
    client = case_file.client
    if known(client.contact_constraints) == IN_SHELTER and known(client.address) is not None:
        yield Problem(
            "client.address",
            "is told, and the client stays at a shelter; no paper will show it",
            "give an address at which mail is safe, and contact_constraints: safe_to_write",
        )


def _counsel(case_file: CaseFile) -> Iterator[Problem]:
    counsel = known(case_file.counsel)
    if counsel and known(counsel.law_student) and not known(counsel.supervising_attorney):
        yield Problem(
            "counsel.supervising_attorney",
            "a certified law student acts only under a supervising attorney "
            "(Cal. Rules of Court, rule 9.42)",
            "name the supervising attorney",
        )


def _a_number(case_file: CaseFile) -> Iterator[Problem]:
    typed, normal = known(case_file.imm.a_number_entered), known(case_file.imm.a_number)
    if typed and normal and not is_full_a_number(typed):
        yield Problem(
            "imm.a_number",
            f"was given with fewer than nine digits and is read as {normal}",
            "compare with the client's papers",
        )


def _immigration(case_file: CaseFile) -> Iterator[Problem]:
    imm = case_file.imm
    for index, (before, after) in enumerate(pairwise(imm.contacts), start=1):
        first, second = known(before.date), known(after.date)
        if first and second and first > second:
            yield Problem(
                f"imm.contacts.{index}.date",
                f"is before the contact above it ({second} < {first})",
                "put the contacts in the order of their days",
            )
    if known(imm.naturalized_on) and known(imm.status_now) not in (None, "us_citizen"):
        yield Problem(
            "imm.status_now",
            f"is {imm.status_now}, and the client was naturalized on {imm.naturalized_on}",
            "correct one of them",
        )


def _minors(case_file: CaseFile) -> Iterator[Problem]:
    for index, relative in enumerate(case_file.eq.family):
        age, name = known(relative.age), known(relative.name)
        if age is not None and age < ADULT and name and not are_initials(name):
            yield Problem(
                f"eq.family.{index}.name",
                "names a person under 18",
                "write the initials alone, like T.A.",
            )


def _numbers_not_to_print(case_file: CaseFile) -> Iterator[Problem]:
    for where, value in told(case_file):
        if isinstance(value, str) and _SOCIAL_SECURITY_NUMBER.search(value):
            yield Problem(
                where,
                "holds what looks like a Social Security or taxpayer number",
                "take it out; no paper needs it",
            )


def _service(case_file: CaseFile) -> Iterator[Problem]:
    for planned in services(case_file):
        service, prosecutor = planned.service, planned.prosecutor
        to_agency = known(service.party) == "prosecuting_agency"
        agreed = to_agency and prosecutor and known(prosecutor.email_service)
        if known(service.method) == "electronic" and not agreed:
            yield Problem(
                f"{planned.address}.method",
                "electronic service needs the consent of who is served "
                "(Cal. Rules of Court, rule 2.251)",
                "record the agreed address in prosecutor.email_service, or serve otherwise",
            )
        heard = known(planned.hearing.date) if planned.hearing else None
        for name, day in (("planned_on", service.planned_on), ("served_on", service.served_on)):
            served = known(day)
            if heard and served and served > heard:
                yield Problem(
                    f"{planned.address}.{name}",
                    f"is after the hearing ({served} > {heard})",
                    "serve earlier",
                )


def _exhibit_letters(case_file: CaseFile) -> Iterator[Problem]:
    """Exhibits are lettered A, B, C … without a gap (3.7.12)."""
    letters = [known(exhibit.letter) for exhibit in case_file.exhibits]
    for index, letter in enumerate(letters):
        if letter is not None and None not in letters and letter != exhibit_letter(index):
            yield Problem(
                f"exhibits.{index}.letter",
                f"is {letter}, where {exhibit_letter(index)} follows",
                "letter the exhibits A, B, C … in their order",
            )
            return  # one gap moves all that follow


def exhibit_letter(index: int) -> str:
    """The letter of an exhibit by its place from 0: A … Z, AA … AZ, BA …"""
    first, last = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def _same_case_twice(case_file: CaseFile) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for index, case in enumerate(case_file.case):
        number, county = known(case.number), known(case.county)
        if not number or not county:
            continue
        first = seen.setdefault((county, number.casefold()), index)
        if first != index:
            yield Problem(
                f"case.{index}.number",
                f"is the number of case.{first} too, in the same county",
                "put the counts of one case together, or correct the number",
            )


def _defects_of_no_case(case_file: CaseFile) -> Iterator[Problem]:
    numbers = {known(case.number) for case in case_file.case}
    for index, defect in enumerate(known(case_file.defects) or ()):
        named = known(defect.case)
        if named is not None and named not in numbers:
            yield Problem(
                f"defects.{index}.case",
                f"no case of this file has the number {named}",
                "write the number as the case has it, or leave it out for every case",
            )


def _number(case: CriminalCase, address: str) -> Iterator[Problem]:
    number, county = known(case.number), known(case.county)
    if number and county and known(case.jurisdiction) in (None, "california"):
        strange = hint(county, number)
        if strange:
            yield Problem(f"{address}.number", strange, "compare with the court's papers")


def _age(case_file: CaseFile, case: CriminalCase, address: str) -> Iterator[Problem]:
    born = known(case_file.client.dob)
    day = known(case.arrest_date) or known(case.filed_on) or known(case.plea_date)
    if born and day and not known(case.juvenile) and whole_years(born, day) < ADULT:
        yield Problem(
            f"{address}.juvenile",
            f"the client was {whole_years(born, day)} years old",
            "say whether it was a juvenile case; a juvenile adjudication is no conviction",
        )


def _outcome(case: CriminalCase, address: str) -> Iterator[Problem]:
    by, plea = known(case.conviction_by), known(case.plea_type)
    if by and plea in _NOT_WITH[by]:
        yield Problem(
            f"{address}.plea_type",
            f"{plea} doesn't go with a conviction by {by.replace('_', ' ')}",
            "correct one of them",
        )
    if known(case.disposition) == "dej" and value_at(case, "dej.dismissed_on") is None:
        yield Problem(
            f"{address}.dej.dismissed_on",
            "is not told, and the disposition is dej",
            "give the day on which the charges were dismissed",
        )
    sentence = known(case.sentence)
    imposed = known(sentence.custody_days_imposed) if sentence else None
    suspended = known(sentence.suspended_days) if sentence else None
    if imposed is not None and suspended is not None and suspended > imposed:
        yield Problem(
            f"{address}.sentence.suspended_days",
            f"is more than was imposed ({suspended} > {imposed})",
            "count suspended days among those imposed",
        )


def _counts(case: CriminalCase, address: str) -> Iterator[Problem]:
    for index, count in enumerate(case.counts):
        code = known(count.code)
        if code and not known_code(code):
            yield Problem(
                f"{address}.counts.{index}.code",
                f"{code} is no code we know",
                "compare with the charging document, or name it: other: and its name",
            )
