"""Danger notices at the desk: read by everybody, given by some, gone by themselves; a form that is wrong comes back whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.guidance import door as guidance
from vereda.logbook.models import LogEntry
from vereda.notices import door as notices
from vereda.notices.models import DangerNotice

pytestmark = pytest.mark.django_db
LOCAL = "%Y-%m-%dT%H:%M"
WORDS = {
    "short_spa": "Lleve agua y descanse a la sombra.",
    "spoken_spa": "Hace mucho calor.",
    "full_spa": "Hace mucho calor en Coahuila. Lleve agua.",
}


def hidden(cast: Cast, path: str, name: str = "paola") -> dict[str, str]:
    page = cast.client(name).get(path).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def sent(**changed: str) -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "danger": "heat",
        "severity": "severe",
        "told_by": "states",
        "state:MX-COA": "on",
        "starts": (now - timedelta(days=1)).strftime(LOCAL),
        "ends": (now + timedelta(days=3)).strftime(LOCAL),
        "source": "https://example.org/smn",
        **WORDS,
        **changed,
    }


def give(cast: Cast, name: str = "paola", path: str = "/peligros/nuevo/", **changed: str):
    return cast.client(name).post(path, {**sent(**changed), **hidden(cast, path, name)}, follow=True)


def given(cast: Cast, **changed: str) -> UUID:
    give(cast, **changed)
    return DangerNotice.objects.latest("set_at").subject


def check(subject: UUID, cast: Cast) -> None:
    topic, today = notices.topic_of(subject), datetime.now(ZoneInfo("America/Matamoros")).date()
    newest = guidance.written_one("mx", today, topic, "spa").newest
    assert newest is not None
    told = {
        "version": newest.id, "reviewer": "Ana Ejemplo", "office": "SMN", "source_read_on": str(today - timedelta(days=1)),
        "until": str(today + timedelta(days=30)), "has_read": "on",
    }  # fmt: skip
    assert cast.client("hector").post(f"/orientacion/{topic}/spa/revisar/", told).status_code == 302


@pytest.mark.parametrize("name", ["ines", "nadia", "rafael", "paola", "hector", "octavio"])
def test_every_account_reads_notices_and_the_map(cast: Cast, name: str):
    subject = given(cast)
    client = cast.client(name)
    for path in ("/peligros/", f"/peligros/{subject}/", "/peligros/mapa/", "/peligros/mapa.svg"):
        assert client.get(path).status_code == 200, path
    assert "Calor · grave: Coahuila" in text(client.get("/peligros/"))
    assert "Ninguna marca no significa seguro" in text(client.get("/peligros/mapa/"))


@pytest.mark.parametrize("name", ["ines", "nadia", "octavio", "hector"])
def test_who_writes_none_is_refused_and_sees_no_button_and_no_proposal(cast: Cast, name: str):
    subject = given(cast)
    client, before = cast.client(name), LogEntry.objects.count()
    assert client.get("/peligros/nuevo/").status_code in (403, 404)
    for path in ("nuevo/", "clima/", f"{subject}/cambiar/", f"{subject}/terminar/", f"{subject}/archivo/"):
        assert client.post(f"/peligros/{path}", {**sent(), "reason": "x"}).status_code in (403, 404), path
    page = text(client.get("/peligros/"))
    assert "Nuevo aviso" not in page
    assert "Peligro del paquete del país" not in page
    assert LogEntry.objects.count() == before


def test_a_notice_goes_its_way_from_writing_to_the_public_and_its_file(cast: Cast):
    subject = given(cast)
    page = text(cast.client("paola").get(f"/peligros/{subject}/"))
    assert "Sin revisar: nadie de fuera lo ve todavía" in page
    assert "Calor" in text(cast.client("hector").get("/orientacion/revisar/"))
    refused = cast.client("paola").post(f"/peligros/{subject}/archivo/", hidden(cast, f"/peligros/{subject}/"), follow=True)
    assert "nadie ha escrito o revisado su texto" in text(refused)
    check(subject, cast)
    page = text(cast.client("ines").get(f"/peligros/{subject}/"))
    assert "Sin revisar" not in page
    assert "publicado" in page
    made = cast.client("paola").post(f"/peligros/{subject}/archivo/", hidden(cast, f"/peligros/{subject}/"), follow=True)
    assert "Archivo hecho" in text(made)
    entry = DangerNotice.objects.get().given[0][0]
    file = cast.client("ines").get(f"/peligros/{subject}/archivo/{entry}/")
    assert file["Content-Type"] == "application/cap+xml"
    assert b"<status>Actual</status>" in file.content
    preview = cast.client("ines").get(f"/peligros/{subject}/muestra/")
    assert b"<status>Draft</status>" in preview.content


def test_its_topic_in_the_library_leads_to_the_notice_and_the_map(cast: Cast):
    subject = given(cast)
    client = cast.client("ines")
    assert client.get(f"/orientacion/{notices.topic_of(subject)}/").url == f"/peligros/{subject}/"
    assert client.get(f"/orientacion/{notices.map_topic()}/").url == "/peligros/mapa/"
    assert client.get(f"/orientacion/{notices.map_topic()}/spa/").status_code == 200
    assert "Aviso de peligro" in text(client.get("/orientacion/cambios/"))


@pytest.mark.parametrize(
    ("changed", "said", "kept"),
    [
        ({"starts": "2031-01-05T10:00", "ends": "2031-01-04T10:00"}, "termina antes de empezar", "2031-01-04T10:00"),
        ({"ends": "2020-01-01T10:00", "starts": "2019-01-01T10:00"}, "ya habría terminado", "2020-01-01T10:00"),
        ({"ends": ""}, "Diga hasta cuándo vale", "Lleve agua y descanse"),
        ({"told_by": "drawn", "drawn": "28,-101\n29,-100\n29,-101\n28,-100"}, "se cruza consigo mismo", "29,-101"),
        ({"told_by": "drawn", "drawn": "28,-101\nnorte"}, "El renglón 2 del área", "norte"),
        ({"told_by": "drawn", "drawn": "-101,28\n-100,29\n-101,29"}, "están cambiadas", "-101,28"),
        ({"told_by": "municipalities"}, "Diga dónde vale", "Hace mucho calor"),
        ({"source": ""}, "Sin fuente no hay aviso", "Hace mucho calor"),
        ({"danger": "nada"}, "Diga de qué avisa", "Hace mucho calor"),
        ({"full_spa": ""}, "Falta este texto", "Lleve agua y descanse"),
        ({"short_spa": "x" * 170}, "no cabe en un mensaje", "x" * 170),
        ({"full_spa": "Llame al 911."}, "{hotline.emergencias}", "Llame al 911."),
    ],
)
def test_a_form_that_is_wrong_comes_back_whole_with_one_sentence(cast: Cast, changed, said, kept):
    answer = give(cast, **changed)
    assert answer.status_code == 422
    assert said in text(answer)
    assert kept in answer.content.decode()
    assert "example.org/smn" in answer.content.decode() or "source" in changed
    assert not DangerNotice.objects.exists()


def test_the_same_form_sent_twice_makes_one_notice(cast: Cast):
    told = {**sent(), **hidden(cast, "/peligros/nuevo/")}
    for _once in range(2):
        cast.client("paola").post("/peligros/nuevo/", told)
    assert DangerNotice.objects.count() == 1


def test_a_hazard_of_the_pack_fills_the_form_and_is_offered_no_more(cast: Cast):
    client, code = cast.client("paola"), "heat-el-sasabe-altar-corridor"
    assert f"?de={code}" in client.get("/peligros/").content.decode()
    form = client.get("/peligros/nuevo/", {"de": code}).content.decode()
    assert f'<option value="{code}" selected>' in form
    subject = given(cast, told_by="hazard", hazard=code)
    row = DangerNotice.objects.get(subject=subject)
    assert row.area["states"] == ["MX-SON"]
    client.post("/peligros/nuevo/", {**sent(told_by="hazard", hazard=code), **hidden(cast, f"/peligros/nuevo/?de={code}")})
    assert f"?de={code}" not in client.get("/peligros/").content.decode()


def test_municipalities_are_shown_by_state_and_picked_ones_stay(cast: Cast):
    client = cast.client("paola")
    part = client.get("/peligros/municipios/", {"m_state": "MX-AGU"}).content.decode()
    assert 'value="01001"' in part
    told = {**sent(told_by="municipalities", m_state="MX-COA"), "town": ["01001", "01002"], "show": "towns"}
    page = client.post("/peligros/nuevo/", told).content.decode()
    assert len(re.findall(r'value="0100[12]" checked', page)) == 2
    assert not DangerNotice.objects.exists()
    del told["show"]
    client.post("/peligros/nuevo/", {**told, **hidden(cast, "/peligros/nuevo/")})
    assert DangerNotice.objects.get().area["municipalities"] == ["01001", "01002"]


def test_a_change_keeps_the_words_and_an_end_takes_it_from_everywhere(cast: Cast):
    subject = given(cast)
    path = f"/peligros/{subject}/cambiar/"
    answer = cast.client("paola").post(path, {**sent(severity="extreme"), **hidden(cast, path)}, follow=True)
    assert "Aviso cambiado" in text(answer)
    assert DangerNotice.objects.get().severity == "extreme"
    assert "Aviso de peligro: Calor en Coahuila" in text(cast.client("ines").get("/", follow=True))
    wrong = cast.client("paola").post(f"/peligros/{subject}/terminar/", {"reason": ""})
    assert wrong.status_code == 422
    assert "por qué termina" in text(wrong)
    end = {"reason": "Ya llovió", **hidden(cast, f"/peligros/{subject}/")}
    assert "Terminó antes de su fecha" in text(cast.client("paola").post(f"/peligros/{subject}/terminar/", end, follow=True))
    assert "Ninguno. Que no haya aviso" in text(cast.client("ines").get("/peligros/"))


def test_who_checks_reads_where_and_when_and_is_told_what_changed_after_the_check(cast: Cast):
    subject = given(cast)
    hector, topic = cast.client("hector"), notices.topic_of(subject)
    queue = text(hector.get("/orientacion/revisar/"))
    assert "Aviso: Calor, Coahuila" in queue
    page = text(hector.get(f"/orientacion/{topic}/spa/"))
    assert "Dónde Coahuila" in page
    assert "se cambió el" not in page
    check(subject, cast)
    path = f"/peligros/{subject}/cambiar/"
    cast.client("paola").post(path, {**sent(**{"state:MX-SON": "on"}), **hidden(cast, path)})
    for way in (f"/orientacion/{topic}/spa/", f"/peligros/{subject}/"):
        assert "después de la revisión" in text(hector.get(way)), way
    assert "Avisos que cambiaron después de su revisión (1)" in text(hector.get("/orientacion/revisar/"))
    check(subject, cast)
    assert "después de su revisión" not in text(hector.get("/orientacion/revisar/"))


def test_the_board_of_a_post_shows_a_notice_of_its_state_until_its_hour_alone(cast: Cast):
    from vereda.desk.labels import Labels
    from vereda.desk.rooms.danger_notices import lines
    from vereda.desk.rooms.noticed import Asked

    given(cast)
    row = DangerNotice.objects.get()

    def said(group: str, now: datetime) -> list[str]:
        return [one.said for one in lines(Asked("mx", group, now, Labels("mx")))]

    assert len(said("piedras-negras", row.ends_at - timedelta(seconds=1))) == 1
    assert said("piedras-negras", row.ends_at) == []
    assert said("tapachula", datetime.now(UTC)) == []


def test_without_weather_services_the_page_says_who_sets_them(cast: Cast):
    answer = cast.client("paola").post("/peligros/clima/")
    assert answer.status_code == 422
    assert "Quien administra los pone" in text(answer)


def test_what_a_weather_service_got_wrong_is_said_in_the_language_of_the_reader(cast: Cast, monkeypatch, tmp_path):
    from dataclasses import replace

    from vereda.notices import consulting
    from vereda.settings.environment import env

    made = replace(env(), home=tmp_path, cap_feeds=("http://127.0.0.1:9/feed.xml",), forecast_url="")
    monkeypatch.setattr(consulting, "env", lambda: made)
    monkeypatch.setattr("vereda.desk.web.danger_notices.env", lambda: made)
    paola = cast.client("paola")
    assert "No contesta 127.0.0.1:9" in text(paola.post("/peligros/clima/", follow=True))
    assert "No contesta 127.0.0.1:9" in text(paola.get("/peligros/"))
    account = cast.account("paola")
    account.language = "en"
    account.save()
    page = text(cast.client("paola").get("/peligros/"))
    assert "127.0.0.1:9" in page
    assert "No contesta" not in page


def test_a_proposal_that_is_no_more_says_so(cast: Cast):
    assert "Esa propuesta ya no está" in text(cast.client("paola").get("/peligros/nuevo/?de=nada"))


def test_the_picture_may_be_brought_away_and_another_form_is_none(cast: Cast):
    answer = cast.client("ines").get("/peligros/mapa.png", {"bajar": "1"})
    assert answer["Content-Type"] == "image/png"
    assert "attachment" in answer["Content-Disposition"]
    assert cast.client("ines").get("/peligros/mapa.pdf").status_code == 404
