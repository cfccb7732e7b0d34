"""The wall of a post: what it shows, that it shows nobody, that it opens nothing else, and how it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.test_every_page import PART
from tests.test_routes import ALL
from vereda.access.models import Account, Membership, Wall
from vereda.access.web.marks import OpenToAll, marks_of
from vereda.access.words import Role

HERE = "piedras-negras"
FREE = ("pared/", "pared/cuadro/")

pytestmark = pytest.mark.django_db


def _today() -> date:
    """Return the day at the post: by it the program reads from when until when a posting holds."""
    return datetime.now(ZoneInfo("America/Matamoros")).date()


@pytest.fixture
def screen(cast) -> Client:
    """Return a browser that the coordinator turned into a wall."""
    client = cast.client("rafael")
    answer = client.post("/paredes/esta/", {"label": "Guardia"})
    assert (answer.status_code, answer.url) == (302, "/pared/")
    return client


@pytest.fixture
def shift(by, cast):
    from vereda.groups import door as groups

    return groups.start_shift(members=[str(cast.account("ines").pk)], by=by("ines"), at=datetime.now(UTC))


def test_it_shows_teams_late_ones_missions_alerts_and_who_is_on(cast, screen, out, mission, shift, by):
    from vereda.rescue import door as rescue

    rescue.receive_alert(rescue.Told(people=4), by=by("ines"), at=datetime.now(UTC) - timedelta(minutes=20))
    page = screen.get("/pared/").content.decode()
    for said in ("ATRASADO", "PN-7", "1 sin leer", "hace 20 min", cast.account("ines").display_name.split()[0]):
        assert said in page
    assert "Ruta 3" not in page, "what was typed for one patrol may say where people are"


def test_an_officer_in_danger_is_the_loudest(cast, screen, by):
    from vereda.safety import door as safety

    ines = cast.account("ines")
    safety.raise_danger(who=str(ines.pk), by=by("ines"), at=datetime.now(UTC))
    page = screen.get("/pared/cuadro/").content.decode()
    assert page.index("AGENTE EN PELIGRO") < page.index("Equipos fuera")
    assert ines.display_name.split()[0] in page


def test_it_holds_no_name_no_note_and_no_place(cast, screen, named, met, by, mission):
    from vereda.encounters.door import PlaceKind, Where
    from vereda.groups import door as groups
    from vereda.rescue import door as rescue

    at = datetime.now(UTC) - timedelta(minutes=9)
    where = Where(kind=PlaceKind.POINT, lat=28.71234, lon=-100.54321, accuracy_m=8, place="vado del zafiro", municipality="05025")
    told = rescue.Told(people=4, where=where, note="esconden a Xóchitl", caller="Teófila", call_back="+52 878 123 4567")
    rescue.receive_alert(told, by=by("ines"), at=at)
    groups.depart(route="donde Xóchitl, vado del zafiro", by=by("ines"), at=at, note="nota zafiro")
    met(where=where, note="nota zafiro")
    surname = cast.account("ines").display_name.split()[-1]
    for address in ("/pared/", "/pared/cuadro/"):
        page = screen.get(address).content.decode()
        planted = ("Xóchitl", "zafiro", "Teófila", "878", "28.7", "100.5", "islote", "Tegucigalpa", "05025", surname)
        assert [one for one in planted if one in page] == []


def test_it_opens_no_other_route(screen):
    opened = []
    for path, route in ALL:
        if path in FREE or all(isinstance(mark, OpenToAll) for mark in marks_of(route.callback)):
            continue
        address = "/" + PART.sub(lambda _found: str(UUID(int=7)), path)
        for act in (screen.get, screen.post):
            answer = act(address)
            if not (answer.status_code in (401, 404, 405) or (answer.status_code == 302 and "/entrar/" in answer.url)):
                opened.append((path, answer.status_code))
    assert opened == []


def test_its_cookie_goes_nowhere_else_and_its_session_is_gone(screen):
    cookie = screen.cookies["vereda_wall"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/pared/", True, "Strict")
    assert "_auth_user_id" not in screen.session


def test_whoever_signs_in_and_out_on_it_leaves_it_as_it_was(cast, screen):
    screen.force_login(cast.account("ines"))
    screen.post("/salir/")
    assert screen.get("/pared/").status_code == 200


def test_its_polling_keeps_nobody_signed_in(cast, screen):
    client = cast.client("ines")
    client.cookies["vereda_wall"] = screen.cookies["vereda_wall"].value
    client.get("/hoy/")
    session = client.session
    session["access_last"] -= 14 * 60
    session.save()
    before = client.session["access_last"]
    assert client.get("/pared/cuadro/").status_code == 200
    assert client.session["access_last"] == before


def test_the_coordinator_sees_it_in_a_list_and_ends_it(cast, screen):
    rafael = cast.client("rafael")
    assert "Guardia" in rafael.get("/paredes/").content.decode()
    wall = Wall.objects.get()
    rafael.post(f"/paredes/{wall.pk}/apagar/")
    assert screen.get("/pared/cuadro/").headers["HX-Redirect"] == "/pared/"
    assert screen.get("/pared/").status_code == 403
    assert "Guardia" not in rafael.get("/paredes/").content.decode()


def test_others_neither_make_nor_see_nor_end_one(cast, screen):
    wall = Wall.objects.get()
    for name in ("ines", "nadia", "octavio", "julia"):
        client = cast.client(name)
        assert client.get("/paredes/").status_code in (403, 404), name
        assert client.post("/paredes/esta/").status_code in (403, 404), name
        assert client.post(f"/paredes/{wall.pk}/apagar/").status_code in (403, 404), name
    assert Wall.objects.filter(ended_at=None).count() == 1
    assert screen.get("/pared/").status_code == 200


def test_a_browser_without_a_token_sees_nothing(out):
    stranger = Client()
    assert stranger.get("/pared/").status_code == 403
    assert stranger.get("/pared/cuadro/").status_code == 204
    stranger.cookies["vereda_wall"] = "x" * 43
    assert stranger.get("/pared/").status_code == 403


def test_it_ends_with_the_posting_of_who_made_it(cast, screen):
    Membership.objects.filter(account=cast.account("rafael").pk).update(until_on=_today() - timedelta(days=3))
    assert screen.get("/pared/").status_code == 403


def test_it_ends_with_the_account_of_who_made_it(cast, screen):
    Account.objects.filter(pk=cast.account("rafael").pk).update(is_active=False)
    assert screen.get("/pared/").status_code == 403


def test_it_ends_when_another_coordinator_takes_over(cast, screen):
    own = Membership.objects.get(account=cast.account("ines").pk)
    Wall.objects.update(made_at=datetime.now(UTC) - timedelta(days=3))
    Membership.objects.filter(pk=own.pk).update(role=Role.COORDINATOR, from_on=_today() - timedelta(days=1))
    assert screen.get("/pared/").status_code == 403


def test_it_ends_when_nobody_has_seen_it_for_three_days_and_lives_on_while_it_is_asked(screen):
    Wall.objects.update(made_at=datetime.now(UTC) - timedelta(days=60), asked_at=datetime.now(UTC) - timedelta(days=2))
    assert screen.get("/pared/").status_code == 200
    assert Wall.objects.get().asked_at > datetime.now(UTC) - timedelta(minutes=1)
    Wall.objects.update(asked_at=datetime.now(UTC) - timedelta(days=3, seconds=1))
    assert screen.get("/pared/").status_code == 403


def test_the_wall_shows_the_real_day_while_the_group_practises(cast, screen):
    client = cast.client("ines")
    client.post("/simulacro/empezar/", {"hours": "2"})
    client.post("/misiones/abrir/", {"folio": "SIM-1"})
    assert "SIM-1" not in screen.get("/pared/").content.decode()


def test_what_does_not_fit_is_counted(screen, by):
    from vereda.rescue import door as rescue

    for number in range(8):
        rescue.open_mission(by=by("ines"), at=datetime.now(UTC) - timedelta(minutes=number), folio=f"F-{number}")
    page = screen.get("/pared/").content.decode()
    assert "y 3 más" in page
    assert page.count("<b>F-") == 5


def test_making_one_and_ending_one_stand_in_the_log_of_reads(cast, screen):
    from vereda.access.models import ReadRow

    wall = Wall.objects.get()
    cast.client("rafael").post(f"/paredes/{wall.pk}/apagar/")
    assert ReadRow.objects.filter(subject=str(wall.pk), action="write").count() == 2
