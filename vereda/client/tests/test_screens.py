"""The screens of the phone in Chromium, against the real server: each once, in both languages; strong, large, narrow enough."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.serving import Contexts
from vereda.access.door import author_of, revoke_device
from vereda.access.models import Device
from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.client.tests.hands import CHEAP_PINS
from vereda.client.tests.pocket import until
from vereda.client.tests.screens import AT, CUT, OTHER_PIN, PIN, SMALL, Hand
from vereda.client.tests.test_enrolling import Desk
from vereda.encounters.door import Corrected, Encounter, Meeting, record_meeting
from vereda.encounters.door import Service as ServiceGiven
from vereda.logbook.door import history, record, this_node
from vereda.rescue.models.alert import Alert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INES = "Inés"
WIDTHS = (320, 360, 412)
LOOKED = f"""() => ['dark', 'light'].map((scheme) => {{
  document.documentElement.dataset.scheme = scheme;
  return [scheme, ({WEAK_TEXT})(), ({SMALL})(), ({CUT})(), ({TOO_WIDE})()];
}})"""
"""What is wrong with a screen in each scheme, asked of the browser at once."""


def is_fault(told: ConsoleMessage) -> bool:
    """Tell whether the console says that something is wrong; a refused code is an answer and no fault."""
    return told.type in {"error", "warning"} and "Failed to load resource" not in told.text


@pytest.fixture
def phone(contexts: Contexts, live_server) -> Iterator[Callable[..., Page]]:
    """Return a function that gives a phone without anything of an agent; an error of its scripts, or a word to another origin,
    fails the test."""
    wrong: list[str] = []
    opened = []

    def make(lang: str = "es", scheme: str = "dark") -> Page:
        context = contexts.take(
            viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="es-MX", color_scheme=scheme,
            timezone_id="America/Matamoros", permissions=["geolocation"], script=CHEAP_PINS,
        )  # fmt: skip
        context.set_geolocation(AT)
        page = context.new_page()
        page.add_init_script(f"localStorage.setItem('vereda-language', '{lang}')")
        page.on("console", lambda told: wrong.append(told.text) if is_fault(told) else None)
        page.on("pageerror", lambda why: wrong.append(str(why)))
        ours = (live_server.url, "data:", "blob:")
        page.on("request", lambda asked: None if asked.url.startswith(ours) else wrong.append(asked.url))
        opened.append(context)
        return page

    yield make
    for context in opened:
        contexts.give_back(context)
    assert wrong == []


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast)


@pytest.fixture
def enrolled(phone, desk, live_server) -> Callable[..., Hand]:
    """Return a function that gives a phone on which Inés is at work."""

    def make(lang: str = "es", scheme: str = "dark") -> Hand:
        hand = Hand(phone(lang, scheme), lang)
        hand.enrol(live_server.url, desk.phone(), fingerprint=this_node().fingerprint)
        return hand

    return make


def synced(hand: Hand) -> None:
    """Wait until nothing waits, and the screen says so."""
    expect(hand.page.locator("[data-state]")).to_be_visible()
    until(hand.page, "(await (await import('/app/queue.js')).counts()).unsent === 0")
    expect(hand.page.locator("[data-state]")).to_contain_text(re.compile(rf"(?<!\d){re.escape(hand.said('unsent_n', n=0))}"))


class Looks:
    """Looks at each screen at three widths in both schemes, and keeps what is wrong."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.wrong, self.seen = hand, list[str](), list[str]()

    def at(self, name: str) -> None:
        page = self.hand.page
        self.seen.append(name)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            for scheme, weak, small, cut, is_wide in page.evaluate(LOOKED):
                found = [f"weak: {one}" for one in weak] + [f"small: {one}" for one in small] + [f"cut: {one}" for one in cut]
                self.wrong += [f"{self.hand.lang} {name} {width} {scheme} {one}" for one in [*found, *["too wide"] * is_wide]]
        page.set_viewport_size({"width": 360, "height": 740})


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_screen_is_strong_large_and_narrow_enough(phone, desk, live_server, lang):
    hand = Hand(phone(lang), lang)
    looks, page = Looks(hand), hand.page
    page.goto(f"{live_server.url}/app/")
    hand.at("enrol")
    looks.at("enrol")
    page.locator("input.code").fill("AAAA-AAAA-AA")
    hand.tap("enrol_do")
    hand.sees("access.code_unknown")
    looks.at("a code that does not exist")
    page.locator("input.code").fill(desk.phone())
    hand.tap("enrol_do")
    hand.sees("pin_choose")
    looks.at("choose a PIN")
    hand.pin("123456")
    hand.sees("client.pin_easy")
    hand.pin(PIN)
    hand.sees("pin_again")
    hand.pin(PIN)
    hand.at("tonight")
    looks.at("tonight, empty")
    encounter_screens(hand, looks)
    work_screens(hand, looks)
    phone_screens(hand, looks)
    assert len(looks.seen) > 25
    assert looks.wrong == [], "\n".join(looks.wrong)


