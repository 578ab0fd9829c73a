"""What stands in the boxes of a filled form, read back from the PDF that can still be edited."""

from __future__ import annotations

import io
from functools import lru_cache
from types import MappingProxyType

from pikepdf import Pdf

from ..forms.form_fields import FormField, form_fields

Held = str | bool
"""A text; or whether a box is ticked."""


@lru_cache(maxsize=16)
def boxes(fillable: bytes) -> MappingProxyType[tuple[str, str], Held]:
    """What every field holds.

    Args:
        fillable: a filled form with its fields.

    Returns:
        By the field's full name and, of a box to tick, the state that ticks it: one name may be
        that of several boxes. A text has the state ``.
    """
    found: dict[tuple[str, str], Held] = {}
    with Pdf.open(io.BytesIO(fillable)) as pdf:
        for name, field in form_fields(pdf).items():
            found |= {(name, state): held for state, held in _held(field)}
    return MappingProxyType(found)


def _held(field: FormField) -> list[tuple[str, Held]]:
    if field.kind == "checkbox":
        return [
            (state, "/AS" in box.widget and str(box.widget.AS) == f"/{state}")
            for box in field.boxes
            for state in sorted(box.states)
        ]
    if field.kind == "button":
        return []
    return [("", str(field.holder.V) if "/V" in field.holder else "")]
