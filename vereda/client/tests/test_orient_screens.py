"""Telling on the phone: by symbol, in the person's language, without a line; one tap counts, and can be taken back."""

from __future__ import annotations

import re

import numpy as np
import pytest
import soundfile
from playwright.sync_api import expect

from vereda.access.door import local_day
from vereda.client import orientation
from vereda.client.tests.pocket import until
from vereda.client.tests.screens import FOUND, OTHER_PIN, Hand
from vereda.client.tests.test_orientation import checked, correct, ring, say, spoken  # noqa: F401
from vereda.client.tests.test_screens import Looks, desk, enrolled, phone  # noqa: F401
from vereda.encounters.door import services_of
from vereda.encounters.models import Encounter
from vereda.guidance import door as guidance
from vereda.guidance.door import Cell, ToldTopic
from vereda.guidance.models.told import ToldRow
from vereda.logbook.door import history, subject, this_node
from vereda.logbook.models import LogEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SYNC = "async () => { await (await import('/app/sync.js')).syncNow(false, true) }"
SENT = "(await (await import('/app/queue.js')).counts()).unsent === 0"
REFUSED = "async () => (await (await import('/app/queue.js')).refused()).map((one) => one.code)"
HERE = "05025"
VOICES = """() => {
  globalThis.heard = [];
  globalThis.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };
  speechSynthesis.getVoices = () => [{ localService: true, lang: 'es-MX' }, { localService: false, lang: 'ht-HT' }];
  speechSynthesis.speak = (one) => heard.push(`${one.lang}: ${one.words}`);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { return play.call(this).then(() => heard.push('recording')); };
}"""
"""A phone with one voice of its own, Spanish; another one that would ask a server."""


TWO_DAYS = """async () => {
  const [clock, idle] = [await import('/app/clock.js'), await import('/app/idle.js')];
  clock.setNow(() => Date.now() + 2 * 86_400_000);
  idle.touch();
}"""
"""Two days go by without a contact, and somebody is at the phone."""


def at_work(hand: Hand) -> Hand:
    """Bring the texts onto the phone, and let it find where it is."""
    hand.page.evaluate(SYNC)
    hand.page.evaluate(FOUND)
    return hand


def show(hand: Hand, *topics: str) -> None:
    """Open topics and come back from each."""
    for one in topics:
        hand.on(hand.page.locator(f"[data-topic={one}]"))
        expect(hand.page.locator(".telling")).to_be_visible()
        hand.back()
        expect(hand.page.locator(f'[data-topic={one}][aria-pressed="true"]')).to_be_visible()


def speak(hand: Hand, name: str) -> None:
    """Choose the person's language by its own name."""
    hand.on(hand.page.locator("[data-k=language]"))
    hand.on(hand.page.locator(".over").get_by_role("button", name=name))
    expect(hand.page.locator("[data-k=language]")).to_contain_text(name)


def sent(hand: Hand) -> None:
    """Send what waits, and hear that nothing was refused."""
    hand.page.context.set_offline(False)
    hand.page.evaluate(SYNC)
    until(hand.page, SENT)
    assert hand.page.evaluate(REFUSED) == []


def month() -> list[Cell]:
    return guidance.people_told("mx", local_day("mx", "piedras-negras").replace(day=1), ["piedras-negras"])


def held(encounter: Encounter) -> dict[str, int | None]:
    found = subject(encounter.subject)
    assert found
    return dict(services_of(found.folded.state))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_screen_of_telling_is_strong_large_and_narrow_enough(enrolled, lang):  # noqa: F811
    hand = at_work(enrolled(lang))
    page, looks = hand.page, Looks(hand)
    hand.tap("orient")
    expect(page.locator("[data-topic=heat]")).to_be_visible()
    looks.at("orient")
    page.locator("[data-k=language]").click()
    expect(page.locator(".tongues")).to_be_visible()
    looks.at("languages")
    page.locator(".tongues").get_by_role("button", name="Kreyòl").click()
    show(hand, "heat")
    looks.at("one was shown")
    page.locator("[data-topic=river]").click()
    expect(page.locator(".telling")).to_be_visible()
    looks.at("topic")
    hand.tap("orient_listen")
    hand.sees("orient_no_voice")
    looks.at("nobody can read it aloud")
    hand.tap("orient_not_this")
    expect(page.locator('[data-topic=river][aria-pressed="false"]')).to_be_visible()
    hand.tap("orient_tell", n=1)
    expect(page.locator(".told-row")).to_be_visible()
    looks.at("told")
    show(hand, "train")
    hand.back()
    hand.at("tonight")
    looks.at("tonight, something is not noted")
    page.get_by_text(hand.said("orient_unnoted", n=1)).click()
    expect(page.get_by_role("button", name=hand.said("orient_again"))).to_be_visible()
    looks.at("it goes on")
    hand.tap("orient_again")
    expect(page.locator(".tell")).to_have_count(0)
    hand.back()
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    looks.at("encounter")
    hand.tap("orient")
    show(hand, "train")
    hand.tap("orient_tell", n=1)
    hand.back()
    hand.at("form")
    looks.at("encounter, something was told")
    hand.tap("save")
    hand.at("written")
    looks.at("what was written")
    assert looks.wrong == [], "\n".join(looks.wrong)


