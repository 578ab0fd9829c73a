"""Both tables, written into the Word file of a memorandum.

The caption stays on the first page; the tables follow on pages of their own, and the memorandum
begins on a new page. Places whose page must be known carry hidden bookmarks, which LibreOffice
tells in the PDF; places that cite also carry Word's own marks (fields TA), and both tables are
Word's own (fields TOC and TOA), so that a lawyer who edits the file can renew them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from lxml import etree

from ..packing import pack, pack_part
from ..word_file import parse
from .authorities import Authority
from .memorandum import (
    BEGINNING,
    STYLES,
    TABLES,
    Memorandum,
    Text,
    citation_mark,
    heading_mark,
)
from .passages import W, put_before
from .table_lines import AUTHORITIES, CONTENTS, PAGE, Entry, Tables
from .table_styles import ENTRY, GROUP, PAGE_LINE, TITLE, add_styles, contents_style

_TAB = "<w:r><w:tab/></w:r>"
_ITALIC = "<w:rPr><w:i/></w:rPr>"
_BEGIN, _SEPARATE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
_BEFORE_BREAK = tuple(f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines"))


def with_tables(memorandum: Memorandum, pages: Mapping[str, int]) -> bytes:
    """The Word file with both tables and all marks; the same pages give the same bytes.

    Args:
        memorandum: what to write them for.
        pages: the page of each mark, from 1; 0 for one that isn't known yet.
    """
    text = Text.of(memorandum.file)
    bookmarks = _Bookmarks(text.parts.values())
    _mark(memorandum, text, bookmarks)
    tables = memorandum.tables(pages)
    written = list(_paragraphs(tables))
    _at_beginning(written[0], bookmarks.new(TABLES))
    for paragraph in written:
        text.first.addprevious(paragraph)
    _begin_page(text.first)
    styles = parse(memorandum.file.parts[STYLES])
    add_styles(styles, max(entry.level for entry in tables.contents))
    changed = {**text.parts, STYLES: styles}
    return pack(
        pack_part(name, _bytes(changed[name]) if name in changed else data)
        for name, data in memorandum.file.parts.items()
    )


# ------------------------------------------------------------------------------------ marks


class _Bookmarks:
    """Makes bookmarks with numbers that no other has."""

    def __init__(self, parts: Iterable[etree._Element]) -> None:
        starts = (each for part in parts for each in part.iter(f"{W}bookmarkStart"))
        used = (each.get(f"{W}id", "") for each in starts)
        self._next = max((int(each) for each in used if each.isdigit()), default=0) + 1

    def new(self, name: str) -> list[etree._Element]:
        """A bookmark; Word shows none whose name begins with a line."""
        number, self._next = self._next, self._next + 1
        return _elements(
            f'<w:bookmarkStart w:id="{number}" w:name="_{name}"/><w:bookmarkEnd w:id="{number}"/>'
        )


def _mark(memorandum: Memorandum, text: Text, bookmarks: _Bookmarks) -> None:
    """Set all marks, the last first: a mark leaves the places before it as they are."""
    citations = memorandum.cited.citations
    first = {each.authority: n for n, each in reversed(tuple(enumerate(citations)))}
    for n, each in reversed(tuple(enumerate(citations))):
        field = _citation_field(each.authority, at_first=first[each.authority] == n)
        bookmark = bookmarks.new(citation_mark(n))
        put_before(text.paragraphs[each.passage], each.start, [*bookmark, *field])
    for n, heading in enumerate(memorandum.headings):
        _at_beginning(text.paragraphs[heading.paragraph], bookmarks.new(heading_mark(n)))
    _at_beginning(text.first, bookmarks.new(BEGINNING))


def _citation_field(authority: Authority, *, at_first: bool) -> list[etree._Element]:
    """Word's mark of a citation: at the first of an authority also what the table says of it."""
    short = authority.citation.replace('"', "'")
    if not at_first:
        return _elements(_field(f' TA \\s "{short}" '))
    begin, end = ' TA \\l "', f'" \\s "{short}" \\c {authority.group.category} '
    pieces = ((begin, False), *authority.pieces, (end, False))
    return _elements(f"{_BEGIN}{''.join(_instruction(*piece) for piece in pieces)}{_END}")


def _at_beginning(paragraph: etree._Element, elements: list[etree._Element]) -> None:
    properties = paragraph.find(f"{W}pPr")
    place = 0 if properties is None else paragraph.index(properties) + 1
    paragraph[place:place] = elements


def _begin_page(paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for found in properties.findall(f"{W}pageBreakBefore"):
        properties.remove(found)
    before = [each for each in properties if each.tag in _BEFORE_BREAK]
    properties.insert(len(before), etree.Element(f"{W}pageBreakBefore"))


# ----------------------------------------------------------------------------------- tables


def _paragraphs(tables: Tables) -> Iterator[etree._Element]:
    yield from _headed(CONTENTS)
    deepest = max(entry.level for entry in tables.contents)
    yield from _listed(tables.contents, f' TOC \\o "1-{deepest}" ')
    if tables.authorities:
        yield from _headed(AUTHORITIES)
    for group, entries in tables.authorities:
        yield _paragraph(GROUP, _run(group.title))
        yield from _listed(entries, f' TOA \\c "{group.category}" \\p ')


def _headed(title: str) -> Iterator[etree._Element]:
    yield _paragraph(TITLE, _run(title), "<w:pageBreakBefore/>")
    yield _paragraph(PAGE_LINE, _run(PAGE))


def _listed(entries: Sequence[Entry], instruction: str) -> Iterator[etree._Element]:
    """One paragraph for each entry; a field of Word's around them all."""
    begin = f"{_BEGIN}{_instruction(instruction)}{_SEPARATE}"
    for place, entry in enumerate(entries):
        number = f"{_run(entry.number)}{_TAB}" if entry.number else ""
        words = "".join(_run(text, italic) for text, italic in entry.pieces)
        line = f"{number}{words}{_TAB}{_run(entry.shown_pages)}"
        yield _paragraph(
            contents_style(entry.level) if entry.level else ENTRY,
            f"{begin if place == 0 else ''}{line}{_END if place == len(entries) - 1 else ''}",
        )


def _paragraph(style: str, content: str, properties: str = "") -> etree._Element:
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
    return _elements(f"<w:p>{look}{content}</w:p>")[0]


def _run(text: str, italic: bool = False) -> str:
    return f'<w:r>{_ITALIC if italic else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(instruction: str) -> str:
    return f"{_BEGIN}{_instruction(instruction)}{_END}"


def _instruction(text: str, italic: bool = False) -> str:
    look = _ITALIC if italic else ""
    return f'<w:r>{look}<w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def _elements(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>'))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
