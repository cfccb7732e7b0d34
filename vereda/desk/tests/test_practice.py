"""Simulacro at the desk: its band, its border to the real day, and that the real day never hears of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.test_routes import NAMES
from vereda.access import door as access
from vereda.access.models import Practice
from vereda.encounters.models import Encounter
from vereda.groups.models import Patrol, Shift
from vereda.logbook.door import digest_of_read_models
from vereda.logbook.models import LogEntry
from vereda.practice import shadow_of
from vereda.rescue.models.alert import Alert
from vereda.safety.models.closed import ClearanceRule, ClosedArea
from vereda.safety.models.incident import Incident
from vereda.safety.models.interference import Interference

HERE = "piedras-negras"
BAND = "practice-band"
PAGES = (
    "/hoy/",
    "/hoy/tablero/",
    "/encuentros/",
    "/recorridos/",
    "/mapa/",
    "/el-puesto/",
    "/totales/",
    "/diferencias/",
    "/en-espera/",
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def practising(cast):
    """Return the browser of the coordinator, in a practice of two hours."""
    client = cast.client("rafael")
    assert client.post("/simulacro/empezar/", {"hours": "2"}).status_code == 302
    return client


def act(client: Client) -> None:
    """Do of everything something."""
    client.post("/turnos/abrir/")
    client.post("/recorridos/sale/", {"route": "Ruta de práctica", "back": "1"})
    client.post("/misiones/abrir/", {"folio": "SIM-1"})
    client.post(
        "/alertas/nueva/", {"form": uuid4().hex, "came_by": "telephone", "people": "3", "needs": "water", "state": "MX-COA"}
    )


def practise_danger(cast) -> None:
    from vereda.safety import door as safety

    by = access.author_of(cast.reader("ines", group=shadow_of(HERE)))
    safety.raise_danger(who=by.account, by=by, at=datetime.now(UTC))


def practise_ground(client: Client) -> None:
    """Close an area, ask for leave where the coordinator says it is needed, note an incident, record interference twice."""
    days = {"from": "", "until": (timezone.localdate() + timedelta(days=2)).isoformat()}
    client.post("/seguridad/zonas/nueva/", {"form": uuid4().hex, "name": "De práctica", "reason": "shots", **days})
    client.post("/seguridad/permisos/lugar/", {"form": uuid4().hex, "name": "De práctica", "asked_of": "landowner"})
    client.post("/seguridad/incidentes/nuevo/", {"form": uuid4().hex, "what": "threat", "severity": "grave"})
    for _ in range(2):
        told = {"form": uuid4().hex, "authority": "police", "act:waited": "on", "municipality": "05025"}
        client.post("/injerencias/nueva/", told)


def bare(client: Client, address: str) -> str:
    """Return a page without what is another each time."""
    page = client.get(address).content.decode(errors="replace").replace("%3A", ":")
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|value="[0-9a-f-]{32,36}"|value="\.eJ[^"]*"', "", page)
    # The chain is one: which of its blocks a table was made from is no part of the day.
    page = re.sub(r"bloque [\d,]+", "", page)
    return re.sub(r">\d\d:\d\d<|\d+ min|\d\d:\d\d", "", page)


def test_a_session_in_practice_sees_and_writes_the_practice_alone(practising, out, mission, met):
    met()
    page = practising.get("/hoy/").content.decode()
    assert BAND in page
    assert "Ruta 3" not in page
    assert "PN-7" not in page
    act(practising)
    page = practising.get("/hoy/").content.decode()
    assert "SIM-1" in page
    assert {row.group for row in Shift.objects.all()} == {shadow_of(HERE)}
    assert practising.get(f"/misiones/{mission}/").status_code == 404
    assert practising.get(f"/recorridos/{out}/").status_code == 404


def test_every_page_of_the_real_day_is_as_if_the_practice_had_never_been(cast, practising, out, mission, met, named):
    """The property: what others see before and after a day of practice is the same, letter by letter."""
    met()
    real = {name: cast.client(name) for name in ("ines", "rafael", "adriana", "octavio", "julia", "alma", "graciela")}
    addresses = [
        f"/{route}" for route in NAMES if "<" not in route and not route.startswith(("sync/", "salir/", "simulacro/", "app/"))
    ]
    # Who read what is about reads; and a key, a code or a form token is another at each look.
    addresses = [
        one
        for one in addresses
        if one not in ("/lecturas/", "/presencia/", "/entre-paises/tarjeta.json")
        and not one.startswith(("/pared/", "/cuenta/segundo-paso/"))
    ]
    for client in real.values():  # for which purpose each looks is settled by these, as at the end of a walk over all pages
        [
            bare(client, one)
            for one in ("/solicitudes/", "/boletin/", "/central/avisos/", "/avisos/traer/", "/central/avisos/", "/esperas/")
        ]
    before = {(name, one): bare(client, one) for name, client in real.items() for one in addresses}
    act(practising)
    practise_danger(cast)
    practise_ground(practising)
    after = {(name, one): bare(client, one) for name, client in real.items() for one in addresses}
    assert Alert.objects.filter(group=shadow_of(HERE)).exists()
    assert Patrol.objects.filter(group=shadow_of(HERE)).exists()
    practised = [
        model.objects.filter(group=shadow_of(HERE)).count() for model in (ClosedArea, ClearanceRule, Incident, Interference)
    ]
    assert practised == [1, 1, 1, 2]
    assert [where for where in before if before[where] != after[where]] == []


def test_the_band_is_on_every_page_and_cannot_be_closed(practising):
    without = []
    public = (
        "sos/",
        "aviso/",
        "guia/",
        "r/",
        "queja/",
        "datos/",
        "constancia/",
    )  # they know nobody, and what is written there is always real
    for route in NAMES:
        if "<" in route or route.startswith(
            (*public, "sync/", "openrosa/", "app/", "salir/", "pared/", "simulacro/volver", "idioma/")
        ):
            continue
        answer = practising.get(f"/{route}")
        page = answer.content.decode(errors="replace")
        if "<html" in page and BAND not in page:
            without.append((route, answer.status_code))
    assert without == []


@pytest.mark.parametrize("address", ["/telefonos/", "/cuentas/", "/boletin/", "/paredes/", "/puesto/", "/telefonos/inscribir/"])
def test_what_is_always_real_is_shut_in_practice(practising, address):
    answer = practising.get(address)
    assert answer.status_code == 403
    assert "access.not_in_practice" in answer.content.decode()


def test_no_file_leaves_in_practice(practising, cast):
    for route in NAMES:
        if "<" not in route and not route.startswith(("sync/", "app/", "salir/", "pared/", "queja/")):
            answer = practising.get(f"/{route}")
            assert answer.status_code != 200 or answer.headers["Content-Type"].startswith(("text/html", "application/json")), (
                route
            )
            assert "attachment" not in answer.headers.get("Content-Disposition", ""), route


def test_signing_in_anew_is_real_work(cast, practising):
    practising.force_login(cast.account("rafael"))
    assert BAND not in practising.get("/cuenta/").content.decode()


def test_somebody_else_works_for_real_meanwhile_and_comes_in_by_a_button(cast, practising):
    ines = cast.client("ines")
    assert BAND not in ines.get("/hoy/").content.decode()
    assert "Entrar al simulacro" in ines.get("/simulacro/").content.decode()
    ines.post("/simulacro/entrar/")
    assert BAND in ines.get("/hoy/").content.decode()
    ines.post("/simulacro/volver/")
    assert BAND not in ines.get("/hoy/").content.decode()


def test_begun_twice_is_one_practice(cast, practising):
    ines = cast.client("ines")
    ines.post("/simulacro/empezar/", {"hours": "1"})
    assert Practice.objects.count() == 1
    assert BAND in ines.get("/hoy/").content.decode()


def test_when_it_ends_nothing_is_written_until_somebody_works_for_real(cast, practising):
    access.end_practices(by=cast.reader("ines"), at=datetime.now(UTC))
    before = digest_of_read_models()
    answer = practising.post("/turnos/abrir/")
    assert answer.status_code == 409
    assert "Volver al trabajo de verdad" in answer.content.decode()
    assert digest_of_read_models() == before
    assert practising.get("/hoy/tablero/", headers={"HX-Request": "true"}).headers["HX-Redirect"]
    practising.post("/simulacro/volver/")
    practising.post("/turnos/abrir/")
    assert Shift.objects.get().group == HERE


def test_its_hour_ends_it_for_everybody(cast, practising, monkeypatch):
    practice = Practice.objects.get()
    later = practice.until + timedelta(seconds=1)
    monkeypatch.setattr("vereda.access.web.practising.timezone.now", lambda: later)
    assert practising.get("/hoy/").status_code == 409
    assert access.practices_of("mx", HERE, later) == []


def test_a_form_of_the_other_side_is_refused_and_written_nowhere(cast):
    """A tab that was open before the practice began must not put a real shift into it, nor the other way round."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = cast.client("rafael").cookies
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', strict.get("/simulacro/").content.decode())[1]
    assert strict.post("/simulacro/empezar/", {"hours": "2", "csrfmiddlewaretoken": token}).status_code == 302
    assert strict.post("/turnos/abrir/", {"csrfmiddlewaretoken": token}).status_code == 403
    within = re.search(r'csrfmiddlewaretoken" value="([^"]+)', strict.get("/simulacro/").content.decode())[1]
    assert strict.post("/simulacro/volver/", {"csrfmiddlewaretoken": within}).status_code == 302
    assert strict.post("/turnos/abrir/", {"csrfmiddlewaretoken": within}).status_code == 403
    assert not Shift.objects.exists()


