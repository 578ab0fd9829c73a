"""The register of court forms: every card of a folder, checked, by the form's number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from ..errors import FormError, Problem
from .card import FormCard

CARDS = Path(__file__).parent.parent / "data" / "sources"
"""The folder of the cards that come with the package."""

SUPERSEDED = "superseded"
"""The folder below it with the cards of earlier editions."""


@dataclass(frozen=True)
class Registry:
    """All form cards: those in force by number, and those of earlier editions."""

    cards: Mapping[str, FormCard]
    superseded: tuple[FormCard, ...] = ()

    def __iter__(self) -> Iterator[FormCard]:
        """The cards in force."""
        return iter(self.cards.values())

    @property
    def editions(self) -> tuple[FormCard, ...]:
        """Every card; of a form, the one in force first."""
        return (*self.cards.values(), *self.superseded)

    def edition(self, form: str, date: datetime.date) -> FormCard:
        """The card of one edition of a form.

        Args:
            form: its number (CR-180) or an alias.
            date: the day of the edition.

        Raises:
            FormError: there is no such card.
        """
        number = self.card(form).form
        known = [card for card in self.editions if card.form == number]
        for card in known:
            if card.edition.date == date:
                return card
        dates = ", ".join(card.edition.date.isoformat() for card in known)
        raise FormError(
            Problem(form, f"there is no card for the edition of {date}", f"one of {dates}")
        )

    def card(self, form: str) -> FormCard:
        """The card of a form.

        Args:
            form: its number (CR-187) or an alias on its card.

        Raises:
            FormError: there is no such card.
        """
        found = self.cards.get(form)
        if found is None:
            found = next((card for card in self if form in card.aliases), None)
        if found is None:
            known = ", ".join(self.cards)
            raise FormError(Problem(form, "there is no card for this form", f"one of {known}"))
        return found


@cache
def registry(folder: Path = CARDS) -> Registry:
    """Load every card (`*.yaml`) of a folder and of its `superseded`, once per process.

    Raises:
        FormError: a card can't be read or breaks its own rules; all problems of all cards, each
            with file, line and key; two cards in force are of one form;
            or a card lies in the wrong folder.
    """
    cards: dict[str, FormCard] = {}
    earlier: list[FormCard] = []
    problems: list[Problem] = []
    for path in sorted([*folder.glob("*.yaml"), *folder.glob(f"{SUPERSEDED}/*.yaml")]):
        try:
            card = load_card(path)
        except FormError as error:
            problems.extend(error.problems)
            continue
        superseded = path.parent.name == SUPERSEDED
        if superseded != (card.edition.status == "superseded"):
            what = f"the edition is {card.edition.status}"
            problems.append(Problem(path.name, what, f"keep {SUPERSEDED} cards there, no others"))
        elif superseded:
            earlier.append(card)
        elif card.form in cards:
            problems.append(
                Problem(path.name, f"{card.form} has a card already", "remove one of them")
            )
        else:
            cards[card.form] = card
    if problems:
        raise FormError(problems)
    return Registry(cards, tuple(earlier))


def load_card(path: Path) -> FormCard:
    """Read and check one card.

    Raises:
        FormError: all that is wrong with it, each with file, line and key.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(
            Problem(path.name, f"can't be read ({error})", "correct the file")
        ) from error
    return parse_card(text, path.name)


def parse_card(text: str, where: str) -> FormCard:
    """A card from the text of its YAML file.

    Args:
        text: the YAML.
        where: the file's name, for errors.

    Raises:
        FormError: all that is wrong with it, each with file, line and key.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        what = f"is not YAML: {getattr(error, 'problem', None) or error}"
        raise FormError(Problem(where + line, what, "correct the file")) from error
    try:
        return FormCard.model_validate(content)
    except ValidationError as error:
        raise FormError(
            Problem(
                f"{where}:{_line(node, _key_path(problem['loc'], problem['msg'], content))} "
                + ".".join(str(part) for part in problem["loc"]),
                re.sub("^Value error, ", "", problem["msg"]),
                "correct the card",
            )
            for problem in error.errors(include_url=False)
        ) from error


def _key_path(loc: tuple[int | str, ...], message: str, content: object) -> tuple[int | str, ...]:
    """Where in the card a problem is; a rule over the whole card names a field by its key."""
    fields = content.get("fields") if isinstance(content, dict) else None
    if not loc and isinstance(fields, list):
        for number, field in enumerate(fields):
            key = field.get("key") if isinstance(field, dict) else None
            if key and re.search(rf"(?<![\w.]){re.escape(str(key))}(?![\w.])", message):
                return ("fields", number)
    return loc


def _line(node: yaml.Node | None, path: tuple[int | str, ...]) -> int:
    """The line of a card (from 1) where the value at `path` begins, or what holds it."""
    if node is None:
        return 1
    line: int = node.start_mark.line + 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == part), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                return line
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line
