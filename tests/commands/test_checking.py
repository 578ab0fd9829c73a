"""`pcr check` and `pcr verify`, as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands.running import pcr
from tests.examples import EXAMPLES, FILES

S02 = FILES["S02"]


@pytest.fixture
def s02(tmp_path: Path) -> Path:
    """A copy of sample S02, to be altered."""
    return Path(shutil.copy(EXAMPLES / S02, tmp_path / "case.yaml"))


def alter(path: Path, old: str, new: str) -> None:
    """Replace the one place where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_check_finds_nothing_to_correct_in_the_samples() -> None:
    for name in FILES.values():
        done = pcr("check", f"examples/{name}")
        assert done.code == 0, done.out
        assert f"examples/{name}: no problems" in done.out


def test_check_tells_facts_dates_and_hearings_in_one_report(s02: Path) -> None:
    alter(s02, "arrest_date: 2009-02-11", "arrest_date: 2009-04-01")
    alter(s02, "hearing: {date: 2027-02-26", "hearing: {date: 2027-02-15")
    alter(s02, '  bar_number: "999101"', "  bar_number: 999101")
    done = pcr("check", s02)
    assert done.code == 2
    for words in (
        "✗ case.0.arrest_date: ",
        "✗ counsel.bar_number: input should be a valid string",
        "✗ hearing.date: the court is closed on Monday, February 15, 2027",
    ):
        assert words in done.out


def test_check_warns_of_service_that_comes_too_late(s02: Path) -> None:
    alter(s02, "planned_on: 2027-02-08", "planned_on: 2027-02-11")
    done = pcr("check", s02)
    assert done.code == 0
    assert "! service.0.planned_on: service is planned for Thursday, February 11" in done.out
    assert "[W-DEADLINE]" in done.out


def test_check_warns_of_facts_that_ought_to_be_looked_at_again(s02: Path) -> None:
    alter(s02, "scope: filed_papers", "scope: experts")
    alter(s02, 'number: "BA999041"', 'number: "ba999041"')
    done = pcr("check", s02)
    assert done.code == 0
    assert "no problems, 3 warnings" in done.out
    assert "! client.consents.0.scope: 'experts' lets nothing into filed papers\n" in done.out
    assert "! case.0.number: courts write the letters of a case number as capitals" in done.out
    told = json.loads(pcr("check", s02, "--json").out)[0]["findings"]
    doubts = {finding["problem"]["where"]: finding for finding in told}
    assert doubts["case.0.number"]["severity"] == "warning"
    assert doubts["case.0.number"]["problem"]["remedy"] == "compare with the court's papers"


def test_check_still_warns_where_other_facts_cannot_be_read(s02: Path) -> None:
    alter(s02, 'number: "BA999041"', 'number: "ba999041"')
    alter(s02, '  bar_number: "999101"', "  bar_number: 999101")
    done = pcr("check", s02)
    assert done.code == 2
    assert "✗ counsel.bar_number: " in done.out
    assert "! case.0.number: " in done.out


def test_check_counts_what_no_acknowledgement_mends_as_a_problem(s02: Path) -> None:
    alter(s02, "planned_on: 2027-02-08", "planned_on: 2027-02-25")
    done = pcr("check", s02)
    assert done.code == 2
    assert "1 problem" in done.out


def test_check_speaks_json(s02: Path) -> None:
    alter(s02, "county: Los Angeles\n    arrest", "county: Los Angelos\n    arrest")
    done = pcr("check", s02, "examples/" + FILES["S01"], "--json")
    wrong, right = json.loads(done.out)
    assert done.code == 2
    assert wrong["findings"][0]["problem"]["where"] == "case.0.county"
    assert "did you mean Los Angeles?" in wrong["findings"][0]["problem"]["what"]
    assert {finding["severity"] for finding in right["findings"]} <= {"warning", "note"}


def test_check_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = pcr("check", tmp_path / "none.yaml")
    assert done.code == 2
    assert "can't be read" in done.err


def test_verify_finds_no_difference_in_samples_and_traps() -> None:
    done = pcr(
        "verify", "--no-papers", *(f"examples/{name}" for name in (*FILES.values(), "traps.yaml"))
    )
    assert done.code == 0, done.out
    assert "examples/traps.yaml (20 traps): " in done.out
    assert "left to the papers: form_values" in done.out


def test_verify_names_every_difference_line_by_line(s02: Path) -> None:
    alter(s02, "days_since_a_at_as_of: 270", "days_since_a_at_as_of: 271")
    alter(s02, "W-TRAVEL, W-UPL]", "W-TRAVEL, W-CUSTODY]")
    done = pcr("verify", "--no-papers", s02)
    assert done.code == 1
    assert f"{s02} (S02): 29 held, 2 differ, 4 left to the papers" in done.out
    assert f"✗ {s02}: timeliness.days_since_a_at_as_of\n    expected: 271\n    came out: 270" in (
        done.out
    )
    assert f"✗ {s02}: warnings.6\n    expected: W-CUSTODY\n" in done.out


def test_verify_finds_the_difference_when_the_facts_have_changed(s02: Path) -> None:
    alter(s02, "custody_this_case: none", "custody_this_case: prison")
    done = pcr("verify", "--no-papers", s02)
    assert done.code == 1
    assert "candidates.0.status\n    expected: recommended\n    came out: blocked" in done.out


def test_verify_says_which_file_cannot_be_read_and_still_verifies_the_others(s02: Path) -> None:
    (s02.parent / "broken.yaml").write_text("meta: [", encoding="utf-8")
    done = pcr("verify", "--no-papers", s02.parent / "broken.yaml", s02)
    assert done.code == 2
    assert "broken.yaml, line 1: is not YAML" in done.err
    assert "(S02): " in done.out


def test_verify_speaks_json(s02: Path) -> None:
    alter(s02, "packet: [D-NOM, D-MPA,", "packet: [D-NOM,")
    done = pcr("verify", "--no-papers", s02, "--json")
    assert done.code == 1
    report = json.loads(done.out)
    [difference] = report["files"][0]["differences"]
    assert difference["path"] == "packet"
    assert "D-MPA" in difference["actual"]
    assert "D-MPA" not in difference["expected"]
