"""The decision table (`decision_table.yaml`), each row run as it stands there."""

from __future__ import annotations

from typing import Any

import pytest

from docassemble.PostConvictionRelief.law.rules import RULES
from tests.law.altered import of, table

ROWS = table()["rows"]


@pytest.mark.parametrize(
    "row",
    ROWS,
    ids=[f"{row['rule']} {row['vehicle']} {row['status']}: {row['so']}" for row in ROWS],
)
def test_the_vehicle_stands_as_the_rule_says(row: dict[str, Any]) -> None:
    found = of(row["of"], row.get("set", {}), row["vehicle"], *row.get("with", ()))
    texts = [reason.text for reason in found.reasons]
    assert (found.status, texts) == (row["status"], texts)
    assert all(texts)
    if found.status == "needs_fact":
        # The question is put by the rule that the missing fact keeps from speaking.
        assert found.missing_facts
    else:
        assert row["rule"] in found.rules


def test_every_row_is_told_in_the_words_that_the_head_of_the_table_explains() -> None:
    for row in ROWS:
        assert set(row) <= {"rule", "so", "of", "with", "set", "vehicle", "status"}


def test_every_rule_of_the_table_has_a_row_or_a_test_of_its_own() -> None:
    own_tests = {"R07", "R29", "R30", "R31"}
    assert {rule.id for rule in RULES} | {"R30"} == {row["rule"] for row in ROWS} | own_tests


def test_every_rule_says_what_it_says_in_a_sentence() -> None:
    for rule in RULES:
        assert rule.says.endswith(".")
        assert 20 < len(rule.says) < 200
