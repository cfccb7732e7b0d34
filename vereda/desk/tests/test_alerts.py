"""Alerts and children who are alone at the desk: taken in the words of the layout, loud until somebody cares, nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms import layouts
from vereda.encounters.models import Encounter
from vereda.logbook.door import open_box, whereabouts
from vereda.logbook.forms import forms
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.protection.models import ChildPath
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission

pytestmark = pytest.mark.django_db

CALL = {
    "form": "",
    "came_by": "telephone",
    "people": "4",
    "children": "1",
    "c:needs:no_water": "on",
    "c:needs:lost": "on",
    "c:urgent:unconscious": "on",
    "point": "28.72, -100.53",
    "place": "torre 14, cerca del kilómetro 100",
    "text": "Dejaron de caminar junto a la torre",
    "name": "Wilmer",
    "call_back": "878 111 2233",
}


def call(cast: Cast, who: str = "ines", **changed: str) -> Alert:
    answer = cast.client(who).post("/alertas/nueva/", {**CALL, **changed})
    assert answer.status_code == 302, text(answer)
    return Alert.objects.latest("told_at")


def test_the_form_asks_what_the_layout_asks_in_its_order(cast: Cast):
    page = cast.client("ines").get("/alertas/nueva/").content.decode().partition('class="writing-form"')[2]
    places = []
    for question in forms()["alert"].questions:
        if question.widget == "photo":
            continue
        mark = {"place": 'name="municipality"', "choices": f'name="c:{question.path}:'}.get(
            question.widget, f'name="{question.path}"'
        )
        assert mark in page, question.path
        places.append(page.index(mark))
    assert places == sorted(places)
    for code, words in [*layouts.options("alert_needs", _pack()), *layouts.options("alert_urgent", _pack())]:
        assert code in page
        assert words in page


def _pack():
    from vereda.countries.door import pack

    return pack("mx")


FOUND_BY = {
    "water_left": "water_sips",
    "battery_pct": "12",
    "last_seen_h": "5",
    "means": "on_foot",
    "heading": "to_north",
    "guide_left": "yes",
    "side": "US",
    "language": "quc",
    "clothing": "Chamarra verde, mochila negra",
}


def test_what_helps_to_find_them_is_kept_shown_and_the_clothing_sealed(cast: Cast):
    row = call(cast, **FOUND_BY)
    assert (row.water_left, row.battery_pct, row.means, row.heading) == ("water_sips", 12, "on_foot", "to_north")
    assert (row.guide_left, row.side, row.language) == (True, "US", "quc")
    assert row.told_at - row.last_seen_at == timedelta(hours=5)
    entry = LogEntry.objects.get(subject=row.subject, kind="rescue.alert_received")
    assert b"Chamarra" not in bytes(entry.body)
    page = text(cast.client("ines").get(f"/alertas/{row.subject}/"))
    for said in ("Unos tragos", "12 %", "A pie", "Al norte", "Las dejó el guía sí", "K&#39;iche&#39;", "Chamarra verde"):
        assert said in page, said


def test_what_nobody_told_stays_unknown_and_is_not_shown(cast: Cast):
    row = call(cast)
    assert (row.guide_left, row.battery_pct, row.last_seen_at, row.side) == (None, None, None, "")
    page = text(cast.client("ines").get(f"/alertas/{row.subject}/"))
    assert "Pila del teléfono" not in page
    assert "Las dejó el guía" not in page


@pytest.mark.parametrize("changed", [{"battery_pct": "130"}, {"last_seen_h": "9000"}])
def test_what_cannot_be_of_them_opens_the_fold_and_says_it_there(cast: Cast, changed: dict[str, str]):
    answer = cast.client("ines").post("/alertas/nueva/", {**CALL, **FOUND_BY, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Revise la cifra" in page
    assert "<details data-folded open>" in page
    assert "Chamarra verde" in page


def test_an_alert_is_kept_as_told_with_the_caller_and_the_point_sealed_and_is_no_encounter(cast: Cast):
    row = call(cast)
    assert (row.people, row.children, row.needs, row.urgent) == (4, 1, ["no_water", "lost"], ["unconscious"])
    assert (row.state, row.municipality) == ("MX-COA", "05025")
    assert Encounter.objects.count() == 0
    entry = LogEntry.objects.get(subject=row.subject, kind="rescue.alert_received")
    assert b"878 111" not in bytes(entry.body)
    assert b"torre" not in bytes(entry.body)
    assert open_box(entry.id, FieldClass.IDENTITY, row.subject) == {"name": "Wilmer", "call_back": "878 111 2233"}
    assert whereabouts([row.subject])[row.subject].place == "torre 14, cerca del kilómetro 100"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"people": "0"}, "déjelo en blanco"),
        ({"people": "2", "children": "3"}, "Son más que todas las personas"),
        ({"people": "dos"}, "no es un número entero"),
        ({"point": "arriba"}, "No se entiende el punto"),
        ({"at": "2099-01-01T10:00"}, "está en el futuro"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(cast: Cast, changed: dict[str, str], said: str):
    answer = cast.client("ines").post("/alertas/nueva/", {**CALL, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Dejaron de caminar" in page
    assert Alert.objects.count() == 0


def test_an_empty_alert_is_not_saved(cast: Cast):
    answer = cast.client("ines").post("/alertas/nueva/", {"form": "", "came_by": "telephone"})
    assert answer.status_code == 422
    assert "Anote al menos qué pasa" in text(answer)


def test_the_same_form_sent_twice_is_one_alert(cast: Cast):
    from vereda.desk.web.new_encounter import fresh_token

    token, client = fresh_token(), cast.client("ines")
    for _ in range(2):
        assert client.post("/alertas/nueva/", {**CALL, "form": token}).status_code == 302
    assert Alert.objects.count() == 1


def test_the_same_form_with_other_words_is_another_alert_and_the_first_stands(cast: Cast):
    from vereda.desk.web.new_encounter import fresh_token

    sent, client = {**CALL, "form": fresh_token()}, cast.client("ines")
    client.post("/alertas/nueva/", sent)
    client.post("/alertas/nueva/", {**sent, "people": "6"})
    assert set(Alert.objects.values_list("people", flat=True)) == {4, 6}
    assert Alert.objects.count() == 2


def test_the_board_shouts_an_alert_that_nobody_read_and_says_who_did(cast: Cast):
    row = call(cast)
    Alert.objects.filter(subject=row.subject).update(told_at=timezone.now() - timedelta(minutes=7, seconds=30))
    rafael = cast.client("rafael")
    assert "ALERTA SIN LEER 7 min" in text(rafael.get("/hoy/"))
    assert "ALERTA SIN LEER" in text(rafael.get("/hoy/tablero/"))
    rafael.post(f"/alertas/{row.subject}/vista/")
    page = text(cast.client("ines").get("/hoy/"))
    assert "SIN LEER" not in page
    assert "la vio Rafael" in page
    cast.client("ines").post(f"/alertas/{row.subject}/vista/")
    assert LogEntry.objects.filter(kind="rescue.alert_read").count() == 1, "the first one stands"


def test_the_page_tells_what_is_known_and_logs_that_the_seal_was_opened(cast: Cast):
    row = call(cast)
    page = text(cast.client("ines").get(f"/alertas/{row.subject}/"))
    for said in ("SIN LEER", "4 personas, de ellas 1 menor", "Sin agua", "No responde", "878 111 2233", "torre 14", "28.72000"):
        assert said in page, said
    assert ReadRow.objects.filter(subject=str(row.subject), record_class="K2").count() == 1


def test_the_urgent_stands_first_on_the_board_with_its_reasons_and_says_that_nobody_signed_the_rules(cast: Cast):
    plain = dict.fromkeys(("c:needs:no_water", "c:urgent:unconscious", "children"), "")
    usual, urgent = call(cast, **plain), call(cast, **{**plain, "c:needs:no_water": "on", "c:needs:heat": "on"})
    Alert.objects.filter(subject=usual.subject).update(told_at=timezone.now() - timedelta(hours=2))
    ines = cast.client("ines")
    board = text(ines.get("/hoy/"))
    assert "DE INMEDIATO: Sin agua, y hace calor · Sin agua · Calor o frío" in board
    raw = ines.get("/hoy/").content.decode()
    assert raw.index(str(urgent.subject)) < raw.index(str(usual.subject)), "older, and not more urgent"
    page = text(ines.get(f"/alertas/{urgent.subject}/"))
    assert "nadie las ha firmado todavía" in page
    assert re.search(r"versión 1, se revisa antes del 31 may( 2027)?, sin firmar", page)
    assert "DE INMEDIATO" not in text(ines.get(f"/alertas/{usual.subject}/"))


def test_nadia_of_another_group_sees_and_does_nothing(cast: Cast):
    row, nadia = call(cast), cast.client("nadia")
    assert nadia.get(f"/alertas/{row.subject}/").status_code == 404
    before = LogEntry.objects.count()
    for act in ("vista", "mision", "cerrar", "reabrir"):
        nadia.post(f"/alertas/{row.subject}/{act}/", {"outcome": "false_alarm"})
    assert LogEntry.objects.count() == before
    assert "ALERTA" not in text(nadia.get("/hoy/"))


def test_a_mission_begins_with_the_alert_and_keeps_its_place(cast: Cast):
    row, rafael = call(cast), cast.client("rafael")
    answer = rafael.post(f"/alertas/{row.subject}/mision/", {"terrain": "desert"})
    mission = Mission.objects.get()
    assert answer.url == f"/misiones/{mission.subject}/"
    assert mission.terrain == "desert"
    row.refresh_from_db()
    assert (row.outcome, row.mission) == ("mission_opened", mission.subject)
    assert round(whereabouts([mission.subject])[mission.subject].lat, 2) == 28.72
    assert "ALERTA" not in text(rafael.get("/hoy/"))
    again = rafael.post(f"/alertas/{row.subject}/mision/", {"terrain": "desert"}, follow=True)
    assert "ya está cerrada" in text(again)
    assert Mission.objects.count() == 1


def test_the_page_of_a_mission_says_where_to_go_and_what_was_told(cast: Cast):
    row, rafael = call(cast), cast.client("rafael")
    page = text(rafael.post(f"/alertas/{row.subject}/mision/", follow=True))
    assert "4 personas, de ellas 1 menor · Sin agua, Extravío" in page
    assert "28.72000, -100.53000" in page
    assert "torre 14" in page
    assert "Wilmer" not in page, "who called is read in the alert"
    mission = Mission.objects.get()
    counting = text(rafael.get(f"/misiones/{mission.subject}/", {"purpose": "quality_audit"}))
    assert "28.72000" not in counting
    assert "torre 14" not in counting


def test_an_alert_is_closed_joined_and_opened_again(cast: Cast):
    first, second, ines = call(cast), call(cast), cast.client("ines")
    ines.post(f"/alertas/{first.subject}/cerrar/", {"outcome": "joined", "into": str(second.subject)})
    first.refresh_from_db()
    assert first.outcome == "joined"
    assert "Es la misma emergencia que otra alerta" in text(ines.get(f"/alertas/{first.subject}/"))
    ines.post(f"/alertas/{first.subject}/reabrir/")
    first.refresh_from_db()
    assert (first.outcome, first.closed_at) == ("", None)
    itself = ines.post(f"/alertas/{first.subject}/cerrar/", {"outcome": "joined", "into": str(first.subject)}, follow=True)
    assert "Diga con qué otra alerta" in text(itself)


def test_the_page_says_on_which_side_it_is_and_which_group_is_nearest_and_that_it_is_an_estimate(cast: Cast):
    ines = cast.client("ines")
    page = text(ines.get(f"/alertas/{call(cast, point='28.86, -99.80', place='', side='MX').subject}/"))
    assert "Estados Unidos, según el mapa; quien avisa dijo México" in page
    assert "Grupo Beta Piedras Negras: 7" in page
    assert "Estimado: en línea recta a 25 km por hora" in page
    assert "propuesta sin firmar" in page
    line = text(ines.get(f"/alertas/{call(cast, point='28.705, -100.515').subject}/"))
    assert "el mapa no alcanza a decir de qué lado" in line
    nowhere = text(ines.get(f"/alertas/{call(cast, point='', place='').subject}/"))
    assert "Grupos más cerca" not in nowhere


def test_a_second_call_is_proposed_with_reasons_joined_and_taken_apart(cast: Cast):
    first, second, ines = call(cast), call(cast, name="Otra persona"), cast.client("ines")
    board = text(ines.get("/hoy/"))
    assert f"¿Es la misma emergencia que {str(first.subject)[-6:].upper()}?" in board
    page = text(ines.get(f"/alertas/{second.subject}/"))
    assert "dieron el mismo teléfono para llamar, el mismo lugar, a menos de 3 km" in page
    done = ines.post(f"/alertas/{second.subject}/cerrar/", {"outcome": "joined", "into": str(first.subject)}, follow=True)
    assert done.redirect_chain[-1][0] == f"/alertas/{first.subject}/"
    main = text(done)
    assert "De la misma emergencia" in main
    assert str(second.subject)[-6:].upper() in main
    assert str(first.subject)[-6:].upper() in text(ines.get(f"/alertas/{second.subject}/"))
    assert "¿Es la misma emergencia" not in text(ines.get("/hoy/"))
    apart = text(ines.post(f"/alertas/{second.subject}/reabrir/", follow=True))
    assert "Separadas: esta alerta está abierta otra vez" in apart
    assert "De la misma emergencia" not in text(ines.get(f"/alertas/{first.subject}/"))
    assert "¿Es la misma emergencia" in text(ines.get("/hoy/"))


def test_two_ends_of_one_alert_and_of_one_path_are_shown_in_words(cast: Cast, met, by):
    from vereda.logbook.door import heads, record
    from vereda.protection.door import ChildPathClosed, PathEnd
    from vereda.rescue.door import AlertClosed, AlertOutcome

    row, path, now = call(cast), opened(cast, met(5, unaccompanied_minors=2)), timezone.now()
    for subject, ends in (
        (row.subject, [AlertClosed(outcome=AlertOutcome.FALSE_ALARM), AlertClosed(outcome=AlertOutcome.HANDED_OVER)]),
        (path.subject, [ChildPathClosed(outcome=PathEnd.IN_CARE), ChildPathClosed(outcome=PathEnd.LEFT)]),
    ):
        seen = heads(subject)
        for end, who in zip(ends, ("ines", "tomas"), strict=True):
            record(end, subject=subject, by=by(who), at=now, seen=seen)
    page = text(cast.client("rafael").get("/diferencias/"))
    for said in ("Falsa alarma", "La tomó otra institución", "Qué pasó con la alerta", "Se fueron antes", "Con la autoridad"):
        assert said in page, said


# Children who are alone ---------------------------------------------------------------------------------------------------


def opened(cast: Cast, encounter: UUID, who: str = "ines") -> ChildPath:
    answer = cast.client(who).post(f"/encuentros/{encounter}/ruta/")
    path = ChildPath.objects.get()
    assert answer.url == f"/rutas/{path.subject}/"
    return path


def test_children_alone_wait_on_the_board_until_their_path_is_open(cast: Cast, met):
    encounter = met(5, unaccompanied_minors=2)
    ines = cast.client("ines")
    assert "2 · ruta sin abrir" in text(ines.get("/hoy/"))
    assert "Niñas y niños solos: ruta sin abrir" in text(ines.get(f"/encuentros/{encounter}/"))
    path = opened(cast, encounter)
    assert path.children == 2
    page = text(ines.get("/hoy/"))
    assert "ruta sin abrir" not in page
    assert "2 · ruta abierta, 0 pasos" in page
    ines.post(f"/rutas/{path.subject}/cerrar/", {"outcome": "in_care"})
    assert "ruta cerrada sin firma: siguen con nosotros" in text(ines.get("/hoy/"))
    signed = {"name": "Lic. Robles", "number": "", "office": "dif"}
    again = ines.post(f"/rutas/{path.subject}/firma/", signed)
    assert b"Lic. Robles" in again.content, "what was typed comes back"
    ines.post(f"/rutas/{path.subject}/firma/", signed | {"number": "CR-77"})
    assert "ruta" not in text(ines.get("/hoy/"))
    page = text(ines.get(f"/rutas/{path.subject}/"))
    assert "firmó" in page
    assert "Robles" not in page, "an agent reads nothing back"
    ines.post(f"/rutas/{path.subject}/reabrir/")
    assert "ruta abierta" in text(ines.get("/hoy/"))


def test_an_office_is_told_on_the_page_and_no_migration_post_is_offered_there(cast: Cast, met):
    path = opened(cast, met(5, unaccompanied_minors=2))
    ines, told = cast.client("ines"), {"through": "telephone"}
    page = ines.get(f"/rutas/{path.subject}/").content.decode()
    assert 'value="dif"' in page
    assert 'value="inm' not in page
    ines.post(f"/rutas/{path.subject}/aviso/", told | {"told_office": "inm"})
    assert not LogEntry.objects.filter(kind="protection.child_office_told").exists()
    ines.post(f"/rutas/{path.subject}/aviso/", told | {"told_office": "dif"})
    assert "Nadie ha contestado" in text(ines.get(f"/rutas/{path.subject}/"))
    for way in ("aviso", "firma"):
        assert cast.client("nadia").post(f"/rutas/{path.subject}/{way}/", told | {"told_office": "dif"}).status_code in (
            302,
            403,
            404,
        )
    assert LogEntry.objects.filter(kind__in=["protection.child_office_told", "protection.child_official_signed"]).count() == 1


def test_every_step_is_marked_while_no_lawyer_signed_it(cast: Cast, met):
    path = opened(cast, met(5, unaccompanied_minors=2))
    page = text(cast.client("ines").get(f"/rutas/{path.subject}/"))
    assert page.count("aún no aprobado por una abogada o abogado") == 1, "said once, not on each step"
    assert "Avisar a la Procuraduría de Protección" in page
    assert "Nunca llevar a una estación migratoria" in page


def test_an_agent_notes_steps_and_reads_nothing_back_who_carries_the_case_does(cast: Cast, met):
    path = opened(cast, met(5, unaccompanied_minors=2))
    ines = cast.client("ines")
    ines.post(f"/rutas/{path.subject}/paso/", {"step": "tell_protection_office", "note": "Habló con la licenciada"})
    page = text(ines.get(f"/rutas/{path.subject}/"))
    assert "1 paso anotado" in page
    assert "licenciada" not in page
    worker = cast.client(cast.of_role("case_worker"))
    page = text(worker.get(f"/rutas/{path.subject}/?purpose=protection_case"))
    assert "licenciada" in page
    assert ReadRow.objects.filter(subject=str(path.subject), record_class="K4").count() == 1
    entry = LogEntry.objects.get(kind="protection.child_path_step")
    assert b"tell_protection_office" not in bytes(entry.body), "which step it was stands in the box"


def test_a_step_that_the_pack_does_not_have_or_forbids_is_not_noted(cast: Cast, met):
    path = opened(cast, met(5, unaccompanied_minors=2))
    for step in ("invented", "no_station", ""):
        answer = cast.client("ines").post(f"/rutas/{path.subject}/paso/", {"step": step}, follow=True)
        assert "no tiene ese paso" in text(answer)
    assert not LogEntry.objects.filter(kind="protection.child_path_step").exists()


def test_no_path_is_opened_where_no_child_is_alone_and_two_taps_open_one(cast: Cast, met):
    ines, none, some = cast.client("ines"), met(5), met(3, unaccompanied_minors=1)
    assert "no se anotó a niñas o niños solos" in text(ines.post(f"/encuentros/{none}/ruta/", follow=True))
    for _ in range(2):
        ines.post(f"/encuentros/{some}/ruta/")
    assert ChildPath.objects.count() == 1


def test_nadia_and_the_coordinator_open_no_path(cast: Cast, met):
    encounter = met(5, unaccompanied_minors=2)
    for who in ("nadia", "rafael"):
        assert cast.client(who).post(f"/encuentros/{encounter}/ruta/").status_code in (302, 403, 404)
    assert ChildPath.objects.count() == 0
    assert "Que la abra un agente del grupo" in text(cast.client("rafael").get(f"/encuentros/{encounter}/?purpose=assist"))
    path = opened(cast, encounter)
    assert "Que la abra" not in text(cast.client("rafael").get(f"/encuentros/{encounter}/?purpose=assist"))
    assert cast.client("nadia").get(f"/rutas/{path.subject}/").status_code == 404
    assert cast.client("rafael").get(f"/rutas/{path.subject}/").status_code in (403, 404)
    assert "ruta abierta" in text(cast.client("rafael").get("/hoy/"))
