"""The plan of a search at the desk: filled in, drawn, redrawn, undone, taken along; another group sees nothing."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import gpxpy
import numpy as np
import pytest
import rasterio
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from rasterio.transform import from_origin

from vereda.access.door import HEADQUARTERS
from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.web.new_encounter import fresh_token
from vereda.encounters.door import PlaceKind, Where
from vereda.rescue import door as rescue
from vereda.rescue.actions import terrain as actions
from vereda.rescue.door import Team, Told
from vereda.rescue.lookups import terrain
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.planning.dem import Dem

pytestmark = pytest.mark.django_db

POINT = "28.700000, -100.530000"


@pytest.fixture(autouse=True)
def ground(tmp_path, monkeypatch):
    """Give each test a folder of terrains of its own."""
    there = tmp_path / "terrain"
    there.mkdir()
    monkeypatch.setattr(terrain, "folder", lambda: there)
    return there


def form(**typed) -> dict[str, str]:
    seen = timezone.localtime() - timedelta(hours=6)
    usual = {
        "form": fresh_token(), "point": POINT, "seen_at": f"{seen:%Y-%m-%dT%H:%M}", "side_m": "2000",
        "w_towards": "3", "destination": "28.78, -100.46", "low": "1", "mode": "3", "high": "6", "detour": "1",
        "w_near": "1", "near_m": "800", "w_rings": "1", "category": "Hiker|dry|flat", "answers": "0.5",
        "r0-name": "Lobo 2", "r0-hours": "6", "r0-speed": "2", "r0-sweep": "33",
    }  # fmt: skip
    return {**usual, **typed}


def make(cast: Cast, mission: UUID, **typed):
    return cast.client("rafael").post(f"/misiones/{mission}/plan/hacer/", form(**typed))


@pytest.fixture
def planned(cast: Cast, mission: UUID) -> UUID:
    answer = make(cast, mission)
    assert answer.status_code == 302, text(answer)
    return mission


def first_area(page: str) -> str:
    found = re.search(r'id="a-(\d+-\d+)"', page)
    assert found
    return found[1]


def test_the_form_comes_filled_in_from_the_alert_the_mission_and_its_teams(cast: Cast, by):
    told = Told(
        people=3, needs=["no_water", "pregnant"], last_seen_h=5,
        where=Where(kind=PlaceKind.POINT, lat=28.71, lon=-100.55, accuracy_m=900),
    )  # fmt: skip
    alert = rescue.receive_alert(told, by=by("ines"), at=timezone.now() - timedelta(hours=1)).subject
    mission = rescue.open_mission_for(alert=alert, by=by("rafael"), at=timezone.now()).subject
    who = Team(call_sign="Puma 1", members=[], means=[rescue.Means(code="drone")], check_in_min=60)
    rescue.dispatch_team(mission=mission, who=who, by=by("rafael"), at=timezone.now())
    rescue.note_clue(
        mission=mission, what="footprints", by=by("rafael"), at=timezone.now(),
        where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.52),
    )  # fmt: skip
    page = cast.client("rafael").get(f"/misiones/{mission}/plan/hacer/").content.decode()
    for name, value in (("point", "28.710000, -100.550000"), ("near_m", "900"), ("r0-name", "Puma 1"), ("r0-speed", "18")):
        assert re.search(rf'name="{name}" value="{re.escape(value)}"', page), name
    assert re.search(r'name="water_l" value="0"', page)
    assert re.search(r'<select id="f-pregnant"[^>]*>.*?<option value="1" selected', page, re.DOTALL)
    assert "Pisadas" in page
    assert "No hay ningún modelo de terreno" in page
    assert "contando de 19 a 6" in page


def test_a_plan_is_made_once_from_one_form_and_its_page_explains_each_number(cast: Cast, mission: UUID):
    rafael, typed = cast.client("rafael"), form(w_call="1", call="28.74, -100.5", along="28.70, -100.53\n28.75, -100.50")
    assert "Hacer el plan" in text(rafael.get(f"/misiones/{mission}/plan/"))
    for _ in range(2):
        assert rafael.post(f"/misiones/{mission}/plan/hacer/", typed).status_code == 302
    row = PlannedSearch.objects.get()
    assert len(row.points) == 4
    page = text(rafael.get(f"/misiones/{mission}/plan/"))
    for said in (
        "Hay que llegar con ellos",
        "Ningún clínico lo ha aprobado todavía",
        "Fuera del terreno:",
        "Terreno plano",
        "antes de pistas y búsquedas",
        "copiada de segunda mano, sin cotejar con el libro",
        "Lo estimó quien planea",
        "Lobo 2: 6 h a 2 km/h con ancho de barrido de 33 m",
        "Contestarían",
    ):
        assert said in page, said
    assert "plan/" in cast.client("rafael").get(f"/misiones/{mission}/").content.decode()
    assert make(cast, mission, **{"r0-hours": "2"}).status_code == 302, "a correction is another plan of the same subject"
    assert PlannedSearch.objects.get().plan != row.plan


def test_an_english_reader_gets_an_english_plan(cast: Cast, planned: UUID):
    rafael = cast.client("rafael")
    rafael.post("/idioma/", {"language": "en"})
    page = text(rafael.get(f"/misiones/{planned}/plan/"))
    told = ("Reach them", "No clinician has approved it yet", "Weight ", "Detection: 1 - exp", "before clues and searches")
    assert not [one for one in told if one not in page]
    left = ("Hay que llegar", "Ningún clínico", "Peso ", "Detección", "Probabilidad", "Anillos", "Fuente:", "clinico")
    assert not [one for one in left if one in page]


def test_what_was_searched_redraws_the_plan_and_taken_out_every_number_is_the_same(cast: Cast, planned: UUID):
    rafael = cast.client("rafael")
    before = rafael.get(f"/misiones/{planned}/plan/").content.decode()
    area = first_area(before)
    asked = rafael.get(f"/misiones/{planned}/plan/buscada/", {"area": area}).content.decode()
    assert f'value="{area}"' in asked
    typed = {"form": fresh_token(), "area": area, "at": "", "hours": "5", "speed": "2", "sweep": "60", "called": "whistle"}
    assert rafael.post(f"/misiones/{planned}/plan/buscada/", typed).status_code == 302
    after = rafael.get(f"/misiones/{planned}/plan/").content.decode()
    assert len(numbers(before)) > 5
    assert numbers(after) != numbers(before)
    assert f"Área {area}" in text(rafael.get(f"/misiones/{planned}/plan/"))
    search = re.search(r'data-search="([0-9a-f-]+)"', after)
    assert search
    assert rafael.post(f"/misiones/{planned}/plan/quitar/{search[1]}/", follow=True).status_code == 200
    assert numbers(rafael.get(f"/misiones/{planned}/plan/").content.decode()) == numbers(before)


def numbers(page: str) -> list[str]:
    return re.findall(r"\d+\.?\d*\s%|<script type=\"application/json\" data-drawn>.*?</script>", page)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"point": ""}, "sin ese punto no hay plan"),
        ({"point": "95, 200"}, "Todavía no se guardó"),
        ({"r0-hours": "-3"}, "No puede ser -3"),
        ({"r0-hours": "muchas"}, "no es un número"),
        ({"r0-hours": ""}, "Diga cuántas horas tiene"),
        ({"r0-name": ""}, "a lo menos un equipo"),
        ({"side_m": "0"}, "No puede ser 0"),
        ({"side_m": "60"}, "Caben 8000 áreas"),
        ({"destination": ""}, "Diga hacia dónde caminan"),
        ({"destination": "31.0, -104.0"}, "caben"),
        ({"low": "5", "mode": "3"}, "van de menos a más"),
        ({"w_towards": "", "w_near": "", "w_rings": "0"}, "Dé peso a lo menos a una conducta"),
        ({"w_call": "2"}, "Escriba el punto de la llamada"),
        ({"seen_at": "2033-01-01T10:00"}, "La hora está en el futuro"),
        ({"along": "28.7, -100.5\nesto no es un punto"}, "Todavía no se guardó"),
        ({"water_c": "80"}, "escriba de -2 a 45"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_typed_is_lost(cast: Cast, mission: UUID, typed, said):
    answer = make(cast, mission, **{"r0-sweep": "41", **typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="41"' in answer.content.decode()
    assert not PlannedSearch.objects.exists()


def test_a_search_that_says_nothing_comes_back_with_what_was_typed(cast: Cast, planned: UUID):
    for typed, said in (
        ({"area": "3-3", "hours": ""}, "Diga cuántas horas se buscó"),
        ({"area": "900-1", "hours": "2"}, "no tiene un área"),
        ({"area": "3-3", "hours": "-2"}, "No puede ser -2"),
        ({"area": "3-3", "hours": "2", "at": "2020-01-01T10:00"}, "Revise la hora"),
    ):
        answer = cast.client("rafael").post(f"/misiones/{planned}/plan/buscada/", {"form": fresh_token(), "sweep": "41", **typed})
        assert answer.status_code == 422
        assert said in text(answer)
        assert 'value="41"' in answer.content.decode()
    assert PlannedSearch.objects.get().searched == []


def test_an_area_of_a_plan_that_was_corrected_meanwhile_is_looked_at_again(cast: Cast, planned: UUID):
    rafael, old = cast.client("rafael"), PlannedSearch.objects.get().plan
    assert make(cast, planned, side_m="3000").status_code == 302
    typed = {"form": fresh_token(), "area": "5-5", "hours": "2", "plan": str(old)}
    answer = rafael.post(f"/misiones/{planned}/plan/buscada/", typed)
    assert answer.status_code == 422
    assert "El plan cambió mientras usted escribía" in text(answer)
    new = re.search(r'name="plan" value="([0-9a-f-]+)"', answer.content.decode())
    assert new
    assert rafael.post(f"/misiones/{planned}/plan/buscada/", {**typed, "plan": new[1]}).status_code == 302
    assert len(PlannedSearch.objects.get().searched) == 1


def test_what_goes_out_holds_areas_and_order_and_is_in_the_log_of_reads(cast: Cast, planned: UUID):
    rafael = cast.client("rafael")
    rows = ReadRow.objects.filter(action="export").count()
    found = json.loads(rafael.get(f"/misiones/{planned}/plan/plan.geojson").content)
    assert found["features"]
    for feature in found["features"]:
        assert set(feature["properties"]) == {"name", "order", "hours"}
    gpx = gpxpy.parse(rafael.get(f"/misiones/{planned}/plan/plan.gpx").content.decode())
    assert gpx.tracks
    assert not gpx.waypoints
    assert Image.open(io.BytesIO(rafael.get(f"/misiones/{planned}/plan/plan.png").content)).width > 100
    assert ReadRow.objects.filter(action="export").count() == rows + 3
    assert rafael.get(f"/misiones/{planned}/plan/plan.json").status_code == 404, "the numbers stay here"
    sheet = text(rafael.get(f"/misiones/{planned}/plan/hojas/"))
    assert "Lobo 2" in sheet
    for out in (sheet, json.dumps(found)):
        assert "100.53000" not in out
        assert "28.70000" not in out


def test_another_group_and_other_purposes_see_nothing(cast: Cast, planned: UUID):
    search = uuid4()
    nadia, base = cast.client("nadia"), f"/misiones/{planned}/plan/"
    for path in ("", "hacer/", "buscada/", "hojas/", "plan.gpx", "plan.geojson", "plan.png"):
        answer = nadia.get(base + path)
        assert answer.status_code in (403, 404), path
        assert "28.7" not in answer.content.decode()
    for path in ("hacer/", "buscada/", f"quitar/{search}/", f"recorrido/{search}/"):
        nadia.post(base + path, form())
    assert PlannedSearch.objects.count() == 1
    assert PlannedSearch.objects.get().searched == []
    rafael = cast.client("rafael")
    counting = rafael.get(base, {"purpose": "quality_audit"})
    assert counting.status_code in (403, 404) or "28.7" not in counting.content.decode()
    assert ReadRow.objects.filter(subject=str(PlannedSearch.objects.get().subject)).exists() or rafael.get(base)


def brought(mission: UUID, who) -> UUID:
    """Bring what a team recorded while it walked north from the last known point; return the track."""
    sent_at = timezone.now() - timedelta(hours=3)
    rescue.dispatch_team(mission=mission, who=Team(call_sign="Lobo 2", members=[], check_in_min=60), by=who, at=sent_at)
    (team,) = rescue.teams_of(mission, who.group, who.country)
    hours = (f"{sent_at + timedelta(minutes=10 * n):%Y-%m-%dT%H:%M:%SZ}" for n in range(1, 13))
    points = "".join(f'<trkpt lat="{28.70 + n / 300:.5f}" lon="-100.53"><time>{at}</time></trkpt>' for n, at in enumerate(hours))
    content = f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'.encode()
    (one,) = rescue.look_at_tracks([("uno.gpx", content)], mission=mission, team=team.team, by=who, now=timezone.now())
    assert one.recording, one.fault
    receipt = rescue.bring_track(
        one.recording, digest=one.digest, mission=mission, team=team.team, name="uno.gpx", by=who, at=timezone.now()
    )
    assert receipt
    return receipt.subject


def test_a_track_that_was_brought_counts_as_a_search_and_can_be_taken_out(home, cast: Cast, planned: UUID, by):
    track = brought(planned, by("rafael"))
    rafael, base = cast.client("rafael"), f"/misiones/{planned}/plan/"
    before = rafael.get(base)
    assert "uno.gpx" in text(before)
    assert "Todavía nada" in text(before)
    assert rafael.post(f"{base}recorrido/{track}/", {"sweep": "0"}, follow=True).status_code == 200
    assert PlannedSearch.objects.get().searched == []
    cast.client("nadia").post(f"{base}recorrido/{track}/", {"sweep": "40"})
    assert PlannedSearch.objects.get().searched == []
    rafael.post(f"{base}recorrido/{track}/", {"sweep": "40", "called": "voice"})
    after = rafael.get(base).content.decode()
    assert numbers(after) != numbers(before.content.decode())
    assert PlannedSearch.objects.get().searched[0]["sweep_answers_m"] == 150
    rafael.post(f"{base}recorrido/{track}/", {"sweep": "40"})
    assert len(PlannedSearch.objects.get().searched) == 1, "the same track counts once"
    search = PlannedSearch.objects.get().searched[0]["line"]
    rafael.post(f"{base}quitar/{search}/")
    assert numbers(rafael.get(base).content.decode()) == numbers(before.content.decode())
    rafael.post(f"{base}recorrido/{track}/", {"sweep": "40"})
    rescue.strike_track(track=track, mission=planned, by=by("rafael"), at=timezone.now())
    assert "no entra en el plan" in text(rafael.get(base)), "a track that is not of this mission counts no more"


class TestTerrains:
    """A post brings the model of its ground."""

    @staticmethod
    def tiff(z: np.ndarray, crs: str | None = "EPSG:32614", cell: float = 90.0, corner=(345_000.0, 3_190_000.0), **more) -> bytes:
        with rasterio.MemoryFile() as file:
            with file.open(
                driver="GTiff", width=z.shape[1], height=z.shape[0], count=1, dtype="float32", crs=crs,
                transform=from_origin(*corner, cell, cell), **more,
            ) as out:  # fmt: skip
                out.write(z.astype("float32"), 1)
            return bytes(file.read())

    @staticmethod
    def bring(cast: Cast, content: bytes, who: str = "rafael", **typed):
        file = SimpleUploadedFile("zona.tif", content, "image/tiff")
        return cast.client(who).post("/terrenos/", {"name": "Dunas", "source": "INEGI", "file": file, **typed})

    def test_the_plan_stands_on_the_terrain_that_holds_its_point(self, cast: Cast, mission: UUID, ground):
        z = np.add.outer(np.arange(400) * 2.0, np.arange(400) * 1.0)
        assert self.bring(cast, self.tiff(z)).status_code == 302
        assert self.bring(cast, self.tiff(z, corner=(100_000.0, 2_000_000.0)), name="Otra zona").status_code == 302
        assert [one.name for one in terrain.terrains()] == ["Dunas", "Otra zona"]
        assert make(cast, mission).status_code == 302
        page = text(cast.client("rafael").get(f"/misiones/{mission}/plan/"))
        assert "Terreno: Dunas" in page
        assert "Dunas (INEGI), 400 × 400 celdas de 90.0 m" in page
        digest = next(one.digest for one in terrain.terrains() if one.name == "Dunas")
        nobody = cast.client("nadia").post(f"/terrenos/{digest}/quitar/", follow=True)
        assert nobody.status_code in (200, 403, 404)
        assert len(terrain.terrains()) == 2, "another group's terrain stays"
        cast.client("rafael").post(f"/terrenos/{digest}/quitar/")
        assert "Terreno plano" in text(cast.client("rafael").get(f"/misiones/{mission}/plan/"))

    def test_a_plan_takes_the_own_terrain_before_a_finer_one_of_others_and_says_whose_it_is(self, cast: Cast, mission: UUID, by):
        z = np.add.outer(np.arange(400) * 2.0, np.arange(400) * 1.0)
        here, there = by("rafael"), by("nadia", "tapachula")
        for name, cell, who in (("Fino", 80.0, there), ("Nuestro", 90.0, here)):
            actions.bring_terrain([self.tiff(z, cell=cell)], name=name, by=who, at=timezone.now())
        assert make(cast, mission).status_code == 302
        page = text(cast.client("rafael").get(f"/misiones/{mission}/plan/"))
        assert "Terreno: Nuestro" in page
        assert "otro grupo" not in page
        (own,) = (one.digest for one in terrain.terrains() if one.name == "Nuestro")
        actions.take_terrain_away(own, group=here.group)
        page = text(cast.client("rafael").get(f"/misiones/{mission}/plan/"))
        assert re.search(r"Terreno: Fino\. *Lo trajo otro grupo, [^:]*Tapachula", page)
        central = replace(here, group=HEADQUARTERS)
        actions.bring_terrain([self.tiff(z)], name="De todos", by=central, at=timezone.now())
        assert make(cast, mission).status_code == 302
        page = text(cast.client("rafael").get(f"/misiones/{mission}/plan/"))
        assert "Terreno: De todos" in page
        assert "otro grupo" not in page

    def test_the_same_ground_brought_again_stays_with_who_brought_it_first(self, cast: Cast, by):
        content = self.tiff(np.add.outer(np.arange(60) * 2.0, np.arange(60) * 1.0))
        assert self.bring(cast, content).status_code == 302
        (first,) = terrain.terrains()
        again = actions.bring_terrain([content], name="Mío", source="otro", by=by("nadia", "tapachula"), at=timezone.now())
        assert terrain.terrains() == [first] == [again]

    def test_in_practice_no_terrain_is_brought_nor_removed(self, cast: Cast, ground):
        content = self.tiff(np.zeros((9, 9)))
        assert self.bring(cast, content).status_code == 302
        (kept,) = terrain.terrains()
        rafael = cast.client("rafael")
        assert rafael.post("/simulacro/empezar/", {"hours": "2"}).status_code == 302
        file = SimpleUploadedFile("zona.tif", self.tiff(np.ones((9, 9))), "image/tiff")
        assert rafael.post("/terrenos/", {"name": "Ensayo", "file": file}).status_code in (403, 404)
        assert rafael.post(f"/terrenos/{kept.digest}/quitar/").status_code in (403, 404)
        assert terrain.terrains() == [kept]

    @pytest.mark.parametrize(
        ("made", "said"),
        [
            (lambda self: b"esto no es un tiff", "no es un GeoTIFF"),
            (lambda self: b"II*\x00 roto", "No se pudo leer el modelo de elevación"),
            (lambda self: self.tiff(np.zeros((9, 9)), "EPSG:4326", 0.001, (-100.6, 28.8)), "en metros"),
            (lambda self: self.tiff(np.where(np.eye(9), np.nan, 1.0)), "le faltan 9 celdas"),
            (lambda self: self.tiff(np.zeros((1, 9))), "El área mide cero"),
            (lambda self: self.tiff(np.zeros((3200, 3200)), compress="deflate"), "El área tiene 10240000 celdas"),
        ],
    )
    def test_what_cannot_be_a_terrain_is_said_in_one_sentence_and_not_kept(self, cast: Cast, made, said, ground):
        answer = self.bring(cast, made(self))
        assert answer.status_code == 422
        assert said in text(answer)
        assert 'value="INEGI"' in answer.content.decode()
        assert list(ground.iterdir()) == []

    def test_one_in_degrees_is_laid_on_metres_when_it_is_asked_for(self, cast: Cast):
        z = np.add.outer(np.arange(60) * 1.0, np.arange(60) * 1.0)
        content = self.tiff(z, "EPSG:4326", 0.001, (-100.56, 28.73))
        assert self.bring(cast, content, project="on").status_code == 302
        (found,) = terrain.terrains()
        assert found.crs == "EPSG:32614"
        assert isinstance(terrain.ground(found, [(-100.53, 28.70)]), Dem)

    def test_a_terrain_without_a_name_or_a_file_and_one_of_nobody_are_refused(self, cast: Cast, ground):
        assert self.bring(cast, self.tiff(np.zeros((9, 9))), name="").status_code == 422
        assert cast.client("rafael").post("/terrenos/", {"name": "x"}).status_code == 422
        assert cast.client("ines").get("/terrenos/").status_code in (403, 404)
        cast.client("rafael").post("/terrenos/no-hay/quitar/")
        assert list(ground.iterdir()) == []


def test_a_closed_mission_keeps_its_plan_to_be_read_and_takes_no_other(cast: Cast, planned: UUID, by):
    rescue.close_mission(mission=planned, by=by("rafael"), at=datetime.now(UTC))
    page = text(cast.client("rafael").get(f"/misiones/{planned}/plan/"))
    assert "Fuera del terreno" in page
    assert "Anotar que se buscó aquí" not in page
    answer = make(cast, planned)
    assert answer.status_code == 422
    assert "ya está cerrada" in text(answer)
