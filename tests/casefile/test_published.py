"""What the handbook says of case files is so."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from docassemble.PostConvictionRelief.casefile import parse_citation, read_yaml
from docassemble.PostConvictionRelief.casefile.handbook import every_fact
from tests.casefile.published import HEADING, PAGE, SCHEMA, page, schema_text
from tests.commands.running import pcr

TEXT = PAGE.read_text(encoding="utf-8")
META = "meta: {id: M-0417, as_of: 2026-11-21}\n"
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
STATUTES = re.findall(
    r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", TEXT.partition(HEADING)[0], re.MULTILINE
)
AGAIN = "run python -m tests.casefile.published and read the difference"


def test_the_tables_are_those_of_the_models() -> None:
    assert page() == TEXT, AGAIN


def test_the_published_schema_is_the_one_that_is_printed() -> None:
    published = SCHEMA.read_text(encoding="utf-8")
    assert published == schema_text(), AGAIN
    assert json.loads(pcr("schema").out) == json.loads(published)


@pytest.mark.parametrize("block", BLOCKS, ids=range(1, len(BLOCKS) + 1))
def test_an_example_is_read_without_a_problem(block: str) -> None:
    text = block if "meta:" in block else META + block
    assert read_yaml(text.encode("utf-8")).meta.id == "M-0417"
    assert yaml.safe_load(text)


@pytest.mark.parametrize(("typed", "kept", "code", "section"), STATUTES)
def test_a_statute_of_the_table_is_kept_and_printed_as_the_table_says(
    typed: str, kept: str, code: str, section: str
) -> None:
    cited = parse_citation(typed)
    assert (str(cited), cited.form_code, cited.form_section) == (kept, code, section)


def test_the_page_has_examples_and_statutes() -> None:
    assert len(BLOCKS) >= 4
    assert len(STATUTES) >= 8


def test_every_fact_says_what_it_means() -> None:
    for entry in every_fact():
        assert entry.declared.what, entry.address
        assert not entry.declared.what.endswith("."), entry.address
        assert f"| `{entry.address}` |" in TEXT
