"""Exemplars: the Word files from which papers are written, each with a small YAML card.

Shipped ones lie in the package's `data/templates` as `D-NOM.en.docx` and `D-NOM.en.yaml`;
published ones come from the archive as the same two files.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import ExemplarError, Problem

_TEMPLATES = Path(__file__).parent.parent / "data" / "templates"
_MAX_CARD = 100_000

Line = Annotated[str, Field(min_length=1, max_length=300)]


class ExemplarCard(BaseModel):
    """What an exemplar is for.

    Attributes:
        code: document code (specification 4.0), such as `D-NOM`.
        language: ISO 639 code of its text, such as `en`.
        title: title of the paper in a list, and in the properties of the Word and PDF file.
        short_title: title in the footer (rule 2.110), on one line.
        vehicles: vehicles whose packets hold this paper; none: every packet may.
        needs: addresses of facts without which the paper says little (`hearing.date`).
        order: place in the packet; lower comes first.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    code: Annotated[str, Field(pattern=r"^[A-Z]{1,3}(-[A-Z0-9]{1,12}){1,3}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    title: Line
    short_title: Annotated[str, Field(min_length=1, max_length=100)]
    vehicles: tuple[str, ...] = Field(default=(), strict=False)
    needs: tuple[str, ...] = Field(default=(), strict=False)
    order: Annotated[int, Field(ge=0, le=999)]

    @property
    def name(self) -> str:
        """How it is called: `D-NOM.en`."""
        return f"{self.code}.{self.language}"

    @classmethod
    def read(cls, text: bytes, where: str) -> ExemplarCard:
        """Read a card.

        Args:
            text: the YAML file.
            where: what to call it in problems.

        Raises:
            ExemplarError: it is no YAML, has an unknown key, lacks one, or a value is wrong.
        """
        if len(text) > _MAX_CARD:
            raise ExemplarError(Problem(where, "is larger than 100 kB", "give the card itself"))
        try:
            return cls.model_validate(yaml.safe_load(text))
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            raise ExemplarError(
                Problem(where, "can't be read as YAML", "see the cards beside it")
            ) from error
        except ValidationError as error:
            raise ExemplarError(
                Problem(
                    where,
                    f"{'.'.join(map(str, each['loc'])) or 'card'}: {each['msg']}",
                    "correct the card",
                )
                for each in error.errors()
            ) from error


@dataclass(frozen=True)
class Exemplar:
    """One version of an exemplar.

    Attributes:
        card: what it is for.
        docx: the Word file.
        version: `shipped-` and eight digits of its digest, or `v0002` from the archive.
    """

    card: ExemplarCard
    docx: bytes
    version: str

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal digest of the Word file."""
        return hashlib.sha256(self.docx).hexdigest()

    @classmethod
    def shipped(cls, card: ExemplarCard, docx: bytes) -> Exemplar:
        """An exemplar as it came with the package."""
        return cls(card, docx, f"shipped-{hashlib.sha256(docx).hexdigest()[:8]}")


def shipped_exemplars(folder: Path = _TEMPLATES) -> tuple[Exemplar, ...]:
    """Every exemplar in a folder, in the order of packets.

    Args:
        folder: where `<CODE>.<language>.docx` and `.yaml` lie; by default the package's own.

    Raises:
        ExemplarError: a card is wrong or not called after its code and language, or one of the
            two files is absent. All problems together.
    """
    found: list[Exemplar] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(_read(path))
        except ExemplarError as error:
            problems += error.problems
    named = {path.stem for path in folder.glob("*.yaml")}
    problems += [
        Problem(path.name, "has no card", f"write {path.stem}.yaml")
        for path in sorted(folder.glob("*.docx"))
        if path.stem not in named
    ]
    if problems:
        raise ExemplarError(problems)
    return tuple(sorted(found, key=lambda each: (each.card.order, each.card.name)))


def _read(path: Path) -> Exemplar:
    card = ExemplarCard.read(path.read_bytes(), path.name)
    if card.name != path.stem:
        raise ExemplarError(
            Problem(path.name, f"is the card of {card.name}", f"call it {card.name}.yaml")
        )
    docx = path.with_suffix(".docx")
    if not docx.is_file():
        raise ExemplarError(Problem(path.name, "has no Word file beside it", f"add {docx.name}"))
    return Exemplar.shipped(card, docx.read_bytes())
