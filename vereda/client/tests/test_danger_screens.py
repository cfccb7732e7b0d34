"""An officer in danger on the phone: three seconds, locked or not; ended by the PIN; by message where there is no data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.client.tests.screens import CUT, FOUND, PIN, SMALL, Hand
from vereda.client.tests.test_screens import INES, desk, enrolled, phone, synced  # noqa: F401  fixtures
from vereda.logbook.door import whereabouts
from vereda.logbook.models import HeldEntry
from vereda.safety.models.danger import Danger
from vereda.settings import environment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hold(hand: Hand, ms: int = 3300) -> None:
    """Press the hand at the top for so long, as a glove does: the three seconds are what is tested."""
    expect(hand.page.locator(".hold")).to_be_visible()
    box = hand.page.locator(".hold").bounding_box()
    assert box
    hand.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hand.page.mouse.down()
    hand.page.wait_for_timeout(ms)
    hand.page.mouse.move(box["x"] + 4, box["y"] + box["height"] + 20)  # a glove slides
    hand.page.mouse.up()


TIMED = """() => {
  window.pressed = [];
  window.isOnHold = false;
  for (const kind of ["keydown", "keyup"]) addEventListener(kind, (event) => pressed.push(event.timeStamp), { once: true });
  addEventListener("keydown", (event) => { isOnHold = event.target.matches(".hold"); }, { once: true });
}"""
TOUCHED = """() => {
  window.pressed = [];
  const note = (event) => pressed.push(event.timeStamp);
  for (const kind of ["pointerdown", "pointerup"]) addEventListener(kind, note, { once: true });
}"""
TAP_MS = 600  # of danger.js
REDRAW = "async () => (await import('/app/frame.js')).news()"


def tap_key(hand: Hand, key: str) -> None:
    """Tap the hand at the top by a key while the screen is drawn anew and takes the focus.

    A machine that took longer than a tap from key down to key up has not tapped, and a screen that the news of the post drew
    anew just before took the focus away: it tries again.
    """
    for _ in range(10):
        hand.at("tonight")
        hand.page.evaluate(TIMED)
        hand.page.locator(".hold").focus()
        hand.page.keyboard.down(key)
        hand.page.evaluate(REDRAW)
        hand.page.keyboard.up(key)
        if hand.page.evaluate("isOnHold && pressed[1] - pressed[0] < " + str(TAP_MS)):
            return
    raise AssertionError("this machine is too slow to tap")


class Touch:
    """Fingers on the glass, each by its number."""

    def __init__(self, hand: Hand) -> None:
        box = hand.page.locator(".hold").bounding_box()
        assert box
        self.middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.session = hand.page.context.new_cdp_session(hand.page)
        self.fingers: dict[int, tuple[float, float]] = {}

    def down(self, finger: int, x: float, y: float) -> None:
        self.fingers[finger] = (x, y)
        self._send("touchStart")

    def move(self, finger: int, x: float, y: float) -> None:
        self.fingers[finger] = (x, y)
        self._send("touchMove")

    def up(self, finger: int) -> None:
        del self.fingers[finger]
        self._send("touchMove" if self.fingers else "touchEnd")  # the browser lifts whom the list leaves out

    def _send(self, kind: str) -> None:
        points = [{"id": number, "x": x, "y": y} for number, (x, y) in self.fingers.items()]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def lock(hand: Hand) -> None:
    hand.page.locator(f'[aria-label="{hand.said("hand_over")}"]').click()
    hand.at("start")


def came(hand: Hand, number: int = 1) -> Danger:
    for _ in range(600):  # a busy machine takes its time
        if Danger.objects.count() >= number:
            return Danger.objects.latest("told_at")
        hand.page.wait_for_timeout(100)
    raise AssertionError("no alarm came")


def looked_at(hand: Hand) -> None:
    for width in (320, 360):
        hand.page.set_viewport_size({"width": width, "height": 740})
        assert hand.page.evaluate(SMALL) == []
        assert hand.page.evaluate(CUT) == []
        assert hand.page.evaluate(WEAK_TEXT) == []
        assert not hand.page.evaluate(TOO_WIDE)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_three_seconds_on_an_open_phone_raise_it_and_the_pin_ends_it(enrolled, lang):  # noqa: F811
    hand = enrolled(lang)
    hand.page.evaluate(FOUND)
    hold(hand, 900)
    hand.at("tonight")
    hand.page.locator(".hold").click()
    hand.sees("danger_what")
    looked_at(hand)
    hand.back()
    hand.at("tonight")
    assert Danger.objects.count() == 0
    hold(hand)
    row = came(hand)
    hand.at("tonight")
    expect(hand.page.locator(".hold.given")).to_be_visible()
    assert whereabouts([row.subject])[row.subject].lat == pytest.approx(28.7001)
    hand.page.locator(".hold").click()
    hand.sees("danger_sent")
    for scheme in ("light", "dark"):
        hand.page.evaluate("(scheme) => { document.documentElement.dataset.scheme = scheme }", scheme)
        assert hand.page.evaluate("getComputedStyle(document.querySelector('#app')).backgroundColor") == "rgb(11, 19, 16)"
        looked_at(hand)
    hand.tap("danger_end")
    hand.at("pad")
    hand.pin("111222")
    hand.at("pad")
    assert Danger.objects.get().outcome == ""
    hand.pin(PIN)
    hand.sees("danger_what_was")
    looked_at(hand)
    hand.tap("danger_false_press")
    hand.at("tonight")
    synced(hand)
    assert Danger.objects.get().outcome == "false_press"
    expect(hand.page.locator(".hold.given")).to_have_count(0)


def test_a_screen_that_is_drawn_anew_does_not_let_go_of_the_button(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    box = hand.page.locator(".hold").bounding_box()
    assert box
    hand.page.mouse.move(box["x"] + 20, box["y"] + 20)
    hand.page.mouse.down()
    hand.page.wait_for_timeout(1000)
    hand.page.evaluate(REDRAW)
    hand.page.wait_for_timeout(2300)
    hand.page.mouse.up()
    came(hand)


def test_a_finger_that_slides_off_over_a_screen_drawn_anew_still_holds_it(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    touch = Touch(hand)
    touch.down(1, *touch.middle)
    hand.page.wait_for_timeout(600)
    hand.page.evaluate(REDRAW)
    touch.move(1, touch.middle[0] - 60, touch.middle[1] + 200)
    touch.down(2, 60, 500)  # the palm comes down as well, and goes
    touch.up(2)
    hand.page.wait_for_timeout(2800)
    touch.up(1)
    came(hand)
    assert Danger.objects.count() == 1


def test_no_tap_raises_it_however_busy_the_phone_is(enrolled):  # noqa: F811
    """By finger while the phone hangs, by key while the focus goes elsewhere, by a screen reader."""
    hand = enrolled()
    synced(hand)
    touch = Touch(hand)
    for _ in range(10):  # a machine that took longer than a tap from finger down to finger up has not tapped
        hand.page.evaluate(TOUCHED)
        touch.down(1, *touch.middle)
        hand.page.evaluate("setTimeout(() => { const until = performance.now() + 3600; while (performance.now() < until); }, 0)")
        touch.up(1)
        hand.page.wait_for_timeout(3400)
        if hand.page.evaluate("pressed[1] - pressed[0] < " + str(TAP_MS)):
            break
    hand.sees("danger_what")
    hand.back()
    for key in ("Enter", " "):
        tap_key(hand, key)
        hand.sees("danger_what")
        hand.page.wait_for_timeout(3200)
        hand.back()
    hand.at("tonight")
    hand.page.evaluate("document.querySelector('.hold').click()")
    hand.sees("danger_what")
    hand.back()
    synced(hand)
    assert hand.page.evaluate("async () => (await import('/app/danger.js')).openDanger()") is None
    assert Danger.objects.count() == 0


def test_a_key_that_is_held_raises_it(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    for _ in range(10):
        hand.page.evaluate(TIMED)
        hand.page.locator(".hold").focus()
        hand.page.keyboard.down("Enter")
        if hand.page.evaluate("isOnHold"):
            break
        hand.page.keyboard.up("Enter")
    hand.page.keyboard.down("Enter")  # it repeats
    hand.page.wait_for_timeout(3300)
    hand.page.keyboard.up("Enter")
    came(hand)
    hand.at("tonight")


def test_a_list_that_lies_over_the_screen_has_the_button_too(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "nationality")
    expect(hand.page.locator(".over .hold")).to_be_visible()
    looked_at(hand)
    hand.page.locator(".hold").click()
    hand.sees("danger_what")
    expect(hand.page.locator(".over")).to_have_count(0)
    hand.back()
    hand.at("form")
    hand.tile("lines", "nationality")
    hold(hand)
    came(hand)
    hand.page.locator('.over [data-k="HN"]').click()
    expect(hand.page.locator("#app .hold.given")).to_be_visible()
    hand.back()
    hand.at("tonight")


def test_a_locked_phone_raises_it_too_and_it_counts(enrolled):  # noqa: F811
    hand = enrolled()
    lock(hand)
    hold(hand)
    row = came(hand)
    hand.at("start")
    assert row.who == row.device
    assert HeldEntry.objects.count() == 0


def test_without_data_the_message_is_written_out_with_the_alarms_id(enrolled, monkeypatch, cast):  # noqa: F811
    here = replace(environment.env(), sms_number="+528780000000")
    monkeypatch.setattr("vereda.client.reference.env", lambda: here)
    hand = enrolled()
    hand.page.context.set_offline(True)
    hold(hand)
    link = hand.page.locator('[data-k="sms"]')
    expect(link).to_be_visible()
    looked_at(hand)
    address = link.get_attribute("href") or ""
    assert re.fullmatch(r"sms:\+528780000000\?body=PELIGRO%20[0-9a-f]{32}", address)
    hand.sees("danger_sms_how")
    hand.page.context.set_offline(False)
    row = came(hand)
    assert row.subject.hex in address
    expect(hand.page.locator("[data-danger-state=sent]")).to_be_visible()
