"""Done when 1, in a real Chromium at 360x740: enrol, no network, no server, twenty encounters, the browser killed, five more,
the server back: twenty-five entries, once each; the whole queue sent again adds none; no error, no word to another origin.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserType, Page

from tests.house import REPOSITORY
from tests.serving import FLAGS, WAIT_MS, free_port
from vereda.client.tests.pocket import until
from vereda.client.tests.screens import AT, Hand

if TYPE_CHECKING:
    from tests.template import Template

pytestmark = [pytest.mark.browser]

INES = "Inés"
MADE = """
import django; django.setup()
from vereda.access.door import make_demo_accounts
from bench.phone import print_code
make_demo_accounts("mx")
print_code()
"""
THERE = """
import django; django.setup()
from vereda.encounters.models import Encounter
from vereda.logbook.models import LogEntry
subjects = list(LogEntry.objects.filter(kind="encounters.recorded", device="DEVICE").values_list("subject", flat=True))
assert Encounter.objects.filter(subject__in=subjects, people_met=14).count() == len(subjects)
print(len(subjects), len(set(subjects)))
"""


class Chromium:
    """A browser of its own process and profile, so that it can be killed as Android kills one."""

    def __init__(self, path: str, profile: Path, port: int) -> None:
        self.wrong: list[str] = []
        self.process = subprocess.Popen(
            [path, *FLAGS, "--headless=new", f"--user-data-dir={profile}", f"--remote-debugging-port={port}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.address = f"http://127.0.0.1:{port}"

    def page(self, kind: BrowserType, url: str) -> Page:
        last = time.monotonic() + 30
        while True:
            try:
                browser = kind.connect_over_cdp(self.address)
                break
            except Exception:
                if time.monotonic() > last:
                    raise
                time.sleep(0.2)
        context = browser.contexts[0]
        context.set_default_timeout(WAIT_MS)
        context.grant_permissions(["geolocation"], origin=url)
        context.set_geolocation(AT)
        page = context.new_page()
        page.set_viewport_size({"width": 360, "height": 740})
        page.on(
            "console",
            lambda told: self.wrong.append(told.text) if told.type == "error" and "Failed to load" not in told.text else None,
        )
        page.on("pageerror", lambda why: self.wrong.append(str(why)))
        page.on("request", lambda asked: None if asked.url.startswith((url, "data:", "blob:")) else self.wrong.append(asked.url))
        return page

    def kill(self) -> None:
        """Kill it with its helpers, at once and without a word."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)


@pytest.fixture
def settings(tmp_path: Path, django_db_setup: Template) -> dict[str, str]:
    """Return the environment of an installation that has its tables, and nothing in them."""
    django_db_setup.furnish(tmp_path / "home")
    return {"VEREDA_HOME": str(tmp_path / "home"), "PORT": str(free_port()), "VEREDA_DEMO": "1", "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture
def server(tmp_path: Path, settings: dict[str, str]) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return a function that starts the same installation again, at the same address."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        serve = [sys.executable, "-P", "-m", "vereda.cli", "serve"]
        with (tmp_path / "serve.log").open("ab") as log:
            running.append(subprocess.Popen(serve, env={**os.environ, **settings}, stdout=log, stderr=log))
        answers(f"http://127.0.0.1:{settings['PORT']}/app/", running[-1])
        return running[-1]

    yield start
    for one in running:
        stop(one)


def answers(url: str, process: subprocess.Popen[bytes]) -> None:
    import urllib.request

    last = time.monotonic() + 90
    while time.monotonic() < last:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def made_code(settings: dict[str, str]) -> tuple[str, str]:
    """Return a code for a phone whose first agent is Inés, and headquarters' fingerprint.

    The installation gets its accounts here. It is not filled with days of others: that costs more than all that is tested.
    """
    code, fingerprint = asked(settings, MADE).split()
    return code, fingerprint


def asked(settings: dict[str, str], lines: str) -> str:
    """Return what some lines print in that installation."""
    env = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "vereda.settings.django"}
    told = subprocess.run([sys.executable, "-P", "-c", lines], env=env, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()[-1]


def there(settings: dict[str, str], page: Page) -> tuple[int, int]:
    """Return how many encounters of phones the server has, and how many different ones."""
    phones, different = asked(settings, THERE.replace("DEVICE", page.evaluate(DEVICE))).split()
    return int(phones), int(different)


def test_twenty_five_encounters_through_a_killed_browser_and_a_stopped_server(
    browser: Browser, chromium, settings, server, tmp_path
):
    url, profile = f"http://127.0.0.1:{settings['PORT']}", tmp_path / "profile"
    code, fingerprint = made_code(settings)
    running = server()
    first = Chromium(chromium, profile, free_port())
    try:
        page = first.page(browser.browser_type, url)
        hand = Hand(page)
        hand.enrol(url, code, fingerprint=fingerprint)
        until(page, "(await navigator.serviceWorker.ready).active")
        page.context.set_offline(True)
        stop(running)
        for _one in range(20):
            hand.fourteen_of_a_real_server()
        assert hand.unsent() == 20
    finally:
        first.kill()
    second = Chromium(chromium, profile, free_port())
    try:
        page = second.page(browser.browser_type, url)
        hand = Hand(page)
        page.goto(f"{url}/app/")
        hand.at("start")
        assert hand.unsent() == 20, "nothing was lost with the browser"
        hand.enter(INES)
        hand.at("tonight")
        for _one in range(5):
            hand.fourteen_of_a_real_server()
        assert hand.unsent() == 25
        running = server()
        page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
        until(page, "(await (await import('/app/queue.js')).counts()).unsent === 0")
        assert there(settings, page) == (25, 25)
        page.evaluate(AGAIN)
        until(page, "(await (await import('/app/queue.js')).counts()).unsent === 0")
        assert there(settings, page) == (25, 25), "the whole queue again adds none"
    finally:
        second.kill()
    assert first.wrong == []
    assert second.wrong == []


DEVICE = "async () => (await (await import('/app/device.js')).device()).device"
AGAIN = """async () => {
  const { within, answer } = await import('/app/database.js');
  await within(['queue'], 'readwrite', async (queue) => {
    for (const row of await answer(queue.getAll())) queue.put({ ...row, acked: {}, status: 'waiting' });
  });
  const { call } = await import('/app/wire.js');
  const { device } = await import('/app/device.js');
  const { all } = await import('/app/database.js');
  const entries = (await all('queue')).map((row) => JSON.parse(row.envelope));
  const told = await call('POST', 'push', { token: (await device()).token, body: { entries } });
  const known = (told.json.answers || []).filter((one) => one.status === 'known');
  if (known.length !== 25) throw new Error(JSON.stringify(told));
  await (await import('/app/sync.js')).syncNow(false, true);
}"""
"""Every envelope of the queue is sent once more, by hand and then by the app, as if no server had ever answered."""
