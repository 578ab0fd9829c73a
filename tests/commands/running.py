"""The `pcr` command, run in-process from the project's folder as a person would run it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docassemble.PostConvictionRelief.cli import app
from docassemble.PostConvictionRelief.commands.printing import out

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def pcr(*words: str | Path) -> Done:
    """Run `pcr` with these words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        # As in a wide terminal, whatever was there when the module was first imported.
        patch.setattr(out, "width", 200)
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="pcr")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