def encounter_screens(hand: Hand, looks: Looks) -> None:
    page = hand.page
    hand.tap("form_encounter")
    hand.at("form")
    looks.at("encounter")
    hand.tap("save")
    expect(page.locator(".wrong-said")).to_be_visible()
    looks.at("encounter, something lacks")
    hand.tile("lines", "F-18+")
    hand.tile("lines", "nationality")
    looks.at("nationalities")
    page.locator('.over [data-k="HN"]').click()
    hand.sees("also_these", n=1, what="Honduras")
    looks.at("also these")
    hand.tap("yes_these")
    hand.tile("lines", "F-0-17")
    page.locator('[data-field="unaccompanied_minors"] button').last.click()
    hand.tile("services", "WATER")
    hand.tile("services", "more")
    page.locator('[data-step="services"], [data-field="services"] .fold').last.click()
    page.locator('.fold[aria-expanded="false"]').last.click()
    hand.tap("change_place")
    looks.at("encounter, all open")
    hand.tap("save")
    hand.at("written")
    looks.at("what was written")
    hand.tap("strike_it")
    hand.sees("strike_means")
    looks.at("strike it")
    hand.tap("no_keep")
    hand.tap("it_is_right")
    expect(page.locator('[data-form="protection.child_path_opened"]')).to_be_visible()
    looks.at("children alone")
    hand.back()
    hand.at("tonight")
    hand.sees("child_waits", n=1)
    looks.at("tonight, children alone")
    hand.tap("open_path")
    hand.at("form")
    hand.tap("path_begin")
    hand.at("tonight")
    hand.tap("see_path")
    hand.sees("never_do")
    looks.at("path open")
    page.locator(".acts .button").first.click()
    hand.at("form")
    looks.at("a step of the path")
    hand.back()
    hand.sees("never_do")
    hand.back()
    hand.at("tonight")
    hand.tap("repeat_last")
    hand.sees("repeated")
    looks.at("repeat")
    hand.back()
    hand.at("tonight")


def work_screens(hand: Hand, looks: Looks) -> None:
    page = hand.page
    hand.tap("form_alert")
    hand.at("form")
    page.locator('.fold[aria-expanded="false"]').last.click()
    looks.at("alert")
    hand.tap("alert_save")
    hand.at("tonight")
    hand.tap("form_patrol")
    hand.at("form")
    looks.at("patrol departs")
    page.locator('[data-field="route"] input').fill("Ruta 3")
    hand.tap("patrol_go")
    hand.at("tonight")
    hand.tap("form_patrol")
    hand.sees("patrol_out")
    looks.at("patrol is out")
    hand.back()
    hand.at("tonight")
    hand.tap("information")
    hand.sees("info_nothing")
    looks.at("information, nothing approved")
    page.locator(".acts .button").click()
    hand.sees("demo_band")
    hand.tap("info_danger")
    looks.at("information for staff")
    hand.tap("ready")
    hand.at("tonight")


