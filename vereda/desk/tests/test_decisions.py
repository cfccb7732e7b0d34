"""Correcting, withdrawing, striking, joining, resolving, quarantine and erasure, each through the pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from vereda.encounters.door import Corrected, Encounter, Line, Margin, Service, bodies_of, correct_meeting, lines_of, services_of
from vereda.logbook.door import disputes, heads, open_box, subject, verify, whereabouts
from vereda.logbook.schema import value_of
from vereda.people.door import Person

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("&#39;", "'")


def form_of(client, path: str) -> dict[str, str]:
    """Return the values that a browser would send back from a page without a change."""
    page = client.get(path).content.decode().split("writing-form", 1)[1].split("</form>")[0]
    values = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and not ("checkbox" in tag and "checked" not in tag) and "csrf" not in name[1]:
            values[name[1]] = value[1] if value else "on"
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        values[name] = chosen[1] if chosen else ""
    return values


# Correcting ------------------------------------------------------------------------------------------------------


def test_sending_the_correction_form_back_unchanged_changes_nothing(cast, met):
    lines = [
        Line(line_id="row-1", count=2, nationality="HN", services=["FOOD"]),
        Line(line_id="row-2", count=1, nationality="HN"),
    ]
    subject_id = met(
        5,
        lines=lines,
        margins=[Margin(attribute="sex", value="F", count=2)],
        services=[Service(service="SOCIAL"), Service(service="SERUM", people=2)],
        bodies=1,
    )
    client = cast.client("ines")
    before = subject(subject_id).folded.state
    answer = client.post(f"/encuentros/{subject_id}/corregir/", form_of(client, f"/encuentros/{subject_id}/corregir/"))
    assert "No cambió ningún dato" in text(answer)
    assert subject(subject_id).folded.state == before


def test_a_correction_writes_only_what_differs_and_keeps_what_is_sealed(cast, met):
    subject_id = met(5, lines=[Line(line_id="row-1", count=3, nationality="HN", services=["FOOD"])], note="primera nota")
    client = cast.client("ines")
    path = f"/encuentros/{subject_id}/corregir/"
    values = form_of(client, path) | {"l:row-1:count": "4", "d0-count": "1", "d0-nationality": "GT", "bodies": "2", "s:WATER": ""}
    answer = client.post(path, values | {"s:BLANKET": "on"})
    assert answer.status_code == 302, text(answer)[:3000]
    state = subject(subject_id).folded.state
    assert lines_of(state)["row-1"] == {"count": 4, "nationality": "HN", "services": ["FOOD"]}
    assert lines_of(state)["GT-U-U"] == {"nationality": "GT"}
    assert services_of(state) == {"BLANKET": None}
    assert bodies_of(state) == 2
    assert open_box(value_of(state["fields"], "note"), "free_text", subject_id)["text"] == "primera nota"
    assert subject_id in whereabouts([subject_id])
    page = text(client.get(f"/encuentros/{subject_id}/"))
    assert "Corrigió" in page
    assert "Agua a todas → nada" in page
    assert "primera nota" in page


def test_a_correction_over_anothers_is_shown_first(cast, met, by):
    subject_id = met(5)
    client = cast.client("ines")
    path = f"/encuentros/{subject_id}/corregir/"
    values = form_of(client, path) | {"people": "7"}
    correct_meeting(subject_id, Corrected(people_met=6), by=by("tomas"), at=None, seen=heads(subject_id))
    answer = client.post(path, values)
    assert answer.status_code == 422
    assert "Alguien corrigió este encuentro" in text(answer)
    assert 'name="people" value="7"' in answer.content.decode()
    again = values | {"seen": " ".join(map(str, heads(subject_id)))}
    assert client.post(path, again).status_code == 302
    assert Encounter.objects.get().people_met == 7


def test_sums_that_contradict_each_other_come_back(cast, met):
    subject_id = met(5)
    client = cast.client("ines")
    path = f"/encuentros/{subject_id}/corregir/"
    answer = client.post(path, form_of(client, path) | {"people": "2"})
    assert answer.status_code == 422
    assert "Las líneas suman 5 personas y el encuentro dice 2" in text(answer)


def test_an_encounter_is_withdrawn_and_counts_again(cast, met):
    subject_id = met(5)
    client = cast.client("ines")
    page = client.post(f"/encuentros/{subject_id}/retirar/", {"reason": "entered_twice"}, follow=True)
    assert "Retirado: no cuenta" in text(page)
    assert "Se anotó dos veces" in text(page)
    assert str(subject_id) not in client.get("/encuentros/").content.decode()
    assert str(subject_id) in client.get("/encuentros/?withdrawn=on").content.decode()
    assert "ya estaba retirado" in text(client.post(f"/encuentros/{subject_id}/retirar/", follow=True))
    client.post(f"/encuentros/{subject_id}/reponer/")
    assert not Encounter.objects.get().is_withdrawn


def test_what_is_struck_is_gone_at_once_and_the_tally_stays(cast, named):
    tomas, ines = cast.client("tomas"), cast.client("ines")
    assert "Tachar ahora" not in text(tomas.get(f"/encuentros/{named}/?purpose=assist"))
    tomas.post(f"/encuentros/{named}/tachar/")
    assert not subject(named).is_erased
    note = value_of(subject(named).folded.state["fields"], "note")
    page = text(ines.post(f"/encuentros/{named}/tachar/", follow=True))
    assert "Se borró." in page
    assert "Tegucigalpa" not in page
    assert open_box(note, "free_text", named) is None
    assert whereabouts([named]) == {}
    assert Person.objects.count() == 0
    assert subject(named).folded.state["rows"][0]["people"] == 1
    assert verify().holds


# Deciding --------------------------------------------------------------------------------------------------------


def test_two_meetings_that_are_one_are_joined_and_separated(cast, met):
    now = timezone.now()
    first, second = met(17, at=now - timedelta(minutes=20)), met(18, at=now - timedelta(minutes=10))
    client = cast.client("rafael")
    assert "¿Es el mismo?" in text(client.get("/hoy/"))
    assert str(second) in client.get(f"/encuentros/{first}/").content.decode()
    client.post(f"/encuentros/{first}/unir/", {"into": str(second)})
    assert Encounter.objects.get(subject=first).joined_into == second
    assert "18 personas" in text(client.get("/hoy/"))
    client.post(f"/encuentros/{first}/separar/")
    assert Encounter.objects.get(subject=first).joined_into is None
    assert cast.client("ines").post(f"/encuentros/{first}/unir/", {"into": str(second)}).status_code == 403


def test_joining_does_not_silence_a_child_alone(cast, met):
    now = timezone.now()
    alone, other = met(17, unaccompanied_minors=2, at=now - timedelta(minutes=5)), met(17, at=now - timedelta(minutes=9))
    rafael = cast.client("rafael")
    assert "falta avisar" in text(rafael.get("/hoy/"))
    rafael.post(f"/encuentros/{alone}/unir/", {"into": str(other)})
    assert Encounter.objects.get(subject=alone).joined_into == other
    assert "falta avisar" in text(rafael.get("/hoy/"))


def test_whoever_counts_for_others_is_not_withdrawn_and_nobody_is_joined_to_what_does_not_count(cast, met):
    now = timezone.now()
    first, second, third = (met(17, at=now - timedelta(minutes=10 * n)) for n in (1, 2, 3))
    rafael, ines = cast.client("rafael"), cast.client("ines")
    rafael.post(f"/encuentros/{first}/unir/", {"into": str(second)})
    assert "Sepárelos primero" in text(ines.post(f"/encuentros/{second}/retirar/", {"reason": "mistake"}, follow=True))
    assert not Encounter.objects.get(subject=second).is_withdrawn
    ines.post(f"/encuentros/{third}/retirar/", {"reason": "mistake"})
    assert "está retirado" in text(rafael.post(f"/encuentros/{second}/unir/", {"into": str(third)}, follow=True))
    assert Encounter.objects.get(subject=second).joined_into is None


def test_a_coordinator_sees_both_versions_and_chooses(cast, met, by):
    subject_id = met(17)
    seen = heads(subject_id)
    correct_meeting(subject_id, Corrected(people_met=73), by=by("tomas"), at=None, seen=seen)
    correct_meeting(subject_id, Corrected(people_met=74), by=by("ines"), at=None, seen=seen)
    client = cast.client("rafael")
    page = text(client.get("/diferencias/"))
    for said in ("Personas", "73", "74", "Tomás Barrera", "Inés Carrillo", "Es la que cuenta por ahora"):
        assert said in page
    row = disputes("piedras-negras", "mx")[0]
    chosen = next(entry for entry, value in row.writes if value == 73)
    assert cast.client("nadia").post(f"/diferencias/{row.id}/", {"chosen": chosen}).status_code == 403
    client.post(f"/diferencias/{row.id}/", {"chosen": chosen})
    assert Encounter.objects.get().people_met == 73
    assert "No hay diferencias por decidir" in text(client.get("/diferencias/"))
    assert "Resolvió una diferencia: Personas" in text(client.get(f"/encuentros/{subject_id}/"))


def test_sealed_notes_in_conflict_open_only_for_who_helps(cast, met, by):
    subject_id = met(2, note="una")
    seen = heads(subject_id)
    correct_meeting(subject_id, Corrected(), by=by("tomas"), at=None, seen=seen, note="dos tristes")
    correct_meeting(subject_id, Corrected(), by=by("ines"), at=None, seen=seen, note="tres tigres")
    client = cast.client("rafael")
    closed, opened = text(client.get("/diferencias/")), text(client.get("/diferencias/?purpose=assist"))
    assert "tres tigres" not in closed
    assert "Lo escrito está sellado" in closed
    assert "tres tigres" in opened
    assert "dos tristes" in opened


def test_a_person_is_erased_by_two_accounts_and_the_counts_stay(cast, named):
    person = Person.objects.get().subject
    note = value_of(subject(named).folded.state["fields"], "note")
    ines, rafael, adriana = cast.client("ines"), cast.client("rafael"), cast.client("adriana")
    assert "Xóchitl" in text(ines.post("/personas/", {"name": "metik cruz", "purpose": "assist"}))
    ines.post(f"/personas/{person}/pide-borrado/", {"purpose": "assist"})
    assert "ya se pidió" in text(ines.post(f"/personas/{person}/pide-borrado/", {"purpose": "assist"}, follow=True)).lower()
    assert ines.get("/solicitudes/").status_code == 403
    page = text(rafael.get("/solicitudes/"))
    assert "Se perderá" in page
    assert "Xóchitl" not in page
    assert "La nota de 1 encuentro" in page
    assert "Inés Carrillo" in text(adriana.get("/solicitudes/"))
    rafael.post(f"/solicitudes/{person}/", {"approve": "1"})
    assert Person.objects.count() == 0
    assert open_box(note, "free_text", named) is None
    assert Encounter.objects.get().people_met == 1
    assert rafael.get(f"/personas/{person}/?purpose=data_subject_request").status_code == 404
    assert verify().holds


def test_nobody_approves_the_own_request(cast, named):
    person = Person.objects.get().subject
    rafael = cast.client("rafael")
    rafael.post(f"/personas/{person}/pide-borrado/", {"purpose": "data_subject_request"})
    assert "debe aprobarlo otra persona" in text(rafael.get("/solicitudes/"))
    page = text(rafael.post(f"/solicitudes/{person}/", {"approve": "1"}, follow=True))
    assert "la aprobación de una segunda cuenta" in page
    assert Person.objects.count() == 1
    rafael.post(f"/solicitudes/{person}/", {"approve": "0"})
    assert Person.objects.get().erasure_asked_at is None
    assert rafael.post(f"/solicitudes/{person}/", {"approve": "1"}).status_code in (302, 404)
    assert Person.objects.count() == 1
