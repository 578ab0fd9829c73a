"""The fonts that our words are set in: where they are, their measures, what is embedded.

Two kinds of font go into a PDF. The *base font* of a typeface holds the characters of WinAnsi
(Latin letters with the common accents) and is written into a blank once, when it is compiled. Every
other character comes from a *wide font*: a Type0 font with just the letters that a paper uses,
added only where one is used (ISO 32000-1, 9.6.3 and 9.7).
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock

from fontTools import subset
from fontTools.ttLib import TTFont

from ..errors import FormError, Problem
from .card_field import Typeface

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
"""Where font files are looked for, subfolders included."""

FAMILIES: dict[Typeface, tuple[str, ...]] = {
    "sans": ("LiberationSans-Regular", "DejaVuSans"),
    "sans-bold": ("LiberationSans-Bold", "DejaVuSans-Bold", "DejaVuSans"),
    "serif": ("LiberationSerif-Regular", "DejaVuSerif", "DejaVuSans"),
    "serif-bold": ("LiberationSerif-Bold", "DejaVuSerif-Bold", "DejaVuSans"),
}
"""Font files of a typeface, best first. Liberation has the widths of Arial and Times New Roman."""

_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")
_SCRIPTS = (
    *("Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer"),
    *("Lao", "Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai"),
)

FURTHER = (
    "DroidSansFallbackFull",
    "NanumGothic",
    *(f"NotoSans{script}-Regular" for script in _SCRIPTS),
)
"""Font files for letters that no typeface has; they are used where they are installed."""

WIN_ANSI = "cp1252"
"""Python's name for the WinAnsi encoding of PDF (ISO 32000-1, annex D.2)."""


@dataclass(frozen=True)
class Glyph:
    """One letter's measures, in thousandths of the font size."""

    number: int
    width: float
    top: float
    bottom: float


