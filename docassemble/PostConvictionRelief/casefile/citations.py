"""Statute citations: read in every usual spelling, kept in one normal form (specification 3.8).

    ref      := ["former"] part {"/" part} ["enhancement"]
    part     := [code] section [subdivision]
    code     := PC | HS | VC | … | two to four capital letters | other:<text>
    section  := digits ["." digits] [letter]
    subdivision := {"(" letters or digits ")"}

The parts before the last "/" are what the offense is charged with: attempt (664), conspiracy (182).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SECTION = r"[0-9]{1,5}(?:\.[0-9]{1,3})?[a-z]?"
"""A section number: 273.5, 476a, 11379.6."""
SUBDIVISION = r"(?:\([A-Za-z0-9]{1,4}\))+"
"""A subdivision: (a), (a)(1)."""
CODE = r"[A-Z]{2,4}|other:[^\s/](?:[^/]{0,58}[^\s/])?"
"""A code by its letters, or any other body of law by its name."""

OTHER = "other:"

MAX_LENGTH = 200
"""No citation is longer, in characters."""


class CitationError(ValueError):
    """A text can't be read as a citation.

    Attributes:
        nearest: the normal form of what was most likely meant, if any.
    """

    def __init__(self, what: str, nearest: str | None) -> None:
        super().__init__(what)
        self.what = what
        self.nearest = nearest


@dataclass(frozen=True)
class Part:
    """One section of one code.

    Attributes:
        code: its letters (`PC`), or `other:` and a name (`other:Nevada Revised Statutes`).
        section: `273.5`.
        subdiv: `(a)(1)`, or empty.
    """

    code: str
    section: str
    subdiv: str = ""

    @property
    def number(self) -> str:
        """Section and subdivision: 273.5(a)."""
        return f"{self.section}{self.subdiv}"


@dataclass(frozen=True)
class Citation:
    """A citation of a statute.

    Attributes:
        offense: the section that defines the offense or enhancement.
        charged_with: attempt or conspiracy, as `PC 664/187(a)` has it; mostly empty.
        former: whether the section has been repealed or renumbered since.
        enhancement: whether it adds to a sentence and is no offense of its own.
    """

    offense: Part
    charged_with: tuple[Part, ...] = ()
    former: bool = False
    enhancement: bool = False

    @property
    def code(self) -> str:
        """The code of the first section cited, as a count has it."""
        return (*self.charged_with, self.offense)[0].code

    @property
    def section(self) -> str:
        """All that stands between code and last subdivision, as a count has it: `664/187`."""
        return "/".join([*self._before(), f"{self._other_code()}{self.offense.section}"])

    @property
    def subdiv(self) -> str:
        """The last subdivision, as a count has it: `(a)`, or empty."""
        return self.offense.subdiv

    @property
    def form_code(self) -> str:
        """The column "Code" of a court form: PC."""
        return self.code.removeprefix(OTHER)

    @property
    def form_section(self) -> str:
        """The column "Section" of a court form: 664/187(a)."""
        return f"{self.section.replace(OTHER, '')}{self.subdiv}"

    @property
    def in_words(self) -> str:
        """Penal Code section 459.5, subdivision (a); Penal Code sections 664 and 187."""
        parts = (*self.charged_with, self.offense)
        former = "former " if self.former else ""
        by_code: list[tuple[str, list[Part]]] = []
        for part in parts:
            if by_code and by_code[-1][0] == part.code:
                by_code[-1][1].append(part)
            else:
                by_code.append((part.code, [part]))
        cited = [f"{code_name(code)} {_sections(together)}" for code, together in by_code]
        return f"{former}{_listed(cited)}{' enhancement' if self.enhancement else ''}"

    def __str__(self) -> str:
        """The normal form: PC 273.5(a); former PC 12020(a)(8); PC 664/187(a)."""
        former = "former " if self.former else ""
        enhancement = " enhancement" if self.enhancement else ""
        return f"{former}{self.code} {self.section}{self.subdiv}{enhancement}"

    def _before(self) -> list[str]:
        shown = []
        code = self.code
        for part in self.charged_with:
            shown.append(part.number if part.code == code else f"{part.code} {part.number}")
            code = part.code
        return shown

    def _other_code(self) -> str:
        """The offense's own code, where it is not the one cited before it."""
        before = self.charged_with[-1].code if self.charged_with else self.offense.code
        return "" if self.offense.code == before else f"{self.offense.code} "


