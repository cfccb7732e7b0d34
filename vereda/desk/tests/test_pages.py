"""Each page once through Django's client: Inés works with it, Rafael decides, Nadia of another group sees nothing of it."""

from __future__ import annotations

import errno
import re
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.encounters.door import Encounter, Filter, Where, encounters
from vereda.people.door import Person

pytestmark = pytest.mark.django_db
K1_LISTS = ("/hoy/", "/hoy/tablero/", "/encuentros/", "/recorridos/", "/totales/", "/mapa/")


def text(answer) -> str:
    """Return what a page says, without its marks and with single blanks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#39;", "'")


def reads(cast, name: str, record_class: str) -> int:
    return ReadRow.objects.filter(account=str(cast.account(name).pk), record_class=record_class).count()


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("ines", "/hoy/"),
        ("rafael", "/hoy/"),
        ("adriana", "/solicitudes/"),
        ("julia", "/partes/"),
        ("octavio", "/partes/"),
        ("bruno", "/boletin/"),
        ("alma", "/cuentas/"),
        ("rosa", "/aliada/"),
    ],
)
def test_everybody_is_sent_to_the_first_page_of_the_own_work(cast, name, way):
    assert cast.client(name).get("/").url == way
    assert cast.client(name).get("/", follow=True).status_code == 200


@pytest.mark.parametrize("path", K1_LISTS)
def test_a_list_shows_the_own_group_and_writes_one_read(cast, met, path):
    met(7)
    client = cast.client("ines")
    before = reads(cast, "ines", "K1")
    answer = client.get(path)
    assert answer.status_code == 200
    assert reads(cast, "ines", "K1") == before + 1


@pytest.mark.parametrize("path", K1_LISTS)
def test_nadia_of_another_group_sees_nothing_of_it(cast, met, named, path):
    met(777)
    page = text(cast.client("nadia").get(path))
    assert "777" not in page
    assert "Xóchitl" not in page


def test_the_frame_says_whose_post_who_and_for_which_purpose(cast):
    page = text(cast.client("ines").get("/hoy/"))
    assert "Grupo Beta Piedras Negras" in page
    assert "Inés Carrillo" in page
    assert "Motivo : Dar ayuda" in page or "Motivo: Dar ayuda" in page


def test_the_board_tells_the_day_and_shouts_who_is_late(cast, met, out):
    met(5, unaccompanied_minors=2)
    page = text(cast.client("ines").get("/hoy/"))
    assert "ATRASADO 2 h" in page
    assert "Ruta 3" in page
    assert "ruta sin abrir · falta avisar a la autoridad de protección de la niñez" in page
    assert "5 personas" in page


def test_the_page_of_an_encounter_says_what_was_written_and_opens_the_note_of_the_group(cast, named):
    client = cast.client("ines")
    client.get("/hoy/")
    page = text(client.get(f"/encuentros/{named}/"))
    assert "Pide llamar a Tegucigalpa" in page
    assert "28.72000, -100.53000" in page
    assert "Anotó el encuentro" in page
    assert "Xóchitl" not in page  # a name is behind a tap of its own
    assert reads(cast, "ines", "K2") == 1  # the note


def test_who_reviews_quality_sees_neither_note_nor_point(cast, named):
    client = cast.client("rafael")
    page = text(client.get(f"/encuentros/{named}/?purpose=quality_audit"))
    assert "Tegucigalpa" not in page
    assert "28.72000" not in page
    assert "Motivo: Revisión de calidad" in page.replace(" :", ":")


@pytest.mark.parametrize("name", ["nadia", "julia", "alma"])
def test_an_encounter_of_another_group_is_not_there(cast, named, name):
    client = cast.client(name)
    for path in ("", "corregir/"):
        assert client.get(f"/encuentros/{named}/{path}?purpose=assist").status_code in (403, 404)
    for act in ("retirar", "reponer", "tachar", "unir", "separar"):
        assert client.post(f"/encuentros/{named}/{act}/", {"purpose": "assist"}).status_code in (403, 404)
    row = Encounter.objects.get(subject=named)
    assert not row.is_withdrawn


def test_nadia_finds_no_patrol_mission_person_or_total_of_another_group(cast, named, out, mission):
    client, person = cast.client("nadia"), Person.objects.get()
    for path in (f"/recorridos/{out}/", f"/misiones/{mission}/", f"/personas/{person.subject}/"):
        assert client.get(f"{path}?purpose=assist").status_code in (403, 404), path
    for path in (
        f"/recorridos/{out}/se-reporta/",
        f"/recorridos/{out}/regresa/",
        f"/recorridos/{out}/sigue-fuera/",
        f"/misiones/{mission}/cerrar/",
        f"/misiones/{mission}/reabrir/",
    ):
        client.post(path, {"purpose": "assist"})
    mine = text(cast.client("ines").get("/hoy/"))
    assert "ATRASADO" in mine
    assert "PN-7" in mine
    assert "Nadie con ese nombre" in text(client.post("/personas/", {"name": "xochitl", "purpose": "assist"}))
    assert client.post(f"/personas/{person.subject}/pide-borrado/", {"purpose": "assist"}).status_code == 404


def test_the_list_is_narrowed_and_paged_by_the_last_one_shown(cast, met, by):
    start = timezone.now() - timedelta(days=1)
    for number in range(53):
        met(1 + number % 3, at=start - timedelta(minutes=number // 2))
    client = cast.client("ines")
    first = client.get("/encuentros/")
    found = re.findall(r'href="/encuentros/([0-9a-f-]{36})/"', first.content.decode())
    after = re.search(r'href="\?(after=[^"]+)"', first.content.decode())
    assert len(found) == 50
    assert after is not None
    rest = client.get(f"/encuentros/?{after[1].replace('&amp;', '&')}")
    found += re.findall(r'href="/encuentros/([0-9a-f-]{36})/"', rest.content.decode())
    assert len(found) == len(set(found)) == 53
    assert "Ninguno con esos datos" in text(client.get("/encuentros/?nationality=CU"))
    assert text(client.get("/encuentros/?nationality=HN")).count("Honduras") >= 50


def test_a_shift_is_opened_joined_and_closed(cast):
    ines, tomas = cast.client("ines"), cast.client("tomas")
    ines.post("/turnos/abrir/")
    page = ines.get("/hoy/").content.decode()
    shift = re.search(r"/turnos/([0-9a-f-]{36})/cerrar/", page)
    assert shift is not None
    tomas.post(f"/turnos/{shift[1]}/sumarme/")
    assert "Tomás Barrera" in text(ines.get("/hoy/"))
    assert "Ya hay un turno abierto" in text(tomas.post("/turnos/abrir/", follow=True))
    ines.post(f"/turnos/{shift[1]}/cerrar/")
    assert "No hay turno abierto" in text(ines.get("/hoy/"))


def test_a_patrol_departs_is_heard_and_comes_back(cast):
    client = cast.client("rafael")
    answer = client.post("/recorridos/sale/", {"route": "", "back_h": "2"})
    assert answer.status_code == 422
    assert "Diga la ruta del recorrido" in text(answer)
    client.post("/recorridos/sale/", {"route": "Ruta 9", "back_h": "2", "vehicle": "truck", "number": "14"})
    page = client.get("/hoy/").content.decode()
    subject = re.search(r"/recorridos/([0-9a-f-]{36})/regresa/", page)
    assert subject is not None
    client.post(f"/recorridos/{subject[1]}/se-reporta/", {"next": "board"})
    assert "se reportó" in text(client.get("/hoy/"))
    client.post(f"/recorridos/{subject[1]}/regresa/", {"kilometres": "84"})
    page = text(client.get(f"/recorridos/{subject[1]}/"))
    assert "84" in page
    assert "Camioneta 14" in page
    assert "Nadie está fuera" in text(client.get("/hoy/"))
    answer = client.post(f"/recorridos/{subject[1]}/sigue-fuera/", follow=True)
    assert "sigue fuera" in text(answer)
    assert "Ruta 9" in text(client.get("/hoy/"))
    answer = client.post(f"/recorridos/{subject[1]}/sigue-fuera/", follow=True)
    assert "Ese recorrido sigue fuera" in text(answer)


def test_a_mission_is_opened_and_closed_and_its_purpose_is_rescue(cast, met):
    client = cast.client("ines")
    answer = client.post("/misiones/abrir/", {"terrain": "river"}, follow=True)
    assert "Motivo: Rescate" in text(answer).replace(" :", ":")
    subject = answer.request["PATH_INFO"].split("/")[2]
    met(17, mission=subject)
    assert "17" in text(client.get(f"/misiones/{subject}/"))
    client.post(f"/misiones/{subject}/cerrar/", {"outcome": "found"})
    assert "Encontrados" in text(client.get(f"/misiones/{subject}/"))
    client.post(f"/misiones/{subject}/reabrir/")
    assert "Reabrió la misión" in text(client.get(f"/misiones/{subject}/"))
    assert subject in client.get("/hoy/").content.decode()
    assert "sigue abierta" in text(client.post(f"/misiones/{subject}/reabrir/", follow=True))


def test_the_map_holds_points_only_while_they_exist(cast, met):
    subject = met(4)
    client = cast.client("ines")
    assert str(subject) in client.get("/mapa/").content.decode()
    met(4, at=timezone.now() - timedelta(days=9))
    past = client.get(f"/mapa/?day={timezone.localdate() - timedelta(days=9)}").content.decode()
    assert '"points": []' in past
    assert client.get("/mapa/entidades.json").json()["features"]
    assert cast.client("rafael").get("/mapa/?purpose=quality_audit").status_code == 403


def test_no_page_counts_the_list_of_ten_years(cast, met, django_assert_max_num_queries):
    met(3)
    client = cast.client("ines")
    client.get("/encuentros/")
    with django_assert_max_num_queries(40) as asked:
        client.get("/encuentros/")
    assert not any("COUNT(" in query["sql"] and "encounters_encounter" in query["sql"] for query in asked.captured_queries)


def test_a_place_of_another_side_of_the_border_is_no_state(cast, met):
    met(2, where=Where(kind="point", lat=29.2, lon=-99.8))
    row = encounters("piedras-negras", "mx", Filter())[0]
    assert row.state == ""
    assert text(cast.client("ines").get("/encuentros/"))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "x", "2024-02-30"])
def test_a_day_at_the_end_of_the_calendar_still_has_a_map(cast, day):
    assert cast.client("ines").get(f"/mapa/?day={day}").status_code == 200


@pytest.mark.parametrize("why", [OperationalError("database is locked"), OSError(errno.ENOSPC, "no room")])
def test_what_cannot_be_saved_now_says_so_and_when_to_try_again(cast, why, monkeypatch):
    """REL-021, REL-024"""

    def cannot(*rest, **more):
        raise why

    monkeypatch.setattr("vereda.desk.web.board.log_read", cannot)
    client = cast.client("ines")
    client.raise_request_exception = False
    answer = client.get("/hoy/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Ahora no se puede guardar" in text(answer)
