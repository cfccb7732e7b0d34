"""Warnings at the desk: brought, shown on board, wall, hand-over, map and plan, given out as a file; another group sees none."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree.ElementTree import fromstring

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms.noticed import Asked
from vereda.desk.rooms.notices import notices, parts
from vereda.logbook.models import LogEntry
from vereda.safety import door as safety
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.reading.cap import read_cap
from vereda.safety.tests.cap_files import FAR_AWAY, area, cap, info, names
from vereda.safety.tests.cap_schema import faults

pytestmark = pytest.mark.django_db


def ago(minutes: float = 0) -> str:
    """Return an instant as a file writes it; negative: to come."""
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    return at.replace(microsecond=0, tzinfo=None).isoformat() + "-00:00"


SENT, ENDS = ago(30), ago(-600)


def warning(**told) -> bytes:
    infos = told.pop("infos", [info(expires=ENDS)])
    return cap(*infos, sent=told.pop("sent", SENT), **told)


def file(raw: bytes, name: str = "aviso.cap") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw, content_type="application/cap+xml")


def bring(cast: Cast, raw: bytes, name: str = "rafael"):
    return cast.client(name).post("/avisos/traer/", {"file": file(raw)}, follow=True)


def brought(by, raw: bytes, group: str = "piedras-negras", name: str = "rafael") -> UUID:
    return safety.warning_actions.bring_in(read_cap(raw), by=[by(name, group)], at=datetime.now(UTC)).subject


def test_a_file_is_brought_and_shown_whole(cast: Cast):
    said = text(bring(cast, warning()))
    for one in (
        "Aviso guardado.", "Frente frío con heladas", "Servicio Meteorológico inventado", "Norte de Coahuila",
        "incluye al puesto", "Grave · probable · actuar en la próxima hora", "Baja a -4 grados.", "Abríguese.",
    ):  # fmt: skip
        assert one in said
    assert "Ese aviso ya estaba." in text(bring(cast, warning()))
    assert AuthorityWarning.objects.count() == 1


def test_it_stands_on_board_wall_hand_over_map_plan_and_departure_and_on_no_other_post(cast: Cast, by):
    subject = brought(by, warning())
    said = "AVISO de Servicio Meteorológico inventado: Frente frío con heladas (grave, probable). Norte de Coahuila."
    for path in ("/hoy/", "/mapa/", "/recorridos/plan/", "/recorridos/plan/nuevo/", "/recorridos/sale/", "/avisos/"):
        answer = cast.client("ines").get(path)
        assert answer.status_code == 200
        assert (said if path != "/avisos/" else "Frente frío con heladas") in text(answer), path
        assert "Frente frío" not in text(cast.client("nadia").get(path)), path
    page = cast.client("ines").get("/mapa/").content.decode()
    drawn = json.loads(re.search(r"data-drawn>(.*?)</script>", page, re.DOTALL)[1])["warnings"]
    assert [(one["said"], one["level"], len(one["rings"][0])) for one in drawn] == [("Frente frío con heladas", "severe", 5)]
    with timezone.override("America/Matamoros"):
        asked = Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx"))
        [notice] = [one for one in notices(asked) if "Frente frío" in one.said]
        [part] = [one for one in parts(asked) if one.title == "Avisos de peligro"]
    assert (notice.level, notice.on_wall, notice.url) == ("warn", True, f"/avisos/{subject}/")
    assert part.lines == [notice.said]


def test_a_lesser_one_is_a_note_and_what_is_far_stands_on_its_page_alone(cast: Cast, by):
    brought(by, warning(infos=[info(severity="Minor", expires=ENDS)]))
    brought(by, warning(identifier="MET-2", infos=[info(headline="Ciclón", expires=ENDS, areas=area(FAR_AWAY))]))
    with timezone.override("America/Matamoros"):
        told = notices(Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx")))
    assert [one.level for one in told if "AVISO" in one.said] == ["note"]
    assert "Ciclón" not in text(cast.client("ines").get("/hoy/"))
    assert "Lejos del puesto Ciclón" in text(cast.client("ines").get("/avisos/"))


def test_an_exercise_is_marked_and_stands_nowhere_as_real(cast: Cast, by):
    subject = brought(by, warning(status="Exercise"))
    page = text(cast.client("ines").get("/avisos/"))
    assert "Ejercicios y pruebas: no son reales Frente frío" in page
    assert "Ejercicio: no es real" in text(cast.client("ines").get(f"/avisos/{subject}/"))
    for path in ("/hoy/", "/mapa/", "/recorridos/sale/", "/recorridos/plan/"):
        assert "Frente frío" not in text(cast.client("ines").get(path)), path


def test_an_update_takes_its_place_and_a_cancel_ends_it(cast: Cast, by):
    brought(by, warning())
    again, snow = ago(20), [info(headline="Nevada", expires=ENDS)]
    brought(by, warning(identifier="MET-2", message="Update", sent=again, references=names("MET-1", SENT), infos=snow))
    board = text(cast.client("ines").get("/hoy/"))
    assert "Nevada" in board
    assert "heladas" not in board
    assert "lo cambió otro más nuevo" in text(cast.client("ines").get("/avisos/"))
    brought(by, warning(identifier="MET-3", message="Cancel", sent=ago(10), references=names("MET-2", again), infos=[]))
    assert "Nevada" not in text(cast.client("ines").get("/hoy/"))
    assert "quien lo dio lo canceló" in text(cast.client("ines").get("/avisos/"))


def test_what_is_wrong_with_a_file_is_said_in_one_sentence_and_nothing_is_kept(cast: Cast):
    for raw, said in (
        (b'<!DOCTYPE a [<!ENTITY x "y">]><alert>&x;</alert>', "definiciones (DTD)"),
        (cap(space="urn:oasis:names:tc:emergency:cap:1.1"), "El aviso es CAP 1.1 y aquí se lee CAP 1.2"),
        (warning(infos=[info(expires=ago(1))]), "El aviso venció el"),
        (warning(infos=[info(category="Security")]), "es policial"),
        (b"hola", "no se puede leer como XML"),
    ):
        answer = cast.client("rafael").post("/avisos/traer/", {"file": file(raw)})
        assert answer.status_code == 422
        assert said in text(answer)
        assert "No se guardó nada." in text(answer)
    assert "Elija el archivo del aviso" in text(cast.client("rafael").post("/avisos/traer/"))
    assert AuthorityWarning.objects.count() == 0


def test_only_the_coordination_brings_and_takes_out(cast: Cast, by):
    subject = brought(by, warning())
    assert cast.client("ines").post("/avisos/traer/", {"file": file(warning())}).status_code == 403
    assert cast.client("ines").post(f"/avisos/{subject}/quitar/").status_code == 403
    assert cast.client("rafael").post(f"/avisos/{subject}/quitar/").status_code == 302
    assert AuthorityWarning.objects.count() == 0
    assert cast.client("ines").get(f"/avisos/{subject}/").status_code == 404


def test_nadia_sees_no_warning_of_another_group(cast: Cast, by):
    subject, given = brought(by, warning()), give(by)
    entry = GivenWarning.objects.get().messages[0][0]
    for path in (f"/avisos/{subject}/", f"/avisos/dados/{given}/", f"/avisos/dados/{given}/{entry}.cap.xml"):
        assert cast.client("nadia").get(path).status_code == 404, path
    for path in ("/avisos/traer/", f"/avisos/{subject}/quitar/", f"/avisos/dados/{given}/cancelar/", "/avisos/dar/",
                 f"/avisos/dados/{given}/cambiar/", "/central/avisos/traer/", f"/central/avisos/{subject}/a-todos/"):  # fmt: skip
        assert cast.client("nadia").post(path).status_code in (403, 404), path
    for path in ("/central/avisos/", f"/central/avisos/{subject}/"):
        assert cast.client("nadia").get(path).status_code in (403, 404), path
    assert not ReadRow.objects.filter(action="read").exists()
    assert "Frente frío" not in text(cast.client("nadia").get("/avisos/"))


def test_each_look_is_in_the_read_log(cast: Cast, by):
    subject, given = brought(by, warning()), give(by)
    for path, about in (
        (f"/avisos/{subject}/", subject),
        (f"/avisos/dados/{given}/", given),
    ):
        cast.client("ines").get(path)
        row = ReadRow.objects.latest("seq")
        assert (row.record_class, row.subject, row.purpose) == ("K1", str(about), "assist")
    cast.client("ines").get("/avisos/")
    assert ReadRow.objects.latest("seq").count == 2


# Headquarters ---------------------------------------------------------------------------------------------------------------


def test_headquarters_brings_one_for_all_posts_and_passes_on_what_one_post_has(cast: Cast, by):
    every, client = len(pack("mx").groups), cast.client("graciela")
    subject = brought(by, warning())
    page = client.get("/central/avisos/")
    assert f"en 1 de {every} puestos" in text(page)
    answer = client.post(f"/central/avisos/{subject}/a-todos/", follow=True)
    assert f"Aviso dado a {every - 1} puestos." in text(answer)
    assert AuthorityWarning.objects.count() == every
    assert "Frente frío" in text(cast.client("nadia").get("/avisos/"))
    brings = client.post("/central/avisos/traer/", {"file": file(warning(identifier="MET-7"))}, follow=True)
    assert f"Aviso dado a {every} puestos." in text(brings)
    assert {entry.group for entry in LogEntry.objects.filter(kind="safety.warning_told")} == set(pack("mx").groups)
    assert client.post("/central/avisos/traer/", {"file": file(b"hola")}).status_code == 422
    assert client.get(f"/central/avisos/{subject}/").status_code == 200
    assert cast.client("rafael").get("/central/avisos/").status_code == 404


# Given out ------------------------------------------------------------------------------------------------------------------


def give(by, **changed) -> UUID:
    now = datetime.now(UTC)
    usual = {
        "hazard": safety.GivenFor.FLOOD,
        "municipality": "05025",
        "urgency": safety.CapUrgency.IMMEDIATE,
        "severity": safety.CapSeverity.SEVERE,
        "certainty": safety.CapCertainty.OBSERVED,
        "onset": now,
        "expires": now + timedelta(hours=6),
    }
    danger = safety.PublicDanger(**usual | changed)
    return safety.warning_actions.give(danger, sender="vereda:mx:piedras-negras", by=by("rafael"), at=now).subject


def typed(**changed) -> dict[str, str]:
    from vereda.desk.web.new_encounter import fresh_token

    with timezone.override("America/Matamoros"):
        now = timezone.localtime()
    told = {
        "form": fresh_token(), "hazard": "flood", "municipality": "05025", "severity": "severe", "certainty": "observed",
        "urgency": "immediate", "onset": f"{now:%Y-%m-%dT%H:%M}", "expires": f"{now + timedelta(hours=5):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    return told | changed


def test_a_warning_is_given_changed_and_ended_each_with_its_file(cast: Cast):
    client, form = cast.client("rafael"), typed()
    answer = client.post("/avisos/dar/", form, follow=True)
    assert "Creciente o inundación: Piedras Negras, Coahuila de Zaragoza" in text(answer)
    assert "Flood: Piedras Negras" in text(answer)
    client.post("/avisos/dar/", form)  # sent twice
    row = GivenWarning.objects.get()
    here = f"/avisos/dados/{row.subject}/"
    assert 'value="flood" checked' in client.get(f"{here}cambiar/").content.decode()
    client.post(f"{here}cambiar/", typed(severity="extreme"))
    assert "Ya no está vigente" in text(client.post(f"{here}cancelar/", follow=True))
    row.refresh_from_db()
    files = [client.get(f"{here}{entry}.cap.xml") for entry, *_rest in row.messages]
    assert [read_cap(one.content).message for one in files] == ["alert", "update", "cancel"]
    assert [faults(fromstring(one.content)) for one in files] == [[], [], []]
    assert {one["Content-Type"] for one in files} == {"application/cap+xml"}
    assert files[0].content == client.get(f"{here}{row.messages[0][0]}.cap.xml").content
    assert client.get(f"{here}{row.subject}.cap.xml").status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hazard": "shots"}, "Diga de qué avisa"),
        ({"expires": ""}, "Diga hasta cuándo vale."),
        ({"expires": "2031-01-01T00:00"}, "a lo más en 7 días"),
        ({"municipality": "99999"}, "Elija el municipio de la lista"),
        ({"point": "el-vado"}, "Elija el municipio de la lista"),
        ({"severity": ""}, "Diga qué tan grave es."),
    ],
)
def test_a_wrong_form_comes_back_whole_and_nothing_goes_out(cast: Cast, changed, said):
    answer = cast.client("rafael").post("/avisos/dar/", typed(**changed))
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="observed" checked' in answer.content.decode()
    assert GivenWarning.objects.count() == 0


def test_a_closed_area_of_water_leads_to_a_warning_that_does_not_name_it_and_one_of_shots_to_none(cast: Cast, by):
    with timezone.override("America/Matamoros"):
        today = timezone.localdate()
    made = {}
    for reason in (safety.ClosedFor.FLOOD, safety.ClosedFor.SHOTS):
        made[reason] = safety.closed_actions.close_area(
            safety.Where(name="El vado de don Chuy"), reason=reason, said_by=safety.Source.TEAM, from_on=today, until_on=today,
            by=by("rafael"), at=datetime.now(UTC), note="ahí duermen",
        ).subject  # fmt: skip
    client = cast.client("rafael")
    assert "Preparar el archivo del aviso (no se envía)" in text(client.get(f"/seguridad/zonas/{made[safety.ClosedFor.FLOOD]}/"))
    assert "Preparar el archivo del aviso (no se envía)" not in text(
        client.get(f"/seguridad/zonas/{made[safety.ClosedFor.SHOTS]}/")
    )
    form = client.get(f"/avisos/dar/?zona={made[safety.ClosedFor.FLOOD]}").content.decode()
    assert 'value="flood" checked' in form
    assert "Chuy" not in form
    answer = client.post("/avisos/dar/", typed(closed_area=str(made[safety.ClosedFor.SHOTS])))
    assert "Por ese motivo no se da aviso afuera" in text(answer)
    client.post("/avisos/dar/", typed(closed_area=str(made[safety.ClosedFor.FLOOD])))
    row = GivenWarning.objects.get()
    raw = client.get(f"/avisos/dados/{row.subject}/{row.messages[0][0]}.cap.xml").content.decode()
    assert "Chuy" not in raw
    assert "duermen" not in raw


def test_who_reads_english_gets_the_english_of_the_file(cast: Cast, by):
    english = info(lang="en-US", event="Cold front", headline="Hard frost", expires=ENDS)
    subject = brought(by, warning(infos=[info(expires=ENDS), english]))
    client = cast.client("ines")
    assert "Hard frost" not in text(client.get(f"/avisos/{subject}/"))
    client.post("/idioma/", {"language": "en"})
    assert "Hard frost" in text(client.get(f"/avisos/{subject}/"))
