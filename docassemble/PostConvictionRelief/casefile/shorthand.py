"""Facts that may be told shorter than they are kept, and what is kept of how they were told.

statute: former PC 12020(a)(8)    →  code: PC, section: "12020", subdiv: (a)(8), former: true
a_number: a98765432               →  a_number: A098-765-432, a_number_entered: a98765432
"""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from ..errors import Problem
from .citations import Citation, CitationError, parse_citation
from .immigration import normal_a_number


def written_out(facts: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The facts as the model has them.

    Args:
        facts: plain data in the present format.

    Returns:
        The facts, and what can't be read of the short forms; a short form that can't be read is
        left out.
    """
    problems: list[Problem] = []
    told = dict(facts)
    if isinstance(told.get("case"), list):
        told["case"] = [
            _case(case, f"case.{index}", problems) for index, case in enumerate(told["case"])
        ]
    if isinstance(told.get("imm"), dict):
        told["imm"] = _immigration(told["imm"])
    return told, problems


def _case(case: Any, address: str, problems: list[Problem]) -> Any:
    counts = case.get("counts") if isinstance(case, dict) else None
    if not isinstance(counts, list):
        return case
    return {
        **case,
        "counts": [
            _count(count, f"{address}.counts.{index}", problems)
            for index, count in enumerate(counts)
        ],
    }


def _count(count: Any, address: str, problems: list[Problem]) -> Any:
    if not isinstance(count, dict) or "statute" not in count:
        return count
    rest = {key: value for key, value in count.items() if key != "statute"}
    typed = count["statute"]
    if typed is None or typed in ("unknown", {"unknown": True}):
        # not known, or none: said of the section, which stands for the whole
        return {"section": typed, **rest}
    if not isinstance(typed, str):
        problems.append(Problem(f"{address}.statute", "is not text", "put it in quotes"))
        return rest
    try:
        cited = parse_citation(typed)
    except CitationError as error:
        remedy = f"did you mean {error.nearest}?" if error.nearest else "write it like PC 459.5(a)"
        problems.append(Problem(f"{address}.statute", error.what, remedy))
        return rest
    read = _facts_of(cited)
    differing = [
        key
        for key in ("code", "section", "subdiv", "former")
        if key in read and key in rest and rest[key] != read[key]
    ]
    if differing:
        problems.append(
            Problem(
                f"{address}.statute",
                f"{typed!r} doesn't agree with {', '.join(differing)}",
                "give the statute once",
            )
        )
    return {**read, **rest}


def _facts_of(cited: Citation) -> dict[str, Any]:
    told: dict[str, Any] = {"code": cited.code, "section": cited.section}
    if cited.subdiv:
        told["subdiv"] = cited.subdiv
    if cited.former:
        told["former"] = True
    if cited.enhancement:
        told["enhancement_of"] = "unknown"
    return told


def _immigration(imm: dict[str, Any]) -> dict[str, Any]:
    """Keep an A-number as it was typed, beside its normal form (specification 3.3)."""
    typed, before = imm.get("a_number"), imm.get("a_number_entered")
    normal = _normal(typed)
    if normal is None or _normal(before) == normal or (before is None and typed == normal):
        return imm
    if not (before is None or isinstance(before, str) or before == {"unknown": True}):
        return imm  # no text at all: reading names it
    return {**imm, "a_number_entered": typed}


def _normal(a_number: Any) -> str | None:
    if not isinstance(a_number, str):
        return None
    try:
        return normal_a_number(a_number)
    except PydanticCustomError:
        return None
