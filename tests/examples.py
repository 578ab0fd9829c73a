"""The sample cases, as tests use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docassemble.PostConvictionRelief.casefile import CaseFile, read_facts, read_yaml, yaml_facts
from docassemble.PostConvictionRelief.casefile.one_case import OneCase

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = {
    "S01": "01_clean_slate_cr180.yaml",
    "S02": "02_motion_1473_7_a1.yaml",
    "S03": "03_prop47.yaml",
    "S04": "04_two_counties_detained.yaml",
    "S05": "05_long_memorandum.yaml",
}


def sample(name: str) -> CaseFile:
    """A sample case file by its id."""
    return read_yaml((EXAMPLES / FILES[name]).read_bytes(), FILES[name])


def sample_facts(name: str) -> dict[str, Any]:
    """The plain facts of a sample, to change before they are read."""
    facts: dict[str, Any] = yaml_facts((EXAMPLES / FILES[name]).read_bytes())
    return facts


def changed(name: str, **facts: object) -> CaseFile:
    """A sample with facts set by address; `__` stands for the dot (`case__0__plea_date`)."""
    return read_facts(changed_facts(name, facts))


def changed_facts(name: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """The plain facts of a sample with these set by address; one behind a list's end adds to it."""
    data = sample_facts(name)
    for address, value in facts.items():
        set_fact(data, address.split("__"), value)
    return data


def set_fact(data: dict[str, Any], path: Sequence[str], value: object) -> None:
    """Set a fact in plain facts; one just behind a list's end is added to it."""
    *above, last = path
    holder: Any = data
    for part in above:
        holder = holder[int(part)] if isinstance(holder, list) else holder.setdefault(part, {})
    if not isinstance(holder, list):
        holder[last] = value
    elif int(last) == len(holder):
        holder.append(value)
    else:
        holder[int(last)] = value


def only_case(name: str, index: int = 0) -> OneCase:
    """One case of a sample."""
    return OneCase(sample(name), index)
