"""Every page of an exhibit upright on a letter page, with a strip at its foot for the stamp.

Large pages are made smaller, small ones keep their size; nothing is cut off. What acts or can't be
printed (links, forms, scripts, notes) is left behind; what a form or a note shows stays.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from ..lettering import HEIGHT, WIDTH
from ..loose import simply_written

EDGE = 18.0
"""White at the left, right and top, in points."""

STRIP = 40.0
"""White at the foot, where the stamp stands, in points."""


SHOW_STAMP = b"/Stamp Do\n"
"""What draws the stamp of a page, from the room that it has for it."""


def letter_pages(data: bytes) -> bytes:
    """The same pages, upright, each on a letter page.

    Args:
        data: a PDF that `files.check_pdf` found sound.

    Returns:
        A PDF that `loose.cut` can take apart; its pages have room for a stamp.
    """
    with Pdf.open(io.BytesIO(data), attempt_recovery=False) as source, Pdf.new() as made:
        if "/AcroForm" in source.Root:
            source.generate_appearance_streams()
        source.flatten_annotations("print")
        for page in source.pages:
            page.trimbox = page.cropbox  # what a printer would trim off is shown all the same
            drawn = made.copy_foreign(page.as_form_xobject())
            _placed(made, drawn)
        return simply_written(made)


def _placed(made: Pdf, drawn: pikepdf.Object) -> None:
    width, height, matrix = _size(drawn)
    room_wide, room_high = WIDTH - 2 * EDGE, HEIGHT - EDGE - STRIP
    scale = min(1.0, room_wide / width, room_high / height)
    x = (WIDTH - width * scale) / 2 - matrix[0] * scale
    y = STRIP + (room_high - height * scale) / 2 - matrix[1] * scale
    words = f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /Page Do Q\n".encode("ascii")
    page = made.add_blank_page(page_size=(WIDTH, HEIGHT))
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=drawn, Stamp=room_for_stamp(made)))
    page.obj.Contents = made.make_stream(words + SHOW_STAMP)


def room_for_stamp(made: Pdf) -> pikepdf.Object:
    """An empty drawing on a page, in whose place the stamp comes when the exhibits are bound."""
    room = made.make_stream(b"")
    room.Type, room.Subtype = Name.XObject, Name.Form
    room.BBox = Array([0, 0, WIDTH, HEIGHT])
    return room


def _size(drawn: pikepdf.Object) -> tuple[float, float, tuple[float, float]]:
    """Width and height of a form as it is drawn, and where its lower left corner comes to lie."""
    left, bottom, right, top = (float(drawn.BBox[n]) for n in range(4))
    matrix = drawn.Matrix if "/Matrix" in drawn else Array([1, 0, 0, 1, 0, 0])
    a, b, c, d, e, f = (float(matrix[n]) for n in range(6))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    width, height = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
    return width, height, (min(xs), min(ys))


def hides_layers(data: bytes) -> bool:
    """Whether a PDF has layers that may be switched off: what they hide must not come to light."""
    with Pdf.open(io.BytesIO(data), attempt_recovery=False) as source:
        return Name.OCProperties in source.Root
