"""One encounter over 2G: what it weighs. `python -m bench.line` measures how long it takes on such a line."""

from __future__ import annotations

import gzip

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from bench.line import BUDGET_BYTES, HEADERS
from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone, body_of
from vereda.encounters.entries import Line, Place, Recorded, Service
from vereda.encounters.words import PlaceKind
from vereda.logbook.envelopes import Recipient, seal_envelope
from vereda.logbook.nodekeys import this_node
from vereda.logbook.signatures import node_id
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
NOTE = "Vienen caminando desde ayer; una señora con el tobillo hinchado."
ROUND = 120  # [bytes] of the lines that the web server and the browser add: POST ..., Host, Content-Length; HTTP/1.1 200, Date


def test_rel_013_one_encounter_with_a_note_and_a_point_weighs_less_than_four_kilobytes(cast: Cast):
    """REL-013: question and answer, bodies and headers, sealed to headquarters and to the post."""
    phone = Phone(cast)
    bands = ("18-29", "0-4")
    lines = [Line(line_id=f"l{number}", count=number + 1, nationality="HN", age_band=band) for number, band in enumerate(bands)]
    place = Place(kind=PlaceKind.POINT, state="MX-COA", municipality="05025", h3_5="8548a893fffffff")
    services = [Service(service=code) for code in ("WATER", "FOOD")]
    met = Recorded(people_met=3, lines=lines, services=services, place=place, language="es")
    where = {"lon": -100.523456, "lat": 28.701234, "accuracy_m": 8.0}
    boxes = [
        Plain(cls=FieldClass.WHEREABOUTS, fields=where),
        Plain(cls=FieldClass.FREE_TEXT, fields={"text": NOTE, "lang": "es"}),
    ]
    post = ec.generate_private_key(ec.SECP256R1()).public_key()
    envelope = seal_envelope(
        phone.parts(phone.write(met, 1, *boxes)),
        phone.key,
        headquarters=this_node().headquarters,
        post=Recipient(node_id(post), post),
    )
    body = gzip.compress(body_of(envelope))
    mine = {**phone.headers, "Content-Encoding": "gzip"}
    answer = Client().post("/sync/v1/push", body, content_type="application/json", headers=mine)
    assert [one["status"] for one in answer.json()["answers"]] == ["accepted"]
    weight = len(body) + _headers({**HEADERS, **mine}) + len(answer.content) + _headers(dict(answer.items())) + ROUND
    assert weight < BUDGET_BYTES, f"{weight} bytes: {len(body)} of the question's body, {len(answer.content)} of the answer's"


def _headers(headers: dict[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.items())
