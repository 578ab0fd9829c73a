"""A card for any blank, as far as the PDF itself tells: for forms that have no card yet."""

from __future__ import annotations

import datetime
import hashlib
import io
from pathlib import Path

from pikepdf import Pdf

from docassemble.PostConvictionRelief.forms import FormCard
from docassemble.PostConvictionRelief.forms.blank import Blank
from docassemble.PostConvictionRelief.forms.form_fields import FieldBox, FormField, form_fields
from docassemble.PostConvictionRelief.forms.pdf_objects import whole_number

_MULTILINE = 1 << 12


def drafted(path: Path) -> tuple[FormCard, Blank]:
    """A card with every field of a blank (a party's, without values), and the blank."""
    data = path.read_bytes()
    with Pdf.open(io.BytesIO(data)) as pdf:
        fields = [
            made | {"key": f"f{number}.{place}", "label": f"Field {number}", "name": name}
            for number, (name, there) in enumerate(form_fields(pdf).items())
            for place, made in enumerate(_fields(there))
        ]
        facts = {
            "form": path.stem,
            "title": path.stem,
            "role": "information",
            "use": "optional",
            "edition": {
                "printed": "unknown",
                "date": datetime.date(2024, 1, 1),
                "status": "unconfirmed",
                "checked_on": datetime.date(2024, 1, 1),
            },
            "source": {
                "landing": "",
                "file": "",
                "sha256": hashlib.sha256(data).hexdigest(),
                "pages": len(pdf.pages),
            },
            "fields": fields,
        }
    return FormCard.model_validate(facts), Blank(path.stem, data, "genuine", "a test")


def _fields(there: FormField) -> list[dict[str, object]]:
    if there.kind == "checkbox":
        return [_box(box) | {"kind": "checkbox", "state": _state(box)} for box in there.boxes]
    if there.kind == "button":
        return [_box(there.boxes[0]) | {"kind": "button", "filled_by": "screen"}]
    first, *others = there.boxes
    many = whole_number(there.holder, "/Ff") & _MULTILINE
    field = _box(first) | {"kind": "multiline" if many else "text"}
    field["also"] = [{k: v for k, v in _box(box).items() if k != "filled_by"} for box in others]
    if longest := whole_number(there.holder, "/MaxLen"):
        field["max_chars"] = longest
    return [field]


def _box(box: FieldBox) -> dict[str, object]:
    return {"page": box.page + 1, "box": box.edges, "filled_by": "party"}


def _state(box: FieldBox) -> str:
    (state,) = box.states
    return state
