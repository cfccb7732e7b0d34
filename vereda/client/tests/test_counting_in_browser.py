"""Done when 5: three phones on one count, one of them offline for an hour, one killed in the middle: no one counted twice.

Real browsers against the real server. Everything is sent again at the end, and adds nothing; the stock is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from vereda.access.door import author_of
from vereda.client.tests.pocket import Pocket, until
from vereda.client.tests.screens import SMALL, Hand
from vereda.client.tests.test_enrolling import Desk
from vereda.client.tests.test_screens import Looks
from vereda.encounters.models import Encounter
from vereda.gatherings import door
from vereda.gatherings.door import Gathering, ItemCounted, Offered, PeopleCounted, Point
from vereda.logbook.door import history, subject, this_node
from vereda.logbook.models import LogEntry
from vereda.supplies.door import Holder, HolderKind, Line, goods_come_back, held_by, issue

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WOMEN, BOYS, FOOD = "F-18+", "M-0-17", "food_kit"
NAMES = {"ines": "Inés", "rafael": "Rafael"}
AGAIN = """async () => {
  const { all, within, answer } = await import('/app/database.js');
  const entries = (await all('queue')).map((row) => JSON.parse(row.envelope));
  const { call } = await import('/app/wire.js');
  const { device } = await import('/app/device.js');
  const token = (await device()).token;
  const told = [];
  for (let at = 0; at < entries.length; at += 50) {
    told.push(...(await call('POST', 'push', { token, body: { entries: entries.slice(at, at + 50) } })).json.answers);
  }
  await within(['queue'], 'readwrite', async (queue) => {
    for (const row of await answer(queue.getAll())) queue.put({ ...row, acked: {}, status: 'waiting' });
  });
  await (await import('/app/sync.js')).syncNow(false, true);
  return told.map((one) => one.status);
}"""
"""Every envelope of the queue once more by hand, then by the app, as if no server had ever answered."""
SYNC = "async () => { await (await import('/app/sync.js')).syncNow(false, true) }"
SENT = "async () => (await (await import('/app/queue.js')).counts()).unsent === 0"


@pytest.fixture
def pockets(browser: Browser, chromium: str, tmp_path: Path) -> Iterator[Callable[[str], Pocket]]:
    """Return a function that gives a phone with a disk of its own; an error of its scripts fails the test."""
    made: list[Pocket] = []

    def make(name: str) -> Pocket:
        made.append(Pocket(browser.browser_type, chromium, tmp_path / name))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [said for one in made for said in one.wrong] == []


@pytest.fixture
def count(cast) -> UUID:
    """Return a distribution that is open: a bottle of water each, food bags counted apart; 150 bottles left the stock."""
    by, at = author_of(cast.reader("rafael")), timezone.now() - timedelta(minutes=90)
    point = Point(items=[Offered(item="water_1l"), Offered(item=FOOD, each=0)], staff=[str(cast.account("ines").pk), by.account])
    made = door.open_distribution(point, by=by, at=at).subject
    holder = Holder(kind=HolderKind.DISTRIBUTION, id=str(made))
    issue([Line(item="water_1l", quantity=150), Line(item=FOOD, quantity=9)], holder=holder, by=by, at=at)
    return made


def at_work(pocket: Pocket, url: str, code: str, *, clocked: bool = False) -> Hand:
    """Enrol a phone; clocked: an hour can pass on it. Playwright's clock says 1970 for a moment when it comes into a page that
    is open already, and a phone whose clock was set back locks."""
    hand = Hand(pocket.start(url, opens=False))
    if clocked:
        hand.page.clock.install()
    hand.enrol(url, code, fingerprint=this_node().fingerprint)
    return hand


def begin(hand: Hand) -> Page:
    """Open the count from tonight's screen."""
    hand.page.evaluate(SYNC)
    hand.page.locator("button.row", has_text=re.compile("Reparto")).first.click()
    expect(hand.page.locator("[data-common]")).to_be_visible()
    return hand.page


def tap(page: Page, key: str, times: int) -> None:
    for _one in range(times):
        page.locator(f'[data-k="{key}"]').click()


def own(page: Page) -> int:
    return int(page.locator("[data-own] b").inner_text())


