"""The rooms from casefile to the `pcr` command work where docassemble is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = "docassemble.PostConvictionRelief"
ROOT = Path(__file__).parent.parent / "docassemble" / "PostConvictionRelief"
WITHOUT_DOCASSEMBLE = sorted(
    f"{PACKAGE}.{path.relative_to(ROOT).with_suffix('').as_posix().replace('/', '.')}"
    for path in ROOT.rglob("*.py")
    if path.relative_to(ROOT).parts[0] not in ("web", "server", "data")
    and path.stem not in ("__init__", "uno_worker")
)

REFUSE_DOCASSEMBLE = """
import importlib, importlib.abc, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[:2] in (["docassemble", "base"], ["docassemble", "webapp"]):
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_every_room_below_the_web_imports_without_docassemble() -> None:
    done = subprocess.run(
        [sys.executable, "-c", REFUSE_DOCASSEMBLE, *WITHOUT_DOCASSEMBLE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_rule_has_something_to_hold() -> None:
    assert f"{PACKAGE}.packet.building" in WITHOUT_DOCASSEMBLE
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(
            [sys.executable, "-c", REFUSE_DOCASSEMBLE, "docassemble.base.config"],
            capture_output=True,
            check=True,
        )
