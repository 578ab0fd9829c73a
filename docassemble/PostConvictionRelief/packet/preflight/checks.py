"""All checks of preflight, in the order in which their findings are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..finding import Finding
from .examined import Examined
from .exhibits_cited import exhibits_cited

Check = Callable[[Examined], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (exhibits_cited,)

_GRAVITY = ("error", "warning", "note")


def preflight(examined: Examined) -> tuple[Finding, ...]:
    """Every finding of every check, each once, the gravest first."""
    found = dict.fromkeys(finding for check in CHECKS for finding in check(examined))
    return tuple(sorted(found, key=lambda finding: _GRAVITY.index(finding.level)))
