"""That looking at a page on every screen, light and dark, finds what is wrong on one of them alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from vereda.desk.tests.looking import EVERY, Looks, Sight

pytestmark = pytest.mark.browser
PAGE = """<style>body {{ color: #000; background: #fff }} button {{ color: #000; background: #fff; height: 60px }} {fault}</style>
<h1>Hoy</h1><details><summary style='height: 60px'>Más</summary><p>Lo demás</p></details><button>Sí</button>"""


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def found(page: Page, fault: str = "") -> list[str]:
    """Return what two looks find, there and back."""
    looks = Looks(page.context.browser, "", None)
    page.set_content(PAGE.format(fault=fault))
    for way in ("there", "back"):
        looks.look(page, way)
    return sorted(looks.wrong)


def test_a_good_page_is_good_everywhere(bare: Page):
    assert found(bare) == []


@pytest.mark.parametrize("sight", EVERY, ids=str)
def test_what_is_wrong_on_one_screen_alone_is_found_there_and_named(bare: Page, sight: Sight):
    alone = f"@media (width: {sight.width}px) and (prefers-color-scheme: {sight.scheme})"
    wrong = found(bare, f"{alone} {{ p {{ color: #777 }} h1 {{ width: {sight.width + 9}px }} button {{ height: 40px }} }}")
    for way in ("back", "there"):
        too_wide, small, weak = [one for one in wrong if one.startswith(f"{way} at {sight} ")]
        assert (too_wide, weak) == (f"{way} at {sight} is too wide", f"{way} at {sight} weak: P: Lo demás")
        assert "small: <button" in small
    assert len(wrong) == 6, "and nowhere else"
