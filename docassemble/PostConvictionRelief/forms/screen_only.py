"""What only a screen shows: taken out of a blank, so that it can never print.

Buttons and notices on the court's forms lie in optional-content layers that a print hides (ISO
32000-1, 8.11); a program that flattens or binds a form burns them in, unless they are gone before.
"""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Pdf

from .card_field import FieldCard
from .pdf_objects import entry, items

_Instructions = list[pikepdf.ContentStreamInstruction | ContentStreamInlineImage]


def remove_screen_layers(pdf: Pdf) -> None:
    """Take the content of layers that don't print out of every page."""
    for page in pdf.pages:
        layers = entry(entry(page.obj, "/Resources"), "/Properties")
        hidden = {name for name, layer in layers.items() if not _prints(layer)}
        if hidden:
            kept = _without(list(pikepdf.parse_content_stream(page)), hidden)
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def print_words(page: pikepdf.Page, field: FieldCard, button: Object) -> None:
    """Draw into the page what a link that is made as a button shows: it is the court's own print.

    Args:
        page: the field's page.
        field: the button's card; `filled_by` is the court, for only the screen's buttons go.
        button: the button's field, with its appearance.
    """
    appearance = entry(entry(button, "/AP"), "/N")
    if isinstance(appearance, pikepdf.Stream):
        name = Name("/Pcr" + field.key.title().replace(".", "").replace("_", ""))
        drawing = page.add_resource(appearance, Name.XObject, name).unparse()
        page.contents_add(b"q\n", prepend=True)
        at = (field.box[0], field.box[1], drawing)
        page.contents_add(b"\nQ\nq 1 0 0 1 %.2f %.2f cm %s Do Q\n" % at)


def _prints(layer: Object) -> bool:
    """Whether a layer, or one layer of a membership dictionary, shows on paper."""
    if layer.get("/Type") == Name.OCMD:
        return any(_prints(member) for member in items(layer, "/OCGs"))
    usage = entry(entry(layer, "/Usage"), "/Print")
    return bool(usage.get("/PrintState", Name.ON) != Name.OFF)


def _without(instructions: _Instructions, hidden: set[str]) -> _Instructions:
    """The instructions but for marked content of the hidden layers, whatever lies nested in it."""
    kept: _Instructions = []
    depth = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        if depth:
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        elif operator == "BDC" and _layer(instruction.operands) in hidden:
            depth = 1
        else:
            kept.append(instruction)
    return kept


def _layer(operands: Iterable[object]) -> str:
    """The resource name of a layer that marked content belongs to, or an empty string."""
    kind, name = operands
    return str(name) if kind == Name.OC and isinstance(name, Object) else ""


def forget_in_structure(pdf: Pdf, gone: set[tuple[int, int]]) -> None:
    """Take references to removed annotations out of the structure tree (tags).

    Args:
        pdf: the document.
        gone: object and generation numbers of the removed annotations.
    """
    root = pdf.Root.get("/StructTreeRoot")
    pending = [root] if root is not None else []
    seen: set[tuple[int, int]] = set()
    while pending:
        element = pending.pop()
        if element.is_indirect and element.objgen in seen:
            continue
        seen.add(element.objgen)
        listed = items(element, "/K")
        kept = [kid for kid in listed if not _points_to(kid, gone)]
        if len(kept) < len(listed):
            element["/K"] = Array(kept)
        pending.extend(kid for kid in kept if isinstance(kid, Dictionary))


def _points_to(kid: object, gone: set[tuple[int, int]]) -> bool:
    return (
        isinstance(kid, Dictionary)
        and kid.get("/Type") == Name.OBJR
        and entry(kid, "/Obj").objgen in gone
    )
