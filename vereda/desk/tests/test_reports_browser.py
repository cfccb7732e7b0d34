"""Reports in Chromium: strong, large and narrow enough at every level, signed by taps, and one sheet on paper."""

from __future__ import annotations

import re
from datetime import datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.desk.tests.test_browser import SMALL, enter  # noqa: F401  a fixture
from vereda.reports import door as reports
from vereda.reports.door import About, Why
from vereda.reports.models import DailyReport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
HOME, STATE = "piedras-negras", "MX-COA"
SIZES = [(320, 640, "dark"), (360, 740, "light"), (1366, 768, "light")]


@pytest.fixture
def day():
    """Return the last day whose hours are over at the home post."""
    return reports.last_closed(timezone.now(), reports.zone_of("mx", HOME))


@pytest.fixture
def looking(browser: Browser, live_server, enter, request):  # noqa: F811  the fixture above
    """Return a function that gives a page of a size in which somebody is signed in."""
    contexts = []

    def page(name: str, size: tuple[int, int, str] = (360, 740, "light")):
        width, height, scheme = size
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, color_scheme=scheme, locale="es-MX"
        )
        contexts.append(context)
        enter(context, name)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_reports_is_strong_large_and_narrow_enough(looking, met, by, cast, day, size):
    from vereda.access.door import author_of

    zone, now = reports.zone_of("mx", HOME), timezone.now()
    met(1234, at=datetime.combine(day, time(12), zone))
    figures = [reports.Figure(category=code, counted=1234, said=1240, why=Why.ON_PAPER) for code in ("SOCIAL", "TOTAL")]
    reports.sign_daily(reports.Day(on=day, figures=figures, remark="Una hoja en papel"), by=by("rafael"), at=now)
    office, national = author_of(cast.reader("octavio")), author_of(cast.reader("julia"))
    reports.ask_post(group=HOME, on=day, about=About.ODD, text="¿Ya está completo el río?", category="SOCIAL", by=office, at=now)
    reports.correct_post(
        group=HOME, on=day, category="SOCIAL", said=1300, why=Why.BY_TELEPHONE, by=office, at=now, text="Por radio"
    )
    reports.sign_state(state=STATE, on=day, by=office, at=now)
    reports.ask_state(state=STATE, on=day, about=About.OTHER, text="¿Y Acuña?", by=national, at=now)
    cast.client("octavio").post("/operativos/nuevo/varios/", {"name": "Invierno", "from": day, "until": day, "group": [HOME]})
    (operation,) = reports.operations("mx", None)
    asked = {
        "rafael": [
            "/partes/",
            "/partes/mes/",
            "/operativos/",
            f"/operativos/{operation.tag}/",
            "/operativos/nuevo/",
            "/servicios/",
        ],
        "octavio": ["/partes/estado/", reverse("desk:report_post", args=[STATE, day, HOME]), "/operativos/nuevo/varios/"],
        "julia": ["/partes/pais/", reverse("desk:reports_state_day", args=[STATE, day]), "/partes/mes/", "/servicios/"],
    }
    for name, paths in asked.items():
        page = looking(name, size)
        for path in paths:
            assert page.goto(path).status == 200
            page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
            assert page.evaluate(TOO_WIDE) <= 0, path
            assert page.evaluate(SMALL) == [], path
            assert page.evaluate(WEAK_TEXT) == [], path


def test_a_coordinator_signs_by_one_tap_and_the_sheet_is_one(looking, met, day):
    met(4, at=datetime.combine(day, time(12), reports.zone_of("mx", HOME)))
    page = looking("rafael")
    page.goto("/partes/")
    page.get_by_role("button", name="Firmar y enviar").click()
    expect(page.locator("main")).to_contain_text("Firmado por Rafael Ontiveros")
    assert DailyReport.objects.get().statements[0]["figures"][0]["said"] == 4
    paper = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
