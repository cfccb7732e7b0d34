"""Points at the desk: one tap, nothing lost, no place in a list or on the wall; a tower of the table becomes an alert's place."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.labels import Labels
from vereda.desk.rooms.noticed import Asked
from vereda.desk.rooms.notices import notices, parts
from vereda.desk.web.new_encounter import fresh_token
from vereda.logbook.door import whereabouts
from vereda.logbook.models import LogEntry
from vereda.rescue.models.alert import Alert
from vereda.safety.door import Numbered, PointState, points_actions, references_actions
from vereda.safety.models.points import AssistPoint, PositionReference

pytestmark = pytest.mark.django_db
HERE = "piedras-negras"
POOL = points_actions.Stands(28.71234, -100.52345, "bajo el mezquite")
TABLE = "series,number,lat,lon,note,source\nTorre,113,28.71,-100.52,,\nTorre,114,28.72111,-100.53222,arroyo,Recorrido\n"


@pytest.fixture
def put(by):
    """Return a function that sets a point."""

    def made(days: int = 1, stands=POOL, group: str = HERE, **told) -> UUID:
        told = {"what": "water", "number": "3", "name": "El mezcal", **told}
        at = datetime.now(UTC) - timedelta(days=days)
        return points_actions.set_point(points_actions.Told(**told), by=by("rafael", group), at=at, stands=stands).subject

    return made


@pytest.fixture
def table(by):
    """Have a table of towers and one pole of the same number."""
    rafael = by("rafael")
    references_actions.read_in_references(TABLE, by=rafael, at=datetime.now(UTC))
    references_actions.add_reference(Numbered("Poste", "114", 28.9, -100.9), by=rafael, at=datetime.now(UTC))


def asked(now: datetime | None = None) -> Asked:
    here = (now or datetime.now(UTC)).astimezone(ZoneInfo("America/Matamoros"))
    return Asked("mx", HERE, here, Labels("mx"))


def test_a_point_is_set_once_however_often_the_form_is_sent_and_its_place_is_in_no_list(cast: Cast):
    client = cast.client("ines")
    told = {"form": fresh_token(), "what": "water", "number": "3", "point": "28.71234, -100.52345", "text": "bajo el mezquite"}
    told |= {"municipality": "05025", "every_days": "5"}
    for _ in range(2):
        answer = client.post("/puntos/nuevo/", told)
        assert answer.status_code == 302
    row = AssistPoint.objects.get()
    assert answer.url == f"/puntos/{row.subject}/"
    assert (row.every_days, row.state, row.municipality) == (5, "MX-COA", "05025")
    listed = client.get("/puntos/").content.decode()
    assert "Depósito de agua 3" in listed
    assert "28.7123" not in listed
    assert "mezquite" not in listed
    shown = text(client.get(answer.url))
    assert "28.71234, -100.52345" in shown
    assert "bajo el mezquite" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"point": "junto al río"}, "No se entiende el punto"),
        ({"point": "-100.52, 28.71"}, "están cambiadas"),
        ({"number": "", "name": ""}, "Escriba el número o el nombre"),
        ({"what": ""}, "Diga qué es"),
        ({"every_days": "dos"}, "no es un número entero"),
        ({"every_days": "0"}, "Escriba cuántos días"),
        ({"name": "x" * 81}, "Es más largo que 80"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_comes_back(cast: Cast, wrong, said):
    told = {"what": "beacon", "number": "7", "name": "La curva", "point": "28.7, -100.5", "text": "sube por la brecha"}
    answer = cast.client("ines").post("/puntos/nuevo/", {**told, **wrong})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "sube por la brecha" in answer.content.decode()
    assert AssistPoint.objects.count() == 0


def test_looking_at_the_place_is_one_row_of_who_read_what_and_the_list_opens_nothing(cast: Cast, put):
    subject, client = put(), cast.client("ines")
    client.get("/puntos/")
    opened = ReadRow.objects.filter(record_class="K2")
    assert opened.count() == 0
    client.get(f"/puntos/{subject}/")
    assert opened.count() == 1


def test_one_tap_says_how_it_is_and_the_same_tap_twice_is_one_visit(cast: Cast, put):
    subject, client = put(), cast.client("ines")
    tap = {"form": fresh_token(), "found": "empty", "back": "points"}
    for _ in range(2):
        answer = client.post(f"/puntos/{subject}/estado/", tap)
        assert (answer.status_code, answer.url) == (302, "/puntos/")
    assert LogEntry.objects.filter(kind="safety.point_looked_at").count() == 1
    assert "ESPERA MANOS" in text(client.get("/puntos/"))
    client.post(f"/puntos/{subject}/estado/", {**tap, "found": "filled"})
    assert [one[4] for one in AssistPoint.objects.get().visits] == ["filled", "empty"]
    assert "ESPERA MANOS" not in text(client.get("/puntos/"))


def test_a_tap_that_says_nothing_keeps_the_note(cast: Cast, put):
    answer = cast.client("ines").post(f"/puntos/{put()}/estado/", {"found": "", "note": "falta una llave"})
    assert answer.status_code == 422
    assert "falta una llave" in answer.content.decode()
    assert "Toque cómo está el punto" in text(answer)


def test_a_change_keeps_the_place_that_was_left_empty(cast: Cast, put):
    subject, client = put(), cast.client("ines")
    told = {"what": "water", "number": "4", "name": "El mezcal", "point": "", "text": ""}
    assert client.post(f"/puntos/{subject}/cambiar/", told).status_code == 302
    assert "28.71234" in text(client.get(f"/puntos/{subject}/"))
    client.post(f"/puntos/{subject}/cambiar/", {**told, "text": "ahora junto a la noria"})
    shown = text(client.get(f"/puntos/{subject}/"))
    assert "28.71234" in shown
    assert "ahora junto a la noria" in shown


def test_the_board_says_what_waits_and_what_is_late_by_number_alone_and_the_wall_says_nothing(cast: Cast, by, put):
    waiting, beacon = put(), put(what="beacon", number="2")
    put(days=40, what="water", number="9")
    for subject, found in ((waiting, PointState.EMPTY), (beacon, PointState.BROKEN)):
        points_actions.look_at_point(point=subject, found=found, by=by("ines"), at=datetime.now(UTC))
    ours = [one for one in notices(asked()) if "/puntos/" in one.url]
    assert [one.said for one in ours] == [
        "Baliza de auxilio 2: no funciona. Por ahí nadie puede pedir ayuda",
        "Puntos que esperan manos: Depósito de agua 3 (vacío)",
        "Puntos por revisar: Depósito de agua 9",
    ]
    assert not any(one.on_wall for one in ours)
    part = next(one for one in parts(asked()) if one.title == "Puntos de auxilio por atender")
    assert len(part.lines) == 3
    assert not any("mezcal" in said for said in (*part.lines, *(one.said for one in ours)))
    assert "Baliza de auxilio 2" in text(cast.client("rafael").get("/hoy/"))


def test_nadia_of_another_group_and_who_sees_no_group_get_nothing(cast: Cast, put, table):
    subject, nadia = put(what="beacon", number="1"), cast.client("nadia")
    place = PositionReference.objects.first().subject
    assert nadia.get(f"/puntos/{subject}/").status_code == 404
    assert nadia.post(f"/puntos/{subject}/estado/", {"found": "gone"}).status_code == 404
    assert nadia.post(f"/puntos/{subject}/cambiar/", {"what": "beacon", "number": "1"}).status_code == 404
    assert "Baliza de auxilio 1" not in text(nadia.get("/puntos/")) + text(nadia.get("/alertas/nueva/"))
    assert "28.72111" not in text(nadia.post("/puntos-de-referencia/", {"look": "torre 114"}))
    assert "28.72111" not in text(nadia.post("/puntos-de-referencia/ofrece/", {"look": "torre 114"}))
    assert "28.72111" not in nadia.get("/puntos-de-referencia/tabla.csv").content.decode()
    nadia.post(f"/puntos-de-referencia/{place}/quitar/")
    nadia.post("/alertas/nueva/", {"needs": "", "c:needs:lost": "on", "from_point": str(subject), "reference": str(place)})
    assert not whereabouts(list(Alert.objects.values_list("subject", flat=True)))
    assert PositionReference.objects.count() == 3
    for name in ("octavio", "graciela", "alma"):
        for path in ("/puntos/", f"/puntos/{subject}/", "/puntos-de-referencia/", "/puntos-de-referencia/tabla.csv"):
            assert cast.client(name).get(path).status_code in (403, 404), (name, path)


def test_who_works_on_cases_sees_how_a_point_is_and_not_where(cast: Cast, put):
    subject, lucia = put(), cast.client("lucia")
    page = text(lucia.get(f"/puntos/{subject}/"))
    assert "Depósito de agua 3" in page
    assert "28.71234" not in page
    assert "mezquite" not in page
    assert lucia.get(f"/puntos/{subject}/cambiar/").status_code in (403, 404)
    assert ReadRow.objects.filter(record_class="K2").count() == 0


def test_a_series_alone_shows_its_numbers(cast: Cast, table):
    page = text(cast.client("ines").post("/puntos-de-referencia/", {"look": "torre"}))
    assert "Torre 113" in page
    assert "Torre 114" in page
    assert "Poste 114" not in page


def test_taking_away_and_the_tables_are_the_coordinators(cast: Cast, put, table):
    subject, ines, rafael = put(), cast.client("ines"), cast.client("rafael")
    place = PositionReference.objects.get(number="113").subject
    for path, told in (
        (f"/puntos/{subject}/quitar/", {}),
        (f"/puntos-de-referencia/{place}/quitar/", {}),
        ("/puntos-de-referencia/serie/quitar/", {"series": "Torre"}),
        ("/puntos-de-referencia/tabla/", {"table": TABLE}),
        ("/puntos-de-referencia/agregar/", {"series": "Torre", "number": "1", "point": "28.7, -100.5"}),
    ):
        assert ines.post(path, told).status_code in (403, 404), path
    assert (AssistPoint.objects.count(), PositionReference.objects.count()) == (1, 3)
    assert rafael.post(f"/puntos/{subject}/quitar/").status_code == 302
    assert rafael.post(f"/puntos-de-referencia/{place}/quitar/").status_code == 302
    assert (AssistPoint.objects.count(), PositionReference.objects.count()) == (0, 2)


# Numbered places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["torre 114", "T-114", "TORRE 0114", "la torre número 114"])
def test_a_tower_is_found_as_it_is_said(cast: Cast, table, said):
    page = text(cast.client("ines").post("/puntos-de-referencia/", {"look": said}))
    assert "28.72111, -100.53222" in page
    assert "28.90000" not in page


def test_the_same_number_of_another_series_is_shown_with_a_warning(cast: Cast, table):
    page = text(cast.client("ines").post("/puntos-de-referencia/", {"look": "kilómetro 114"}))
    assert "está en otra serie" in page
    assert "no está en las tablas" in text(cast.client("ines").post("/puntos-de-referencia/", {"look": "torre 999"}))


def test_a_table_comes_in_from_a_file_and_goes_out_as_it_came(cast: Cast):
    rafael = cast.client("rafael")
    file = SimpleUploadedFile("torres.csv", TABLE.replace("arroyo", "ca\u00f1ada").encode("cp1252"))
    answer = rafael.post("/puntos-de-referencia/tabla/", {"file": file}, follow=True)
    assert "2 líneas nuevas, 0 cambiadas, 0 que ya estaban igual" in text(answer)
    out = rafael.get("/puntos-de-referencia/tabla.csv")
    assert out["Content-Type"].startswith("text/csv")
    assert "cañada" in out.content.decode()
    again = rafael.post("/puntos-de-referencia/tabla/", {"table": out.content.decode()}, follow=True)
    assert "0 líneas nuevas, 0 cambiadas, 2 que ya estaban igual" in text(again)


def test_no_cell_of_the_table_that_goes_out_is_a_formula(cast: Cast, by):
    row = Numbered("Torre", "1", 28.7, -100.5, note="=1+1", source="@x")
    references_actions.add_reference(row, by=by("rafael"), at=datetime.now(UTC))
    out = cast.client("rafael").get("/puntos-de-referencia/tabla.csv").content.decode()
    assert out.splitlines()[1] == "Torre,1,28.7,-100.5,'=1+1,'@x"


def test_a_faulty_file_names_line_and_remedy_and_comes_back_to_be_mended(cast: Cast):
    rafael = cast.client("rafael")
    wrong = TABLE + "Torre,115,norte,-100.5,,\nTorre,,28.7,-100.5,,\n"
    answer = rafael.post("/puntos-de-referencia/tabla/", {"file": SimpleUploadedFile("t.csv", wrong.encode())})
    assert answer.status_code == 422
    page = text(answer)
    assert "Línea 4: «norte» no es una latitud" in page
    assert "Línea 5: Está vacío «number»" in page
    assert "Torre,114,28.72111,-100.53222,arroyo,Recorrido" in answer.content.decode()
    assert PositionReference.objects.count() == 0
    assert rafael.post("/puntos-de-referencia/tabla/", {"table": TABLE}).status_code == 302
    assert PositionReference.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "Elija un archivo CSV"), ({"file": b"PK\x03\x04\0\0"}, "No es un archivo CSV"), ({"table": " "}, "Elija un archivo")],
)
def test_what_is_no_table_is_said(cast: Cast, sent, said):
    told = {name: SimpleUploadedFile("x.csv", value) if name == "file" else value for name, value in sent.items()}
    answer = cast.client("rafael").post("/puntos-de-referencia/tabla/", told)
    assert (answer.status_code, said in text(answer)) == (422, True)


def test_one_number_is_added_by_hand_once_and_one_that_is_there_is_refused(cast: Cast):
    rafael = cast.client("rafael")
    told = {"form": fresh_token(), "series": "Poste", "number": "33", "point": "28.7, -100.5", "note": "puente"}
    for _ in range(2):
        assert rafael.post("/puntos-de-referencia/agregar/", told).status_code == 302
    answer = rafael.post("/puntos-de-referencia/agregar/", {**told, "point": "28.9, -100.9"})
    assert "ya está en la tabla con otro lugar" in text(answer)
    assert 'value="28.9, -100.9"' in answer.content.decode()
    assert rafael.post("/puntos-de-referencia/agregar/", {**told, "number": "34", "point": "x"}).status_code == 422
    assert PositionReference.objects.count() == 1


# On the forms -----------------------------------------------------------------------------------------------------------


def alert(client, **told):
    return client.post("/alertas/nueva/", {"c:needs:lost": "on", "came_by": "telephone", **told})


def test_an_alert_takes_the_place_of_the_tower_that_was_said(cast: Cast, table):
    client = cast.client("ines")
    assert alert(client, look="torre 114").status_code == 302
    place = whereabouts([Alert.objects.get().subject])[Alert.objects.get().subject]
    assert (place.lat, place.lon, place.place) == (28.72111, -100.53222, "Torre 114")
    assert not any(b"orre 114" in bytes(one.body) and one.kind == "rescue.alert_received" for one in LogEntry.objects.all())


def test_what_several_towers_are_called_is_asked_and_nothing_is_lost(cast: Cast, table):
    client = cast.client("ines")
    answer = alert(client, look="114", name="Doña Lupe")
    assert answer.status_code == 422
    assert "Elija una" in text(answer)
    assert "Doña Lupe" in answer.content.decode()
    pole = PositionReference.objects.get(series="Poste").subject
    assert f'value="{pole}"' in answer.content.decode()
    assert alert(client, look="114", reference=str(pole)).status_code == 302
    assert whereabouts([Alert.objects.get().subject])[Alert.objects.get().subject].lat == 28.9


@pytest.mark.parametrize("told", [{"look": "torre 999"}, {"look": "114", "reference": "none"}, {"look": "cruz blanca"}])
def test_what_is_in_no_table_is_kept_as_it_was_said_and_stops_nobody(cast: Cast, table, told):
    assert alert(cast.client("ines"), **told).status_code == 302
    place = whereabouts([Alert.objects.get().subject])[Alert.objects.get().subject]
    assert (place.lat, place.place) == (None, told["look"])


def test_a_written_point_that_is_elsewhere_is_asked_about(cast: Cast, table):
    answer = alert(cast.client("ines"), look="torre 114", point="28.8, -100.6")
    assert answer.status_code == 422
    assert "no queda donde está Torre 114" in text(answer)
    assert alert(cast.client("ines"), look="torre 114", point="28.7212, -100.5322").status_code == 302


def test_an_alert_from_a_beacon_has_its_place_and_says_how_it_came(cast: Cast, put):
    beacon, water, client = put(what="beacon", number="2", name=""), put(), cast.client("ines")
    page = client.get(f"/alertas/nueva/?punto={beacon}").content.decode()
    assert re.search(rf'<option value="{beacon}" selected>Baliza de auxilio 2', page)
    assert str(water) not in page
    assert alert(client, from_point=str(beacon)).status_code == 302
    row = Alert.objects.get()
    place = whereabouts([row.subject])[row.subject]
    assert (row.came_by, place.lat, place.place) == ("beacon", 28.71234, "Baliza de auxilio 2 · bajo el mezquite")
    assert "Baliza, botón o torre" in text(client.get(f"/alertas/{row.subject}/"))


def test_a_beacon_and_a_tower_at_once_and_a_beacon_that_went_are_asked_about(cast: Cast, put, table):
    beacon, client = put(what="beacon", number="2"), cast.client("ines")
    assert "Deje solo de dónde llaman" in text(alert(client, from_point=str(beacon), look="torre 114"))
    cast.client("rafael").post(f"/puntos/{beacon}/quitar/")
    answer = alert(client, from_point=str(beacon))
    assert (answer.status_code, "ya no está en la lista" in text(answer)) == (422, True)
    assert Alert.objects.count() == 0


def test_an_encounter_takes_the_place_of_a_kilometre(cast: Cast, by):
    from vereda.encounters.models import Encounter

    row = Numbered("Kilómetro", "100", 28.7333, -100.5444)
    references_actions.add_reference(row, by=by("rafael"), at=datetime.now(UTC))
    told = {"t:HN:M:18+": "2", "s:WATER": "on", "look": "km 100", "form": fresh_token()}
    assert cast.client("ines").post("/encuentros/nuevo/", told).status_code == 302
    made = Encounter.objects.get()
    assert whereabouts([made.subject])[made.subject].lat == 28.7333


def test_in_a_practice_real_towers_are_found_and_points_are_those_of_the_practice(cast: Cast, put, table):
    real, rafael = put(), cast.client("rafael")
    assert rafael.post("/simulacro/empezar/", {"hours": "2"}).status_code == 302
    assert "El mezcal" not in text(rafael.get("/puntos/"))
    assert rafael.get(f"/puntos/{real}/").status_code == 404
    told = {"what": "beacon", "number": "90", "point": "28.7, -100.5"}
    assert rafael.post("/puntos/nuevo/", told).status_code == 302
    found = rafael.post("/puntos-de-referencia/", {"look": "torre 114"})
    assert "28.72111" in text(found)
    assert "Quitar de la tabla" not in text(found)
    tower = PositionReference.objects.get(number="114", series="Torre").subject
    rafael.post(f"/puntos-de-referencia/{tower}/quitar/")
    assert alert(rafael, look="torre 114").status_code == 302
    assert {row.group for row in Alert.objects.all()} == {"practice.piedras-negras"}
    assert PositionReference.objects.count() == 3
    assert "Baliza de auxilio 90" not in text(cast.client("ines").get("/puntos/"))