def test_without_a_line_four_taps_tell_and_the_month_agrees_with_a_table_made_by_hand(enrolled, phone, desk, live_server):  # noqa: F811
    """Two people, each on a phone of her own, both offline; a glove that taps twice; one telling taken back."""
    ines = at_work(enrolled())
    rafael = Hand(phone())
    rafael.enrol(live_server.url, desk.phone(agent="rafael"), fingerprint=this_node().fingerprint)
    at_work(rafael)
    for hand in (ines, rafael):
        hand.page.context.set_offline(True)
        hand.taps = 0
        hand.tap("orient")
        show(hand, "heat")
        hand.tap("orient_tell", n=1)
        expect(hand.page.locator(".told-row")).to_be_visible()
        assert hand.taps == 3, "and once back"
    show(ines, "river", "train")
    for _one in range(3):
        ines.tap("add_more", n=1)
    ines.tap("take_one")
    ines.page.evaluate("() => { const one = document.querySelector('.tell .main'); one.click(); one.click(); }")
    expect(ines.page.locator(".told-row")).to_have_count(2)
    speak(ines, "Kreyòl")
    show(ines, "heat")
    ines.tap("orient_tell", n=3)
    expect(ines.page.locator(".told-row")).to_have_count(3)
    show(rafael, "asylum")
    rafael.tap("orient_tell", n=1)
    rafael.page.locator(".told-row").nth(1).get_by_role("button").click()
    rafael.sees("orient_taken_back")
    expect(rafael.page.locator(".told-row")).to_have_count(1)
    assert not ToldRow.objects.exists(), "both are away"
    for hand in (ines, rafael):
        sent(hand)
    # topic  language  municipality  people
    hand_made = [
        Cell("heat", "hat", HERE, 3),
        Cell("heat", "spa", HERE, 1 + 1),
        Cell("river", "spa", HERE, 3),
        Cell("train", "spa", HERE, 3),
    ]
    assert month() == hand_made
    assert guidance.people_told("mx", local_day("mx", "piedras-negras").replace(day=1), ["tapachula"]) == [], "nothing of Nadia's"


def test_what_was_told_carries_the_version_that_was_shown(enrolled):  # noqa: F811
    """The text is written anew while the phone is away: what counts is what stood on the screen."""
    first = checked()
    hand = at_work(enrolled())
    hand.page.context.set_offline(True)
    checked(said=guidance.Said(short="Otro.", spoken="Otro.", full="Otro.", source="https://example.org", article=""))
    hand.tap("orient")
    hand.page.locator("[data-topic=heat]").click()
    expect(hand.page.locator(f'.telling[data-version="{first}"]')).to_contain_text("Busque sombra.")
    hand.back()
    hand.tap("orient_tell", n=1)
    expect(hand.page.locator(".told-row")).to_be_visible()
    sent(hand)
    row = ToldRow.objects.get()
    assert [one.payload.topics for one in history(row.subject)] == [[ToldTopic(topic="heat", language="spa", version=first)]]


def test_at_an_encounter_the_service_is_written_in_the_same_act_and_taken_back_with_it(enrolled):  # noqa: F811
    hand = at_work(enrolled())
    page = hand.page
    page.context.set_offline(True)
    hand.fourteen()
    page.locator("main .row", has_text="14 personas").first.click()
    hand.at("written")
    hand.tap("orient")
    show(hand, "heat", "asylum")
    hand.tap("orient_tell", n=14)
    expect(page.locator(".told-row")).to_be_visible()
    show(hand, "river")
    for _one in range(4):
        hand.tap("take_one")
    hand.tap("add_more", n=1)
    hand.tap("orient_tell", n=11)
    hand.back()
    hand.at("written")
    expect(page.locator(".shown")).to_contain_text("Orientación sobre peligros (14)")
    expect(page.locator(".shown")).to_contain_text("Se les dijo a 11 personas: El río")
    sent(hand)
    row = Encounter.objects.get()
    assert held(row) == {"FOOD": None, "WATER": None, "ORIENT_DANGERS": 14, "ORIENT_RIGHTS": 14}
    assert {(one.people, one.encounter, one.local_on) for one in ToldRow.objects.all()} == {
        (14, row.subject, row.local_on),
        (11, row.subject, row.local_on),
    }
    pairs = LogEntry.objects.filter(kind__in=["guidance.people_told", "encounters.corrected"]).order_by("device_seq")
    assert [one.kind for one in pairs] == ["guidance.people_told", "encounters.corrected", "guidance.people_told"]
    hand.tap("orient")
    page.context.set_offline(True)
    page.locator(".told-row", has_text="14").get_by_role("button").click()
    hand.sees("orient_taken_back")
    sent(hand)
    assert held(row) == {"FOOD": None, "WATER": None, "ORIENT_DANGERS": 11}, "down to what the other telling says"
    assert month() == [Cell("river", "spa", HERE, 11)]


