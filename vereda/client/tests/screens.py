"""A hand on the phone's screens, for tests and benches: finds buttons by their words in either language, and counts taps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Geolocation, Locator, Page, expect

WORDS = Path(__file__).parent.parent / "app" / "words"
PIN, OTHER_PIN = "482913", "905517"
AT: Geolocation = {"latitude": 28.7001, "longitude": -100.523, "accuracy": 14}

SMALL = """() => [...document.querySelectorAll('button, input, textarea, select')]
  .filter(node => node.checkVisibility() && !node.closest('[inert]'))
  .map(node => [node.getBoundingClientRect(), node])
  .filter(([box]) => box.width > 0 && (box.height < 47.5 || box.width < 43.5))
  .map(([box, node]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + node.outerHTML.slice(0, 90))"""
"""Targets below 48 px of height; the five of the tally's strip are 44 px or more wide at 320 px."""

CUT = """() => [...document.querySelectorAll('button, .top h1')].filter(node => node.checkVisibility() && !node.closest('[inert]')
  && (node.scrollWidth > node.clientWidth + 1)).map(node => node.textContent.slice(0, 40))"""
"""Words that are wider than what they stand in."""


def words(lang: str) -> dict[str, str]:
    told: dict[str, str] = json.loads((WORDS / f"{lang}.json").read_text())
    return told


PRESSED = """(keys) => { for (const one of keys) document.querySelector(`.pad [data-k="${one}"]`).click() }"""


KEPT = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
}"""

TO_ASK = """async () => {
  const { isOpen } = await import('/app/screens/lasthelp.js');
  const { writtenThisShift } = await import('/app/screens/store.js');
  return (await Promise.all((await writtenThisShift()).map(isOpen))).filter(Boolean).length;
}"""
"""Of how many parties the phone still asks when a group last helped."""

FOUND = """() => new Promise((done) => {
  navigator.geolocation.getCurrentPosition(() => done(), () => done(), { maximumAge: 600_000 });
})"""
"""Has the phone know where it is: the app waits three seconds for a point, and a busy machine may need more."""

DRAFTED = """async ({ form, parts }) => {
  const { draft } = await import('/app/screens/store.js');
  for (let i = 0; i < 1200; i++) {
    const kept = JSON.stringify((await draft(form)) ?? '');
    if (parts.every((part) => kept.includes(part))) return '';
    await new Promise((done) => setTimeout(done, 50));
  }
  return JSON.stringify(await draft(form)) ?? 'no draft';
}"""
"""What the phone keeps of a form instead, when after a minute not all parts are in it."""


class Hand:
    """One thumb on one phone."""

    def __init__(self, page: Page, lang: str = "es") -> None:
        self.page, self.lang, self.words, self.taps = page, lang, words(lang), 0

    def said(self, key: str, **fill: Any) -> str:  # Any: what format takes
        forms = self.words[key].split("|")
        form = forms[-1] if fill.get("n", 1) != 1 else forms[0]
        return re.sub(r"\{(\w+)\}", lambda found: str(fill.get(found[1], found[0])), form)

    def on(self, target: Locator) -> None:
        target.click()
        self.taps += 1

    def tap(self, key: str, **fill: Any) -> None:  # Any: as above
        """Tap a button by its words."""
        name = self.said(key, **fill)
        self.on(self.page.get_by_role("button", name=re.compile(rf"^\s*{re.escape(name)}\s*$")).first)

    def tile(self, field: str, code: str) -> None:
        """Tap a tile of a question, by its code."""
        self.on(self.page.locator(f'[data-field="{field}"] [data-k="{code}"]'))

    def sees(self, key: str, **fill: Any) -> None:  # Any: as above
        expect(self.page.get_by_text(self.said(key, **fill)).first).to_be_visible()

    def pin(self, digits: str) -> None:
        for digit in digits:
            self.on(self.page.locator(f'.pad [data-k="{digit}"]'))
        self.on(self.page.locator('.pad [data-k="ok"]'))

    def pin_at_once(self, digits: str) -> None:
        """Give a PIN where nothing is to be seen of how: a key that is hit by a hand costs as much as a screen."""
        self.at("pad")
        self.page.evaluate(PRESSED, [*digits, "ok"])
        self.taps += len(digits) + 1

    def at(self, screen: str) -> None:
        """Wait for a screen, by a mark that only it has."""
        marks = {
            "tonight": ".four",
            "start": '[data-k="lockedTally"]',
            "enrol": "input.code",
            "form": "[data-form]",
            "written": ".shown",
            "pad": ".pad",
        }
        expect(self.page.locator(marks[screen]).first).to_be_visible()

    def enrol(self, url: str, code: str, *, fingerprint: str = "") -> None:
        """Enrol a phone whose first agent chooses her PIN."""
        self.page.goto(f"{url}/app/#inscribir={code}.{fingerprint}" if fingerprint else f"{url}/app/")
        self.at("enrol")
        if not fingerprint:
            self.page.locator("input.code").fill(code)
        self.tap("enrol_do")
        self.pin_at_once(PIN)
        self.sees("pin_again")
        self.pin_at_once(PIN)
        self.at("tonight")

    def enter(self, name: str, pin: str = PIN) -> None:
        """Give a PIN on the locked phone."""
        self.on(self.page.get_by_role("button", name=re.compile(rf"^\s*{re.escape(name)}")).first)
        self.pin_at_once(pin)

    def fourteen(self) -> None:
        """Record fourteen people who got water and food, from tonight's screen back to it."""
        self.write_fourteen()
        self.tap("it_is_right")
        self.at("tonight")

    def fourteen_of_a_real_server(self) -> None:
        """Record them where one party in five is asked when a group last helped: who goes back has answered nothing."""
        before = self.page.evaluate(TO_ASK)
        self.write_fourteen()
        is_asked = self.page.evaluate(TO_ASK) > before
        self.tap("it_is_right")
        if is_asked:
            expect(self.page.locator("[data-last-help]")).to_be_visible()
            self.back()
        self.at("tonight")

    def drafted(self, form: str, *parts: str) -> None:
        """Wait until the phone keeps these parts of an open form, as JSON: from then on its browser may be killed."""
        lacks = self.page.evaluate(DRAFTED, {"form": form, "parts": parts})
        assert not lacks, f"{parts} is not in {lacks}"

    def kept(self) -> None:
        """Wait until the phone keeps the whole app: from then on it needs no line."""
        self.page.evaluate(KEPT)

    def write_fourteen(self) -> None:
        """Write them, up to the screen that is read aloud."""
        self.tap("form_encounter")
        self.at("form")
        self.tile("lines", "U-U")
        self.tap("add_more", n=3)
        self.tap("add_more", n=10)
        self.tile("services", "WATER")
        self.tile("services", "FOOD")
        self.tap("save")
        self.at("written")

    def back(self) -> None:
        self.page.go_back()

    def unsent(self) -> int:
        """Return the number that stands on the screen."""
        line = self.page.locator("[data-state], [data-sending]").first.inner_text()
        return int(re.search(r"\d+", line)[0])  # type: ignore[index]  # there is always a number
