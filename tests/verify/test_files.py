"""Which files are verified, where the base of a trap is found, and what a report holds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.verify import Left, verify
from tests.examples import EXAMPLES, FILES

S01 = FILES["S01"]
TRAP = """
as_of: 2026-11-21
traps:
  - id: Q01
    title: the notice is counted from the hearing
    base: S01
    set: {hearing.date: 2026-12-11, service.0.planned_on: 2026-11-22}
    expect: {deadlines: {notice: 2026-11-25}, form_values: {}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a traps file, and sample S01 beside it."""
    shutil.copy(EXAMPLES / S01, tmp_path)
    (tmp_path / "mine.yaml").write_text(TRAP, encoding="utf-8")
    return tmp_path


def test_a_base_is_found_in_the_folder_of_the_traps(folder: Path) -> None:
    report = verify([folder / "mine.yaml"])
    [file] = report.files
    assert (file.about, file.held, file.differences) == ("1 trap", 1, ())
    assert file.left == (Left("Q01", "form_values"),)


def test_a_base_among_the_files_given_goes_before_the_folder(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    text = (folder / S01).read_text(encoding="utf-8").replace("county: Fresno", "county: Fresnu")
    (elsewhere / S01).write_text(text, encoding="utf-8")
    report = verify([folder / "mine.yaml", elsewhere / S01])
    assert {d.trap for d in report.files[0].differences} == {"Q01"}
    assert "did you mean Fresno" in report.files[0].differences[0].actual


def test_a_base_that_is_nowhere_is_named_with_what_could_not_be_read(folder: Path) -> None:
    (folder / S01).write_text("meta: {id: S01", encoding="utf-8")
    report = verify([folder / "mine.yaml"])
    [problem] = report.unreadable
    assert problem.where == "Q01.base"
    assert problem.what == f"no case file has the id S01 (not readable: {S01})"


def test_two_files_with_the_id_of_a_base_are_named(folder: Path) -> None:
    shutil.copy(folder / S01, folder / "again.yaml")
    [problem] = verify([folder / "mine.yaml"]).unreadable
    assert problem.what == f"{S01} and again.yaml both have the id S01"


def test_json_says_the_same(folder: Path) -> None:
    expected = {"packets": 1, "deadlines": {"notice": "2026-12-31"}, "warnings": ["W-CUSTODY"]}
    trap = {"id": "J1", "base": "S01", "set": {"case.0.custody_this_case": "none"},
            "expect": expected}  # fmt: skip
    path = folder / "traps.json"
    path.write_text(json.dumps({"as_of": "2026-11-21", "traps": [trap]}), encoding="utf-8")
    [file] = verify([path]).files
    assert file.held == 2
    assert [(d.trap, d.path, d.expected) for d in file.differences] == [
        ("J1", "warnings.0", "W-CUSTODY")
    ]


def test_a_case_file_without_expectations_holds_nothing(folder: Path) -> None:
    text = (folder / S01).read_text(encoding="utf-8").partition("expected:")[0]
    (folder / "plain.yaml").write_text(text, encoding="utf-8")
    [file] = verify([folder / "plain.yaml"]).files
    assert (file.about, file.held, file.differences, file.left) == ("S01", 0, (), ())


def test_expectations_that_are_empty_are_a_difference(folder: Path) -> None:
    text = (folder / S01).read_text(encoding="utf-8").partition("expected:")[0]
    (folder / "empty.yaml").write_text(f"{text}expected: {{}}\n", encoding="utf-8")
    [difference] = verify([folder / "empty.yaml"]).differences
    assert "not understood" in difference.actual


def test_a_trap_that_alters_an_exemplar_is_left_to_the_papers_and_its_words_are_still_known(
    folder: Path,
) -> None:
    text = TRAP.replace("set: {", "set: {template_override: {D-PO: {remove: x}}, ")
    text = text.replace("form_values: {}", "form_valuse: {}")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    [file] = verify([folder / "mine.yaml"]).files
    assert file.left == (Left("Q01", "deadlines"),)
    assert [d.path for d in file.differences] == ["form_valuse"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("meta: {id: S01", "is not YAML"),
        ("[1, 2]", "is neither a case file nor a traps file"),
        ("meta: {title: x}", "is neither a case file nor a traps file"),
        ("traps: [{id: Q01}]", "field required"),
        ("traps: [{id: Q01, base: S01, expect: {packets: 1}, set: [1]}]", "valid dictionary"),
        (f"{TRAP}  - {{id: Q01, base: S01, expect: {{packets: 1}}}}\n", "the id of two traps"),
        (f"{TRAP}more: 1\n", "extra inputs"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_verified(
    folder: Path, content: str, words: str
) -> None:
    wrong = folder / "elsewhere" / "wrong.yaml"
    wrong.parent.mkdir()
    wrong.write_text(content, encoding="utf-8")
    report = verify([wrong, folder / S01])
    assert any(words in problem.what for problem in report.unreadable)
    assert all("wrong.yaml" in problem.where for problem in report.unreadable)
    assert [file.about for file in report.files] == ["S01"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    [problem] = verify([tmp_path / "none.yaml"]).unreadable
    assert problem.where.endswith("none.yaml")


def test_a_set_that_leads_nowhere_is_a_difference(folder: Path) -> None:
    text = TRAP.replace("hearing.date: 2026-12-11", "case.9.county: Kern")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    [difference] = verify([folder / "mine.yaml"]).differences
    assert (difference.trap, difference.path) == ("Q01", "set.case.9.county")
    assert "case has no item 9" in difference.actual
