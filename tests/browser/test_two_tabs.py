"""Two clients side by side in two tabs of one browser, on the real server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from .chromium import Desk

pytestmark = pytest.mark.server

_EXAMPLES = Path(__file__).parents[2] / "examples"
_OTHER = _EXAMPLES / "04_two_counties_detained.yaml"


@pytest.fixture
def movant(tmp_path: Path) -> Path:
    """The case file of a client whom no other test of the server knows."""
    told = (_EXAMPLES / "02_motion_1473_7_a1.yaml").read_text(encoding="utf-8")
    own = tmp_path / "movant.yaml"
    own.write_text(told.replace("Villalpando", "Quiroga"), encoding="utf-8")
    return own


def case_from(desk: Desk, case_file: Path) -> str:
    """Open a new case with the facts of a file; its client's name."""
    desk.page.goto(desk.url)
    desk.open("A case from a file")
    desk.give_file(case_file)
    desk.press("Read it")
    return desk.heading


def test_a_file_given_in_one_tab_goes_to_the_client_whom_that_tab_shows(
    desk_of: Callable[[str], Desk], movant: Path, tmp_path: Path
) -> None:
    desk = desk_of("attorney")
    first = case_from(desk, movant)
    desk.press("Exhibits")
    tab = desk.next_tab()
    second = case_from(tab, _OTHER)
    tab.press("Exhibits")
    assert tab.heading == f"Exhibits: {second}"
    desk.press("Give a file for exhibit A")
    assert desk.heading == f"The file of exhibit A: {first}"
    given = tmp_path / "docket.docx"
    docx.Document().save(str(given))
    desk.give_file(given)
    desk.press("Keep this file")
    assert desk.heading == f"Exhibits: {first}"
    tab.page.reload()
    assert tab.heading == f"Exhibits: {second}"
    looks = "Look at the file of exhibit A"
    expect(desk.page.get_by_role("link", name=looks)).to_be_visible()
    expect(tab.page.get_by_role("link", name=looks)).to_have_count(0)
    assert not desk.errors + tab.errors


def test_an_answer_changed_in_one_tab_goes_to_the_case_that_the_tab_shows(
    desk_of: Callable[[str], Desk], movant: Path
) -> None:
    desk = desk_of("attorney")
    case_from(desk, movant)
    desk.press("Review the answers")
    tab = desk.next_tab()
    tab.page.goto(desk.url)
    tab.open("Vacate a conviction (Penal Code 1473.7(a)(1))")
    asked_first = tab.heading
    desk.page.locator("summary", has_text="Hearing and service").click()
    desk.press("Change: Hearing")
    desk.fill_screen({"facts.hearing.department": "Dept. 47"})
    assert desk.heading == "Review"
    assert "Dept. 47" in desk.page.content()
    tab.page.reload()
    assert tab.heading == asked_first


def test_reloading_a_cases_page_shows_its_own_client(
    desk_of: Callable[[str], Desk], movant: Path
) -> None:
    desk = desk_of("attorney")
    first = case_from(desk, movant)
    tab = desk.next_tab()
    case_from(tab, _OTHER)
    desk.page.reload()
    assert desk.heading == first
