"""País in the desk: who reads and marks, what is declared and what is not, a step once, the country beside another one."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from vereda.access.tests.cast import Cast, text
from vereda.countries import door as countries
from vereda.countries import loader
from vereda.logbook.models import LogEntry
from vereda.readiness.door import marked

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
AREAS = Path(loader.__file__).parent / "tests" / "data" / "areas"
KIND = "readiness.step_marked"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_milestones_come_from_the_logbook_and_the_mandate_from_its_document(cast: Cast):
    client = cast.client("esteban")
    assert "Primer encuentro todavía no" in text(client.get("/pais/"))
    page = "/pais/mandate/"
    token = re.search(r'name="form" value="([^"]+)"', client.get(page).content.decode())
    assert token
    typed = {"form": token[1], "mark": "done", "on": "2026-11-02", "document": ""}
    assert "Escriba en qué documento está." in text(client.post(page, typed))
    assert "La fecha no puede ser posterior a hoy." in text(client.post(page, {**typed, "on": "2027-01-01", "document": "D-1"}))
    assert LogEntry.objects.filter(kind=KIND).count() == 0
    for _ in range(2):
        assert client.post(page, {**typed, "document": "Acuerdo 4-2026"}).status_code == 302
    assert LogEntry.objects.filter(kind=KIND).count() == 1
    assert marked("mx")["mandate"]["document"] == "Acuerdo 4-2026"
    shown = text(client.get("/pais/"))
    assert re.search(r"Mandato escrito 2 (de )?nov", shown), shown[:1500]
    assert "Acuerdo 4-2026" in shown


def test_a_step_that_the_program_sees_has_no_form_and_no_other_step_is_there(cast: Cast):
    client = cast.client("esteban")
    for code in ("first_patrol", "network_named", "nothing"):
        assert client.get(f"/pais/{code}/").status_code == 404


def test_a_coordinator_reads_and_does_not_mark_and_an_enforcement_post_has_no_page(cast: Cast):
    rafael = cast.client("rafael")
    shown = text(rafael.get("/pais/"))
    assert "Lo que le falta al paquete" in shown
    assert "/pais/vehicle/" not in shown
    assert rafael.post("/pais/vehicle/", {"mark": "done", "on": "2026-11-02"}).status_code in (403, 404)


def test_a_country_alone_says_that_there_is_none_beside_it(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(countries, "installed", lambda: ["mx"])
    assert "no hay otro país" in text(cast.client("julia").get("/pais/comparar/?con=zz"))


def test_the_country_beside_another_one_tells_what_differs_and_what_is_lacking(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(loader, "own_packs", lambda: tmp_path)
    answers = countries.Answers(iso="CR", year=2026, city="La Cruz", terrain=("river",))
    countries.write_pack(tmp_path / "cr", answers, countries.read_gazetteer(AREAS, "CR"), "mx")
    client = cast.client("julia")
    assert "Al lado de otro país" in text(client.get("/pais/"))
    shown = text(client.get("/pais/comparar/?con=cr"))
    assert "México al lado de Costa Rica" in shown
    assert "provincia: 7" in shown
    assert "estado: 32" in shown
    assert "Comisión Nacional de los Derechos Humanos" in shown
    assert "Flujos que otros publicaron" in shown
    assert re.search(r"Presupuesto México 2008: 247,058,000 · Presupuesto, pesos · de segunda mano: jsf.com.mx", shown)
    assert "Costa Rica no se sabe" in shown, "what nobody published is said, not left out"
    assert "Emergencias" in shown
    assert "REF-APPLY" not in shown, "codes are for files"


def test_the_law_on_data_is_told_with_its_status_and_what_is_missing(cast: Cast):
    shown = text(cast.client("rafael").get("/pais/datos/"))
    assert "Protección de datos en México" in shown
    assert re.search(r"Quien los cuida en la red (1 cuenta|\d+ cuentas) con la función de protección de datos", shown)
    assert "Comisión Nacional de los Derechos Humanos" in shown
    assert "20 días hábiles" in shown
    assert "Sin verificar: " in shown
    assert "El paquete no dice qué pide la ley de: Pedir permiso; Borrar;" in shown
    assert re.search(r"\d+ plazos son propuesta nuestra", shown)
    assert "Contactos de rutina; después solo cuentas 365 días desde lo último que se hizo" in shown
