"""How tests of pages look at them in Chromium: each is strong, large and narrow enough, all its parts open."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.desk.tests.test_browser import SMALL

PICTURES = os.environ.get("VEREDA_TEST_PICTURES", "")
"""A folder, to look at the pages oneself."""
OPEN = "document.querySelectorAll('details').forEach((one) => { if (!one.closest('nav')) one.open = true; })"


class Looker:
    """Notes in `wrong` what is weak, small or too wide on each page; takes its picture where pictures are asked for."""

    def __init__(self, name: str, width: int) -> None:
        self.name, self.width = name, width
        self.wrong: list[str] = []

    def look(self, page: Page, where: str, *, opened: bool = True) -> None:
        """Look at a page. where: how what is wrong names it; opened: with what is folded opened, but the menu."""
        if opened:
            page.evaluate(OPEN)
        self.wrong.extend(f"{where} weak: {one}" for one in page.evaluate(WEAK_TEXT))
        self.wrong.extend(f"{where} small: {one}" for one in page.evaluate(SMALL))
        self.wrong.extend([f"{where} is wider than {self.width}"] if page.evaluate(TOO_WIDE) else [])
        if PICTURES:
            name = f"{self.name}-{self.width}-{where.replace('/', '_')}.png"
            page.screenshot(path=Path(PICTURES) / name, full_page=True)
