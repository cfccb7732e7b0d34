"""`vereda maps` as a person at a terminal sees it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from vereda.cli.tests.test_imports import _spanish, vereda  # noqa: F401  fixtures
from vereda.places import maps as kept
from vereda.places.tests import tile_files as made
from vereda.places.tests.tile_files import POST
from vereda.places.tiles import taking
from vereda.settings.environment import env

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]
GROUP = ("--group", "piedras-negras")


@pytest.fixture
def own(tmp_path: Path, monkeypatch) -> Path:
    there = replace(env(), home=tmp_path)
    monkeypatch.setattr(kept, "env", lambda: there)
    return made.mbtiles(tmp_path / "carta.mbtiles")


def test_a_map_is_added_listed_cut_and_removed(vereda, own, tmp_path):  # noqa: F811
    code, out, err = vereda("maps", "add", own, *GROUP)
    assert (code, err) == (0, "")
    number, *rest = out.strip().split("\t")
    assert (rest[0], rest[1], rest[4]) == ("Carta de la zona", "8-12", "png")
    assert vereda("maps", "list", *GROUP) == (0, out, "")
    weighed = vereda("maps", "cut", number, *GROUP, "--around", "5", "--zooms", "9", "11")
    assert weighed[0] == 0
    plan = tmp_path / "plan.geojson"
    ring = [[-100.53, 28.69], [-100.51, 28.69], [-100.51, 28.71], [-100.53, 28.69]]
    area = {"type": "Feature", "properties": {"name": "Área 1"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    plan.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}), encoding="utf-8")
    for name, asked in (("a.mbtiles", ("--box", "-100.6", "28.6", "-100.4", "28.8")), ("b.pmtiles", ("--areas", plan))):
        code, said, err = vereda("maps", "cut", number, *GROUP, *asked, "--out", tmp_path / name)
        assert (code, err) == (0, "")
        told = taking.take_in(tmp_path / name, tmp_path / f"{name}.again", post=POST)
        assert said.startswith(f"{told.tiles} teselas, niveles 8 a 12")
        assert "Área 1" not in (tmp_path / name).read_bytes().decode("latin-1")
    assert vereda("maps", "remove", number, *GROUP)[0] == 0
    assert vereda("maps", "list", *GROUP) == (0, "", "")


def test_wrong_files_and_options_are_refused_in_one_line(vereda, own, tmp_path):  # noqa: F811
    bad = tmp_path / "mapa.bin"
    bad.write_bytes(b"hola")
    assert vereda("maps", "add", bad, *GROUP)[2].startswith("places.map_unreadable: ")
    assert vereda("maps", "add", own, "--group", "tapachula")[2].startswith("places.map_elsewhere: ")
    assert vereda("maps", "add", own, "--group", "atlantis")[0] == 2
    number = vereda("maps", "add", own, *GROUP)[1].split("\t")[0]
    for asked in ((), ("--around", "5", "--box", "1", "1", "2", "2"), ("--areas", bad), ("--around", "5", "--out", own)):
        assert vereda("maps", "cut", number, *GROUP, *asked)[0] == 2, asked
    assert vereda("maps", "cut", number, *GROUP, "--box", "1", "1", "2", "2")[2].startswith("places.cut_wrong: ")
    assert vereda("maps", "cut", "0" * 16, *GROUP, "--around", "5")[2].startswith("places.map_not_there: ")
