"""What comes while a finger presses, a form is saved or a round is under way: no tap, number, digit or alarm is lost to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from vereda.client.tests.pocket import until
from vereda.client.tests.screens import Hand
from vereda.client.tests.test_care_triage import asks, begin
from vereda.client.tests.test_danger_screens import REDRAW, came, hold, lock
from vereda.client.tests.test_screens import INES, desk, enrolled, phone, synced  # noqa: F401  fixtures
from vereda.client.tests.test_screens_troubles import SYNC
from vereda.safety.models.danger import Danger

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATE_POINT = """() => {
  navigator.geolocation.getCurrentPosition = (done) => {
    window.found = () => done({ coords: { latitude: 28.7, longitude: -100.5, accuracy: 9 } });
    window.found(); // and a better one later
  };
}"""
SAVED_WITH_A_LATE_POINT = """() => {
  const request = LockManager.prototype.request;
  LockManager.prototype.request = async function (name, ...rest) {
    const given = await request.call(this, name, ...rest);
    if (name === 'vereda-record') window.found(); // it is written, and the form still stands
    return given;
  };
  document.querySelector('.acts .main').click();
}"""
ANSWERED_AND_LISTED = """() => {
  document.querySelector('.yes-no button').click();
  [...document.querySelectorAll('.acts .pair button')].at(-1).click();
}"""
DRAFT = "async () => (await (await import('/app/screens/store.js')).draft('encounter')) ?? null"
NEWS = """async () => {
  (await import('/app/tabs.js')).tell('reference');
  await new Promise((done) => setTimeout(done, 500));
}"""
NEWS_AND_A_TAP = """() => new Promise((done) => {
  import('/app/frame.js').then(({ news }) => {
    const drawn = news();
    document.querySelector('main .stack .button').click();
    drawn.then(done);
  });
})"""
UNDONE_WHILE_WRITTEN = """async () => {
  const { startCount } = await import('/app/counting.js');
  const written = [];
  let goOn;
  const gate = new Promise((done) => { goOn = done; });
  const begun = new Promise((done) => { written.begun = done; });
  const record = async (told) => { written.push(told); written.begun(); await gate; return {}; };
  const count = await startCount({ subject: crypto.randomUUID(), lane: '', record, changed: () => {} });
  await count.tap({ who: 'F:18+', people: 1, items: {} });
  const flushed = count.flush();
  await begun;
  const undone = count.undo();
  goOn();
  await flushed;
  return [await undone, written.map((one) => one.payload.people[0].count)];
}"""


def pressed(hand: Hand, name: str) -> None:
    """Put a finger on a button, and leave it there."""
    box = hand.page.get_by_role("button", name=name, exact=True).first.bounding_box()
    assert box
    hand.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hand.page.mouse.down()


def test_news_do_not_take_the_button_away_from_under_the_finger(enrolled):  # noqa: F811
    hand = enrolled()
    hand.page.evaluate(SYNC)
    hand.page.evaluate(REDRAW)
    pressed(hand, hand.said("form_encounter"))
    hand.page.evaluate(REDRAW)
    hand.page.mouse.up()
    hand.at("form")
    hand.back()
    hand.at("tonight")
    hand.page.mouse.move(5, 400)
    hand.page.mouse.down()
    hand.page.evaluate("() => { window.before = document.querySelector('main'); }")
    hand.page.evaluate(REDRAW)
    assert hand.page.evaluate("window.before === document.querySelector('main')")
    hand.page.mouse.up()
    until(hand.page, "window.before !== document.querySelector('main')")


def test_a_point_that_comes_while_a_form_is_saved_makes_no_draft_of_it(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    hand.page.evaluate(LATE_POINT)
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.tile("services", "WATER")
    hand.page.evaluate(SAVED_WITH_A_LATE_POINT)
    hand.at("written")
    hand.tap("it_is_right")
    hand.at("tonight")
    hand.page.wait_for_timeout(600)
    assert hand.page.evaluate(DRAFT) is None


def test_news_do_not_draw_over_the_pin_that_is_being_typed(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    lock(hand)
    hand.page.evaluate(NEWS_AND_A_TAP)
    hand.at("pad")
    for digit in "482":
        hand.on(hand.page.locator(f'.pad [data-k="{digit}"]'))
    hand.page.evaluate(NEWS)
    expect(hand.page.locator(".dots .on")).to_have_count(3)


def test_an_alarm_goes_beside_a_round_that_is_under_way(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    waiting: list[Route] = []
    hand.page.route("**/sync/v1/pull*", lambda route: waiting.append(route))
    hand.page.evaluate("() => { import('/app/sync.js').then(({ syncNow }) => syncNow(false, true)); }")
    for _ in range(3000):
        if waiting:
            break
        hand.page.wait_for_timeout(20)
    hold(hand)
    came(hand)
    assert len(waiting) == 1
    waiting[0].abort()
    hand.page.unroute("**/sync/v1/pull*")
    synced(hand)
    assert Danger.objects.count() == 1


def test_a_tap_is_undone_while_it_is_being_written(enrolled):  # noqa: F811
    hand = enrolled()
    assert hand.page.evaluate(UNDONE_WHILE_WRITTEN) == [True, [1, -1]]


def test_an_answer_that_is_kept_late_does_not_draw_over_the_list(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    begin(hand)
    asks(hand.page, "walks")
    hand.page.evaluate(ANSWERED_AND_LISTED)
    expect(hand.page.locator("[data-person]")).to_have_count(1)
    hand.page.wait_for_timeout(600)
    expect(hand.page.locator("[data-person]")).to_have_count(1)
