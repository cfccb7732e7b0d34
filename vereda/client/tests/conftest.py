"""What tests of the phone share: the core's modules in a bare page of the app's own origin, and a headquarters to play with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

BARE = "<!doctype html><meta charset=utf-8><title>Vereda</title>"
MODULES = (
    "bytes", "ids", "clock", "hpke", "envelope", "database", "device", "agents", "drawer", "record", "queue", "sync",
    "reference", "openwork", "files", "wire", "nodes", "pins", "idle", "push", "contact", "farewell", "tabs",
)  # fmt: skip
FAKE = Path(__file__).parent / "fake_server.js"


def bare(context: BrowserContext, url: str) -> Page:
    """Return a page of the app's origin that runs nothing by itself; its core is in `core`, by module."""
    context.route("**/app/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    page = context.new_page()
    load(page, url)
    return page


def load(page: Page, url: str) -> None:
    """Load the core anew: nothing that was in memory stays."""
    page.goto(f"{url}/app/bare.html")
    page.evaluate("() => { " + FAKE.read_text(encoding="utf-8") + " }")
    page.evaluate(
        "async (names) => { globalThis.core = {};"
        " for (const name of names) Object.assign(core, { [name]: await import(`/app/${name}.js`) }); }",
        list(MODULES),
    )


def run(page: Page, body: str, told: Any = None) -> Any:  # Any: JSON there and back
    """Run some lines in the page; an error with a code comes back as {'code': …}."""
    return page.evaluate(
        "async (told) => { try { return await (async () => { " + body + " })(); }"
        " catch (why) { if (why.code) return { code: why.code, ...why.details }; throw why; } }",
        told,
    )


@pytest.fixture
def core(page: Page, live_server) -> Iterator[Callable[..., Any]]:  # Any: JSON there and back
    """Return a function that runs lines of JavaScript over the core of an app that is enrolled nowhere."""
    page.context.route("**/app/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    load(page, live_server.url)

    def in_page(body: str, told: Any = None) -> Any:  # Any: as above
        return run(page, body, told)

    yield in_page
