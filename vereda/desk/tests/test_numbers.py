"""Bulletin, reported totals, files and quarantine through the pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.door import local_day
from vereda.access.models import ReadRow
from vereda.cli import jobs
from vereda.desk.rooms import uploads
from vereda.encounters.door import Encounter, Margin, ReportedTotal, Service, reported_totals
from vereda.logbook.door import held, receive
from vereda.logbook.tests.pens import Pen, delivered, meeting, subject_number

pytestmark = pytest.mark.django_db
TODAY = f"from={timezone.now() - timedelta(days=2):%Y-%m-%d}&to={timezone.now() + timedelta(days=1):%Y-%m-%d}"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#39;", "'")


# Bulletin --------------------------------------------------------------------------------------------------------


def test_the_bulletin_names_its_unit_its_block_and_that_it_is_internal(cast, met, home):
    met(
        17,
        margins=[Margin(attribute="age_band", value="0-17", count=5)],
        lines=[],
        services=[Service(service="RESCUE")],
        bodies=3,
    )
    answer = cast.client("julia").get(f"/boletin/?{TODAY}&by=category&count=services&outside=on")
    page = text(answer)
    assert "Uso interno, no para publicación" in page
    assert "una por persona, encuentro y categoría" in page
    assert re.search(r"a la fecha del bloque \d+", page)
    assert re.search(r"Personas rescatadas 17", page)
    assert re.search(r"Total 17", page)
    assert re.search(r"Cuerpos recuperados 3", page)
    assert answer.content.decode().count('<rect class="c-s0"') == 2, "drawn for a desk and for a phone"
    assert "<desc" in answer.content.decode()


def test_everybody_counts_as_far_as_the_own_reach_goes(cast, met, home):
    met(17)
    met(4, name="nadia", group="tapachula")
    question = f"/boletin/?{TODAY}&by=group&count=people"
    assert re.search(r"Total 21", text(cast.client("julia").get(question)))
    assert re.search(r"Total 17", text(cast.client("ines").get(question)))
    assert re.search(r"Total 4\b", text(cast.client("nadia").get(question)))
    assert "Tapachula" not in text(cast.client("rafael").get(question)).split("Total", 1)[0]
    assert re.search(r"Total 17", text(cast.client("octavio").get(question)))
    for name in ("alma", "emilio", "rosa"):
        assert cast.client(name).get(question).status_code == 403


def test_a_bulletin_and_its_file_are_written_to_the_read_log(cast, met, home):
    met(3)
    client = cast.client("julia")
    client.get(f"/boletin/?{TODAY}&by=category&count=services")
    answer = client.get(f"/boletin/boletin.csv?{TODAY}&by=category&count=services")
    assert "interno-no-publicar" in answer["Content-Disposition"]
    assert answer.content.decode().splitlines()[0] == "category,value"
    assert client.get(f"/boletin/boletin.xlsx?{TODAY}&by=category").content[:2] == b"PK"
    assert client.get(f"/boletin/boletin.exe?{TODAY}").status_code == 404
    apart = client.get(f"/boletin/boletin.outside.csv?{TODAY}&by=category&count=services&outside=on").content.decode()
    assert apart.splitlines()[0] == "category,value"
    actions = list(ReadRow.objects.filter(record_class="K8").values_list("action", flat=True))
    assert actions == ["read", "export", "export", "export"]


def test_only_who_sends_figures_up_takes_them_out_as_a_file(cast, met, home):
    """Exact, fresh counts of a group stay on the screen of the group (rules: section 5; the matrix: K8 export)."""
    met(3)
    for name, status in (("ines", 404), ("rafael", 404), ("bruno", 404), ("octavio", 200), ("julia", 200)):
        assert cast.client(name).get(f"/boletin/boletin.csv?{TODAY}&by=category").status_code == status, name
    assert "Bajar CSV" not in text(cast.client("rafael").get("/boletin/"))
    assert "Bajar CSV" in text(cast.client("julia").get("/boletin/"))


def test_a_wrong_question_comes_back_with_a_sentence(cast, home):
    client = cast.client("julia")
    answer = client.get("/boletin/?from=2024-02-02&to=2024-01-01&by=category")
    assert answer.status_code == 422
    assert "termina" in text(answer)
    assert "está dos veces" in text(client.get(f"/boletin/?{TODAY}&by=sex&then=sex"))
    assert client.get("/boletin/boletin.csv?from=x").status_code == 422


# Reported totals -------------------------------------------------------------------------------------------------


def test_a_total_is_saved_once_for_a_period_with_its_source(cast):
    client = cast.client("rafael")
    values = {"from": "2024-01-01", "to": "2024-01-31", "c:RESCUE": "12", "c:SOCIAL": "340", "people": "350"}
    answer = client.post("/totales/nuevo/", values)
    assert "Diga de dónde viene el total" in text(answer)
    assert 'value="340"' in answer.content.decode()
    client.post("/totales/nuevo/", values | {"source": "Oficio 12", "cut_off": "2024-01-30"})
    page = text(client.get("/totales/"))
    for said in ("340", "Oficio 12", "Personas atendidas 350", "Del 1 de enero"):
        assert said in page
    again = text(client.post("/totales/nuevo/", values | {"source": "Oficio 13", "from": "2024-01-20"}))
    assert "ya tiene un total reportado" in again
    row = ReportedTotal.objects.get()
    assert cast.client("nadia").post(f"/totales/{row.subject}/retirar/", {"reason": "mistake"}).status_code == 404
    client.post(f"/totales/{row.subject}/retirar/", {"reason": "mistake"})
    assert "Retirado: no cuenta" in text(client.get("/totales/"))
    assert reported_totals("piedras-negras", "mx", row.from_on, row.to_on) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"from": "", "source": "x", "c:RESCUE": "1"}, "Diga de qué día"),
        ({"from": "2024-02-30", "source": "x", "c:RESCUE": "1"}, "La fecha no se entiende"),
        ({"from": "2024-02-02", "to": "2024-02-01", "source": "x", "c:RESCUE": "1"}, "termina"),
        ({"from": "2999-02-02", "source": "x", "c:RESCUE": "1"}, "en el futuro"),
        ({"from": "2024-02-02", "source": "x"}, "al menos una cifra"),
        ({"from": "2024-02-02", "source": "x", "c:PIZZA": "1"}, "no está en el catálogo de categorías"),
    ],
)
def test_a_wrong_total_comes_back(cast, values, said):
    answer = cast.client("rafael").post("/totales/nuevo/", values)
    assert answer.status_code == 422
    assert said in text(answer)


def test_a_total_over_days_with_encounters_asks_first_and_stays_marked(cast, met):
    met(3)
    client = cast.client("rafael")
    today = local_day("mx", "piedras-negras")
    values = {"from": (today - timedelta(days=1)).isoformat(), "to": today.isoformat(), "c:RESCUE": "2", "source": "radio"}
    answer = client.post("/totales/nuevo/", values)
    assert "se contarían dos veces" in text(answer)
    client.post("/totales/nuevo/", values | {"confirmed": "on"})
    assert "En esos días hay además 1 encuentro" in text(client.get("/totales/"))


# Files -----------------------------------------------------------------------------------------------------------

CSV = "on,group,services,nationality,sex,age_band,count,note\n2024-01-29,piedras-negras,WATER;FOOD,HN,F,18+,4,nota\n"


def upload(client, text: str, **options):
    file = SimpleUploadedFile("enero.csv", text.encode(), content_type="text/csv")
    return client.post("/importar/", {"file": file, **options}, follow=True)


def test_a_file_is_looked_at_first_and_comes_in_whole(cast, home):
    client = cast.client("ines")
    page = text(upload(client, CSV))
    assert "4 personas" in page
    assert Encounter.objects.count() == 0
    client.post("/importar/revisar/", {"import": "1"})
    assert Encounter.objects.get().people_met == 4
    assert list(uploads.folder().iterdir()) == []
    again = text(upload(client, CSV))
    assert "Ya estaban 1" in again
    assert "Importar todo" not in again
    listed = client.get("/importar/").content.decode()
    batch = re.search(r"/importar/([0-9a-f-]{36})/retirar/", listed)
    assert batch is not None
    assert cast.client("nadia").post(f"/importar/{batch[1]}/retirar/").status_code == 404
    client.post(f"/importar/{batch[1]}/retirar/")
    assert "retirada" in text(client.get("/importar/"))


def test_a_bad_row_is_named_and_nothing_comes_in(cast, home):
    client = cast.client("ines")
    page = text(upload(client, CSV + "2024-01-30,piedras-negras,PIZZA,HN,F,18+,1,\n"))
    assert "1 de 2 renglones tiene un error" in page
    assert "PIZZA" in page
    assert "Importar todo" not in page
    client.post("/importar/revisar/", {"import": "1"})
    assert Encounter.objects.count() == 0


def test_a_file_of_another_group_is_refused_and_no_file_stays(cast, home):
    client = cast.client("ines")
    page = text(upload(client, CSV.replace("piedras-negras", "tapachula")))
    assert "1 de 1 renglones" in page
    client.post("/importar/revisar/", {"import": "0"})
    assert list(uploads.folder().iterdir()) == []
    assert "ya no está aquí" in text(client.get("/importar/revisar/", follow=True))
    assert "Elija un archivo" in text(client.post("/importar/", {}, follow=True))
    assert cast.client("rafael").get("/importar/").status_code == 403


# Quarantine ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["1", "0"])
def test_what_came_from_an_unknown_phone_waits_for_the_coordinator(cast, accept):
    pen = Pen("5e0f5b58-0000-4000-8000-000000000001")
    receive([delivered(pen.write(meeting(6), subject_number(1)))], device=None)
    assert Encounter.objects.count() == 0
    client = cast.client("rafael")
    assert "1 registro en espera" in text(client.get("/hoy/"))
    page = text(client.get("/en-espera/"))
    for said in ("Anotó el encuentro", "El teléfono o la computadora no está de alta", "Personas 6", "Agua a todas"):
        assert said in page
    entry = held("piedras-negras", "mx")[0].entry
    assert cast.client("nadia").post(f"/en-espera/{entry}/", {"accept": "1"}).status_code == 403
    client.post(f"/en-espera/{entry}/", {"accept": accept})
    assert Encounter.objects.count() == int(accept)
    assert "No hay nada en espera" in text(client.get("/en-espera/"))


def test_a_file_nobody_decides_on_goes_by_the_clock_also_when_nobody_imports_again(cast, home):
    file = SimpleUploadedFile("secreto.csv", b"at,group\n", content_type="text/csv")
    cast.client("ines").post("/importar/", {"file": file})
    cut = uploads.folder().parent / "abc.upload.csv"
    cut.write_bytes(b"at,gro")
    waiting = [*uploads.folder().iterdir(), cut]
    assert len(waiting) == 2
    job = next(job for job in jobs.JOBS if job.name == "uploads")
    assert jobs.run(job)
    assert all(path.exists() for path in waiting)
    uploads.sweep(now=timezone.now() + timedelta(seconds=uploads.KEPT_S + 60))
    assert not any(path.exists() for path in waiting)


def test_an_encounter_on_a_day_with_a_reported_total_says_so(cast):
    today = local_day("mx", "piedras-negras").isoformat()
    cast.client("rafael").post("/totales/nuevo/", {"from": today, "people": "40", "source": "Oficio 12"})
    assert ReportedTotal.objects.count() == 1
    answer = cast.client("ines").post("/encuentros/nuevo/", {"people": "2", "s:WATER": "on", "at_post": "on"}, follow=True)
    assert "ya hay un total reportado" in text(answer)
