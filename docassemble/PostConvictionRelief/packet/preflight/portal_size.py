"""Whether what is filed fits through the courts' e-filing portals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from ..finding import Finding
from .examined import Examined

_MEGABYTE = 1_000_000


class Portal(BaseModel):
    """One portal and its limits, in megabytes of a million bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    one_file_mb: int
    envelope_mb: int
    status: Literal["verified", "derived", "memory"]
    source: str
    checked_on: date


@cache
def portals() -> tuple[Portal, ...]:
    """The portals, and how well their limits are known."""
    table = yaml.safe_load(files(__package__).joinpath("portals.yaml").read_text(encoding="utf-8"))
    return tuple(Portal.model_validate(row) for row in table["portals"])


def portal_size(examined: Examined) -> Iterator[Finding]:
    """Files that are too large for a portal, alone or together."""
    sizes = {paper.code: len(paper.pdf) for paper in examined.filed}
    if examined.exhibits.bound:
        sizes["EXHIBITS"] = len(examined.exhibits.bound.pdf)
    together = sum(sizes.values())
    for portal in portals():
        for code, size in sizes.items():
            if size > portal.one_file_mb * _MEGABYTE:
                yield _too_large(code, size, portal.name, portal.one_file_mb)
        if together > portal.envelope_mb * _MEGABYTE:
            yield _too_large("PACKET", together, portal.name, portal.envelope_mb)


def _too_large(code: str, size: int, portal: str, limit: int) -> Finding:
    return Finding(
        "warning",
        code,
        f"is {size / _MEGABYTE:.1f} MB; {portal} take {limit} MB at most, as far as is known",
        "ask which portal the court uses; scan exhibits at 200 dots per inch, or split them",
    )
