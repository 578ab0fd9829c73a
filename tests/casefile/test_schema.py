"""The published shape of case files takes what reading takes, and refuses what it refuses."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from docassemble.PostConvictionRelief.casefile import write_json
from docassemble.PostConvictionRelief.casefile.schema import schema
from tests.examples import FILES, sample, sample_facts

VALIDATOR = Draft202012Validator(schema())


def as_written(value: Any) -> Any:
    """Plain data as JSON would have it."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def addresses(facts: dict[str, Any]) -> set[str]:
    """The addresses of what the schema refuses."""
    found: set[str] = set()
    for error in VALIDATOR.iter_errors(as_written(facts)):
        deepest = max(
            [error, *(inner for inner in error.context or [])], key=lambda e: len(e.absolute_path)
        )
        found.add(".".join(str(part) for part in deepest.absolute_path))
    return found


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"].endswith(":1")
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("name", FILES)
def test_the_samples_are_of_its_shape_as_written_and_as_kept(name: str) -> None:
    assert addresses(sample_facts(name)) == set()
    assert addresses(json.loads(write_json(sample(name)))) == set()


def test_unknown_and_none_are_answers_everywhere() -> None:
    facts = sample_facts("S02")
    facts["case"][0] |= {"plea_date": "unknown", "judgment_date": {"unknown": True}}
    facts["case"][0]["sentence"] = None
    assert addresses(facts) == set()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colour", "red"),
        ("plea_type", "maybe"),
        ("counts", {"n": 1}),
        ("juvenile", "no"),
        ("number", 5),
    ],
)
def test_what_reading_refuses_for_its_shape_is_refused(key: str, value: object) -> None:
    facts = sample_facts("S02")
    facts["case"][0][key] = value
    assert addresses(facts)
