"""What a rule says: an offer, a bar, a question, a remark; and how its conditions are put together.

A condition has three answers, yes, no and not known (rule 3 of specification 2.1). Where all hold,
a rule offers; where one is not known, it asks for the missing facts; where one fails, it says
which. Only a rule that is sure bars anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from ..casefile import Unknown
from ..casefile.vocabulary import Vehicle
from .facts import Facts

Status = Literal["recommended", "possible", "state_benefit_only", "needs_fact", "blocked"]
Scope = Literal["conviction", "sentence"]
Track = Literal["mandatory", "discretionary", "serving", "completed"]
Flag = Literal[
    "needs_attorney_override",
    "attorney_review",
    "attorney_decides",
    "expedite",
    "presence_waiver",
    "jurat_b",
    "declare_record_search",
    "show_diligence",
]


class Condition(NamedTuple):
    """Whether something holds: yes, no, or not known (`None`); and what to say where it doesn't."""

    holds: bool | None
    otherwise: str = ""


def every(facts: Facts, *conditions: Condition | Callable[[Facts], Condition]) -> Condition:
    """Whether all hold. The first that fails decides, and no more is read."""
    found = _HOLDS
    for condition in conditions:
        told = condition if isinstance(condition, Condition) else condition(facts)
        if told.holds is False:
            return told
        if told.holds is None:
            found = _UNKNOWN
    return found


_HOLDS = Condition(True)
_UNKNOWN = Condition(None)


def one_of(fact: object, *words: object) -> bool | None:
    """Whether a fact is one of some words; `None` where it isn't known."""
    return None if isinstance(fact, Unknown) else fact in words


class Effect(NamedTuple):
    """What one rule says about one vehicle in one case.

    Attributes:
        kind: `offer` (with a status), `need` (facts are missing), `bar` (blocked), `lack` (the rule
            doesn't fit; told only where the vehicle is asked for by name), `remark`.
        missing: addresses of the facts that a need, or the rest of an offer, waits for.
        instead: what to do where it is barred or lacking.
        at: the address of the fact that decides, where it isn't the first that the rule read.
    """

    kind: Literal["offer", "need", "bar", "lack", "remark"]
    vehicle: Vehicle
    text: str
    status: Status = "possible"
    scope: Scope = "conviction"
    cautions: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    track: Track | None = None
    missing: tuple[str, ...] = ()
    instead: str = ""
    at: str = ""


class Attached(NamedTuple):
    """What goes with everything that is offered in this case."""

    text: str
    cautions: tuple[str, ...]
    flags: tuple[Flag, ...]


class Stop(NamedTuple):
    """Nothing can be offered in this case (or for this count) but the spared vehicles."""

    text: str
    instead: str
    at: str
    spares: frozenset[Vehicle] = frozenset()


class Notice(NamedTuple):
    """Something to be told that is no candidate.

    Attributes:
        refer: an attorney, or another kind of counsel, must take it up.
        holds_packets: no packet is built until then.
        asks: addresses of facts to ask for.
    """

    text: str
    refer: bool = False
    holds_packets: bool = False
    asks: tuple[str, ...] = ()


Said: TypeAlias = "Effect | Attached | Stop | Notice"
Effects: TypeAlias = "Iterator[Said]"


def bar(vehicle: Vehicle, text: str, instead: str, *cautions: str, at: str = "") -> Effect:
    """The vehicle is blocked."""
    return Effect("bar", vehicle, text, "blocked", cautions=cautions, instead=instead, at=at)


def remark(vehicle: Vehicle, text: str, *cautions: str) -> Effect:
    """A reason or a caution that goes with the vehicle, whatever its status."""
    return Effect("remark", vehicle, text, cautions=cautions)


def shortfall(
    facts: Facts, fits: Condition, vehicle: Vehicle, question: str, scope: Scope = "conviction"
) -> Effect:
    """What a rule says that can't offer: a question, or why it doesn't fit.

    Args:
        facts: as the rule has read them; the missing ones are asked for.
        fits: the rule's condition, which doesn't hold or isn't known.
        vehicle: which one.
        question: what is to be found out.
        scope: the conviction or the sentence.
    """
    if fits.holds is None:
        missing = facts.missing or tuple(facts.read)[:1]
        return Effect("need", vehicle, question, "needs_fact", scope=scope, missing=missing)
    return Effect("lack", vehicle, fits.otherwise, "blocked", scope=scope)


@dataclass(frozen=True)
class Rule:
    """One row of the decision table.

    Attributes:
        id: R01 to R40.
        says: what it says, in a sentence.
        of_count: whether it is asked for each count, or once for the case.
        apply: the rule itself.
    """

    id: str
    says: str
    of_count: bool
    apply: Callable[[Facts], Effects]


def rule(id_: str, *, of_count: bool = False) -> Callable[[Callable[[Facts], Effects]], Rule]:
    """Make a rule of a function; its docstring is what the rule says."""

    def made(apply: Callable[[Facts], Effects]) -> Rule:
        says = " ".join((apply.__doc__ or "").split())
        return Rule(id_, says, of_count, apply)

    return made
