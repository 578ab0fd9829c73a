"""`pcr screen`: the table of vehicles, the rules behind one, the warnings in two languages."""

from __future__ import annotations

import json

from tests.commands.running import pcr
from tests.examples import FILES

S02 = f"examples/{FILES['S02']}"
S04 = f"examples/{FILES['S04']}"


def test_every_case_has_its_table() -> None:
    done = pcr("screen", S04)
    assert done.code == 0, done.err
    for number in ("RIF99888", "FSB99444", "RIM99555"):
        assert f"Case {number}" in done.out
    assert done.out.index("PC1473_7_A1") < done.out.index("PC1203_4 ")


def test_a_vehicle_is_shown_with_status_rule_warnings_and_missing_facts() -> None:
    done = pcr("screen", S02)
    lines = done.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("PC1473_7_A1"))
    assert "recommended" in lines[start]
    assert "R02: out of custody after a plea" in lines[start]
    assert "count 1" in lines[start + 1]
    assert "warnings: W-ORDER-REASON, W-REVIVE" in "\n".join(lines[start : start + 5])
    assert "needs: innocence.evidence" in done.out
    assert "→ use section 1473.7, which is for people out of custody" in done.out
    assert "Facts to ask for: innocence.evidence" in done.out


def test_warnings_are_told_in_english_and_in_spanish() -> None:
    assert "This is not legal advice." in pcr("screen", S02).out
    spanish = pcr("screen", S02, "--language", "es").out
    assert "Esto no es consejo legal." in spanish
    assert "This is not legal advice." not in spanish


def test_a_warning_says_how_it_is_acknowledged() -> None:
    done = pcr("screen", "examples/" + FILES["S01"])
    assert "to be typed as read" not in done.out
    told = json.loads(pcr("screen", S04, "--json").out)["warnings"]
    assert {warning["code"]: warning["acknowledgement"] for warning in told}["W-UPL"] == "none"


def test_why_shows_the_rule_with_the_facts_it_read_and_their_values() -> None:
    done = pcr("screen", S02, "--why", "PC1016_5")
    assert done.code == 0
    assert "Case BA999041: PC1016_5, count 1: recommended" in done.out
    assert "  R08  the record shows an advisement without denial of naturalization" in done.out
    assert "    the rule: A plea after 1977 without the full advisement" in done.out
    assert "    case.0.plea_date: 2009-03-17" in done.out
    assert "    plea.missing: denial_of_naturalization" in done.out


def test_why_answers_for_a_vehicle_that_is_not_listed() -> None:
    done = pcr("screen", S02, "--why", "PC1203_43")
    assert "PC1203_43: blocked" in done.out
    assert "R14  there was no deferred entry of judgment" in done.out
    assert "case.0.plea_type: no_contest" in done.out


def test_why_refuses_what_is_no_vehicle() -> None:
    done = pcr("screen", S02, "--why", "PC1473")
    assert done.code == 2
    assert "PC1473 is no vehicle" in done.err
    assert "PC1473_7_A1" in done.err


def test_json_holds_what_the_table_shows() -> None:
    told = json.loads(pcr("screen", S04, "--json").out)
    assert told["as_of"] == "2026-11-21"
    first = told["cases"][0]["candidates"][0]
    assert (first["vehicle"], first["status"], first["counts"]) == (
        "PC1473_7_A1",
        "recommended",
        [1, 2],
    )
    assert first["reasons"][0]["rule"] == "R02"
    assert first["reasons"][0]["facts"]["case.0.custody_this_case"] == "none"
    assert first["reasons"][0]["facts"]["defects"][0]["theory"] == "own_error"
    [answer] = json.loads(pcr("screen", S02, "--why", "HABEAS", "--json").out)
    assert [candidate["status"] for candidate in answer["candidates"]] == ["blocked"]


def test_a_case_file_with_problems_is_not_screened() -> None:
    done = pcr("screen", "examples/traps.yaml")
    assert done.code == 2
    assert "meta: is needed in every case file" in done.err


def test_a_rule_can_be_asked_whether_it_speaks_or_not() -> None:
    done = pcr("screen", S02, "--why", "R13")
    assert "PC1018 blocked: six months have passed" in done.out
    assert "case.0.probation.granted_on: 2009-03-17" in done.out
    silent = pcr("screen", S02, "--why", "R30")
    assert "says nothing here" in silent.out
    assert "matter.goal: stop_removal" in silent.out
