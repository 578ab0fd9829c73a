"""What no filed paper tells, whatever is consented: where a shelter is, and children's names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..casefile import FactModel, known
from ..casefile.client import IN_SHELTER, Client
from ..casefile.consistency import ADULT
from ..casefile.equities import Equities, FamilyMember
from ..casefile.one_case import OneCase
from ..casefile.people import initials_of


def printable(one: OneCase) -> OneCase:
    """The case as filed papers may tell it."""
    told = one.case_file
    changed: dict[str, FactModel] = {
        "client": _without_shelter(told.client),
        "eq": _children_by_initials(told.eq),
    }
    if changed == {"client": told.client, "eq": told.eq}:
        return one
    return replace(one, case_file=told.model_copy(update=changed))


def _without_shelter(client: Client) -> Client:
    """The address of a shelter is missing: a caption that needs one is marked until an address is
    given at which mail is safe.
    """
    if known(client.contact_constraints) != IN_SHELTER:
        return client
    return client.model_copy(update={"address": None})


def _children_by_initials(equities: Equities) -> Equities:
    """Who is under 18 is named by initials (ruling P14)."""
    family = tuple(_by_initials(relative) for relative in equities.family)
    return equities.model_copy(update={"family": family}) if family else equities


def _by_initials(relative: FamilyMember) -> FamilyMember:
    age, name = known(relative.age), known(relative.name)
    if age is None or age >= ADULT or not name:
        return relative
    update: dict[str, Any] = {"name": initials_of(name)}
    return relative.model_copy(update=update)
