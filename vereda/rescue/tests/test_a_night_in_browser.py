"""The last night of a year at a post: two calls, one search that fails, one that finds, a family of five, one sheet of paper.

One clock for the server, the desk and the phone, which stands still until the story moves it: a team is late because so much time
has passed, and rings at that second. The phone is a real one with a disk of its own, on a line that can be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.serving import WAIT_MS
from vereda.access.door import author_of
from vereda.client.tests.pocket import Line, Pocket, until
from vereda.client.tests.screens import Hand
from vereda.client.tests.test_counting_in_browser import AGAIN, SYNC
from vereda.client.tests.test_enrolling import Desk as Codes
from vereda.client.tests.test_without_signal_in_browser import ready
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.encounters.models import Encounter
from vereda.logbook.door import open_box, this_node, verify
from vereda.messages import door as texts
from vereda.rescue import door as rescue
from vereda.rescue.lookups import terrain
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.tests.a_night import (
    FIRST_DAY,
    GROUP,
    LAST_DAY,
    POINTS,
    WIDE,
    ZONE,
    Night,
    chances,
    look,
    rescued_on,
    send,
    shown,
    take_a_call,
    texts_out,
    walk,
)
from vereda.settings import environment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

FOLIO = "PIE-1231-2150"
SAID = "28 grados 42 minutos norte, 100 grados 31 minutos 48 segundos oeste"
NEAR_IT = "28.7040, -100.5290"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Have every clock of this process stand still in the last night of a year, before anybody gets a role."""
    with time_machine.travel(datetime.combine(LAST_DAY, time(), ZONE), tick=False) as made:
        yield made


