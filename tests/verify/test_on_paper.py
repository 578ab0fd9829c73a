"""Expectations about papers hold on papers really built, and a wrong one of each kind is caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from docassemble.PostConvictionRelief.packet.paper import Paper
from docassemble.PostConvictionRelief.verify.asked import plain
from docassemble.PostConvictionRelief.verify.expectation import check
from docassemble.PostConvictionRelief.verify.inputs import Trap, TrapsInput, read_input
from docassemble.PostConvictionRelief.verify.of_printed import KEYS
from docassemble.PostConvictionRelief.verify.outcome import Outcome
from docassemble.PostConvictionRelief.verify.press import Press
from docassemble.PostConvictionRelief.verify.report import Tally
from docassemble.PostConvictionRelief.verify.tokens import TOKENS
from tests.examples import EXAMPLES, sample_facts
from tests.verify.expectations import Path, leaves, replaced

ON_PAPER = {*KEYS, "must"}
_TRAPS = read_input(EXAMPLES / "traps.yaml")
assert isinstance(_TRAPS, TrapsInput)
TRAPS: dict[str, Trap] = {trap.id: trap for trap in _TRAPS.traps.traps}
OVERRIDDEN = "T13"
SAMPLES = ("S01", "S02", "S03")
NAMES = (*SAMPLES, *(name for name, trap in TRAPS.items() if ON_PAPER & set(trap.expected)))


def block(name: str) -> dict[str, Any]:
    """What is expected of papers; of a changed exemplar everything."""
    told = plain(sample_facts(name)["expected"] if name in SAMPLES else TRAPS[name].expected)
    assert isinstance(told, dict)
    return told if name == OVERRIDDEN else {k: v for k, v in told.items() if k in ON_PAPER}


_OUTCOMES: dict[str, Outcome] = {}


def tally_of(name: str, expected: dict[str, Any], press: Press) -> Tally:
    """What became of expectations of a sample or trap; each is built once."""
    if name not in _OUTCOMES:
        trap = TRAPS.get(name)
        outcome = Outcome(sample_facts(trap.base if trap else name), press)
        _OUTCOMES[name] = outcome.altered(trap.set) if trap else outcome
    tally = Tally(name)
    check(expected, _OUTCOMES[name], tally)
    return tally


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_of_papers_holds_and_nothing_is_left(name: str, press: Press) -> None:
    tally = tally_of(name, block(name), press)
    assert tally.differences == []
    assert tally.left == []
    assert tally.held > 0


LEAVES = [
    (name, path)
    for name in NAMES
    for path, _ in leaves(block(name))
    if path[0] != "must"
]  # fmt: skip


def wrong(path: Path, value: object) -> object:
    """Another value of the same kind that can't come out."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    by_key = {
        "result": "ok",
        "check": "page limits",
        "blocks": "something",
        "warning": "W-NEVER",
        "proposed_order_must_not_contain": "legally invalid",
        "message_contains": "watermark",
    }
    return by_key.get(str(path[0]), f"{value} or so")


@pytest.mark.parametrize(
    ("name", "path"), LEAVES, ids=[f"{name} {'.'.join(map(str, path))}" for name, path in LEAVES]
)
def test_a_wrong_expectation_of_papers_is_a_difference(name: str, path: Path, press: Press) -> None:
    expected = block(name)
    [value] = [value for where, value in leaves(expected) if where == path]
    assert tally_of(name, replaced(expected, path, wrong(path, value)), press).differences


@pytest.mark.parametrize("key", sorted(ON_PAPER))
def test_a_value_of_another_kind_is_a_difference(key: str, press: Press) -> None:
    for strange in ({"strange": "value"}, 3.5, ["strange", 3.5], ""):
        assert tally_of("S01", {key: strange}, press).differences, strange


@pytest.mark.parametrize("token", sorted(TOKENS))
def test_each_word_of_must_is_caught_where_papers_break_it(token: str, press: Press) -> None:
    """The papers of one trap are held against the facts of another."""
    outcome = Outcome(sample_facts("S01"), press).altered(
        {"client.name_as_convicted.last": "Żółw-Fresno {{ 1 }}"}
    )
    (built,) = outcome.built
    form = built.papers[0]
    spoiled: dict[str, Callable[[], Paper | None]] = {
        "every_glyph_embedded": lambda: replace(form, pdf=_unembedded()),
        "nothing_truncated": lambda: replace(form, pdf=_unembedded()),
        "extraction_round_trip": lambda: replace(form, pdf=_unembedded()),
        "literal_text": lambda: None,
        "punctuation_preserved": lambda: None,
        "control_characters_stripped": lambda: _with_pages(form, "a\x07b"),
    }
    if token == "no_name_in_file_names":
        files = (replace(built.files[0], file_name="fresno-Zolw.pdf"), *built.files[1:])
        built = replace(built, files=files)
    elif token == "documents_open":
        built = replace(built, files=(replace(built.files[0], data=b"%PDF-1.7 broken"),))
    else:
        paper = spoiled[token]()
        built = replace(built, papers=(paper,) if paper else ())
    outcome.__dict__["built"] = (built,)
    tally = Tally("spoiled")
    check({"must": [token]}, outcome, tally)
    assert tally.differences


def _unembedded() -> bytes:
    from tests.packet.test_binding import paper

    return paper(1, "nothing of the form").replace(b"/Helvetica", b"/ComicSans")


def _with_pages(form: Paper, text: str) -> Paper:
    copy = replace(form)
    copy.__dict__["pages"] = (text,)
    return copy


def test_without_a_press_papers_are_left(press: Press) -> None:
    tally = Tally("S01")
    check({"form_values": {}}, Outcome(sample_facts("S01")), tally)
    assert [left.path for left in tally.left] == ["form_values"]


def test_words_that_an_exemplar_does_not_have_are_not_understood(press: Press) -> None:
    from docassemble.PostConvictionRelief.errors import CaseFileError

    changes = {"template_override": {"D-PO": {"remove": "words that nobody wrote"}}}
    outcome = Outcome(sample_facts("S02"), press).altered(changes)
    with pytest.raises(CaseFileError, match="in one piece"):
        assert outcome.built
