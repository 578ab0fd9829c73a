"""A case file of an older format is read as what it means, and what was changed is told."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile import (
    FORMAT_VERSION,
    examine_facts,
    known,
    plain_facts,
    read_facts,
)
from docassemble.PostConvictionRelief.casefile.migrations import STEPS, up_to_date
from docassemble.PostConvictionRelief.errors import CaseFileError

META = {"id": "T", "as_of": "2026-11-21"}
OF_VERSION_0: dict[str, Any] = {
    "meta": META,
    "plea": {"advisal_on_record": "partial", "missing": ["deportation", "naturalization"]},
    "case": [{"number": "BA999001", "plea": {"missing": ["naturalization"]}}],
}
"""A file as it was written before there were versions."""


def version_of(number: Any) -> dict[str, Any]:
    return {"version": number, "meta": META}


def test_a_file_of_version_0_is_read_and_every_change_is_told_with_its_address() -> None:
    reading = examine_facts(OF_VERSION_0)
    assert reading.problems == ()
    assert reading.case_file is not None
    assert reading.case_file.version == FORMAT_VERSION
    plea = known(reading.case_file.plea)
    assert plea is not None
    assert plea.missing == ("deportation", "denial_of_naturalization")
    assert [str(change) for change in reading.changes] == [
        "plea.missing.1: naturalization is the word of an older format "
        "→ write denial_of_naturalization; it is read as that",
        "case.0.plea.missing.0: naturalization is the word of an older format "
        "→ write denial_of_naturalization; it is read as that",
    ]


def test_a_file_of_the_present_version_is_not_changed_and_old_words_are_refused_in_it() -> None:
    assert up_to_date({"version": FORMAT_VERSION, "meta": META}).changes == ()
    with pytest.raises(CaseFileError, match="'naturalization' is not one of the words"):
        read_facts({**version_of(1), "plea": {"missing": ["naturalization"]}})


def test_what_is_written_has_the_present_version_and_is_not_changed_again() -> None:
    written = plain_facts(read_facts({"meta": META, "plea": OF_VERSION_0["plea"]}))
    assert written["version"] == FORMAT_VERSION
    assert examine_facts(written).changes == ()
    assert plain_facts(read_facts(written)) == written


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (FORMAT_VERSION + 1, f"is {FORMAT_VERSION + 1}, and this program reads case files up to"),
        ("1", "is not a version number"),
        (True, "is not a version number"),
        (-1, "is not a version number"),
        (None, "is not a version number"),
    ],
)
def test_another_version_is_refused_with_what_to_do(number: object, words: str) -> None:
    with pytest.raises(CaseFileError, match=words) as caught:
        read_facts(version_of(number))
    (problem,) = caught.value.problems
    assert problem.where == "version"
    assert problem.remedy


def test_no_step_loses_a_fact_it_does_not_understand() -> None:
    odd = {"meta": META, "plea": "unknown", "case": ["?", {"plea": None}, {"plea": {"missing": 3}}]}
    for step in STEPS.values():
        assert step(odd, []) == odd


def test_there_is_a_step_from_every_older_version() -> None:
    assert sorted(STEPS) == list(range(FORMAT_VERSION))
