"""`pcr law audit` and `pcr schema`: what the service itself rests on."""

from __future__ import annotations

import json
from datetime import date, timedelta

from docassemble.PostConvictionRelief.forms import registry
from docassemble.PostConvictionRelief.law import law_items
from tests.commands.running import ROOT, pcr


def test_what_rests_on_memory_is_listed() -> None:
    done = pcr("law", "audit", "--as-of", "2027-01-15")
    assert done.code == 0, done.err
    memory = [item for item in law_items() if item.status == "memory"]
    forms = [card for card in registry() if card.edition.status != "current"]
    told = len(law_items()) + len(registry().cards)
    assert f"As of 2027-01-15: {told} statements and editions" in done.out
    assert f"to be read in a source: {len(memory) + len(forms)}" in done.out
    printed = "".join(done.out.split())
    for name in (*(item.key for item in memory), *(card.form for card in forms)):
        assert name in printed or len(name) > 12  # longer ones are folded
    assert "Last checked" not in done.out


def test_what_is_older_than_so_many_days_is_listed_on_that_day_and_not_before() -> None:
    oldest = min(item.checked_on for item in law_items())
    for days, listed in ((29, 0), (31, 1)):
        as_of = (oldest + timedelta(days=days)).isoformat()
        told = json.loads(pcr("law", "audit", "--older-than", "30", "--as-of", as_of, "--json").out)
        assert bool(told["stale"]) is bool(listed)
    done = pcr("law", "audit", "--older-than", "30", "--as-of", as_of)
    assert "Last checked more than 30 days before: " in done.out


def test_of_a_case_only_what_its_packet_rests_on_is_reviewed() -> None:
    case = str(ROOT / "examples" / "01_clean_slate_cr180.yaml")
    told = json.loads(pcr("law", "audit", "--case", case, "--json").out)
    keys = {item["key"] for item in told["from_memory"]}
    assert "first_possession_until" in keys
    assert not {"manzanilla", "HC-001"} & keys
    assert sum(told["counts"].values()) < len(law_items()) / 4


def test_the_holidays_of_a_year_are_listed_with_the_day_they_are_kept_for() -> None:
    done = pcr("law", "holidays", "2028")
    assert done.code == 0, done.err
    assert "2028-02-11  Friday: Lincoln's Birthday, for Saturday, February 12, 2028" in done.out
    assert len(done.out.splitlines()) == 14
    assert len(json.loads(pcr("law", "holidays", "2026", "--json").out)["holidays"]) == 14


def test_a_year_without_a_calendar_is_refused() -> None:
    done = pcr("law", "holidays", "2031")
    assert done.code == 2
    assert "give one of 2024, 2025, 2026, 2027, 2028" in done.err


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
