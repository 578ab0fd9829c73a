"""Decisions cited in a text: in full, by "supra", by name, or by a short name in italics.

full    People v. Vivar (2021) 11 Cal.5th 510, revd. on other grounds sub nom. … (2022) …
supra   People v. Vivar, supra, 11 Cal.5th 510; Vivar, supra, 11 Cal.5th at p. 529
name    In People v. Vivar the court …
short   … as *Vivar* asks (in italics only: a client may be called Lopez)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .authorities import Authority, group_of_decision
from .passages import Passage

_MOST = 12
"""A party's name has no more words besides the first: the time for hostile text stays bounded."""

_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_PARTY = (
    rf"{_WORD}(?: (?:{_WORD}|&|of|the|and|de|la|ex rel\.|\({_WORD}(?: {_WORD})*\))){{0,{_MOST}}}"
)
_NO_PARTY = r"(?!(?:See|Cf|But|In|Under|Accord|And|As|The|That|Here|Compare|Contra|Ibid)\b)"
NAME = rf"(?:(?:In re|Matter of|Ex parte) {_PARTY}|{_NO_PARTY}{_PARTY} v\. {_PARTY})"
_REPORTER = (
    r"(?:Cal\.(?:App\.)?(?:2d|3d|4th|5th)?(?: Supp\.)?|Cal\.Rptr\.(?:2d|3d)?|U\.S\.|S\.Ct\."
    r"|L\.Ed\.2d|F\.(?:2d|3d|4th)|F\.Supp\.(?:2d|3d)?|I&N Dec\.|[NSP]\.[EWA]?\.?(?:2d|3d))"
)
_AT = rf"\d{{1,4}} {_REPORTER} \d{{1,5}}"
_WHEN = r"\((?:[^()]{1,30} )?\d{4}\)"
_LATER = rf"(?:, (?:revd|affd|vacated|mod|overruled|disapproved)\b[^;()]{{0,80}}{_WHEN} {_AT})"
_FULL = re.compile(rf"(?P<name>{NAME}) {_WHEN} (?P<at>{_AT}){_LATER}*")
_SUPRA = re.compile(
    rf"(?P<name>{NAME}|{_NO_PARTY}{_WORD}(?: {_WORD}){{0,3}}),? supra,? "
    rf"(?P<at>\d{{1,4}} {_REPORTER})(?P<page> \d{{1,5}})?(?: at pp?\. \d+)?"
)
_SUPRA_ALONE = re.compile(rf"(?P<name>{NAME}|{_NO_PARTY}{_WORD}),? supra\b")
_PLAINTIFFS = ("People", "United States", "State", "Commonwealth")


@dataclass(frozen=True)
class Span:
    """A place that cites.

    Attributes:
        start, end: where, in the passage.
        authority: what it cites; `None` where that can't be told.
    """

    start: int
    end: int
    authority: Authority | None


class Decisions:
    """The decisions that may be met: those known from the law, then those the paper cites."""

    def __init__(self, known: Iterable[str], passages: Iterable[Passage]) -> None:
        """Learn them.

        Args:
            known: full citations of the law's own tables; those of decisions are learned.
            passages: the paper; what it cites in full is learned after the known ones.
        """
        self._by_place: dict[str, Authority] = {}
        for citation in known:
            for match in _FULL.finditer(citation):
                self._learn(match)
        self._known = frozenset(self._by_place.values())
        self._cited: dict[Authority, None] = {}
        for each in passages:
            self._cited |= dict.fromkeys(self._learn(m) for m in _FULL.finditer(each.text))
            for match in _SUPRA.finditer(each.text):
                if found := self._by_supra(match):
                    self._cited[found] = None
        self._names = _any_of(name_of(each) for each in self._by_place.values())
        self._short_names = _any_of(map(short_name, self._cited))

    def is_known(self, authority: Authority) -> bool:
        """Whether the law's own tables hold a decision."""
        return authority in self._known

    def spans(self, passage: Passage) -> Iterator[Span]:
        """Every place of a passage that cites a decision; they don't overlap."""
        text = passage.text
        for match in _FULL.finditer(text):
            cited = self._by_place[match["at"]]
            before = match["name"].removesuffix(name_of(cited))  # a word of the sentence before
            start = match.start() + (len(before) if before != match["name"] else 0)
            yield Span(start, match.end(), cited)
            text = _blanked(text, match)
        for match in _SUPRA.finditer(text):
            yield Span(match.start(), match.end(), self._by_supra(match))
            text = _blanked(text, match)
        for match in _SUPRA_ALONE.finditer(text):
            yield Span(match.start(), match.end(), self._only(self._called(match["name"])))
            text = _blanked(text, match)
        for match in self._names.finditer(text):
            yield Span(match.start(), match.end(), self._only(self._called(match[0])))
            text = _blanked(text, match)
        for match in self._short_names.finditer(text):
            if passage.in_italics(*match.span()):
                yield Span(match.start(), match.end(), self._only(self._called(match[0])))

    def _learn(self, match: re.Match[str]) -> Authority:
        citation = match[0]
        return self._by_place.setdefault(
            match["at"], Authority(group_of_decision(citation), citation)
        )

    def _by_supra(self, match: re.Match[str]) -> Authority | None:
        if match["page"] and f"{match['at']}{match['page']}" in self._by_place:
            return self._by_place[f"{match['at']}{match['page']}"]
        volume = f" {match['at']} "
        return self._only(a for a in self._called(match["name"]) if volume in a.citation)

    def _called(self, name: str) -> list[Authority]:
        """The decisions of a name: those that the paper cites, else those that the law knows."""
        ending = re.compile(rf"(?:^|.* ){re.escape(name)}$")
        for among in (self._cited, self._by_place.values()):
            found = [a for a in among if name in (name_of(a), short_name(a))]
            found = found or [a for a in among if ending.match(name_of(a)) and " v. " in name]
            if found:
                return found
        return []

    def _only(self, found: Iterable[Authority]) -> Authority | None:
        """The one that was found; none where it may be one or another."""
        several = list(dict.fromkeys(found))
        return several[0] if len(several) == 1 else None


def name_of(decision: Authority) -> str:
    """The name of a decision: People v. Vivar."""
    return re.sub(rf" {_WHEN}.*", "", decision.citation)


def short_name(decision: Authority) -> str:
    """What it is called for short: Vivar; Zamudio; Padilla; Pickering."""
    name = re.sub(r"^(?:In re|Matter of|Ex parte) ", "", name_of(decision))
    if party := re.search(r"\(([^()]+)\)$", name):
        return party[1]
    first, _, second = name.partition(" v. ")
    return second if first in _PLAINTIFFS and second else first


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some names, the longest first; nothing where there are none."""
    longest_first = sorted(set(words), key=lambda name: (-len(name), name))
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w-])"
    )
