"""Our ink on a page as two renderers draw it: poppler and pdfium."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 100
_VISIBLE = 100
_DARK, _FAINT = 110, 240


def poppler(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Every page as poppler draws it, in grey."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.pdf"
        path.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", path, path], check=True)
        return [
            Image.open(io.BytesIO(drawn.read_bytes())).convert("L")
            for drawn in sorted(path.parent.glob("*.png"))
        ]


def pdfium(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """Every page as pdfium draws it, fields included, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def ink(filled: Image.Image, empty: Image.Image) -> Image.Image:
    """What filling added to a page: white where there is ink, black elsewhere."""
    return ImageChops.difference(filled, empty).point(lambda grey: 255 if grey > _VISIBLE else 0)


def share_outside(one: Image.Image, other: Image.Image) -> float:
    """The share of one's ink that lies further than a pixel from the other's."""
    width = min(one.width, other.width)
    height = min(one.height, other.height)
    area = (0, 0, width, height)
    near = other.crop(area).filter(ImageFilter.MaxFilter(3))
    outside = ImageChops.subtract(one.crop(area), near).histogram()[255]
    return outside / max(one.histogram()[255], 1)


def farthest(one: Image.Image, other: Image.Image) -> float:
    """The larger share of the dark of one page that has not even something faint on the other."""
    return max(
        share_outside(_darker(first, _DARK), _darker(second, _FAINT))
        for first, second in ((one, other), (other, one))
    )


def _darker(page: Image.Image, than: int) -> Image.Image:
    return page.point(lambda grey: 255 if grey < than else 0)
