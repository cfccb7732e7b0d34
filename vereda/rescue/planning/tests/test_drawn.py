"""Barriers and regions that people drew: what they do to ways and priors, by hand, by file, beyond the edge, and wrong ones."""

from __future__ import annotations

import json

import numpy as np
import pytest

from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.drawn import regions_prior
from vereda.rescue.planning.explained import assumptions
from vereda.rescue.planning.scenario import Region, Regions, Scenario, scenario_of
from vereda.rescue.planning.scenario_errors import ScenarioLacks, ScenarioWrongValue, ShapesUnreadable
from vereda.rescue.planning.terrain_errors import AreaIsZero, PlaceBlocked, PlaceOutside
from vereda.rescue.planning.tests.test_plan import plan_of, ring, told

N = 40
FLAT = Dem(np.zeros((N, N)), 100.0, 500_000.0, 3_600_000.0, "EPSG:32612", "plano")


def across(row: float) -> list[list[float]]:
    """Return a line from the west edge to the east edge."""
    lons, lats = FLAT.lonlat([row, row], [-1, N])
    return [list(pair) for pair in zip(lons, lats, strict=True)]


def walked(folder, *barriers):
    return plan_of(folder, FLAT, barriers=list(barriers), side_m=100).walking_h


def shares(*regions: Region, folder=None):
    return regions_prior(Regions(kind="regions", weight=1, regions=list(regions)), FLAT, folder)


def test_a_river_that_takes_minutes_costs_them_once_and_nothing_on_this_side(tmp_path):
    free, slow = walked(tmp_path), walked(tmp_path, {"name": "río", "line": across(20), "minutes": 30})
    assert np.array_equal(free[:19], slow[:19])
    assert slow[21:, 10] - free[21:, 10] == pytest.approx(0.5, abs=1e-9), "straight down from the last known point"
    assert (slow[22:] - free[22:]).min() > 0.4


def test_a_line_alone_is_a_wall_as_ever_and_the_same_as_one_with_a_name(tmp_path):
    bare, named = walked(tmp_path, across(20)), walked(tmp_path, {"name": "cerca", "line": across(20)})
    assert np.array_equal(bare, named)
    assert np.isinf(bare[21:]).all()


def test_a_file_beside_the_scenario_counts_as_what_it_draws(tmp_path):
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": across(20)}}
    (tmp_path / "rio.geojson").write_text(json.dumps(shape))
    by_file = walked(tmp_path, {"name": "río", "path": "rio.geojson", "minutes": 12})
    assert np.array_equal(by_file, walked(tmp_path, {"name": "río", "line": across(20), "minutes": 12}))


def test_nobody_enters_a_closed_area_nor_starts_or_arrives_in_it(tmp_path):
    hours = walked(tmp_path, {"name": "laguna", "ring": ring(18, 18, 24, 24)})
    assert np.isinf(hours[18:25, 18:25]).all()
    assert np.isfinite(hours[26:, 26:]).all()
    for middle, what in ((10, "último lugar conocido"), (30, "destino")):
        around = ring(middle - 2, middle - 2, middle + 5, middle + 5)
        with pytest.raises(PlaceBlocked, match=what):
            plan_of(tmp_path, FLAT, barriers=[{"name": "laguna", "ring": around}])


def test_a_region_holds_its_share_evenly_and_what_lies_beyond_the_edge_is_outside(tmp_path):
    whole = shares(Region(ring=ring(9.5, 9.5, 19.5, 19.5), probability=0.6))
    assert whole.cells.sum() == pytest.approx(0.6)
    assert whole.cells[10:20, 10:20] == pytest.approx(0.006)
    half = shares(Region(ring=ring(9.5, -10.5, 19.5, 9.5), probability=0.6))
    assert half.cells.sum() == pytest.approx(0.3, rel=1e-3)
    assert half.cells.sum() + half.outside == pytest.approx(1)


def test_a_hole_of_a_region_has_nothing(tmp_path):
    found = shares(Region(ring=ring(9.5, 9.5, 19.5, 19.5), holes=[ring(12.5, 12.5, 15.5, 15.5)], probability=0.5)).cells
    assert found.sum() == pytest.approx(0.5)
    assert not found[13:16, 13:16].any()


def test_areas_of_one_file_share_its_probability_by_their_surface(tmp_path):
    areas = [
        [[*ring(9.5, 9.5, 19.5, 19.5), ring(9.5, 9.5, 19.5, 19.5)[0]]],
        [[*ring(29.5, 29.5, 39.4, 34.5), ring(29.5, 29.5, 39.4, 34.5)[0]]],
    ]
    (tmp_path / "zonas.geojson").write_text(json.dumps({"type": "MultiPolygon", "coordinates": areas}))
    found = shares(Region(path="zonas.geojson", probability=0.9), folder=tmp_path).cells
    assert found.sum() == pytest.approx(0.9, rel=1e-2)
    assert found[10:20, 10:20].sum() / found[30:, 30:].sum() == pytest.approx(2, rel=0.02)


def test_the_plan_says_each_barrier_and_each_region(tmp_path):
    barriers = [{"name": "Río Bravo", "line": across(20), "minutes": 25}, {"name": "cerca", "line": across(30)}]
    prior = [{"kind": "regions", "weight": 1, "regions": [{"name": "Dunas", "ring": ring(2, 2, 9, 9), "probability": 0.7}]}]
    said = " ".join(assumptions(plan_of(tmp_path, FLAT, barriers=barriers, prior=prior)))
    for part in ("«Río Bravo»: cruzarla toma 25 minutos", "«cerca»: por ahí nadie pasa", "«Dunas» 70%"):
        assert part in said


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (ScenarioLacks, {"barriers": [{"name": "río"}]}),
        (ScenarioWrongValue, {"barriers": [{"name": "río", "line": across(20), "minutes": -3}]}),
        (ScenarioWrongValue, {"barriers": [{"name": "laguna", "ring": ring(18, 18, 24, 24), "minutes": 3}]}),
        (ScenarioWrongValue, {"barriers": [[[1, 2]]]}),
        (ShapesUnreadable, {"barriers": [{"name": "río", "path": "no-esta.kml"}]}),
        (ShapesUnreadable, {"barriers": [{"name": "río", "path": "malo.kml"}]}),
        (
            ShapesUnreadable,
            {"prior": [{"kind": "regions", "weight": 1, "regions": [{"path": "linea.geojson", "probability": 1}]}]},
        ),
        (ScenarioLacks, {"prior": [{"kind": "regions", "weight": 1, "regions": [{"probability": 1}]}]}),
        (
            PlaceOutside,
            {"prior": [{"kind": "regions", "weight": 1, "regions": [{"ring": ring(90, 90, 99, 99), "probability": 1}]}]},
        ),
        (
            AreaIsZero,
            {"prior": [{"kind": "regions", "weight": 1, "regions": [{"ring": ring(5.1, 5.1, 5.2, 5.2), "probability": 1}]}]},
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path, error, changed):
    (tmp_path / "malo.kml").write_text("<kml><Placemark>")
    (tmp_path / "linea.geojson").write_text(json.dumps({"type": "LineString", "coordinates": across(3)}))
    with pytest.raises(error) as found:
        plan_of(tmp_path, FLAT, **changed)
    assert "{" not in str(found.value)
    assert "\n" not in str(found.value)


def test_barriers_are_told_in_json_and_read_again_as_they_were():
    asked = scenario_of(json.dumps(told(barriers=[across(3), {"name": "laguna", "ring": ring(18, 18, 24, 24)}])))
    assert Scenario.model_validate_json(asked.model_dump_json()) == asked
