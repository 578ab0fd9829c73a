"""Facts in Spanish words, for the copies that a client reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..casefile.citations import Citation, Part


class Cited(Protocol):
    """What a statute can be cited from: a count of a case."""

    @property
    def citation(self) -> Citation | None:
        """The statute, where it can be read."""


def spanish_citation(count: Cited, codes: Mapping[str, str]) -> str:
    """Código Penal, sección 459.5(a).

    Args:
        count: the count that tells the statute.
        codes: the Spanish name of each code, by its letters.
    """
    cited = count.citation
    if cited is None:
        return ""
    parts = (*cited.charged_with, cited.offense)
    ended = " (derogada)" if cited.former else ""
    added = ", agravante" if cited.enhancement else ""
    return f"{' y '.join(_part(part, codes) for part in parts)}{ended}{added}"


def _part(part: Part, codes: Mapping[str, str]) -> str:
    name = codes.get(part.code, part.code.removeprefix("other:"))
    return f"{name}, sección {part.number}"


def spanish_language(told: str, known: Mapping[str, str], english: Mapping[str, str]) -> str:
    """Español for `es` and for `Spanish`; a language that we don't know stays as it is told.

    Args:
        told: a code, or the English name.
        known: Spanish names by code.
        english: English names by code.
    """
    by_name = {name.lower(): code for code, name in english.items()}
    return known.get(by_name.get(told.lower(), told), told)


def spanish_relation(told: str, known: Mapping[str, str]) -> str:
    """Hija for `daughter`; a relation that we don't know is quoted, being in English."""
    return known.get(told.strip().lower(), f"«{told}»")


def spanish_years(years: int) -> str:
    """1 año; 20 años."""
    return f"{years} año" if years == 1 else f"{years} años"
