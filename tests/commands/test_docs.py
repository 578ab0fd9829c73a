"""Every example in the pages of docs prints what it says there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import ROOT, pcr

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = "…"


def examples(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Every command of a page, without its `$ pcr`, and the lines that it is said to print."""
    for block in _BLOCK.findall(path.read_text(encoding="utf-8")):
        shown = re.split(r"^\$ pcr ", block, flags=re.MULTILINE)
        assert shown[0] == "", f"a block begins with a command: {block}"
        for example in shown[1:]:
            command, *lines = example.rstrip("\n").split("\n")
            yield command, lines


PAGES = ("commands.md", "law.md")
EXAMPLES = [found for page in PAGES for found in examples(ROOT / "docs" / page)]


def like(line: str) -> re.Pattern[str]:
    """Lines that a line of the page stands for: `…` in it is whatever comes."""
    return re.compile(".*".join(re.escape(part) for part in line.split(_LEFT_OUT)))


@pytest.mark.parametrize(("command", "lines"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_page_shows(command: str, lines: list[str]) -> None:
    expected_code = 0
    if lines and (match := re.fullmatch(r"\(exit code (\d)\)", lines[-1])):
        expected_code = int(match[1])
        lines = lines[:-1]
    done = pcr(*shlex.split(command))
    assert done.code == expected_code, done.err
    rest = [line.rstrip() for line in (done.out + done.err).splitlines()]
    may_skip = False
    for line in lines:
        if line.strip() == _LEFT_OUT:
            may_skip = True
            continue
        at = next((n for n, printed in enumerate(rest) if like(line).fullmatch(printed)), None)
        assert at is not None, f"{line!r} is not printed by pcr {command}"
        assert may_skip or at == 0, f"the page leaves out {rest[0]!r}"
        rest, may_skip = rest[at + 1 :], False
    assert may_skip or rest == []


def test_every_command_has_an_example() -> None:
    shown = {command.split()[0] for command, _ in EXAMPLES}
    assert {"check", "screen", "deadlines", "verify", "law", "schema"} <= shown