def test_while_the_form_is_open_it_is_kept_with_the_draft_and_written_together(enrolled):  # noqa: F811
    hand = at_work(enrolled())
    page = hand.page
    page.context.set_offline(True)
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.tap("add_more", n=2)
    hand.tap("orient")
    show(hand, "heat")
    hand.tap("orient_tell", n=3)
    show(hand, "asylum")
    page.evaluate("() => { document.querySelector('.tell .main').click(); history.back(); }")  # a thumb quicker than the disk
    hand.at("form")
    expect(page.get_by_text(hand.said("recovered"))).to_have_count(0)
    expect(page.locator('[data-field="lines"] [data-k="F-18+"] b')).to_have_text("3")
    page.locator(".told-row", has_text="refugio").get_by_role("button").click()
    expect(page.locator(".told-row")).to_have_count(1)
    page.reload()  # the browser was killed: the draft knows what was told
    hand.enter("Inés")
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_encounter"))).click()
    expect(page.locator(".told-row")).to_have_count(1)
    hand.tap("save")
    hand.at("written")
    expect(page.locator(".shown")).to_contain_text("Se les dijo a 3 personas: Calor y desierto")
    sent(hand)
    row = Encounter.objects.get()
    assert (row.people_met, held(row)) == (3, {"ORIENT_DANGERS": 3})
    assert month() == [Cell("heat", "spa", HERE, 3)]
    telling = guidance.tellings_at(row.subject, "piedras-negras", "mx")[0]
    assert [one.kind for one in history(telling.subject)] == ["guidance.people_told"]
    assert [[(one.service, one.before) for one in told.payload.wrote] for told in history(telling.subject)] == [
        [("ORIENT_DANGERS", 0)]
    ]


def test_the_band_stands_on_what_nobody_answers_for_and_comes_back_by_the_phones_own_day(enrolled):  # noqa: F811
    checked(days=1)
    hand = at_work(enrolled())
    page = hand.page
    page.context.set_offline(True)
    hand.tap("orient")
    tag = hand.said("orient_unsure")
    expect(page.locator("[data-topic=river]")).to_contain_text(tag)
    expect(page.locator("[data-topic=heat]")).not_to_contain_text(tag)
    expect(page.locator(".band")).to_be_visible()
    page.locator("[data-topic=heat]").click()
    expect(page.locator(".source")).to_contain_text(re.compile("Revisado el .* vale hasta el .*Ley de Ejemplo, 4 · example.org"))
    expect(page.locator(".band")).to_have_count(0)
    hand.back()
    page.locator("[data-topic=river]").click()
    expect(page.locator(".band")).to_have_text(hand.said("demo_band"))
    hand.sees("orient_unreviewed")
    hand.back()
    page.evaluate(TWO_DAYS)
    page.locator("[data-topic=heat]").click()
    expect(page.locator(".band")).to_be_visible()
    expect(page.locator(".source")).to_contain_text("La revisión venció el")


def test_a_corrected_number_reaches_the_phone_in_one_update_and_before_it_came_the_text_has_the_band(enrolled):  # noqa: F811
    checked()
    hand = at_work(enrolled())
    page = hand.page
    correct("079")
    ring("079")
    page.evaluate(SYNC)
    hand.tap("orient")
    page.locator("[data-topic=emergencias]").click()
    expect(page.locator(".telling")).to_contain_text("llame al 079")
    expect(page.locator(".telling")).not_to_contain_text("911")
    hand.back()
    correct("066")
    ring("066")
    page.route("**/sync/v1/guidance*", lambda route: route.abort())  # the reference came, then the line went away
    page.evaluate(SYNC)
    page.locator("[data-topic=heat]").click()
    expect(page.locator(".band")).to_be_visible()
    hand.sees("orient_older")


