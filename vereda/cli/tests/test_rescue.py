"""`vereda rescue plan` as a planner at a terminal sees it."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from click.testing import CliRunner
from rasterio.transform import from_origin

from vereda.cli.rescue import command
from vereda.errors import FieldError


@pytest.fixture
def scenario(tmp_path):
    """Write a hill and a scenario on it; a change of the scenario or of the hill's file comes as words."""

    def write(hill=None, crs="EPSG:32612", **changed):
        z = np.add.outer(np.arange(30.0), np.arange(30.0)) if hill is None else hill
        settings = {"driver": "GTiff", "height": z.shape[0], "width": z.shape[1], "count": 1, "dtype": z.dtype}
        where = from_origin(500_000, 3_600_000, 100, 100)
        with rasterio.open(tmp_path / "cerro.tif", "w", crs=crs, transform=where, **settings) as file:
            file.write(z, 1)
        told = {
            "name": "Cerro",
            "dem": {"path": "cerro.tif"},
            "last_known": {"lon": -110.985, "lat": 32.525, "hours_ago": 3},
            "prior": [{"kind": "point", "weight": 1, "place": {"lon": -110.985, "lat": 32.525}, "error_m": 400}],
            "resources": [{"name": "Equipo 1", "hours": 3, "speed_kmh": 2, "sweep_m": 40}],
            "side_m": 500,
        }
        path = tmp_path / "s.json"
        path.write_text(json.dumps({key: value for key, value in {**told, **changed}.items() if value is not None}))
        return path

    return write


def run(*arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments], standalone_mode=False)


def test_a_plan_is_written_in_every_form_and_said_in_one_line(scenario, tmp_path):
    outs = [tmp_path / f"plan.{form}" for form in ("json", "geojson", "gpx", "png")]
    outcome = run("plan", scenario(), *[word for out in outs for word in ("--out", out)])
    assert outcome.exception is None
    assert "probabilidad de hallarlos" in outcome.stdout
    # No weather is known: 6 h, and 3 have passed.
    assert outcome.stdout.startswith("Hay que llegar con ellos en menos de 3 horas. Ningún clínico")
    assert all(out.stat().st_size > 100 for out in outs)


def test_an_english_terminal_and_its_file_get_english(scenario, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    outcome = run("plan", scenario(), "--out", tmp_path / "plan.json")
    assert outcome.stdout.startswith("Reach them in less than 3 hours.")
    written = json.loads((tmp_path / "plan.json").read_text())
    assert written["caution"].startswith("Internal use.")
    assert written["areas"][0]["why"].startswith("Probability ")
    assert written["assumptions"][0] == "Weight 1. Around a point, with an error of 400 m."


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("rescue.scenario_without_place", {"last_known": None}),
        ("rescue.scenario_wrong_value", {"resources": [{"name": "a", "hours": -1, "speed_kmh": 2, "sweep_m": 40}]}),
        ("rescue.dem_not_in_metres", {"crs": "EPSG:4326"}),
        ("rescue.dem_has_holes", {"hill": np.full((30, 30), np.nan)}),
        ("rescue.area_is_zero", {"hill": np.zeros((1, 30))}),
        ("rescue.area_too_large", {"hill": np.zeros((2, 5_000_000), np.uint8)}),
        ("rescue.dem_unreadable", {"dem": {"path": "otro.tif"}}),
    ],
)
def test_if_anything_is_bad_nothing_is_written(scenario, tmp_path, code, changed):
    path = scenario(**changed)
    there = sorted(tmp_path.iterdir())
    outcome = run("plan", path, "--out", tmp_path / "plan.json", "--out", tmp_path / "plan.gpx")
    assert isinstance(outcome.exception, FieldError)
    assert outcome.exception.code == code
    assert sorted(tmp_path.iterdir()) == there


def test_a_form_that_no_plan_has_is_refused_before_anything_is_read(tmp_path):
    outcome = run("plan", tmp_path / "falta.json", "--out", tmp_path / "plan.kmz")
    assert outcome.exception.code == "rescue.plan_format_unknown"