def parse_citation(text: str) -> Citation:
    """Read a citation in any usual spelling.

    Args:
        text: `PC 273.5(a)`, `Penal Code § 459.5, subdivision (a)`, `664/187(a) PC`, …

    Raises:
        CitationError: it can't be read; with the nearest reading, where there is one.
    """
    if len(text) > MAX_LENGTH:
        raise CitationError("is too long for a citation", None)
    found = _read(text)
    if found is not None:
        return found
    what = _what_is_wrong(text)
    nearest = _nearest(text)
    raise CitationError(what, str(nearest) if nearest else None)


def code_name(code: str) -> str:
    """A code in words: Penal Code for PC; one that we don't know stays as it is."""
    entry = _table().get(code)
    return str(entry["name"]) if entry else code.removeprefix(OTHER)


def code_in_parentheses(code: str) -> str:
    """A code as citations within parentheses have it: Pen. Code for PC."""
    entry = _table().get(code)
    return str(entry["cite"]) if entry else code.removeprefix(OTHER)


def code_names() -> dict[str, str]:
    """Both names under which pleadings cite each code, and its letters (`Pen. Code`: PC)."""
    return {str(entry[name]): code for code, entry in _table().items() for name in ("name", "cite")}


def known_code(code: str) -> bool:
    """Whether this is one of the codes of the table, or named in full after `other:`."""
    return code in _table() or code.startswith(OTHER)


# ----------------------------------------------------------------------------------- reading

