"""Simulacro on the phone: its band over everything, what is written in it, and what stays real."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.client.tests.screens import CUT, SMALL, Hand
from vereda.client.tests.test_screens import INES, desk, enrolled, phone, synced  # noqa: F401  fixtures
from vereda.encounters.models import Encounter
from vereda.logbook.models import LogEntry
from vereda.practice import shadow_of
from vereda.rescue.models.alert import Alert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HERE = "piedras-negras"
BAND = "[data-practice]"


def begin(hand: Hand) -> None:
    hand.tap("practice")
    hand.tap("practice_begin")
    expect(hand.page.locator(BAND)).to_be_visible()
    hand.at("tonight")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_practice_has_its_band_on_every_screen_and_is_written_in_the_shadow(enrolled, lang):  # noqa: F811
    hand = enrolled(lang)
    begin(hand)
    for screen in ("form_encounter", "form_alert", "form_patrol", "information"):
        hand.tap(screen)
        expect(hand.page.locator(BAND)).to_be_visible()
        hand.page.wait_for_timeout(50)
        assert hand.page.evaluate(TOO_WIDE) in (0, False, [], None)
        assert hand.page.evaluate(SMALL) == []
        hand.back()
        hand.at("tonight")
    assert hand.page.evaluate(CUT) == []
    assert hand.page.evaluate(WEAK_TEXT) == []
    hand.fourteen()
    synced(hand)
    assert Encounter.objects.get().group == shadow_of(HERE)


def test_the_real_shift_and_the_practice_are_never_shown_together(enrolled):  # noqa: F811
    hand = enrolled()
    hand.fourteen()
    begin(hand)
    expect(hand.page.locator(".rows .what", has_text="14")).to_have_count(0)
    hand.page.locator(f"{BAND} button").click()
    expect(hand.page.locator(BAND)).to_have_count(0)
    hand.at("tonight")
    expect(hand.page.locator(".rows .what", has_text="14").first).to_be_visible()


def test_a_locked_phone_is_real_and_the_practice_goes_on_after_the_pin(enrolled):  # noqa: F811
    hand = enrolled()
    begin(hand)
    hand.tap("hand_over")
    hand.at("start")
    expect(hand.page.locator(BAND)).to_have_count(0)
    hand.page.locator('[data-k="lockedAlert"]').click()
    hand.at("form")
    hand.page.locator('[data-field="urgent"] .tile').first.click()
    hand.tap("alert_save")
    synced(hand)
    assert Alert.objects.get().group == HERE
    hand.page.reload()
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    expect(hand.page.locator(BAND)).to_be_visible()


def test_it_ends_with_the_shift(enrolled):  # noqa: F811
    hand = enrolled()
    begin(hand)
    hand.tap("end_shift")
    expect(hand.page.locator(BAND)).to_have_count(0)
    hand.tap("end_now")
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    expect(hand.page.locator(BAND)).to_have_count(0)
    hand.fourteen()
    synced(hand)
    assert Encounter.objects.get().group == HERE


def test_an_officer_in_danger_is_real_unless_she_says_that_it_is_practised(enrolled):  # noqa: F811
    hand = enrolled()
    begin(hand)
    said = """async (told) => { const { isPractised } = await import('/app/practice.js'); return isPractised(told); }"""
    danger = {"kind": "safety.officer_in_danger"}
    assert hand.page.evaluate(said, danger) is False
    assert hand.page.evaluate(said, {**danger, "practised": True}) is True
    assert hand.page.evaluate(said, {**danger, "practised": True, "locked": True}) is False
    assert hand.page.evaluate(said, {"kind": "rescue.alert_received"}) is True
    assert hand.page.evaluate(said, {"kind": "rescue.alert_received", "real": True}) is False


@pytest.mark.parametrize(("key", "is_real"), [("practice_real", True), ("practice_only", False)])
def test_it_is_asked_whether_it_is_real_and_real_stands_first(enrolled, key, is_real):  # noqa: F811
    hand = enrolled()
    begin(hand)
    hand.page.evaluate("() => { window.setTimeout = () => 0; }")  # who says nothing for ten seconds means it
    hand.page.evaluate("async () => { const { isReal } = await import('/app/screens/practice.js'); window.asked = isReal(); }")
    first = hand.page.locator(".over .acts button").first
    expect(first).to_contain_text(hand.said("practice_real"))
    expect(hand.page.locator(BAND)).to_be_visible()
    hand.tap(key)
    assert hand.page.evaluate("() => window.asked") is is_real


def test_an_open_practice_is_in_one_chain_with_the_real_day(enrolled):  # noqa: F811
    from vereda.logbook.door import verify

    hand = enrolled()
    hand.fourteen()
    begin(hand)
    hand.fourteen()
    synced(hand)
    assert {row.group for row in LogEntry.objects.filter(kind__startswith="encounters.")} == {HERE, shadow_of(HERE)}
    assert verify().holds
