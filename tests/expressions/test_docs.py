"""docs/expressions.md names every group of facts, every filter, and none that isn't there."""

from __future__ import annotations

import re
from pathlib import Path

from docassemble.PostConvictionRelief.expressions import FILTERS
from docassemble.PostConvictionRelief.expressions.facts import GROUPS

PAGE = Path(__file__).parent.parent.parent / "docs" / "expressions.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_every_group_of_facts_is_named() -> None:
    assert [name for name in GROUPS if f"`{name}`" not in TEXT] == []


def test_the_table_of_filters_is_complete() -> None:
    table = TEXT.partition("## Filters")[2]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {re.sub(r"\(.*", "", name) for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == set(FILTERS)
