"""A team on a mission with a phone: heard without a signal, a clue, a family of five at two in the morning, back; each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from vereda.access.door import author_of, make_device_code, reader_for_command
from vereda.client.tests.pocket import Pocket, until
from vereda.client.tests.screens import PIN, Hand
from vereda.client.tests.test_counting_in_browser import AGAIN, SENT, SYNC
from vereda.client.tests.test_enrolling import Desk
from vereda.client.tests.test_screens import Looks
from vereda.encounters.door import PlaceKind, Where
from vereda.encounters.models import Encounter
from vereda.logbook.door import history, open_box, this_node
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission, MissionTeam, Team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOLIO, SIGN, MEET = "PN-ZAFIRO", "Halcon 3", "la compuerta vieja"
ZONE = ZoneInfo("America/Matamoros")
RIVER = Where(kind=PlaceKind.POINT, lat=28.70512, lon=-100.50734, accuracy_m=8, place=MEET)
KEPT = "async () => JSON.stringify(await (await import('/app/drawer.js')).list('').catch((why) => why.code))"


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
def out(cast) -> Callable[[datetime], tuple[UUID, UUID]]:
    """Return a function that opens a mission and sends a team with Inés, at an instant: mission, line of the team."""
    by, ines = author_of(cast.reader("rafael")), str(cast.account("ines").pk)

    def made(at: datetime) -> tuple[UUID, UUID]:
        mission = rescue.open_mission(by=by, at=at, folio=FOLIO, terrain="desert").subject
        rescue.dispatch_team(
            mission=mission, who=Team(call_sign=SIGN, members=[ines], check_in_min=60, grace_min=10), by=by, at=at, where=RIVER
        )
        return mission, MissionTeam.objects.get(subject=mission).team

    return made


def at_work(pocket: Pocket, url: str, code: str, now: datetime | None = None) -> Hand:
    """Return a hand on a phone that was just enrolled; now: what its clock says, where that is not now."""
    page = pocket.start(url, opens=False)
    if now:
        page.clock.install(time=now)
    hand = Hand(page)
    hand.enrol(url, code, fingerprint=this_node().fingerprint)
    page.evaluate(SYNC)
    return hand


def sent(page: Page) -> None:
    page.evaluate(SYNC)
    until(page, f"await ({SENT})()")


def told(mission: UUID, kind: str) -> list[object]:
    return [one for one in history(mission) if one.kind == kind]


def is_overdue(mission: UUID) -> bool:
    now = timezone.now()
    return rescue.is_overdue(rescue.watched(MissionTeam.objects.get(subject=mission), now), now)


def test_a_check_in_without_a_signal_arrives_later_and_the_watch_is_quiet(cast, pockets, out, live_server):
    mission, _team = out(timezone.now() - timedelta(minutes=75))
    assert is_overdue(mission)
    pocket = pockets("phone")
    hand = at_work(pocket, live_server.url, Desk(cast).phone(agent="ines"))
    page, looks = hand.page, Looks(hand)
    card = page.locator(f'[data-mission="{mission}"]')
    for words in (FOLIO, SIGN, MEET):
        expect(card).to_contain_text(words)
    expect(card.locator("[data-due]")).to_have_class("alarm")
    looks.at("tonight, a mission that is due")

    page.context.set_offline(True)
    hand.taps = 0
    hand.tap("mission_report")
    assert hand.taps == 1
    expect(card.locator("[data-due]")).to_have_class("quiet")
    expect(card).to_contain_text("no ha salido de este teléfono")
    looks.at("tonight, heard and not sent")
    assert is_overdue(mission), "the post does not know yet"

    page.context.set_offline(False)
    sent(page)
    assert not is_overdue(mission)
    rescue.watch_missions(now=timezone.now())
    assert told(mission, "rescue.overdue_rang") == []
    expect(card).not_to_contain_text("no ha salido de este teléfono")
    (heard,) = told(mission, "rescue.team_checked_in")
    assert (heard.channel, heard.author) == ("phone", str(cast.account("ines").pk))  # type: ignore[attr-defined]  # an entry
    assert looks.wrong == [], "\n".join(looks.wrong)


def test_a_clue_a_report_and_the_way_back_reach_the_post_once(cast, pockets, out, live_server):
    mission, team = out(timezone.now() - timedelta(minutes=20))
    hand = at_work(pockets("phone"), live_server.url, Desk(cast).phone(agent="ines"))
    page, looks = hand.page, Looks(hand)
    page.context.set_offline(True)
    hand.tap("open_mission")
    expect(page.locator("main")).to_contain_text("Inés")
    looks.at("mission")
    hand.tap("mission_left")
    hand.sees("mission_left_said")
    hand.tap("mission_clue")
    hand.at("form")
    hand.on(page.locator('[data-field="what"] button').first)
    looks.at("kinds of clues")
    hand.on(page.locator('.over [data-k="footprints"]'))
    page.locator('[data-field="free_text/text"] textarea').fill("Pisadas de niño hacia el norte")
    looks.at("clue")
    hand.tap("save")
    hand.sees("clue_saved")
    hand.tap("mission_situation")
    hand.at("form")
    hand.tap("save")
    expect(page.locator(".wrong-said")).to_be_visible()
    page.locator('[data-field="free_text/text"] textarea').fill("Seguimos por el arroyo")
    looks.at("situation")
    hand.tap("save")
    hand.sees("saved")
    hand.tap("mission_back")
    hand.sees("mission_back_sure")
    looks.at("are we all back")
    hand.tap("mission_back_yes")
    hand.at("tonight")
    expect(page.locator("[data-mission]")).to_have_count(0)

    page.context.set_offline(False)
    sent(page)
    assert set(page.evaluate(AGAIN)) == {"known"}
    row, line = Mission.objects.get(), MissionTeam.objects.get()
    assert (line.is_out, bool(line.departed_at)) == (False, True)
    ((clue,), (report,)) = row.clues, row.sitreps
    assert (clue["what"], clue["team"], report[4]) == ("footprints", str(team), str(team))
    assert (open_box(clue["words"], "contact") or {})["text"] == "Pisadas de niño hacia el norte"
    assert (open_box(clue["where"], "whereabouts") or {})["lat"] == pytest.approx(28.70134)
    assert (open_box(report[0], "contact") or {})["text"] == "Seguimos por el arroyo"
    assert [len(told(mission, f"rescue.{kind}")) for kind in ("clue_found", "situation_reported", "team_returned")] == [1, 1, 1]
    assert looks.wrong == [], "\n".join(looks.wrong)


def two_in_the_morning() -> datetime:
    """Return the last time that it was two at night at the post."""
    now = datetime.now(UTC).astimezone(ZONE)
    two = now.replace(hour=2, minute=0, second=0, microsecond=0)
    return two if two < now else two - timedelta(days=1)


def test_a_family_of_five_found_at_two_in_the_morning_arrives_once_and_counts_once(cast, pockets, out, live_server):
    two = two_in_the_morning()
    mission, team = out(two - timedelta(hours=3))
    hand = at_work(pockets("phone"), live_server.url, Desk(cast).phone(agent="ines"), now=two)
    page, looks = hand.page, Looks(hand)
    page.context.set_offline(True)
    hand.tap("open_mission")
    hand.tap("mission_found")
    hand.at("form")
    looks.at("people found")
    for tile, times in (("F-18+", 1), ("M-18+", 1), ("F-0-17", 2), ("M-0-17", 1)):
        for _one in range(times):
            hand.tile("lines", tile)
    hand.tile("services", "WATER")
    hand.drafted("found", '"count":1,"values":{"sex":"M","age_band":"0-17"}', "WATER", '"lat":28.70134')
    page.reload()  # the browser was killed in the middle
    hand.at("start")
    hand.enter("Inés")
    hand.at("tonight")
    page.get_by_text(hand.said("draft_of", what=hand.said("form_found"))).click()
    hand.sees("recovered")
    hand.tap("save")
    hand.at("written")
    expect(page.locator(".shown")).to_contain_text("Rescate")
    hand.tap("it_is_right")
    hand.at("tonight")

    page.context.set_offline(False)
    sent(page)
    assert set(page.evaluate(AGAIN)) == {"known"}
    met, row = Encounter.objects.get(), Mission.objects.get()
    assert (met.people_met, met.services, str(met.mission)) == (5, ";RESCUE;WATER;", str(mission))
    assert met.local_on == two.date()
    (found,) = row.found
    assert (found["people"], found["encounter"], found["team"]) == (5, str(met.subject), str(team))
    assert len(told(mission, "rescue.people_found")) == 1
    assert (open_box(found["where"], "whereabouts") or {})["lat"] == pytest.approx(28.70134)
    assert looks.wrong == [], "\n".join(looks.wrong)


def test_the_phone_of_another_group_sees_no_mission_and_a_handed_over_one_shows_none(cast, pockets, out, live_server):
    mission, _team = out(timezone.now() - timedelta(minutes=20))
    by = reader_for_command(None, None)
    code = make_device_code(
        country="mx", group="tapachula", label="Teléfono 9", by=by, at=timezone.now(), account=cast.account("nadia").pk
    )[1]
    nadia = at_work(pockets("nadia"), live_server.url, code)
    expect(nadia.page.locator("[data-mission]")).to_have_count(0)
    everything = nadia.page.evaluate(KEPT) + nadia.page.locator("body").inner_text()
    assert not [word for word in (FOLIO, SIGN, MEET, str(mission)) if word in everything]

    hand = at_work(pockets("phone"), live_server.url, Desk(cast).phone(agent="ines"))
    expect(hand.page.locator(f'[data-mission="{mission}"]')).to_be_visible()
    hand.tap("hand_over")
    hand.at("start")
    shown = hand.page.locator("body").inner_text() + hand.page.evaluate("() => JSON.stringify({ ...localStorage })")
    assert not [word for word in (FOLIO, SIGN, MEET, str(mission)) if word in shown]
    assert hand.page.evaluate(KEPT) == '"client.locked"'


POINTS = """async () => {
  const parts = await (await import('/app/drawer.js')).list('piece/');
  return parts.reduce((sum, { value }) => sum + value.points.length, 0);
}"""


COUNT = "async () => (await import('/app/track.js')).trackNow()?.points ?? 0"


def walk(page: Page, *steps: int) -> None:
    """Carry the phone north, so many times eleven metres from where it began; each step is a point before the next is made."""
    for step in steps:
        before = page.evaluate(COUNT)
        page.context.set_geolocation({"latitude": 28.7 + step * 1e-4, "longitude": -100.52, "accuracy": 8})
        until(page, f"(await ({COUNT})()) > told", before)
    wait = "new Promise((done) => setTimeout(done, 700))"
    # Where the walk began may have come as a point of its own, late.
    until(page, f"(await ({COUNT})()) === (await {wait}, await ({COUNT})())")


def kept(page: Page) -> None:
    """Wait until what is recorded lies in the drawer; going out of sight writes what waits."""
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    until(page, f"(await ({POINTS})()) === (await ({COUNT})())")


def test_the_way_is_recorded_through_a_killed_browser_and_comes_to_the_mission_once(cast, pockets, out, live_server):
    mission, team = out(timezone.now() - timedelta(minutes=20))
    pocket = pockets("phone")
    hand = at_work(pocket, live_server.url, Desk(cast).phone(agent="ines"))
    page, looks = hand.page, Looks(hand)
    page.context.set_offline(True)
    hand.tap("open_mission")
    hand.tap("track_start")
    expect(page.locator("[data-recording]")).to_be_visible()
    walk(page, 1, 2, 3)
    kept(page)
    looks.at("mission, recording")
    page.context.set_offline(False)
    pocket.kill()

    hand = Hand(pocket.start(live_server.url))
    page = hand.page
    hand.at("start")
    hand.enter("Inés")
    hand.at("tonight")
    expect(page.locator("[data-recording]")).to_be_visible()
    hand.tap("hand_over")
    hand.at("start")
    expect(page.locator("[data-recording]")).to_be_visible()
    walk(page, 10, 11, 12)  # locked: it waits in memory
    hand.enter("Inés")
    hand.at("tonight")
    hand.tap("track_stop")
    hand.sees("track_saved")
    expect(page.locator("[data-recording]")).to_have_count(0)
    assert page.evaluate(POINTS) == 0
    sent(page)
    until(page, "(await (await import('/app/files.js')).photosWaiting()) === 0")
    assert set(page.evaluate(AGAIN)) == {"known"}
    (walked,) = rescue.tracks_of(mission, "piedras-negras", "mx")
    assert (walked.team, len(walked.lines)) == (team, 2)
    assert [round(lat, 4) for _lon, lat in walked.lines[1][-3:]] == [28.7010, 28.7011, 28.7012]
    (row,) = rescue.track_rows(mission, "piedras-negras", "mx")
    assert row.points == sum(map(len, walked.lines))
    assert row.recorded_from is not None
    assert row.recorded_from < timezone.now()
    assert looks.wrong == [], "\n".join(looks.wrong)


def test_a_second_pin_forgets_the_way_that_is_recorded_also_what_waits_in_memory(cast, pockets, out, live_server):
    out(timezone.now() - timedelta(minutes=20))
    hand = at_work(pockets("phone"), live_server.url, Desk(cast).phone(agent="ines"))
    page = hand.page
    page.evaluate("async (told) => (await import('/app/agents.js')).setSecondPin(told[0], told[1])", [PIN, "730264"])
    page.context.set_offline(True)
    hand.tap("open_mission")
    hand.tap("track_start")
    walk(page, 1, 2, 3)
    page.evaluate("async () => (await import('/app/agents.js')).lock()")
    hand.at("start")
    walk(page, 10, 11, 12)
    assert page.evaluate("async () => (await import('/app/track.js')).trackNow().points") > 3
    hand.enter("Inés", "730264")
    hand.at("tonight")
    expect(page.locator("[data-recording]")).to_have_count(0)
    assert page.evaluate("async () => (await import('/app/track.js')).trackNow()") is None
    assert page.evaluate(POINTS) == 0
    assert "28.70" not in page.evaluate(KEPT)
