"""Where the tags of an exemplar stand: one a line for Jinja, in which paragraph for people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from ..errors import Problem

_TAG = re.compile(r"(\{%[-+]?|\{\{[-+]?)(.*?(?:%\}|\}\}))", re.DOTALL)
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%[-+]?\s*(if|for|endif|endfor)\b")
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_OPENING = re.compile(r"\{[{%#]")
_ELEMENT = re.compile(r"</?\w+:[^>]*>")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_SHOWN = 160
_REMEDY = "correct it in the Word file; docs/expressions.md lists the names and filters"


def one_tag_a_line(xml: str) -> str:
    """The same with every tag on a line of its own inside its braces, where a break prints nothing.

    So the line that Jinja reports with an error tells which tag is meant.
    """
    return _TAG.sub(r"\1\n\2", xml)


def misplaced_tags(root: etree._Element, exemplar: str) -> list[Problem]:
    """Tags that docxtpl would obey by dropping text without a word.

    Args:
        root: the part.
        exemplar: what to call the exemplar in problems (`D-NOM.en`).
    """
    return [*_not_for_facts(root, exemplar), *_not_alone(root, exemplar)]


def _not_for_facts(root: etree._Element, exemplar: str) -> Iterator[Problem]:
    for paragraph in root.iter(f"{_W}p"):
        text = _text(paragraph)
        where = f"{exemplar}, paragraph “{_short(text)}”"
        if re.search(r"\{\{(?:p|tr|tc|r)\s", text):
            yield Problem(
                where,
                "inserts Word's own code ({{p, {{tr, {{tc or {{r)",
                "write {{ … }}: facts are text",
            )
        # also what keeps docxtpl's patterns from searching the rest of the part for an end
        if _OPENING.search(_WHOLE_TAG.sub("", text)):
            yield Problem(
                where,
                "opens a {{ or {% that does not end in the same paragraph",
                "write the end, }} or %}",
            )


def _not_alone(root: etree._Element, exemplar: str) -> Iterator[Problem]:
    for kind, whole in (("p", "paragraph"), ("tr", "table row"), ("tc", "table cell")):
        for element in root.iter(f"{_W}{kind}"):
            text = _text(element)
            rest, tags = re.subn(r"\{([%#])" + kind + r"\s.*?\1\}", "", text)
            if tags > 1 or (tags and rest.strip()):
                yield Problem(
                    f"{exemplar}, paragraph “{_short(text)}”",
                    f"{{%{kind} … %}} stands for its whole {whole}; what stands beside it is "
                    "dropped",
                    f"give the tag a {whole} of its own",
                )


def problem_at(exemplar: str, source: str, line: int | None, what: str) -> Problem:
    """What is wrong with the tag on a line, told with the tag and the text of its paragraph.

    Args:
        exemplar: what to call the exemplar.
        source: the part with one tag on each line (`one_tag_a_line`).
        line: of the tag; none where nobody knows it.
        what: is wrong.
    """
    if not line:
        return Problem(exemplar, what, _REMEDY)
    tag, paragraph = _place(source, line)
    return Problem(f"{exemplar}, paragraph “{paragraph}”", f"{tag}: {what}", _REMEDY)


def line_left_open(source: str) -> int | None:
    """The line of the first if or for that its paragraph opens and doesn't end; none without one.

    Jinja, which knows no paragraphs, only says that something is open at the end of the document.

    Args:
        source: the part with one tag on each line (`one_tag_a_line`).
    """
    for paragraph in _PARAGRAPH.finditer(source):
        opened: list[int] = []
        for block in _BLOCK.finditer(source, paragraph.start(), paragraph.end()):
            if not block[1].startswith("end"):
                opened.append(block.end())
            elif opened:
                opened.pop()
        if opened:
            return source.count("\n", 0, opened[-1]) + 1
    return None


def _place(source: str, line: int) -> tuple[str, str]:
    """The tag on a line of the source, and the text of the paragraph that it stands in."""
    position = 0
    for _ in range(line - 1):
        position = source.find("\n", position) + 1
    start = max(source.rfind("{%", 0, position), source.rfind("{{", 0, position), 0)
    tag = _TAG.match(source, start)
    shown = tag[0] if tag else source[start : start + _LONGEST_SHOWN]
    opening = max(source.rfind("<w:p>", 0, position), source.rfind("<w:p ", 0, position))
    in_paragraph = opening > source.rfind("</w:p>", 0, position)
    paragraph = source[opening : source.find("</w:p>", position)] if in_paragraph else shown
    return _short(_plain(shown)), _short(_plain(paragraph))


def _plain(xml: str) -> str:
    return html.unescape(_ELEMENT.sub("", xml)).replace("\n", "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))
