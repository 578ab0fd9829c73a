"""California pleading paper: the empty Word document in which an exemplar is written.

Letter paper, 28 numbered lines of exactly 24 points from 1 inch below the top, a double rule left
of the text and a single rule right of it, and a footer with page number, rule and short title
(California Rules of Court, rules 2.103 to 2.110; figures from the specification, section 4.1).
The numbers and rules live in the header, so they stand on every page and nobody types over them.

    paper = new_pleading_paper(short_title="Notice of Motion and Motion to Vacate Conviction")
    caption(paper, "Notice of motion and motion to vacate conviction (Pen. Code, § 1473.7)")
    paper.add_paragraph("TO THE DISTRICT ATTORNEY …", style="Body Text")
    paper.save("D-NOM.en.docx")

Styles for authors (python-docx name; all exactly 24 points per line unless said otherwise):

    Section Title       centered, bold, no number: a part's title, "PROOF OF SERVICE"
    Heading 1           centered, bold, numbered I. II. III. by Word
    Heading 2           bold, numbered A. B. C., starts again under each Heading 1
    Heading 3           bold, indented, numbered 1. 2. 3., starts again under each Heading 2
    Body Text           first line indented half an inch
    Flush Text          the same without indent: salutations, "IT IS ORDERED:"
    Numbered Paragraph  1. 2. 3. by Word: declarations, findings; one list through the paper
    Block Quotation     indented ¾ inch on both sides; double spaced, because an odd number of
                        single-spaced lines would push the rest of the page off the numbers
    List Line           hanging indent; type the label, a tab, the text
    Bullet Line         the same with Word's bullet
    Table Heading, Table Text   cells of `grid_table` below
    Signature Line      from the middle of the line; a tab draws the line to sign on
    footnote text       12 points per line (Word's own style for notes)
    Attorney Block, Court Title, Caption Party, Caption Right, Hearing Line, Paper Title
                        used by `caption`; single spaced: Attorney Block and Hearing Line

Type capitals where they are wanted: a style that capitalises would turn "subd. (a)" into "(A)".
Type no empty paragraphs, no manual line spacing and no borders above or below table rows: each of
them can push lines off their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .paper_styles import GRID, INCH, set_styles

LINES = 28
PAGE_WIDTH, PAGE_HEIGHT = 8.5 * INCH, 11 * INCH
TOP, LEFT, RIGHT = 1.0 * INCH, 1.5 * INCH, 0.5 * INCH
_SLACK = 1.0
"""Half a point of border or a rounding must not push line 28 to the next page."""
BOTTOM = PAGE_HEIGHT - TOP - LINES * GRID - _SLACK
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
_FOOTER_FROM_EDGE = 17.8
_DOUBLE_RULE = 1.38 * INCH
_DOUBLE_RULE_GAP = 2.4
_RIGHT_RULE = PAGE_WIDTH - RIGHT + 5.0
_NUMBERS_LEFT, _NUMBERS_WIDTH = 0.75 * INCH, 0.55 * INCH
_EMU = 12700
NO_BREAK_SPACE = "\u00a0"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (Word's core properties hold naive times)


def new_pleading_paper(short_title: str, language: str = "en-US") -> Document:
    """An empty document on pleading paper, with the styles listed above.

    Args:
        short_title: the paper's title or a clear short form of it for the footer (rule 2.110);
            at most about 90 characters, so that it stays on one line. May hold an expression.
        language: BCP 47 tag of the text, for spelling and screen readers (`en-US`, `es-US`).

    Returns:
        The document; its first paragraph is the first one you add.
    """
    document = docx.Document()
    set_styles(document)
    _set_page(document)
    _set_document_language(document, language)
    _write_header(document)
    write_footer(document, short_title)
    clean_package(document)
    return document


def grid_table(
    document: Document, headings: Sequence[str], widths: Sequence[float], rows: int
) -> Table:
    """A table for evidence or service lists that keeps to the numbered lines.

    It has a shaded heading row, repeated on each page, and no horizontal borders, because those
    would add to the height of every row.

    Args:
        document: the paper.
        headings: the text of the heading row.
        widths: width of each column, in points; together at most `TEXT_WIDTH` (468).
        rows: how many empty rows (style Table Text) to make below the heading.
    """
    table = bare_table(document, 1 + rows, widths)
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].text = text
        cell.paragraphs[0].style = document.styles["Table Heading"]
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E7E7"/>')
        )
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for row in table.rows[1:]:
        for cell in row.cells:
            cell.paragraphs[0].style = document.styles["Table Text"]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell in row.cells:
            set_cell_margins(cell, left=4, right=4)
    return table


def signature(
    document: Document, name: str, capacity: str, dated: str = "Dated: ____________"
) -> None:
    """A place to sign: date at the left, a line at the right, name and capacity below it.

    It stays on one page with the last lines of the text before it, so that nobody signs a page
    without text.

    Args:
        document: the paper.
        name: who signs (text or expression).
        capacity: in which capacity; empty for a declarant.
        dated: what stands at the left of the line to sign on.
    """
    for before in reversed(document.paragraphs[-4:]):
        before.paragraph_format.keep_with_next = True
        if not before.text.startswith("{%"):
            break
    line = document.add_paragraph(style="Signature Line")
    line.paragraph_format.left_indent = Pt(0)
    line.paragraph_format.space_before = Pt(GRID)  # room for the hand
    line.paragraph_format.tab_stops.add_tab_stop(Pt(3.0 * INCH))
    # a line of tabs alone would stand eight points too high in LibreOffice
    line.add_run(f"{dated or NO_BREAK_SPACE}\t\t")
    last = document.add_paragraph(name, style="Signature Line")
    if capacity:
        last = document.add_paragraph(capacity, style="Signature Line")
    last.paragraph_format.keep_with_next = False


def bare_table(document: Document, rows: int, widths: Sequence[float]) -> Table:
    """A table without borders or cell margins, flush with the text.

    Args:
        document: the paper.
        rows: number of rows.
        widths: width of each column, in points.
    """
    table: Table = document.add_table(rows, len(widths))
    table.autofit = False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    # the schema wants the margins before the look
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    return table


def set_row_height(table: Table, row: int, height: float, *, exactly: bool = False) -> None:
    """Give a row its height in points: at least, or exactly (which clips what doesn't fit)."""
    rule = WD_ROW_HEIGHT_RULE.EXACTLY if exactly else WD_ROW_HEIGHT_RULE.AT_LEAST
    table.rows[row].height, table.rows[row].height_rule = Pt(height), rule


def set_cell_margins(cell: _Cell, **points: float) -> None:
    """Set a cell's inner margins: `top`, `left`, `bottom`, `right`, in points."""
    sides = "".join(
        f'<w:{side} w:w="{round(points[side] * 20)}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
        if side in points
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcMar {nsdecls('w')}>{sides}</w:tcMar>"))


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.left_margin, section.right_margin = Pt(LEFT), Pt(RIGHT)
    section.header_distance, section.footer_distance = Pt(36), Pt(_FOOTER_FROM_EDGE)


def _set_document_language(document: Document, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    settings = document.settings.element
    for element in settings.findall(qn("w:compat")):
        settings.remove(element)
    # mode 15: Word lays the paper out as a current document, not as one of 2007
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    settings.insert_element_before(
        compat, "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping",
        "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator",
    )  # fmt: skip


def _write_header(document: Document) -> None:
    header = document.sections[0].header
    header.is_linked_to_previous = False
    anchor = header.paragraphs[0]
    for number in range(1, LINES + 1):
        line = anchor.insert_paragraph_before(str(number), style="Line Number")
        line._p.get_or_add_pPr().insert_element_before(parse_xml(_NUMBERS_FRAME), *_AFTER_FRAME)
    shapes = [
        _rule(2, "Left rule, outer", _DOUBLE_RULE - _DOUBLE_RULE_GAP / 2),
        _rule(3, "Left rule, inner", _DOUBLE_RULE + _DOUBLE_RULE_GAP / 2),
        _rule(4, "Right rule", _RIGHT_RULE),
    ]
    for shape in shapes:
        anchor.add_run()._r.append(parse_xml(shape))


def write_footer(document: Document, short_title: str) -> None:
    """Page number, rule, and short title below it (rules 2.109, 2.110)."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    number = footer.paragraphs[0]
    number.style = document.styles["Page Number"]
    _add_field(number, "PAGE")
    number._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="2" '
            'w:color="000000"/></w:pBdr>'
        )
    )
    footer.add_paragraph(short_title, style="Footer Title")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r>'
            "</w:fldSimple>"
        )
    )


def clean_package(document: Document) -> None:
    """Take out what python-docx's own template brings along: thumbnail, author, old styles."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = _EPOCH
    properties.revision = 1
    package: Any = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml")):
            del document.part.rels[key]


# A frame, not a text box: LibreOffice 7.4 puts a header's text box elsewhere when the paper has one
# page. Paragraphs that follow each other with the same frame share it.
_NUMBERS_FRAME = (
    f'<w:framePr {nsdecls("w")} w:w="{round(_NUMBERS_WIDTH * 20)}" '
    f'w:h="{round(LINES * GRID * 20)}" w:hRule="exact" w:wrap="around" '
    f'w:vAnchor="page" w:hAnchor="page" w:x="{round(_NUMBERS_LEFT * 20)}" '
    f'w:y="{round(TOP * 20)}"/>'
)
_AFTER_FRAME = ("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:spacing", "w:ind", "w:jc")
_DRAWING_NAMESPACES = (
    nsdecls("w", "wp", "a")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def _rule(key: int, name: str, x: float) -> str:
    body = (
        '<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="0" cy="{round(PAGE_HEIGHT * _EMU)}"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/>"
    )
    return _anchored(key, name, x, 0, 0, PAGE_HEIGHT, body)


def _anchored(
    key: int, name: str, x: float, y: float, width: float, height: float, body: str
) -> str:
    """A shape at a fixed place of the page, behind the text; all lengths in points."""
    return (
        f'<mc:AlternateContent {_DRAWING_NAMESPACES}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{key}" behindDoc="1" locked="1" layoutInCell="0" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(x * _EMU)}</wp:posOffset>'
        "</wp:positionH>"
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(y * _EMU)}</wp:posOffset>'
        "</wp:positionV>"
        f'<wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{key}" name="{name}"/><wp:cNvGraphicFramePr/>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp>{body}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent>"
    )
