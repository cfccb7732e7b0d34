"""What the screens of the phone say when something is wrong: the code, the line, the clock, the version, the server."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.client.tests.screens import PIN, Hand
from vereda.client.tests.test_screens import INES, desk, enrolled, phone, synced  # noqa: F401  fixtures
from vereda.logbook.door import this_node

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SYNC = "async () => { await (await import('/app/sync.js')).syncNow(false, true) }"
CLEARED = """async () => {
  const gone = ({ name }) => new Promise((done, failed) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: failed });
  });
  await Promise.all((await indexedDB.databases()).map(gone));
}"""
PORTAL = "<!doctype html><title>WiFi</title><form>Acepte</form>"


def test_an_old_code_and_a_used_one_are_told_apart(phone, desk, live_server):  # noqa: F811  fixtures
    hand = Hand(phone())
    hand.page.goto(f"{live_server.url}/app/")
    used = desk.phone()
    Hand(other := phone()).enrol(live_server.url, used)
    other.close()
    for code, said in ((desk.phone(minutes_ago=60), "access.code_expired"), (used, "access.code_used")):
        hand.at("enrol")
        hand.page.locator("input.code").fill(code)
        hand.tap("enrol_do")
        hand.sees(said)


def test_a_code_of_another_headquarters_is_refused(phone, desk, live_server):  # noqa: F811
    hand = Hand(phone())
    hand.page.goto(f"{live_server.url}/app/#inscribir={desk.phone()}.0123456789abcdef")
    hand.at("enrol")
    hand.tap("enrol_do")
    hand.sees("client.wrong_server")
    assert hand.page.evaluate("async () => (await import('/app/device.js')).device()") is None


def test_the_picture_fills_the_code_in_and_leaves_no_trace_in_the_address(phone, desk, live_server):  # noqa: F811
    hand, code = Hand(phone()), desk.phone()
    hand.page.goto(f"{live_server.url}/app/#inscribir={code}.{this_node().fingerprint}")
    hand.at("enrol")
    expect(hand.page.locator("input.code")).to_have_value(code)
    assert code not in hand.page.url


def test_a_page_of_the_wifi_is_no_network(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)
    hand.page.context.route("**/sync/v1/**", lambda route: route.fulfill(body=PORTAL, content_type="text/html"))
    hand.fourteen()
    hand.page.evaluate(SYNC)
    expect(hand.page.locator(".state.off")).to_be_visible()
    assert hand.unsent() == 1
    hand.page.locator("[data-state]").click()
    hand.sees("net_no")
    hand.tap("send_now")
    hand.sees("client.offline")
    hand.page.context.unroute("**/sync/v1/**")
    hand.tap("send_now")
    hand.sees("sent_tried")
    hand.sees("net_yes")
    expect(hand.page.get_by_text(hand.said("unsent_n", n=0))).to_have_count(2)  # above, and in what the page says
    hand.back()
    synced(hand)


def test_an_old_app_writes_nothing_new_and_says_so(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)

    def older(route) -> None:  # type: ignore[no-untyped-def]  # the driver's own type
        route.fulfill(response=route.fetch(), status=426)

    hand.page.context.route("**/sync/v1/hello", older)
    hand.page.evaluate(SYNC)
    expect(hand.page.locator("h1")).to_have_text(hand.said("stop_too_old"))
    hand.tap("this_phone")
    hand.sees("fact_unsent")


def test_another_server_in_our_place_gets_nothing(enrolled):  # noqa: F811
    hand = enrolled()
    synced(hand)

    def forged(route) -> None:  # type: ignore[no-untyped-def]  # as above
        came = route.fetch()
        route.fulfill(response=came, json={**came.json(), "proof": "A" * 86 + "=="})

    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.page.context.route("**/sync/v1/hello", forged)
    pushed: list[str] = []
    hand.page.on("request", lambda asked: pushed.append(asked.url) if "/push" in asked.url else None)
    hand.page.context.set_offline(False)
    hand.page.evaluate(SYNC)
    expect(hand.page.locator("h1")).to_have_text(hand.said("stop_wrong_server"))
    assert pushed == []
    hand.tap("go_on_recording")
    hand.at("tonight")
    assert hand.unsent() == 1


def test_a_clock_that_was_set_back_says_what_to_do_and_still_records(enrolled):  # noqa: F811
    hand = enrolled()
    hand.page.evaluate(SYNC)  # a round under way would take the clock for right
    hand.tap("hand_over")
    hand.at("start")
    hand.page.evaluate("async () => (await import('/app/clock.js')).setNow(() => Date.now() - 6 * 3600e3)")
    hand.enter(INES, PIN)
    hand.sees("client.clock_back")
    hand.at("start")
    hand.page.locator('[data-k="lockedTally"]').click()
    hand.at("form")
    hand.tile("lines", "M-18+")
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.sees("sealed_now")


def test_a_browser_that_cleared_the_store_is_said_with_what_was_lost(enrolled):  # noqa: F811
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.page.evaluate(CLEARED)
    hand.page.context.set_offline(False)
    hand.page.reload()
    expect(hand.page.locator("h1")).to_have_text(hand.said("stop_evicted"))
    expect(hand.page.locator("main")).to_contain_text("1")
    hand.tap("enrol_again")
    hand.at("enrol")
