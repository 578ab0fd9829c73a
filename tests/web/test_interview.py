"""The guided interview, screen by screen, without a server."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile, write_json
from docassemble.PostConvictionRelief.errors import (
    LostUpdate,
    NotFound,
    Problem,
    StorageUnavailable,
)
from docassemble.PostConvictionRelief.office import Person, StoredCase
from docassemble.PostConvictionRelief.packet.plan import PacketPlans, plan_packets
from docassemble.PostConvictionRelief.web import people, review, saving
from tests.examples import sample

from .telling import tell
from .without_a_server import Visit

VACATE = "vacate_1473_7.yml"


class Archive:
    """The cases of an office in this process: what is saved, by whom, in which version."""

    def __init__(self) -> None:
        self.versions: list[CaseFile] = []
        self.away = False

    def new_case_id(self) -> str:
        return "c-aaaaaaaaaa"

    def save_case(
        self, person: Person, case_file: CaseFile, read_version: int, now: datetime
    ) -> int:
        if self.away:
            raise StorageUnavailable(Problem("storage", "is away", "wait"))
        if read_version != len(self.versions):
            raise LostUpdate(Problem(case_file.meta.id, "was saved by another", "load it again"))
        self.versions.append(case_file)
        return len(self.versions)

    def case(self, person: Person, case_id: str) -> StoredCase:
        if not self.versions or self.versions[-1].meta.id != case_id:
            raise NotFound(Problem(case_id, "no case is saved under it", "check the id"))
        return StoredCase(case_id, len(self.versions), self.versions[-1])

    def plans(self, case_file: CaseFile) -> PacketPlans:
        return plan_packets(case_file)


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Archive:
    archive = Archive()
    for module in (people, saving, review):
        monkeypatch.setattr(module, "office", lambda: archive)
        if hasattr(module, "today"):
            monkeypatch.setattr(module, "today", lambda: date(2026, 11, 21))
    return archive


def told(case_file: CaseFile) -> Any:
    """What a case file says of the client's matter, without what nobody is asked."""
    facts = json.loads(write_json(case_file))
    for name in ("meta", "expected"):
        facts.pop(name, None)
    return without_nothing(facts)


def without_nothing(value: Any) -> Any:
    """Without what is null or empty: a page leaves it out, which is "not asked"."""
    if isinstance(value, dict):
        inner = {key: without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in (None, {}, [])}
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    return value


def test_the_facts_of_a_case_told_screen_by_screen_are_the_facts_of_its_file(
    archive: Archive,
) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, sample("S02"))
    assert visit.question == "Review"
    assert told(archive.versions[-1]) == told(sample("S02"))
