"""Browsers and desks for the tests of the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.whole_server import WholeServer

from .chromium import Desk, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.fixture
def desk_of(browser: Browser, running_server: WholeServer) -> Callable[[str], Desk]:
    """Gives a person of a role, signed in at a browser of their own."""

    def signed_in(role: str) -> Desk:
        desk = Desk(browser, running_server.url)
        desk.sign_in(running_server.people[role])
        return desk

    return signed_in
