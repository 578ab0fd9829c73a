"""Our pages as a person uses them: in Chromium, by clicks and typing."""

from __future__ import annotations

import base64
import binascii
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from docassemble.PostConvictionRelief.server.accounts import SignIn

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
_SECONDS = 30_000
_ENOUGH_GROUPS = 20


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; a test without it is skipped."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (Debian's chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


class Desk:
    """One person at their own browser.

    Attributes:
        page: what they see.
        errors: what the pages' scripts complained of.
    """

    def __init__(self, browser: Browser | BrowserContext, url: str) -> None:
        self.url = url
        own = browser.new_context(viewport=DESKTOP) if isinstance(browser, Browser) else browser
        self.page: Page = own.new_page()
        self.page.set_default_timeout(_SECONDS)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def next_tab(self) -> Desk:
        """The same person's next tab in the same browser."""
        return Desk(self.page.context, self.url)

    def sign_in(self, person: SignIn) -> None:
        self.page.goto(f"{self.url}/user/sign-in")
        self.page.locator("input[name=email]").fill(person.email)
        self.page.locator("input[name=password]").fill(person.password)
        self.page.locator("#submit_button, [name=submit]").first.click()
        expect(self.page.locator("#daMainQuestion")).to_be_visible()

    def sign_out(self) -> None:
        self.page.goto(f"{self.url}/user/sign-out")

    @property
    def heading(self) -> str:
        return self.page.locator("#daMainQuestion").inner_text()

    def press(self, words: str) -> None:
        """Click a link or a button by its words, and wait for the page that follows."""
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words, exact=True)
        self._following(button.or_(link).first)

    def open(self, words: str) -> None:
        """Click what holds these words."""
        self._following(self.page.get_by_text(words).first)

    def give_file(self, path: Path) -> None:
        """Choose a file for the page's upload."""
        self.page.locator("input[type=file]").set_input_files(path)

    def download(self, link: Locator) -> tuple[str, str, bytes]:
        """Fetch what a link leads to: file name, media type, bytes."""
        address = link.get_attribute("href")
        answer = self.page.context.request.get(f"{self.url}{address}" if address else self.url)
        assert answer.ok, answer.status
        named = re.search(r'filename="([^"]+)"', answer.headers.get("content-disposition", ""))
        return named[1] if named else "", answer.headers["content-type"], answer.body()

    def _following(self, clicked: Locator) -> None:
        """Click, and wait until another page, or the same one anew, has taken this one's place."""
        self.page.evaluate("document.querySelector('#daMainQuestion')?.setAttribute('seen', '')")
        clicked.click()
        self.page.wait_for_function(
            "document.readyState === 'complete' && document.querySelector('#daMainQuestion')"
            " && !document.querySelector('#daMainQuestion[seen]')"
        )
        self.page.wait_for_load_state("networkidle")

    # --------------------------------------------------------------------- the interview

    def fill_screen(self, told: Mapping[str, Any]) -> None:
        """Type what is told by variable, into the inputs that show, and go on."""
        self._add_groups(told)
        done: set[str] = set()
        # An answer may bring out other inputs.
        while fresh := [v for v in self._inputs(shown=True) if v in told and v not in done]:
            for variable in fresh:
                self._type(variable, told[variable])
                done.add(variable)
        self.press("Continue")

    @property
    def asked(self) -> list[str]:
        """The variables of all inputs of the screen, those of groups not yet added too."""
        return list(self._inputs(shown=False))

    def _add_groups(self, told: Mapping[str, Any]) -> None:
        """Add a group for each one that is told beyond those that show."""
        for _ in range(_ENOUGH_GROUPS):
            shown = self._inputs(shown=True)
            if all(variable in shown for variable in told if _index(variable) > 0):
                return
            adder = self.page.locator("button.dacollectadd:visible")
            if not adder.count():
                return
            adder.first.click()

    def _inputs(self, *, shown: bool) -> dict[str, str]:
        """Variable and name of the inputs of the screen, all or those that show."""
        names = self.page.eval_on_selector_all(
            "#daform input:not([type=hidden]), #daform select, #daform textarea",
            "(inputs, shown) => inputs.filter(input => !shown || (!input.disabled &&"
            " (input.offsetParent || input.closest('.da-field-group')?.offsetParent)))"
            ".map(input => input.name)",
            shown,
        )
        numbered = json.loads(_decoded(self._hidden("_varnames")) or "{}")
        found = {}
        for name in names:
            plain = re.sub(r"\[[BRO]?'.*$", "", _decoded(name))
            variable = _decoded(numbered.get(_encoded(plain), "")) or plain
            if variable.startswith("facts."):
                # The first group of a list of whole screens; the samples have no second one.
                found[variable.replace("[i]", "[0]").replace("[j]", "[0]")] = name
        return found

    def _hidden(self, name: str) -> str:
        field = self.page.locator(f"input[name={name}]")
        return str(field.first.get_attribute("value") or "") if field.count() else ""

    def _type(self, variable: str, told: Any) -> None:
        inputs = self.page.locator(f'[name="{self._inputs(shown=True)[variable]}"]')
        kind = inputs.first.evaluate("e => e.tagName.toLowerCase() + ':' + e.type")
        if isinstance(told, list):
            self._tick(inputs.first, told)
        elif kind.startswith("select"):
            inputs.first.select_option(str(told))
        elif kind == "input:radio":
            chosen = inputs.and_(self.page.locator(f'[value="{told}"]'))
            self.page.locator(f'label[for="{chosen.get_attribute("id")}"]').click()
        elif "daday" in _class(inputs.first) and told in ("none", "unknown"):
            self.page.locator(f'[id="{inputs.first.get_attribute("id")}-{told}"]').check()
        else:
            inputs.first.fill(str(told))

    def _tick(self, first: Locator, words: list[str]) -> None:
        """Tick those words of a list, and no others."""
        group = first.locator("xpath=ancestor::*[contains(@class, 'da-field-group')]")
        boxes = group.locator("input[type=checkbox]")
        for number in range(boxes.count()):
            box = boxes.nth(number)
            found = re.search(r"\[[BRO]?'([^']+)'\]", _decoded(str(box.get_attribute("name"))))
            word = _decoded(found[1]) if found else ""
            if box.is_checked() != (word in words):
                group.locator(f'label[for="{box.get_attribute("id")}"]').click()


def _class(element: Locator) -> str:
    return str(element.get_attribute("class") or "")


def _index(variable: str) -> int:
    numbers = re.findall(r"\[(\d+)\]", variable)
    return int(numbers[-1]) if numbers else 0


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode().rstrip("=")


def _decoded(text: str) -> str:
    """What docassemble wrote in base64; empty where it didn't."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
