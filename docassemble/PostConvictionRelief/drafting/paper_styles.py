"""The named styles of pleading paper.

Every style of body text is exactly 24 points high (California Rules of Court, rule 2.108: double
spaced, each number aligned with a line of type). A paragraph's height is then a whole number of
grid lines whatever its text, so the 28-line grid cannot slip. The styles of 12 points are used
only where a fixed place around them keeps the grid (attorney block, hearing block, footer) or
where the rule asks for no number (footnotes).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from .numbering import set_numbering

GRID = 24.0
"""Height of a numbered line, in points."""

FONT = "Times New Roman"
INCH = 72.0

_LEFT, _CENTER, _RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
)


@dataclass(frozen=True)
class _Look:
    """How a paragraph style looks; all lengths in points."""

    line: float = GRID
    size: float = 12
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = _LEFT
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    keep_with_next: bool = False
    keep_together: bool = False
    outline: int | None = None
    tabs: tuple[float, ...] = ()
    leader: float | None = None
    following: str | None = None


_HEADING = _Look(bold=True, keep_with_next=True, keep_together=True, following="Body Text")

LOOKS: dict[str, _Look] = {
    "Attorney Block": _Look(line=12),
    "Court Title": _Look(bold=True, align=_CENTER),
    "Caption Party": _Look(right=9),
    "Caption Right": _Look(),
    "Hearing Line": _Look(line=12, tabs=(0.6 * INCH,), left=0.6 * INCH, first=-0.6 * INCH),
    "Paper Title": _Look(bold=True),
    "Section Title": _Look(bold=True, align=_CENTER, keep_with_next=True, following="Body Text"),
    "Heading 1": replace(_HEADING, align=_CENTER, outline=0),
    "Heading 2": replace(_HEADING, left=0.5 * INCH, first=-0.5 * INCH, outline=1),
    "Heading 3": replace(_HEADING, left=1.0 * INCH, first=-0.5 * INCH, outline=2),
    "Body Text": _Look(first=0.5 * INCH),
    "Flush Text": _Look(),
    "Numbered Paragraph": _Look(first=0.5 * INCH, tabs=(1.0 * INCH,)),
    "Block Quotation": _Look(left=0.75 * INCH, right=0.75 * INCH),
    "List Line": _Look(left=1.0 * INCH, first=-0.5 * INCH, tabs=(1.0 * INCH,)),
    "Bullet Line": _Look(left=1.0 * INCH, first=-0.25 * INCH),
    "Table Heading": _Look(bold=True, keep_with_next=True),
    "Table Text": _Look(),
    "Signature Line": _Look(
        left=3.0 * INCH, keep_together=True, keep_with_next=True, leader=6.4 * INCH
    ),
    "footnote text": _Look(line=12, size=12),
    "Line Number": _Look(align=_RIGHT),
    "Page Number": _Look(line=12, align=_CENTER),
    "Footer Title": _Look(line=12, size=10, align=_CENTER, before=1.3),
}

_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}
_BUILT_IN = {"Heading 1", "Heading 2", "Heading 3", "Body Text", "footnote text"}
_QUICK = {name for name in LOOKS if name not in ("Line Number", "Page Number", "Footer Title")}


def set_styles(document: Document) -> None:
    """Replace the styles of a new document by those of pleading paper.

    Args:
        document: a document as python-docx makes it; changed in place.
    """
    _drop_other_styles(document)
    _set_defaults(document)
    for name, look in LOOKS.items():
        _make_style(document, name, look)
    _make_note_sign(document)
    for name, look in LOOKS.items():
        if look.following:
            document.styles[name].next_paragraph_style = document.styles[look.following]
    set_numbering(document, {name: (look.left, look.first) for name, look in LOOKS.items()})


def _drop_other_styles(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT | _BUILT_IN:
            style.delete()


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), FONT)
    normal = document.styles["Normal"]
    _set_font(normal, _Look())
    for name in ("Normal", "Header", "Footer"):
        style = document.styles[name]
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacing.line_spacing = Pt(GRID if name == "Normal" else 12)
        spacing.widow_control = True


def _make_style(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    if name in [style.name for style in styles]:
        styles[name].delete()
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
    style.base_style = styles["Normal"]
    style.hidden = False
    style.quick_style = name in _QUICK
    _set_font(style, look)
    _set_paragraph(style, look)


def _make_note_sign(document: Document) -> None:
    """The style of the raised number at a footnote, as Word calls it."""
    sign = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    sign.font.superscript = True


def _set_font(style: ParagraphStyle, look: _Look) -> None:
    font = style.font
    font.name, font.size = FONT, Pt(look.size)
    # every script gets the same face: a name with diacritics must not change type in mid-word
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    font.bold, font.italic = look.bold or None, look.italic or None
    font.color.rgb = RGBColor(0, 0, 0)


def _set_paragraph(style: ParagraphStyle, look: _Look) -> None:
    layout = style.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(look.line)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.alignment = look.align
    layout.left_indent, layout.right_indent = Pt(look.left), Pt(look.right)
    layout.first_line_indent = Pt(look.first)
    layout.keep_with_next = look.keep_with_next
    layout.keep_together = look.keep_together
    layout.widow_control = True
    for position in look.tabs:
        layout.tab_stops.add_tab_stop(Pt(position))
    if look.leader:
        layout.tab_stops.add_tab_stop(Pt(look.leader), leader=WD_TAB_LEADER.LINES)
    if look.outline is not None:
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{look.outline}"/>')
        )
