"""Made-up whole case files: nothing of them is lost, and their published shape is the real one."""

from __future__ import annotations

import json
import unicodedata
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from docassemble.PostConvictionRelief.casefile import (
    CaseFile,
    examine_facts,
    is_unknown,
    plain_facts,
    read_facts,
    read_json,
    read_yaml,
    schema,
    warnings,
    write_json,
    write_yaml,
)
from docassemble.PostConvictionRelief.casefile.migrations import up_to_date
from docassemble.PostConvictionRelief.casefile.shorthand import written_out
from docassemble.PostConvictionRelief.casefile.told import told
from docassemble.PostConvictionRelief.casefile.values import clean_text
from tests.casefile.strategies import case_files

SHAPE = Draft202012Validator(schema(), format_checker=FormatChecker())
FEW = settings(max_examples=25)
WHOLE = ("matter", "client", "imm", "eq")
"""Groups that every case file has: not known means each of their facts, and none means empty."""
BESIDE = {"version": "told", "imm.a_number_entered": "told"}
"""What reading adds by itself."""


@FEW
@given(case_files())
def test_every_made_up_case_file_is_read_and_examined(facts: dict[str, Any]) -> None:
    reading = examine_facts(facts)
    assert reading.problems == ()
    assert reading.case_file is not None
    assert all(doubt.remedy for doubt in warnings(reading.case_file))


@FEW
@given(case_files())
def test_json_and_yaml_bring_back_the_same_case_file(facts: dict[str, Any]) -> None:
    case_file = read_facts(facts)
    for write, read in ((write_json, read_json), (write_yaml, read_yaml)):
        written = write(case_file)
        again = read(written)
        assert again == case_file
        assert write(again) == written
        assert plain_facts(again) == plain_facts(case_file)


@FEW
@given(case_files())
def test_reading_what_was_written_changes_nothing(facts: dict[str, Any]) -> None:
    once = plain_facts(read_facts(facts))
    assert plain_facts(read_facts(once)) == once


@FEW
@given(case_files())
def test_no_answer_is_lost_and_none_is_invented(facts: dict[str, Any]) -> None:
    """What was asked stays asked, and "not known" and "there is none" stay what they are."""
    typed = {key: value for key, value in facts.items() if key not in WHOLE or _tells(value)}
    answers = _answers(plain_facts(read_facts(typed)))
    assert answers | BESIDE == _answers(typed) | BESIDE


@FEW
@given(case_files())
def test_text_comes_out_composed_with_every_accent_it_had(facts: dict[str, Any]) -> None:
    case_file = read_facts(facts)
    for address, value in told(case_file):
        if isinstance(value, str):
            assert unicodedata.is_normalized("NFC", value), address
    typed = facts.get("client") or {}
    names = typed.get("name_as_convicted") if isinstance(typed, dict) else None
    for key, part in (names or {}).items() if isinstance(names, dict) else ():
        if isinstance(part, str) and part != "unknown":
            read = getattr(case_file.client.name_as_convicted, key)
            assert read == clean_text(part)
            assert _letters(read) == _letters(part)


@FEW
@given(case_files())
def test_what_reading_accepts_is_of_the_published_shape(facts: dict[str, Any]) -> None:
    for plain in (facts, json.loads(write_json(read_facts(facts)))):
        assert [error.json_path for error in SHAPE.iter_errors(plain)] == []


WRONG: tuple[Any, ...] = (
    5,
    -1,
    1.5,
    True,
    "maybe?",
    "",
    [],
    [5],
    ["x"],
    [{}],
    {},
    {"colour": "red"},
)


@settings(max_examples=120)
@given(case_files(), st.integers(0, 2**32), st.sampled_from(WRONG))
def test_the_published_shape_and_reading_refuse_the_same(
    facts: dict[str, Any], seed: int, wrong: Any
) -> None:
    altered = deepcopy(facts)
    holder, key = Random(seed).choice(list(_places(altered)))
    holder[key] = deepcopy(wrong)
    assert SHAPE.is_valid(altered) == _is_of_shape(altered), (key, wrong)


def _is_of_shape(facts: dict[str, Any]) -> bool:
    """Whether reading finds each fact of its type, whatever it thinks of them together."""
    current, problems = written_out(up_to_date(facts).facts)
    try:
        CaseFile.model_validate(current)
    except ValidationError:
        return False
    return not problems


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a fact below the groups: what holds it, and its key or number there."""
    found: list[tuple[Any, Any]] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        if key in ("expected", "version", "unknown"):
            continue
        found.append((value, key))
        if isinstance(item, dict | list):
            found += _places(item)
    return found


def _answers(value: Any, above: str = "") -> dict[str, str]:
    """By address, whether a fact was told, is not known, or there is none."""
    found: dict[str, str] = {}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        address = f"{above}{key}"
        if item in ("unknown", {"unknown": True}) or is_unknown(item):
            found[address] = "not known"
        elif item is None or item == []:
            found[address] = "none"
        elif isinstance(item, dict | list) and not address.startswith("expected"):
            found |= _answers(item, f"{address}.") or {address: "nothing asked"}
        else:
            found[address] = "told"
    return found


def _tells(group: Any) -> bool:
    return isinstance(group, dict) and group != {"unknown": True}


def _letters(text: str) -> str:
    return unicodedata.normalize("NFD", text)
