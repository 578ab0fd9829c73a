"""The screens of an interview, read from its own YAML: which facts each asks, in which words.

The review page shows every answer under the label of its question, and a problem leads to the
screen that asks its fact, without a second table of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from . import words
from .shape import ROOT

_QUESTIONS = Path(__file__).parent.parent / "data" / "questions"
_CALL = re.compile(r"(\w+)\((?:'([^']*)'(?:, .*)?)?\)")
_INDEX = re.compile(r"\[[ij]\]")
_LISTS: Mapping[str, Callable[[str], list[words.Choice]]] = {
    "choices": words.choices,
    "choices_among": words.choices,
    "choices_or_unknown": words.choices_or_unknown,
    "yes_no": lambda _: words.yes_no(),
    "language_choices": lambda _: words.language_choices(),
}


@dataclass(frozen=True)
class Ask:
    """One input of a screen.

    Attributes:
        label: what stands beside the input.
        variable: what it sets, with the indexes `[i]` and `[j]` left open.
        labels: of the choices, by the word that is kept; empty where there is no list.
    """

    label: str
    variable: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Screen:
    """One screen.

    Attributes:
        name: its short name (`id`).
        section: key of its section.
        asks: its inputs that ask facts.
        is_list: whether it asks a whole list at once.
    """

    name: str
    section: str
    asks: tuple[Ask, ...]
    is_list: bool

    @property
    def indexes(self) -> int:
        """How many list indexes its variables leave open."""
        return max(len(_INDEX.findall(ask.variable)) for ask in self.asks)

    def asking(self, variable: str) -> Ask | None:
        """The input that sets `variable` (its indexes filled in), or is a part of what it names."""
        open_variable = open_indexes(variable)
        for ask in self.asks:
            if f"{ask.variable}.".startswith(f"{open_variable}."):
                return ask
            if ask.variable.startswith(f"{open_variable}["):
                return ask
        return None


@dataclass(frozen=True)
class Interview:
    """The screens of one interview in their order, and the titles of its sections."""

    sections: Mapping[str, str]
    screens: tuple[Screen, ...]

    def screen_for(self, variable: str) -> tuple[Screen, Ask] | None:
        """The screen and input for a variable; for a group or list, the first that asks in it."""
        for screen in self.screens:
            ask = screen.asking(variable)
            if ask is not None:
                return screen, ask
        return None


@cache
def interview(file_name: str) -> Interview:
    """The screens of an interview file.

    Args:
        file_name: in `interviews/`, such as `vacate_1473_7.yml`.
    """
    blocks = list(blocks_of(file_name))
    sections: dict[str, str] = {}
    for block in blocks:
        for entry in block.get("sections", ()):
            sections.update({str(key): str(title) for key, title in entry.items()})
    return Interview(sections, tuple(_screens(blocks)))


def blocks_of(file_name: str) -> Iterator[dict[str, Any]]:
    """The blocks of an interview file, those of the files that it includes in their place."""
    text = (_QUESTIONS / file_name).read_text(encoding="utf-8")
    for block in yaml.safe_load_all(text):
        if not isinstance(block, dict):
            continue
        for included in block.get("include", ()):
            yield from blocks_of(included)
        yield block


def open_indexes(variable: str) -> str:
    """`facts.case[0].counts[2].code` → `facts.case[i].counts[j].code`."""
    letters = iter("ij")
    return re.sub(r"\[\d+\]", lambda _: f"[{next(letters)}]", variable)


def fill_indexes(variable: str, numbers: tuple[int, ...]) -> str:
    """`facts.case[i].counts[j].code` and (0, 2) → `facts.case[0].counts[2].code`."""
    for letter, number in zip("ij", numbers, strict=False):
        variable = variable.replace(f"[{letter}]", f"[{number}]")
    return variable


def _screens(blocks: list[dict[str, Any]]) -> Iterator[Screen]:
    for block in blocks:
        asks = tuple(_asks(block.get("fields", ())))
        if asks and "section" in block:
            yield Screen(block["id"], block["section"], asks, "list collect" in block)


def _asks(fields: list[dict[str, Any]]) -> Iterator[Ask]:
    for field in fields:
        label, variable = next(iter(field.items()))
        if str(variable).startswith(f"{ROOT}.") and label != "no label":
            yield Ask(str(label), str(variable), _labels(field.get("code")))


def _labels(code: str | None) -> dict[str, str]:
    """Word and label of a field's choices, from the call that makes them."""
    found = _CALL.fullmatch(code.strip()) if code else None
    if found is None or found[1] not in _LISTS:
        return {}
    return {
        word: label for choice in _LISTS[found[1]](found[2] or "") for word, label in choice.items()
    }
