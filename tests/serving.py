"""Browsers and real servers for tests: `browser`, `page` (Chromium on `live_server`), `contexts` (used again),
`installation` (`vereda serve`)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.house import REPOSITORY

if TYPE_CHECKING:
    from tests.template import Template

WAIT_MS = 60_000
"""So long what comes on a screen may take: Playwright waits a twelfth of it, but other tests keep the machine busy."""
expect.set_options(timeout=WAIT_MS)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Like the tests themselves, their browser reaches this machine only.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
START_S = 200  # a busy machine takes its time
WIPED = "cookies,file_systems,indexeddb,local_storage,websql"
LEFT = """async () => ({
  kept: [...(await indexedDB.databases()).map((one) => one.name), ...Object.keys(localStorage), document.cookie].filter(Boolean),
  shelves: Object.fromEntries(await Promise.all(
    (await caches.keys()).map(async (name) => [name, (await (await caches.open(name)).keys()).length])
  )),
  clock: /native code/.test(Function.prototype.toString.call(Date)),
})"""
"""What a page of an origin finds there; Playwright's clock is that of a whole context, and stays."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser that bin/setup found or installed."""
    noted = REPOSITORY / ".venv" / "done-chromium"
    path = os.environ.get("CHROMIUM") or (noted.read_text().strip() if noted.exists() else shutil.which("chromium"))
    assert path, "no Chromium: bin/setup test"
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


class Contexts:
    """Contexts of the browser that tests take one after the other: files of the house are loaded once, not again for each test.

    What a page can keep is wiped between: cookies, databases, local storage. What stays is the browser's cache of files and, as
    on a phone that had the app before, its service worker with its shelf of files: while it is whole, and that of this app.
    How an app comes onto an empty phone, or another app onto a phone, is for tests with a new context.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser, self.free = browser, dict[str, list[tuple[BrowserContext, Page]]]()
        self.kinds, self.been = dict[BrowserContext, str](), dict[BrowserContext, set[str]]()
        self.app = shelf_of_app()

    def take(self, *, script: str = "", **options: object) -> BrowserContext:
        """Return a context with nothing in it that runs `script` before those of a page."""
        kind = repr((script, sorted(options.items())))
        while free := self.free.get(kind):
            context, wiping = free.pop()
            if self._wipe(context, wiping):
                return context
            del self.kinds[context], self.been[context]
            context.close()
        context = self.browser.new_context(**options)  # type: ignore[arg-type]  # as the browser takes them
        context.set_default_timeout(WAIT_MS)
        context.add_init_script(script)
        been = set[str]()
        context.on("page", lambda page: page.on("framenavigated", lambda frame: been.add("://".join(urlsplit(frame.url)[:2]))))
        self.kinds[context], self.been[context] = kind, been
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close the pages of a context. It is wiped when it is taken: a closed page may still write for a moment."""
        try:
            wiping = context.new_page()  # before the others are closed, or the renderer ends
        except Error:  # a test closed it
            return
        for page in context.pages:
            if page != wiping:
                page.close()
        context.unroute_all(behavior="ignoreErrors")
        context.set_offline(False)
        self.free.setdefault(self.kinds[context], []).append((context, wiping))

    def _wipe(self, context: BrowserContext, wiping: Page) -> bool:
        """Wipe a context; return whether it is as a fresh one: its clock was not changed, and all that can go is gone."""
        session, been = context.new_cdp_session(wiping), self.been[context]
        wiping.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
        is_as_before = all(self._is_wiped(wiping, session, one) for one in tuple(been) if one.startswith("http"))
        wiping.close()
        been.clear()
        return is_as_before

    def _is_wiped(self, wiping: Page, session: CDPSession, origin: str) -> bool:
        """Wipe an origin; return whether nothing is left but the app that others have there too."""
        wiping.goto(f"{origin}/wiped")  # no app is responsible for that address
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": WIPED})
        left = wiping.evaluate(LEFT)
        return bool(left["shelves"] in ({}, self.app) and left["clock"] and not left["kept"])


def shelf_of_app() -> dict[str, int]:
    """Return what a phone with the whole app has in its caches: the name of the shelf, and how many files lie there."""
    from vereda.client import shell

    listed = shell.read_app()[shell.WORKER].plain.partition(b"\n")[0].removeprefix(b"self.VEREDA_FILES = ").removesuffix(b";")
    return {f"vereda-{sha256(listed).hexdigest()[:16]}": len(json.loads(listed))}


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    return Contexts(browser)


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Give a fresh page on the served test database; an error in its scripts or against its policy fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="es-MX", timezone_id="America/Mexico_City")
    context.set_default_timeout(WAIT_MS)
    opened, wrong = context.new_page(), list[str]()

    def hear(message: ConsoleMessage) -> None:
        # The browser also says 'error' for every answer of 400 and more; which answer is right is for the test to say.
        if message.type == "error" and "Failed to load resource" not in message.text:
            wrong.append(message.text)

    opened.on("console", hear)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not wrong, "\n".join(wrong)


@dataclass(frozen=True)
class Installation:
    """A running `vereda serve` of its own home."""

    url: str
    home: Path
    log: Path
    process: subprocess.Popen[bytes]

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def stop(self) -> int:
        """Stop as an operator would and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(START_S)


@pytest.fixture
def installation(tmp_path: Path, django_db_setup: Template) -> Iterator[Callable[..., Installation]]:
    """Return a function that starts an installation: `installation(VEREDA_DEMO="1")`; it is stopped after the test.

    is_new: nothing is in its home yet; else tables are there, and nothing in them.
    """
    running: list[Installation] = []

    def start(*, is_new: bool = False, **settings: str) -> Installation:
        number = len(running)
        home, log, port = tmp_path / f"home-{number}", tmp_path / f"serve-{number}.log", free_port()
        settings = {"VEREDA_HOME": str(home), "PORT": str(port), **settings}
        if not is_new:
            django_db_setup.furnish(home)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "vereda.cli", "serve"],
                env={**os.environ, "PYTHONPATH": str(REPOSITORY), **settings},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        scheme = "https" if "VEREDA_TLS_CERT" in settings else "http"
        running.append(Installation(f"{scheme}://127.0.0.1:{port}", home, log, process))
        _wait(running[-1])
        return running[-1]

    yield start
    for one in running:
        one.stop()


def free_port() -> int:
    """Return a TCP port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait(installation: Installation) -> None:
    """Wait until it answers anything at all."""
    last = time.monotonic() + START_S
    while True:
        try:
            # Whether its certificate is good is for the test to say.
            urllib.request.urlopen(installation.url, timeout=5, context=ssl._create_unverified_context()).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            assert installation.process.poll() is None, installation.output()
            assert time.monotonic() < last, installation.output()
            time.sleep(0.05)
        else:
            return