def common(page: Page) -> int:
    return int(page.locator("[data-common] b").inner_text().split()[0])


def sent(page: Page) -> None:
    """Leave the screen, which writes what was tapped, and wait until all of it is at the server."""
    page.go_back()
    expect(page.locator(".four")).to_be_visible()
    until(page, "!(await (await import('/app/drawer.js')).list('bundle/')).length")
    page.evaluate(SYNC)
    until(page, f"await ({SENT})()")


def test_three_phones_one_offline_for_an_hour_one_killed(cast, count, pockets, live_server):
    desk, url = Desk(cast), live_server.url
    first, second, third = (pockets(name) for name in ("first", "second", "third"))
    one = at_work(first, url, desk.phone(agent="ines"))
    two = at_work(second, url, desk.phone(agent="rafael"), clocked=True)
    three = at_work(third, url, desk.phone(agent="ines"))
    a, b, c = begin(one), begin(two), begin(three)
    assert a.evaluate(SMALL) == []

    # The first taps on: 27 single taps are more than one bundle; +5 and an undo are taps too.
    tap(a, WOMEN, 27)
    tap(a, "+5", 1)
    tap(a, BOYS, 3)
    one.tap("undo_last")
    expect(a.locator("[data-own] b")).to_have_text("34")
    sent(a)

    # The second loses its network and counts on for an hour; its bundles are written a minute after they began.
    assert second.context is not None
    second.context.set_offline(True)
    for _quarter in range(12):
        tap(b, BOYS, 2)
        tap(b, FOOD, 1 if _quarter < 6 else 0)
        b.clock.fast_forward("05:00")
    expect(b.locator("[data-own] b")).to_have_text("24")

    # The third is killed with taps that are no entry yet, and goes on.
    tap(c, WOMEN, 9)
    expect(c.locator("[data-own] b")).to_have_text("9")
    until(c, "(await (await import('/app/drawer.js')).list('bundle/')).some(({ value }) => value.taps.length === 9)")
    third.kill()
    three = Hand(third.start(url))
    three.at("start")
    three.enter(NAMES["ines"])
    three.at("tonight")
    c = begin(three)
    assert own(c) == 9, "what was tapped before the kill is here"
    tap(c, WOMEN, 1)
    tap(c, "+2", 1)
    sent(c)

    # The desk adds a sheet; the count is closed while the second phone is away.
    by = author_of(cast.reader("rafael"))
    paper = {"people": [PeopleCounted(count=5)], "items": [ItemCounted(item="water_1l", count=5)]}
    door.count(gathering=count, by=by, at=timezone.now(), lane="papel", **paper)
    row = Gathering.objects.get()
    assert row.people == 34 + 12 + 5
    client = cast.client("rafael")
    assert client.post(f"/repartos/{count}/cerrar/", {}).status_code == 302
    assert Encounter.objects.get().people_met == 51

    # The second comes back: its hour arrives, is late, and is added by a person.
    second.context.set_offline(False)
    two.page = b
    sent(b)
    assert door.sums(subject(count).folded.state).total == 51 + 24
    assert Gathering.objects.get().late_people == 24
    assert Encounter.objects.get().people_met == 51
    assert client.post(f"/repartos/{count}/tarde/", {}).status_code == 302
    assert Encounter.objects.get().people_met == 75

    # Everything again: nothing is added, nobody is counted twice.
    before = LogEntry.objects.filter(kind="gatherings.counted").count()
    for page in (a, b, c):
        assert set(page.evaluate(AGAIN)) == {"known"}
        until(page, f"await ({SENT})()")
    assert LogEntry.objects.filter(kind="gatherings.counted").count() == before
    assert before < 34 + 24 + 12, "taps are written in bundles"
    state = subject(count).folded.state
    assert door.sums(state) == door.Sums({"F:18+": 44, "M:0-17": 26, "U:U": 5}, {"water_1l": 75, FOOD: 6})
    assert len({counter.device for counter in door.counters(state)}) == 4
    assert not any(one.held for one in history(count))

    # Stock: what was issued is given, returned and lost; nothing is left with the distribution.
    holder = Holder(kind=HolderKind.DISTRIBUTION, id=str(count))
    assert {one.item: one.pieces for one in held_by("piedras-negras", "mx", kind="distribution", id=str(count))} == {
        "water_1l": 75,
        FOOD: 3,
    }
    back = {"returned": [Line(item="water_1l", quantity=73), Line(item=FOOD, quantity=3)]}
    goods_come_back(holder, **back, written_off=[Line(item="water_1l", quantity=2)], by=by, at=timezone.now())
    assert held_by("piedras-negras", "mx", kind="distribution", id=str(count)) == []
    page = client.get(f"/repartos/{count}/").content.decode()
    assert "No cuadra con las existencias" not in page


