"""Facts that ought to be looked at again are doubted, and their neighbours are not (3.7).

One row for each rule: facts of sample S02 that break it, what is said, and facts that keep it.
"""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile import warnings
from tests.casefile.altered import (
    AGREED,
    DEFERRED,
    ELECTRONIC,
    SERVED,
    Facts,
    Row,
    doubts,
    said,
)
from tests.examples import FILES, sample

OTHER_CASE = {"number": "BA999041", "county": "Los Angeles"}

DOUBTED: list[Row] = [
    (
        "1: a draft may say that it will have been served",
        {"service": [{**SERVED, "served_on": "2027-02-08"}]},
        "service.0.served_on",
        "lies ahead",
        {"service": [{**SERVED, "served_on": "2026-11-20"}]},
    ),
    (
        "1: or signed",
        {"client__consents__0__signed_on": "2026-11-22"},
        "client.consents.0.signed_on",
        "lies ahead",
        {"client__consents__0__signed_on": "2026-11-21"},
    ),
    (
        "1: an end of supervision ahead, where nobody says that it still runs",
        {
            "case__0__custody_this_case": "unknown",
            "case__0__supervision_completed_on": "2027-01-02",
        },
        "case.0.supervision_completed_on",
        "so the supervision still runs",
        {
            "case__0__custody_this_case": "parole",
            "case__0__supervision_completed_on": "2027-01-02",
        },
    ),
    (
        "1: a hearing that has passed",
        {"hearing__date": "2026-11-20"},
        "hearing.date",
        "has passed",
        {"hearing__date": "2026-11-23"},
    ),
    (
        "6: 18 at the offense, or a juvenile case",
        {"client__dob": "1991-02-12"},
        "case.0.juvenile",
        "was 17 years old",
        {"client__dob": "1991-02-11"},
    ),
    (
        "6",
        {"client__dob": "1995-01-01"},
        "case.0.juvenile",
        "was 14 years old",
        {"client__dob": "1995-01-01", "case__0__juvenile": True},
    ),
    (
        "8: a code that we don't know",
        {"case__0__counts__0__code": "HX"},
        "case.0.counts.0.code",
        "HX is no code we know",
        {"case__0__counts__0__code": "other:Health Ordinance"},
    ),
    (
        "9: zeros put before an A-number",
        {"imm__a_number": "98765432"},
        "imm.a_number",
        "fewer than nine digits",
        {"imm__a_number": "098765432"},
    ),
    (
        "11: electronic service needs consent",
        {"prosecutor__email_service": None, "service": [ELECTRONIC]},
        "service.0.method",
        "needs the consent of who is served",
        {"prosecutor": AGREED, "service": [ELECTRONIC]},
    ),
    (
        "12: letters without a gap",
        {"exhibits": [{"letter": "A"}, {"letter": "C"}]},
        "exhibits.1.letter",
        "is C, where B follows",
        {"exhibits": [{"letter": "A"}, {"letter": "B"}]},
    ),
    (
        "17: deferred entry, and nobody says when it was dismissed",
        {"case__0__disposition": "dej"},
        "case.0.dej.dismissed_on",
        "is not told",
        {"case__0__disposition": "dej", "case__0__dej": {**DEFERRED, "dismissed_on": "2010-04-01"}},
    ),
    (
        "20: the same number twice in a county",
        {"case__1": OTHER_CASE},
        "case.1.number",
        "is the number of case.0 too",
        {"case__1": {**OTHER_CASE, "county": "Orange"}},
    ),
    (
        "3.9: a number that its county doesn't have",
        {"case__0__number": "RIF121343", "defects": []},
        "case.0.number",
        "usually look like",
        {},
    ),
    (
        "3.1: a certified law student has a supervisor",
        {"counsel__law_student": "Noor Aprendiz"},
        "counsel.supervising_attorney",
        "rule 9.42",
        {"counsel__law_student": "Noor Aprendiz", "counsel__supervising_attorney": "I. Marchetti"},
    ),
    (
        "3.1: papers are served before the hearing",
        {"service": [{**SERVED, "planned_on": "2027-02-27"}]},
        "service.0.planned_on",
        "is after the hearing",
        {"service": [{**SERVED, "planned_on": "2027-02-08"}]},
    ),
    (
        "3.2: a consent for another purpose",
        {"client__consents__0__scope": "declaration"},
        "client.consents.0.scope",
        "lets nothing into filed papers",
        {},
    ),
    (
        "3.2: the address of a shelter",
        {"client__contact_constraints": "DV_shelter"},
        "client.address",
        "no paper will show it",
        {"client__contact_constraints": "DV_shelter", "client__address": None},
    ),
    (
        "3.3: contacts in their order",
        {"imm__contacts": [{"date": "2026-02-24"}, {"date": "2026-01-28"}]},
        "imm.contacts.1.date",
        "is before the contact above it",
        {"imm__contacts": [{"date": "2026-01-28"}, {"date": "2026-02-24"}]},
    ),
    (
        "3.11: who was naturalized is a citizen",
        {"imm__naturalized_on": "2020-07-04"},
        "imm.status_now",
        "the client was naturalized",
        {"imm__naturalized_on": "2020-07-04", "imm__status_now": "us_citizen"},
    ),
    (
        "3.4: what is suspended was imposed",
        {"case__0__sentence__suspended_days": 181},
        "case.0.sentence.suspended_days",
        "is more than was imposed",
        {"case__0__sentence__suspended_days": 180},
    ),
    (
        "3.4: a plea to a court, and a conviction without it",
        {"case__0__plea_type": "not_guilty_jury"},
        "case.0.plea_type",
        "doesn't go with a conviction by plea",
        {},
    ),
    (
        "3.6: minors by initials",
        {"eq__family": [{"relation": "son", "name": "Tomás", "age": 17}]},
        "eq.family.0.name",
        "names a person under 18",
        {"eq__family": [{"relation": "son", "name": "T.A.", "age": 17}]},
    ),
    (
        "3.6: no Social Security number",
        {"eq__taxes": "files each year (900-12-3456)"},
        "eq.taxes",
        "Social Security",
        {"eq__taxes": "files each year, call 213-555-0177"},
    ),
    (
        "P6: a defect belongs to a case of the file",
        {"defects": [{"case": "BA111111", "theory": "no_advice"}]},
        "defects.0.case",
        "no case of this file has the number BA111111",
        {"defects": [{"case": "BA999041", "theory": "no_advice"}]},
    ),
]


