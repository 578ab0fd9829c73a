"""One result of preflight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One result of preflight.

    Attributes:
        level: error (must not be filed), warning (an attorney decides), note (to know).
        where: fact address or document code.
        what: what was found.
        remedy: what to do about it.
        check: the name of the check of preflight that found it; empty for what was found before.
    """

    level: Level
    where: str
    what: str
    remedy: str
    check: str = ""
