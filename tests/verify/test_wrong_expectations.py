"""A wrong expectation is caught, of whatever kind: every value and key of samples and traps."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from docassemble.PostConvictionRelief.verify.asked import is_note
from docassemble.PostConvictionRelief.verify.of_papers import LEFT_TO_THE_PAPERS
from tests.verify.expectations import Path, all_expectations, leaves, replaced

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

KEYS = [
    (name, key)
    for name, each in all_expectations().items()
    for key in each.block
    if not is_note(key) and key not in LEFT_TO_THE_PAPERS
]
LEAVES = [
    (name, (key, *path))
    for name, key in KEYS
    for path, _ in leaves(all_expectations()[name].block[key])
]


def wrong(name: str, path: Path, value: object) -> object:
    """Another value of the same kind that can't come out."""
    key = next(str(part) for part in reversed(path) if isinstance(part, str))
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "2026-01-02"
    assert isinstance(value, str)
    if _DATE.fullmatch(value):
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    of_its_kind = {
        "must_not_warn": "W-UPL",
        "warnings": "W-NEVER",
        "warning": "W-NEVER",
        "cautions": "W-NEVER",
        "caution": "W-NEVER",
        "rule": "R99",
        "rules": "R99",
        "status": "possible" if value != "possible" else "blocked",
        "result": "ok" if value != "ok" else "warn",
        "vehicle": "PC1172_6",
        "vehicles": "PC851_91",  # offered where nothing else is
        "offers": "PC1172_6",
        "still_offered": "PC1172_6",
        "suggests": "continuances",
    }
    return of_its_kind.get(key, f"{value} or so")


@pytest.mark.parametrize(
    ("name", "path"), LEAVES, ids=[f"{name} {'.'.join(map(str, path))}" for name, path in LEAVES]
)
def test_a_wrong_value_is_a_difference(name: str, path: Path) -> None:
    expectation = all_expectations()[name]
    [value] = [value for where, value in leaves(expectation.block) if where == path]
    tally = expectation.checked(replaced(expectation.block, path, wrong(name, path, value)))
    assert tally.differences


@pytest.mark.parametrize(("name", "key"), KEYS, ids=[f"{name} {key}" for name, key in KEYS])
def test_a_key_that_is_not_known_is_a_difference(name: str, key: str) -> None:
    expectation = all_expectations()[name]
    block = {f"x_{k}" if k == key else k: value for k, value in expectation.block.items()}
    tally = expectation.checked(block)
    assert any(
        d.path == f"x_{key}" and "no expectation has this key" in d.actual
        for d in tally.differences
    )


@pytest.mark.parametrize(("name", "key"), KEYS, ids=[f"{name} {key}" for name, key in KEYS])
def test_a_value_of_another_kind_is_a_difference(name: str, key: str) -> None:
    expectation = all_expectations()[name]
    for strange in ({"strange": "value"}, 3.5, ["strange", 3.5], ""):
        tally = expectation.checked(expectation.block | {key: strange})
        assert any(d.path.startswith(key) for d in tally.differences), strange
