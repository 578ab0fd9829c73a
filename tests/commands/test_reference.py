"""`pcr law audit` and `pcr schema`: what the service itself rests on."""

from __future__ import annotations

import json
from datetime import date, timedelta

from docassemble.PostConvictionRelief.law import law_items
from tests.commands.running import pcr


def test_what_rests_on_memory_is_listed() -> None:
    done = pcr("law", "audit", "--as-of", "2027-01-15")
    assert done.code == 0, done.err
    memory = [item for item in law_items() if item.status == "memory"]
    assert f"As of 2027-01-15: {len(law_items())} statements of law" in done.out
    assert f"From memory, to be read in a source: {len(memory)}" in done.out
    for item in memory:
        assert item.key in done.out
    assert "Last checked" not in done.out


def test_what_is_older_than_so_many_days_is_listed_on_that_day_and_not_before() -> None:
    oldest = min(item.checked_on for item in law_items())
    for days, listed in ((29, 0), (31, 1)):
        as_of = (oldest + timedelta(days=days)).isoformat()
        told = json.loads(pcr("law", "audit", "--older-than", "30", "--as-of", as_of, "--json").out)
        assert bool(told["stale"]) is bool(listed)
    done = pcr("law", "audit", "--older-than", "30", "--as-of", as_of)
    assert "Last checked more than 30 days before: " in done.out


def test_without_a_day_the_review_is_of_today() -> None:
    told = json.loads(pcr("law", "audit", "--json").out)
    assert abs(date.fromisoformat(told["as_of"]) - date.today()) <= timedelta(days=1)  # noqa: DTZ011
    assert told["stale"] is None


def test_a_day_that_is_none_is_refused() -> None:
    done = pcr("law", "audit", "--as-of", "soon")
    assert done.code == 2
    assert "--as-of: soon is not a date" in done.err


def test_the_shape_of_case_files_is_printed_as_json() -> None:
    done = pcr("schema")
    assert done.code == 0
    shape = json.loads(done.out)
    assert shape["required"] == ["meta"]
    assert "plea_date" in shape["$defs"]["CriminalCase"]["properties"]
