"""How a fact is declared: what it means, how sensitive it is, and which papers may tell it.

All of it is said once, at the field itself. A field that says nothing of its sensitivity or consent
is as its group is, so that a new fact below a confidential group is confidential.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field

from .vocabulary import ConsentGroup


class Sensitivity(StrEnum):
    """Who may read a fact (specification 3)."""

    PUBLIC = "P"
    """it may stand in a filed paper"""
    CONFIDENTIAL = "C"
    """only with the client's recorded consent (P23)"""
    PRIVILEGED = "X"
    """privileged or work product; as confidential, and for the office until then"""


P, C, X = Sensitivity.PUBLIC, Sensitivity.CONFIDENTIAL, Sensitivity.PRIVILEGED


class Destination(StrEnum):
    """Into which papers a fact may go at all, whatever the client consents to."""

    PAPERS = "papers"
    """pleadings and court forms"""
    CONTACT = "contact"
    """those, and without consent where the rules ask a person who acts for themself: in form boxes
    (P13) and in the caption of a pleading (Cal. Rules of Court, rule 2.111(1))"""
    FORM_BOXES = "form boxes"
    """only the box of a court form that asks for it (P13); never a pleading"""
    OFFICE = "office"
    """no filed paper at all"""


@dataclass(frozen=True)
class Declaration:
    """What is declared of a fact.

    Attributes:
        what: what it means, in plain words.
        sensitivity: who may read it.
        consent: the group of consent that opens it; `None` where none is needed, or none does.
        destination: the papers it may go into.
    """

    what: str
    sensitivity: Sensitivity
    consent: ConsentGroup | None
    destination: Destination


PUBLIC = Declaration("", P, None, Destination.PAPERS)
"""What holds where nothing else is said."""


def fact(
    what: str,
    sensitivity: Sensitivity | None = None,
    *,
    default: Any = None,
    alias: str | None = None,
    consent: ConsentGroup | None = None,
    destination: Destination | None = None,
) -> Any:
    """Declare a field of a fact model.

    Args:
        what: what it means, in plain words; it stands in `docs/case_file.md` and in the schema.
        sensitivity: `P`, `C` or `X`; as the group it stands in where it is left out.
        default: its value while it was not asked: `None`, or `()` for a list.
        alias: its name in files, where Python has taken that word.
        consent: the group of consent that opens it and what is below it (P23); as the group it
            stands in where it is left out.
        destination: the papers it may go into; as the group it stands in where it is left out.
    """
    said = {"x-sensitivity": sensitivity, "x-consent": consent, "x-destination": destination}
    return Field(
        default=default,
        alias=alias,
        description=what,
        json_schema_extra={key: str(value) for key, value in said.items() if value is not None},
    )


def declaration(model: type[BaseModel], name: str, above: Declaration = PUBLIC) -> Declaration:
    """What is declared of a field, with what it takes over from the group it stands in.

    Args:
        model: the group's model.
        name: the field's name in Python.
        above: what is declared of the group.
    """
    field = model.model_fields[name]
    extra = field.json_schema_extra
    said: Mapping[str, Any] = extra if isinstance(extra, dict) else {}
    return Declaration(
        what=field.description or "",
        sensitivity=Sensitivity(said.get("x-sensitivity", above.sensitivity)),
        consent=said.get("x-consent", above.consent),
        destination=Destination(said.get("x-destination", above.destination)),
    )


def rests_on(consent: ConsentGroup) -> dict[str, str]:
    """Metadata of a dataclass field whose value is worked out from facts that need this consent."""
    return {"consent": consent}