def phone_screens(hand: Hand, looks: Looks) -> None:
    page = hand.page
    page.locator("[data-state]").click()
    hand.sees("usb_file")
    looks.at("this phone")
    hand.back()
    hand.at("tonight")
    page.get_by_text(hand.said("complete_n", n=1)).click()
    hand.sees("complete_how")
    looks.at("to complete")
    page.locator("main .row").first.click()
    hand.at("form")
    looks.at("complete one")
    hand.back()
    hand.back()
    hand.at("tonight")
    hand.tap("end_shift")
    hand.sees("still_missing")
    looks.at("end of shift")
    hand.tap("not_yet")
    hand.at("tonight")
    hand.tap("hand_over")
    hand.at("start")
    looks.at("start")
    hand.enter(INES, "111222")
    hand.sees("client.pin_wrong")
    looks.at("wrong PIN")
    hand.tap("back")
    for screen in ("lockedTally", "lockedAlert"):
        page.locator(f'[data-k="{screen}"]').click()
        hand.at("form")
        looks.at(screen)
        hand.back()
        hand.at("start")
    page.locator('[data-k="lockedCheckIn"]').click()
    hand.sees("checked_in")
    hand.tap("add_agent")
    looks.at("add an agent")
    for why in ("too_old", "wrong_server", "stranger", "revoked", "wiped", "evicted"):
        page.evaluate(
            "async (why) => { const { restart } = await import('/app/frame.js'); await restart('stopped', { why }) }", why
        )
        hand.sees(f"stop_{why}")
        looks.at(why)


def test_fourteen_people_in_eight_taps(enrolled, record_property):
    hand = enrolled()
    before = hand.taps
    hand.fourteen()
    taps = hand.taps - before
    synced(hand)
    row = Encounter.objects.get()
    assert (row.people_met, row.services) == (14, ";FOOD;WATER;")
    record_property("taps", taps)  # the seconds are measured, slowed down, by bench/phone.py
    assert taps <= 8


def test_a_phone_shows_what_was_written_and_strikes_it_when_the_person_says_so(enrolled):
    hand = enrolled()
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.tile("services", "WATER")
    hand.page.locator('.fold[aria-expanded="false"]').last.click()
    hand.page.locator('[data-field="free_text/text"] textarea').fill("Pide llamar a Tegucigalpa")
    hand.tap("save")
    hand.at("written")
    shown = hand.page.locator(".shown")
    for words in ("Mujeres: 1", "Agua", "Pide llamar a Tegucigalpa"):
        expect(shown).to_contain_text(words)
    expect(hand.page.get_by_text(hand.said("no_labels_in_language"))).to_have_count(0)
    hand.page.get_by_role("button", name="In English").click()
    expect(shown).to_contain_text("Women: 1")
    hand.page.get_by_role("button", name="Strike it").click()
    hand.page.get_by_role("button", name="Yes, erase").click()
    hand.sees("struck")
    synced(hand)
    until(hand.page, "(await (await import('/app/queue.js')).counts()).refused === 0")
    row = Encounter.objects.get()
    assert row.people_met == 1, "the count stays"
    hand.page.locator("main .row", has_text=hand.said("struck_short")).click()
    expect(hand.page.locator(".shown")).not_to_contain_text("Tegucigalpa")


def test_two_agents_on_one_phone_see_nothing_of_each_other(enrolled, desk, cast):
    hand = enrolled()
    hand.fourteen()
    expect(hand.page.locator("main")).to_contain_text("14 personas")
    hand.tap("hand_over")
    hand.at("start")
    hand.tap("add_agent")
    hand.page.locator("input.code").fill(desk.agent("rafael"))
    hand.tap("next")
    hand.pin(OTHER_PIN)
    hand.sees("pin_again")
    hand.pin(OTHER_PIN)
    hand.at("tonight")
    assert hand.page.locator(".when").count() == 0, "no line of hers"
    hand.tap("hand_over")
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    expect(hand.page.locator("main")).to_contain_text("14 personas")


def test_ten_wrong_pins_destroy_what_can_be_read_and_leave_the_queue(enrolled):
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.tap("hand_over")
    hand.at("start")
    hand.on(hand.page.get_by_role("button", name=INES).first)
    for wrong in range(1, 10):
        hand.pin("135799")
        hand.sees("client.pin_wrong") if wrong < 5 else hand.sees("pin_wrong_left", n=10 - wrong)
    hand.pin("135799")
    hand.at("start")
    hand.sees("client.agent_destroyed")
    assert hand.unsent() == 1
    hand.page.locator('[data-k="lockedTally"]').click()
    hand.at("form")
    hand.tile("lines", "M-18+")
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.sees("sealed_now")
    assert hand.unsent() == 2
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    synced(hand)
    assert sorted(Encounter.objects.values_list("people_met", flat=True)) == [1, 14]


