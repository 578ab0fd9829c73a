"""Opening a Word file from somebody else: limits first, then nothing that acts or reaches out.

A Word file is a zip of XML parts. One that is published as an exemplar ends up, filled with a
client's facts, on the computers of clerks and prosecutors: so it may hold no macro, no embedded
object, no link to another file or server, no reviewer's comment and no tracked change.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from ..errors import ExemplarError, Problem

MAX_FILE = 20_000_000
"""Largest Word file, in bytes."""

MAX_UNPACKED = 80_000_000
"""Largest sum of its parts, in bytes."""

MAX_PART = 5_000_000
"""Largest part that holds text (body, header, footer, notes), in bytes."""

MAX_PARTS = 1_000
MAX_RATIO = 200
"""A part of over a megabyte may not be packed tighter than 1 to this."""

_MEGABYTE = 1_000_000
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEMPLATED = ("header", "footer", "footnotes")
_FORBIDDEN_RELATIONS = {
    "vbaProject": "holds macros",
    "attachedTemplate": "is attached to a template on another computer",
    "oleObject": "holds an embedded object",
    "package": "holds an embedded file",
    "control": "holds an ActiveX control",
    "aFChunk": "holds an imported file",
    "subDocument": "takes in another document",
    "comments": "holds comments",
    "frame": "takes in another document",
}
_FORBIDDEN_FIELDS = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.I
)
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file that was found harmless.

    Attributes:
        parts: every part's bytes by its name in the zip, in the zip's order.
        main: name of the part that holds the body.
        templated: names of the parts in which expressions are filled: body, headers, footers,
            footnotes.
    """

    parts: MappingProxyType[str, bytes]
    main: str
    templated: tuple[str, ...]

    @property
    def footnotes(self) -> str | None:
        """Name of the part that holds the footnotes, where there are any."""
        found = (name for kind, name in _related(self.parts, self.main) if kind == "footnotes")
        return next(found, None)


def open_word_file(docx: bytes, where: str) -> WordFile:
    """Open a Word file within limits and look for what must not be in it.

    Args:
        docx: the file.
        where: what to call it in problems (`D-NOM.en`).

    Raises:
        ExemplarError: it is no Word file, is too large or packed too tight, or holds something
            that acts, reaches out, or should not be filed. All problems together.
    """
    parts = _unpack(docx, where)
    main = _main_part(parts, where)
    templated = (main, *sorted(name for _, name in _related(parts, main)))
    problems = [
        *_active_content(parts, where),
        *(problem for name in templated for problem in _text_problems(parts[name], name, where)),
    ]
    if problems:
        raise ExemplarError(sorted(set(problems)))
    return WordFile(MappingProxyType(parts), main, templated)


def visible_text(docx: bytes) -> str:
    """The words of a paper that we wrote (body, headers, footers, notes), a paragraph a line.

    Raises:
        ExemplarError: it is no Word file.
    """
    word_file = open_word_file(docx, "paper")
    paragraphs = (
        paragraph
        for name in word_file.templated
        for paragraph in parse(word_file.parts[name]).iter(f"{_W}p")
    )
    return "\n".join("".join(map(str, p.itertext(f"{_W}t"))) for p in paragraphs)


def parse(xml: bytes) -> etree._Element:
    """Parse XML without entities, network or a document type.

    Raises:
        etree.XMLSyntaxError: it is not well formed.
    """
    return etree.fromstring(xml, _parser())


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True
    )


