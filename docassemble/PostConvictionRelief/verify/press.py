"""Builds the papers that expectations are about, each packet once."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from ..casefile import write_json
from ..drafting.exemplar import Exemplar
from ..errors import CaseFileError, Problem
from ..packet.building import BuiltPacket, build_packet
from ..packet.plan import PacketPlan
from ..packet.workshop import Workshop

REMOVE = "remove"
_BODY = "word/document.xml"


class Press:
    """Builds packets in one workshop, and keeps them."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._built: dict[tuple[bytes, int, str], BuiltPacket] = {}

    def built(self, plan: PacketPlan, override: object) -> BuiltPacket:
        """The packet of a plan.

        Args:
            plan: what is built.
            override: `{CODE: {remove: text}}`, words to be taken out of exemplars; or none.

        Raises:
            CaseFileError: the override is none, or the exemplar doesn't have the words.
            ExemplarError, FormError, BlankError, ConversionError: a paper can't be made.
        """
        facts = hashlib.sha256(write_json(plan.one.case_file)).digest()
        key = (facts, plan.one.index, repr(override))
        if key not in self._built:
            workshop = self.workshop
            if override is not None:
                workshop = workshop.with_exemplars(_Overridden(workshop, override).find)
            self._built[key] = build_packet(plan, workshop, 1, lambda _percent, _words: None)
        return self._built[key]


class _Overridden:
    """Exemplars with words taken out."""

    def __init__(self, workshop: Workshop, override: object) -> None:
        if not isinstance(override, Mapping) or not all(
            isinstance(change, Mapping) and set(change) == {REMOVE} for change in override.values()
        ):
            raise _unclear("give {CODE: {remove: text}}")
        self._find = workshop.find_exemplar
        self._removed = {str(code): str(change[REMOVE]) for code, change in override.items()}

    def find(self, code: str, language: str) -> Exemplar:
        """The exemplar, without the words."""
        exemplar = self._find(code, language)
        if code not in self._removed:
            return exemplar
        docx = _without(exemplar.docx, self._removed[code], exemplar.card.name)
        return replace(exemplar, docx=docx, version=f"{exemplar.version}-altered")


def _without(docx: bytes, words: str, name: str) -> bytes:
    """A Word file with words taken out of its body, wherever they stand in one piece."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == _BODY:
                if words.encode("utf-8") not in data:
                    raise _unclear(f"{name} doesn't say {words!r} in one piece")
                data = data.replace(words.encode("utf-8"), b"")
            target.writestr(part, data)
    return out.getvalue()


def _unclear(what: str) -> CaseFileError:
    return CaseFileError(Problem("set.template_override", what, "give words of the exemplar"))
