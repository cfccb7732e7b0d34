"""Reports in Chromium: strong, large and narrow enough at every level, signed by taps, and one sheet on paper."""

from __future__ import annotations

import re
from datetime import datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.reports import door as reports
from vereda.reports.door import About, Why
from vereda.reports.models import DailyReport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
HOME, STATE = "piedras-negras", "MX-COA"


@pytest.fixture
def day():
    """Return the last day whose hours are over at the home post."""
    return reports.last_closed(timezone.now(), reports.zone_of("mx", HOME))


def test_every_page_of_reports_is_strong_large_and_narrow_enough(looks, met, by, cast, day):
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
        "julia": [
            "/boletin/publicadas/?anio=2013",
            "/boletin/antes-de-publicar/",
            "/partes/pais/",
            reverse("desk:reports_state_day", args=[STATE, day]),
            "/partes/mes/",
            "/servicios/",
        ],
    }
    looks.walk(asked)


def test_a_coordinator_signs_by_one_tap_and_the_sheet_is_one(desk, enter, met, day):  # noqa: F811  fixtures
    met(4, at=datetime.combine(day, time(12), reports.zone_of("mx", HOME)))
    enter(desk.context, "rafael")
    page = desk
    page.goto("/partes/")
    page.get_by_role("button", name="Firmar y enviar").click()
    expect(page.locator("main")).to_contain_text("Firmado por Rafael Ontiveros")
    assert DailyReport.objects.get().statements[0]["figures"][0]["said"] == 4
    paper = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1
