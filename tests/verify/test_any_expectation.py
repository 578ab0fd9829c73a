"""Whatever somebody writes down is answered: it holds, differs, or is left; nothing is dropped."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.verify.expectation import KEYS
from tests.verify.expectations import all_expectations

SAID = st.sampled_from(
    ["S02", "BA999041", "PC1473_7_A1", "PC1018", "R13", "W-UPL", "blocked", "block", "ok", "warn",
     "2027-02-10", "moving_papers", "if_hearing_2027_01_06", "if_filed_2027_01_06", "trigger_a",
     "status", "vehicle", "scope", "set", "in", "out", "case.0.plea_date", "D-PO", "HC-001", "B"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.floats(0, 1) | SAID | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SAID, inner, max_size=3),
    max_leaves=6,
)
KEY = st.sampled_from([*KEYS, "contrast", "rank_of_PC1473_7_A1_above_PC1203_4", "colour"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["S01", "S02", "S04", "T01", "T14"]), KEY, VALUES)
@example("S02", "candidates", {"BA999041": []})
@example("S02", "candidates", {})
@example("S02", "contrast", {"set": {}})
@example("S02", "deadlines", {"if_hearing_2027_01_06": {}})
@example("S02", "message_contains", "")
@example("S02", "candidates", [{"vehicle": "PC1018", "reason_contains": ""}])
@example("S02", "candidates", [{"vehicle": "PC1018", "cautions": []}])
def test_every_key_is_answered(name: str, key: str, value: Any) -> None:
    tally = all_expectations()[name].checked({key: value})
    assert tally.held + len(tally.differences) + len(tally.left) > 0
