"""What people read: the labels of closed lists, counties, languages, and yes and no."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from ..casefile.counties import counties
from ..expressions.wording import languages
from .facts import UNKNOWN

Choice = dict[str, str]
"""One choice of a question, as docassemble wants it: the word and its label."""

NOT_KNOWN = "Not known"


def choices(vocabulary: str) -> list[Choice]:
    """The words of a closed list with their labels.

    Args:
        vocabulary: its name in `casefile/vocabulary.py`, such as `PleaType`.
    """
    return [{word: label} for word, label in labels(vocabulary).items()]


def choices_among(vocabulary: str, *words: str) -> list[Choice]:
    """Some words of a closed list with their labels, in the order given."""
    return [{word: labels(vocabulary)[word]} for word in words]


def choices_or_unknown(vocabulary: str) -> list[Choice]:
    """The same, and "not known"."""
    return [*choices(vocabulary), {UNKNOWN: NOT_KNOWN}]


def yes_no() -> list[Choice]:
    """Yes, no, and not known."""
    return [{"yes": "Yes"}, {"no": "No"}, {UNKNOWN: NOT_KNOWN}]


def county_choices() -> list[str]:
    """California's counties."""
    return list(counties())


def language_choices() -> list[Choice]:
    """Languages by their codes, in the order of their names."""
    return [{code: name} for code, name in sorted(languages().items(), key=lambda one: one[1])]


@cache
def labels(vocabulary: str) -> dict[str, str]:
    """Word and label of a closed list.

    Raises:
        KeyError: there is no such list.
    """
    return {str(word): label for word, label in _table()[vocabulary].items()}


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table
