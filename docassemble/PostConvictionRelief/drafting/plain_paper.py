"""Plain paper: the empty Word document for letters and internal sheets, which no court reads.

Letter paper with one-inch margins and single-spaced type. The styles bear the names that pleading
paper gives them (`Heading 1`, `Body Text`, `Bullet Line`, `Table Text` …), without its numbers and
its 24-point grid, so that text can be moved from one to the other.

    letter = new_plain_paper(short_title="Letter to the client")
    letter.add_paragraph("Dear …", style="Body Text")
"""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from .paper_styles import INCH, LOOKS, set_styles
from .pleading_paper import PAGE_HEIGHT, PAGE_WIDTH, clean_package, write_footer

LINE = 14.0
"""Height of a line, in points."""

_SPACE_AFTER = {"Body Text": 8, "Bullet Line": 4, "List Line": 4, "Numbered Paragraph": 6}
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Section Title")
_NUMBERED = ("Heading 1", "Heading 2", "Heading 3")
_MARGIN = 1.0 * INCH
_HANGING = 18.0


def new_plain_paper(short_title: str, language: str = "en-US") -> Document:
    """An empty document on plain paper, with page number and short title in its footer.

    Args:
        short_title: for the footer; at most about 90 characters. May hold an expression.
        language: BCP 47 tag of the text, for spelling and screen readers (`en-US`, `es-US`).

    Returns:
        The document; its first paragraph is the first one you add.
    """
    document = docx.Document()
    set_styles(document)
    for name in LOOKS:
        _single_space(document, name)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(_MARGIN)
    section.top_margin = section.bottom_margin = Pt(_MARGIN)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    write_footer(document, short_title)
    clean_package(document)
    return document


def _single_space(document: Document, name: str) -> None:
    style = document.styles[name]
    layout = style.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(LINE)
    layout.space_after = Pt(_SPACE_AFTER.get(name, 0))
    if name == "Body Text":
        layout.first_line_indent = Pt(0)
    if name in ("Bullet Line", "List Line"):
        layout.left_indent, layout.first_line_indent = Pt(_HANGING), Pt(-_HANGING)
    if name in _HEADINGS:
        layout.space_before, layout.space_after = Pt(10), Pt(4)
    if name in _NUMBERED:
        # a letter's headings carry no numbers and stand at the margin
        style.element.pPr.remove(style.element.pPr.numPr)
        layout.left_indent = layout.first_line_indent = Pt(0)
        layout.alignment = None
