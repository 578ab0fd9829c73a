"""What do we know? Typed facts, their validation, counties, citations, reading and writing."""

from .base import UNKNOWN, UNKNOWN_LIST, Fact, FactModel, Unknown, is_unknown, known
from .case_file import FORMAT_VERSION, CaseFile
from .citations import Citation, CitationError, parse_citation
from .criminal_case import Count, CriminalCase
from .declared import Declaration, Destination, Sensitivity
from .doubts import warnings
from .reading import (
    Reading,
    examine_facts,
    json_facts,
    plain_facts,
    read_facts,
    read_json,
    read_yaml,
    write_json,
    write_yaml,
    yaml_facts,
)
from .schema import schema
from .values import PartialDate

__all__ = [
    "FORMAT_VERSION",
    "UNKNOWN",
    "UNKNOWN_LIST",
    "CaseFile",
    "Citation",
    "CitationError",
    "Count",
    "CriminalCase",
    "Declaration",
    "Destination",
    "Fact",
    "FactModel",
    "PartialDate",
    "Reading",
    "Sensitivity",
    "Unknown",
    "examine_facts",
    "is_unknown",
    "json_facts",
    "known",
    "parse_citation",
    "plain_facts",
    "read_facts",
    "read_json",
    "read_yaml",
    "schema",
    "warnings",
    "write_json",
    "write_yaml",
    "yaml_facts",
]