def test_a_killed_page_loses_nothing_that_was_typed(enrolled):
    hand = enrolled()
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "F-18+")
    hand.tap("add_more", n=5)
    hand.drafted("encounter", '"count":6')
    hand.page.reload()
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    hand.page.get_by_text(hand.said("draft_of", what="Encuentro")).click()
    hand.sees("recovered")
    expect(hand.page.locator(".acts .sum")).to_contain_text("6")


def test_a_draft_that_is_found_again_keeps_the_place_where_it_was_begun(enrolled):
    hand = enrolled()
    said = hand.page.locator(".place-said .what")
    hand.tap("form_encounter")
    expect(said).to_contain_text(hand.said("place_point", n=AT["accuracy"]))
    hand.tile("lines", "F-18+")
    hand.drafted("encounter", '"count":1', '"lat":28.7001')
    hand.page.context.set_geolocation({"latitude": 28.2, "longitude": -100.7, "accuracy": 77})
    hand.page.reload()
    hand.at("start")
    hand.enter(INES)
    hand.at("tonight")
    hand.page.get_by_text(hand.said("draft_of", what="Encuentro")).click()
    hand.sees("recovered")
    hand.page.wait_for_timeout(600)
    expect(said).to_contain_text(hand.said("place_point", n=AT["accuracy"]))


def test_a_new_question_of_a_layout_is_drawn_without_code(enrolled):
    hand = enrolled()
    made = hand.page.evaluate("""async () => {
      const { drawForm } = await import('/app/forms.js');
      const { compose } = await import('/app/payload.js');
      const layout = { kind: 'x.y', title: { es: 'X' }, steps: [{ id: 'a', title: { es: 'A' }, fields: [
        { path: 'is_tired', widget: 'yes_no', label: { es: '¿Cansada?', en: 'Tired?' } },
        { path: 'shoes', widget: 'choices', item: 'size', list: 'sizes', label: { es: 'Zapatos', en: 'Shoes' } },
        { path: 'why', class: 'free_text', widget: 'text', label: { es: 'Por qué', en: 'Why' },
          when: { path: 'is_tired', equals: true } }] }] };
      const answers = {};
      const list = () => [{ code: 'S', es: 'Chico' }, { code: 'L', es: 'Grande' }];
      const form = drawForm(layout, { list, answers, reference: {}, purpose: '', changed: () => {} });
      const hidden = () => form.querySelector('[data-field="free_text/why"]').hidden;
      const before = hidden();
      form.querySelector('[data-field="is_tired"] [data-k="yes"]').click();
      form.querySelector('[data-field="shoes"] [data-k="L"]').click();
      const field = form.querySelector('textarea');
      field.value = 'anduvo tres días';
      field.dispatchEvent(new Event('input'));
      return { before, after: hidden(), ...compose(layout.steps[0].fields, answers, 'es') };
    }""")
    assert made == {
        "before": True, "after": False, "payload": {"is_tired": True, "shoes": [{"size": "L"}]},
        "boxes": [{"cls": "free_text", "fields": {"why": "anduvo tres días", "lang": "es"}}],
    }  # fmt: skip


def test_the_screen_is_covered_while_another_program_is_shown(enrolled):
    hand = enrolled()
    hand.page.evaluate("() => Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })")
    hand.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(hand.page.locator(".veil")).to_be_visible()
    expect(hand.page.locator("#app")).to_be_hidden()


def test_a_revoked_phone_says_so_and_ends_empty(enrolled, cast):
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    device = Device.objects.get()
    revoke_device(device=device.subject, reason="lost", by=cast.reader("rafael"), at=datetime.now(UTC))
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    expect(hand.page.locator("h1")).to_have_text(hand.said("stop_wiped"))
    assert Encounter.objects.count() == 0, "it waits for the supervisor"


def test_a_person_chooses_between_two_values_and_the_choice_is_an_entry(enrolled, desk, cast):
    hand = enrolled()
    seen = disputed(cast)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    hand.on(hand.page.get_by_text(hand.said("conflicts_n", n=1)))
    versions = hand.page.locator(".version")
    expect(versions).to_have_count(2)
    expect(hand.page.locator("main")).to_contain_text("Inés")
    expect(hand.page.locator("main")).to_contain_text("Rafael")
    chosen = versions.filter(has=hand.page.locator(".value", has_text="18"))  # the hour may say 18 as well
    hand.on(chosen.get_by_role("button"))
    hand.at("tonight")
    synced(hand)
    assert Encounter.objects.get(subject=seen).people_met == 18
    told = [one for one in history(seen) if one.kind == "logbook.conflict_resolved"]
    assert [one.author for one in told] == [str(cast.account("ines").pk)]


