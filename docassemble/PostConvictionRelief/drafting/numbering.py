"""The numbering of pleading paper: I. A. 1. for headings, 1. 2. 3. for declarations, bullets.

The numbers are Word's own, so a paragraph that is left out of one case renumbers the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


class _Level(NamedTuple):
    """One level of a list: its style, how it counts, what is printed, and what follows that."""

    style: str
    counts: str
    text: str
    followed_by: str


_LISTS = (
    (
        _Level("Heading 1", "upperRoman", "%1.", "space"),
        _Level("Heading 2", "upperLetter", "%2.", "tab"),
        _Level("Heading 3", "decimal", "%3.", "tab"),
    ),
    (_Level("Numbered Paragraph", "decimal", "%1.", "tab"),),
    (_Level("Bullet Line", "bullet", "•", "tab"),),
)


def set_numbering(document: Document, indents: Mapping[str, tuple[float, float]]) -> None:
    """Replace the lists of a new document by ours, and number the styles by them.

    Args:
        document: changed in place; it has the styles.
        indents: of each style: from the left, and of its first line against that, in points.
    """
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for number, levels in enumerate(_LISTS, start=1):
        numbering.append(parse_xml(_list(number, levels, indents)))
    for number, levels in enumerate(_LISTS, start=1):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
        for depth, level in enumerate(levels):
            style = document.styles[level.style].element.get_or_add_pPr().get_or_add_numPr()
            style.get_or_add_ilvl().val = depth
            style.get_or_add_numId().val = number


def _list(
    number: int, levels: tuple[_Level, ...], indents: Mapping[str, tuple[float, float]]
) -> str:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    written = (_level(depth, each, *indents[each.style]) for depth, each in enumerate(levels))
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="{kind}"/>{"".join(written)}</w:abstractNum>'
    )


def _level(depth: int, level: _Level, left: float, first: float) -> str:
    side = "hanging" if first < 0 else "firstLine"
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.counts}"/>'
        f'<w:pStyle w:val="{level.style.replace(" ", "")}"/>'
        f'<w:suff w:val="{level.followed_by}"/><w:lvlText w:val="{level.text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{_twips(left)}" w:{side}="{_twips(abs(first))}"/></w:pPr></w:lvl>'
    )


def _twips(points: float) -> int:
    return round(points * 20)
