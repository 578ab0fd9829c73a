"""The headings of a paper, by Word's own heading styles, with the numbers that Word gives them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from .passages import W

DEEPEST = 9
"""Word has heading styles of levels 1 to 9."""


@dataclass(frozen=True)
class Heading:
    """One heading.

    Attributes:
        paragraph: which paragraph of the paper it is, from 0.
        level: 1 to 9.
        number: `IV.`, as Word prints it; empty for one without.
        text: its words.
    """

    paragraph: int
    level: int
    number: str
    text: str


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str | None
    numbering: tuple[str, int] | None


class Outline:
    """Reads the headings of a paper from its styles and its numbering."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        """Learn the styles and the lists.

        Args:
            styles: the part `styles.xml`.
            numbering: the part `numbering.xml`, where there is one.
        """
        self._styles = {
            str(style.get(f"{W}styleId")): _Style(
                _value(style, "name") or "",
                _value(style, "basedOn"),
                _numbering_of(style.find(f"{W}pPr")),
            )
            for style in styles.iter(f"{W}style")
        }
        self._levels = dict(_levels(numbering)) if numbering is not None else {}

    def style_name(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style, in small letters: `heading 1`."""
        style = self._styles.get(_value(paragraph.find(f"{W}pPr"), "pStyle") or "")
        return style.name.casefold() if style else ""

    def headings(
        self, paragraphs: Sequence[etree._Element], texts: Sequence[str]
    ) -> Iterator[Heading]:
        """Every heading that has words.

        Args:
            paragraphs: those of the paper, in order.
            texts: their words.
        """
        counted: dict[str, list[int]] = {}
        for index, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
            number = self._number(paragraph, counted)
            kind, _, level = self.style_name(paragraph).partition(" ")
            if kind == "heading" and level.isdigit() and text.strip():
                yield Heading(index, int(level), number, " ".join(text.split()))

    def _number(self, paragraph: etree._Element, counted: dict[str, list[int]]) -> str:
        """Count a paragraph in its list; gives its number as printed, empty outside of lists."""
        properties = paragraph.find(f"{W}pPr")
        place = _numbering_of(properties) or self._of_style(_value(properties, "pStyle"))
        if place is None or (found := self._levels.get(place)) is None:
            return ""
        numbering, level = place
        counts = counted.setdefault(numbering, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            above = self._levels.get((numbering, len(counts)))
            counts.append((above.start if above else 1) - (len(counts) == level))
        counts[level] += 1
        text = found.text
        for each, count in enumerate(counts):
            look = self._levels.get((numbering, each))
            text = text.replace(f"%{each + 1}", _shown(count, look.form if look else "decimal"))
        return text

    def _of_style(self, name: str | None) -> tuple[str, int] | None:
        while name and (style := self._styles.get(name)):
            if style.numbering:
                return style.numbering
            name = style.parent
        return None


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    text: str


def _levels(numbering: etree._Element) -> Iterator[tuple[tuple[str, int], _Level]]:
    """Every level of every list, by the list's number and the level from 0."""
    lists = {str(each.get(f"{W}abstractNumId")): each for each in numbering.iter(f"{W}abstractNum")}
    for each in numbering.iter(f"{W}num"):
        levels = lists.get(_value(each, "abstractNumId") or "")
        for level in levels.iter(f"{W}lvl") if levels is not None else ():
            yield (
                (str(each.get(f"{W}numId")), int(str(level.get(f"{W}ilvl")))),
                _Level(
                    int(_value(level, "start") or 1),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                ),
            )


def _numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    number = _value(numbering, "numId")
    return (number, int(_value(numbering, "ilvl") or 0)) if number else None


def _value(element: etree._Element | None, name: str) -> str | None:
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def _shown(number: int, form: str) -> str:
    """A number in one of Word's forms."""
    if form.endswith("Roman"):
        shown = _roman(number)
    elif form.endswith("Letter"):
        shown = chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)
    else:
        return str(number) if form != "bullet" else ""
    return shown if form.startswith("upper") else shown.lower()


def _roman(number: int) -> str:
    shown = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        shown += letters * (number // value)
        number %= value
    return shown