@pytest.fixture
def patience() -> Iterator[None]:
    """Wait longer than Playwright does for what comes: a busy machine is late, and only the clock of the story counts."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=WAIT_MS)


@pytest.fixture
def night(
    clock,
    patience,
    browser: Browser,
    chromium: str,
    live_server,
    enter,  # noqa: F811  the fixture above
    cast,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Night]:
    """Give a post with its texts and one phone, at 21:30 of the last day of a year."""
    here = environment.env()
    monkeypatch.setattr(
        "vereda.messages.gateways.chosen.env", lambda: here.__class__(home=here.home, sms_url="http://x/{to}{text}")
    )
    (tmp_path / "terrain").mkdir()
    monkeypatch.setattr(terrain, "folder", lambda: tmp_path / "terrain")
    line = Line(urlsplit(live_server.url).port or 0)
    pocket = Pocket(browser.browser_type, chromium, tmp_path / "phone")
    wrong: list[str] = []
    context = browser.new_context(base_url=live_server.url, viewport=WIDE, locale="es-MX", timezone_id=ZONE.key)
    context.set_default_timeout(60_000)
    desk = context.new_page()
    desk.on("pageerror", lambda why: wrong.append(str(why)))
    made = Night(clock, desk, Hand(pocket.start(line.url, opens=False)), line, lambda: enter(context, "rafael"))
    made.at(LAST_DAY, "21:30")
    by = author_of(cast.reader("rafael"))
    for name, warned in (("lucia", texts.Warned.POST), ("rafael", texts.Warned.COORDINATOR)):
        account = str(cast.account(name).pk)
        texts.keep_number(number="8781112233", account=account, name="", warned=[warned], by=by, at=timezone.now())
    made.phone.enrol(line.url, Codes(cast).phone(agent="ines"), fingerprint=this_node().fingerprint)
    ready(made.phone.page)
    yield made
    context.close()
    pocket.close()
    line.cut()
    assert wrong + pocket.wrong == []


@pytest.mark.timeout(600)
def test_from_two_calls_to_a_family_of_five_and_one_sheet(night: Night, cast):
    """Issue 5, 'Done when' 5, in Chromium and in one go."""
    two_calls_are_one_emergency(night)
    a_mission_goes_out(night, cast)
    the_plan_is_drawn(night)
    the_phone_loses_its_signal_and_goes_on(night)
    the_team_that_is_not_heard_rings_at_its_second(night)
    the_first_attempt_fails(night)
    the_phone_brings_its_track(night)
    the_plan_is_redrawn(night)
    a_second_attempt_goes_out(night, cast)
    a_family_of_five_is_found_at_two(night)
    everything_is_closed(night)
    the_mission_is_one_sheet(night)
    the_counts_are_right(night)


def two_calls_are_one_emergency(night: Night) -> None:
    first = take_a_call(night, "21:40", people=5, children=3, point=SAID, number="878 111 2244")
    row = Alert.objects.get(subject=first)
    assert (row.people, row.children, row.needs, row.came_by, row.local_on) == (5, 3, ["no_water"], "telephone", LAST_DAY)
    second = take_a_call(night, "21:47", people=5, children=0, point=NEAR_IT, number="55 1234 5678")
    proposed = night.desk.locator("#parecidas")
    expect(proposed.locator(f'a[href="/alertas/{first}/"]')).to_be_visible()
    look(night.desk, "likely the same")
    assert Alert.objects.filter(outcome="joined").count() == 0, "only a person joins"
    night.press(proposed.locator("form button"))
    assert night.desk.url.endswith(f"/alertas/{first}/")
    expect(night.desk.locator(f'section[aria-labelledby="h-joined"] a[href="/alertas/{second}/"]')).to_be_visible()
    look(night.desk, "joined")
    joined = Alert.objects.get(subject=second)
    assert (joined.outcome, joined.into) == ("joined", first)


def a_mission_goes_out(night: Night, cast) -> None:
    night.at(LAST_DAY, "21:50")
    first = Alert.objects.get(outcome="")
    night.open(f"/alertas/{first.subject}/")
    night.press(night.desk.locator('section[aria-labelledby="h-next"] form button'))
    night.mission = Mission.objects.get().subject
    expect(night.desk.locator("h1")).to_contain_text(FOLIO)
    night.at(LAST_DAY, "21:55")
    send(night, cast, "Lobo 2", ["ines", "tomas"], every=180)
    night.at(LAST_DAY, "21:58")
    send(night, cast, "Puma 1", ["lucia"], every=60)
    look(night.desk, "mission with two teams")
    (text,) = texts_out()  # Lucía's number is known here, and she goes with Puma 1
    assert FOLIO in text
    assert "la compuerta vieja" in text
    assert not re.search(r"personas|agua|28\.7", text)
    night.at(LAST_DAY, "22:05")
    for sign in ("Lobo 2", "Puma 1"):
        night.act(night.team(sign).team, "sale")
    assert len(night.told("team_dispatched")) == len(night.told("team_departed")) == 2
    night.unlock()
    night.phone.page.evaluate(SYNC)
    card = night.phone.page.locator(f'[data-mission="{night.mission}"]')
    expect(card).to_contain_text(FOLIO)
    expect(card).to_contain_text("la compuerta vieja")
    look(night.phone.page, "phone, the mission")


def the_plan_is_drawn(night: Night) -> None:
    night.at(LAST_DAY, "22:10")
    night.open_mission("plan/", "plan/hacer/")
    expect(night.desk.locator("#f-point")).to_have_value(re.compile(r"^28\.70"))
    assert [night.desk.locator(f"#f-r{n}-name").input_value() for n in (0, 1)] == ["Lobo 2", "Puma 1"]
    night.desk.locator("#f-destination").fill("28.78, -100.46")
    look(night.desk, "plan, the form")
    night.save()
    expect(night.desk.locator(".map path.leaflet-interactive").first).to_be_attached()
    look(night.desk, "plan")
    assert len(shown(night)[0]) > 3
    chances(night)


def the_phone_loses_its_signal_and_goes_on(night: Night) -> None:
    night.at(LAST_DAY, "22:20")
    night.line.cut()
    night.unlock()
    night.phone.tap("open_mission")
    night.phone.tap("track_start")
    until(night.phone.page, f"await ({POINTS})()")  # where they stand is a point of its own
    expect(night.phone.page.locator("[data-recording]")).to_be_visible()
    look(night.phone.page, "phone, recording")
    walk(night, 1, 2, 3, 4)


def the_team_that_is_not_heard_rings_at_its_second(night: Night) -> None:
    puma = night.team("Puma 1")
    rings = night.at(LAST_DAY, "23:15")
    assert rescue.watch_missions(now=rings - timedelta(seconds=1)) == 0, "an hour and ten minutes of grace are not over"
    before = texts_out()
    assert len(before) == 1
    night.open("/hoy/")
    assert rescue.watch_missions(now=rings) == 1
    (rang,) = night.told("overdue_rang")
    assert (rang.payload.team, rang.payload.since, rang.payload.numbers) == (puma.team, rings, 2)  # type: ignore[union-attr]  # an entry that is understood
    rung = texts_out()[len(before) :]
    assert len(rung) == 2
    assert all("Puma 1" in one and FOLIO in one for one in rung)
    band = night.desk.locator(f'#danger [data-overdue="{puma.team}"]')
    expect(band).to_have_attribute("data-unread", "")
    assert night.desk.url.endswith("/hoy/"), "nobody opened a page for it"
    assert night.desk.locator("#danger [data-overdue]").count() == 1, "the other team is not late"
    look(night.desk, "a team rings")
    assert rescue.watch_missions(now=rings + timedelta(minutes=1)) == 0, "once"
    band.locator("a").click()
    night.press(night.desk.locator(f'form[action$="/{puma.team}/enterado/"] button'))
    look(night.desk, "somebody asks for it")

    night.at(LAST_DAY, "23:20")
    night.unlock()
    expect(night.phone.page.locator("[data-recording]")).to_be_visible()
    night.phone.taps = 0
    night.phone.tap("mission_report")
    assert night.phone.taps == 1
    card = night.phone.page.locator(f'[data-mission="{night.mission}"]')
    expect(card.locator("p.alarm")).to_be_visible()
    look(night.phone.page, "phone, heard and not sent")
    assert night.told("team_checked_in") == [], "the post does not know yet"


def the_first_attempt_fails(night: Night) -> None:
    puma = night.team("Puma 1")
    night.at(LAST_DAY, "23:30")
    night.act(puma.team, "radio")
    expect(night.desk.locator("#mission-live .late-said")).to_have_count(0)
    night.at(LAST_DAY, "23:55")
    night.act(puma.team, "regresa")
    assert not night.team("Puma 1").is_out
    night.at(LAST_DAY, "23:57")
    night.unlock()
    walk(night, 5, 6, 7, 8)
    night.at(FIRST_DAY, "00:21")
    night.unlock()
    night.phone.tap("open_mission")
    night.phone.tap("mission_back")
    look(night.phone.page, "phone, are we all back")
    night.phone.tap("mission_back_yes")
    night.phone.at("tonight")
    expect(night.phone.page.locator("[data-recording]")).to_have_count(0)
    expect(night.phone.page.locator(f'[data-mission="{night.mission}"]')).to_have_count(0)
    assert night.team("Lobo 2").is_out, "the post still waits for them"


def the_phone_brings_its_track(night: Night) -> None:
    night.at(FIRST_DAY, "00:22")
    night.line.restore()
    night.sent()
    lobo = night.team("Lobo 2")
    assert not lobo.is_out
    by_hour = [(one.occurred_at.astimezone(ZONE).strftime("%d %H:%M"), one.channel) for one in night.told("team_checked_in")]  # type: ignore[union-attr]  # an entry that is understood
    assert sorted(by_hour) == [("31 23:20", "phone"), ("31 23:30", "radio")]
    (track,) = rescue.track_rows(night.mission, GROUP, "mx")
    (walked,) = rescue.tracks_of(night.mission, GROUP, "mx")
    assert (track.team, track.points) == (lobo.team, sum(map(len, walked.lines)))
    assert walked.recorded_from is not None
    assert walked.recorded_until is not None
    spans = [one.astimezone(ZONE).date() for one in (walked.recorded_from, walked.recorded_until)]
    assert spans == [LAST_DAY, FIRST_DAY]
    assert [round(lat, 4) for _lon, lat in walked.lines[-1][-3:]] == [28.7024, 28.7028, 28.7032]
    assert rescue.watch_missions(now=timezone.now()) == 0
    night.open_mission()
    expect(night.desk.locator(f'form[action*="{track.subject}"]').first).to_be_visible()
    look(night.desk, "the track is here")


def the_plan_is_redrawn(night: Night) -> None:
    night.at(FIRST_DAY, "00:25")
    night.open_mission("plan/")
    before, seen = chances(night), shown(night)
    mine = night.desk.locator(".plan-area").filter(has=night.desk.locator("strong", has_text="Puma 1")).first
    name = (mine.get_attribute("id") or "").removeprefix("a-")
    mine.locator('a[href*="/plan/buscada/"]').click()
    night.desk.locator("#f-team").select_option(str(night.team("Puma 1").team))
    night.desk.locator("#f-at").fill("2025-12-31T23:50")
    night.desk.locator("#f-hours").fill("1.5")
    look(night.desk, "searched in vain")
    night.save()
    expect(night.desk.locator("[data-search]")).to_have_count(1)
    look(night.desk, "plan redrawn")
    after = chances(night)
    assert after.areas[name] < before.areas[name]
    assert after.outside > before.outside
    assert shown(night) != seen
    night.press(night.desk.locator('form[action*="/plan/recorrido/"] button'))
    expect(night.desk.locator("[data-search]")).to_have_count(2)
    again = chances(night)
    assert again.outside > after.outside
    assert shown(night)[0]
    night.open_mission()
    night.desk.locator('form[action$="/intento/"]').locator("xpath=ancestor::details").locator("summary").click()
    night.press(night.desk.locator('form[action$="/intento/"] button[value="not_found"]'))
    (attempt,) = night.row().attempts
    assert attempt[3] == "not_found"
    assert night.row().closed_at is None, "a failed attempt ends no search"


def a_second_attempt_goes_out(night: Night, cast) -> None:
    night.at(FIRST_DAY, "00:40")
    send(night, cast, "Lobo 2", ["ines", "tomas"], every=180)
    night.at(FIRST_DAY, "00:45")
    night.unlock()
    night.phone.page.evaluate(SYNC)
    night.phone.tap("open_mission")
    night.phone.tap("mission_left")
    night.sent()
    assert [one[3] for one in night.row().attempts] == ["not_found", ""]
    assert night.team("Lobo 2").departed_at == timezone.now()


def a_family_of_five_is_found_at_two(night: Night) -> None:
    two = night.at(FIRST_DAY, "02:00")
    night.line.cut()
    night.phone.page.context.set_geolocation({"latitude": 28.7301, "longitude": -100.5102, "accuracy": 8})
    night.phone.page.reload()  # the phone had closed the app to save its battery; it starts without a signal
    night.unlock()
    night.phone.tap("open_mission")
    night.phone.tap("mission_found")
    night.phone.at("form")
    for tile, times in (("F-18+", 1), ("M-18+", 1), ("F-0-17", 2), ("M-0-17", 1)):
        for _one in range(times):
            night.phone.tile("lines", tile)
    night.phone.tile("services", "WATER")
    night.phone.page.locator('.fold[aria-expanded="false"]').last.click()
    expect(night.phone.page.locator('[data-field="dispositions"] p.quiet')).to_be_visible()  # that it is theirs to decide
    night.phone.tile("dispositions", "SHELTER")
    look(night.phone.page, "phone, a family of five")
    night.phone.tap("save")
    night.phone.at("written")
    look(night.phone.page, "phone, what was written")
    night.phone.tap("it_is_right")
    night.phone.at("tonight")
    assert Encounter.objects.count() == 0, "nobody else knows yet"

    night.at(FIRST_DAY, "02:35")
    night.line.restore()
    night.unlock()
    night.sent()
    assert set(night.phone.page.evaluate(AGAIN)) == {"known"}
    met = Encounter.objects.get()
    assert (met.people_met, met.minors, met.mission, met.occurred_at) == (5, 3, night.mission, two)
    assert (met.local_on, met.services) == (FIRST_DAY, ";RESCUE;WATER;")
    (found,) = night.row().found
    assert (found["people"], found["encounter"], found["team"]) == (5, str(met.subject), str(night.team("Lobo 2").team))
    assert (open_box(found["where"], "whereabouts") or {})["lat"] == pytest.approx(28.7301)
    night.open_mission()
    expect(night.desk.locator(f'section[aria-labelledby="h-found"] a[href="/encuentros/{met.subject}/"]')).to_be_visible()
    look(night.desk, "found")
    night.open(f"/encuentros/{met.subject}/?purpose=rescue")
    expect(night.desk.locator("main")).to_contain_text(FOLIO)
    expect(night.desk.locator("main")).to_contain_text("Albergue")
    look(night.desk, "their encounter")


def everything_is_closed(night: Night) -> None:
    night.at(FIRST_DAY, "03:10")
    night.unlock()
    night.phone.tap("open_mission")
    night.phone.tap("mission_back")
    night.phone.tap("mission_back_yes")
    night.sent()
    night.at(FIRST_DAY, "03:20")
    night.open_mission()
    night.desk.locator('select[name="outcome"]').select_option("found")
    night.press(night.desk.locator('form[action$="/cerrar/"] button'))
    expect(night.desk.locator(".off-band")).to_be_visible()
    look(night.desk, "closed")
    row = night.row()
    assert (row.outcome, row.folio, row.closed_at) == ("found", FOLIO, timezone.now())
    assert [one[3] for one in row.attempts] == ["not_found", "found"]
    assert not MissionTeam.objects.filter(is_out=True).exists()
    assert not rescue.open_alerts(GROUP, "mx")
    assert rescue.watch_missions(now=timezone.now() + timedelta(hours=6)) == 0
    assert len(night.told("overdue_rang")) == 1
    night.phone.page.evaluate(SYNC)
    expect(night.phone.page.locator("[data-mission]")).to_have_count(0)
    night.open("/hoy/")
    look(night.desk, "the board at the end")


def the_mission_is_one_sheet(night: Night) -> None:
    night.open_mission("hoja/")
    look(night.desk, "the sheet")
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page[^s]", night.desk.pdf(format=paper))) == 1, paper
    night.desk.emulate_media(media="print")
    printed = night.desk.locator("body").inner_text()
    night.desk.emulate_media(media="screen")
    for said in (FOLIO, "Lobo 2", "Puma 1", "02:00", "23:20"):
        assert said in printed, said
    assert not re.search(r"28\.7|100\.5|compuerta|878|1234", printed)


def the_counts_are_right(night: Night) -> None:
    counts = rescue.alert_counts(GROUP, "mx", LAST_DAY, LAST_DAY)
    assert (counts.alerts, counts.joined, counts.emergencies, counts.people, counts.unknown) == (2, 1, 1, 5, 0)
    assert counts.outcomes == {"mission.found": 1}
    assert rescue.alert_counts(GROUP, "mx", FIRST_DAY, FIRST_DAY).alerts == 0
    night.open("/alertas/?month=2025-12")
    assert night.desk.locator(".figure b").all_inner_texts() == ["2", "5"]
    look(night.desk, "the counts")
    rescued = {day: rescued_on(night, day) for day in (LAST_DAY, FIRST_DAY)}
    assert rescued == {LAST_DAY: 0, FIRST_DAY: 5}
    assert verify().holds
