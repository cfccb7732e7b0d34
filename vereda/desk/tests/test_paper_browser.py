"""Twenty sheets typed in Chromium by keyboard alone, two of them twice, over midnight and a month's end; how long it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from vereda.desk.rooms.paper_sheets import ground_of
from vereda.desk.tests.test_browser import SMALL, enter  # noqa: F401  a fixture
from vereda.encounters.models import Encounter
from vereda.logbook.door import disputes
from vereda.paper import door as paper
from vereda.paper.door import Form, Serial
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUP = "piedras-negras"
KEY_S = 0.28
"""One key of somebody who types often and not for a living (keystroke-level model, Card, Moran and Newell)."""
BOX_S = 1.35
"""To find the next filled box on the paper and make up one's mind: the same model's 'mental' step."""
SHEET_S = 4.0
"""To lay one sheet aside and take the next: own estimate."""
AIM_MIN = 10
SIZES = [(320, 640, "dark"), (360, 740, "light"), (1366, 768, "light")]


@dataclass
class Typist:
    """Somebody at the keyboard; each key is counted, and no mouse is touched."""

    page: Page
    keys: int = 0
    boxes: int = 0
    sheets: int = 0
    said: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)
        self.boxes += bool(text)

    def sheet(self, serial: Serial, values: dict[str, str]) -> None:
        """Type one sheet: its number, then box after box; Enter goes on, and saves after the last filled one with Ctrl."""
        drawn = paper.drawn(serial.form, ground_of("mx", GROUP, "es", timezone.now()))
        self.write(f"{serial.form.letter.lower()}{serial.number}{serial.check.lower()}")
        self.press("Enter")
        self.page.wait_for_url(f"**/{serial}/")
        last = [box.path for box in drawn.boxes if values.get(box.path)][-1]
        for box in drawn.boxes:
            self.write(values.get(box.path, ""))
            if box.path == last:
                with self.page.expect_navigation():
                    self.press("Control+Enter")
                break
            self.press("Enter")
        assert self.page.url.endswith("/hojas/teclear/"), self.page.locator("main").inner_text()
        self.sheets += 1
        self.said.append(self.page.locator(".said").first.inner_text())

    @property
    def minutes(self) -> float:
        return (self.keys * KEY_S + self.boxes * BOX_S + self.sheets * SHEET_S) / 60


@pytest.fixture
def seen(browser: Browser, live_server, enter):  # noqa: F811  the fixture above
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="es-MX")
    enter(context, "ines")
    yield context.new_page()
    context.close()


def met(day: str, hour: str, lines: str, people: int, services: str, **more: str) -> dict[str, str]:
    return {"day": day, "hour": hour, "lines": lines, "people_met": str(people), "services": services, **more}


ENCOUNTERS = [
    met("310124", "2350", "HN 3 2", 5, "5 6", reported_by="In"),
    met("310124", "2359", "GT 0 4", 4, "5", place="puente"),
    met("010224", "0000", "SV 1 1 1", 3, "5 6 7"),
    met("010224", "0010", "HN 2 8 0 1", 11, "5 6", dispositions="1"),
    met("290224", "2345", "VE 1 2", 3, "3 5", dispositions="4:1 1:2"),
    met("010324", "0005", "VE 4", 4, "8"),
    met("311223", "2358", "HN 1", 1, "0"),
    met("010124", "0002", "NI 0 1 GT 0 2", 3, "5 6:1", municipality="piedras"),
    met("300424", "2315", "HT 2 2 1 1", 6, "5 6 8"),
    met("010524", "0120", "HN 0 6", 6, "5", text="caminan de noche"),
    met("310524", "2200", "CU 1 1", 2, "13"),
    met("010624", "0300", "XX 0 0 0 0 2 5", 7, "5"),
    met("300624", "2330", "HN 2 GT 2", 4, "6"),
    met("010724", "0030", "HN 0 1", 1, "3", dispositions="4"),
    met("310724", "2355", "GT 1 1 2 1", 5, "5 6 9", unaccompanied_minors="0"),
]
OTHERS: list[tuple[Form, dict[str, str]]] = [
    (Form.ALERT, {"day": "310824", "hour": "2340", "urgent": "2", "needs": "1 6", "people": "4", "place": "torre 14"}),
    (Form.ALERT, {"day": "010924", "hour": "0015", "needs": "11", "people": "2", "came_by": "2"}),
    (Form.FIRST_AID, {"day": "300924", "hour": "2310", "lines": "HN 0 1", "complaint": "ampollas", "done": "curación"}),
    (Form.BODY, {"day": "011024", "hour": "0650", "bodies": "1", "place": "orilla"}),
    (
        Form.MISSION,
        {"day": "311024", "hour": "2355", "folio": "PN-7", "closed_day": "011124", "closed_hour": "0410", "outcome": "1"},
    ),
]
TWICE = {date(2024, 1, 31), date(2024, 2, 1)}
DAYS = {
    **dict.fromkeys([date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 30)], 1),
    **dict.fromkeys([date(2024, 5, 1), date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 30), date(2024, 7, 1)], 1),
    **dict.fromkeys([date(2024, 7, 31), date(2024, 9, 30), date(2024, 10, 1)], 1),
    **dict.fromkeys(TWICE, 2),
}


def test_twenty_sheets_are_typed_by_keyboard_two_of_them_twice(seen: Page, by, capsys: pytest.CaptureFixture[str]):
    for form in (Form.ENCOUNTER, *(form for form, _values in OTHERS)):
        paper.print_sheets(form, copies=20, lang="es", lists={}, by=by("ines"), at=timezone.now())
    pile = [(Serial("mx", GROUP, Form.ENCOUNTER, number), values) for number, values in enumerate(ENCOUNTERS, 1)]
    pile += [(Serial("mx", GROUP, form, number), values) for number, (form, values) in enumerate(OTHERS, 1)]
    assert len(pile) == 20
    seen.goto("/hojas/teclear/")
    typist = Typist(seen)
    for serial, values in [*pile[:4], pile[1], *pile[4:17], pile[15], *pile[17:]]:
        typist.sheet(serial, values)
    assert typist.sheets == 22
    assert sum("dice lo mismo" in said for said in typist.said) == 2
    found = list(Encounter.objects.values_list("local_on", flat=True))
    assert {day: found.count(day) for day in found} == DAYS
    assert (len(found), Alert.objects.count(), Mission.objects.count()) == (17, 2, 1)
    assert not disputes(GROUP, "mx")
    assert {row.subject for row in Encounter.objects.all()} <= {serial.record for serial, _values in pile}
    mission = Mission.objects.get()
    assert (mission.opened_at.day, mission.closed_at.day, mission.outcome) == (1, 1, "found")  # in UTC; the local day is written
    with capsys.disabled():
        print(f"\n22 sheets typed: {typist.keys} keys, {typist.boxes} boxes, {typist.minutes:.1f} min by the stated rule")  # noqa: T201
    assert typist.minutes < AIM_MIN


def test_a_wrong_number_is_said_at_once_and_the_keyboard_stays_where_it_is_needed(seen: Page):
    right = Serial("mx", GROUP, Form.ENCOUNTER, 42)
    wrong = next(sign for sign in "abcdefgh" if sign.upper() != right.check)
    seen.goto("/hojas/teclear/")
    seen.keyboard.type(f"e42{wrong}")
    seen.keyboard.press("Enter")
    expect(seen.locator(".wrong-said")).to_contain_text("signo final")
    expect(seen.locator("#f-serial")).to_be_focused()


def test_an_error_puts_the_keyboard_into_the_box_that_is_wrong_and_keeps_the_rest(seen: Page):
    serial = Serial("mx", GROUP, Form.ENCOUNTER, 1)
    seen.goto(f"/hojas/teclear/{serial}/")
    for text in ("310224", "2350", "", "HN 3", "3"):
        seen.keyboard.type(text)
        seen.keyboard.press("Enter")
    seen.keyboard.press("Control+Enter")
    expect(seen.locator(".wrong-said").first).to_contain_text("no es una fecha")
    expect(seen.locator("#f-b1")).to_be_focused()
    assert seen.locator("#f-b4").input_value() == "HN 3"
    seen.keyboard.type("290224")
    seen.keyboard.press("Enter")
    for text in ("2350", *[""] * 12, "5"):
        if text:
            seen.keyboard.type(text)
        seen.keyboard.press("Enter")
    seen.keyboard.press("Control+Enter")
    seen.wait_for_url("**/hojas/teclear/")
    assert Encounter.objects.get().local_on == date(2024, 2, 29)


def test_the_screen_works_without_scripts(browser: Browser, live_server, enter):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="es-MX")
    enter(context, "ines")
    page, serial = context.new_page(), Serial("mx", GROUP, Form.ENCOUNTER, 3)
    page.goto(f"/hojas/teclear/{serial}/")
    page.locator("#f-b1").focus()
    for text in ("310124", "2350", "", "HN 3", "3", *[""] * 9, "5"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.locator("#f-b15").press("Enter")
    page.wait_for_url("**/hojas/teclear/")
    assert Encounter.objects.get().people_met == 3
    context.close()


def test_every_page_of_sheets_is_strong_large_and_narrow_enough(looks, by):
    serials = paper.print_sheets(Form.ENCOUNTER, copies=5, lang="es", lists={}, by=by("ines"), at=timezone.now())
    paper.give_out(Form.ENCOUNTER, first=1, last=4, to=by("ines").account, by=by("rafael"), at=timezone.now() - timedelta(days=9))
    paper.type_sheet(serials[4], [], by=by("ines"), at=timezone.now(), now=timezone.now())
    forms = [f"/hojas/teclear/{Serial('mx', GROUP, form, 1)}/" for form in Form]
    looks.walk({"ines": ["/hojas/", "/hojas/teclear/", *forms]}, opened=False)
