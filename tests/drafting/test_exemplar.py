"""Exemplars and their cards, in a folder and as they are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from docassemble.PostConvictionRelief.drafting import (
    Exemplar,
    ExemplarCard,
    shipped_exemplars,
)
from docassemble.PostConvictionRelief.errors import ExemplarError

CARD = """
code: D-NOM
language: en
title: Notice of Motion and Motion to Vacate Conviction
short_title: Notice of Motion
vehicles: [PC1473_7_A1]
needs: [hearing.date, case.plea_date]
order: 10
"""


def put(folder: Path, name: str = "D-NOM.en", card: str = CARD, docx: bytes | None = b"x") -> None:
    (folder / f"{name}.yaml").write_text(card, encoding="utf-8")
    if docx is not None:
        (folder / f"{name}.docx").write_bytes(docx)


def told(folder: Path) -> list[str]:
    with pytest.raises(ExemplarError) as raised:
        shipped_exemplars(folder)
    return [str(problem) for problem in raised.value.problems]


def test_a_folder_gives_its_exemplars_in_the_order_of_packets(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path, "D-MPA.en", CARD.replace("D-NOM", "D-MPA").replace("order: 10", "order: 5"))
    found = shipped_exemplars(tmp_path)
    assert [exemplar.card.name for exemplar in found] == ["D-MPA.en", "D-NOM.en"]
    assert found[1].card.vehicles == ("PC1473_7_A1",)
    assert found[1].version == f"shipped-{found[1].sha256[:8]}"


@pytest.mark.parametrize(
    ("card", "what"),
    [
        (CARD + "colour: red\n", "colour"),
        (CARD.replace("order: 10", "order: '10'"), "order"),
        (CARD.replace("title: Notice of Motion and", "titel: Notice of Motion and"), "title"),
        ("code: [", "can't be read as YAML"),
        ("just text", "card"),
        ("!!python/object/apply:os.system ['true']", "can't be read as YAML"),
    ],
)
def test_a_wrong_card_is_told(tmp_path: Path, card: str, what: str) -> None:
    put(tmp_path, card=card)
    problems = told(tmp_path)
    assert all("D-NOM.en.yaml" in problem for problem in problems)
    assert any(what in problem for problem in problems)


def test_a_card_and_its_word_file_come_together(tmp_path: Path) -> None:
    put(tmp_path, docx=None)
    (tmp_path / "D-POS.en.docx").write_bytes(b"x")
    assert ["no Word file" in p or "no card" in p for p in told(tmp_path)] == [True, True]


def test_a_card_under_another_name_is_told(tmp_path: Path) -> None:
    put(tmp_path, "D-MPA.en")
    assert "D-NOM.en" in told(tmp_path)[0]


def test_a_published_exemplar_has_the_archives_version() -> None:
    exemplar = Exemplar(ExemplarCard.read(CARD.encode(), "card"), b"x", "v0002")
    assert exemplar.version == "v0002"
