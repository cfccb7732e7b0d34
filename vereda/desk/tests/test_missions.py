"""A mission at the desk: sent, heard, overdue, found, printed; another group sees nothing, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.dates import shortday
from vereda.desk.rooms.history import what
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.entries import Recorded
from vereda.encounters.models import Encounter
from vereda.logbook.door import history
from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam
from vereda.rescue.models.mission import Mission

pytestmark = pytest.mark.django_db


def form(cast: Cast, **typed) -> dict[str, str]:
    ines = str(cast.account("ines").pk)
    usual = {"form": fresh_token(), "call_sign": "Lobo 2", f"team:{ines}": "on", "means0": "airboat", "number0": "2"}
    return {**usual, "every": "60", "grace": "10", "place": "puerta del rancho", "point": "28.71234, -100.52345", **typed}


@pytest.fixture
def sent(cast: Cast, mission: UUID) -> MissionTeam:
    answer = cast.client("rafael").post(f"/misiones/{mission}/despacho/", form(cast))
    assert answer.status_code == 302, text(answer)
    return MissionTeam.objects.get()


def act(cast: Cast, row: MissionTeam, what: str):
    return cast.client("rafael").post(f"/misiones/{row.subject}/equipos/{row.team}/{what}/", follow=True)


def test_a_team_is_sent_once_from_one_form_and_its_page_says_when_it_is_due(cast: Cast, mission: UUID):
    rafael, typed = cast.client("rafael"), form(cast)
    assert "Despachar un equipo" in text(rafael.get(f"/misiones/{mission}/despacho/"))
    for _ in range(2):
        assert rafael.post(f"/misiones/{mission}/despacho/", typed).status_code == 302
    row = MissionTeam.objects.get()
    assert [(one["code"], one["number"]) for one in row.means] == [("airboat", "2")]
    page = text(rafael.get(f"/misiones/{mission}/"))
    assert "Lobo 2 · Aerobote 2" in page
    assert "debe reportarse a las" in page
    assert "puerta del rancho · 28.71234, -100.52345" in page
    counting = text(rafael.get(f"/misiones/{mission}/", {"purpose": "quality_audit"}))
    assert "28.71234" not in counting


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"call_sign": ""}, "Diga cómo se llama el equipo"),
        ({"every": "2"}, "entre 5 y 1440"),
        ({"meet_at": "2033-01-01T10:00"}, "Revise la hora de la cita"),
        ({"point": "95, 200"}, "Todavía no se guardó"),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_typed(cast: Cast, mission: UUID, typed, said):
    answer = cast.client("rafael").post(f"/misiones/{mission}/despacho/", form(cast, **typed))
    assert answer.status_code == 422
    assert said in text(answer)
    page = answer.content.decode()
    assert 'value="puerta del rancho"' in page
    assert 'value="airboat" selected' in page
    assert not MissionTeam.objects.exists()


def test_a_sign_that_is_out_already_is_refused_beside_its_field(cast: Cast, sent: MissionTeam):
    answer = cast.client("rafael").post(f"/misiones/{sent.subject}/despacho/", form(cast))
    assert answer.status_code == 422
    assert "Lobo 2 ya está fuera en esta misión" in text(answer)


def test_a_team_leaves_is_heard_and_returns_and_the_mission_is_closed_only_then(cast: Cast, sent: MissionTeam):
    assert "el equipo salió" in text(act(cast, sent, "sale"))
    assert "ya había salido" in text(act(cast, sent, "sale"))
    assert "por radio" in text(act(cast, sent, "radio"))
    rafael = cast.client("rafael")
    refused = text(rafael.post(f"/misiones/{sent.subject}/cerrar/", {"outcome": "found"}, follow=True))
    assert "Todavía no regresa Lobo 2" in refused
    act(cast, sent, "regresa")
    assert "sigue fuera" in text(act(cast, sent, "sigue-fuera"))
    act(cast, sent, "regresa")
    assert "Misión cerrada" in text(rafael.post(f"/misiones/{sent.subject}/cerrar/", {"outcome": "found"}, follow=True))
    assert Mission.objects.get().attempts[0][3] == "found"
    learnt = text(rafael.post(f"/misiones/{sent.subject}/aprendido/", {"text": "Faltó agua"}, follow=True))
    assert "Faltó agua" in learnt
    assert "PN-7" in text(rafael.get("/misiones/"))
    assert cast.client("rafael").post(f"/misiones/{sent.subject}/equipos/{sent.team}/vuela/").status_code == 404


def test_who_goes_and_how_often_they_are_heard_is_said_again(cast: Cast, sent: MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{sent.subject}/equipos/{sent.team}/"
    assert 'value="Lobo 2"' in rafael.get(way).content.decode()
    assert rafael.post(way, form(cast, call_sign="Lobo 3", every="30")).status_code == 302
    row = MissionTeam.objects.get()
    assert (row.call_sign, row.check_in_min) == ("Lobo 3", 30)


def test_a_situation_report_is_kept_and_an_empty_one_is_asked_for(cast: Cast, mission: UUID):
    rafael = cast.client("rafael")
    page = text(rafael.post(f"/misiones/{mission}/parte/", {"text": "Hay pisadas", "form": fresh_token()}, follow=True))
    assert "Parte de situación" in page
    assert "Hay pisadas" in page
    empty = rafael.post(f"/misiones/{mission}/parte/", {"text": "  ", "form": fresh_token()})
    assert empty.status_code == 422
    assert "Escriba qué hay que saber" in text(empty)


def test_a_clue_is_kept_shown_and_taken_away(cast: Cast, sent: MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{sent.subject}/pista/"
    assert "Pisadas" in text(rafael.get(way))
    told = {"form": fresh_token(), "what": "footprints", "of_team": str(sent.team), "place": "arroyo", "text": "tres pares"}
    page = text(rafael.post(way, told, follow=True))
    assert "Anotó una pista: Lobo 2 · Pisadas" in page
    assert "tres pares" in page
    clue = Mission.objects.get().clues[0]["line"]
    assert "Pista quitada" in text(rafael.post(f"{way}{clue}/quitar/", follow=True))
    wrong = rafael.post(way, {**told, "form": fresh_token(), "what": "dragon"})
    assert wrong.status_code == 422
    assert "tres pares" in wrong.content.decode()


def found(cast: Cast, mission: UUID, **typed):
    told = {"form": fresh_token(), "people": "5", "children": "2", "s:RESCUE": "on", "s:WATER": "on", "goes": "SHELTER"}
    return cast.client("ines").post(f"/misiones/{mission}/encontradas/", {**told, "point": "28.72, -100.53", **typed})


def test_people_found_are_an_encounter_and_a_fact_of_the_mission_in_one_block(cast: Cast, sent: MissionTeam):
    told = {"form": fresh_token(), "of_team": str(sent.team)}
    for _ in range(2):
        assert found(cast, sent.subject, **told).status_code == 302
    met = Encounter.objects.get()
    assert (met.people_met, met.mission, met.dispositions) == (5, sent.subject, ";SHELTER;")
    (one,) = Mission.objects.get().found
    assert (one["people"], one["encounter"], one["team"]) == (5, str(met.subject), str(sent.team))
    blocks = {entry.received_at for entry in (*history(met.subject), history(sent.subject)[-1])}
    assert len(blocks) == 1, "received together"
    page = text(cast.client("rafael").get(f"/misiones/{sent.subject}/"))
    assert "Encontradas: 5" in page


def test_a_family_goes_to_the_shelter_and_one_of_them_to_hospital_and_is_one_meeting(cast: Cast, sent: MissionTeam):
    told = {"goes": "SHELTER", "goes_n": "4", "goes1": "HOSPITAL", "goes_n1": "1", "note": "Obsidiana"}
    assert found(cast, sent.subject, **told).status_code == 302
    met = Encounter.objects.get()
    recorded = next(one.payload for one in history(met.subject) if isinstance(one.payload, Recorded))
    assert [(one.code, one.people) for one in recorded.dispositions] == [("SHELTER", 4), ("HOSPITAL", 1)]
    assert (recorded.people_met, len(Mission.objects.get().found)) == (5, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"goes_n": "4", "goes1": "HOSPITAL", "goes_n1": "2"}, "Los destinos suman 6 personas, más que las 5 encontradas."),
        ({"goes_n": "4", "goes1": "HOSPITAL"}, "diga cuántas van a este"),
        ({"goes_n": "4", "goes_n1": "1"}, "Diga a dónde van esas personas"),
        ({"goes1": "DRAGON", "goes_n": "1", "goes_n1": "1"}, "Ya no está en la lista"),
        ({"alone": "2", "goes1": "CHILD_PROTECTION", "goes_n": "4", "goes_n1": "1"}, "Falta avisar"),
    ],
)
def test_what_does_not_add_up_of_where_they_go_is_said_and_nothing_is_lost(cast: Cast, sent: MissionTeam, typed, said: str):
    answer = found(cast, sent.subject, **{"note": "Obsidiana", **typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Obsidiana" in answer.content.decode()
    assert not Encounter.objects.exists()


def test_a_coordinator_is_told_who_writes_down_people_found_and_is_shown_no_button(cast: Cast, sent: MissionTeam):
    for name, has_button in (("rafael", False), ("ines", True)):
        page = cast.client(name).get(f"/misiones/{sent.subject}/").content.decode()
        assert ("encontradas/" in page) is has_button
        assert ("Las anota una persona agente o paramédica" in page) is not has_button
    assert cast.client("rafael").get(f"/misiones/{sent.subject}/encontradas/").status_code == 403


def test_a_family_of_five_that_is_found_at_two_after_midnight_counts_on_that_day_and_goes_where_it_chose(cast: Cast, by):
    zone = ZoneInfo("America/Matamoros")
    evening = datetime.combine(datetime.now(zone).date() + timedelta(days=1), time(23, 30), zone)
    morning = (evening + timedelta(hours=2, minutes=30)).replace(tzinfo=zone)
    with time_machine.travel(evening, tick=False):
        mission = rescue.open_mission(by=by("ines"), at=timezone.now(), folio="PN-8").subject
    with time_machine.travel(morning + timedelta(minutes=10), tick=False):
        answer = found(cast, mission, at=f"{morning:%Y-%m-%dT%H:%M}", goes="GOES_ON")
        assert answer.status_code == 302
    met = Encounter.objects.get()
    assert (met.local_on, met.people_met, met.dispositions) == (morning.date(), 5, ";GOES_ON;")
    assert morning.date() == evening.date() + timedelta(days=1)
    assert Mission.objects.get().found[0]["at"][:16] == f"{morning:%Y-%m-%dT%H:%M}"


def test_a_withdrawn_encounter_no_longer_counts_among_the_found(cast: Cast, sent: MissionTeam):
    from vereda.access.door import author_of
    from vereda.encounters.door import WithdrawnFor, withdraw_meeting

    found(cast, sent.subject)
    by = author_of(cast.reader("rafael"))
    withdraw_meeting(Encounter.objects.get().subject, reason=WithdrawnFor.MISTAKE, by=by, at=timezone.now())
    assert "Encontradas: 0" in text(cast.client("rafael").get(f"/misiones/{sent.subject}/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"people": ""}, "Diga cuántas personas encontraron"),
        ({"children": "9"}, "Son más que todas las personas"),
        ({"alone": "1"}, "Falta avisar"),
        ({"alone": "3", "alone_later": "on"}, "Son más que las niñas y niños"),
        ({"goes": "TAKEN_BY_AUTHORITY"}, "elija otro"),
    ],
)
def test_people_found_with_something_wrong_come_back_and_nothing_is_written(cast: Cast, sent: MissionTeam, typed, said):
    answer = found(cast, sent.subject, **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Encounter.objects.exists()
    assert Mission.objects.get().found == []


def test_a_team_of_a_mission_is_out_wherever_it_is_said_who_is_out(cast: Cast, sent: MissionTeam):
    rafael = cast.client("rafael")
    for way in ("/hoy/", "/recorridos/", "/radio/"):
        page = text(rafael.get(way))
        assert "Lobo 2 · misión PN-7" in page, way
        assert "Nadie está fuera" not in page, way
    assert text(rafael.get("/hoy/")).count("Lobo 2") == 1, "said once: who is out, not again under its mission"
    assert "Lobo 2 (PN-7)" in text(rafael.get("/turno/entrega/"))
    act(cast, sent, "regresa")
    assert "Nadie está fuera" in text(rafael.get("/hoy/"))


def test_an_overdue_team_stands_above_all_pages_until_somebody_asks_for_it(cast: Cast, sent: MissionTeam):
    with time_machine.travel(timezone.now() + timedelta(minutes=71), tick=False):
        rafael, graciela = cast.client("rafael"), cast.client("graciela")
        for way in ("/hoy/", "/agente-en-peligro/banda/"):
            page = text(rafael.get(way))
            assert "EQUIPO SIN REPORTARSE Lobo 2 · misión PN-7" in page, way
            assert "Nadie pregunta por ellos" in page
        assert "SIN REPORTARSE" in text(rafael.get(f"/misiones/{sent.subject}/"))
        assert "Lobo 2 de la misión PN-7: SIN REPORTARSE" in text(rafael.get("/hoy/"))
        assert "EQUIPO SIN REPORTARSE Lobo 2" in text(graciela.get("/central/banda/"))
        central = text(graciela.get("/central/misiones/"))
        assert "SIN REPORTARSE" in central
        assert "28.71234" not in central
        answer = graciela.post(f"/central/misiones/{sent.subject}/{sent.team}/enterado/", follow=True)
        assert "la central pregunta por el equipo" in text(answer)
        band = text(rafael.get("/agente-en-peligro/banda/"))
        assert "Nadie pregunta por ellos" not in band
        assert "pregunta por ellos desde las" in band
        assert "central" in text(rafael.get(f"/misiones/{sent.subject}/"))


def test_the_page_asks_again_and_gets_nothing_while_nothing_changed(cast: Cast, sent: MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{sent.subject}/vivo/"
    with time_machine.travel(timezone.now(), tick=False):
        first = rafael.get(way)
        mark = re.search(r"visto=([\w-]+)", first.content.decode()).group(1)
        reads = ReadRow.objects.count()
        again = rafael.get(way, {"visto": mark})
        assert (again.status_code, again.content) == (204, b"")
        assert ReadRow.objects.count() == reads, "what was not shown was not read"
        act(cast, sent, "radio")
        changed = rafael.get(way, {"visto": mark})
        assert changed.status_code == 200
        assert "se reportó" in text(changed)


def test_the_map_holds_the_places_while_they_exist_and_only_to_rescue(cast: Cast, sent: MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{sent.subject}/mapa/"
    told = {"form": fresh_token(), "what": "footprints", "point": "28.75, -100.55", "place": "arroyo"}
    rafael.post(f"/misiones/{sent.subject}/pista/", told)
    page = text(rafael.get(way))
    assert "Cita de Lobo 2" in page
    assert "puerta del rancho · 28.71234, -100.52345" in page
    assert "arroyo · 28.75000, -100.55000" in page
    assert rafael.get(way, {"purpose": "quality_audit"}).status_code == 403
    from vereda.logbook.door import forget_whereabouts

    act(cast, sent, "regresa")
    rafael.post(f"/misiones/{sent.subject}/cerrar/", {"outcome": "found"})
    forget_whereabouts(now=timezone.now() + timedelta(days=8))
    assert "ya se destruyeron" in text(rafael.get(way))


def test_the_sheet_says_who_went_and_what_happened_and_no_place_and_no_note(cast: Cast, sent: MissionTeam):
    act(cast, sent, "sale")
    found(cast, sent.subject, note="la señora Obsidiana")
    cast.client("rafael").post(f"/misiones/{sent.subject}/parte/", {"text": "Hay pisadas", "form": fresh_token()})
    page = text(cast.client("rafael").get(f"/misiones/{sent.subject}/hoja/"))
    for said in ("Misión PN-7", "Lobo 2 · Aerobote 2", "El equipo salió", "5 personas", "Personas encontradas: 5"):
        assert said in page
    for sealed in ("28.7", "puerta del rancho", "Obsidiana", "pisadas"):
        assert sealed not in page


def test_what_was_written_in_one_instant_stands_in_its_order_on_page_and_sheet(cast: Cast, sent: MissionTeam):
    act(cast, sent, "regresa")
    cast.client("rafael").post(f"/misiones/{sent.subject}/cerrar/", {"outcome": "found"})
    page, sheet = (text(cast.client("rafael").get(f"/misiones/{sent.subject}/{way}")) for way in ("", "hoja/"))
    for first, then in (("attempt_begun", "team_dispatched"), ("attempt_ended", "mission_closed")):
        assert page.index(what(f"rescue.{then}")) < page.index(what(f"rescue.{first}"))
        assert sheet.index(what(f"rescue.{first}")) < sheet.index(what(f"rescue.{then}"))


def test_the_sheet_says_the_day_of_a_finding_and_of_an_attempt(cast: Cast, sent: MissionTeam):
    found(cast, sent.subject)
    page = text(cast.client("rafael").get(f"/misiones/{sent.subject}/hoja/"))
    with timezone.override(ZoneInfo("America/Matamoros")):  # at midnight elsewhere the post is still at the day before
        on = shortday(timezone.now())
    assert re.search(rf"{on} \d\d:\d\d · 5 personas", page)
    assert re.search(rf"1: {on} \d\d:\d\d", page)


def test_nadia_finds_nothing_of_a_mission_of_another_group(cast: Cast, sent: MissionTeam):
    nadia = cast.client("nadia")
    base = f"/misiones/{sent.subject}/"
    for way in ("", "vivo/", "hoja/", "mapa/", "despacho/", "pista/", "encontradas/", f"equipos/{sent.team}/"):
        assert nadia.get(base + way).status_code == 404, way
    for way in ("parte/", "aprendido/", "cerrar/", f"equipos/{sent.team}/regresa/", "despacho/"):
        nadia.post(base + way, {"text": "hola"})
    assert MissionTeam.objects.get().is_out
    assert "PN-7" not in text(nadia.get("/misiones/"))
    assert nadia.get("/central/misiones/").status_code in (403, 404)
    with time_machine.travel(timezone.now() + timedelta(minutes=71), tick=False):
        assert "Lobo" not in text(nadia.get("/agente-en-peligro/banda/"))
    assert rescue.missions_named([sent.subject])[sent.subject].closed_at is None
