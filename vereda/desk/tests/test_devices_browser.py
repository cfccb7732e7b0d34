"""Teléfonos in Chromium: the code and its picture, 'inscrito' without a touch, each page strong, large and narrow enough."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from vereda.access import door as access
from vereda.access.models import Contact, Device
from vereda.client.tests.test_enrolling import enrol, post
from vereda.desk.rooms.devices import joining_address
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.desk.tests.test_devices import CODE
from vereda.logbook.models import Progress

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seen(browser: Browser, live_server, enter):  # noqa: F811  the fixture above
    """Give a page in which Rafael is signed in."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="es-MX")
    enter(context, "rafael")
    yield context.new_page()
    context.close()


def ask_code(page: Page, agent: str = "Inés Carrillo") -> str:
    page.goto("/telefonos/inscribir/")
    page.get_by_label("¿Quién lo usará primero?").select_option(label=agent)
    with page.expect_navigation():
        page.get_by_role("button", name="Mostrar el código").click()
    found = CODE.search(page.locator("main").inner_text())
    assert found
    return found[0]


def test_the_page_says_inscrito_by_itself_and_the_minutes_run(seen):
    code = ask_code(seen)
    expect(seen.locator("[data-until]")).to_have_text(re.compile(r"quedan 1[45]:\d\d"))
    assert enrol(code).status_code == 200
    expect(seen.locator(".code-state.done")).to_contain_text("Inscrito: Teléfono 1")
    seen.get_by_role("link", name="Teléfono 1").click()
    expect(seen.locator("h1")).to_contain_text("Teléfono 1")
    expect(seen.locator(".agents")).to_contain_text("Inés Carrillo")


def test_the_address_in_the_picture_enrols_a_phone_and_the_agents_one_fills_in_her_code(seen, browser, live_server, cast):
    code = ask_code(seen)
    phone = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740}, locale="es-MX").new_page()
    phone.goto(joining_address("/app/", code, for_agent=False))
    phone.get_by_role("button", name="Inscribir").click()
    expect(phone.get_by_text("Inés Carrillo")).to_be_visible()
    expect(seen.locator(".code-state.done")).to_contain_text("Inscrito")
    phone.goto("about:blank")
    phone.goto(joining_address("/app/", agents_code(cast, "tomas"), for_agent=True))
    expect(phone.get_by_role("textbox")).to_have_value(CODE)
    phone.context.close()


def test_a_phone_is_revoked_with_its_reason_and_never_by_one_touch(seen):
    enrol(ask_code(seen))
    seen.goto(f"/telefonos/{Device.objects.get().subject}/")
    seen.get_by_role("button", name="Dar de baja").click()
    assert Device.objects.get().revoked_at is None, "the reason is chosen first"
    seen.get_by_label("Lo robaron").check()
    seen.get_by_role("button", name="Dar de baja").click()
    expect(seen.locator(".alarm")).to_contain_text("Todavía no confirma el borrado")
    assert Device.objects.get().revoked_for == "stolen"


def in_every_state(page: Page, cast) -> dict[str, str]:
    """Make phones of each state and return the pages that show them."""
    first = enrol(ask_code(page)).json()
    post("agents", {"code": agents_code(cast, "tomas")}, first["token"])
    access.note_contact(device=first["device"], at=timezone.now(), app=1, unsent=3)
    Contact.objects.update(at=timezone.now() - timedelta(minutes=20))
    Progress.objects.update_or_create(
        device=first["device"], defaults={"have_upto": 214, "durable_upto": 180, "beyond": [217, 218]}
    )
    silent = enrol(ask_code(page, "Tomás Barrera")).json()
    Contact.objects.filter(device=silent["device"]).update(at=timezone.now() - timedelta(hours=90))
    lost, wiped = (enrol(ask_code(page)).json()["device"] for _ in range(2))
    for device in (lost, wiped):
        access.revoke_device(device=device, reason="stolen", by=cast.reader("rafael"), at=timezone.now())
    access.note_wiped(device=wiped, at=timezone.now())
    ids = {"fine": first["device"], "silent": silent["device"], "lost": lost, "wiped": wiped}
    pages = {name: f"/telefonos/{device}/" for name, device in ids.items()}
    return {"list": "/telefonos/", "new": "/telefonos/inscribir/", "own": "/cuenta/telefono/", **pages}


def agents_code(cast, name: str) -> str:
    reader = cast.reader(name)
    account = cast.account(name).pk
    return access.make_agent_code(account=account, country="mx", group=reader.group, by=reader, at=timezone.now())[1]


def test_every_page_of_phones_is_strong_large_and_narrow_enough(looks, cast):
    page = looks.page_of("rafael")
    for name, path in in_every_state(page, cast).items():
        page.goto(path)
        looks.look(page, name, opened=False)
    ask_code(page)
    looks.look(page, "code", opened=False)
    page.goto("/cuenta/telefono/")
    page.get_by_role("button", name="Mostrar mi código").click()
    looks.look(page, "own code", opened=False)
