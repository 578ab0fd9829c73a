"""The review page: every answer under its question, what is wrong, what will be made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, product
from typing import Any

from docassemble.base.util import DADict, url_action
from markupsafe import Markup

from ..casefile import CaseFile, PartialDate
from ..casefile.handbook import meaning
from ..errors import PlanError, Problem
from ..expressions.wording import long_date
from . import words
from .facts import UNKNOWN, FactGroup, FactList, Facts
from .parts import part
from .people import office, today
from .screens import Ask, Interview, Screen, fill_indexes, interview
from .shape import slot_at, variable
from .trouble import Trouble

_ADDRESS = re.compile(r"\b[a-z_]+(?:\.(?:\d+|[a-z_]+))+\b")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SHORT = 48
"""Characters of an answer that fits beside another one."""


@dataclass(frozen=True)
class Row:
    """One answer: its label and its words."""

    label: str
    answer: str

    @property
    def is_long(self) -> bool:
        """Whether the answer wants a line of its own."""
        return len(self.answer) > _SHORT or "\n" in self.answer


@dataclass(frozen=True)
class Card:
    """The answers of one screen.

    Attributes:
        title: the screen's name; with the number of its case or person where there are several.
        items: the answers that were given, for each item of a list; one item where it is no list.
        link: where to change them.
        is_none: whether a list was asked, and there is none.
    """

    title: str
    items: tuple[tuple[Row, ...], ...]
    link: str
    is_none: bool

    @property
    def is_answered(self) -> bool:
        """Whether anything was told."""
        return self.is_none or any(self.items)


@dataclass(frozen=True)
class Section:
    """One section of the interview."""

    title: str
    cards: tuple[Card, ...]

    @property
    def answers(self) -> int:
        """How many answers were given."""
        return sum(len(rows) for card in self.cards for rows in card.items)

    @property
    def open_screens(self) -> int:
        """How many screens were not answered."""
        return sum(not card.is_answered for card in self.cards)


@dataclass(frozen=True)
class LinkedProblem:
    """A problem in a page: the question it is about and a link to it, where the interview asks it.

    Attributes:
        where: the question, or the fact's address.
        what: what is wrong.
        remedy: what to do.
        link: where to change it; empty where this interview doesn't ask it.
    """

    where: str
    what: str
    remedy: str
    link: str


def review_all(facts: Facts, file_name: str) -> Markup:
    """The review page of an interview.

    Args:
        facts: what was told.
        file_name: of the interview, in `interviews/`.
    """
    asked = interview(file_name)
    return part(
        "review.html",
        sections=_sections(asked, facts),
        version=facts.saved_version,
        as_of=shown(facts.meta.as_of),
        is_today=facts.meta.as_of == today().isoformat(),
        change_as_of=url_action("facts.meta.as_of"),
        **_plans(asked, facts.case_file()),
    )


def review_section(facts: Facts, file_name: str, section: str) -> Markup:
    """The answers of one section.

    Args:
        facts: what was told.
        file_name: of the interview, in `interviews/`.
        section: its key.
    """
    asked = interview(file_name)
    return part("section.html", section=_section(asked, section, facts))


def section_title(file_name: str, section: str) -> str:
    """The title of a section of an interview."""
    return interview(file_name).sections[section]


def trouble_part(trouble: Trouble, file_name: str = "") -> Markup:
    """What went wrong, with a link to each question that can put it right.

    Args:
        trouble: what went wrong.
        file_name: the interview in which it did, if it asks facts.
    """
    asked = interview(file_name) if file_name else None
    return part(
        "trouble.html",
        kind=trouble.kind,
        asks=asked is not None,
        problems=[linked(problem, asked) for problem in trouble.problems],
    )


def linked(problem: Problem, asked: Interview | None) -> LinkedProblem:
    """A problem in the words of the interview's questions, with a link to the one it is about."""
    if asked is None:
        return LinkedProblem(problem.where, problem.what, problem.remedy, "")
    what, remedy = (_in_words(text, asked) for text in (problem.what, problem.remedy))
    found = _asking(problem.where, asked)
    if found is None:
        return LinkedProblem(problem.where, what, remedy, "")
    screen, ask = found
    numbers = _numbers(problem.where)
    link = url_action(fill_indexes(ask.variable, (*numbers, 0, 0)))
    return LinkedProblem(_place(screen, ask, numbers), what, remedy, link)


def place_of(address: str, file_name: str) -> str:
    """Which question of an interview asks a fact; what the fact is where none does."""
    found = _asking(address, interview(file_name))
    return _place(*found, _numbers(address)) if found else meaning(address)


def question_of(address: str, file_name: str) -> str:
    """The variable by which an interview asks a fact; empty where it doesn't."""
    found = _asking(address, interview(file_name))
    return fill_indexes(found[1].variable, (*_numbers(address), 0, 0)) if found else ""


def in_words(text: str, file_name: str) -> str:
    """A text with the labels of an interview's questions for addresses, and days in words."""
    return _in_words(text, interview(file_name))


def _numbers(address: str) -> tuple[int, ...]:
    return tuple(int(step) for step in address.split(".") if step.isdigit())


def _asking(address: str, asked: Interview) -> tuple[Screen, Ask] | None:
    """The screen and input that ask the fact at an address."""
    return asked.screen_for(variable(address)) if slot_at(address) else None


def _place(screen: Screen, ask: Ask, numbers: tuple[int, ...]) -> str:
    """Which question a problem is about: "Counts, number 2: Section"."""
    name = screen.name
    if numbers and (screen.is_list or numbers[-1] > 0):
        name = f"{name}, number {numbers[-1] + 1}"
    return f"{name}: {ask.label}"