def disputed(cast) -> UUID:
    """Return an encounter that two people corrected without having seen each other."""
    ines, rafael = (author_of(cast.reader(name)) for name in ("ines", "rafael"))
    now = datetime.now(UTC) - timedelta(minutes=5)
    meeting = Meeting(people_met=17, lines=[], services=[ServiceGiven(service="WATER")])
    first = record_meeting(meeting, by=ines, at=now)
    for by, people in ((ines, 19), (rafael, 18)):
        record(Corrected(people_met=people), subject=first.subject, by=by, at=now + timedelta(minutes=1), seen=[first.entry])
    return first.subject


def test_the_queue_leaves_as_a_sealed_file_for_a_stick(enrolled):
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.fourteen()
    hand.page.locator("[data-state]").click()
    with hand.page.expect_download() as waited:
        hand.tap("usb_file")
    hand.sees("usb_saved")
    assert re.fullmatch(r"vereda-cola-[A-Za-z0-9-]+-\d{4}-\d\d-\d\d\.jsonl", waited.value.suggested_filename)
    text = Path(waited.value.path()).read_text()
    envelopes = [json.loads(line) for line in text.splitlines()]
    assert [one["device_seq"] for one in envelopes] == [1, 2]
    assert "WATER" not in text
    assert "encounters" not in text


def test_the_end_of_a_shift_says_what_is_missing_and_leaves_nothing_to_read(enrolled):
    hand = enrolled()
    hand.page.context.set_offline(True)
    hand.fourteen()
    hand.tap("end_shift")
    hand.sees("still_missing")
    hand.sees("complete_n", n=1)
    hand.tap("end_now")
    hand.sees("ended")
    count = "async (store) => (await (await import('/app/database.js')).all(store)).length"
    assert [hand.page.evaluate(count, store) for store in ("drawer", "queue")] == [0, 1]
    hand.enter(INES)
    hand.at("tonight")
    assert hand.page.locator(".when").count() == 0


def test_a_locked_phone_takes_an_alert_and_says_that_nobody_has_it_yet(enrolled):
    hand = enrolled()
    hand.tap("hand_over")
    hand.at("start")
    hand.page.context.set_offline(True)  # the phone has not noticed: what it said a minute ago must not be what it says now
    hand.page.locator('[data-k="lockedAlert"]').click()
    hand.at("form")
    assert hand.page.locator("textarea").count() == 0, "no note and no name without a PIN"
    hand.page.locator('[data-field="urgent"] .tile').first.click()
    hand.tap("alert_save")
    hand.sees("alert_saved_here")
    expect(hand.page.locator(".state.off")).to_be_visible()
    hand.sees("alert_saved_here")
    hand.page.context.set_offline(False)
    hand.page.evaluate("async () => { await (await import('/app/sync.js')).syncNow(false, true) }")
    hand.sees("alert_sent")
    synced(hand)
    assert Alert.objects.count() == 1


def test_children_alone_on_a_locked_phone_are_said_aloud_and_stay_on_the_board(enrolled):
    hand = enrolled()
    hand.tap("hand_over")
    hand.at("start")
    hand.page.locator('[data-k="lockedTally"]').click()
    hand.at("form")
    hand.tile("lines", "F-0-17")
    hand.page.locator('[data-field="unaccompanied_minors"] button').last.click()
    hand.tile("services", "WATER")
    hand.tap("save")
    hand.sees("child_first", n=1)
    synced(hand)
    assert Encounter.objects.get().unaccompanied_minors == 1
    hand.enter(INES)
    hand.at("tonight")
    hand.sees("child_waits", n=1)


def test_a_form_locks_later_than_a_page_of_a_case(enrolled):
    hand = enrolled()
    minutes = "async () => (await import('/app/screens/store.js')).minutesToLock()"
    assert hand.page.evaluate(minutes) == 2
    hand.tap("form_alert")
    hand.at("form")
    assert hand.page.evaluate(minutes) == 15
    hand.back()
    hand.at("tonight")
    assert hand.page.evaluate(minutes) == 2