class FontFile:
    """One font file: its letters, their measures, and subsets of it for embedding."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        self._font = TTFont(io.BytesIO(self.data), lazy=True, recalcTimestamp=False)
        self._names: dict[int, str] = self._font.getBestCmap()
        self.scale: float = 1000 / self._font["head"].unitsPerEm
        self._glyphs: dict[str, Glyph] = {}
        self._numbered: dict[int, Glyph] = {}
        self._reading = Lock()

    def covers(self, text: str) -> bool:
        """Whether the font has every character of `text`."""
        return all(ord(character) in self._names for character in text)

    def glyph(self, character: str) -> Glyph:
        """The measures of one character that the font covers."""
        found = self._glyphs.get(character)
        if found is None:
            with self._reading:
                found = self._glyphs[character] = self._measure(self._names[ord(character)])
        return found

    def numbered(self, number: int) -> Glyph:
        """The measures of a glyph by its number, also of one that is no single character's."""
        found = self._numbered.get(number)
        if found is None:
            with self._reading:
                found = self._numbered[number] = self._measure(self._font.getGlyphName(number))
        return found

    def _measure(self, name: str) -> Glyph:
        outline = self._font["glyf"][name]
        drawn = outline.numberOfContours != 0
        return Glyph(
            number=self._font.getGlyphID(name),
            width=self._font["hmtx"][name][0] * self.scale,
            top=outline.yMax * self.scale if drawn else 0.0,
            bottom=outline.yMin * self.scale if drawn else 0.0,
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file: another font makes other PDFs."""
        return hashlib.sha256(self.data).hexdigest()

    def subset(self, characters: Iterable[str] = (), numbers: Iterable[int] = ()) -> bytes:
        """A TrueType file with only these characters and glyphs.

        Args:
            characters: the characters to keep, for a font whose text is written in characters.
            numbers: the glyphs to keep with their numbers, for a wide font, whose text is written
                in glyph numbers.
        """
        glyphs = sorted(numbers)
        options = subset.Options(
            hinting=False,
            layout_features=[],
            name_IDs=[],
            notdef_outline=True,
            glyph_names=False,
            retain_gids=bool(glyphs),
        )
        options.drop_tables += [
            "GSUB",
            "GPOS",
            "GDEF",
            "MATH",
            "OS/2",
            "name",
            "post",
            "gasp",
            "FFTM",
        ]
        font = TTFont(io.BytesIO(self.data), lazy=True, recalcTimestamp=False)
        subsetter = subset.Subsetter(options)
        unicodes = sorted({ord(character) for character in characters})
        subsetter.populate(unicodes=unicodes, gids=glyphs)
        subsetter.subset(font)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    def descriptor(self, tag: str, *, symbolic: bool) -> bytes:
        """The entries of a font descriptor (ISO 32000-1, 9.8) but for its font file.

        Args:
            tag: six capitals that tell this subset from others.
            symbolic: whether the text is written in glyph numbers rather than WinAnsi.
        """
        head, line = self._font["head"], self._font["hhea"]
        box = (round(v * self.scale) for v in (head.xMin, head.yMin, head.xMax, head.yMax))
        return (
            b"/Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%s]/ItalicAngle 0/Ascent %d"
            b"/Descent %d/CapHeight 716/StemV 80"
            % (
                self.name(tag),
                4 if symbolic else 32,
                b" ".join(b"%d" % edge for edge in box),
                round(line.ascent * self.scale),
                round(line.descent * self.scale),
            )
        )

    def name(self, tag: str) -> bytes:
        """The name of a subset: `ABCDEF+LiberationSans-Regular`."""
        return f"{tag}+{self.path.stem}".encode("ascii")


@dataclass(frozen=True)
class FontObject:
    """One PDF object of a font: its entries, with `{name}` for a reference, and stream data."""

    name: str
    entries: bytes
    data: bytes | None = None


@cache
def families(typeface: Typeface) -> tuple[FontFile, ...]:
    """The font files of a typeface that are installed here, best first.

    Raises:
        FormError: none is installed.
    """
    installed = _installed()
    files = tuple(_opened(installed[n]) for n in FAMILIES[typeface] if n in installed)
    if not files:
        raise FormError(
            Problem(
                f"{', '.join(FOLDERS)}",
                f"none of the fonts {', '.join(FAMILIES[typeface])} is installed",
                "install fonts-liberation and fonts-dejavu-core",
            )
        )
    return files


@cache
def further() -> tuple[FontFile, ...]:
    """The further font files that are installed here."""
    installed = _installed()
    return tuple(_opened(installed[name]) for name in FURTHER if name in installed)


def package_for(character: str) -> str:
    """The Debian package with a font for a character, as far as one is known to be used here."""
    script = unicodedata.name(character, "").split(" ", 1)[0].split("-")[0]
    if script in _EAST_ASIAN:
        return "fonts-droid-fallback"
    if script == "HANGUL":
        return "fonts-nanum"
    return "fonts-noto-core" if script.title() in _SCRIPTS else ""


@cache
def _opened(path: Path) -> FontFile:
    return FontFile(path)


@cache
def _installed() -> dict[str, Path]:
    """Font files by name. Where a font is there twice, the larger file has more characters."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in sorted(Path(folder).rglob("*.ttf")):
            other = found.get(path.stem)
            if other is None or path.stat().st_size > other.stat().st_size:
                found[path.stem] = path
    return found


@cache
def base_characters() -> str:
    """Every character of WinAnsi that can be drawn."""
    return "".join(
        character
        for character in (bytes([code]).decode(WIN_ANSI, "ignore") for code in range(32, 256))
        if character.isprintable() or character == "\u00a0"
    )


@cache
def base_font_objects(typeface: Typeface) -> tuple[FontObject, ...]:
    """The PDF objects of a typeface's base font; the last one, `font`, is the font itself."""
    file = families(typeface)[0]
    data = file.subset(base_characters())
    tag = _tag(data)
    widths = b" ".join(
        b"%d" % round(file.glyph(character).width) if character in base_characters() else b"0"
        for character in (bytes([code]).decode(WIN_ANSI, "replace") for code in range(32, 256))
    )
    return (
        _file_object(data),
        FontObject("descriptor", file.descriptor(tag, symbolic=False) + b"/FontFile2 {file}"),
        FontObject(
            "font",
            b"/Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32"
            b"/LastChar 255/Widths[%s]/FontDescriptor {descriptor}" % (file.name(tag), widths),
        ),
    )


@lru_cache(maxsize=256)
def wide_font_objects(file: FontFile, used: frozenset[tuple[int, str]]) -> tuple[FontObject, ...]:
    """The PDF objects of a wide font; the last one is the font itself.

    Args:
        file: the font.
        used: numbers of the glyphs that a paper uses, each with the characters it stands for.
    """
    numbers = {number for number, _ in used}
    data = file.subset(numbers=numbers)
    tag = _tag(data)
    widths = b"".join(b"%d[%d]" % (n, round(file.numbered(n).width)) for n in sorted(numbers))
    glyphs = sorted({number: text for number, text in sorted(used) if text}.items())
    return (
        _file_object(data),
        FontObject("descriptor", file.descriptor(tag, symbolic=True) + b"/FontFile2 {file}"),
        FontObject("unicode", b"", _to_unicode(glyphs)),
        FontObject(
            "letters",
            b"/Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/W[%s]"
            b"/FontDescriptor {descriptor}" % (file.name(tag), widths),
        ),
        FontObject(
            "font",
            b"/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
            b"/DescendantFonts[{letters}]/ToUnicode {unicode}" % file.name(tag),
        ),
    )


def _file_object(data: bytes) -> FontObject:
    packed = zlib.compress(data, 9)
    return FontObject("file", b"/Filter/FlateDecode/Length1 %d" % len(data), packed)


def _tag(data: bytes) -> str:
    """Six capitals out of the content, so that equal subsets have equal names."""
    number = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _to_unicode(glyphs: list[tuple[int, str]]) -> bytes:
    """The map from glyph numbers back to characters, for copying and searching (9.10.3)."""
    lines = [
        f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for number, character in glyphs
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *_blocks(lines),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")


def _blocks(lines: list[str]) -> Iterator[str]:
    """A CMap takes at most 100 lines in one block."""
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
