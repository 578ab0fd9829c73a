"""The cards against the court's own PDFs: every field, its page, box, kind and on-state."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docassemble.PostConvictionRelief.forms.pdf_objects import items
from tests.court_forms.cards import FORMS, card

pytestmark = pytest.mark.genuine

READ_ONLY, MULTILINE, RADIO, PUSHBUTTON = 1 << 0, 1 << 12, 1 << 15, 1 << 16
POINTS = 0.5
"""How far a card's box may be from the widget's, in points."""


@dataclass(frozen=True)
class Widget:
    """One box of a field of a blank, read from its PDF."""

    page: int
    box: tuple[float, ...]
    kind: str
    states: frozenset[str]

    @property
    def told(self) -> tuple[int, str, frozenset[str]]:
        """What a card must say of it, besides the box."""
        return self.page, self.kind, self.states


def _blank(folder: Path, form: str) -> Path:
    path = folder / f"{form}.pdf"
    if not path.exists():
        pytest.skip(f"no {form}.pdf in the folder that PCR_BLANKS names")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_the_card_pins_this_very_file(form: str, blanks_folder: Path) -> None:
    digest = hashlib.sha256(_blank(blanks_folder, form).read_bytes()).hexdigest()
    assert digest == card(form).source.sha256


@pytest.mark.parametrize("form", FORMS)
def test_the_card_knows_the_pages_and_their_size(form: str, blanks_folder: Path) -> None:
    source = card(form).source
    with pikepdf.open(_blank(blanks_folder, form)) as pdf:
        assert len(pdf.pages) == source.pages
        for page in pdf.pages:
            left, bottom, right, top = (float(edge) for edge in page.mediabox.as_list())
            assert (right - left, top - bottom) == source.size


@pytest.mark.parametrize("form", FORMS)
def test_the_card_covers_every_box_of_the_blank_and_no_other(
    form: str, blanks_folder: Path
) -> None:
    places = [place for field in card(form).fields for place in field.places]
    boxes = _widgets(_blank(blanks_folder, form))
    assert Counter(place.name for place in places) == Counter(name for name, _ in boxes)


@pytest.mark.parametrize("form", FORMS)
def test_every_box_is_where_and_what_the_card_says(form: str, blanks_folder: Path) -> None:
    boxes = _widgets(_blank(blanks_folder, form))
    wrong = []
    for place in (place for field in card(form).fields for place in field.places):
        states = frozenset({place.state}) if place.kind == "checkbox" else frozenset()
        found = [widget for name, widget in boxes if name == place.name]
        told = (place.page, place.kind, states)
        if not any(told == widget.told and _near(place.box, widget.box) for widget in found):
            wrong.append(f"{place.key}: {found}")
    assert wrong == []


def _near(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= POINTS for a, b in zip(box, other, strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_read_only_fields_are_captions_or_not_ours(form: str, blanks_folder: Path) -> None:
    """The court locks the captions of later pages, which its own script would fill."""
    locked = _read_only(_blank(blanks_folder, form))
    for field in card(form).fields:
        if field.name in locked and field.ours:
            assert field.key.startswith("page")
            assert field.filled


def _widgets(path: Path) -> list[tuple[str, Widget]]:
    with pikepdf.open(path) as pdf:
        return [
            (_full_name(annotation), _widget(annotation, number))
            for number, page in enumerate(pdf.pages, start=1)
            for annotation in items(page.obj, "/Annots")
            if annotation.get("/Subtype") == "/Widget"
        ]


def _read_only(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {
            _full_name(annotation)
            for page in pdf.pages
            for annotation in items(page.obj, "/Annots")
            if int(_inherited(annotation, "/Ff", 0)) & READ_ONLY
        }


def _widget(annotation: Any, page: int) -> Widget:
    flags = int(_inherited(annotation, "/Ff", 0))
    if _inherited(annotation, "/FT", None) == "/Btn":
        kind = "button" if flags & PUSHBUTTON else "checkbox"
    else:
        kind = "multiline" if flags & MULTILINE else "text"
    x0, y0, x1, y1 = (float(edge) for edge in annotation["/Rect"])
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return Widget(page, box, kind, _states(annotation) if kind == "checkbox" else frozenset())


def _states(annotation: Any) -> frozenset[str]:
    appearances = annotation.get("/AP", {}).get("/N", {})
    return frozenset(name.lstrip("/") for name in appearances if name != "/Off")


def _full_name(annotation: Any) -> str:
    parts = []
    node = annotation
    while node is not None:
        if "/T" in node:
            parts.append(str(node["/T"]))
        node = node.get("/Parent")
    return ".".join(reversed(parts))


def _inherited(annotation: Any, key: str, default: object) -> Any:
    node = annotation
    while node is not None:
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return default
