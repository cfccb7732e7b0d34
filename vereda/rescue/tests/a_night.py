"""The hands of a night at a post: a desk and a phone with one clock, the hour that the story sets, and what they do often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page, ViewportSize, expect

from vereda.access.tests.cast import Cast
from vereda.access.tests.test_browser import TOO_WIDE
from vereda.client.tests.pocket import Line, until
from vereda.client.tests.screens import Hand
from vereda.client.tests.test_counting_in_browser import SENT, SYNC
from vereda.desk.tests.test_browser import SMALL
from vereda.logbook.door import Told, history
from vereda.messages.models import OutText
from vereda.rescue import door as rescue
from vereda.rescue.models.mission import Mission, MissionTeam

ZONE, GROUP = ZoneInfo("America/Matamoros"), "piedras-negras"
LAST_DAY, FIRST_DAY = date(2025, 12, 31), date(2026, 1, 1)
WIDE, NARROW = ViewportSize(width=1366, height=768), ViewportSize(width=360, height=740)
POINTS = "async () => (await import('/app/track.js')).trackNow()?.points ?? 0"
FILES_THERE = "async () => (await (await import('/app/files.js')).photosWaiting()) === 0"


def look(page: Page, name: str) -> None:
    """Look at a page, a desk wide and narrow: nothing is wider than the screen, nothing too small to be hit."""
    whole = page.viewport_size
    for size in (WIDE, NARROW) if whole == WIDE else (NARROW,):
        page.set_viewport_size(size)
        assert not page.evaluate(TOO_WIDE), (name, size)
        assert page.evaluate(SMALL) == [], (name, size)
    if whole == WIDE:
        page.set_viewport_size(WIDE)


@dataclass
class Night:
    """A desk where Rafael sits, a phone in the hand of Inés, and the hour."""

    clock: time_machine.Traveller
    desk: Page
    phone: Hand
    line: Line
    sign_in: Callable[[], None]
    mission: UUID = field(init=False)

    def at(self, day: date, hour: str) -> datetime:
        """Let it be that hour everywhere; the desk is signed in, the phone comes out of the pocket."""
        now = datetime.combine(day, time.fromisoformat(hour), ZONE)
        self.desk.goto("about:blank")  # a page that asks by itself would meet its old session, and put out the new one
        self.phone.page.clock.set_fixed_time(now)
        self.clock.move_to(now)
        self.desk.clock.set_fixed_time(now)
        self.sign_in()
        return now

    def open(self, path: str) -> None:
        answer = self.desk.goto(path)
        assert answer is not None
        assert (answer.status, urlsplit(answer.url).path) == (200, path.partition("?")[0])

    def open_mission(self, *ways: str) -> None:
        """Open the page of the mission, and from there what its links lead to: 'plan/', 'despacho/'."""
        self.open(f"/misiones/{self.mission}/")
        for way in ways:
            with self.desk.expect_navigation():
                self.desk.locator(f'main a[href^="/misiones/{self.mission}/{way}"]').first.click()

    def press(self, button: Locator) -> None:
        """Press what sends a form; a page that refuses it fails the night."""
        with self.desk.expect_navigation():
            button.first.click()
        refused = self.desk.locator("main [data-first], main .said.warning[role=status]")
        assert refused.count() == 0, refused.all_inner_texts()

    def save(self) -> None:
        self.press(self.desk.locator(".save-bar button"))

    def act(self, team: UUID, what: str) -> None:
        """Press the button of a team on the page of the mission: what happened to it, as the address says."""
        self.open_mission()
        self.press(self.desk.locator(f'form[action$="/{team}/{what}/"] button'))

    def unlock(self) -> None:
        """Take the phone out after a while: it has locked itself, and wants the PIN."""
        self.phone.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        self.phone.at("start")
        self.phone.enter("Inés")
        self.phone.at("tonight")

    def sent(self) -> None:
        """Send until nothing waits, files as well."""
        until(self.phone.page, f"await ({SYNC})() || (await ({SENT})() && await ({FILES_THERE})())")

    def told(self, kind: str) -> list[Told]:
        return [one for one in history(self.mission) if one.kind == f"rescue.{kind}"]

    def row(self) -> Mission:
        return Mission.objects.get(subject=self.mission)

    def team(self, sign: str) -> MissionTeam:
        return MissionTeam.objects.filter(call_sign=sign).order_by("-dispatched_at")[0]


def take_a_call(night: Night, hour: str, *, people: int, children: int, point: str, number: str) -> UUID:
    night.at(LAST_DAY, hour)
    night.open("/hoy/")
    night.open("/alertas/nueva/")
    night.desk.locator('label[for="c-needs-no_water"]').click()
    night.desk.locator('input[name="people"]').fill(str(people))
    if children:
        night.desk.locator('input[name="children"]').fill(str(children))
    night.desk.locator('input[name="point"]').fill(point)
    expect(night.desk.locator("#point-read")).to_contain_text("28.70")
    night.desk.locator('input[name="call_back"]').fill(number)
    night.desk.locator('textarea[name="text"]').fill("Se apagó la luz del rancho que veían")
    look(night.desk, f"call of {hour}")
    night.save()
    return UUID(night.desk.url.rstrip("/").rsplit("/", 1)[1])


def texts_out() -> list[str]:
    """Return the texts that wait for the gateway, the oldest first."""
    return list(OutText.objects.order_by("made_at", "key").values_list("words", flat=True))


def send(night: Night, cast: Cast, sign: str, names: list[str], *, every: int) -> None:
    night.open_mission("despacho/")
    night.desk.locator('input[name="call_sign"]').fill(sign)
    for name in names:
        night.desk.locator(f'label[for="team-{cast.account(name).pk}"]').click()
    night.desk.locator('select[name="means0"]').select_option("foot")
    night.desk.locator('input[name="every"]').fill(str(every))
    night.desk.locator('input[name="grace"]').fill("10")
    night.desk.locator('input[name="place"]').fill("la compuerta vieja")
    look(night.desk, f"dispatch of {sign}")
    night.save()


@dataclass(frozen=True)
class Chances:
    """What the planner holds, to the last digit."""

    areas: dict[str, float]
    outside: float


def chances(night: Night) -> Chances:
    """Return where they may be; it is all of it, whatever was searched."""
    row = rescue.search_plan_lookups.plan_of(night.mission, GROUP, "mx")
    assert row is not None
    drawn = rescue.search_plan_lookups.drawn(row)
    poc = drawn.plan.poc
    assert float(poc.sum()) + drawn.plan.outside == pytest.approx(1, abs=1e-12)
    listed = rescue.plan_shown_lookups.likeliest(drawn, 10_000)
    every = [*rescue.plan_shown_lookups.areas(drawn), *listed]
    return Chances({one["name"]: one["probability"] for one in every}, drawn.plan.outside)


def shown(night: Night) -> tuple[list[str], str]:
    """Return the numbers of the areas that the page shows, and what it says of outside."""
    return night.desk.locator(".plan-numbers").all_inner_texts(), night.desk.locator(".plan-outside").inner_text()


def walk(night: Night, *steps: int) -> None:
    """Carry the phone north, two minutes and some forty metres a step; each is a point before the next is made."""
    for number, step in enumerate(steps, 1):
        night.phone.page.clock.set_fixed_time(timezone.now() + timedelta(minutes=2 * number))
        before = night.phone.page.evaluate(POINTS)
        night.phone.page.context.set_geolocation({"latitude": 28.7 + step * 4e-4, "longitude": -100.53, "accuracy": 8})
        until(night.phone.page, f"(await ({POINTS})()) > {before}")


def rescued_on(night: Night, day: date) -> int:
    """Return how many the daily report counts as rescued on a whole local day."""
    night.open(f"/partes/dia/{day}/")
    look(night.desk, f"report of {day}")
    row = night.desk.locator('section[aria-labelledby="h-day"] table tr').filter(has_text="Personas rescatadas")
    return int(row.locator("td").first.inner_text()) if row.count() else 0
