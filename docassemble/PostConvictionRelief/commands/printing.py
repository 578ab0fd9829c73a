"""How commands read files, print, and report what is wrong.

Exit codes: 0 done; 1 a service or this machine is at fault; 2 the input is at fault.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer
from rich.console import Console

from ..casefile import CaseFile, read_json, read_yaml
from ..errors import (
    BlankError,
    CaseFileError,
    ExemplarError,
    FormError,
    NotAllowed,
    NotReady,
    PcrError,
    PlanError,
    Problem,
    SettingsError,
    SheetError,
)

_INPUT_AT_FAULT = (
    BlankError,
    CaseFileError,
    ExemplarError,
    FormError,
    NotAllowed,
    NotReady,
    PlanError,
    SettingsError,
    SheetError,
)

CasePath = Annotated[Path, typer.Argument(help="A case file: YAML, or JSON (.json).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]

P = ParamSpec("P")
out = Console()
err = Console(stderr=True)


def reported(command: Callable[P, None]) -> Callable[P, None]:
    """Report every problem of a failed command on standard error and give the exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PcrError as error:
            for problem in error.problems:
                err.print(
                    f"[red]✗[/] {plain(problem.where)}: {plain(problem.what)}\n"
                    f"  → {plain(problem.remedy)}",
                    soft_wrap=True,
                )
            code = 2 if isinstance(error, _INPUT_AT_FAULT) else 1
            raise typer.Exit(code) from None

    return run


def read_case(path: Path) -> CaseFile:
    """A case file from YAML, or from JSON where the name ends so.

    Raises:
        CaseFileError: it can't be read, or any fact is wrong.
    """
    data = read_file(path)
    return read_json(data, path.name) if path.suffix == ".json" else read_yaml(data, path.name)


def read_file(path: Path, most: int = -1) -> bytes:
    """The bytes of a file that a person named.

    Args:
        path: the file.
        most: how many bytes are read at most; all if negative.

    Raises:
        CaseFileError: it can't be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise CaseFileError(
            Problem(str(path), f"can't be read ({error.strerror})", "give a file that is there")
        ) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file; its folder is made where it is absent.

    Raises:
        SettingsError: it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise SettingsError(
            Problem(str(path), f"can't be written ({error.strerror})", "choose another place")
        ) from error


def day_of(where: str, word: str) -> date:
    """A day that a person gave.

    Args:
        where: the option or argument that it came with.
        word: the day as YYYY-MM-DD.

    Raises:
        SettingsError: it isn't one.
    """
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise SettingsError(
            Problem(where, f"{word} is not a date", "write it as YYYY-MM-DD")
        ) from None


def say(words: str) -> None:
    """Print a line as it is: nothing cut, nothing folded, so that it can be searched and copied."""
    out.print(words, markup=False, highlight=False, soft_wrap=True)


def plain(text: str) -> str:
    """Text as it is, where the console would read brackets as styling."""
    return text.replace("[", r"\[")
