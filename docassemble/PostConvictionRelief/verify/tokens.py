"""The words of `must` that finished papers show (ruling P28): each gives what is wrong."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf

from ..casefile import known
from ..drafting.word_file import open_word_file
from ..errors import ExemplarError
from ..forms.registry import registry
from ..packet.absent_fonts import fonts_not_embedded
from ..packet.boxes import boxes
from ..packet.building import DOCX, PDF, BuiltPacket
from ..packet.paper import Paper
from .altering import AS_OF, ONLY_CASE, TEMPLATE_OVERRIDE
from .asked import Asked

Token = Callable[[Asked, BuiltPacket], Iterator[str]]


def _filed(packet: BuiltPacket) -> Iterator[Paper]:
    return (paper for paper in packet.papers if paper.planned.filed)


def _squeezed(text: str) -> str:
    """A text without spaces and control characters, composed."""
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", "".join(kept))


def _told(asked: Asked) -> list[str]:
    """Every text that the trap sets, wherever it is in what is set."""
    aside = (AS_OF, ONLY_CASE, TEMPLATE_OVERRIDE)
    found: list[str] = []
    pending: list[Any] = [v for k, v in asked.outcome.changes.items() if k not in aside]
    while pending:
        value = pending.pop(0)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, Mapping):
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return found


def _name(asked: Asked) -> str:
    name = known(asked.outcome.case_file.client.name_as_convicted)
    return name.full if name else ""


def _glyphs(asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    """Every font that draws our words is in the file; the court's own print is as it came."""
    for paper in _filed(packet):
        absent = fonts_not_embedded(paper.pdf)
        if paper.form is not None and asked.outcome.press is not None:
            workshop = asked.outcome.press.workshop
            card = workshop.forms.registry.card(paper.form.form)
            absent -= fonts_not_embedded(workshop.forms.blanks.blank(card).data)
        if absent:
            yield f"{paper.code}: {', '.join(sorted(absent))}"
        if "\ufffd" in "".join(paper.pages):
            yield f"{paper.code}: a letter without a meaning"


def _whole(_asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    """Every text that a form's box holds stands whole on the printed form."""
    for paper in _filed(packet):
        if paper.form is None:
            continue
        printed = _squeezed("".join(paper.pages))
        for field in registry().card(paper.form.form).fields:
            held = boxes(paper.editable).get((field.name, ""))
            if field.ours and isinstance(held, str) and _squeezed(held) not in printed:
                yield f"{paper.code}: {field.label}"


def _round_trip(asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    """The client's name can be read back whole from every filed paper."""
    name = _squeezed(_name(asked)).casefold()
    for paper in _filed(packet):
        if name not in _squeezed("".join(paper.pages)).casefold():
            yield f"{paper.code}: the client's name"


def _file_names(asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    words = [w for w in re.split(r"\W+", _ascii(_name(asked))) if len(w) > 3]
    for file in packet.files:
        yield from (file.file_name for word in words if word in _ascii(file.file_name))


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()


def _literal(asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    words = [_squeezed(paper.words) for paper in packet.papers]
    for told in _told(asked):
        if not any(_squeezed(told) in said for said in words):
            yield f"nowhere: {told!r}"


def _no_controls(_asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    for paper in packet.papers:
        said = paper.lines + "".join(paper.pages)
        bad = {c for c in said if unicodedata.category(c) == "Cc" and c not in "\n\r\t\f"}
        if bad:
            yield f"{paper.code}: {sorted(map(ord, bad))}"


def _open(_asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    for file in packet.files:
        try:
            if file.media_type == PDF:
                with pikepdf.Pdf.open(io.BytesIO(file.data), attempt_recovery=False) as pdf:
                    if pdf.check_pdf_syntax():
                        yield file.file_name
            elif file.media_type == DOCX:
                open_word_file(file.data, file.file_name)
        except (pikepdf.PdfError, ExemplarError) as error:
            yield f"{file.file_name}: {error}"


def _punctuation(asked: Asked, packet: BuiltPacket) -> Iterator[str]:
    """Signs that are no letters and no digits stand in the papers in their order."""
    papers = [_signs(paper.words) for paper in packet.papers]
    for told in _told(asked):
        if _signs(told) and not any(_signs(told) in said for said in papers):
            yield f"nowhere: {_signs(told)}"


def _signs(text: str) -> str:
    return "".join(c for c in _squeezed(text) if not c.isalnum())


TOKENS: Mapping[str, Token] = MappingProxyType(
    {
        "every_glyph_embedded": _glyphs,
        "nothing_truncated": _whole,
        "extraction_round_trip": _round_trip,
        "no_name_in_file_names": _file_names,
        "literal_text": _literal,
        "control_characters_stripped": _no_controls,
        "documents_open": _open,
        "punctuation_preserved": _punctuation,
    }
)
