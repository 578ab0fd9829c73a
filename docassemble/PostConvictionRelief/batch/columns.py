"""Which fact a column holds: headers in a paralegal's words, or fact addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import Any

import yaml

from .fact_types import FactType, Kind, fact_type

_ADDRESS = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        fact: address of the fact it holds; of a whole count where it holds a citation.
        header: the words in which the template sheet heads it.
        also: other headers for it.
        words: what may be written in a cell besides the model's words, as `normal` leaves it, and
            what each means.
        reads: value; section (perhaps with subdivision); statute (with its code, too); each (a
            list).
        each: for `each`, the fact of every item that the cell tells.
        note: what to write in it.
        example: a fictional cell.
        in_template: whether the template sheet has it.
    """

    fact: str
    header: str
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    reads: str = "value"
    each: str = ""
    note: str = ""
    example: str = ""
    in_template: bool = True

    @cached_property
    def type(self) -> FactType:
        """The type of the fact."""
        found = fact_type(self.fact)
        if found is None:
            raise LookupError(f"the case file has no fact {self.fact}")
        return found


@dataclass(frozen=True)
class Answers:
    """Headers of the columns that the answered sheet adds."""

    case_id: str
    result: str
    problems: str
    before_filing: str


@cache
def table() -> tuple[Column, ...]:
    """Every column with words of its own, in the order of the template sheet."""
    return tuple(_expanded(_document()["columns"]))


@cache
def answers() -> Answers:
    """The columns of the answered sheet."""
    return Answers(**_document()["answers"])


def normal(header: str) -> str:
    """A header without what doesn't matter in it: case, spaces, punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", header.casefold()))


def column_for(header: str) -> Column | None:
    """The column of that header: in words, or a fact address.

    Returns:
        None when it is neither.
    """
    found = _by_name().get(normal(header))
    return found or _by_address(header.strip())


def suggestion(header: str) -> str | None:
    """The header in words that is nearest to an unknown one."""
    near = get_close_matches(normal(header), list(_by_name()), n=1, cutoff=0.6)
    return _by_name()[near[0]].header if near else None


def header_of(fact: str) -> str | None:
    """The words in which the template sheet heads a fact."""
    return next((column.header for column in table() if column.fact == fact), None)


def _by_address(address: str) -> Column | None:
    if not _ADDRESS.fullmatch(address):
        return None
    if address.startswith("case.") and not address.split(".")[1].isdigit():
        address = f"case.0.{address.removeprefix('case.')}"
    for column in table():
        if column.fact == address and column.reads != "statute":
            return column
    known = fact_type(address)
    if known is None or known.kind is Kind.GROUP or address.startswith(("meta.", "expected.")):
        return None
    return Column(fact=address, header=address)


@cache
def _by_name() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column in table():
        for name in (column.header, *column.also):
            if found.setdefault(normal(name), column) is not column:
                raise ValueError(f"columns.yaml: two columns are headed {name!r}")
    return MappingProxyType(found)


def _expanded(entries: list[dict[str, Any]]) -> Iterator[Column]:
    """Columns that come several times stand together: all of count 1, then all of count 2."""
    for times, group in groupby(entries, lambda entry: int(entry.get("times", "1"))):
        together = list(group)
        for index in range(times):
            for entry in together:
                yield _column(entry, index)


def _column(entry: Mapping[str, Any], index: int) -> Column:
    def numbered(text: str) -> str:
        return text.replace("{i}", str(index)).replace("{n}", str(index + 1))

    example = entry.get("example", "")
    if isinstance(example, list):
        example = example[index] if index < len(example) else ""
    words = {str(word): str(value) for word, value in entry.get("words", {}).items()}
    return Column(
        fact=numbered(entry["fact"]),
        header=numbered(entry["header"]),
        also=tuple(numbered(other) for other in entry.get("also", ())),
        words=MappingProxyType({normal(word): value for word, value in words.items()}),
        reads=entry.get("reads", "value"),
        each=entry.get("each", ""),
        note=entry.get("note", "") if index == 0 else "",
        example=str(example),
        in_template=entry.get("template") != "false",
    )


@cache
def _document() -> dict[str, Any]:
    text = files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (everything is text)
    return document
