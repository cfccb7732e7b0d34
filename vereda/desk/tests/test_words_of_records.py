"""Values and histories in plain words, in the reader's language; entries of other groups are a number."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from vereda.access.models import ReadRow
from vereda.desk.dates import lasting
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import wording
from vereda.desk.told import told
from vereda.encounters.entries import Corrected
from vereda.encounters.errors import InTheFuture, ServiceAbovePeople
from vereda.logbook.door import record
from vereda.people.door import Person

LABELS = Labels("mx")
WOMEN = {"count": 3, "nationality": "HN", "sex": "F", "age_band": "18+"}
BABY = {"nationality": "GT", "age_band": "0-4"}
TAKEN = [{"code": "TAKEN_BY_AUTHORITY", "role": "police"}]


@pytest.mark.parametrize(
    ("field", "value", "es", "en"),
    [
        ("people_met", 17, "17", "17"),
        ("line:a", WOMEN, "3 · Mujeres · Honduras", "3 · Women · Honduras"),
        ("line:a", BABY, "1 · Sexo sin dato, 0 a 4 años · Guatemala", "1 · Sex not known, 0 to 4 years · Guatemala"),
        ("line:a", None, "nada", "nothing"),
        ("service:WATER", {"people": None}, "a todas", "to all"),
        ("service:WATER", {"people": 2}, "a 2 personas", "to 2 people"),
        ("dispositions", [{"code": "SHELTER", "people": 1}], "Albergue (1 persona)", "Shelter (1 person)"),
        ("dispositions", TAKEN, "Se lo llevó una autoridad: Policía", "Taken by an authority: Police"),
        ("!withdrawn", "entered_twice", "Se anotó dos veces", "It was noted twice"),
        ("!closed", ["2024-01-29T19:20:00+00:00", "found"], "29/01/2024 19:20: Encontrados", "01/29/2024 7:20 p.m.: Found"),
        ("note", "x", "una nota sellada", "a sealed note"),
        ("language", "mam", "Mam", "Mam"),
        ("something_new", 4, "4", "4"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_both_languages(field, value, es, en):
    with translation.override("es"):
        assert wording.in_words(field, value, LABELS) == es
    with translation.override("en"):
        assert wording.in_words(field, value, LABELS) == en


def test_fields_are_named():
    with translation.override("es"):
        names = [
            wording.field_name(one, LABELS) for one in ("people_met", "service:SERUM", "margin:age_band:0-17", "bodies:1", "x")
        ]
    assert names == ["Personas", "Suero oral", "De quienes: menores de 18", "Cuerpos", "x"]


def test_errors_speak_words_and_not_codes():
    with translation.override("es"):
        assert "Suero oral dice 4" in told(ServiceAbovePeople(service="SERUM", count=4, people=2), LABELS)
        assert "29/01/2024 19:20" in told(InTheFuture(at="2024-01-29T19:20+00:00"), LABELS)
    with translation.override("en"):
        assert "Oral rehydration says 4" in told(ServiceAbovePeople(service="SERUM", count=4, people=2), LABELS)


def test_how_long_is_said_shortly():
    with translation.override("es"):
        spans = [
            timedelta(minutes=32),
            timedelta(hours=2),
            timedelta(minutes=80),
            timedelta(hours=47),
            timedelta(days=2, hours=5),
        ]
        assert [lasting(span) for span in spans] == ["32 min", "2 h", "1 h 20 min", "47 h", "2 días"]


def test_a_folio_is_the_end_of_the_id():
    assert folio("01a20fbb-949e-7539-a14d-c75db9a1072c") == "A1072C"


@pytest.mark.django_db
def test_entries_of_another_group_are_a_number(cast, met, by):
    subject_id = met(4)
    record(Corrected(people_met=9), subject=subject_id, by=by("nadia", "tapachula"), at=datetime.now(UTC))
    page = re.sub(r"<[^>]+>", " ", cast.client("ines").get(f"/encuentros/{subject_id}/?purpose=assist").content.decode())
    assert "Otro grupo escribió 1 registro aquí" in page
    assert "Nadia" not in page
    assert cast.client("nadia").get(f"/encuentros/{subject_id}/?purpose=assist").status_code == 404


@pytest.mark.django_db
def test_every_look_at_a_record_is_one_row(cast, named, out, mission):
    client, person = cast.client("ines"), Person.objects.get().subject
    client.get("/hoy/")
    for path, record_class in (
        (f"/encuentros/{named}/corregir/", "K1"),
        (f"/encuentros/nuevo/?como={named}", "K1"),
        (f"/recorridos/{out}/", "K1"),
        (f"/misiones/{mission}/", "K1"),
        (f"/personas/{person}/", "K2"),
    ):
        before = ReadRow.objects.filter(record_class=record_class).count()
        assert client.get(path).status_code == 200, path
        assert ReadRow.objects.filter(record_class=record_class).count() == before + 1, path


@pytest.mark.django_db
def test_the_hours_of_a_page_are_those_of_the_post(cast, met):
    subject_id = met(2, at=datetime(2024, 1, 30, 3, 30, tzinfo=UTC))
    client = cast.client("ines")
    page = re.sub(r"<[^>]+>", " ", client.get(f"/encuentros/{subject_id}/?purpose=assist").content.decode())
    assert "lunes 29 de enero, 21:30" in page
    assert str(subject_id) in client.get("/encuentros/?from=2024-01-29&to=2024-01-29").content.decode()
    assert str(subject_id) not in client.get("/encuentros/?from=2024-01-30&to=2024-01-30").content.decode()
