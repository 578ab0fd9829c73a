"""Facts that can't be true together are refused, and their neighbours are read (3.7).

One row for each rule: facts of sample S02 that break it, what is said, and facts that keep it.
"""

from __future__ import annotations

import pytest

from docassemble.PostConvictionRelief.casefile import examine_facts
from tests.casefile.altered import (
    AGREED,
    DEFERRED,
    ELECTRONIC,
    SERVED,
    Facts,
    Row,
    problems,
    said,
)
from tests.examples import sample_facts

COUNT = {"n": 1, "code": "HS", "section": "11378", "convicted": True}

REFUSED: list[Row] = [
    (
        "1: no date lies in the future",
        {"case__0__judgment_date": "2026-11-22"},
        "case.0.judgment_date",
        "cannot be in the future",
        {"case__0__judgment_date": "2009-03-17"},
    ),
    (
        "1: nor a month that has not begun",
        {"imm__last_entry": "2026-12"},
        "imm.last_entry",
        "cannot be in the future",
        {"imm__last_entry": "2026-11"},
    ),
    (
        "1: but supervision that still runs",
        {"case__0__probation__ended_on": "2027-03-17"},
        "case.0.probation.ended_on",
        "cannot be in the future",
        {
            "case__0__probation__ended_on": "2027-03-17",
            "case__0__custody_this_case": "probation",
        },
    ),
    (
        "2: arrest, then complaint",
        {"case__0__arrest_date": "2009-02-14"},
        "case.0.arrest_date",
        "the arrest is after complaint",
        {"case__0__arrest_date": "2009-02-13"},
    ),
    (
        "2: complaint, then plea",
        {"case__0__filed_on": "2009-03-18"},
        "case.0.filed_on",
        "the complaint is after plea",
        {"case__0__filed_on": "2009-03-17"},
    ),
    (
        "2: plea, then judgment",
        {"case__0__judgment_date": "2009-03-16"},
        "case.0.plea_date",
        "the plea is after judgment",
        {"case__0__judgment_date": "2009-03-17"},
    ),
    (
        "2: judgment, then end of probation",
        {"case__0__judgment_date": "2012-03-18"},
        "case.0.judgment_date",
        "the judgment is after end of probation",
        {"case__0__judgment_date": "2012-03-17"},
    ),
    (
        "2: end of probation, then end of supervision",
        {"case__0__supervision_completed_on": "2012-03-16"},
        "case.0.probation.ended_on",
        "the end of probation is after end of supervision",
        {"case__0__supervision_completed_on": "2012-03-17"},
    ),
    (
        "2: arrest, then judgment, whatever between them is not known",
        {
            "case__0__arrest_date": "2009-03-18",
            "case__0__filed_on": "unknown",
            "case__0__plea_date": "unknown",
        },
        "case.0.arrest_date",
        "the arrest is after judgment",
        {"case__0__filed_on": "unknown", "case__0__plea_date": "unknown"},
    ),
    (
        "2: the hearing follows the complaint",
        {"hearing__date": "2009-02-12"},
        "hearing.date",
        "the hearing is before the complaint",
        {"hearing__date": "2027-02-26"},
    ),
    (
        "3: the plea was not after today",
        {"case__0__plea_date": "2027-03-17"},
        "case.0.plea_date",
        "cannot be in the future",
        {},
    ),
    (
        "4: a trial has no plea of guilty",
        {"case__0__conviction_by": "jury_trial"},
        "case.0.plea_type",
        "doesn't go with the plea no_contest",
        {"case__0__conviction_by": "jury_trial", "case__0__plea_type": "not_guilty_jury"},
    ),
    (
        "6: born since 1920, and before the offense",
        {"client__dob": "2009-02-11"},
        "client.dob",
        "is after the arrest",
        {"client__dob": "1981-09-30"},
    ),
    (
        "6",
        {"client__dob": "1919-12-31"},
        "client.dob",
        "before 1920",
        {"client__dob": "1920-01-01"},
    ),
    (
        "8: a section is one, or it is asked again",
        {"case__0__counts": [{"statute": "HS 11,378"}]},
        "case.0.counts.0.statute",
        "can't be read as a citation",
        {"case__0__counts": [{"statute": "HS 11378"}]},
    ),
    (
        "9: an A-number has 7 to 9 digits",
        {"imm__a_number": "A12"},
        "imm.a_number",
        "7 to 9 digits",
        {"imm__a_number": "12345678"},
    ),
    (
        "10: a bar number has digits only",
        {"counsel__bar_number": "SBN 999101"},
        "counsel.bar_number",
        "1 to 6 digits",
        {"counsel__bar_number": "999101"},
    ),
    (
        "11: electronic service goes to the address that was agreed to",
        {"prosecutor": AGREED, "service": [{**ELECTRONIC, "email": "other@example.org"}]},
        "service.0.email",
        "is not the address at which the agency takes electronic service",
        {"prosecutor": AGREED, "service": [ELECTRONIC]},
    ),
    (
        "12: a letter is one exhibit's",
        {"exhibits": [{"letter": "A"}, {"letter": "A"}]},
        "exhibits.1.letter",
        "there is another exhibit A",
        {"exhibits": [{"letter": "A"}, {"letter": "B"}]},
    ),
    (
        "an exhibit shows a fact that is told",
        {"exhibits": [{"letter": "A", "shows": [{"address": "eq.work.9"}]}]},
        "exhibits.0.shows.0.address",
        "no fact is told at eq.work.9",
        {"exhibits": [{"letter": "A", "shows": [{"address": "eq.work.0"}]}]},
    ),
    (
        "and on a page that it has",
        {"exhibits": [{"letter": "A", "pages": 3, "shows": [{"page": 4}]}]},
        "exhibits.0.shows.0.page",
        "the exhibit has 3 pages",
        {"exhibits": [{"letter": "A", "pages": 3, "shows": [{"page": 3}]}]},
    ),
    (
        "17: deferred entry ended with a dismissal",
        {"case__0__disposition": "dej", "case__0__dej": {**DEFERRED, "dismissed_on": None}},
        "case.0.dej.dismissed_on",
        "there is none",
        {"case__0__disposition": "dej", "case__0__dej": {**DEFERRED, "dismissed_on": "2010-04-01"}},
    ),
    (
        "3.4: completion, then dismissal",
        {"case__0__dej": {**DEFERRED, "dismissed_on": "2010-03-16"}},
        "case.0.dej.completed_on",
        "is after dismissal",
        {"case__0__dej": {**DEFERRED, "dismissed_on": "2010-03-17"}},
    ),
    (
        "18: money has two decimals",
        {"case__0__sentence__fine": 300.125},
        "case.0.sentence.fine",
        "at most two decimals",
        {"case__0__sentence__fine": 300.12},
    ),
    (
        "3.1: who serves is no party",
        {"service": [{**SERVED, "server": {"name": "Teodoro Ansurez Villalpando"}}]},
        "service.0.server.name",
        "a party can't serve",
        {"service": [{**SERVED, "server": {"name": "Odalys Ficticia"}}]},
    ),
    (
        "3.1: who serves is 18 or older",
        {"service": [{**SERVED, "server": {"age_over_18": False}}]},
        "service.0.server.age_over_18",
        "is under 18",
        {"service": [{**SERVED, "server": {"age_over_18": "unknown"}}]},
    ),
    (
        "3.3: notice to appear, final order, removal",
        {"imm__removed_on": "2026-02-23"},
        "imm.nta_date",
        "the notice to appear is after removal",
        {"imm__removed_on": "2026-02-24"},
    ),
    (
        "3.3: first entry, then latest",
        {"imm__last_entry": "1990-03"},
        "imm.first_entry",
        "the first entry is after last entry",
        {"imm__last_entry": "1990"},
    ),
    (
        "3.3: first entry, then plea",
        {"imm__first_entry": "2010", "imm__last_entry": None},
        "imm.first_entry",
        "the first entry is after plea",
        {"imm__first_entry": "2009"},
    ),
    (
        "3.4: counts are numbered apart",
        {"case__0__counts": [COUNT, COUNT]},
        "case.0.counts",
        "count 1 is there twice",
        {"case__0__counts": [COUNT, {**COUNT, "n": 2}]},
    ),
    (
        "3.4: convicted of what was charged",
        {"case__0__counts": [{**COUNT, "charged": False}]},
        "case.0.counts.0.convicted",
        "the count was not charged",
        {"case__0__counts": [{**COUNT, "charged": "unknown"}]},
    ),
    (
        "3.4: an enhancement adds to another count",
        {"case__0__counts": [{**COUNT, "enhancement_of": 1}]},
        "case.0.counts.0.enhancement_of",
        "there is no other count 1",
        {"case__0__counts": [COUNT, {**COUNT, "n": 2, "enhancement_of": 1}]},
    ),
    (
        "3.11: a sentence is for counts of its case",
        {"case__0__sentence__counts": [3]},
        "case.0.sentence.counts.0",
        "there is no count 3",
        {"case__0__sentence__counts": [2]},
    ),
    (
        "3.6: the years since the offense agree",
        {"eq__since_offense_clean_years": 16},
        "eq.since_offense_clean_years",
        "is 16, and the latest arrest was 17 years before",
        {"eq__since_offense_clean_years": 17},
    ),
    (
        "3.6: years begin before they end",
        {"eq__residence": [{"from": "1990-05", "to": "1990-04"}]},
        "eq.residence.0.from",
        "the beginning is after end",
        {"eq__residence": [{"from": "1990-05", "to": "1990"}]},
    ),
    (
        "an id tells nobody's name",
        {"meta__id": "ansurez-1"},
        "meta.id",
        "tells who the client is",
        {"meta__id": "M-0001"},
    ),
    (
        "an id tells no date of birth",
        {"meta__id": "09-30-1981"},
        "meta.id",
        "tells who the client is",
        {"meta__id": "09-30-1982"},
    ),
    (
        "an id tells no A-number",
        {"meta__id": "999000101"},
        "meta.id",
        "tells who the client is",
        {"meta__id": "999000102"},
    ),
]


@pytest.mark.parametrize(
    ("rule", "broken", "where", "words", "kept"), REFUSED, ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_true_is_refused_and_its_neighbour_is_read(
    rule: str, broken: Facts, where: str, words: str, kept: Facts
) -> None:
    assert said(problems(broken), where, words)
    assert problems(kept) == []


@pytest.mark.parametrize("row", REFUSED, ids=[row[0] for row in REFUSED])
def test_every_rule_says_what_to_do(row: Row) -> None:
    assert all(problem.remedy for problem in problems(row[1]))


def test_facts_that_are_not_known_contradict_nothing() -> None:
    facts = sample_facts("S02")
    facts["case"][0] |= dict.fromkeys(("plea_date", "arrest_date", "conviction_by"), "unknown")
    assert examine_facts(facts).problems == ()


def test_one_report_has_every_contradiction() -> None:
    found = problems(
        {"case__0__arrest_date": "2009-02-14", "meta__id": "ansurez", "client__dob": "1900-01-01"}
    )
    assert len(found) >= 3
