"""Tracks in Chromium: several files are brought by hand, looked at, drawn and taken out; strong, large and narrow enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.rescue import door as rescue
from vereda.rescue.models.track import Track
from vereda.rescue.reading.tests.files import Point, gpx, kml_track

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def walk(*, lat: float = 28.7, lon: float = -100.52) -> list[Point]:
    begins = datetime.now(UTC) - timedelta(minutes=150)
    return [(lon + n % 3 / 300, lat + n / 200, (begins + timedelta(minutes=10 * n)).isoformat()) for n in range(12)]


@pytest.fixture
def team(mission, by) -> rescue.MissionTeam:
    """Return the second of two teams that have been out for three hours."""
    for sign in ("Puma 1", "Lobo 2"):
        who = rescue.Team(call_sign=sign, members=[by("ines").account], check_in_min=600)
        rescue.dispatch_team(mission=mission, who=who, by=by("ines"), at=datetime.now(UTC) - timedelta(hours=3))
    return next(one for one in rescue.teams_of(mission, "piedras-negras", "mx") if one.call_sign == "Lobo 2")


def sent(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_of_a_receiver_become_lines_on_the_map(looks, team):
    page = looks.page_of("ines")
    page.goto(f"/misiones/{team.subject}/")
    page.get_by_role("link", name="Traer trayecto").click()
    looks.look(page, "the form")
    page.get_by_label("Qué equipo lo grabó").select_option(label="Lobo 2")
    files = [sent("lobo.gpx", gpx(walk())), sent("lejos.kml", kml_track(walk(lat=31.0))), sent("roto.gpx", gpx(walk())[:-9])]
    page.get_by_label("Lo que grabó el receptor").set_input_files(files)
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Revisar los trayectos")
    expect(page.locator("main")).to_contain_text("«roto.gpx» está incompleto o dañado")
    looks.look(page, "what was read")
    assert not Track.objects.exists()
    page.get_by_role("button", name="Guardar los que sirven").click()
    expect(page.locator("main")).to_contain_text("1 trayecto guardado")
    expect(page.locator("#mission-live")).to_contain_text("Trajo un trayecto grabado: Lobo 2")
    looks.look(page, "the mission")
    with page.expect_download() as taken:
        page.get_by_role("link", name="GPX", exact=True).click()
    assert rescue.read_recording(taken.value.path().read_bytes(), "a").points == Track.objects.get().points
    page.locator("main").get_by_role("link", name="Mapa", exact=True).click()
    expect(page.locator(".map path[stroke-dasharray], .map path[stroke-width='4']").first).to_be_visible()
    expect(page.locator(".map .map-name", has_text="Lobo 2")).to_be_visible()
    looks.look(page, "the map")
    page.go_back()
    page.get_by_role("button", name="No era de esta misión").click()
    expect(page.locator("#mission-live")).to_contain_text("Mañana se destruye")
