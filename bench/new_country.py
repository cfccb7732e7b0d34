"""A country that no pack knows, from nothing to a first encounter and a pocket card, timed: `make drill-country`.

Does what `docs/country/start.md` tells a new user: the same commands in the same order, and a browser where the guide says so.
Ends with 0 only when the encounter stands in the logbook, the card is a PDF, and no file of the program has changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.countries.visitor import code_of
from tests.house import PACKAGE, REPOSITORY
from tests.serving import FLAGS, Installation, _wait, free_port

AREAS = PACKAGE / "countries" / "tests" / "data" / "areas"
PASSWORD = "una-clave-larga-2026"  # of an installation that is deleted
NEW_TWICE = 2
"""Fields that ask for a new password: once more than that, and the old one is asked for first."""
TAKEN: list[tuple[str, float]] = []


@contextmanager
def step(name: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    TAKEN.append((name, time.monotonic() - begun))
    print(f"{TAKEN[-1][1]:7.1f} s  {name}", flush=True)


def vereda(home: Path, *arguments: str) -> str:
    """Run a command as a person types it; raises CalledProcessError with what it said."""
    command = [sys.executable, "-P", "-m", "vereda.cli", *arguments]
    done = subprocess.run(command, env=settings(home), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def settings(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VEREDA_") and name != "DATABASE_URL"}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "VEREDA_HOME": str(home), "VEREDA_COUNTRY": "cr", **more}


def program() -> str:
    """Return the digest of every file of the program: no line of code is touched."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path).encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def main() -> None:
    before, folder = program(), Path(tempfile.mkdtemp(prefix="vereda-country-"))
    home = folder / "home"
    try:
        _from_nothing_to_a_card(home, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert program() == before, "a file of the program changed"
    print(f"{sum(seconds for _, seconds in TAKEN):7.1f} s  in all, the machine's part; a person reads and types besides")


def _from_nothing_to_a_card(home: Path, folder: Path) -> None:
    with step("countries new cr"):
        said = vereda(
            home, "countries", "new", "cr", "--areas", str(AREAS), "--neighbours", "NI,PA", "--group", "Grupo La Cruz",
            "--city", "La Cruz", "--phone-prefix", "+506", "--phone-digits", "8", "--second", "cantón/canton",
            "--terrain", "highway,river",
        )  # fmt: skip
        assert "emergency_number" in said
    with step("countries check cr"):
        told = vereda(home, "countries", "check", "cr")
    with step("access open, access grant"):
        password = vereda(home, "access", "open", "ana", "--name", "Ana").strip()
        vereda(home, "access", "grant", "ana", "--role", "agent", "--group", "la-cruz")
    with step("serve"):
        port = free_port()
        log = folder / "serve.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "vereda.cli", "serve"],
                env=settings(home, PORT=str(port)),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        served = Installation(f"http://127.0.0.1:{port}", home, log, process)
        _wait(served)
    try:
        with step("first encounter, in a browser"), sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=FLAGS)
            _first_encounter(chromium.new_page(base_url=served.url, locale="es"), password)
            chromium.close()
    finally:
        served.stop()
    with step("guidance card"):
        out = folder / "card"
        vereda(home, "guidance", "card", "--lang", "spa", "--address", "https://guia.example.org/", "--out", str(out))
    assert all(path.read_bytes().startswith(b"%PDF") for path in out.iterdir())
    asked = ("--from", "2020-01-01", "--to", "2099-12-31", "--by", "nationality", "--count", "people", "--format", "csv")
    counted = vereda(home, "bulletin", *asked)
    assert re.search(r"^TOTAL,3$", counted, re.MULTILINE), counted
    print(f"{told.count('[')} gaps told, {len(list(out.iterdir()))} cards, people counted: 3")


def _first_encounter(page: Page, password: str) -> None:
    """Sign in for the first time, with a password of one's own, and write down three people who got water."""
    page.goto("/")
    page.get_by_label("Usuario").fill("ana")
    page.locator("input[type=password]").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    fields = page.locator("input[type=password]")
    for number in range(count := fields.count()):
        fields.nth(number).fill(password if number == 0 and count > NEW_TWICE else PASSWORD)
    if count:
        with page.expect_navigation():
            page.keyboard.press("Enter")
    _second_step(page)
    page.goto("/encuentros/nuevo/")
    page.get_by_text("No se sabe", exact=True).first.click()
    page.locator('[name="t:XX:F:18+"]').fill("2")
    page.locator('[name="t:XX:M:18+"]').fill("1")
    page.locator('[name="s:WATER"]').check(force=True)
    page.locator('[name="s:WATER"]').press("Enter")
    page.wait_for_url(re.compile(r"/encuentros/[0-9a-f-]{36}/"))


def _second_step(page: Page) -> None:
    """Turn on the second step with an application of codes, as the first page asks."""
    page.goto("/cuenta/segundo-paso/aplicacion/")
    secret = page.locator("code").first.inner_text().strip()
    page.locator('input[name="code"]').fill(code_of(secret, time.time()))
    with page.expect_navigation():
        page.locator('input[name="code"]').press("Enter")


if __name__ == "__main__":
    main()
