"""The files that carry expectations: case files with `expected`, and traps files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..casefile import json_facts, yaml_facts
from ..errors import CaseFileError, Problem

_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class CaseInput:
    """A case file as plain data, by its `meta.id`."""

    path: Path
    id: str
    facts: Mapping[str, Any]

    @property
    def expected(self) -> object:
        """What must come out of it, or `None`."""
        return self.facts.get("expected")


class Trap(BaseModel):
    """One altered case: `set` is what is changed of the case `base`, `expect` what must come out.

    Whatever else a trap says is expected too (`also_ok`, `contrast`).
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    base: str
    expect: dict[str, Any]
    title: str = ""
    set: dict[str, Any] = Field(default_factory=dict)

    @property
    def expected(self) -> Mapping[str, Any]:
        """Everything that must come out."""
        return {**self.expect, **(self.model_extra or {})}


class Traps(BaseModel):
    """The content of a traps file; `as_of` holds for every trap that doesn't set its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    traps: tuple[Trap, ...]
    as_of: date | None = None


@dataclass(frozen=True)
class TrapsInput:
    """A traps file."""

    path: Path
    traps: Traps


def read_input(path: Path) -> CaseInput | TrapsInput:
    """Read a file with expectations; one with `traps` is a traps file, any other a case file.

    Raises:
        CaseFileError: it can't be read, or is neither.
    """
    name = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseFileError(
            Problem(str(path), f"can't be read ({error.strerror})", "give a file that is there")
        ) from error
    facts = json_facts(data, name) if path.suffix == ".json" else yaml_facts(data, name)
    if isinstance(facts, dict) and "traps" in facts:
        return TrapsInput(path, _traps(facts, name))
    meta = facts.get("meta") if isinstance(facts, dict) else None
    if not isinstance(meta, dict) or not isinstance(meta.get("id"), str):
        raise CaseFileError(
            Problem(name, "is neither a case file nor a traps file", "give meta.id, or traps")
        )
    return CaseInput(path, meta["id"], facts)


def base_of(trap: Trap, given: Iterable[CaseInput], folder: Path) -> CaseInput:
    """The case that a trap alters, among the files given, else among those in its own folder.

    Raises:
        CaseFileError: no case, or more than one, has the id.
    """
    found = [case for case in given if case.id == trap.base]
    passed_over: list[str] = []
    if not found:
        for path in sorted(p for p in folder.iterdir() if p.suffix in _SUFFIXES):
            try:
                neighbour = read_input(path)
            except CaseFileError:
                passed_over.append(path.name)
                continue
            if isinstance(neighbour, CaseInput) and neighbour.id == trap.base:
                found.append(neighbour)
    if len(found) == 1:
        return found[0]
    where = f"{trap.id}.base"
    if found:
        names = " and ".join(case.path.name for case in found)
        raise CaseFileError(
            Problem(where, f"{names} both have the id {trap.base}", "give each its own meta.id")
        )
    unread = f" (not readable: {', '.join(passed_over)})" if passed_over else ""
    raise CaseFileError(
        Problem(where, f"no case file has the id {trap.base}{unread}", "name its file too")
    )


def _traps(data: Mapping[str, Any], name: str) -> Traps:
    try:
        traps = Traps.model_validate(data)
    except ValidationError as error:
        raise CaseFileError(
            Problem(
                f"{name}, {'.'.join(str(part) for part in detail['loc'])}",
                detail["msg"][:1].lower() + detail["msg"][1:],
                "write it as the traps in the examples",
            )
            for detail in error.errors(include_url=False)
        ) from error
    ids = [trap.id for trap in traps.traps]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise CaseFileError(
            Problem(f"{name}, {each}", "is the id of two traps", "number them apart")
            for each in twice
        )
    return traps
