"""The desk in Chromium: tapped, typed by keyboard alone, without scripts; narrow, dark, and never a word to another address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from vereda.encounters.door import Encounter, bodies_of, lines_of, margins_of, people_of
from vereda.logbook.door import subject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = """() => [...document.querySelectorAll('button, select, summary, input, a.button, .ways a')]
  .filter(node => !['hidden', 'checkbox', 'radio'].includes(node.type) && node.ariaHidden !== 'true')
  .filter(node => node.checkVisibility() && node.getBoundingClientRect().height > 0 && node.getBoundingClientRect().height < 47.5)
  .map(node => node.outerHTML.slice(0, 90))"""


@pytest.fixture
def enter(cast, live_server) -> Callable[[BrowserContext, str], None]:
    """Return a function that signs somebody of the cast in to a browser, second step included."""

    def sign_in(context: BrowserContext, name: str) -> None:
        cookie = cast.client(name).cookies["vereda_session"]
        context.add_cookies([{"name": "vereda_session", "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def desk(page: Page, enter, live_server) -> Iterator[Page]:
    """Give a page in which Inés is signed in; a request to another origin fails the test."""
    elsewhere: list[str] = []

    def look(request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            elsewhere.append(request.url)

    page.on("request", look)
    enter(page.context, "ines")
    yield page
    assert elsewhere == []


def save(page: Page) -> None:
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url(re.compile(r"/encuentros/[0-9a-f-]{36}/\?nuevo=1"))


def number(page: Page, name: str, value: int) -> None:
    page.locator(f'input[name="{name}"]').fill(str(value))


def test_piedras_negras_in_three_encounters(desk, enter, home):
    # 1: an islet of the river; 17 people: NI 6, GT 5, EC 4, VE 2, of whom 5 minors with their families.
    desk.goto("/encuentros/nuevo/")
    desk.locator('input[name="at"]').fill("2024-01-29T19:20")
    for nationality, code, people in (("Nicaragua", "NI", 6), ("Guatemala", "GT", 5), ("Venezuela", "VE", 2)):
        desk.locator(f'label[for="nat-{code}"]').click()
        expect(desk.locator(f'[data-panel="{code}"]')).to_be_visible()
        number(desk, f"t:{code}:U:U", people)
        assert nationality in desk.locator(f'label[for="nat-{code}"]').inner_text()
    desk.locator("#nat-other").select_option("EC")
    number(desk, "t:EC:U:U", 4)
    desk.get_by_text("De quienes…").click()
    number(desk, "m:age_band:0-17", 5)
    for code in ("RESCUE", "WATER"):
        desk.locator(f'label[for="s-{code}"]').click()
    desk.locator('input[name="point"]').fill("28.7201, -100.5312")
    desk.locator('label[for="p-SHELTER"]').click()
    expect(desk.locator("[data-total]")).to_contain_text("17")
    save(desk)
    # 2: a woman of Honduras with her child of one year.
    desk.goto("/encuentros/nuevo/")
    desk.locator('input[name="at"]').fill("2024-01-31T08:05")
    desk.locator('label[for="nat-HN"]').click()
    desk.locator('[data-panel="HN"]').get_by_role("button", name="Sumar una: Mujeres").click()
    desk.locator('[data-panel="HN"]').get_by_role("button", name="Sumar una: Menores").click()
    for code in ("FIRST_AID", "BLANKET"):
        desk.locator(f'label[for="s-{code}"]').click()
    save(desk)
    # 3: 54 people, of whom 17 minors; and three bodies, which are nobody's number but their own.
    desk.goto("/encuentros/nuevo/")
    desk.locator('input[name="at"]').fill("2024-02-02T17:40")
    number(desk, "people", 54)
    desk.get_by_text("De quienes…").click()
    number(desk, "m:age_band:0-17", 17)
    number(desk, "bodies", 3)
    desk.locator('label[for="s-ORIENT_DANGERS"]').click()
    save(desk)

    rows = Encounter.objects.order_by("occurred_at")
    states = [subject(row.subject).folded.state for row in rows]
    assert [people_of(state) for state in states] == [17, 2, 54]
    assert [row.minors for row in rows] == [5, 1, 17]
    assert [bodies_of(state) for state in states] == [0, 0, 3]
    # Nothing invented: no sex, no age on a line where none was told, no nationality for the 54.
    assert {line["nationality"]: line["count"] for line in lines_of(states[0]).values()} == {"NI": 6, "GT": 5, "EC": 4, "VE": 2}
    assert all(set(line) <= {"count", "nationality"} for line in lines_of(states[0]).values())
    assert lines_of(states[2]) == {}
    assert margins_of(states[2]) == {"age_band": {"0-17": 17}}

    enter(desk.context, "julia")
    desk.goto("/boletin/?from=2024-01-29&to=2024-02-02&by=age_band&count=people&outside=on")
    page = desk.locator("main")
    expect(page.locator("tfoot")).to_contain_text("73")
    expect(page).to_contain_text("Menores de 18 años: 23")
    expect(page).to_contain_text(re.compile(r"Cuerpos recuperados.*3"))
    desk.goto("/boletin/?from=2024-01-29&to=2024-02-02&by=nationality&count=people")
    table = page.locator("tbody").first.inner_text()
    assert dict(re.findall(r"(\w[\w ]+?)\s+(\d+)", table)) == {
        "Honduras": "2", "Guatemala": "5", "Nicaragua": "6", "Venezuela": "2", "Ecuador": "4", "No se sabe": "54",
    }  # fmt: skip


def test_an_encounter_by_keyboard_alone(desk):
    desk.goto("/hoy/")
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.goto("/encuentros/nuevo/")
    desk.locator("#nat-HN").focus()
    desk.keyboard.press("1")
    desk.keyboard.press("1")
    desk.keyboard.press("3")
    desk.keyboard.press("Shift+1")
    desk.keyboard.press("ArrowRight")
    assert desk.evaluate("document.activeElement.value") == "GT"
    desk.keyboard.press("2")
    expect(desk.locator("[data-total]")).to_contain_text("3")
    reach(desk, "s:WATER")
    desk.keyboard.press("Space")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url(re.compile(r"nuevo=1"))
    row = Encounter.objects.get()
    assert (row.people_met, row.minors, row.nationalities, row.services) == (3, 1, ";GT;HN;", ";WATER;")


def reach(page: Page, name: str) -> None:
    """Press Tab until a field has the focus, as somebody without a mouse does; the focus must be seen on the way."""
    for _step in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def test_what_was_typed_outlives_a_lost_session_but_no_name_and_no_note(desk, enter):
    desk.goto("/encuentros/nuevo/")
    desk.locator('label[for="nat-HN"]').click()
    desk.locator('[data-panel="HN"]').get_by_role("button", name="Sumar una: Hombres").click()
    desk.locator('label[for="s-FOOD"]').click()
    desk.get_by_text("Idioma, nota, quién lo vio").click()
    desk.locator('textarea[name="note"]').fill("ZAFIRO")
    desk.locator('input[name="point"]').fill("28.7, -100.5")
    stored = desk.evaluate("JSON.stringify(sessionStorage)")
    assert "ZAFIRO" not in stored
    assert "28.7" not in stored
    desk.context.clear_cookies(name="vereda_session")
    desk.get_by_role("button", name="Guardar", exact=True).click()
    desk.wait_for_url("**/entrar/**")
    enter(desk.context, "ines")
    desk.goto("/encuentros/nuevo/")
    expect(desk.get_by_text("Se recuperó lo que estaba escribiendo")).to_be_visible()
    expect(desk.locator("[data-total]")).to_contain_text("1")
    save(desk)
    assert desk.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('vereda-draft')).length") == 0
    assert Encounter.objects.get().services == ";FOOD;"


def test_an_error_keeps_everything_and_gets_the_focus(desk):
    desk.goto("/encuentros/nuevo/")
    desk.locator('label[for="nat-GT"]').click()
    number(desk, "t:GT:F:18+", 4)
    desk.get_by_role("button", name="Guardar", exact=True).click()
    expect(desk.locator("[data-first]")).to_be_focused()
    expect(desk.locator("main")).to_contain_text("Marque qué se dio")
    assert desk.locator('input[name="t:GT:F:18+"]').input_value() == "4"
    expect(desk.locator('[data-panel="GT"]')).to_be_visible()
    desk.locator('label[for="s-WATER"]').click()
    save(desk)


def test_children_alone_bring_the_notice_at_once(desk):
    desk.goto("/encuentros/nuevo/")
    notice = desk.locator("[data-alone]")
    expect(notice).to_be_hidden()
    number(desk, "alone", 1)
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("Avise ya a")


def test_without_scripts_the_form_is_numbers_to_type(browser: Browser, live_server, enter):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto("/encuentros/nuevo/")
    page.locator('input[name="t:HN:F:18+"]').fill("2")
    page.locator('input[name="t:GT:M:0-17"]').fill("1")
    page.locator('label[for="s-WATER"]').click()
    page.locator('input[name="sn:SERUM"]').fill("1")
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url(re.compile(r"nuevo=1"))
    context.close()
    row = Encounter.objects.get()
    assert (row.people_met, row.services) == (3, ";SERUM;WATER;")


def test_the_map_draws_our_own_outlines_and_points(desk, met):
    met(5)
    desk.goto("/mapa/")
    expect(desk.locator(".map path.leaflet-interactive").first).to_be_visible()
    assert desk.locator(".leaflet-tile").count() == 0


@pytest.mark.parametrize(
    ("name", "path"), [("ines", "/hoy/"), ("rafael", "/hoy/"), ("julia", "/boletin/"), ("adriana", "/solicitudes/")]
)
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1366, 768)])
def test_the_whole_menu_is_within_the_screen(browser, live_server, enter, name, path, width, height):
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
    enter(context, name)
    page = context.new_page()
    page.goto(path)
    page.locator("summary", has_text="Más").click()
    sheet = page.locator(".sheet-up").bounding_box()
    assert sheet is not None
    assert sheet["y"] >= 0
    assert sheet["y"] + sheet["height"] <= height
    page.get_by_role("button", name="Salir").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Salir")).to_be_in_viewport()
    context.close()


def test_no_exact_place_and_no_note_are_printed(desk, named):
    for path in ("/mapa/", f"/encuentros/{named}/"):
        desk.goto(path)
        desk.emulate_media(media="screen")
        assert "islote" in desk.locator("main").inner_text()
        desk.emulate_media(media="print")
        printed = desk.locator("body").inner_text()
        assert "islote" not in printed
        assert "28.72" not in printed
        assert "Tegucigalpa" not in printed
        assert not any(one.is_visible() for one in desk.locator("[data-map]").all())


def test_every_page_is_strong_large_and_narrow_enough(looks, named, out, mission):
    paths = [
        "/hoy/", "/encuentros/", "/encuentros/nuevo/", f"/encuentros/{named}/", f"/encuentros/{named}/corregir/", "/recorridos/",
        "/recorridos/sale/", f"/recorridos/{out}/", f"/misiones/{mission}/", "/misiones/abrir/", "/totales/", "/totales/nuevo/",
        "/personas/?purpose=assist", "/importar/", "/boletin/", "/mapa/",
    ]  # fmt: skip
    looks.walk({"ines": paths}, opened=False)


def test_the_device_says_where_it_is_and_how_well_it_knows(desk):
    desk.context.grant_permissions(["geolocation"])
    desk.context.set_geolocation({"latitude": 28.7001, "longitude": -100.523, "accuracy": 14})
    desk.goto("/encuentros/nuevo/")
    desk.get_by_role("button", name="Aquí estoy").click()
    expect(desk.locator('input[name="point"]')).to_have_value("28.70010, -100.52300")
    expect(desk.locator("[data-locate-said]")).to_contain_text("14 m")
    assert desk.locator('input[name="accuracy_m"]').input_value() == "14"
    desk.locator('input[name="point"]').fill("28.71, -100.52")
    assert desk.locator('input[name="accuracy_m"]').input_value() == ""  # typed by hand: no error is known
