"""The table of vehicles: what each is, and which papers its packet holds (vehicles.yaml)."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from ..casefile.vocabulary import Vehicle


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperRule(_Row):
    """One paper of a packet: its document code, why it is there, and on which facts."""

    code: str
    why: str
    when: str | None = None


class VehicleRule(_Row):
    """One vehicle, with the standing of what is said about it.

    Attributes:
        joins: another vehicle; where both are asked for, this one is argued in its papers.
        client_copies: papers for the client to read in their own language; never filed.
    """

    name: str
    statute: str
    status: Literal["verified", "memory", "derived"]
    source: str
    checked_on: date
    joins: Vehicle | None = None
    papers: tuple[PaperRule, ...]
    client_copies: tuple[PaperRule, ...] = ()


@cache
def vehicle_rules() -> dict[str, VehicleRule]:
    """Every vehicle that packets are built for, by its id."""
    text = files(__package__).joinpath("vehicles.yaml").read_text(encoding="utf-8")
    table = yaml.safe_load(text)["vehicles"]
    return {name: VehicleRule.model_validate(row) for name, row in table.items()}