def test_each_screen_shows_the_own_and_the_common_count_and_undoes_what_was_written(cast, count, pockets, live_server):
    desk, url = Desk(cast), live_server.url
    one = at_work(pockets("first"), url, desk.phone(agent="ines"))
    two = at_work(pockets("second"), url, desk.phone(agent="rafael"))
    a, b = begin(one), begin(two)
    one.sees("rule_lanes")
    tap(a, WOMEN, 2)
    sent(a)
    tap(b, WOMEN, 3)
    assert (own(b), common(b)) == (3, 3), "what the other phone counted is not known here yet"
    b.evaluate(SYNC)
    expect(b.locator("[data-common] b")).to_have_text("5")
    begin(one)
    assert (own(a), common(a)) == (2, 2)
    one.tap("undo_last")
    expect(a.locator("[data-own] b")).to_have_text("1")
    sent(a)
    sent(b)
    assert Gathering.objects.get().people == 4
    back = [entry.payload.takes_back for entry in history(count) if getattr(entry.payload, "takes_back", None)]
    assert len(back) == 1
    assert back[0] in {entry.id for entry in history(count)}


def test_two_who_say_the_same_lane_are_told(cast, count, pockets, live_server):
    desk, url = Desk(cast), live_server.url
    one = at_work(pockets("first"), url, desk.phone(agent="ines"))
    two = at_work(pockets("second"), url, desk.phone(agent="rafael"))
    for hand in (one, two):
        page = begin(hand)
        page.locator("[data-lane]").click()
        page.locator("input[type=text]").fill("Norte")
        hand.tap("save")
        expect(page.locator("[data-lane]")).to_contain_text("Norte")
        page.evaluate(SYNC)
    two.sees("lane_clash")
    assert Gathering.objects.get().is_odd


def test_a_distribution_is_opened_on_a_phone_without_network_and_counted(cast, pockets, live_server):
    desk, url = Desk(cast), live_server.url
    pocket = pockets("first")
    hand = at_work(pocket, url, desk.phone(agent="ines"))
    page = hand.page
    page.evaluate(SYNC)
    assert pocket.context is not None
    pocket.context.set_offline(True)
    hand.tap("form_distribution")
    hand.at("form")
    hand.tile("items", "water_1l")
    hand.tap("begin_count")
    expect(page.locator("[data-common]")).to_be_visible()
    tap(page, WOMEN, 4)
    pocket.context.set_offline(False)
    sent(page)
    row = Gathering.objects.get()
    assert (row.people, row.given) == (4, {"water_1l": 4})


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_counting_screens_are_strong_large_and_narrow_enough(cast, count, pockets, live_server, lang):
    hand = at_work(pockets(lang), live_server.url, Desk(cast).phone(agent="ines"))
    hand.page.evaluate("(lang) => localStorage.setItem('vereda-language', lang)", lang)
    hand.page.reload()
    hand = Hand(hand.page, lang)
    hand.enter(NAMES["ines"])
    hand.at("tonight")
    looks = Looks(hand)
    looks.at("tonight with a count")
    hand.page.locator("button.row", has_text=hand.said("open_distribution")).first.click()
    expect(hand.page.locator("[data-common]")).to_be_visible()
    tap(hand.page, WOMEN, 3)
    looks.at("count")
    hand.page.locator("[data-lane]").click()
    looks.at("lane")
    hand.back()
    expect(hand.page.locator("[data-own] b")).to_have_text("3")
    hand.back()
    hand.at("tonight")
    for form in ("distribution", "reception"):
        hand.tap(f"form_{form}")
        hand.at("form")
        looks.at(form)
        hand.back()
        hand.at("tonight")
    assert looks.wrong == [], "\n".join(looks.wrong)
