"""The papers of a packet: one by one, as they are listed where they are served, and those besides.

A packet also holds papers beside those that are filed and served: a notice that asks the clerk for
an interpreter, a letter to the client, and the office's own cover sheet. They are listed in
`unfiled.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ..casefile.vocabulary import Vehicle
from ..drafting.exemplar import shipped_exemplars
from ..forms.registry import registry
from ..law import PaperRule, Reader, vehicle_rules

COURT_LANGUAGE = "en"
"""The language of every paper that a court reads."""


@dataclass(frozen=True)
class PlannedPaper:
    """One paper of a packet.

    Attributes:
        code: document code (`D-NOM`, `F-CR187`).
        language: of the exemplar.
        why: why it is in the packet.
        reader: for whom it is.
        exemplar: code of the exemplar that it is written from.
    """

    code: str
    language: str
    why: str
    reader: Reader
    exemplar: str

    @property
    def filed(self) -> bool:
        """Whether it is filed with the others and served."""
        return self.reader == "court"

    @property
    def to_court(self) -> bool:
        """Whether it leaves the office for the court, filed or handed to the clerk beside it."""
        return self.reader in ("court", "clerk")

    @property
    def form_number(self) -> str | None:
        """The number of the court form (`CR-187`), or `None` for a pleading."""
        if not self.code.startswith("F-"):
            return None
        letters = self.code[2:].rstrip("0123456789")
        return f"{letters}-{self.code[2 + len(letters) :]}"


@dataclass(frozen=True)
class PacketContents:
    """What a packet holds, as a proof of service lists it.

    Attributes:
        asked: names of the vehicles that it uses.
        codes: the document code of every filed paper.
        served: the title of every filed paper that is served with the others, in filing order; the
            proof of service itself is not among them.
        pleads: whether a pleading is among the filed papers; else they are court forms alone.
    """

    asked: tuple[str, ...]
    codes: tuple[str, ...]
    served: tuple[str, ...]
    pleads: bool


_SERVICE = ("D-POS", "F-CR106")


def contents(vehicles: Iterable[Vehicle], papers: Iterable[PlannedPaper]) -> PacketContents:
    """The contents of a packet.

    Args:
        vehicles: those that it uses.
        papers: those of its plan.
    """
    filed = [paper for paper in papers if paper.filed]
    return PacketContents(
        asked=tuple(vehicle_rules()[vehicle].name for vehicle in vehicles),
        codes=tuple(paper.code for paper in filed),
        served=tuple(_title(paper) for paper in filed if paper.code not in _SERVICE),
        pleads=any(paper.form_number is None for paper in filed),
    )


@cache
def unfiled_papers() -> tuple[PaperRule, ...]:
    """The papers that go with every packet beside what is filed and served."""
    rows = yaml.safe_load(files(__package__).joinpath("unfiled.yaml").read_text(encoding="utf-8"))
    return tuple(PaperRule.model_validate(row) for row in rows)


def comes_with_the_package(code: str, language: str) -> bool:
    """Whether an exemplar of that code and language came with the package."""
    return (code, language) in _shipped()


def reader_of(code: str) -> Reader:
    """For whom the papers of an exemplar are, by its code."""
    rules = [paper for rule in vehicle_rules().values() for paper in rule.papers]
    rules += unfiled_papers()
    found = (rule.reader for rule in rules if code in (rule.code, rule.exemplar))
    return next(found, "court")


def _title(paper: PlannedPaper) -> str:
    number = paper.form_number
    if number is None:
        return _shipped().get((paper.exemplar, COURT_LANGUAGE), paper.code)
    return f"{registry().card(number).title} (form {number})"


@cache
def _shipped() -> dict[tuple[str, str], str]:
    """The title of every shipped exemplar by code and language; a published one keeps it."""
    cards = (exemplar.card for exemplar in shipped_exemplars())
    return {(card.code, card.language): card.title for card in cards}
