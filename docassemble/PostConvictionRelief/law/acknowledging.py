"""Which warnings a person has acknowledged, as the case file records it in `acknowledgements`.

A warning that is acknowledged by typing counts once its phrase was typed, in English or Spanish;
capitals, spaces and a closing mark don't matter.
"""

from __future__ import annotations

import re

from ..casefile import CaseFile, known
from ..casefile.matter import Acknowledgement
from ..errors import Problem
from .law_files import WarningText
from .results import ShownWarning

WHERE = "acknowledgements"


def acknowledged_by(case_file: CaseFile, text: WarningText) -> str | None:
    """Who has acknowledged a warning; `None` where nobody has, or the record is not whole."""
    for record in case_file.acknowledgements:
        dated = known(record.read_on) is not None
        if known(record.warning) == text.code and dated and _typed(record, text):
            return known(record.by)
    return None


def not_acknowledged(case_file: CaseFile, warning: ShownWarning) -> Problem:
    """What is to be done about a warning that nobody has acknowledged."""
    text = warning.text
    begun = (n for n, a in enumerate(case_file.acknowledgements) if known(a.warning) == text.code)
    index = next(begun, None)
    words = f", and typed: {text.phrase_en} (or: {text.phrase_es})" if text.phrase_en else ""
    carried = f", which goes with {', '.join(warning.vehicles)}," if warning.vehicles else ""
    return Problem(
        WHERE if index is None else f"{WHERE}.{index}",
        f"the warning {text.code}{carried} is not acknowledged"
        + ("" if index is None else ": this record of it is not whole"),
        f"read it, and record there warning: {text.code}, by (who) and read_on (the day){words}",
    )


def is_phrase(typed: str, text: WarningText) -> bool:
    """Whether somebody has typed the phrase of a warning, in English or Spanish."""
    return _plain(typed) in (_plain(text.phrase_en), _plain(text.phrase_es))


def _typed(record: Acknowledgement, text: WarningText) -> bool:
    return text.acknowledge != "typed" or is_phrase(known(record.typed) or "", text)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