_FORMER = re.compile(r"^\s*former(?:ly)?\b\s*|\s*\(\s*former\s*\)\s*$", re.IGNORECASE)
_ENHANCEMENT = re.compile(r"\s*\(?\s*enhancement\s*\)?\s*$", re.IGNORECASE)
_SIGNS = re.compile(r"§+|\b(?:sections?|secs?)\b\.?", re.IGNORECASE)
_SUBDIVISION_WORDS = re.compile(
    r"[\s,]*\b(?:sub)?(?:divisions?|divs?|ds?|paragraphs?|pars?|clauses?)\b\.?\s*(?=\()",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(
    r"\s*[/;]\s*|(?:(?<=[0-9)])|(?<=[0-9][a-z]))\s*,?\s*\band\b\s*", re.IGNORECASE
)
_PART = re.compile(
    rf"(?P<code>[^0-9()]*?)[\s,]*(?P<section>{SECTION})\s*(?P<subdiv>{SUBDIVISION})?(?P<after>.*)",
    re.IGNORECASE,
)
_OTHER_PART = re.compile(
    rf"other:\s*(?P<code>[^/]+?)\s+(?P<section>{SECTION})(?P<subdiv>{SUBDIVISION})?", re.IGNORECASE
)


def _read(text: str) -> Citation | None:
    """The citation, if the text is one."""
    rest, former = _cut(_FORMER, text.strip())
    rest, enhancement = _cut(_ENHANCEMENT, rest)
    rest = _SUBDIVISION_WORDS.sub("", _SIGNS.sub(" ", rest))
    rest = re.sub(r"\)\s+(?=\()", ")", rest)
    parts: list[Part] = []
    for piece in _pieces(rest):
        part = _part(piece, parts[-1].code if parts else None)
        if part is None:
            return None
        parts.append(part)
    if not parts:
        return None
    return Citation(parts[-1], tuple(parts[:-1]), former, enhancement)


def _pieces(text: str) -> list[str]:
    """The parts of a citation; a code that stands at the end holds for all of them."""
    pieces = [piece for piece in _BETWEEN_PARTS.split(text) if piece.strip()]
    trailing = _PART.fullmatch(pieces[-1].strip()) if pieces else None
    if trailing and trailing["after"].strip() and not trailing["code"].strip(" ,."):
        code = trailing["after"].strip(" ,.()")
        pieces[-1] = f"{trailing['section']}{trailing['subdiv'] or ''}"
        if pieces[0][:1].isdigit() or len(pieces) == 1:
            pieces[0] = f"{code} {pieces[0].strip()}"
    return pieces


def _part(piece: str, code_before: str | None) -> Part | None:
    match = _OTHER_PART.fullmatch(piece.strip())
    if match:
        code: str | None = f"{OTHER}{' '.join(match['code'].split())}"
    else:
        match = _PART.fullmatch(piece.strip())
        if match is None or match["after"].strip():
            return None
        code = _code(match["code"]) if match["code"].strip(" ,.") else code_before
    if code is None or not re.fullmatch(CODE, code):
        return None
    return Part(code, match["section"].lower(), match["subdiv"] or "")


def _cut(expression: re.Pattern[str], text: str) -> tuple[str, bool]:
    shorter = expression.sub("", text, count=1)
    return shorter, shorter != text


def _code(typed: str) -> str | None:
    """The letters of a code named in any usual way; unknown letters are kept (3.7.8)."""
    plain = _plain(typed)
    if plain in _spellings():
        return _spellings()[plain]
    letters = re.sub(r"[\s.]", "", typed)
    return letters.upper() if re.fullmatch(r"[A-Za-z]{2,4}", letters) else None


def _plain(typed: str) -> str:
    words = re.sub(r"[^a-z]+", " ", typed.lower().replace("&", " ")).split()
    if words[:1] in (["california"], ["cal"], ["ca"]) and len(words) > 1:
        words = words[1:]
    return "".join(words)


@cache
def _spellings() -> dict[str, str]:
    """Every way of writing a code, without spaces, and its letters."""
    found: dict[str, str] = {}
    for code, entry in _table().items():
        for spelling in (code, entry["name"], *entry["also"]):
            found[_plain(spelling)] = code
    return found


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("codes.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = yaml.safe_load(text)["codes"]
    return table


# ------------------------------------------------------------------------------- suggestions


def _what_is_wrong(text: str) -> str:
    if not re.search(r"[0-9]", text):
        return f"{text!r} names no section"
    if not re.search(r"[A-Za-z]{2}|[A-Za-z]\s*[.&]", text):
        return f"{text!r} names no code"
    return f"{text!r} can't be read as a citation"


def _nearest(text: str) -> Citation | None:
    """What was most likely meant: brackets closed, commas made points, the code's name repaired."""
    repaired = text.strip().translate(str.maketrans("[]{}", "()()"))
    repaired = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", repaired)
    repaired = re.sub(r"(?<=[0-9a-z])[.-](?=\()", "", repaired)
    repaired = re.sub(r"\(([A-Za-z0-9]{1,4})(?=\(|/|\s|$)", r"(\1)", repaired)
    repaired = re.sub(r"(?<=[0-9])[\s-]*([A-Za-z]{1,2})\)", r"(\1)", repaired).rstrip(" .,;:/-")
    if re.fullmatch(r"[\s§]*[0-9].*", repaired) and not re.search(r"[A-Za-z]{2,}", repaired):
        # Short numbers are nearly always the Penal Code's; long ones stand in several codes.
        return None if re.search(r"[0-9]{5}", repaired) else _read(f"PC {repaired}")
    if found := _read(repaired):
        return found
    name = re.match(r"[^0-9§]*", repaired)
    typed = _plain(name[0]) if name else ""
    close = get_close_matches(typed, _spellings(), n=1, cutoff=0.6)
    section = re.search(r"[0-9].*", repaired)
    if not close or section is None:
        return None
    cut = re.match(rf"{SECTION}(?![0-9])\s*(?:{SUBDIVISION})?", section[0])
    code = _spellings()[close[0]]
    return _read(f"{code} {section[0]}") or (_read(f"{code} {cut[0]}") if cut else None)


def _sections(parts: list[Part]) -> str:
    shown = [
        f"{part.section}, subdivision {part.subdiv}" if part.subdiv else part.section
        for part in parts
    ]
    return f"section{'s' if len(shown) > 1 else ''} {_listed(shown)}"


def _listed(items: list[str]) -> str:
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])} and {items[-1]}"