def test_it_is_read_aloud_by_a_recording_else_by_a_voice_of_the_phone_and_by_no_server(enrolled, spoken):  # noqa: F811
    made = say(spoken)
    soundfile.write(made, np.zeros(4800), 48_000, format="OGG", subtype="OPUS")
    orientation._composed.cache_clear()
    hand = at_work(enrolled())
    page = hand.page
    until(page, "(await (await import('/app/database.js')).read('reference', 'voices'))?.length === 1")
    until(page, "(await (await import('/app/database.js')).all('reference')).some((one) => one instanceof Blob)")
    page.context.set_offline(True)
    page.evaluate(VOICES)
    hand.tap("orient")
    page.locator("[data-topic=heat]").click()
    hand.tap("orient_listen")
    until(page, "heard.length === 1")
    hand.back()
    page.locator("[data-topic=river]").click()
    hand.tap("orient_listen")
    until(page, "heard.length === 2")
    hand.back()
    recording, voice = page.evaluate("heard")
    assert recording == "recording"
    assert voice.startswith("es-MX: Demostración: no se fíe de esto. El río. Aunque el agua"), "who cannot read hears the band"
    speak(hand, "Kreyòl")
    page.locator("[data-topic=river]").click()
    hand.tap("orient_listen")
    hand.sees("orient_no_voice")
    assert page.evaluate("heard.length") == 2


def test_a_phone_that_is_handed_over_or_locked_keeps_nothing_of_the_conversation(enrolled, desk):  # noqa: F811
    hand = at_work(enrolled())
    page = hand.page
    hand.tap("orient")
    speak(hand, "Kreyòl")
    show(hand, "heat", "river")
    page.evaluate("async () => (await import('/app/agents.js')).lock()")
    hand.at("start")
    assert "Kreyòl" not in page.locator("body").inner_text()
    page.evaluate("async () => (await import('/app/frame.js')).go('orient')")
    hand.at("start")
    assert page.locator("[data-topic]").count() == 0, "without a PIN nothing of this kind is written"
    hand.tap("add_agent")
    page.locator("input.code").fill(desk.agent("rafael"))
    hand.tap("next")
    hand.pin(OTHER_PIN)
    hand.sees("pin_again")
    hand.pin(OTHER_PIN)
    hand.at("tonight")
    expect(page.get_by_text(hand.said("orient_unnoted", n=2))).to_have_count(0)
    hand.tap("orient")
    expect(page.locator("[data-k=language]")).to_contain_text("Español")
    expect(page.locator('[data-topic][aria-pressed="true"]')).to_have_count(0)
    expect(page.locator(".told-row")).to_have_count(0)
    assert not ToldRow.objects.exists()


def test_practice_is_told_apart_and_counts_for_nobody(enrolled):  # noqa: F811
    hand = at_work(enrolled())
    hand.tap("orient")
    show(hand, "heat")
    hand.back()
    hand.at("tonight")
    hand.tap("practice")
    hand.tap("practice_begin")
    hand.sees("practice_on")
    expect(hand.page.get_by_text(hand.said("orient_unnoted", n=1))).to_have_count(0)
    hand.tap("orient")
    show(hand, "river")
    hand.tap("orient_tell", n=1)
    expect(hand.page.locator(".told-row")).to_be_visible()
    sent(hand)
    assert ToldRow.objects.get().group == "practice.piedras-negras"
    assert month() == []


def test_large_languages_come_when_somebody_chose_them_and_small_ones_by_themselves(enrolled):  # noqa: F811
    hand = enrolled()
    many = [
        {"language": code, "bytes": size} for code, size in (("spa", 50_000), ("eng", 30_000), ("hat", 2_000), ("mam", 4_000))
    ]
    chosen = "async (told) => (await import('/app/guidance.js')).chosen(told.many, told.wanted).map((one) => one.language)"
    assert hand.page.evaluate(chosen, {"many": many, "wanted": []}) == ["spa", "hat", "mam"]
    assert hand.page.evaluate(chosen, {"many": many, "wanted": ["eng"]}) == ["spa", "eng"]


def test_a_language_that_is_not_here_comes_when_it_is_chosen_with_a_line_and_stays(enrolled):  # noqa: F811
    hand = at_work(enrolled())
    page = hand.page
    page.evaluate("async () => (await import('/app/database.js')).erase('reference', 'texts/hat')")
    page.context.set_offline(True)
    hand.tap("orient")
    hand.on(page.locator("[data-k=language]"))
    hand.on(page.locator(".over").get_by_role("button", name="Kreyòl"))
    hand.sees("orient_not_here", name="Kreyòl ayisyen")
    expect(page.locator("[data-k=language]")).to_contain_text("Español")
    page.context.set_offline(False)
    speak(hand, "Kreyòl")
    show(hand, "heat")
    assert page.evaluate("async () => (await import('/app/database.js')).read('reference', 'wanted')") == ["hat"]
