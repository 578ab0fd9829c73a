"""Footnotes for papers made by a test: python-docx can't write any."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def add_footnotes(document: Document, notes: Mapping[int, str]) -> Document:
    """Give paragraphs a footnote each, as Word writes them.

    Args:
        document: the paper.
        notes: the words of each footnote by the place of its paragraph, from 0.
    """
    for place in notes:
        sign = f'{_RAISED}<w:footnoteReference w:id="{place + 1}"/>'
        run = parse_xml(f'<w:r xmlns:w="{NAMESPACE}">{sign}</w:r>')
        document.paragraphs[place]._p.append(run)
    written = "".join(
        f'<w:footnote w:id="{place + 1}"><w:p><w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
        f'<w:r>{_RAISED}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(words)}</w:t>'
        "</w:r></w:p></w:footnote>"
        for place, words in notes.items()
    )
    xml = f'<w:footnotes xmlns:w="{NAMESPACE}">{_SEPARATORS}{written}</w:footnotes>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        xml.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return document