def test_a_screen_that_was_on_its_way_when_the_phone_locked_shows_nothing(enrolled):
    hand = enrolled()
    seen = hand.page.evaluate("""async () => {
      const names = ['frame', 'agents', 'drawer', 'screens/store'];
      const [frame, agents, drawer, store] = await Promise.all(names.map((one) => import(`/app/${one}.js`)));
      const mission = { subject: 'a1', kind: 'mission', is_open: true, heads: [], conflicts: [], state: { folio: 'ZAFIRO' } };
      await drawer.put('open/a1', mission);
      await store.refresh();
      const seen = [];
      const look = () => {
        seen.push(document.body.textContent.includes('ZAFIRO'));
        if (seen.length < 30) requestAnimationFrame(look);
      };
      void frame.go('mission', { subject: 'a1' });
      agents.lock();
      requestAnimationFrame(look);
      await new Promise((done) => setTimeout(done, 1000));
      return seen;
    }""")
    assert seen
    assert not any(seen)
    hand.at("start")


CAMERA = """() => {
  globalThis.tracks = [];
  navigator.mediaDevices.getUserMedia = async ({ audio }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    canvas.getContext('2d').fillRect(0, 0, 640, 480);
    const stream = canvas.captureStream(5);
    tracks.push(...stream.getTracks());
    if (audio) throw new Error('nobody is listened to');
    return stream;
  };
}"""


def test_a_photo_is_taken_in_the_app_and_goes_with_an_alert_and_with_nothing_else(enrolled):
    hand = enrolled()
    camera = hand.page.get_by_role("button", name=hand.said("take_photo"))
    hand.tap("form_encounter")
    hand.at("form")
    assert camera.count() == 0
    hand.back()
    hand.at("tonight")
    hand.tap("form_alert")
    hand.at("form")
    hand.page.locator('.fold[aria-expanded="false"]').first.click()
    hand.page.evaluate(CAMERA)
    assert hand.page.locator("input[type=file]").count() == 0, "the phone's own program keeps its pictures, with their place"
    camera.click()
    hand.page.wait_for_function("() => document.querySelector('.over video').videoWidth === 640")
    hand.page.locator(".over .acts button").click()
    hand.sees("photos", n=1)
    camera.click()
    hand.page.locator(".over header button").first.click()
    expect(hand.page.locator(".over")).to_have_count(0)
    hand.sees("photos", n=1)
    assert hand.page.evaluate("() => tracks.map((one) => one.readyState)") == ["ended", "ended"]
    hand.tap("alert_save")
    hand.at("tonight")
    synced(hand)
    assert Alert.objects.count() == 1
    until(hand.page, "(await (await import('/app/files.js')).photosWaiting()) === 0")


def test_the_back_key_leads_from_forms_to_tonight_and_from_tonight_nowhere(enrolled):
    hand = enrolled()
    hand.fourteen()
    for _once in range(2):
        hand.back()
        hand.at("tonight")
    hand.tap("form_encounter")
    hand.at("form")
    hand.tile("lines", "nationality")
    expect(hand.page.locator(".over")).to_be_visible()
    hand.back()
    expect(hand.page.locator(".over")).to_have_count(0)
    hand.at("form")
    hand.back()
    hand.at("tonight")
    hand.tap("hand_over")
    hand.at("start")
    hand.back()
    hand.at("start")


def test_a_tile_that_is_held_goes_on_adding(enrolled):
    hand = enrolled()
    hand.tap("form_encounter")
    hand.at("form")
    box = hand.page.locator('[data-field="lines"] [data-k="M-18+"]').bounding_box()
    hand.page.mouse.move(box["x"] + 20, box["y"] + 20)
    hand.page.mouse.down()
    expect(hand.page.locator(".acts .sum")).to_contain_text(re.compile(r"[3-9]|\d\d"))  # a busy machine looks late
    hand.page.mouse.up()
    hand.page.locator('[data-k="-1"]').click()
    expect(hand.page.locator(".acts .sum")).to_contain_text(re.compile(r"[2-9]|\d\d"))
