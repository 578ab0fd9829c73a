"""What do we know? Typed facts, their validation, counties, reading and writing."""

from .base import UNKNOWN, Fact, FactModel, PartialDate, Unknown, known
from .case_file import CaseFile
from .criminal_case import Count, CriminalCase
from .reading import (
    Reading,
    examine_facts,
    json_facts,
    read_facts,
    read_json,
    read_yaml,
    write_json,
    yaml_facts,
)

__all__ = [
    "UNKNOWN",
    "CaseFile",
    "Count",
    "CriminalCase",
    "Fact",
    "FactModel",
    "PartialDate",
    "Reading",
    "Unknown",
    "examine_facts",
    "json_facts",
    "known",
    "read_facts",
    "read_json",
    "read_yaml",
    "write_json",
    "yaml_facts",
]
