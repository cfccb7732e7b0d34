"""Handing an alert over at the desk: what is said and no name, a form that comes back filled, the outcome owed, a code once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from vereda.access.tests.cast import Cast, text
from vereda.encounters.door import PlaceKind, Where
from vereda.rescue import door as rescue
from vereda.rescue.door import Told
from vereda.rescue.models.passing import Passing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
FORM = {
    "to": "c4-c5", "reason": "nearer", "handed:position": "on", "handed:number": "on",
    "told_caller": "told", "told_person": "not_reached",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alert(clock: time_machine.Traveller, cast: Cast, by) -> UUID:
    point = Where(kind=PlaceKind.POINT, lat=28.7123, lon=-100.5234)
    told = Told(
        people=4, needs=["no_water"], urgent=["labour"], where=point, note="Obsidiana", caller="Rosa", call_back="5550101"
    )
    return rescue.receive_alert(told, by=by("ines"), at=NOW).subject


def test_the_page_says_what_may_be_said_and_no_name(cast: Cast, alert: UUID):
    ines = cast.client("ines")
    assert f"/alertas/{alert}/entrega/" in ines.get(f"/alertas/{alert}/").content.decode()
    page = text(ines.get(f"/alertas/{alert}/entrega/"))
    for said in ("28.71230, -100.52340", "4 personas", "Parto", "Sin agua", "5550101", "Nunca el nombre"):
        assert said in page
    for sealed in ("Rosa", "Obsidiana"):
        assert sealed not in page
    assert "Instituto Nacional de Migración · solo por peligro de muerte" in page


def test_it_is_kept_once_however_often_the_form_is_sent(cast: Cast, alert: UUID):
    from vereda.desk.web.new_encounter import fresh_token

    ines, form = cast.client("ines"), {"form": fresh_token(), **FORM}
    for _ in range(2):
        assert ines.post(f"/alertas/{alert}/entrega/", form).status_code == 302
    (row,) = Passing.objects.all()
    assert ines.post(f"/alertas/{alert}/entrega/{row.entry}/folio/", {"receipt": "C5-0042"}).status_code == 302
    page = text(ines.get(f"/alertas/{alert}/entrega/"))
    assert "C5-0042" in page
    assert "no lo han dicho" in page


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"to": ""}, "Elija de la lista a quién se entrega"),
        ({"reason": ""}, "Diga por qué se entrega"),
        ({"to": "inm"}, "solo por peligro de muerte fuera de nuestro alcance"),
        ({"handed:position": "", "handed:number": ""}, "Marque qué se dijo"),
        ({"told_caller": ""}, "Diga si se avisó antes"),
    ],
)
def test_what_is_missing_comes_back_filled(cast: Cast, alert: UUID, missing, said):
    answer = cast.client("ines").post(f"/alertas/{alert}/entrega/", {**FORM, **missing})
    assert answer.status_code == 422
    assert said in text(answer)
    assert re.search(r'id="told-person-not_reached"[^>]* checked', answer.content.decode())
    assert Passing.objects.count() == 0


def test_the_board_asks_for_the_outcome_until_somebody_asked_or_knows(cast: Cast, alert: UUID, clock):
    ines = cast.client("ines")
    ines.post(f"/alertas/{alert}/entrega/", FORM)
    (row,) = Passing.objects.all()
    assert "qué pasó con la alerta" not in text(ines.get("/hoy/"))
    clock.move_to(NOW + timedelta(hours=25))
    ines = cast.client("ines")
    assert "Pregunte a Centros de atención de emergencias (C-4, C-5, C5i) qué pasó con la alerta" in text(ines.get("/hoy/"))
    assert "qué pasó con la alerta" not in text(cast.client("nadia").get("/hoy/"))
    assert "Toca preguntar, a las 24 horas" in text(ines.get(f"/alertas/{alert}/entrega/"))
    assert "a las 24 horas" in text(ines.get("/alertas/entregadas/"))
    ines.post(f"/alertas/{alert}/entrega/{row.entry}/pregunta/")
    assert "qué pasó con la alerta" not in text(ines.get("/hoy/"))
    clock.move_to(NOW + timedelta(hours=73))
    ines = cast.client("ines")
    assert "qué pasó con la alerta" in text(ines.get("/hoy/"))
    ines.post(f"/alertas/{alert}/entrega/{row.entry}/resultado/", {"outcome": "found_alive", "people": "4"})
    assert "qué pasó con la alerta" not in text(ines.get("/hoy/"))
    assert "Con vida: 4" in text(ines.get(f"/alertas/{alert}/entrega/"))
    assert "Anotó lo que dijeron que pasó" in text(ines.get(f"/alertas/{alert}/"))


def test_a_code_is_shown_once_and_stays_in_no_history(cast: Cast, alert: UUID):
    ines = cast.client("ines")
    answer = ines.post(f"/alertas/{alert}/codigo/")
    code = re.search(r"\d{4}-\d{4}-\d{4}", answer.content.decode())
    assert code
    assert answer["Cache-Control"] == "no-store"
    assert rescue.state_of_code(rescue.typed_code(code[0]), "mx", NOW) == "open"
    for address in (f"/alertas/{alert}/", f"/alertas/{alert}/entrega/"):
        assert code[0] not in ines.get(address).content.decode()


def test_nadia_sees_and_does_nothing_of_another_group(cast: Cast, alert: UUID):
    cast.client("ines").post(f"/alertas/{alert}/entrega/", FORM)
    (row,) = Passing.objects.all()
    nadia = cast.client("nadia")
    assert nadia.get(f"/alertas/{alert}/entrega/").status_code == 404
    assert nadia.post(f"/alertas/{alert}/entrega/", FORM).status_code == 404
    assert nadia.post(f"/alertas/{alert}/codigo/").status_code == 404
    nadia.post(f"/alertas/{alert}/entrega/{row.entry}/resultado/", {"outcome": "found_dead"})
    row.refresh_from_db()
    assert row.outcome == ""
    assert "C-4" not in text(nadia.get("/alertas/entregadas/"))
