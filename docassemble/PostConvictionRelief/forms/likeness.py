"""How alike two fields are: the words that a reader sees at them, the names inside, the places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .card_field import Box

_INDEX = re.compile(r"\[\d+\]|_(ft|cb|dt|dc|tf|sf|bt|rb|nu)\b")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+(?:\.\d+)?")
_TEXT, _NAME, _PLACE = 0.55, 0.2, 0.25


@dataclass(frozen=True)
class Seen:
    """What is compared of a field.

    Attributes:
        text: words of its tooltip, or of what is printed beside it.
        name: words of the last part of its full name.
        page: its page, from 1.
        box: its edges in points.
        ticked: whether it is a checkbox.
    """

    text: frozenset[str]
    name: frozenset[str]
    page: int
    box: Box
    ticked: bool


def text_words(text: str) -> frozenset[str]:
    """The words of a text, without case and marks; numbers of sections stay whole (1203.4)."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def name_words(name: str) -> frozenset[str]:
    """The words of the last part of a full name: `…Code2_ft[0]` is code and 2."""
    return text_words(_INDEX.sub("", name.rpartition(".")[2] or name))


class Likeness:
    """Measures likeness; a word that few fields have counts for more."""

    def __init__(self, fields: Iterable[Seen]) -> None:
        """Learn how common words are.

        Args:
            fields: those that will be compared.
        """
        listed = list(fields)
        self._many = len(listed) + 1
        self._texts = Counter(word for field in listed for word in field.text)
        self._names = Counter(word for field in listed for word in field.name)

    def of(self, one: Seen, other: Seen) -> float:
        """From 0, nothing in common, to 1; 0 for a box to tick and a text."""
        if one.ticked != other.ticked:
            return 0.0
        text = self.shared_text(one.text, other.text)
        name = self.shared_name(one.name, other.name)
        return _TEXT * text + _NAME * name + _PLACE * near(one, other)

    def shared_text(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much of the words of two texts is the same, by weight, from 0 to 1."""
        return self._shared(one, other, self._texts)

    def shared_name(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The same for the words of two names."""
        return self._shared(one, other, self._names)

    def _shared(
        self, one: frozenset[str], other: frozenset[str], common: Mapping[str, int]
    ) -> float:
        whole = sum(self._weight(word, common) for word in one | other)
        return sum(self._weight(word, common) for word in one & other) / whole if whole else 0.0

    def _weight(self, word: str, common: Mapping[str, int]) -> float:
        return math.log(1 + self._many / (1 + common.get(word, 0)))


def near(one: Seen, other: Seen) -> float:
    """How near two places on paper are, from 0 to 1; a page further is as far as half a page."""
    across = abs(one.box[0] - other.box[0]) / 400
    down = abs((one.box[3] - one.page * 400) - (other.box[3] - other.page * 400)) / 800
    return max(0.0, 1 - across - down)
