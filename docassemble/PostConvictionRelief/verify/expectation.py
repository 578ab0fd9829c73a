"""The grammar of expectations: every key that a block may have, and who checks it.

The `expected` of a case file and the `expect` of a trap speak one language. What a key or a value
says that isn't understood is a difference: nothing that a lawyer wrote down is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from ..errors import CaseFileError
from . import of_candidates, of_deadlines, of_papers, of_result, of_warnings
from .altering import TEMPLATE_OVERRIDE
from .asked import Asked, Check, is_note
from .outcome import Outcome
from .report import Tally

KEYS: dict[str, Check] = {
    **of_result.KEYS,
    **of_candidates.KEYS,
    **of_warnings.KEYS,
    **of_deadlines.KEYS,
    **of_papers.KEYS,
}
_ABOUT = ("vehicle", "vehicles", "field", "fields")
"""What the contrast of a block is about, unless it says so itself."""


def check(block: object, outcome: Outcome, tally: Tally) -> None:
    """Check every expectation of a block against an outcome; the tally is told of each."""
    if not isinstance(block, Mapping) or not block:
        tally.not_understood("", block, "give what is expected by its keys")
        return
    if outcome.problems and not set(of_result.OF_A_REFUSAL) & set(block):
        tally.differ("", "facts that are right", [str(problem) for problem in outcome.problems])
    _block(Asked(outcome, tally, block), "", block)


def leave(block: Mapping[str, object], tally: Tally) -> None:
    """A block about an altered exemplar: only the finished papers can show what follows."""
    for key, value in block.items():
        if _checker(key) is None:
            _unknown_key(tally, key, value)
        elif not is_note(key):
            tally.leave(key)


def _block(asked: Asked, prefix: str, block: Mapping[str, object]) -> None:
    for key, value in block.items():
        if not is_note(key):
            _one(asked, prefix, key, value)


def _one(asked: Asked, prefix: str, key: str, value: object) -> None:
    path = f"{prefix}{key}"
    checker = _checker(key)
    if checker is None:
        _unknown_key(asked.tally, path, value)
    elif asked.outcome.problems and key not in _WHEN_REFUSED:
        asked.tally.differ(path, value, "the facts are refused")
    else:
        checker(asked, path, value)


def _checker(key: str) -> Check | None:
    """Who checks a key; `None` for one that isn't known."""
    if key == "contrast":
        return _contrast
    if of_candidates.RANK.fullmatch(key):
        return of_candidates.rank
    return KEYS.get(key)


_WHEN_REFUSED = {*of_result.OF_A_REFUSAL, *of_papers.LEFT_TO_THE_PAPERS, "contrast"}


def _contrast(asked: Asked, path: str, value: object) -> None:
    """`contrast: {set: …, …}`: what must come out if a little more is altered."""
    changes = value.get("set") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(changes, Mapping) or len(value) == 1:
        asked.tally.not_understood(path, value, "give what is set, and what comes out")
        return
    if TEMPLATE_OVERRIDE in changes and asked.outcome.press is None:
        asked.tally.leave(path)
        return
    try:
        outcome = asked.outcome.altered(changes)
    except CaseFileError as error:
        asked.tally.not_understood(path, changes, str(error))
        return
    inherited = {key: asked.block[key] for key in _ABOUT if key in asked.block}
    own = {key: item for key, item in value.items() if key != "set"}
    again = replace(asked, outcome=outcome, block={**inherited, **own})
    _block(again, f"{path}.", own)


def _unknown_key(tally: Tally, path: str, value: object) -> None:
    near = get_close_matches(path.rpartition(".")[2], [*KEYS, "contrast"], n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    tally.not_understood(path, value, f"no expectation has this key{hint}")