def _in_words(text: str, asked: Interview) -> str:
    """A problem's text with the questions' labels for addresses, and dates as people write them."""

    def label(found: re.Match[str]) -> str:
        place = _asking(found[0], asked)
        return f'"{place[1].label}"' if place else found[0]

    return _ISO_DAY.sub(lambda found: _day(found[0]), _ADDRESS.sub(label, text))


def shown(answer: Any, ask: Ask | None = None) -> str:
    """An answer in words: labels for the words of a list, long dates, lines joined."""
    if answer is None:
        return "None"
    if isinstance(answer, DADict):
        chosen = [word for word, ticked in answer.elements.items() if ticked]
        return "; ".join(_label(word, ask) for word in chosen)
    if isinstance(answer, list):
        return "\n".join(str(line) for line in answer)
    text = str(answer).strip()
    return _label(_day(text), ask)


def _label(word: str, ask: Ask | None) -> str:
    if word == UNKNOWN:
        return words.NOT_KNOWN
    return ask.labels.get(word, word) if ask else word


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return long_date(PartialDate(year=day.year, month=day.month, day=day.day))


def _sections(asked: Interview, facts: Facts) -> list[Section]:
    keys = {screen.section for screen in asked.screens}
    return [_section(asked, key, facts) for key in asked.sections if key in keys]


def _section(asked: Interview, key: str, facts: Facts) -> Section:
    screens = (screen for screen in asked.screens if screen.section == key)
    cards = tuple(card for screen in screens for card in _cards(screen, facts))
    return Section(asked.sections[key], cards)


def _cards(screen: Screen, facts: Facts) -> Iterator[Card]:
    """A card for the screen; one for each case or person where it is asked for each."""
    found = list(_items(screen, facts))
    outer = screen.indexes - screen.is_list
    several = len({numbers[:outer] for numbers in found}) > 1
    for prefix, group in groupby(found or [(0,) * screen.indexes], key=lambda n: n[:outer]):
        items = list(group)
        yield Card(
            _numbered(screen.name, prefix) if several else screen.name,
            tuple(_rows(screen, numbers, facts) for numbers in items),
            _link(screen, items[0], facts),
            screen.is_list and _is_none(screen, items[0], facts),
        )


def _link(screen: Screen, numbers: tuple[int, ...], facts: Facts) -> str:
    """Where to change a screen's answers; an empty list needs a first group to ask about."""
    first = fill_indexes(screen.asks[0].variable, numbers)
    held = _value(facts, first.rpartition("[")[0]) if screen.is_list else None
    if isinstance(held, FactList) and not held.elements:
        return str(url_action("add_to_list", list=held.instanceName, question=first))
    return str(url_action(first))


def open_list(facts: Facts, name: str) -> None:
    """Open a list that is complete and empty, for a first group.

    Args:
        facts: that hold the list.
        name: of the list's variable.
    """
    found = _list(facts, name)
    if not found.elements:
        found.appendObject()


def _is_none(screen: Screen, numbers: tuple[int, ...], facts: Facts) -> bool:
    """Whether the list of a screen was asked, and nothing is in it."""
    variable_of_list = fill_indexes(screen.asks[0].variable, numbers).rpartition("[")[0]
    try:
        found = _list(facts, variable_of_list)
    except TypeError:
        return False
    return bool(vars(found).get("gathered")) and not found.elements


def _rows(screen: Screen, numbers: tuple[int, ...], facts: Facts) -> tuple[Row, ...]:
    return tuple(
        Row(ask.label, words_of)
        for ask in screen.asks
        if (words_of := _answer(ask, fill_indexes(ask.variable, numbers), facts))
    )


def _items(screen: Screen, facts: Facts) -> Iterator[tuple[int, ...]]:
    """The indexes of every item there is for a screen; an empty list has one blank item."""
    pattern = screen.asks[0].variable
    if "[i]" not in pattern:
        yield ()
        return
    outer = _list(facts, pattern.split("[i]")[0])
    for i in range(len(outer.elements)):
        if "[j]" not in pattern:
            yield (i,)
            continue
        inner = _list(facts, fill_indexes(pattern.split("[j]")[0], (i,)))
        yield from product((i,), range(max(1, len(inner.elements))))


def _list(facts: Facts, name: str) -> FactList:
    found = _value(facts, name)
    if not isinstance(found, FactList):
        raise TypeError(f"{name} is no list of facts")
    return found


def _answer(ask: Ask, name: str, facts: Facts) -> str:
    value = _value(facts, name)
    return "" if value is _ABSENT else shown(value, ask)


_ABSENT = object()


def _value(facts: Facts, name: str) -> Any:
    """The answer in a variable, without asking for it."""
    value: Any = facts
    for step in name.replace("[", ".").replace("]", "").split(".")[1:]:
        if isinstance(value, FactList):
            elements = value.elements
            value = elements[int(step)] if int(step) < len(elements) else _ABSENT
        elif isinstance(value, FactGroup):
            value = vars(value).get(step, _ABSENT)
    return value


def _numbered(title: str, numbers: tuple[int, ...]) -> str:
    return f"{title} {'.'.join(str(number + 1) for number in numbers)}" if numbers else title


def _plans(asked: Interview, case_file: CaseFile) -> dict[str, Any]:
    """The packets that the facts give, or what stands in their way."""
    try:
        found = office().plans(case_file)
    except PlanError as error:
        return {"plans": (), "obstacles": [linked(p, asked) for p in error.problems]}
    return {
        "plans": found.plans,
        "obstacles": [linked(left.problem, asked) for left in found.left_out],
    }
