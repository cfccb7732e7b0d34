"""Tracks at the desk: files come in whole or are asked about, no other group sees them, and what goes out tells of no person."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms import uploads
from vereda.desk.web.new_encounter import fresh_token
from vereda.rescue import door as rescue
from vereda.rescue.models.track import Track
from vereda.rescue.reading.tests.files import Point, gpx, kml_track

pytestmark = pytest.mark.django_db

LON, LAT = -100.52, 28.7


def walk(first: int = -150, last: int = -40, *, lat: float = LAT) -> list[Point]:
    hours = ((datetime.now(UTC) + timedelta(minutes=minute)).isoformat() for minute in range(first, last + 1, 10))
    return [(LON, lat + n / 1000, at) for n, at in enumerate(hours)]


@pytest.fixture
def team(mission: UUID, by) -> rescue.MissionTeam:
    """Return a team that was out from three hours ago to half an hour ago."""
    who = rescue.Team(call_sign="Lobo 2", members=[by("ines").account], check_in_min=600)
    now = datetime.now(UTC)
    rescue.dispatch_team(mission=mission, who=who, by=by("ines"), at=now - timedelta(hours=3))
    (row,) = rescue.teams_of(mission, "piedras-negras", "mx")
    rescue.bring_team_back(mission=mission, team=row.team, by=by("ines"), at=now - timedelta(minutes=30))
    return row


def bring(cast: Cast, row: rescue.MissionTeam, *files: tuple[str, bytes], who: str = "rafael", **typed):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return cast.client(who).post(f"/misiones/{row.subject}/grabados/traer/", {"file": sent, **typed}, follow=True)


def test_several_files_come_in_at_once_and_stand_on_page_map_timeline_and_sheet(cast: Cast, team: rescue.MissionTeam):
    page = text(
        bring(cast, team, ("lobo.gpx", gpx(walk())), ("tarde.kml", kml_track(walk(-300, 0, lat=28.9))), carried_by="GPS 3")
    )
    assert "2 trayectos guardados" in page
    assert "Se quitaron 16 puntos de antes del despacho o de después del regreso" in page
    assert "Lobo 2 · 1.2 km" in page
    assert "Trajo un trayecto grabado: Lobo 2" in page
    assert "grabado: Lobo 2 · 1.2 km" not in page, "the row says of which hours; a line of the past would go on telling the whole"
    rafael = cast.client("rafael")
    drawn = rafael.get(f"/misiones/{team.subject}/mapa/")
    assert "2 trayectos de la misión" in drawn.content.decode()
    told = json.loads(re.search(r"data-drawn>(.*?)</script>", drawn.content.decode(), re.DOTALL)[1])
    assert [one["name"] for one in told["lines"]] == ["Lobo 2", "Lobo 2"]
    assert told["lines"][1]["lines"][0][0] == [LAT, LON], "the one that was recorded later"
    assert rafael.get(f"/misiones/{team.subject}/mapa/", {"purpose": "quality_audit"}).status_code == 403
    sheet = text(rafael.get(f"/misiones/{team.subject}/hoja/"))
    assert "Trajo un trayecto grabado" in sheet
    for sealed in ("28.7", "lobo.gpx", "GPS 3"):
        assert sealed not in sheet


def test_the_row_of_a_track_tells_the_hours_of_its_team_and_not_those_after_its_return(cast: Cast, mission: UUID, by):
    now = datetime.now(UTC)
    who = rescue.Team(call_sign="Puma 1", members=[by("ines").account], check_in_min=600)
    rescue.dispatch_team(mission=mission, who=who, by=by("ines"), at=now - timedelta(hours=3))
    (row,) = rescue.teams_of(mission, "piedras-negras", "mx")
    bring(cast, row, ("puma.gpx", gpx(walk(-170, -10))))
    rafael, page = cast.client("rafael"), f"/misiones/{mission}/"
    assert "Puma 1 · 1.8 km" in text(rafael.get(page))
    rescue.bring_team_back(mission=mission, team=row.team, by=by("ines"), at=now - timedelta(minutes=65))
    zone = ZoneInfo("America/Matamoros")
    last, gone = (f"{(now - timedelta(minutes=one)).astimezone(zone):%H:%M}" for one in (70, 10))
    for shown in (page, f"/misiones/{mission}/hoja/", f"/misiones/{mission}/mapa/"):
        told = text(rafael.get(shown))
        assert "1.8 km" not in told
        assert not re.search(rf"[0-9:]+-([0-9]+ \w+ )?{gone}", told)
    assert re.search(rf"[0-9:]+-([0-9]+ \w+ )?{last}", text(rafael.get(page)))
    assert "Puma 1 · 1.1 km" in text(rafael.get(page))


def test_the_page_shows_what_another_one_brought_when_it_asks_again(cast: Cast, team: rescue.MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{team.subject}/vivo/"
    with time_machine.travel(timezone.now(), tick=False):
        mark = re.search(r"visto=([\w-]+)", rafael.get(way).content.decode())[1]
        assert rafael.get(way, {"visto": mark}).status_code == 204
        bring(cast, team, ("lobo.gpx", gpx(walk())), who="ines")
        changed = rafael.get(way, {"visto": mark})
        assert "1.2 km" in text(changed)
        mark = re.search(r"visto=([\w-]+)", changed.content.decode())[1]
        track = Track.objects.get().subject
        cast.client("ines").post(f"/misiones/{team.subject}/grabados/{track}/quitar/")
        assert "Mañana se destruye" in text(rafael.get(way, {"visto": mark}))


def test_the_same_file_twice_is_once_and_says_so(cast: Cast, team: rescue.MissionTeam):
    content = gpx(walk())
    bring(cast, team, ("lobo.gpx", content))
    again = text(bring(cast, team, ("otro.gpx", content), ("otro2.gpx", content)))
    assert "2 ya estaban en la misión; no se repiten" in again
    assert Track.objects.count() == 1


def test_a_bad_file_among_good_ones_is_named_and_nothing_is_written_until_somebody_decides(cast: Cast, team: rescue.MissionTeam):
    bomb = b'<!DOCTYPE g [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>'
    old = gpx([(LON, LAT, "2019-01-01T00:00:00Z"), (LON, 28.8, "2019-01-01T01:00:00Z")])
    answer = bring(cast, team, ("bien.gpx", gpx(walk())), ("bomba.gpx", bomb), ("viejo.gpx", old), ("areas.kmz", b"PK\x03\x04zz"))
    page = text(answer)
    assert answer.redirect_chain[-1][0].endswith("/grabados/revisar/")
    for said in (
        "Todavía no se guardó nada",
        "«bomba.gpx» trae definiciones que no se abren",
        "«viejo.gpx» se grabó todo fuera de las horas en que Lobo 2 estuvo en la misión",
        "«areas.kmz» es un archivo comprimido",
        "bien.gpx 1.2 km",
    ):
        assert said in page
    assert not Track.objects.exists()
    rafael = cast.client("rafael")
    rafael.post(
        f"/misiones/{team.subject}/grabados/traer/",
        {"file": [SimpleUploadedFile("bien.gpx", gpx(walk())), SimpleUploadedFile("x", b"x")]},
    )
    done = text(rafael.post(f"/misiones/{team.subject}/grabados/revisar/", {"save": "1"}, follow=True))
    assert "1 trayecto guardado" in done
    assert Track.objects.get().points == 12
    assert "Tráigalos otra vez" in text(rafael.get(f"/misiones/{team.subject}/grabados/revisar/", follow=True))


def test_what_lies_far_away_or_has_no_hours_is_kept_only_when_somebody_says_so(cast: Cast, team: rescue.MissionTeam):
    rafael, way = cast.client("rafael"), f"/misiones/{team.subject}/grabados/"
    far, timeless = gpx(walk(lat=32.0)), gpx([(lon, lat, "") for lon, lat, _at in walk(lat=28.75)])

    def sent():
        files = [
            SimpleUploadedFile("lejos.gpx", far),
            SimpleUploadedFile("sin.gpx", timeless),
            SimpleUploadedFile("bien.gpx", gpx(walk())),
        ]
        return rafael.post(f"{way}traer/", {"file": files}, follow=True)

    before = set(uploads.folder().iterdir())
    sent()
    page = text(sent())
    assert len(set(uploads.folder().iterdir()) - before) == 3, "what waited first was let go"
    assert re.search(r"Llega a 36\d km del puesto", page)
    assert "No trae horas" in page
    assert "Descartados: no se guardó nada" in text(rafael.post(f"{way}revisar/", {"save": "0"}, follow=True))
    assert not Track.objects.exists()
    assert set(uploads.folder().iterdir()) == before, "what was not wanted does not stay"
    sent()
    assert "2 trayectos guardados" in text(rafael.post(f"{way}revisar/", {"save": "1", "keep1": "on"}, follow=True))
    assert sorted(row.recorded_from is None for row in Track.objects.all()) == [False, True]


def test_what_is_missing_in_the_form_is_said_beside_it_and_what_was_typed_comes_back(cast: Cast, team: rescue.MissionTeam, by):
    who = rescue.Team(call_sign="Puma 1", members=[by("rafael").account], check_in_min=600)
    rescue.dispatch_team(mission=team.subject, who=who, by=by("ines"), at=datetime.now(UTC))
    none = bring(cast, team, of_team=str(team.team), carried_by="GPS 3")
    assert none.status_code == 422
    assert "Elija al menos un archivo" in text(none)
    assert 'value="GPS 3"' in none.content.decode()
    nobody = bring(cast, team, ("a.gpx", gpx(walk())))
    assert nobody.status_code == 422
    assert "Diga qué equipo lo grabó" in text(nobody)
    many = bring(cast, team, *((f"{n}.gpx", b"x") for n in range(13)), of_team=str(team.team))
    assert "hasta 12 archivos" in text(many)
    assert not Track.objects.exists()


def test_names_that_cannot_be_seen_or_never_end_are_kept_as_they_can_be_read(cast: Cast, team: rescue.MissionTeam):
    bring(cast, team, (f"a\u202e{'b' * 300}.gpx", gpx(walk())), carried_by="GPS\0 3\n")
    (one,) = rescue.tracks_of(team.subject, "piedras-negras", "mx")
    assert (one.name, one.carried_by) == ("b" * 56 + ".gpx", "GPS 3")
    page = bring(cast, team, ("<b onload=zafiro>.gpx", b"x")).content.decode()
    assert "&lt;b onload=zafiro&gt;" in page
    assert "<b onload" not in page


def test_a_mission_without_a_team_says_what_comes_first(cast: Cast, mission: UUID):
    assert "un trayecto es siempre de un equipo" in text(cast.client("rafael").get(f"/misiones/{mission}/grabados/traer/"))


def test_thirty_days_after_the_closure_none_is_taken_and_the_page_says_that_it_is_gone(cast: Cast, team: rescue.MissionTeam, by):
    bring(cast, team, ("lobo.gpx", gpx(walk())))
    rescue.close_mission(mission=team.subject, by=by("ines"), at=datetime.now(UTC), outcome="found")
    content = gpx(walk())
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=False):
        late = bring(cast, team, ("otro.gpx", content))
        assert late.status_code == 422
        assert "hace más de 30 días" in text(late)
        rescue.forget_tracks(now=timezone.now())
        rafael = cast.client("rafael")
        page = text(rafael.get(f"/misiones/{team.subject}/"))
        assert "1.2 km" in page
        assert "por dónde fue ya se destruyó" in page
        assert "1 trayecto no se dibuja" in text(rafael.get(f"/misiones/{team.subject}/mapa/"))
        assert "no tiene áreas ni trayectos que sacar" in text(rafael.get(f"/misiones/{team.subject}/archivo/gpx/", follow=True))


def test_a_track_that_was_none_of_this_mission_is_taken_off_and_put_back(cast: Cast, team: rescue.MissionTeam):
    bring(cast, team, ("lobo.gpx", gpx(walk())))
    rafael, way = cast.client("rafael"), f"/misiones/{team.subject}/grabados/{Track.objects.get().subject}/"
    assert "Trayecto quitado" in text(rafael.post(f"{way}quitar/", follow=True))
    assert "ya se quitó" in text(rafael.post(f"{way}quitar/", follow=True))
    assert '"lines": []' in rafael.get(f"/misiones/{team.subject}/mapa/").content.decode()
    assert "otra vez de la misión" in text(rafael.post(f"{way}devolver/", follow=True))
    assert Track.objects.get().struck_at is None


def planted(cast: Cast, team: rescue.MissionTeam, by) -> list[str]:
    """Put points of people wherever a mission has them, and return how they are written."""
    from vereda.encounters.door import PlaceKind, Where
    from vereda.logbook.door import Plain, record
    from vereda.logbook.schema import FieldClass
    from vereda.rescue.entries.mission import MissionOpened

    at = datetime.now(UTC)
    where = {"lat": 28.11111, "lon": -100.11111, "place": "pozo de la alerta"}
    record(
        MissionOpened(folio="PN-7"),
        subject=team.subject,
        by=by("ines"),
        at=at,
        boxes=[Plain(cls=FieldClass.WHEREABOUTS, fields=where)],
    )
    rescue.note_clue(
        mission=team.subject,
        what="footprints",
        by=by("ines"),
        at=at,
        text="tres pares",
        where=Where(kind=PlaceKind.POINT, lat=28.22222, lon=-100.22222, place="arroyo seco"),
    )
    told = {
        "form": fresh_token(),
        "people": "5",
        "s:RESCUE": "on",
        "s:WATER": "on",
        "goes": "SHELTER",
        "point": "28.33333, -100.33333",
    }
    assert cast.client("ines").post(f"/misiones/{team.subject}/encontradas/", told).status_code == 302
    return ["28.11", "28.22", "28.33", "100.11", "100.22", "100.33", "pozo", "arroyo", "pares"]


@pytest.mark.parametrize(("form", "media"), [("gpx", "gpx+xml"), ("kml", "google-earth"), ("geojson", "geo+json")])
def test_what_goes_out_holds_own_tracks_and_nothing_of_people(cast: Cast, team: rescue.MissionTeam, by, form, media):
    waypoint = '<wpt lat="28.44444" lon="-100.44444"><name>familia Obsidiana</name></wpt>'
    bring(cast, team, ("familia.gpx", gpx(walk(), name="con la familia", more=waypoint)), carried_by="Inés")
    points = [*planted(cast, team, by), "28.44", "100.44", "Obsidiana", "familia", "Inés", str(cast.account("ines").pk)]
    rafael = cast.client("rafael")
    before = ReadRow.objects.filter(action="export", subject=team.subject).count()
    answer = rafael.get(f"/misiones/{team.subject}/archivo/{form}/")
    assert answer.status_code == 200
    assert media in answer["Content-Type"]
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    file = answer.content.decode()
    assert ("Lobo 2" in file, "-100.52" in file, "PN-7" in file) == (True, True, True)
    for point in points:
        assert point not in file, point
    assert rescue.read_recording(answer.content, "a").points == 12
    assert ReadRow.objects.filter(action="export", subject=team.subject).count() == before + 1


def test_files_go_out_to_the_group_for_rescue_alone(cast: Cast, team: rescue.MissionTeam):
    bring(cast, team, ("lobo.gpx", gpx(walk())))
    way = f"/misiones/{team.subject}/archivo/gpx/"
    assert cast.client("ines").get(way).status_code == 200
    for purpose in ("assist", "medical", "quality_audit", "protection_case"):
        assert cast.client("rafael").get(way, {"purpose": purpose}).status_code == 403, purpose
    for name in ("nadia", "octavio", "graciela", "alma"):
        answer = cast.client(name).get(way)
        assert answer.status_code in (403, 404), name
        assert b"trkpt" not in answer.content
    assert cast.client("rafael").get(f"/misiones/{team.subject}/archivo/shp/").status_code == 404


def test_nadia_finds_nothing_of_a_track_of_another_group(cast: Cast, team: rescue.MissionTeam):
    bring(cast, team, ("lobo.gpx", gpx(walk())))
    nadia, base, track = cast.client("nadia"), f"/misiones/{team.subject}/", Track.objects.get().subject
    for way in ("grabados/traer/", "grabados/revisar/", "archivo/gpx/", "archivo/kml/", "archivo/geojson/", "mapa/", ""):
        assert nadia.get(base + way).status_code == 404, way
    for way in ("grabados/traer/", "grabados/revisar/", f"grabados/{track}/quitar/", f"grabados/{track}/devolver/"):
        file = SimpleUploadedFile("a.gpx", gpx(walk(lat=28.9)))
        assert nadia.post(base + way, {"file": file, "of_team": str(team.team), "save": "1"}).status_code == 404, way
    assert Track.objects.get().struck_at is None
