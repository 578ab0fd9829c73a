"""All that a memorandum cites, in the order of its text, each place told to its authority.

What a place can't be told to is a doubt, and so is what looks like a citation and is read as none:
a table of authorities that lacks one is wrong, and nobody would see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .authorities import Authority, Group
from .decisions import Decisions
from .passages import Passage
from .provisions import Section, provisions, stated_code

_AGAIN = re.compile(r"\bIbid\.|\bId\.(?=,? at p)")
_SIGNS = re.compile(
    r"\b[\w.’'-]+ v\. [A-Z]|\bsupra\b|§|\b(?:In re|Matter of|Ex parte) [A-Z]|\bStats\. \d|\bConst\."
    r"|\d (?:U\.S\.|S\.Ct\.|F\.\d|F\.Supp|Cal\.|I&N|U\.S\.C|C\.F\.R)|\bAmends?\.|\b[Rr]ule \d"
)
_SECTION = re.compile(r"(?!Stats\.).+, § [\w.]+")
_AROUND = 30
"""How much of the text before and behind a doubtful place is quoted, in characters."""


@dataclass(frozen=True)
class Citation:
    """A place that cites an authority.

    Attributes:
        passage: which paragraph, from 0.
        start, end: where in it.
        authority: what it cites.
    """

    passage: int
    start: int
    end: int
    authority: Authority


@dataclass(frozen=True)
class Doubt:
    """What the table of authorities can't answer for.

    Attributes:
        words: the place, with some words around it.
        why: what is doubtful.
    """

    words: str
    why: str


@dataclass(frozen=True)
class Cited:
    """All that a paper cites, and what can't be told."""

    citations: tuple[Citation, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class _Place:
    """A place whose authority may still have to be found among those of the others."""

    passage: int
    start: int
    end: int
    cited: tuple[Authority | Section | None, ...]


def cited(passages: Sequence[Passage], known: Iterable[str]) -> Cited:
    """Find what a paper cites.

    Args:
        passages: its paragraphs, without the caption.
        known: the full citations that the law's own tables hold. A decision that they don't hold
            is listed as the paper has it, and is a doubt.
    """
    decisions = Decisions(known, passages)
    places = [
        place for index, each in enumerate(passages) for place in _places(index, each, decisions)
    ]
    reader = _Reader(passages, places)
    citations = tuple(citation for place in places for citation in reader.resolved(place))
    return Cited(
        citations,
        (
            *reader.doubts,
            *_strangers(citations, decisions),
            *_overlooked(passages, places),
        ),
    )


def _places(index: int, passage: Passage, decisions: Decisions) -> list[_Place]:
    """What a passage cites, from its beginning to its end."""
    found = [_Place(index, s.start, s.end, (s.authority,)) for s in decisions.spans(passage)]
    rest = passage.text
    for place in found:
        rest = _blanked(rest, place)
    found += [_Place(index, p.start, p.end, p.cited) for p in provisions(rest)]
    found += [_Place(index, m.start(), m.end(), ()) for m in _AGAIN.finditer(rest)]
    return sorted(found, key=lambda place: place.start)


@dataclass
class _Last:
    """What was cited last, to which "Ibid." and a subdivision by itself go back."""

    authorities: tuple[Authority, ...] = ()
    section: Authority | None = None


class _Reader:
    """Tells short forms from what was cited before, in the order of the text.

    The text goes on behind a footnote where it stood before it. A footnote's own "Ibid." goes back
    to nothing but the same footnote: whether the text or the note before is meant can't be told.
    """

    def __init__(self, passages: Sequence[Passage], places: Sequence[_Place]) -> None:
        self._passages = passages
        self._stated = next(filter(None, (stated_code(each.text) for each in passages)), None)
        cited = [each for place in places for each in place.cited]
        self._with_code = [a.citation for a in cited if isinstance(a, Authority)]
        numbered = (self._told(a) for a in cited if not isinstance(a, Section) or a.number)
        self._statutes = {a: None for a in numbered if a and a.group is Group.STATUTES}
        self._by_sign = {a.number for a in cited if isinstance(a, Section) and a.by_sign}
        self._in_text = self._last = _Last()
        self._at: int | None = None
        self.doubts: list[Doubt] = []

    def resolved(self, place: _Place) -> Iterator[Citation]:
        """The citations at a place."""
        self._go_to(place.passage)
        if not place.cited:  # "Ibid."
            found: tuple[Authority | None, ...] = self._last.authorities or (None,)
        else:
            found = tuple(self._told(each) for each in place.cited)
        words = _around(self._passages[place.passage].text, place.start, place.end)
        if None in found:
            self.doubts.append(Doubt(words, "can't be told to one authority"))
        if any(self._only_a_word(each) for each in place.cited):
            self.doubts.append(Doubt(words, f"is taken for a section of the {self._stated}"))
        told = tuple(dict.fromkeys(each for each in found if each is not None))
        for authority in told:
            yield Citation(place.passage, place.start, place.end, authority)
        self._last.authorities = told or self._last.authorities
        for each in told:
            if each.group is Group.STATUTES and (section := _SECTION.match(each.citation)):
                self._last.section = Authority(Group.STATUTES, section[0])

    def _go_to(self, passage: int) -> None:
        """Take up what was cited last where this passage goes on."""
        if not self._passages[passage].in_footnote:
            self._last = self._in_text
        elif passage != self._at:
            self._last = _Last(section=self._in_text.section)
        self._at = passage

    def _told(self, cited: Authority | Section | None) -> Authority | None:
        if not isinstance(cited, Section):
            return cited
        return self._section(cited) if cited.number else self._subdivision(cited.subdivision)

    def _only_a_word(self, cited: Authority | Section | None) -> bool:
        """Whether it is a section named once in words, whose code is only the one stated."""
        if not isinstance(cited, Section) or not cited.number or self._stated is None:
            return False
        return cited.number not in self._by_sign and not self._codes(cited)

    def _section(self, section: Section) -> Authority | None:
        """A section without its code: of the one code it is cited with, else of the one stated."""
        codes = self._codes(section)
        code = codes.pop() if len(codes) == 1 else self._stated
        return section.of(code) if code else None

    def _codes(self, section: Section) -> set[str]:
        """The codes with which a section of this number is cited."""
        wanted = re.compile(rf"(?P<code>.+), § {re.escape(section.number)}(?!\.?\w)")
        matches = (wanted.match(citation) for citation in self._with_code)
        return {m["code"].removeprefix("Former ") for m in matches if m}

    def _subdivision(self, subdivision: str) -> Authority | None:
        """A subdivision by itself: of the one section that is cited with it, else of the last."""
        with_it = [a for a in self._statutes if a.citation.endswith(f". {subdivision}")]
        if with_it:
            return with_it[0] if len(with_it) == 1 else None
        return self._last.section


def _strangers(citations: Iterable[Citation], decisions: Decisions) -> Iterator[Doubt]:
    """Decisions that the paper cites and the law's tables don't hold."""
    for authority in dict.fromkeys(each.authority for each in citations):
        decided = authority.group in (Group.CASES, Group.AGENCY_DECISIONS)
        if decided and not decisions.is_known(authority):
            yield Doubt(authority.citation, "is no authority that this service knows")


def _overlooked(passages: Sequence[Passage], places: Sequence[_Place]) -> Iterator[Doubt]:
    """What looks like a citation, and is in no place that was read as one."""
    for index, passage in enumerate(passages):
        rest = passage.text
        for place in places:
            if place.passage == index:
                rest = _blanked(rest, place)
        for match in _SIGNS.finditer(rest):
            words = _around(passage.text, match.start(), match.end())
            yield Doubt(words, "looks like a citation, and can't be read as one")


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, behind = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{' '.join(text[first:last].split())}{behind}"


def _blanked(text: str, place: _Place) -> str:
    return text[: place.start] + " " * (place.end - place.start) + text[place.end :]
