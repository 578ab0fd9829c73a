"""The styles of the tables' lines, under Word's own names, so that Word keeps to them.

Every line is 24 points high: it stands on a numbered line of the pleading paper (rule 2.108). The
names of Word's styles end in the level (`toc 2`), and when a lawyer has Word renew a table, Word
writes it in these.
"""

from __future__ import annotations

from lxml import etree

from ..paper_styles import GRID, INCH
from .passages import W

TITLE, PAGE_LINE, GROUP, ENTRY = "TOCHeading", "TOCPage", "TOAHeading", "TableofAuthorities"
"""Style ids: a table's title, the line above its pages, a group of authorities, one authority."""

_CENTERED_IN_OUTLINE = '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>'
"""A reader of the PDF finds the tables by their bookmarks; Word's own table leaves them out."""

_TWIPS = 20
_TEXT_WIDTH = 6.5 * INCH
_STEP = 0.5 * INCH
_HANGING = 0.5 * INCH


def contents_style(level: int) -> str:
    """The style id of a heading in the table of contents."""
    return f"TOC{level}"


def add_styles(styles: etree._Element, deepest: int) -> None:
    """Put the tables' styles into a part `styles.xml`, in place of those with the same names.

    Args:
        styles: the part; changed.
        deepest: level of the lowest heading that is listed.
    """
    made = [
        _style(TITLE, "TOC Heading", "<w:keepNext/>", _CENTERED_IN_OUTLINE, bold=True),
        _style(PAGE_LINE, "TOC Page", "<w:keepNext/>", '<w:jc w:val="right"/>'),
        _style(GROUP, "toa heading", "<w:keepNext/>", "", bold=True),
        _style(ENTRY, "table of authorities", "<w:keepLines/>" + _tabs(), _indent(_HANGING)),
    ]
    for level in range(1, deepest + 1):
        left = _HANGING + _STEP * (level - 1)
        name = contents_style(level)
        made.append(_style(name, f"toc {level}", f"<w:keepLines/>{_tabs(left)}", _indent(left)))
    names = {_name(each) for each in made}
    for style in list(styles.iter(f"{W}style")):
        if _name(style) in names:
            styles.remove(style)
    styles.extend(made)


def _name(style: etree._Element) -> str:
    found = style.find(f"{W}name")
    return str(found.get(f"{W}val")).casefold() if found is not None else ""


def _style(
    identity: str, name: str, before: str, behind: str, *, bold: bool = False
) -> etree._Element:
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{_twips(GRID)}" w:lineRule="exact"/>'
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return etree.fromstring(
        f'<w:style xmlns:w="{W[1:-1]}" w:type="paragraph" w:styleId="{identity}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:uiPriority w:val="39"/>'
        f"<w:unhideWhenUsed/><w:pPr>{before}{spacing}{behind}</w:pPr>{look}</w:style>"
    )


def _tabs(first: float | None = None) -> str:
    """Tab stops: where a heading begins behind its number, and the page's with its dots."""
    number = f'<w:tab w:val="left" w:pos="{_twips(first)}"/>' if first else ""
    return (
        f'<w:tabs>{number}<w:tab w:val="right" w:leader="dot" w:pos="{_twips(_TEXT_WIDTH)}"/>'
        "</w:tabs>"
    )


def _indent(left: float) -> str:
    return f'<w:ind w:left="{_twips(left)}" w:hanging="{_twips(_HANGING)}"/>'


def _twips(points: float) -> int:
    return round(points * _TWIPS)