def _unpack(docx: bytes, where: str) -> dict[str, bytes]:
    if len(docx) > MAX_FILE:
        raise _error(where, f"is larger than {MAX_FILE // _MEGABYTE} MB", "make pictures smaller")
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _check_sizes(members, where)
            # reading stops at the size that was declared, so the check above holds
            parts = {member.filename: packed.read(member) for member in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _error(
            where, "is not a Word file (.docx), or is damaged", "save it from Word as .docx"
        ) from error
    if len(parts) != len(members):
        raise _error(where, "names a part twice", "save it from Word again")
    return parts


def _check_sizes(members: list[zipfile.ZipInfo], where: str) -> None:
    too_tight = any(
        member.file_size > _MEGABYTE and member.file_size > MAX_RATIO * member.compress_size
        for member in members
    )
    total = sum(member.file_size for member in members)
    if len(members) > MAX_PARTS or total > MAX_UNPACKED or too_tight:
        raise _error(where, "unpacks to far more than a pleading", "save it from Word again")


def _main_part(parts: dict[str, bytes], where: str) -> str:
    for kind, target, _external in _relations(parts, "_rels/.rels"):
        if kind == "officeDocument" and target in parts:
            return _checked_type(parts, target, where)
    raise _error(where, "is not a Word file (it has no body)", "save it from Word as .docx")


def _checked_type(parts: dict[str, bytes], main: str, where: str) -> str:
    types = _root(parts.get("[Content_Types].xml", b""))
    for override in types if types is not None else ():
        if override.get("PartName") == f"/{main}" and override.get("ContentType") == _MAIN_TYPE:
            return main
    raise _error(
        where,
        "is not a plain Word document (a template or one with macros?)",
        "save it from Word as .docx",
    )


def _related(parts: Mapping[str, bytes], main: str) -> set[tuple[str, str]]:
    """Kind and name of the headers, footers and footnotes of the body."""
    folder, name = posixpath.split(main)
    return {
        (kind, target)
        for kind, target, external in _relations(parts, f"{folder}/_rels/{name}.rels")
        if kind in _TEMPLATED and not external and target in parts
    }


def _relations(parts: Mapping[str, bytes], name: str) -> list[tuple[str, str, bool]]:
    """The relations told in a `.rels` part: kind, target, whether that is outside the file."""
    root = _root(parts.get(name, b""))
    if root is None:
        return []
    folder = posixpath.dirname(posixpath.dirname(name))
    found = []
    for relation in root.iter(_RELATIONS):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append((kind, target, external))
    return found


def _active_content(parts: dict[str, bytes], where: str) -> list[Problem]:
    problems = []
    for name in parts:
        if not name.endswith(".rels"):
            continue
        for kind, target, external in _relations(parts, name):
            what = _FORBIDDEN_RELATIONS.get(kind)
            link = kind == "hyperlink" and target.lower().startswith(
                ("http://", "https://", "mailto:", "#")
            )
            if what:
                problems.append(Problem(where, what, "remove it in Word and save again"))
            elif external and not link:
                problems.append(
                    Problem(
                        where,
                        f"takes in something from outside ({kind})",
                        "insert the picture or text itself",
                    )
                )
    return problems


def _text_problems(xml: bytes, part: str, where: str) -> list[Problem]:
    if len(xml) > MAX_PART:
        return [Problem(where, f"{part} is larger than 5 MB", "split the paper")]
    root = _root(xml)
    if root is None:
        return [Problem(where, f"{part} is damaged", "save it from Word again")]
    if b"<!DOCTYPE" in xml:
        return [Problem(where, f"{part} declares a document type", "save it from Word again")]
    problems = []
    if next(root.iter(*_CHANGES), None) is not None:
        problems.append(
            Problem(where, f"{part} has tracked changes", "accept or reject them all in Word")
        )
    instructions = [element.text or "" for element in root.iter(f"{_W}instrText")]
    instructions += [element.get(f"{_W}instr", "") for element in root.iter(f"{_W}fldSimple")]
    problems += [
        Problem(where, f"{part} has a field {match[0].upper()}", "replace it by its text")
        for text in instructions
        if (match := _FORBIDDEN_FIELDS.search(text))
    ]
    return problems


def _root(xml: bytes) -> etree._Element | None:
    try:
        return parse(xml)
    except etree.XMLSyntaxError:
        return None


def _error(where: str, what: str, remedy: str) -> ExemplarError:
    return ExemplarError(Problem(where, what, remedy))
