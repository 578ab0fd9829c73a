"""The case file: all facts of one client's matter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from .base import Fact, FactModel, Group, Many
from .client import Client
from .criminal_case import CriminalCase
from .declared import C, Destination, P, X, fact
from .equities import Equities
from .immigration import Expert, Immigration
from .matter import (
    Acknowledgement,
    CleanSlate,
    Counsel,
    Court,
    Declaration,
    Exhibit,
    Filing,
    Hearing,
    Matter,
    Meta,
    Prosecutor,
    SentenceChange,
    Service,
)
from .plea import (
    Defect,
    Diligence,
    Innocence,
    Plea,
    Prejudice,
    PriorCounsel,
    RacialJustice,
    Survivor,
)
from .values import clean_text
from .vehicle_facts import Habeas, Prop47, Prop64, Sealing

FORMAT_VERSION: Literal[1] = 1
"""The version of the case file's format; older files are brought to it by `migrations.py`."""


def _plain(value: Any) -> Any:
    """Expectations as JSON has them: a date is its ISO text."""
    if isinstance(value, dict):
        return {clean_text(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return clean_text(value)
    return value.isoformat() if isinstance(value, date) else value


class CaseFile(FactModel):
    """Everything we know about one client's matter (specification 3).

    `expected` is not a fact: a sample may say there what must come out of it.
    """

    version: Literal[1] = fact("Version of the file's format", P, default=FORMAT_VERSION)
    meta: Meta = fact("The case file about itself", P, default=...)
    matter: Group[Matter] = fact("What the client wants", P, default=Matter())
    counsel: Fact[Counsel] = fact("The attorney who signs, or a client without one", P)
    prosecutor: Fact[Prosecutor] = fact("The prosecuting agency, for every case", P)
    court: Fact[Court] = fact("The court, for every case of its county", P)
    hearing: Fact[Hearing] = fact("The hearing", P)
    service: Many[Service] = fact("Service of the papers", P, default=())
    declaration: Fact[Declaration] = fact("How the client's declaration is signed", P)
    client: Group[Client] = fact("The client", P, default=Client(), consent="client")
    imm: Group[Immigration] = fact("Immigration history", C, default=Immigration(), consent="imm")
    case: Many[CriminalCase] = fact("The criminal cases; a packet is made for each", P, default=())
    plea: Fact[Plea] = fact("The plea and its record, for every case", P)
    prior_counsel: Many[PriorCounsel] = fact(
        "The attorneys at the plea, for every case", X, default=(), consent="prior_counsel"
    )
    experts: Many[Expert] = fact(
        "Experts on immigration law who give a declaration, for every case",
        X,
        default=(),
        consent="imm",
    )
    defects: Fact[tuple[Defect, ...]] = fact(
        "Legal defects of the pleas; an empty list: asked, and none found", X, consent="defects"
    )
    prejudice: Fact[Prejudice] = fact(
        "Why the client would have decided otherwise", X, consent="prejudice"
    )
    discovery_diligence: Fact[Diligence] = fact(
        "When the consequence was learned, and what was done", C, consent="diligence"
    )
    innocence: Fact[Innocence] = fact("New evidence of innocence", X, consent="innocence")
    rja: Fact[RacialJustice] = fact("Violation of the Racial Justice Act", X, consent="rja")
    trafficking: Fact[Survivor] = fact(
        "Human trafficking (Penal Code section 236.14)", X, consent="survivor"
    )
    ipv_sv: Fact[Survivor] = fact(
        "Intimate-partner or sexual violence (Penal Code section 236.15)", X, consent="survivor"
    )
    eq: Group[Equities] = fact("What speaks for the client", C, default=Equities(), consent="eq")
    exhibits: Many[Exhibit] = fact("Exhibits, in the order of their letters", P, default=())
    sentence_change: Fact[SentenceChange] = fact("A change of the sentence, past or planned", P)
    clean_slate: Fact[CleanSlate] = fact("What the petition on CR-180 tells", P)
    prop47: Fact[Prop47] = fact("What Proposition 47 asks", P)
    prop64: Fact[Prop64] = fact("What Proposition 64 asks", P)
    habeas: Fact[Habeas] = fact("What a habeas petition asks", P)
    sealing: Fact[Sealing] = fact("What sealing of an arrest asks", P)
    filings: Many[Filing] = fact("Papers already filed or received", P, default=())
    acknowledgements: Many[Acknowledgement] = fact(
        "Warnings that were read before going on",
        X,
        default=(),
        destination=Destination.OFFICE,
    )
    expected: Annotated[dict[str, Any] | None, BeforeValidator(_plain)] = fact(
        "In a sample: what must come out of it", X, destination=Destination.OFFICE
    )
