"""Words of the case file that papers print as they were typed, and a court shouldn't read so.

Nothing here is wrong of itself: a person reads it and writes it anew, or lets it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...casefile.told import told
from ...expressions.wording import and_list, days_in_words, goes_on, own_voice
from ..finding import Finding
from ..paper import Paper
from .examined import Examined

_NARRATIVE = re.compile(
    r"(?:case\.\d+\.(?=alternatives|prejudice|prior_counsel|plea))?"
    r"(?:alternatives|clean_slate|defects|discovery_diligence|eq|habeas|imm\.entries|innocence"
    r"|ipv_sv|plea|prejudice|prior_counsel|rja|trafficking)\."
)
_SWORN = re.compile(r"(?:case\.\d+\.)?(?:prejudice\.\w+_at_plea\.|discovery_diligence\.)")
"""Lists and steps that the client swears to word for word."""
_ONE_OF_MANY = re.compile(r"(?<=\w)\.\d+(?:\.(?:offense|sentence))?$")

_THIRD_PERSON = re.compile(r"\b(?:he|him|his|she|her|hers|client|client's|client’s|defendant)\b")
_SHORTHAND = re.compile(
    r"\b(?:USC|LPRs?|NTA|CBP|ICE|USCIS|DHS|IJ|DA|PD|DV|IAC|AF|CIMT|PC|HS|VC|BP|WI)\b"
)
_OFFICE = re.compile(
    r"\b(?:intake|target|to-?do|tbd|tbc|notes?|ask (?:client|him|her|them)|follow[- ]up)\b", re.I
)
_ADMISSION = re.compile(
    r"\b(?:arrest(?:ed|s)?|gang|sold|stole|dealt|cocaine|heroin|meth(?:amphetamine)?|marijuana"
    r"|drugs|drunk|smuggl\w+|overstay\w*|without inspection|crossed|false (?:papers|claim|name)"
    r"|fake|lied|voted|deported|worked without)\b",
    re.I,
)


@dataclass(frozen=True)
class _Printed:
    """A told text that filed papers print, and which."""

    address: str
    text: str
    codes: str


def words_as_told(examined: Examined) -> Iterator[Finding]:
    """Notes about the client that the client would swear to, shorthand, and the office's words."""
    for each in _printed(examined):
        if _is_note(each, examined):
            yield Finding(
                "warning",
                each.address,
                "is noted about the client, not told by the client; the note stands in "
                f"{each.codes}, and the client swears to it",
                "write it as the client says it, beginning with I, in whole sentences; papers then "
                "use those words",
            )
        for kind, pattern, remedy in (
            ("shorthand", _SHORTHAND, "write it out as the court is to read it"),
            ("the office's working words", _OFFICE, "take out what is not for the court"),
        ):
            if found := dict.fromkeys(pattern.findall(each.text)):
                named = and_list(found)
                what = f"holds {kind} ({named}), and stands as typed in {each.codes}"
                yield Finding("warning", each.address, what, remedy)


def admissions(examined: Examined) -> Iterator[Finding]:
    """Words in filed papers that could be used against the client elsewhere."""
    for each in _printed(examined):
        if found := dict.fromkeys(match.lower() for match in _ADMISSION.findall(each.text)):
            yield Finding(
                "warning",
                each.address,
                f"says “{'”, “'.join(found)}” in {each.codes}, which immigration authorities and "
                "the prosecution can read",
                "keep it only if the ground needs it and the record shows it anyway; ask the "
                "client's immigration attorney",
            )


def _is_note(each: _Printed, examined: Examined) -> bool:
    if own_voice(each.text):
        return False
    if each.address.startswith("defects."):
        number = int(each.address.split(".")[1])
        defects = examined.case_file.defects
        source = defects[number].source if isinstance(defects, tuple) else None
        return each.address.endswith(".facts") and source == "client"
    if each.address.endswith("prejudice.would_have"):
        return not goes_on(each.text)
    return bool(_SWORN.match(each.address + ".") and _THIRD_PERSON.search(each.text))


def _printed(examined: Examined) -> Iterator[_Printed]:
    """Each told text of a narrative that filed papers print; the items of a list as one."""
    letters = {paper.code: _letters(paper.words) for paper in _in_order(examined)}
    texts: dict[str, list[str]] = {}
    for address, value in told(examined.case_file):
        if isinstance(value, str) and " " in value and _NARRATIVE.match(address):
            texts.setdefault(_ONE_OF_MANY.sub("", address), []).append(value)
    for address, values in texts.items():
        wanted = [_letters(days_in_words(value)) for value in values]
        codes = [code for code, words in letters.items() if any(w and w in words for w in wanted)]
        if codes:
            yield _Printed(address, " · ".join(values), and_list(codes))


def _in_order(examined: Examined) -> Iterator[Paper]:
    yield from examined.pleadings
    yield from (paper for paper in examined.filed if paper.form is not None)


def _letters(text: str) -> str:
    """The letters alone: papers number lines and break them, and write days out."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())
