"""The corroboration of prejudice: what a court weighs, what shows it, and what nothing shows yet.

A movant's account must be corroborated by objective evidence (People v. Vivar (2021) 11 Cal.5th
510); the rows follow the factors of specification 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..casefile import known
from ..casefile.declared import rests_on
from ..casefile.one_case import OneCase
from ..casefile.plea import Plea, Prejudice
from .proof import Proofs, Statement
from .ties import ties_of
from .voice import capital, trimmed

_TIES, _ALTERNATIVES, _ADVICE = 8, 9, 5
"""Paragraphs of the client's declaration (D-DECL-C)."""


@dataclass(frozen=True)
class Corroboration:
    """What bears on prejudice, factor by factor.

    Attributes:
        ties: to the United States at the time of the plea, as the client tells them.
        importance: what mattered most to the client then.
        offers: other dispositions that were offered, or could have been asked for.
        alternatives: further ones that were available.
        bargain: what the plea gave in return; the less it was, the less it weighs.
        advice: what else shows the error itself.
    """

    ties: tuple[Statement, ...] = field(metadata=rests_on("prejudice"))
    importance: tuple[Statement, ...] = field(metadata=rests_on("prejudice"))
    offers: tuple[Statement, ...] = field(metadata=rests_on("alternatives"))
    alternatives: tuple[Statement, ...] = field(metadata=rests_on("prejudice"))
    bargain: tuple[Statement, ...]
    advice: tuple[Statement, ...] = field(metadata=rests_on("defects"))

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        told = (self.ties, self.importance, self.offers, self.alternatives, self.bargain)
        return tuple(statement for group in (*told, self.advice) for statement in group)


def corroboration_of(one: OneCase) -> Corroboration:
    """What bears on prejudice in one case, and what shows it.

    Args:
        one: the case.
    """
    proofs = Proofs(one)
    prejudice, where = _prejudice(one)
    plea, plea_where = one.value("plea"), one.group("plea").address
    gained = plea.benefits_received if isinstance(plea, Plea) else ()
    return Corroboration(
        ties=_texts(prejudice.ties_at_plea, f"{where}.ties_at_plea", proofs, _TIES),
        importance=_texts(
            prejudice.priorities_at_plea, f"{where}.priorities_at_plea", proofs, _TIES
        ),
        offers=_offers(one, proofs),
        alternatives=_texts(
            prejudice.alternatives_available,
            f"{where}.alternatives_available",
            proofs,
            _ALTERNATIVES,
        ),
        bargain=_texts(gained, f"{plea_where}.benefits_received", proofs, None),
        advice=_advice(one, proofs),
    )


def open_points(one: OneCase) -> tuple[Statement, ...]:
    """What bears on prejudice, the ties included, and no exhibit shows.

    It is for the office: nobody tells the other side what is still unproved.
    """
    everything = (*ties_of(one).all, *corroboration_of(one).all)
    return tuple(statement for statement in everything if not statement.exhibits)


def _prejudice(one: OneCase) -> tuple[Prejudice, str]:
    group = one.group("prejudice")
    told = group.value if isinstance(group.value, Prejudice) else Prejudice()
    return told, group.address


def _texts(
    items: tuple[str, ...], address: str, proofs: Proofs, paragraph: int | None
) -> tuple[Statement, ...]:
    return tuple(
        proofs.statement(capital(trimmed(item)), f"{address}.{index}", paragraph)
        for index, item in enumerate(items)
    )


def _offers(one: OneCase, proofs: Proofs) -> tuple[Statement, ...]:
    found = []
    for index, offer in enumerate(one.case.alternatives):
        address = f"case.{one.index}.alternatives.{index}"
        sentence = f", {terms}" if (terms := known(offer.sentence)) else ""
        if offense := known(offer.offense):
            found.append(proofs.statement(f"{offense}{sentence}", address, _ALTERNATIVES))
    return tuple(found)


def _advice(one: OneCase, proofs: Proofs) -> tuple[Statement, ...]:
    """What else shows the error; a defect's number in the file is its address."""
    all_of_file = known(one.case_file.defects) or ()
    found = []
    for defect in one.defects:
        number = next(n for n, each in enumerate(all_of_file) if each is defect)
        for index, item in enumerate(defect.corroboration):
            address = f"defects.{number}.corroboration.{index}"
            found.append(proofs.statement(capital(trimmed(item)), address, _ADVICE))
    return tuple(found)
