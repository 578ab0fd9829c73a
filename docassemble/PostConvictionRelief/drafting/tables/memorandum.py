"""A memorandum as its tables need it: its headings, what it cites, and what the tables say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ...errors import ExemplarError, Problem
from ..word_file import WordFile, open_word_file, parse
from .authorities import Authority
from .citing import Cited, cited
from .headings import Heading, Outline
from .passages import Passage, W, passage
from .table_lines import Entry, Tables

STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_CAPTION = frozenset(
    ("attorney block", "court title", "caption party", "caption right", "hearing line",
     "paper title")
)  # fmt: skip

TABLES, BEGINNING = "PcrTables", "PcrBeginning"
"""Names of the marks where the tables begin, and where the memorandum does."""


@dataclass(frozen=True)
class Memorandum:
    """A memorandum without tables.

    Attributes:
        file: the parts of its Word file.
        passages: its paragraphs behind the caption, each followed by those of its footnotes.
        headings: those of them that are headings.
        cited: what it cites, and what of that is doubtful.
    """

    file: WordFile
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    cited: Cited

    @classmethod
    def read(cls, docx: bytes, known: Iterable[str]) -> Memorandum:
        """Read a memorandum.

        Args:
            docx: its Word file.
            known: full citations of the authorities that may be cited, as the law has them.

        Raises:
            ExemplarError: it has no caption, no text behind it, or no headings.
        """
        file = open_word_file(docx, "memorandum")
        outline = _outline(file)
        paragraphs = Text.of(file).paragraphs
        passages = tuple(map(passage, paragraphs))
        headings = tuple(outline.headings(paragraphs, [each.text for each in passages]))
        if not headings:
            raise _unusable("has no headings", "give its headings Word's styles Heading 1 to 3")
        return cls(file, passages, headings, cited(passages, known))

    @property
    def marks(self) -> tuple[str, ...]:
        """The names of all places whose pages are to be found."""
        return (
            TABLES,
            BEGINNING,
            *(heading_mark(n) for n in range(len(self.headings))),
            *(citation_mark(n) for n in range(len(self.cited.citations))),
        )

    def tables(self, pages: Mapping[str, int]) -> Tables:
        """What the tables say.

        Args:
            pages: the page of each mark, from 1; 0 for one that isn't known yet.
        """
        contents = tuple(
            Entry(h.level, h.number, ((h.text, False),), (pages[heading_mark(n)],))
            for n, h in enumerate(self.headings)
        )
        found: dict[Authority, set[int]] = {}
        for n, citation in enumerate(self.cited.citations):
            found.setdefault(citation.authority, set()).add(pages[citation_mark(n)])
        ordered = sorted(found, key=lambda authority: authority.rank)
        groups = dict.fromkeys(authority.group for authority in ordered)
        return Tables(
            contents,
            tuple(
                (
                    group,
                    tuple(
                        Entry(0, "", each.pieces, tuple(sorted(found[each])))
                        for each in ordered
                        if each.group is group
                    ),
                )
                for group in groups
            ),
        )

    def places(self, pages: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        """Every heading and citation as the paper has it, with the page on which it begins.

        Args:
            pages: the page of each mark.
        """
        for n, heading in enumerate(self.headings):
            yield f"{heading.number} {heading.text}".strip(), pages[heading_mark(n)]
        for n, citation in enumerate(self.cited.citations):
            words = self.passages[citation.passage].text[citation.start : citation.end]
            yield " ".join(words.split()), pages[citation_mark(n)]


@dataclass(frozen=True)
class Text:
    """The text of a Word file, in trees of its own.

    Attributes:
        parts: the body and, where there are any, the footnotes, by the names of their parts.
        first: the paragraph behind the caption.
        paragraphs: those behind the caption, also those in tables, in the order in which one reads:
            each is followed by those of its footnotes.
    """

    parts: dict[str, etree._Element]
    first: etree._Element
    paragraphs: tuple[etree._Element, ...]

    @classmethod
    def of(cls, file: WordFile) -> Text:
        """Read the text.

        Raises:
            ExemplarError: it has no caption, or no text behind it.
        """
        outline = _outline(file)
        names = (file.main, *filter(None, [file.footnotes]))
        parts = {name: parse(file.parts[name]) for name in names}
        body = parts[file.main].find(f"{W}body")
        children = list(body) if body is not None else []
        captions = [
            place
            for place, child in enumerate(children)
            if any(outline.style_name(p) in _CAPTION for p in child.iter(f"{W}p"))
        ]
        if not captions:
            raise _unusable("has no caption", "make it on the pleading paper of this service")
        behind = children[captions[-1] + 1 :]
        if not behind or behind[0].tag != f"{W}p":
            raise _unusable("has no text behind its caption", "begin with a paragraph")
        notes = {
            note.get(f"{W}id"): tuple(note.iter(f"{W}p"))
            for part in parts.values()
            for note in part.iter(f"{W}footnote")
        }
        paragraphs = tuple(
            each
            for child in behind
            for paragraph in child.iter(f"{W}p")
            for each in (paragraph, *_of_notes(paragraph, notes))
        )
        return cls(parts, behind[0], paragraphs)


def _of_notes(
    paragraph: etree._Element, notes: Mapping[str | None, tuple[etree._Element, ...]]
) -> Iterator[etree._Element]:
    """The paragraphs of the footnotes that a paragraph refers to."""
    for reference in paragraph.iter(f"{W}footnoteReference"):
        yield from notes.get(reference.get(f"{W}id"), ())


def heading_mark(number: int) -> str:
    """The name of the mark at a heading, by its place among the headings."""
    return f"PcrHeading{number}"


def citation_mark(number: int) -> str:
    """The name of the mark at a citation, by its place among the citations."""
    return f"PcrCitation{number}"


def _outline(file: WordFile) -> Outline:
    if STYLES not in file.parts:
        raise _unusable("has no styles", "make it on the pleading paper of this service")
    numbering = file.parts.get(_NUMBERING)
    return Outline(parse(file.parts[STYLES]), parse(numbering) if numbering else None)


def _unusable(what: str, remedy: str) -> ExemplarError:
    return ExemplarError(Problem("memorandum", f"can't be given tables: it {what}", remedy))
