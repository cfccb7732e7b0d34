"""Incidents and closed areas at the desk: shown on board, plan and departure, never in the way; nothing typed is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.groups import door as groups
from vereda.groups.models import Patrol
from vereda.logbook.models import LogEntry
from vereda.safety import door as safety
from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.models.incident import Incident

pytestmark = pytest.mark.django_db
INCIDENT = {
    "what": "threat",
    "severity": "grave",
    "against": "staff",
    "done:left": "on",
    "told:coordination": "on",
    "note": "Obsidiana",
}


def token() -> str:
    from vereda.desk.web.new_encounter import fresh_token

    return fresh_token()


def today(days: int = 0) -> str:
    """Return a day as the post counts it."""
    with timezone.override("America/Matamoros"):
        return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def route(by):
    """Return a route of the post."""
    return groups.name_route(name="Vía del tren", number="2", zone="Norte", by=by("rafael"), at=datetime.now(UTC)).subject


@pytest.fixture
def shut(by, route: UUID) -> UUID:
    """Return an area that is closed on the route."""
    with timezone.override("America/Matamoros"):
        day = timezone.localdate()
    where = safety.Where(name="Vía del tren", route=route)
    return safety.closed_actions.close_area(
        where, reason=safety.ClosedFor.SHOTS, said_by=safety.Source.TEAM, from_on=day, until_on=day + timedelta(days=9),
        note="ayer a las once", by=by("rafael"), at=datetime.now(UTC),
    ).subject  # fmt: skip


def report(cast: Cast, name: str = "ines", **changed):
    return cast.client(name).post("/seguridad/incidentes/nuevo/", {**INCIDENT, "form": token(), **changed})


# Incidents ------------------------------------------------------------------------------------------------------------------


def test_an_incident_is_reported_once_however_often_it_is_tapped_and_its_words_are_sealed(cast: Cast):
    client, form = cast.client("ines"), {**INCIDENT, "form": token()}
    for _ in range(2):
        answer = client.post("/seguridad/incidentes/nuevo/", form)
        assert answer.status_code == 302
    row = Incident.objects.get()
    assert (row.what, row.severity, row.against) == ("threat", "grave", "staff")
    assert b"Obsidiana" not in bytes(LogEntry.objects.get(kind="safety.incident_reported").body)
    page = text(client.get(answer.url))
    assert "Obsidiana" in page
    assert "El equipo se fue de ahí" in page
    assert ReadRow.objects.filter(subject=str(row.subject), record_class="K2").count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": ""}, "Diga qué pasó"),
        ({"what": "dragon"}, "Diga qué pasó"),
        ({"severity": ""}, "Diga qué tan grave"),
        ({"at": "2198-01-01T10:00"}, "La hora está en el futuro"),
        ({"at": "ayer"}, "La fecha y la hora no se entienden"),
        ({"note": "x" * 4001}, "acórtelo"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(cast: Cast, changed, words):
    answer = report(cast, route="Brecha del mezquite", **changed)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="Brecha del mezquite"' in answer.content.decode()
    assert "Obsidiana" in answer.content.decode() or "note" in changed
    assert Incident.objects.count() == 0


def test_an_incident_is_followed_closed_and_opened_again(cast: Cast):
    url = report(cast).url
    client = cast.client("rafael")
    answer = client.post(f"{url}seguir/", {"form": token(), "note": "", "severity": "grave"})
    assert answer.status_code == 422, "the same severity is no news"
    assert "Diga qué se hizo" in text(answer)
    client.post(f"{url}seguir/", {"form": token(), "done:talked": "on", "severity": "serious"})
    assert Incident.objects.get().severity == "serious"
    client.post(f"{url}cerrar/", {"outcome": "settled"})
    assert "Cerrado: Quedó resuelto" in text(client.get(url))
    assert "ya se cerró" in text(client.post(f"{url}cerrar/", {"outcome": "mistake"}, follow=True))
    client.post(f"{url}reabrir/")
    assert Incident.objects.get().outcome == ""


def test_a_grave_incident_is_on_the_board_and_in_the_hand_over_without_its_words_and_not_on_the_wall(cast: Cast):
    report(cast, route="Ruta 4")
    report(cast, severity="note", what="theft")
    board = text(cast.client("rafael").get("/hoy/"))
    assert "Incidente GRAVE: Amenaza" in board
    assert "Robo" not in board, "what is only to be known is no notice"
    page = text(cast.client("rafael").get("/turno/entrega/"))
    assert "Incidentes de seguridad abiertos" in page
    assert "Obsidiana" not in board + page
    from vereda.desk.labels import Labels
    from vereda.desk.rooms.noticed import Asked
    from vereda.desk.rooms.notices import notices

    told = notices(Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx")))
    assert [one.on_wall for one in told if "Incidente" in one.said] == [False]


def test_nadia_sees_and_changes_nothing(cast: Cast, shut: UUID):
    url, nadia = report(cast).url, cast.client("nadia")
    assert "Amenaza" not in text(nadia.get("/seguridad/"))
    assert "Vía del tren" not in text(nadia.get("/seguridad/"))
    assert nadia.get(url).status_code == 404
    assert nadia.post(f"{url}cerrar/", {"outcome": "settled"}).status_code == 404
    assert nadia.get(f"/seguridad/zonas/{shut}/").status_code == 404
    assert nadia.post(f"/seguridad/zonas/{shut}/abrir/").status_code == 404
    assert nadia.post(f"/seguridad/zonas/{shut}/renovar/", {"until": today(3)}).status_code == 404
    assert (Incident.objects.get().outcome, ClosedArea.objects.get().opened_on) == ("", None)
    for who in ("octavio", "graciela", "bruno"):
        assert cast.client(who).get("/seguridad/").status_code in (403, 404)


# Closed areas -------------------------------------------------------------------------------------------------------------


def test_an_agent_closes_an_area_by_one_form_and_twice_sent_it_is_one(cast: Cast, route: UUID):
    form = {"ground": f"route:{route}", "reason": "shots", "said_by": "team", "from": today(), "until": today(3), "form": token()}
    client = cast.client("ines")
    for _ in range(2):
        assert client.post("/seguridad/zonas/nueva/", form).status_code == 302
    row = ClosedArea.objects.get()
    assert (row.name, row.route, row.reason) == ("2: Vía del tren", route, "shots")
    assert "CERRADA: 2: Vía del tren" in text(client.get("/hoy/"))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "escriba cómo le dicen"),
        ({"reason": ""}, "por qué está cerrada"),
        ({"until": ""}, "Diga hasta qué día"),
        ({"until": today(31)}, "30 días a lo más"),
        ({"until": today(-1)}, "ya pasó"),
        ({"until": "mañana"}, "La fecha no se entiende"),
        ({"note": "x" * 2001}, "acórtelo"),
    ],
)
def test_a_form_of_an_area_that_is_wrong_comes_back_with_what_was_typed(cast: Cast, changed, words):
    first = {"name": "La presa", "reason": "flood", "from": today(), "until": today(3), "note": "Obsidiana"}
    answer = cast.client("ines").post("/seguridad/zonas/nueva/", {**first, "form": token(), **changed})
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Obsidiana" in answer.content.decode() or "note" in changed
    assert ClosedArea.objects.count() == 0


def test_an_area_is_renewed_and_opened_from_its_page(cast: Cast, shut: UUID):
    client, url = cast.client("ines"), f"/seguridad/zonas/{shut}/"
    assert "ayer a las once" in text(client.get(url))
    assert client.post(f"{url}renovar/", {"until": today(99), "form": token()}).status_code == 422
    assert client.post(f"{url}renovar/", {"until": today(20), "form": token()}).status_code == 302
    assert "Zona abierta" in text(client.post(f"{url}abrir/", follow=True))
    assert "Ya no está cerrada" in text(client.get(url))
    assert "ya está abierta" in text(client.post(f"{url}abrir/", follow=True))


def test_what_is_closed_is_shown_on_the_forms_of_plan_and_departure_and_hinders_nobody(cast: Cast, route: UUID, shut: UUID):
    client = cast.client("ines")
    for path in ("/recorridos/plan/nuevo/", "/recorridos/sale/"):
        page = text(client.get(path))
        assert "CERRADA: Vía del tren" in page
        assert "CERRADA hasta" in page
    form = {"named_route": str(route), "back_h": "4", "form": token()}
    for _ in range(2):
        answer = client.post("/recorridos/sale/", form, follow=True)
    assert "Salió de todos modos" in text(answer)
    patrol = Patrol.objects.get()
    assert [one[1] for one in ClosedArea.objects.get().passed] == [str(patrol.subject)]
    assert "Hay un equipo fuera por donde está cerrado" in text(client.get("/hoy/"))
    assert "Salieron por ahí de todos modos" in text(client.get(f"/seguridad/zonas/{shut}/"))


def test_a_planned_team_sees_it_and_goes_by_one_tap_and_it_is_written_once(cast: Cast, by, route: UUID, shut: UUID):
    with timezone.override("America/Matamoros"):
        on = timezone.localdate()
    out = groups.Outing(on=on, leaves="23:59", route_said="2 Vía del tren", route=route)
    plan = groups.plan_patrol(out, by=by("rafael"), at=datetime.now(UTC)).subject
    client = cast.client("ines")
    for path in ("/recorridos/plan/", "/recorridos/sale/"):
        assert "CERRADA: Vía del tren" in text(client.get(path))
    for _ in range(2):
        client.post(f"/recorridos/plan/{plan}/sale/")
    assert Patrol.objects.count() == 1
    assert len(ClosedArea.objects.get().passed) == 1


def test_a_team_on_another_route_meets_nothing(cast: Cast, shut: UUID):
    answer = cast.client("ines").post("/recorridos/sale/", {"route": "Puente 1", "back_h": "4", "form": token()}, follow=True)
    assert "Salió de todos modos" not in text(answer)
    assert ClosedArea.objects.get().passed == []


def test_an_area_that_ends_soon_is_said_louder_and_one_that_ended_once(cast: Cast, by):
    with timezone.override("America/Matamoros"):
        day = timezone.localdate()
        for name, until in (("Pronto", 1), ("Lejos", 20)):
            safety.closed_actions.close_area(
                safety.Where(name=name), reason=safety.ClosedFor.ROAD, said_by=safety.Source.TEAM,
                from_on=day, until_on=day + timedelta(days=until), by=by("rafael"), at=datetime.now(UTC),
            )  # fmt: skip
    page = text(cast.client("ines").get("/hoy/"))
    assert re.search(r"CERRADA: Pronto, [^.]*\. Si sigue el peligro, renuévela", page)
    assert not re.search(r"CERRADA: Lejos, [^.]*\. Si sigue", page)


# Leave ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def rule(cast: Cast, route: UUID) -> UUID:
    """Return the rule that the route needs leave."""
    form = {"ground": f"route:{route}", "asked_of": "landowner", "form": token()}
    assert cast.client("rafael").post("/seguridad/permisos/lugar/", form).status_code == 302
    return ClearanceRule.objects.get().subject


def test_where_leave_is_needed_is_the_coordinators_to_say(cast: Cast, rule: UUID):
    ines = cast.client("ines")
    assert ines.post("/seguridad/permisos/lugar/", {"name": "x", "asked_of": "team"}).status_code in (403, 404)
    assert ines.post(f"/seguridad/permisos/lugar/{rule}/quitar/").status_code in (403, 404)
    answer = cast.client("rafael").post("/seguridad/permisos/lugar/", {"name": "Rancho", "asked_of": "", "form": token()})
    assert answer.status_code == 422
    assert 'value="Rancho"' in answer.content.decode()
    cast.client("rafael").post(f"/seguridad/permisos/lugar/{rule}/quitar/")
    assert ClearanceRule.objects.count() == 0


def test_leave_is_asked_given_with_its_conditions_and_shown_where_teams_leave(cast: Cast, rule: UUID):
    client, form = cast.client("ines"), {"form": token()}
    assert "PIDA PERMISO: 2: Vía del tren" in text(client.get("/recorridos/sale/"))
    for _ in range(2):
        client.post(f"/seguridad/permisos/lugar/{rule}/pedir/", form)
    leave = Clearance.objects.get()
    assert "nadie ha anotado la respuesta" in text(client.get("/hoy/"))
    url = f"/seguridad/permisos/{leave.subject}/respuesta/"
    told = {"of": "landowner", "answer": "given", "conditions": "cerrar el portón", "form": token()}
    for until in ("", "2020-01-01T10:00"):
        answer = client.post(url, {**told, "until": until})
        assert answer.status_code == 422
        assert "cerrar el portón" in text(answer)
    with timezone.override("America/Matamoros"):
        until = (timezone.localtime() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(url, {**told, "until": until}).status_code == 302
    assert "cerrar el portón" in text(client.get("/seguridad/permisos/"))
    assert "Con permiso hasta" in text(client.get("/recorridos/sale/"))
    client.post(url, {"of": "landowner", "answer": "refused", "form": token()})
    assert Clearance.objects.get().answer == "refused"
    assert "PIDA PERMISO" in text(client.get("/recorridos/sale/"))


def test_who_goes_without_leave_is_told_so_and_goes(cast: Cast, route: UUID, rule: UUID):
    form = {"named_route": str(route), "back_h": "4", "form": token()}
    answer = cast.client("ines").post("/recorridos/sale/", form, follow=True)
    assert "PIDA PERMISO" in text(answer)
    assert Patrol.objects.count() == 1


def test_incidents_stand_in_the_daily_report_and_in_an_operation(cast: Cast, by):
    from vereda.desk.labels import Labels
    from vereda.desk.rooms.happened import Hours, happened
    from vereda.desk.rooms.operations import Within, of_safety

    report(cast)
    safety.raise_danger(by=by("ines"), at=datetime.now(UTC))
    now = timezone.localtime()
    told = dict(happened(Hours("mx", "piedras-negras", now - timedelta(hours=1), now + timedelta(hours=1))))
    assert (told["incidents"], told["officers_in_danger"]) == (1, 1)
    day = Incident.objects.get().on
    assert list(of_safety(Within("mx", "piedras-negras", day, day), Labels("mx"))) == [("Incidentes de seguridad", 1)]
    assert list(of_safety(Within("mx", "piedras-negras", day + timedelta(1), day + timedelta(2)), Labels("mx"))) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("!incident_outcome", "settled", "Quedó resuelto"),
        ("incident_severity", "grave", "Grave: hubo heridos o pudo haberlos"),
        ("incident_what", "threat", "Amenaza"),
        ("area_until_on", "2026-11-25", "25/11/2026"),
        ("area_reason", "patrolled", "Hay una autoridad esperando"),
        ("clearance_answer", ["refused", "", "", "landowner", "", ""], "No dieron permiso (Dueño o encargado del terreno)"),
        (
            "clearance_answer",
            ["given", "", "", "community", "2026-11-26T06:00:00+00:00", ""],
            "Dieron permiso hasta 26/11/2026 06:00 (Gente del lugar)",
        ),
    ],
)
def test_what_two_wrote_differently_is_said_in_words(field, value, said):
    from vereda.desk.labels import Labels
    from vereda.desk.rooms import wording

    with timezone.override("UTC"):
        assert wording.in_words(field, value, Labels("mx")) == said
    assert wording.field_name(field, Labels("mx")) != field


def test_two_ends_of_one_incident_wait_for_a_decision_in_words(cast: Cast, by):
    from vereda.logbook.door import disputes, record
    from vereda.safety.entries.incident import IncidentClosed

    told = safety.Happening(what="threat", severity=safety.Severity.NOTE)
    reported = safety.incident_actions.report_incident(told, by=by("ines"), at=datetime.now(UTC))
    for name, end in (("ines", "settled"), ("rafael", "mistake")):
        payload = IncidentClosed(outcome=safety.IncidentEnd(end))
        record(payload, subject=reported.subject, seen=[reported.entry], by=by(name), at=datetime.now(UTC))
    assert [row.field for row in disputes("piedras-negras", "mx")] == ["!incident_outcome"]
    page = text(cast.client("rafael").get("/diferencias/"))
    assert "Incidente de seguridad" in page
    assert "Quedó resuelto" in page
    assert "No era lo que parecía" in page
