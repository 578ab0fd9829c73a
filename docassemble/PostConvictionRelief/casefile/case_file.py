"""The case file: all facts of one client's matter."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from .base import Fact, FactModel
from .client import Client
from .criminal_case import CriminalCase, Habeas, Prop47, Prop64, Sealing
from .equities import Equities
from .immigration import Immigration
from .matter import (
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

FORMAT_VERSION = 1


def _plain(value: Any) -> Any:
    """Expectations as JSON has them: a date is its ISO text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


class CaseFile(FactModel):
    """Everything we know about one client's matter (specification 3).

    `expected` is not a fact: a sample may say there what must come out of it.
    """

    version: int = FORMAT_VERSION
    meta: Meta
    matter: Matter = Matter()
    counsel: Fact[Counsel] = None
    prosecutor: Fact[Prosecutor] = None
    court: Fact[Court] = None
    hearing: Fact[Hearing] = None
    service: tuple[Service, ...] = ()
    declaration: Fact[Declaration] = None
    client: Client = Client()
    imm: Immigration = Immigration()
    case: tuple[CriminalCase, ...] = ()
    plea: Fact[Plea] = None
    prior_counsel: tuple[PriorCounsel, ...] = ()
    defects: Fact[tuple[Defect, ...]] = None
    prejudice: Fact[Prejudice] = None
    discovery_diligence: Fact[Diligence] = None
    innocence: Fact[Innocence] = None
    rja: Fact[RacialJustice] = None
    trafficking: Fact[Survivor] = None
    ipv_sv: Fact[Survivor] = None
    eq: Equities = Equities()
    exhibits: tuple[Exhibit, ...] = ()
    sentence_change: Fact[SentenceChange] = None
    clean_slate: Fact[CleanSlate] = None
    prop47: Fact[Prop47] = None
    prop64: Fact[Prop64] = None
    habeas: Fact[Habeas] = None
    sealing: Fact[Sealing] = None
    filings: tuple[Filing, ...] = ()
    expected: Annotated[dict[str, Any] | None, BeforeValidator(_plain)] = None