@pytest.mark.parametrize(
    ("rule", "broken", "where", "words", "kept"), DOUBTED, ids=[row[0] for row in DOUBTED]
)
def test_what_ought_to_be_looked_at_is_doubted_and_its_neighbour_is_not(
    rule: str, broken: Facts, where: str, words: str, kept: Facts
) -> None:
    assert said(doubts(broken), where, words)
    assert not said(doubts(kept), where, words)


@pytest.mark.parametrize("row", DOUBTED, ids=[row[0] for row in DOUBTED])
def test_every_rule_says_what_to_do(row: Row) -> None:
    assert all(problem.remedy for problem in doubts(row[1]))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("T.A.", True),
        ("T. A. V.", True),
        ("T-A", True),
        ("TA", True),
        ("T.", True),
        ("Tom", False),
        ("Ana", False),
        ("Li", False),
        ("ANA", False),
        ("T. Ansúrez", False),
    ],
)
def test_initials_of_a_minor_are_told_from_a_short_name(name: str, initials: bool) -> None:
    found = doubts({"eq__family": [{"name": name, "age": 5}]})
    assert bool(said(found, "eq.family.0.name", "under 18")) is not initials


@pytest.mark.parametrize("name", FILES)
def test_of_the_samples_nothing_is_doubted(name: str) -> None:
    assert warnings(sample(name)) == []
