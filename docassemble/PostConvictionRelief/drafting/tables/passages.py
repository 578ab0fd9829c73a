"""The paragraphs of a paper as its tables read them: words, italics, and level of heading."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Passage:
    """One paragraph.

    Attributes:
        text: its words; a no-break space is a space.
        italics: from where to where it is set in italics.
        in_footnote: whether it stands in a footnote.
    """

    text: str
    italics: tuple[tuple[int, int], ...] = ()
    in_footnote: bool = False

    def in_italics(self, start: int, end: int) -> bool:
        """Whether all between two places is in italics."""
        return any(first <= start and end <= last for first, last in self.italics)


def passage(paragraph: etree._Element) -> Passage:
    """Read a paragraph of a Word file."""
    text: list[str] = []
    italics: list[tuple[int, int]] = []
    at = 0
    for piece, words in pieces(paragraph):
        text.append(words)
        if words and _is_italic(piece.getparent()):
            if italics and italics[-1][1] == at:
                italics[-1] = (italics[-1][0], at + len(words))
            else:
                italics.append((at, at + len(words)))
        at += len(words)
    in_footnote = next(paragraph.iterancestors(f"{W}footnote"), None) is not None
    return Passage("".join(text).replace("\u00a0", " "), tuple(italics), in_footnote)


def pieces(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """What a paragraph's runs hold that can be seen, each with its words, in order."""
    for piece in paragraph.iter(f"{W}t", *_SIGNS):
        run = piece.getparent()
        if run is not None and run.tag == f"{W}r":  # not the tab stops of its properties
            yield piece, _SIGNS.get(str(piece.tag), piece.text or "")


def put_before(paragraph: etree._Element, at: int, elements: list[etree._Element]) -> None:
    """Put elements before the character at a place of a paragraph's words, parting its run.

    Raises:
        IndexError: the paragraph is shorter.
    """
    for piece, words in pieces(paragraph):
        if at < len(words):
            run = _parted(piece, at)
            for element in elements:
                run.addprevious(element)
            return
        at -= len(words)
    raise IndexError(at)


def _parted(piece: etree._Element, at: int) -> etree._Element:
    """The run that begins at a character of one of a run's pieces, cut off where need be."""
    run = piece.getparent()
    assert run is not None
    before = [each for each in run if each.tag != f"{W}rPr"]
    if at == 0 and before[0] is piece:
        return run
    rest = etree.Element(f"{W}r")
    look = run.find(f"{W}rPr")
    if look is not None:
        rest.append(deepcopy(look))
    if at:
        words = piece.text or ""
        piece.text = words[:at]
        new = etree.SubElement(rest, f"{W}t")
        new.text = words[at:]
        for each in (piece, new):
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    index = before.index(piece) + (1 if at else 0)
    rest.extend(before[index:])
    run.addnext(rest)
    return rest


def _is_italic(run: etree._Element | None) -> bool:
    mark = run.find(f"{W}rPr/{W}i") if run is not None else None
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF
