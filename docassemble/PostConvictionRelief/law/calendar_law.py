"""One rule or number of law as it stands in the data files: what it says, and how well it is known.

A lawyer corrects it in the YAML file, never in code (rule 4 of the house).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict


class LawItem(BaseModel):
    """One rule, number or list of law.

    Attributes:
        key: its name in the specification (`C2`) or in its own file (`moving_papers`).
        says: what it says, in plain words.
        authority: the statute, rule of court or decision, as it is cited.
        status: verified (the text was read), memory (not yet checked), or derived (computed, or a
            rule of this product).
        source: where the text was read; sources beginning with S are those of the specification.
        checked_on: the day on which it was last checked.
        note: what a lawyer should know about it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    says: str
    authority: str
    status: Literal["verified", "memory", "derived"]
    source: str
    checked_on: date
    note: str = ""


@cache
def calendar_rules() -> dict[str, LawItem]:
    """The rules of counting (specification 2.4), by their name, C1 to C11."""
    rows = table("calendar_rules.yaml")["rules"]
    return {key: LawItem(key=key, **row) for key, row in rows.items()}


def table(name: str, package: str | None = __package__) -> dict[str, Any]:
    """A data file that lies beside the code of `package`; a file of comments alone is empty."""
    text = files(package or "").joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text) or {}
    return data
