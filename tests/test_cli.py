"""The `pcr` command: the same road from a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, FILES

Pcr = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def pcr(tmp_path_factory: pytest.TempPathFactory) -> Pcr:
    """Runs the command as a person does, without a server and without the network."""
    state = tmp_path_factory.mktemp("state")
    environment = {name: value for name, value in os.environ.items() if name != "PCR_SETTINGS"} | {
        "PCR_STATE": str(state),
        "COLUMNS": "200",
    }
    if "PCR_BLANKS" not in environment:
        environment["PCR_BLANKS_SOURCE"] = "practice"

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "docassemble.PostConvictionRelief.cli", *map(str, words)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


def test_packet_builds_the_papers_of_the_motion(pcr: Pcr, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = pcr("packet", EXAMPLES / FILES["S02"], "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.name for path in out.iterdir()}
    for code in ("PACKET", "D-NOM", "D-MPA", "D-DECL-C", "D-CERT-I", "D-PO", "D-POS", "F-CR187",
                 "F-CR188"):  # fmt: skip
        assert f"los-angeles-ba999041-{code}-v1.pdf" in names
    for path in out.iterdir():
        assert sha256(path.read_bytes()).hexdigest() in done.stdout
    assert "shipped-" in done.stdout


def test_packet_gives_the_same_bytes_every_time(pcr: Pcr, tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert pcr("packet", EXAMPLES / FILES["S01"], "--out", tmp_path / name).returncode == 0
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("first", "second")
    )
    assert first == second
    assert any("F-CR106" in name for name in first)


def test_wrong_facts_are_reported_together_and_nothing_is_written(pcr: Pcr, tmp_path: Path) -> None:
    text = (EXAMPLES / FILES["S02"]).read_text(encoding="utf-8")
    text = text.replace("plea_date: 2009-03-17", "plea_date: 2027-03-17")
    text = text.replace('bar_number: "999101"', "bar_number: 999101")
    text = text.replace("pro_bono", "probono").replace("  firm:", "  frim:", 1)
    case = tmp_path / "case.yaml"
    case.write_text(text, encoding="utf-8")
    done = pcr("packet", case, "--out", tmp_path / "out")
    assert done.returncode == 2
    for words in (
        "case.0.plea_date: 2027-03-17 cannot be in the future",
        "counsel.bar_number: input should be a valid string",
        "counsel.role: 'probono' is not one of the words",
        "counsel.frim: is not a fact we know",
        "did you mean firm?",
    ):
        assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_case_without_a_usable_vehicle_says_why_and_writes_nothing(
    pcr: Pcr, tmp_path: Path
) -> None:
    text = (EXAMPLES / FILES["S02"]).read_text(encoding="utf-8")
    text = text.replace("custody_this_case: none", "custody_this_case: prison")
    case = tmp_path / "case.yaml"
    case.write_text(re.sub(r"vehicle: *\[[^]]*\]", "vehicle: [PC1473_7_A1]", text))
    done = pcr("packet", case, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "R04" in done.stderr
    assert "HC-001" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_named(pcr: Pcr, tmp_path: Path) -> None:
    done = pcr("packet", tmp_path / "none.yaml", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "none.yaml" in done.stderr.replace("\n", "")
    assert "can't be read" in done.stderr


def test_blanks_are_named_with_where_they_came_from(pcr: Pcr) -> None:
    done = pcr("blanks", "status")
    assert done.returncode == 0, done.stderr
    for form in ("CR-106", "CR-180", "CR-181", "CR-187", "CR-188", "MC-025"):
        assert form in done.stdout
