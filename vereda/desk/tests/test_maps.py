"""Maps of the post at the desk: brought, drawn from this address alone, cut with their weight said before."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.rules.readlog import digest_of
from vereda.access.tests.cast import Cast, text
from vereda.desk.rooms import uploads
from vereda.desk.web.maps import piece_of
from vereda.places import door as places
from vereda.places.tests import tile_files as made
from vereda.places.tests.tile_files import POST, picture
from vereda.places.tiles import mbtiles, taking
from vereda.settings.environment import env

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
HERE = "piedras-negras"


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    """Keep the maps of a test in a folder of its own."""
    from vereda.desk.web import maps, maps_kept
    from vereda.places import maps as kept

    (tmp_path / "uploads").mkdir()
    there = replace(env(), home=tmp_path)
    for module in (maps, maps_kept, kept):
        monkeypatch.setattr(module, "env", lambda: there)
    return tmp_path


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def bring(cast: Cast, path: Path, name: str = "rafael", group: str = HERE, **told):
    return cast.client(name).post(f"/mapas/puesto/{group}/traer/", {"file": upload(path), **told}, follow=True)


@pytest.fixture
def brought(cast: Cast, tmp_path: Path) -> str:
    """Return the number of a map that the post has."""
    assert "Mapa guardado." in text(bring(cast, made.mbtiles(tmp_path / "carta.mbtiles")))
    [row] = places.maps("mx", HERE)
    return row.id


def test_a_map_is_brought_and_said_whose_it_is_and_twice_is_once(cast: Cast, brought: str, tmp_path: Path):
    page = text(cast.client("ines").get("/mapas/"))
    assert "Carta de la zona Instituto inventado, CC BY niveles 8 a 12" in page
    bring(cast, tmp_path / "carta.mbtiles")
    assert [row.id for row in places.maps("mx", HERE)] == [brought]


def test_the_maps_of_the_desk_get_its_tiles_from_this_address(cast: Cast, brought: str):
    client = cast.client("ines")
    [told] = json.loads(client.get("/mapas/base.json").content)["maps"]
    assert told["url"] == f"/mapas/teselas/{HERE}/{brought}/{{z}}/{{x}}/{{y}}"
    assert (told["attribution"], told["zooms"]) == ("Instituto inventado, CC BY", [8, 12])
    z, x, y = made.places()[0]
    answer = client.get(told["url"].format(z=z, x=x, y=y))
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/png", picture(shade=x * 31 + y))
    assert answer["Cache-Control"] == "no-store", "a computer that is seized does not show which ground was looked at"
    assert client.get(told["url"].format(z=8, x=0, y=0)).status_code == 204
    assert client.get(told["url"].format(z=99, x=0, y=0)).status_code == 204
    assert 'data-base="/mapas/base.json"' in client.get("/mapa/").content.decode()
    assert json.loads(cast.client("nadia").get("/mapas/base.json").content) == {"maps": []}


def test_nadia_gets_no_tile_no_cut_and_no_act_of_another_group(cast: Cast, brought: str):
    z, x, y = made.places()[0]
    client = cast.client("nadia")
    for path in (
        f"/mapas/teselas/{HERE}/{brought}/{z}/{x}/{y}", f"/mapas/teselas/tapachula/{brought}/{z}/{x}/{y}",
        f"/mapas/{brought}/recorte/", f"/mapas/{brought}/recorte.mbtiles?km=5&hasta=12",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path
    assert client.get(f"/mapas/puesto/{HERE}/").status_code == 403
    for path in (f"/mapas/puesto/{HERE}/traer/", f"/mapas/puesto/{HERE}/{brought}/quitar/"):
        assert client.post(path).status_code == 403, path
    assert "Carta de la zona" not in text(client.get("/mapas/"))
    assert len(places.maps("mx", HERE)) == 1


def test_an_agent_sees_and_cuts_and_neither_brings_nor_removes(cast: Cast, brought: str, tmp_path: Path):
    client = cast.client("ines")
    assert "Traer un mapa" not in text(client.get("/mapas/"))
    assert client.post(f"/mapas/puesto/{HERE}/traer/", {"file": upload(tmp_path / "carta.mbtiles")}).status_code == 403
    assert client.post(f"/mapas/puesto/{HERE}/{brought}/quitar/").status_code == 403
    assert client.get(f"/mapas/{brought}/recorte/").status_code == 200


def test_an_administrator_keeps_those_of_any_post_and_the_coordination_removes_its_own(cast: Cast, brought: str, tmp_path: Path):
    alma = cast.client("alma")
    assert "Carta de la zona" in text(alma.get(f"/mapas/puesto/{HERE}/"))
    far = bring(cast, tmp_path / "carta.mbtiles", "alma", "tapachula")
    assert "no es de la zona del puesto" in text(far)
    assert alma.get("/mapas/puesto/atlantis/").status_code == 404
    assert bring(cast, tmp_path / "carta.mbtiles", "rafael", "tapachula").status_code == 404
    assert "Mapa quitado." in text(cast.client("rafael").post(f"/mapas/puesto/{HERE}/{brought}/quitar/", follow=True))
    assert places.maps("mx", HERE) == []
    assert list((tmp_path / "maps" / "mx" / HERE).iterdir()) == []


def test_what_is_wrong_with_a_map_is_said_and_nothing_is_kept(cast: Cast, tmp_path: Path):
    bad = tmp_path / "mapa.mbtiles"
    bad.write_bytes(b"hola")
    lines = made.pmtiles(tmp_path / "lineas.pmtiles", "pbf", [(8, 56, 106, b"\x1a\x03abc")])
    for path, said in ((bad, "No es un archivo MBTiles ni PMTiles"), (lines, "Es un mapa de vectores")):
        answer = bring(cast, path, attribution="INEGI")
        assert answer.status_code == 422
        assert said in text(answer)
        assert 'value="INEGI"' in answer.content.decode()
    unsaid = made.mbtiles(tmp_path / "sin.mbtiles", says={})
    assert "Escriba la fuente y la licencia" in text(bring(cast, unsaid))
    assert "Elija el archivo del mapa" in text(cast.client("rafael").post(f"/mapas/puesto/{HERE}/traer/"))
    assert places.maps("mx", HERE) == []
    assert list((tmp_path / "maps" / "mx" / HERE).iterdir()) == []
    assert list((tmp_path / "uploads").iterdir()) == []
    assert "Mapa guardado." in text(bring(cast, unsaid, attribution="INEGI", called="Carta 1:50 000"))
    assert "Carta 1:50 000 INEGI" in text(cast.client("ines").get("/mapas/"))


def test_a_post_keeps_four_maps(cast: Cast, tmp_path: Path):
    for n in range(5):
        path = made.mbtiles(tmp_path / f"{n}.mbtiles", [(*made.places()[-1], picture(shade=n))])
        answer = bring(cast, path)
    assert "El puesto ya tiene 4 mapas." in text(answer)
    assert len(places.maps("mx", HERE)) == 4


def test_a_cut_says_its_weight_first_and_is_tiles_alone(cast: Cast, brought: str, tmp_path: Path):
    client = cast.client("ines")
    page = text(client.get(f"/mapas/{brought}/recorte/?km=5&hasta=11"))
    assert "teselas, niveles 8 a 11," in page
    for form in ("mbtiles", "pmtiles"):
        answer = client.get(f"/mapas/{brought}/recorte.{form}?km=5&hasta=11")
        assert f'filename="mapa-{HERE}-z8-11-' in answer["Content-Disposition"]
        out = tmp_path / f"cut.{form}"
        out.write_bytes(b"".join(answer.streaming_content))
        told = taking.take_in(out, tmp_path / f"again-{form}", post=POST)
        assert (told.zoom_max, told.attribution) == (11, "Instituto inventado, CC BY")
        assert f"{told.tiles} teselas" in page
        with closing(mbtiles.own(tmp_path / f"again-{form}")) as data:
            metadata = dict(data.execute("SELECT name, value FROM metadata").fetchall())
        assert set(metadata) == {"name", "attribution", "format", "type", "version", "minzoom", "maxzoom", "bounds"}
    for asked in ("km=7&hasta=11", "km=5&hasta=2", "km=x&hasta=y", "km=5"):
        assert client.get(f"/mapas/{brought}/recorte/?{asked}").status_code == 422, asked
        assert client.get(f"/mapas/{brought}/recorte.mbtiles?{asked}").status_code == 422, asked
    assert client.get(f"/mapas/{brought}/recorte.gpx?km=5&hasta=11").status_code == 404
    assert list((tmp_path / "uploads").iterdir()) == []


def test_each_piece_that_leaves_stands_in_the_log_of_reads_and_what_was_refused_does_not(cast: Cast, brought: str):
    client, taken = cast.client("ines"), ReadRow.objects.filter(action="export", record_class="K1")
    client.get(f"/mapas/{brought}/recorte/?km=5&hasta=11")
    client.get(f"/mapas/{brought}/recorte.mbtiles?km=7&hasta=11")
    assert not taken.exists()
    for form in ("mbtiles", "pmtiles"):
        assert b"".join(client.get(f"/mapas/{brought}/recorte.{form}?km=5&hasta=11").streaming_content)
    ines = str(cast.account("ines").pk)
    assert [(row.account, row.digest) for row in taken] == [(ines, digest_of([brought]))] * 2


def test_a_cut_that_was_killed_leaves_nothing_for_longer_than_an_hour(brought: str, tmp_path: Path, monkeypatch):
    """The folder of a process that was killed is still there: what it would have removed, the job of `serve` removes."""
    [row] = places.maps("mx", HERE)
    left: list[Path] = []

    def killed(_path, _told, _found, _form, made: Path) -> None:
        made.write_bytes(b"half a map")
        left.append(Path(shutil.copytree(made.parent, made.parent.with_name(f"{made.parent.name}-left"))))
        raise OSError(28, "no space left")

    monkeypatch.setattr(places, "cut_map", killed)
    monkeypatch.setattr(uploads, "env", lambda: replace(env(), home=tmp_path))
    with pytest.raises(OSError, match="space"):
        piece_of(row, places.weigh_cut(row.path, row.told, places.around(28.7, -100.52, 5), (8, 9)), "mbtiles", HERE)
    uploads.sweep()
    assert [one.is_dir() for one in left] == [True]
    uploads.sweep(now=timezone.now() + timedelta(seconds=uploads.KEPT_S + 60))
    assert not left[0].exists()


def test_a_piece_for_the_areas_of_a_search_holds_nothing_of_the_mission(cast: Cast, brought: str, tmp_path: Path, mission, by):
    from vereda.desk.tests.test_search_plan import make

    client, here = cast.client("ines"), f"/misiones/{mission}/fondo/"
    assert "La misión no tiene un plan con áreas" in text(client.get(f"{here}?purpose=rescue"))
    assert client.get(f"{here}{brought}.mbtiles?purpose=rescue").status_code == 404
    assert make(cast, mission).status_code == 302
    page = text(client.get(f"{here}?purpose=rescue"))
    assert "Carta de la zona" in page
    out_before = ReadRow.objects.filter(action="export", subject=str(mission)).count()
    answer = client.get(f"{here}{brought}.mbtiles?purpose=rescue")
    assert ReadRow.objects.filter(action="export", subject=str(mission)).count() == out_before + 1
    assert f'filename="mapa-{HERE}-z8-12-' in answer["Content-Disposition"]
    out = tmp_path / "cut.mbtiles"
    out.write_bytes(b"".join(answer.streaming_content))
    raw = out.read_bytes()
    assert str(mission).encode() not in raw
    assert b"PN-7" not in raw
    told = taking.take_in(out, tmp_path / "again", post=POST)
    assert f"{told.tiles} teselas" in page
    assert client.get(f"{here}{'0' * 16}.mbtiles?purpose=rescue").status_code == 404
    assert client.get(f"{here}{brought}.gpx?purpose=rescue").status_code == 404
    assert ReadRow.objects.filter(action="export", subject=str(mission)).count() == out_before + 1, (
        "what was refused did not go out"
    )
    for path in (here, f"{here}{brought}.mbtiles"):
        assert cast.client("nadia").get(f"{path}?purpose=rescue").status_code == 404
