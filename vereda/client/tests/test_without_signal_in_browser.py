"""Days without signal, with the real screens and a real server: nothing lost, each once, and nothing of a person on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from vereda.client.tests.bare import BARE
from vereda.client.tests.conftest import load, run
from vereda.client.tests.pocket import HERE, Line, Pocket, found, until
from vereda.client.tests.screens import Hand
from vereda.client.tests.test_enrolling import Desk
from vereda.encounters.models import Encounter
from vereda.logbook.door import this_node
from vereda.logbook.models import LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INES = "Inés"


@pytest.fixture
def line(live_server) -> Iterator[Line]:
    made = Line(urlsplit(live_server.url).port or 0)
    yield made
    made.cut()


def ready(page: Page) -> None:
    """Wait until the app is kept on the phone, and the forms are there."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    until(page, "await (await import('/app/reference.js')).reference()")


def test_twenty_and_five_encounters_over_a_dead_server_and_a_killed_browser_arrive_once_each(pocket: Pocket, line, cast, home):
    page = pocket.start(line.url, opens=False)
    hand = Hand(page)
    hand.enrol(line.url, Desk(cast).phone(), fingerprint=this_node().fingerprint)
    ready(page)
    line.cut()
    for _ in range(20):
        hand.fourteen()
    assert hand.unsent() == 20
    pocket.kill()

    page = pocket.start(line.url)
    hand = Hand(page)
    hand.at("start")
    assert hand.unsent() == 20
    hand.enter(INES)
    hand.at("tonight")
    for _ in range(5):
        hand.fourteen()
    assert hand.unsent() == 25
    line.restore()
    page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    expect(page.locator("[data-state]")).to_contain_text(hand.said("unsent_n", n=0))
    assert list(Encounter.objects.values_list("people_met", flat=True)) == [14] * 25
    entries = LogEntry.objects.exclude(device="desk").count()

    again = page.evaluate(
        """async () => {
          const { answer, within } = await import('/app/database.js');
          await within(['queue'], 'readwrite', async (rows) => {
            for (const one of await answer(rows.getAll())) rows.put({ ...one, acked: {} });
          });
          return (await (await import('/app/sync.js')).syncNow(false, true)).unsent;
        }"""
    )
    assert again == 0
    assert LogEntry.objects.exclude(device="desk").count() == entries
    assert Encounter.objects.count() == 25


def test_sec_035_what_was_typed_is_nowhere_on_the_disk(pocket: Pocket, line, cast, home):
    said, point = "cruza con Xiadani por la noria seca", str(HERE["longitude"])
    page = pocket.start(line.url, opens=False)
    hand = Hand(page)
    hand.enrol(line.url, Desk(cast).phone(), fingerprint=this_node().fingerprint)
    ready(page)
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.tile("services", "WATER")
    page.locator('.fold[aria-expanded="false"]').last.click()
    page.locator('[data-field="free_text/text"] textarea').fill(said)
    kept_elsewhere = "[...document.querySelectorAll('input, textarea')].filter((one) => one.autocomplete !== 'off').length"
    assert page.evaluate(kept_elsewhere) == 0
    hand.drafted("encounter", "WATER", said)
    page.reload()  # the draft is opened again
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what="Encuentro")).click()
    hand.at("form")
    hand.tap("save")
    hand.at("written")
    hand.tap("it_is_right")
    hand.at("tonight")
    page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    pocket.close()
    assert found(pocket.profile, said, point, cast.account("ines").display_name)[cast.account("ines").display_name]
    assert found(pocket.profile, said, point) == {said: [], point: []}


NOTE = {"cls": "free_text", "fields": {"text": "dos con fiebre, pide llamar a su hermana", "lang": "es"}}
PLACE = {"cls": "whereabouts", "fields": {"lon": -100.53127, "lat": 28.72013, "accuracy_m": 8}}
ONE = {
    "kind": "encounters.recorded",
    "payload": {
        "people_met": 14,
        "lines": [{"line_id": "a", "count": 14, "nationality": "HN"}],
        "services": [{"service": "WATER"}, {"service": "FOOD"}],
        "place": {"kind": "point", "state": "MX-COA", "municipality": "05025"},
    },
    "boxes": [NOTE, PLACE],
}
KBIT_S, LATENCY_S = 16, 2
TRIPS = 2  # greeting and delivery, on a connection that is open


def test_rel_013_one_encounter_goes_in_four_kilobytes_and_thirty_seconds(page: Page, line, cast, home):
    page.context.route("**/app/bare.html", lambda route: route.fulfill(body=BARE, content_type="text/html"))
    load(page, line.url)
    run(page, "await core.device.enrol(told); return core.agents.choosePin('482913')", Desk(cast).phone())
    assert run(page, "return core.sync.syncNow()")["code"] == ""
    measured = {}
    for what, ask in (("sent", "core.sync.syncNow(true)"), ("greeted and sent", "core.sync.syncNow()")):
        run(page, "return core.record.record(told)", ONE)
        before = line.carried
        if what != "sent":
            run(page, "core.agents.lock(); return null")  # who has no open work to be told
        told = run(page, f"return {ask}")
        measured[what] = line.carried - before
        assert (told["unsent"], told["refused"], told["code"]) == (0, 0, "")
    assert measured["sent"] < 4096, measured
    seconds = TRIPS * LATENCY_S + measured["greeted and sent"] * 8 / (KBIT_S * 1000) / 0.95  # five of a hundred come twice
    assert seconds < 30, measured
