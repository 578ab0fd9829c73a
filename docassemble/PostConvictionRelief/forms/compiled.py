"""Compiled blanks, kept: in memory for this process, in a folder for the next.

A compiled blank is named by the digest of its blank, its card and the fonts, so that a changed
edition, card or font is compiled anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .blank import Blank
from .blanks import Shelf, write_whole
from .card import FormCard
from .compile import compile_blank
from .compiled_blank import CompiledBlank, CompiledField, WrittenObject
from .fonts import families
from .pdf_bytes import Base

_LAYOUT = "3"
_log = logging.getLogger(__name__)


class CompiledBlanks:
    """Gives the compiled blank of a form; each is compiled at most once."""

    def __init__(self, shelf: Shelf, folder: Path | None) -> None:
        """Make the store.

        Args:
            shelf: where blanks come from.
            folder: where compiled blanks are kept for later processes, or none.
        """
        self._shelf = shelf
        self._folder = folder
        self._known: dict[str, tuple[Blank, CompiledBlank]] = {}
        self._lock = threading.Lock()

    def get(self, card: FormCard) -> CompiledBlank:
        """The compiled blank of a form.

        Raises:
            BlankError: the blank can't be had or is not a form.
            FormError: card and blank don't agree.
        """
        return self._both(card)[1]

    def blank(self, card: FormCard) -> Blank:
        """The blank that the compiled one was made of.

        Raises:
            BlankError: the blank can't be had or is not a form.
            FormError: card and blank don't agree.
        """
        return self._both(card)[0]

    def _both(self, card: FormCard) -> tuple[Blank, CompiledBlank]:
        with self._lock:
            known = self._known.get(card.form)
            if known is None or known[1].card is not card:
                blank = self._shelf.blank(card)
                known = self._known[card.form] = (blank, self._kept(card, blank))
            return known

    def _kept(self, card: FormCard, blank: Blank) -> CompiledBlank:
        if self._folder is None:
            return compile_blank(card, blank)
        path = self._folder / f"{card.form}-{_fingerprint(card, blank)}.zip"
        if path.exists():
            try:
                return _unpacked(path.read_bytes(), card, blank)
            except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
                _log.warning("%s is damaged and is made again (%s)", path.name, error)
        made = compile_blank(card, blank)
        try:
            write_whole(path, _packed(made))
        except OSError as error:
            _log.warning("can't keep %s (%s)", path.name, error.strerror)
        return made


def _fingerprint(card: FormCard, blank: Blank) -> str:
    faces = sorted({field.font for field in card.fields if field.ours})
    parts = [_LAYOUT, blank.sha256, blank.kind, card.model_dump_json()]
    parts += [families(face)[0].digest for face in faces]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _packed(compiled: CompiledBlank) -> bytes:
    out = io.BytesIO()
    numbers = {
        "fillable": _numbers(compiled.fillable),
        "flat": _numbers(compiled.flat),
        "fields": {
            key: [[_entries(box) for box in field.boxes], field.holder and _entries(field.holder)]
            for key, field in compiled.fields.items()
        },
        "overlays": compiled.overlays,
        "fonts": compiled.fonts,
    }
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("fillable.pdf", compiled.fillable.data)
        archive.writestr("flat.pdf", compiled.flat.data)
        archive.writestr("numbers.json", json.dumps(numbers))
    return out.getvalue()


def _entries(written: WrittenObject) -> tuple[int, str]:
    return written.number, written.entries.decode("latin-1")


def _numbers(base: Base) -> dict[str, object]:
    return {
        "size": base.size,
        "start": base.start,
        "root": base.root,
        "info": base.info,
        "identity": base.identity.hex(),
    }


def _unpacked(packed: bytes, card: FormCard, blank: Blank) -> CompiledBlank:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        numbers = json.loads(archive.read("numbers.json"))
        return CompiledBlank(
            card=card,
            sha256=blank.sha256,
            kind=blank.kind,
            fillable=_base(numbers["fillable"], archive.read("fillable.pdf")),
            flat=_base(numbers["flat"], archive.read("flat.pdf")),
            fields={
                key: CompiledField(
                    tuple(_written(*box) for box in boxes), holder and _written(*holder)
                )
                for key, (boxes, holder) in numbers["fields"].items()
            },
            overlays=tuple(numbers["overlays"]),
            fonts={face: (first, second) for face, (first, second) in numbers["fonts"].items()},
        )


def _written(number: int, entries: str) -> WrittenObject:
    return WrittenObject(number, entries.encode("latin-1"))


def _base(numbers: Mapping[str, Any], data: bytes) -> Base:
    return Base(
        data=data,
        size=numbers["size"],
        start=numbers["start"],
        root=numbers["root"],
        info=numbers["info"],
        identity=bytes.fromhex(numbers["identity"]),
    )