def test_nadia_sees_nothing_of_it(cast, practising):
    act(practising)
    nadia = cast.client("nadia")
    mission = re.search(r"/misiones/[0-9a-f-]{36}/", practising.get("/hoy/").content.decode())[0]
    assert nadia.get(mission).status_code == 404
    assert cast.client("rafael").get(mission).status_code == 404
    assert "Su grupo está en simulacro" not in nadia.get("/simulacro/").content.decode()


def test_the_choosers_in_practice_offer_the_people_of_the_group(cast, practising):
    assert cast.account("ines").display_name in practising.get("/recorridos/sale/").content.decode()


def test_an_encounter_is_practised_whole(cast, practising):
    form = {"form": uuid4().hex, "people": "1", "s:FIRST_AID": "on", "state": "MX-COA", "municipality": "05025"}
    ines = cast.client("ines")
    ines.post("/simulacro/entrar/")
    answer = ines.post("/encuentros/nuevo/", form)
    assert answer.status_code == 302
    assert ines.get(answer.url).status_code == 200
    assert Encounter.objects.get().group == shadow_of(HERE)
    real = cast.client("ines")
    real.get("/hoy/")
    assert real.get(answer.url).status_code == 404


def test_a_thousand_practised_entries_change_no_file_of_facts_and_no_bulletin(cast, practising, met):
    """Parquet of the month, to the byte, and the table that is made of it."""
    from vereda.encounters.door import Line, Meeting, Service, record_meeting
    from vereda.encounters.entries import ReportedCount, TotalReported
    from vereda.logbook.door import Draft, record_all
    from vereda.statistics.lookups import bulletin, here, question, refresh

    met(5)
    month = datetime.now(ZoneInfo("America/Matamoros")).date().replace(day=1)

    def shown() -> list[object]:
        refresh("mx")
        files = [path.read_bytes() for path in here().paths("mx", [month])]
        asked = question(country="mx", from_on=month, to_on=month + timedelta(days=27), by=["group", "category"], outside=True)
        return [*files, bulletin(asked).rows]

    before = shown()
    by = access.author_of(cast.reader("ines", group=shadow_of(HERE)))
    told = Meeting(people_met=4, lines=[Line(line_id="a", count=4)], services=[Service(service="WATER")])
    for _ in range(100):
        record_meeting(told, by=by, at=datetime.now(UTC))
    total = TotalReported(from_on=month, to_on=month, counts=[ReportedCount(category="SOCIAL", count=9)], source="libreta")
    record_all([Draft(payload=total, by=by, at=datetime.now(UTC)) for _ in range(900)])
    assert LogEntry.objects.filter(group=shadow_of(HERE)).count() > 1000
    assert before[0]
    assert shown() == before
