"""How tests of pages look at them in Chromium: each is strong, large and narrow enough, at every size, light and dark."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import Browser, Page

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.desk.tests.test_browser import SMALL

if TYPE_CHECKING:
    from vereda.access.tests.cast import Cast

PICTURES = os.environ.get("VEREDA_TEST_PICTURES", "")
"""A folder, to look at the pages oneself."""
OPEN = "document.querySelectorAll('details').forEach((one) => { if (!one.closest('nav')) one.open = true; })"
MEASURED = f"() => [({WEAK_TEXT})(), ({SMALL})(), ({TOO_WIDE})()]"


class Sight(NamedTuple):
    """A screen that a page is looked at on."""

    width: int
    height: int
    scheme: str

    def __str__(self) -> str:
        return f"{self.width} {self.scheme}"


EVERY = (
    Sight(320, 640, "light"), Sight(320, 640, "dark"), Sight(360, 740, "dark"), Sight(360, 740, "light"),
    Sight(1366, 768, "light"), Sight(1366, 768, "dark"),
)  # fmt: skip


class Looks:
    """Opens pages of people who are signed in, and notes in `wrong` what is weak, small or too wide at any sight.

    A page is loaded once and measured at every sight. Each look begins where the last one ended, so that a walk by taps goes on
    on the smallest screen and on the largest in turn.
    """

    def __init__(self, browser: Browser, url: str, cast: Cast) -> None:
        self.browser, self.url, self.cast = browser, url, cast
        self.wrong: list[str] = []
        self.sights = EVERY[::-1]

    def page_of(self, name: str = "") -> Page:
        """Give a fresh page of somebody of the cast, or of nobody."""
        context = self.browser.new_context(base_url=self.url, locale="es-MX")
        if name:
            session = self.cast.client(name).cookies["vereda_session"].value
            context.add_cookies([{"name": "vereda_session", "value": session, "url": self.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine takes its time
        show(page, self.sights[0])
        return page

    def walk(self, pages: Mapping[str, Iterable[str]], *, opened: bool = True, ready: str = "h1") -> None:
        """Look at pages, by who reads them. ready: what must be there before it is looked at."""
        for name, paths in pages.items():
            page = self.page_of(name)
            for path in paths:
                answer = page.goto(path)
                assert answer, path
                assert answer.status in (200, 422), path  # 422: what is wrong with what was asked
                page.locator(ready).first.wait_for()
                self.look(page, path, opened=opened)
            page.context.close()

    def look(self, page: Page, where: str, *, opened: bool = True) -> None:
        """Look at a page. where: how what is wrong names it; opened: with what is folded opened, but the menu."""
        page.wait_for_load_state()
        if opened:
            page.evaluate(OPEN)
        for sight in self.sights:
            show(page, sight)
            weak, small, is_wide = page.evaluate(MEASURED)
            self.wrong += [f"{where} at {sight} weak: {one}" for one in weak]
            self.wrong += [f"{where} at {sight} small: {one}" for one in small]
            self.wrong += [f"{where} at {sight} is too wide"] if is_wide else []
            if PICTURES:
                name = f"{where.strip('/').replace('/', '_')}-{sight.width}-{sight.scheme}.png"
                page.screenshot(path=Path(PICTURES) / name, full_page=True)
        self.sights = self.sights[::-1]


def show(page: Page, sight: Sight) -> None:
    page.set_viewport_size({"width": sight.width, "height": sight.height})
    page.emulate_media(color_scheme="dark" if sight.scheme == "dark" else "light")
