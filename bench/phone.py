"""The phone in a real Chromium at 360x740, its processor slowed down six times: bytes of the first load, taps and seconds.

    python -m bench.phone

A machine's thumb does not hesitate: the seconds are the program's own share of the 20.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

from bench.figures import Figure, median, table
from bench.installation import Installation, serving
from tests.house import REPOSITORY
from tests.serving import FLAGS
from vereda.client.tests.screens import AT, PIN, Hand

SLOWED = 6
TIMES = 8
IS_ASKED = """async () => {
  const rows = await (await import('/app/screens/store.js')).writtenThisShift();
  return (await import('/app/screens/lasthelp.js')).isOpen(rows.find((one) => one.form === 'encounter')); // the latest
}"""
"""Whether the party that was just written is one of those of whom it is asked when a group last helped them."""
BYTES_MOST, TAPS_MOST, SECONDS_MOST = 200_000, 8, 20


def measure() -> list[Figure]:
    """Return the figures of one enrolled phone."""
    with tempfile.TemporaryDirectory(prefix="vereda-bench-") as made:
        installation = Installation(Path(made) / "home", {"VEREDA_DEMO": "1", "DATABASE_URL": "", "KEYSTORE_URL": ""})
        with serving(installation) as server, sync_playwright() as playwright:
            code, fingerprint = installation.run("bench.phone", "--code").split()[-2:]
            browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
            context = browser.new_context(
                viewport={"width": 360, "height": 740},
                has_touch=True,
                is_mobile=True,
                permissions=["geolocation"],
                geolocation=AT,
            )
            figures = _phone(context.new_page(), f"http://127.0.0.1:{server.port}", code, fingerprint)
            browser.close()
    return figures


def _phone(page: Page, url: str, code: str, fingerprint: str) -> list[Figure]:
    session, sizes = page.context.new_cdp_session(page), list[float]()
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    hand = Hand(page)
    began = time.perf_counter()
    page.goto(f"{url}/app/")
    hand.at("enrol")
    shown_s, first = time.perf_counter() - began, sum(sizes)
    hand.enrol(url, code, fingerprint=fingerprint)
    page.context.set_offline(True)
    times, before, asked = list[float](), hand.taps, 0
    for _one in range(TIMES):
        began = time.perf_counter()
        hand.write_fourteen()
        is_asked = page.evaluate(IS_ASKED)
        hand.tap("it_is_right")
        if is_asked:
            hand.tap("last_help_skip")
            asked += 1
        hand.at("tonight")
        times.append(time.perf_counter() - began)
    taps = (hand.taps - before - asked) / TIMES
    hand.tap("hand_over")
    hand.at("start")
    began = time.perf_counter()
    hand.enter("Inés", PIN)
    hand.at("tonight")
    return [
        Figure(name="phone: first load, compressed, with headers", value=first, unit="B", budget=BYTES_MOST),
        Figure(name="phone: first load until the first screen", value=shown_s, unit="s"),
        Figure(
            name="phone: taps of one encounter, 14 people, water and food",
            value=taps,
            unit="",
            budget=TAPS_MOST,
            note=f"with the person's answer; one more of each of {asked} parties of {TIMES} asked when they were last helped",
        ),
        Figure(
            name="phone: one encounter, offline, median",
            value=median(times),
            unit="s",
            budget=SECONDS_MOST,
            note=f"processor slowed {SLOWED}x",
        ),
        Figure(name="phone: hand-over, name and PIN until tonight", value=time.perf_counter() - began, unit="s", budget=10),
    ]


def _chromium() -> str:
    noted = REPOSITORY / ".venv" / "done-chromium"
    return os.environ.get("CHROMIUM") or (noted.read_text().strip() if noted.exists() else shutil.which("chromium") or "")


def print_code() -> None:
    """Print a code for a phone of Inés, and headquarters' fingerprint (in the installation's own process)."""
    django.setup()
    from django.utils import timezone

    from vereda.access.door import make_device_code
    from vereda.access.lookups import held_by, reader_of
    from vereda.access.models import Account
    from vereda.logbook.door import this_node

    who = Account.objects.get(username="rafael")
    held, ines = held_by(who.pk), Account.objects.get(username="ines")
    by = reader_of(who, held[0], held, None)
    made = make_device_code(country="mx", group="piedras-negras", label="Teléfono 7", by=by, at=timezone.now(), account=ines.pk)
    print(made[1], this_node().fingerprint)


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench.phone")
    words.add_argument("--code", action="store_true", help="print a code for a phone (used by the bench itself)")
    if words.parse_args().code:
        print_code()
    else:
        print(table(measure()))


if __name__ == "__main__":
    main()
