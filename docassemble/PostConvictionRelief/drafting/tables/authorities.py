"""What a memorandum cites, as its table of authorities lists it: in groups, in order, in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Group(Enum):
    """A group of the table of authorities, in the order of the table.

    The value holds its title and the number of Word's own category, by which a lawyer who marks
    another citation in Word puts it into the same group (from 8 on they have no name in Word).
    """

    CASES = ("Cases", 1)
    CONSTITUTIONS = ("Constitutional Provisions", 7)
    STATUTES = ("California Statutes", 2)
    RULES = ("California Rules of Court", 4)
    FEDERAL_STATUTES = ("Federal Statutes", 8)
    FEDERAL_REGULATIONS = ("Federal Regulations", 6)
    AGENCY_DECISIONS = ("Administrative Decisions", 9)
    OTHERS = ("Other Authorities", 3)

    @property
    def title(self) -> str:
        """What stands above the group."""
        return self.value[0]

    @property
    def category(self) -> int:
        """Word's number for the group (the switch `c` of its fields TA and TOA)."""
        return self.value[1]


ORDER = tuple(Group)
"""The groups from the first to the last of the table."""


@dataclass(frozen=True)
class Authority:
    """One authority; two citations of the same one are equal.

    Attributes:
        group: where it is listed.
        citation: in full, as it is printed in the table; without quotation marks.
    """

    group: Group
    citation: str

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The citation cut into pieces, each with whether it is in italics (names of cases)."""
        found: list[tuple[str, bool]] = []
        at = 0
        for name in _ITALICS.finditer(self.citation) if self.group in _DECIDED else ():
            found += [(self.citation[at : name.start()], False), (name[0], True)]
            at = name.end()
        return tuple(piece for piece in (*found, (self.citation[at:], False)) if piece[0])

    @property
    def rank(self) -> tuple[object, ...]:
        """By this it is sorted: group, then letters without signs, and numbers by their size."""
        former = self.citation.startswith("Former ")
        plain = self.citation.removeprefix("Former ").replace("§§", "§").casefold()
        session_law = plain.startswith("stats.")
        pieces = re.findall(r"\d+|[a-z]+", plain.replace("’", "").replace("'", ""))
        natural = tuple((1, int(p), "") if p.isdigit() else (0, 0, p) for p in pieces)
        return (ORDER.index(self.group), session_law, natural, former)


_DECIDED = (Group.CASES, Group.AGENCY_DECISIONS)
_ITALICS = re.compile(r"(?:^|(?<=sub nom\. )).+?(?= \((?:[^()]* )?\d{4}\))")
"""The name of a decision, and the other name it went by in a higher court."""


def group_of_decision(citation: str) -> Group:
    """Where a decision is listed: those of immigration authorities apart from those of courts."""
    return Group.AGENCY_DECISIONS if "I&N Dec." in citation else Group.CASES
