"""Exhibits that papers cite: named in the case file, and bound into the packet (3.7, 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...casefile import known
from ..finding import Finding
from .examined import Examined

_CITED = re.compile(
    r"\b(?:Exhibits?|Exs?\.)\s+([A-Z]{1,2}\b(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|through|to)\s+|\s*[–-]\s*)"
    r"[A-Z]{1,2}\b)*)"
)
_RANGE = re.compile(r"([A-Z])\s*(?:[–-]|through|to)\s*([A-Z])\b")


def cited_letters(text: str) -> frozenset[str]:
    """The letters of all exhibits that a text cites, those of a range (`A through C`) each."""
    found: set[str] = set()
    for match in _CITED.finditer(text):
        found.update(re.findall(r"\b[A-Z]{1,2}\b", match[1]))
        for first, last in _RANGE.findall(match[1]):
            found.update(map(chr, range(ord(first), ord(last) + 1)))
    return frozenset(found)


def exhibits_cited(examined: Examined) -> Iterator[Finding]:
    """Letters without an exhibit, exhibits without a file, files that no paper cites."""
    named = [known(exhibit.letter) or "" for exhibit in examined.case_file.exhibits]
    citing: dict[str, list[str]] = {}
    for paper in examined.pleadings:
        for letter in sorted(cited_letters(paper.words)):
            citing.setdefault(letter, []).append(paper.code)
    for letter, codes in sorted(citing.items()):
        if letter not in named:
            yield Finding(
                "error",
                "exhibits",
                f"{', '.join(codes)} cite exhibit {letter}, which the case file doesn't name",
                "add the exhibit, or correct the paper",
            )
    absent = [letter for letter in named if letter not in examined.exhibits.letters]
    if absent and examined.pleadings:
        cited = [letter for letter in absent if letter in citing]
        yield Finding(
            "error" if cited else "warning",
            "exhibits",
            f"the papers list exhibits ({', '.join(absent)}) that this packet does not hold",
            "give the file of each, or take it off the list",
        )
    for letter in examined.exhibits.letters:
        if examined.pleadings and letter not in citing:
            yield Finding(
                "note",
                "exhibits",
                f"no paper cites exhibit {letter}",
                "say in a declaration what it shows, or leave it out",
            )
