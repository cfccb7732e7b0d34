"""An emergency centre sends and reads nothing: one receipt for one reference, no other route, no token for who could detain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.test_every_page import World, world  # noqa: F401  the world of a post at work, as a fixture
from tests.test_routes import NAMES
from vereda.access.actions.intakes import end_intake, make_intake
from vereda.access.door import NotForYou
from vereda.access.errors import NotAnEmergencyCentre, NotYourUsers
from vereda.access.models import Intake
from vereda.access.rules.institutions import may_send_alerts
from vereda.access.tests.cast import Cast
from vereda.countries.door import Role, pack
from vereda.logbook.door import history, open_box, whereabouts
from vereda.logbook.schema import FieldClass
from vereda.public import intake as door
from vereda.public.limits import Limit
from vereda.rescue.models.alert import Alert

pytestmark = pytest.mark.django_db
SENT = {"reference": "2026-0042", "lat": 28.7001, "lon": -100.5230, "people": 4, "condition": "sin agua", "call_back": "5550101"}
HARD = [Role.MIGRATION_AUTHORITY, Role.POLICE, Role.MILITARY, Role.PROSECUTOR]


@pytest.fixture(autouse=True)
def _limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SENT", Limit(600, 600))
    monkeypatch.setattr(door, "REFUSED", Limit(20, 60))


@pytest.fixture
def token(cast: Cast) -> str:
    return make_intake(institution="c4-c5", by=cast.reader("alma"), at=datetime.now(UTC))[1]


def send(token: str, told: Any = None, **more: Any):  # Any: JSON
    headers = {"Authorization": f"Bearer {token}"}
    body = {**SENT, **more} if told is None else told
    return Client().post("/api/v1/alerts", body, content_type="application/json", headers=headers)


def test_what_it_sends_is_an_alert_of_the_nearest_post_and_it_is_told_a_number_alone(cast: Cast, token: str):
    answer = send(token)
    row = Alert.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"receipt": row.subject.hex[-6:].upper(), "new": True}
    assert (row.group, row.came_by, row.people, row.read_at) == ("piedras-negras", "emergency_center", 4, None)
    assert whereabouts([row.subject])[row.subject].lat == 28.7001
    (told,) = history(row.subject)
    caller = open_box(told.id, FieldClass.IDENTITY) or {}
    assert (caller["name"], caller["call_back"]) == ("C-4 / C-5 · 2026-0042", "5550101")
    assert "sin agua" in cast.client("ines").get(f"/alertas/{row.subject}/").content.decode()
    assert cast.client("nadia").get(f"/alertas/{row.subject}/").status_code == 404


def test_twice_is_once_by_its_own_reference_also_under_another_token(cast: Cast, token: str):
    first = send(token).json()
    other = make_intake(institution="c4-c5", by=cast.reader("alma"), at=datetime.now(UTC))[1]
    for again in (send(token), send(token, people=9), send(other)):
        assert again.status_code == 200
        assert again.json() == {"receipt": first["receipt"], "new": False}
    assert Alert.objects.count() == 1
    assert send(token, reference="2026-0043").status_code == 201


def test_words_alone_are_taken_and_without_a_place_headquarters_has_it(token: str):
    send(token, {"reference": "a", "where": "lat 14.90 lon -92.26"})
    send(token, {"reference": "b", "condition": "dunas y una torre"})
    assert {row.group for row in Alert.objects.all()} == {"tapachula", "central"}


@pytest.mark.parametrize("told_at", ["2198-01-01T00:00:00Z", "1969-12-31T23:00:00Z", "0001-01-01T00:00:00Z"])
def test_a_centre_whose_clock_is_wrong_is_taken_at_the_hour_of_this_machine(token: str, told_at: str):
    assert send(token, {"reference": "x", "people": 2, "told_at": told_at}).status_code == 201
    assert abs(Alert.objects.get().told_at - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({}, "public.sent_not_understood", "reference"),
        ({"reference": ""}, "public.sent_not_understood", "reference"),
        ({"reference": "x", "name": "Obsidiana"}, "public.sent_not_understood", "name"),
        ({"reference": "x", "nationality": "HN"}, "public.sent_not_understood", "nationality"),
        ({"reference": "x", "lat": 99, "lon": 0}, "public.sent_not_understood", "lat"),
        ({"reference": "x", "people": -1}, "public.sent_not_understood", "people"),
        ({"reference": "x", "told_at": "2026-11-20T10:00:00"}, "public.sent_not_understood", "told_at"),
        ({"reference": "x"}, "rescue.nothing_told", ""),
        ({"reference": "x", "lat": -100.523, "lon": 28.7}, "public.sent_not_understood", "lat"),
        ({"reference": "x", "lat": 28.7, "lon": 100.523}, "places.sign_missing", ""),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(token: str, told: dict[str, Any], code: str, field: str):
    answer = send(token, told)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert field in answer.json()["hint"]
    assert "Obsidiana" not in answer.content.decode()
    assert Alert.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"[", b"[1]", b'"x"', b"null"])
def test_what_is_no_json_is_answered(token: str, body: bytes):
    assert send(token, body).status_code in (400, 422)


def test_a_wrong_or_ended_token_is_a_stranger_and_twenty_of_them_wait(cast: Cast, token: str):
    for wrong in ("", "x", token[:-1]):
        assert send(wrong).status_code == 401
    row = Intake.objects.get()
    assert end_intake(intake=row.pk, by=cast.reader("alma"), at=datetime.now(UTC))
    assert send(token).status_code == 401
    other = make_intake(institution="c4-c5", by=cast.reader("alma"), at=datetime.now(UTC))[1]
    for _ in range(20):
        send("x")
    assert send(other).status_code == 401
    assert Alert.objects.count() == 0


def test_who_floods_waits_and_a_known_reference_is_still_answered(token: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "SENT", Limit(2, 600))
    codes = [send(token, reference=str(n)).status_code for n in range(3)]
    assert codes == [201, 201, 429]


def test_it_reads_nothing_on_any_other_route(world: World, token: str):  # noqa: F811  the fixture
    """With its token each route answers as to a stranger, for reading and for writing."""
    headers = {"Authorization": f"Bearer {token}"}
    differs = []
    for route in NAMES:
        address = world.address(route)
        for method in ("get", "post"):
            if (route, method) == ("api/v1/alerts", "post"):
                continue
            known, stranger = (getattr(Client(), method)(address, headers=shown) for shown in (headers, {}))
            same = known.status_code == stranger.status_code and len(known.content) == len(stranger.content)
            differs += [] if same else [(method, address, known.status_code, stranger.status_code)]
    assert differs == []
    assert len(NAMES) > 60


def test_of_its_own_alert_it_reads_nothing_either(token: str):
    send(token)
    for method in ("get", "put", "delete", "patch", "head"):
        answer = getattr(Client(), method)("/api/v1/alerts", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code in (404, 405)
        assert b"C-4" not in answer.content


@pytest.mark.parametrize("role", HARD)
def test_who_could_detain_never_holds_a_token(cast: Cast, role: Role):
    now = datetime.now(UTC)
    held = [row.code for row in pack("mx").institutions.values() if row.role == role]
    assert held, "the pack has one, so that the test can fail"
    assert not may_send_alerts(role)
    for code in held:
        with pytest.raises(NotAnEmergencyCentre):
            make_intake(institution=code, by=cast.reader("alma"), at=now)
    assert Intake.objects.count() == 0


@pytest.mark.parametrize("role", HARD)
def test_a_token_whose_institution_became_such_a_body_is_worth_nothing(
    cast: Cast, token: str, role: Role, monkeypatch: pytest.MonkeyPatch
):
    changed = pack("mx").institutions["c4-c5"].model_copy(update={"role": role})
    monkeypatch.setitem(pack("mx").institutions, "c4-c5", changed)
    assert send(token).status_code == 401
    assert Alert.objects.count() == 0


def test_no_other_role_holds_one_either():
    assert [role for role in Role if may_send_alerts(role)] == [Role.EMERGENCY]


@pytest.mark.parametrize("name", ["ines", "rafael", "nadia", "graciela", "octavio"])
def test_only_the_administration_gives_and_takes_tokens(cast: Cast, token: str, name: str):
    row = Intake.objects.get()
    assert cast.client(name).get("/cuentas/centros/").status_code in (403, 404)
    assert cast.client(name).post("/cuentas/centros/", {"institution": "c4-c5"}).status_code in (403, 404)
    assert cast.client(name).post(f"/cuentas/centros/{row.pk}/quitar/").status_code in (403, 404)
    with pytest.raises((NotYourUsers, NotForYou)):
        make_intake(institution="c4-c5", by=cast.reader(name), at=datetime.now(UTC))
    assert Intake.objects.filter(ended_at=None).count() == 1


def test_the_page_shows_a_token_once_and_offers_no_other_institution(cast: Cast):
    alma = cast.client("alma")
    page = alma.post("/cuentas/centros/", {"institution": "c4-c5"})
    token = page.content.decode().split("<code>")[1].split("</code>")[0]
    assert send(token).status_code == 201
    again = alma.get("/cuentas/centros/").content.decode()
    assert token not in again
    assert "Instituto Nacional de Migración" not in again
    refused = alma.post("/cuentas/centros/", {"institution": "inm"})
    assert refused.status_code == 422
    assert "Solo un centro de emergencias" in refused.content.decode()
    row = Intake.objects.get()
    alma.post(f"/cuentas/centros/{row.pk}/quitar/")
    assert send(token, reference="b").status_code == 401
    assert "Centros de emergencia" in alma.get("/cuentas/").content.decode()
    assert "Centros de emergencia" not in cast.client("rafael").get("/cuentas/").content.decode()


def test_it_is_described_in_openapi():
    told = Client().get("/api/v1/openapi.json").json()
    (path,) = told["paths"]
    assert path == "/api/v1/alerts"
    assert set(told["paths"][path]) == {"post"}
    fields = set(told["components"]["schemas"]["Sent"]["properties"])
    assert fields == {"reference", "told_at", "lat", "lon", "where", "people", "children", "condition", "call_back"}


def test_an_alert_of_an_hour_ago_is_as_old_as_it_says(token: str):
    told_at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    send(token, told_at=told_at.isoformat())
    assert Alert.objects.get().told_at == told_at
