"""Trying a changed exemplar on the sample case, in a process of its own.

The sandbox of expressions keeps a Word file from reaching anything; it can't keep one from counting
to a billion or from filling the memory. So the trial has little of both, none of our keys in its
environment, and is ended when it takes longer.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from ..casefile import read_yaml
from ..drafting.exemplar import Exemplar, ExemplarCard
from ..drafting.render import Renderer
from ..errors import ExemplarError, Problem
from ..expressions import Expressions
from ..packet.contents import reader_of
from ..packet.plan import PacketPlan, plan_packets

SAMPLE = Path(__file__).parent.parent / "data" / "examples" / "02_motion_1473_7_a1.yaml"
"""The fictional case on which a changed exemplar is tried."""

SECONDS = 30
MEMORY = 2_000_000_000
"""Bytes of address space; writing the longest exemplar takes a tenth of it."""

_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")
_DRAFT, _TITLE, _PROBLEMS, _WRITTEN = "draft.docx", "card.json", "problems.json", "written.docx"


def write_sample(draft: Exemplar) -> bytes:
    """The sample case's paper, written with a draft.

    Returns:
        A Word file.

    Raises:
        ExemplarError: the draft can't be used; every problem names exemplar, paragraph and name.
            Or it takes more time or memory than a paper needs.
    """
    with tempfile.TemporaryDirectory(prefix="pcr-trial-") as name:
        folder = Path(name)
        (folder / _DRAFT).write_bytes(draft.docx)
        (folder / _TITLE).write_text(draft.card.model_dump_json(), encoding="utf-8")
        _run(folder, draft.card.name)
        problems = json.loads((folder / _PROBLEMS).read_text(encoding="utf-8"))
        if problems:
            raise ExemplarError(Problem(*problem) for problem in problems)
        return (folder / _WRITTEN).read_bytes()


def _run(folder: Path, name: str) -> None:
    """Try what lies in the folder; the answer lies there afterwards."""
    try:
        done = subprocess.run(
            [_python(), "-m", __name__, str(folder)],
            env={each: os.environ[each] for each in _ENVIRONMENT if each in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        ended = True
    else:
        ended = done.returncode != 0
    if ended:
        raise ExemplarError(
            Problem(
                name,
                f"takes more than {SECONDS} seconds or {MEMORY // 10**9} GB to write",
                "look for loops inside loops and for very long texts made by expressions",
            )
        )


def _python() -> str:
    """The Python of this environment, also where a web server carries it inside."""
    beside = Path(sys.prefix) / "bin" / "python"
    return str(beside) if beside.exists() else sys.executable


@cache
def _sample() -> PacketPlan:
    return plan_packets(read_yaml(SAMPLE.read_bytes(), SAMPLE.name)).plans[0]


def _main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    card = ExemplarCard.model_validate_json((folder / _TITLE).read_bytes())
    draft = Exemplar(card, (folder / _DRAFT).read_bytes(), "draft")
    renderer = Renderer(Expressions.for_documents())
    context = _sample().context(reader_of(card.code))
    problems = renderer.check(draft, context)
    if not problems:
        (folder / _WRITTEN).write_bytes(renderer.render(draft, context))
    (folder / _PROBLEMS).write_text(
        json.dumps([[each.where, each.what, each.remedy] for each in problems]), encoding="utf-8"
    )


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
