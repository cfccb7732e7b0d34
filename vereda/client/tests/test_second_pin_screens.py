"""SEC-038 on the screens, against the real server: chosen in a minute, and afterwards nothing on the phone tells of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.access.models import Device
from vereda.client.tests.screens import PIN, Hand
from vereda.client.tests.test_screens import INES, Looks, desk, enrolled, phone, synced  # noqa: F401
from vereda.encounters.models import Encounter
from vereda.logbook.models import HeldEntry, LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECOND = "730264"
SYNC = "async () => { await (await import('/app/sync.js')).syncNow(false, true) }"
TEXT = "() => document.body.innerText"


def choose(hand: Hand, second: str = SECOND) -> None:
    """Choose a second PIN on the phone's own screen, from tonight's."""
    hand.tap("this_phone")
    hand.tap("second_pin")
    hand.sees("second_silent")
    hand.pin(PIN)
    hand.sees("second_choose")
    hand.pin(second)
    hand.sees("pin_again")
    hand.pin(second)
    hand.at("tonight")
    hand.sees("second_kept")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_screens_of_the_second_pin_are_strong_large_and_narrow_enough(enrolled, lang):  # noqa: F811
    hand = enrolled(lang)
    looks = Looks(hand)
    hand.tap("this_phone")
    looks.at("this phone")
    hand.tap("second_pin")
    hand.sees("second_silent")
    looks.at("second PIN")
    hand.pin(PIN)
    hand.sees("second_rules")
    looks.at("second PIN, chosen")
    hand.pin("482914")
    hand.sees("pin_again")
    hand.pin("482914")
    hand.sees("client.pin_close")
    looks.at("second PIN, too close")
    hand.pin("482919")
    hand.sees("second_rules")
    hand.tap("second_none")
    hand.sees("client.pin_wrong")
    hand.pin(PIN)
    hand.tap("second_none")
    hand.at("tonight")
    hand.sees("second_gone")
    assert looks.wrong == []


def test_sec_038_who_is_made_to_open_the_phone_shows_an_evening_that_has_just_begun(enrolled, live_server, cast):  # noqa: F811
    hand = enrolled()
    fresh = hand.page.evaluate(TEXT)
    choose(hand)
    hand.fourteen()
    synced(hand)
    assert Encounter.objects.count() == 1
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.tap("hand_over")
    hand.enter(INES, SECOND)
    hand.at("tonight")
    seen = hand.page.evaluate(TEXT)
    assert hand.said("people", n=14) not in seen
    assert hand.words["repeat_last"] not in seen
    assert set(seen.split("\n")) - set(fresh.split("\n")) == {line for line in seen.split("\n") if "sin enviar" in line}
    hand.fourteen()
    assert hand.page.locator(".rows .row .when").count() == 1, "what is written here is shown here, as on any evening"
    hand.page.context.set_offline(False)
    hand.page.evaluate(SYNC)
    synced(hand)
    hand.at("tonight")
    device = Device.objects.get()
    assert device.lost_at is not None
    assert Encounter.objects.count() == 1, "what it brought since waits for a person"
    assert sorted(HeldEntry.objects.values_list("why", flat=True)) == ["access.device_reported_lost"] * 2
    authors = set(LogEntry.objects.filter(kind="encounters.recorded").values_list("author", flat=True))
    assert authors == {str(cast.account("ines").pk), str(device.subject)}
    hand.tap("this_phone")
    said = hand.page.evaluate(TEXT).casefold()
    assert not [word for word in ("ajen", "amenaza", "de baja", "perdi") if word in said]
    hand.back()
    hand.at("tonight")
    hand.tap("hand_over")
    hand.at("start")
    assert "en turno" in hand.page.evaluate(TEXT)
    hand.enter(INES, SECOND)
    hand.at("tonight")
    hand.tap("hand_over")
    hand.page.evaluate(SYNC)
    expect(hand.page.locator("h1")).to_have_text(hand.said("stop_wiped"))
    assert LogEntry.objects.filter(kind="access.device_wiped").count() == 1
    page = cast.client("rafael").get(f"/telefonos/{device.subject}/").content.decode()
    assert "Avisó que está en manos ajenas" in page
