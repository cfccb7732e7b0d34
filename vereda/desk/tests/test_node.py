"""Computadora del puesto and Recibir un archivo, through the pages: for who looks after devices, and nothing for other groups."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.door import enrol_by_code, make_node_code, operator
from vereda.access.models import Device, ReadRow
from vereda.access.words import CodeFor
from vereda.client.tests.phone import Phone
from vereda.desk.tests.test_decisions import text
from vereda.logbook.models import LogEntry
from vereda.logbook.tests.pens import meeting
from vereda.relay.door import posts

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}\.[0-9a-f]{16}\b")


@pytest.fixture
def machine(cast):
    """Return the id of the machine of the home group's post."""
    from base64 import b64encode

    from cryptography.hazmat.primitives.asymmetric import ec

    from vereda.logbook.schema import der_of

    def key() -> str:
        return b64encode(der_of(ec.generate_private_key(ec.SECP256R1()).public_key())).decode()

    _, code = make_node_code(country="mx", group="piedras-negras", label="Puesto", by=operator(), at=timezone.now())
    made = enrol_by_code(code=code, public_key=key(), sealing_key=key(), at=timezone.now(), purpose=CodeFor.NODE)
    return made.device


def test_an_administrator_shows_a_code_with_the_fingerprint_and_a_coordinator_shows_none(cast):
    answer = cast.client("alma").post("/puesto/unir/", {"group": "piedras-negras"})
    assert CODE.search(text(answer)), text(answer)
    assert "bin/vereda node join" in text(answer)
    assert "Elija el grupo" in text(cast.client("alma").post("/puesto/unir/", {"group": "nowhere"}))
    for name in ("rafael", "ines", "nadia"):
        assert cast.client(name).post("/puesto/unir/", {"group": "piedras-negras"}).status_code in (403, 404)


def test_who_looks_after_it_sees_a_post_and_takes_it_away(cast, machine):
    assert "Puesto" in text(cast.client("rafael").get("/puesto/"))
    assert len(posts()) == 1
    answer = cast.client("rafael").post(f"/puesto/{machine}/baja/", {"reason": "stolen"}, follow=True)
    assert "Dado de baja" in text(answer)
    assert posts() == []
    assert Device.objects.get(subject=machine).revoked_for == "stolen"


def test_nadia_sees_no_post_of_another_group_and_ends_none(cast, machine):
    assert cast.client("nadia").get("/puesto/").status_code == 403
    assert cast.client("nadia").post(f"/puesto/{machine}/baja/").status_code in (403, 404)
    assert cast.client("rafael").post(f"/puesto/{uuid4()}/baja/").status_code == 404
    assert Device.objects.get(subject=machine).revoked_at is None


def test_a_phones_file_is_taken_once_and_said_in_words(cast):
    phone = Phone(cast)
    content = b"\n".join(phone.seal(phone.write(meeting(people), people)).to_bytes() for people in (1, 2)) + b"\n{cut"
    answer = cast.client("rafael").post("/recibir/", {"file": SimpleUploadedFile("cola.jsonl", content)})
    assert "Trae 2 registros. 2 son nuevos y ya cuentan. Renglones dañados que no se leyeron: 3." in text(answer)
    again = cast.client("rafael").post("/recibir/", {"file": SimpleUploadedFile("cola.jsonl", content)})
    assert "2 ya estaban." in text(again)
    assert LogEntry.objects.filter(kind="encounters.recorded").count() == 2
    assert ReadRow.objects.filter(record_class="K10", action="write", account=str(cast.account("rafael").pk)).count() == 2


def test_what_is_no_file_of_ours_is_said_and_changes_nothing(cast):
    client = cast.client("rafael")
    assert "No es un archivo de Vereda" in text(client.post("/recibir/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.4")}))
    assert "Elija el archivo" in text(client.post("/recibir/", {}))
    for name in ("ines", "nadia"):
        assert cast.client(name).get("/recibir/").status_code == 403
