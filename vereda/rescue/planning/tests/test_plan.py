"""A whole plan: what it says, where its numbers come from, what goes out, what is refused, and a world that is turned."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from vereda.rescue.planning.allocation import allocate
from vereda.rescue.planning.areas import drawn_lines, squares_of
from vereda.rescue.planning.body.errors import BodyValueImpossible
from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.distances import Distances
from vereda.rescue.planning.errors import ProbabilityAboveOne
from vereda.rescue.planning.explained import assumptions
from vereda.rescue.planning.flat import flat_dem
from vereda.rescue.planning.outputs import as_json, write_plan
from vereda.rescue.planning.plan import search_plan
from vereda.rescue.planning.priors import along, corridor_prior, mixture, ring_prior
from vereda.rescue.planning.reach import reach
from vereda.rescue.planning.scenario import read_scenario, scenario_of
from vereda.rescue.planning.scenario_errors import (
    PlanFormatUnknown,
    PlanNotWritten,
    ScenarioLacks,
    ScenarioUnknownField,
    ScenarioUnreadable,
    ScenarioWithoutPlace,
    ScenarioWrongValue,
    TrackUnreadable,
)
from vereda.rescue.planning.terrain_errors import (
    AreaIsZero,
    AreaTooLarge,
    NoDistances,
    NotAscending,
    NoWeights,
    PlaceBlocked,
    PlaceOutside,
)

N = 40  # cells on a side, of 100 m
ROWS, COLUMNS = np.indices((N, N))
LAND = Dem(((ROWS * 5 + COLUMNS * 3) % 13) * 2.0, 100.0, 500_000.0, 3_600_000.0, "EPSG:32612", "hecho a mano")


def point(row, column, land=LAND):
    lons, lats = land.lonlat(row, column)
    return {"lon": lons[0], "lat": lats[0]}


def ring(top, left, bottom, right):
    lons, lats = LAND.lonlat([top, top, bottom, bottom], [left, right, right, left])
    return [list(pair) for pair in zip(lons, lats, strict=True)]


def told(**changed):
    whole = {
        "name": "Dunas, 12 de julio",
        "dem": {"path": "terreno.tif"},
        "last_known": {**point(10, 10), "hours_ago": 6},
        "prior": [
            {"kind": "ring", "weight": 1, "category": "Hiker", "ecoregion": "dry", "terrain": "flat"},
            {"kind": "corridor", "weight": 3, "destination": point(30, 33), "walked_h": [0.1, 0.3, 0.8], "detour_h": 0.1},
        ],
        "side_m": 500,
        "resources": [{"name": "Equipo 1", "hours": 4, "speed_kmh": 2, "sweep_m": 50}],
    }
    return {key: value for key, value in {**whole, **changed}.items() if value is not None}


def plan_of(folder, land=LAND, **changed):
    return search_plan(scenario_of(json.dumps(told(**changed))), folder, land)


def test_probability_is_kept_and_every_number_adds_up(tmp_path):
    plan = plan_of(tmp_path)
    assert plan.poc.sum() + plan.outside == pytest.approx(1, abs=1e-12)
    assert plan.after.sum() + plan.outside_after == pytest.approx(1, abs=1e-12)
    assert plan.hours.sum() == pytest.approx(4)
    assert sum(plan.by_part) == pytest.approx(plan.poc)  # no clue and no search yet
    assert plan.outside_after > plan.outside
    # by hand: coverage = 50 m × 2000 m/h × hours / 250 000 m²
    assert plan.coverage == pytest.approx(plan.hours[0] * 0.4)
    best = np.unravel_index(np.argmax(plan.poc), plan.poc.shape)
    assert plan.order[best] == 1
    assert plan.hours[0] == pytest.approx(allocate(plan.poc, np.full(plan.poc.shape, 0.4), 4.0))


def test_what_was_searched_is_worth_less_and_a_search_taken_out_restores_to_the_bit(tmp_path):
    searched = [{"name": "ayer", "ring": ring(9.6, 9.6, 14.4, 14.4), "pod": 0.7}]
    before, after = plan_of(tmp_path), plan_of(tmp_path, searched=searched)
    assert after.poc[2, 2] < before.poc[2, 2]
    assert after.outside > before.outside
    assert np.array_equal(plan_of(tmp_path, searched=[]).poc, before.poc)


def test_a_clue_draws_the_plan_to_it(tmp_path):
    clue = [{"name": "huella", "ring": ring(29.6, 29.6, 34.4, 34.4), "times": 50}]
    before, after = plan_of(tmp_path), plan_of(tmp_path, clues=clue)
    assert after.poc[6, 6] > 5 * before.poc[6, 6]
    assert any("huella" in said for said in assumptions(after))


def test_nobody_is_looked_for_where_they_cannot_have_walked(tmp_path):
    seen = {**point(10, 10), "hours_ago": 0.2}
    plan = plan_of(tmp_path, last_known=seen, walking={"model": "tobler", "limits": True})
    assert plan.poc[plan.walking_h > 0.2].sum() == 0
    assert plan.poc.sum() + plan.outside == pytest.approx(1, abs=1e-12)


def test_several_teams_spend_all_their_hours(tmp_path):
    teams = [
        {"name": "A pie", "hours": 6, "speed_kmh": 2, "sweep_m": 50},
        {"name": "Dron", "hours": 2, "speed_kmh": 20, "sweep_m": 20},
    ]
    assert plan_of(tmp_path, resources=teams).hours.sum(axis=(1, 2)) == pytest.approx([6, 2])


def test_a_quarter_turn_or_a_mirror_of_the_world_turns_the_plan(tmp_path):
    """Terrain, last known point, destination and a wash; the squares divide the terrain, so that they turn with it."""
    land = replace(LAND, cell_m=100.0)

    def planned(turn):
        def at(row, column):
            mark = np.zeros((N, N), bool)
            mark[row, column] = True
            row, column = (int(i[0]) for i in np.nonzero(turn(mark)))
            return point(row, column)

        wash = [[at(row, 20)["lon"], at(row, 20)["lat"]] for row in (5, 34)]
        corridor = {
            "kind": "corridor",
            "weight": 3,
            "destination": at(30, 33),
            "walked_h": [0.1, 0.3, 0.8],
            "detour_h": 0.1,
            "along": [{"lines": [wash], "times": 4, "reach_m": 150}],
        }
        rings = {"kind": "ring", "weight": 1, "km": [0.7, 2.1], "shares": [0.5, 0.9], "source": "hecho a mano"}
        return plan_of(
            tmp_path, replace(land, z=turn(LAND.z)), last_known={**at(10, 10), "hours_ago": 6}, prior=[rings, corridor]
        )

    here = planned(lambda a: a)
    for turn in [lambda a, n=n: np.rot90(a, n) for n in range(1, 4)] + [np.flipud, np.fliplr, np.transpose]:
        there = planned(turn)
        # a point comes back from degrees with some 1e-9 of a cell: the rings move by as much
        assert there.poc == pytest.approx(turn(here.poc), rel=1e-6, abs=1e-12)
        assert there.hours[0] == pytest.approx(turn(here.hours[0]), abs=1e-5)
        assert np.array_equal(there.order, turn(here.order))


def test_what_goes_out_holds_search_areas_and_nothing_about_anybody(tmp_path):
    plan = plan_of(tmp_path)
    paths = [tmp_path / f"plan.{form}" for form in ("json", "geojson", "gpx", "png")]
    write_plan(plan, paths)
    features = json.loads(paths[1].read_text())["features"]
    assert [one["properties"]["order"] for one in features] == sorted(one["properties"]["order"] for one in features)
    assert {tuple(one["properties"]) for one in features} == {("name", "order", "hours")}
    assert len(features) == (plan.order > 0).sum()
    assert sum(one["properties"]["hours"]["Equipo 1"] for one in features) == pytest.approx(4, abs=0.01)
    tracks = gpxpy.parse(paths[2].read_text())
    assert (len(tracks.waypoints), len(tracks.routes), len(tracks.tracks)) == (0, 0, len(features))
    assert [(p.longitude, p.latitude) for p in tracks.tracks[0].segments[0].points] == [
        tuple(pair) for pair in features[0]["geometry"]["coordinates"][0]
    ]
    for path in paths[1:3]:  # neither the last known point nor the destination, to six digits
        for place in (point(10, 10), point(30, 33)):
            assert f"{place['lon']:.6f}" not in path.read_text()
        assert "Dunas" not in path.read_text()
    with Image.open(paths[3]) as picture:
        assert picture.size[0] == 1200
        assert len(picture.getcolors(1 << 24)) > 50


def test_the_inner_file_explains_each_number(tmp_path):
    plan = plan_of(tmp_path)
    write_plan(plan, [tmp_path / "plan.json"])
    said = json.loads((tmp_path / "plan.json").read_text())
    assert "Uso interno" in said["caution"]
    assert said["probability_inside"] + said["probability_outside"] == pytest.approx(1, abs=1e-12)
    assert any("sin cotejar con el libro" in one for one in said["assumptions"])
    assert any("Lo estimó quien planea" in one for one in said["assumptions"])
    first = said["areas"][0]
    assert first["probability"] == pytest.approx(sum(first["probability_by_part"].values()))
    assert first["success"] == pytest.approx(first["probability"] * first["detection"])
    assert "Probabilidad" in first["why"]


def test_every_sentence_of_a_plan_can_be_said_in_another_language(tmp_path):
    plan = plan_of(tmp_path, people={"air_c": 41.0, "youngest": 3.0}, weigh_alive=True, answers=0.5)

    def other(text: str) -> str:
        return re.sub(r"\{[^}]*\}|[^{}]+", lambda part: part[0] if part[0].startswith("{") else " ~ ", text)

    spanish, said = (json.loads(as_json(plan, word)) for word in (str, other))
    sentences = [*said["assumptions"], *(area["why"] for area in said["areas"]), said["hurry"]["how_soon"], said["caution"]]
    sentences += [one[part] for one in said["hurry"]["reasons"] for part in ("why", "model", "band") if one[part]]
    assert len(sentences) > 40
    assert not [one for one in sentences if re.search(r"\b(de|del|la|el|con|que|se|por|hasta|punto|anillos)\b", one)]
    assert said["areas"][0]["probability_by_part"] == spanish["areas"][0]["probability_by_part"]


def test_a_square_at_the_edge_has_its_own_surface():
    squares = squares_of(LAND, 700)
    assert squares.shape == (6, 6)
    assert squares.surface_m2[0, 0] == 490_000
    assert squares.surface_m2[5, 5] == 250_000  # 40 = 5 × 7 + 5
    assert squares.surface_m2.sum() == N * N * 10_000


def test_a_drawn_line_is_a_wall_without_gaps():
    lons, lats = LAND.lonlat([0, 39], [0, 20])
    wall = drawn_lines(LAND, [list(zip(lons, lats, strict=True))])
    assert wall.any(axis=1).all()
    assert wall[0, 0]
    assert wall[39, 20]


@pytest.mark.parametrize(
    ("error", "changed"),
    [
        (ScenarioWithoutPlace, {"last_known": None}),
        (ScenarioWithoutPlace, {"last_known": {"lon": -111.0, "hours_ago": 1}}),
        (ScenarioLacks, {"resources": None}),
        (ScenarioLacks, {"last_known": {"lon": -111.0, "lat": 32.0}}),
        (ScenarioLacks, {"prior": [{"kind": "ring", "weight": 1}]}),
        (ScenarioUnknownField, {"resorces": []}),
        (ScenarioUnknownField, {"dem": {"path": "t.tif", "cells": 4}}),
        (ScenarioWrongValue, {"last_known": {**point(10, 10), "hours_ago": -1}}),
        (ScenarioWrongValue, {"resources": [{"name": "a", "hours": -4, "speed_kmh": 2, "sweep_m": 50}]}),
        (ScenarioWrongValue, {"resources": []}),
        (ScenarioWrongValue, {"prior": [{"kind": "volcano", "weight": 1}]}),
        (ScenarioWrongValue, {"walking": {"model": "trote"}}),
        (ScenarioWrongValue, {"walking": {"ground": "lava"}}),
        (ScenarioWrongValue, {"side_m": "ancho"}),
        (ScenarioWrongValue, {"side_m": 0}),
        (ScenarioWrongValue, {"name": "x" * 200}),
        (PlaceOutside, {"last_known": {"lon": -99.0, "lat": 19.4, "hours_ago": 1}}),
        (PlaceBlocked, {"barriers": [ring(9, 9, 11, 11)[::2]]}),
        (NoDistances, {"prior": [{"kind": "ring", "weight": 1, "category": "Dragón"}]}),
        (NotAscending, {"prior": [{"kind": "ring", "weight": 1, "km": [2, 1], "shares": [0.5, 0.9], "source": "x"}]}),
        (NoWeights, {"prior": [{"kind": "point", "weight": 0, "place": point(4, 4), "error_m": 100}]}),
        (AreaIsZero, {"clues": [{"name": "nada", "ring": ring(5.1, 5.1, 5.2, 5.2), "times": 2}]}),
        (
            ProbabilityAboveOne,
            {"prior": [{"kind": "regions", "weight": 1, "regions": [{"ring": ring(1, 1, 9, 9), "probability": 0.7}] * 2}]},
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path, error, changed):
    with pytest.raises(error) as said:
        plan_of(tmp_path, **changed)
    text = str(said.value)
    assert text.startswith("rescue.")
    assert "{" not in text
    assert len(text.splitlines()) == 1


def test_squares_without_number_are_refused(tmp_path):
    with pytest.raises(ScenarioWrongValue, match="side_m"):
        search_plan(scenario_of(json.dumps(told(side_m=1))), tmp_path, replace(LAND, z=np.zeros((90, 90))))


@pytest.mark.parametrize("text", ["", "{", "[]x", '{"name": NaN}'])
def test_what_is_no_json_is_refused(text):
    with pytest.raises((ScenarioUnreadable, ScenarioWrongValue)):
        scenario_of(text)


def test_one_name_that_cannot_be_written_leaves_no_file_at_all(tmp_path):
    plan = plan_of(tmp_path)
    with pytest.raises(PlanFormatUnknown, match="kmz"):
        write_plan(plan, [tmp_path / "plan.json", tmp_path / "plan.kmz"])
    with pytest.raises(PlanNotWritten):
        write_plan(plan, [tmp_path / "plan.json", tmp_path / "no" / "plan.gpx"])
    assert list(tmp_path.iterdir()) == []


def test_the_example_in_the_documents_is_a_scenario():
    whole = read_scenario(Path(__file__).parents[4] / "docs" / "examples" / "escenario.json")
    assert [part.kind for part in whole.prior] == ["ring", "corridor", "point"]
    with pytest.raises(ScenarioUnreadable, match="falta"):
        read_scenario("falta.json")


def test_a_scenario_that_is_too_long_is_not_read(tmp_path):
    (tmp_path / "s.json").write_bytes(b" " * 5_000_001)
    with pytest.raises(ScenarioUnreadable, match="5 MB"):
        read_scenario(tmp_path / "s.json")


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_ways_priors_and_hours_of_a_turned_or_mirrored_world_are_turned_to_1e_9(data):
    """On arrays alone, without degrees between: terrain, a fence, rings, a corridor with a wash, and the hours of two teams."""
    n = 16
    land = data.draw(hnp.arrays(np.float64, (n, n), elements=st.integers(-12, 12).map(float)))
    fence = np.zeros((n, n), bool)
    fence[4:12, 9] = True
    wash = np.zeros((n, n), bool)
    wash[13, 3:] = True
    start, goal = data.draw(st.sampled_from([((2, 3), (13, 12)), ((7, 7), (14, 14)), ((0, 15), (15, 0))]))
    rates = np.full((n, n), 0.6)
    rates[:, :5] = 0.2

    def planned(turn):
        def at(place):
            mark = np.zeros((n, n), bool)
            mark[place] = True
            return tuple(int(i[0]) for i in np.nonzero(turn(mark)))

        gone = reach(turn(land), at(start), cell_m=30.0, barriers=turn(fence))
        rest = reach(turn(land), at(goal), cell_m=30.0, barriers=turn(fence), towards=True)
        pull = along(turn(wash), 30.0, reach_m=60.0, times=3.0)
        corridor = corridor_prior(gone, rest, (0.0, 0.1, 0.4), detour_h=0.05, attraction=pull)
        rings = ring_prior((n, n), 30.0, at(start), Distances((0.1, 0.4), (0.5, 0.9), "hecho a mano", "propia"))
        cells, outside = mixture([rings, corridor], [1.0, 2.0])
        return cells, outside, allocate(cells, turn(rates), 6.0)

    cells, outside, hours = planned(lambda a: a)
    assert cells.sum() + outside == pytest.approx(1, abs=1e-12)
    for turn in [lambda a, k=k: np.rot90(a, k) for k in range(1, 4)] + [np.flipud, np.fliplr, np.transpose]:
        there = planned(turn)
        assert there[0] == pytest.approx(turn(cells), rel=1e-9, abs=1e-14)
        assert there[1] == pytest.approx(outside, abs=1e-12)
        assert there[2] == pytest.approx(turn(hours), abs=1e-9)


def gpx(*segments):
    points = "".join(
        "<trkseg>" + "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lon, lat in segment) + "</trkseg>" for segment in segments
    )
    return f'<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"><trk>{points}</trk></gpx>'


def test_what_a_team_walked_in_vain_counts_where_it_walked(tmp_path):
    """Twice 2.4 km with a sweep of 50 m, through the middles of squares of 500 m: 2 × 50 × 500 / 250 000 = 0.2."""
    lons, lats = LAND.lonlat([12, 12], [8, 32])
    line = list(zip(lons, lats, strict=True))
    (tmp_path / "equipo1.gpx").write_text(gpx(line, line))
    before = plan_of(tmp_path)
    after = plan_of(tmp_path, tracks=[{"name": "ayer", "path": "equipo1.gpx", "sweep_m": 50}])
    left = after.poc / before.poc * before.outside / after.outside
    assert left[2, 3] == pytest.approx(np.exp(-0.2), rel=1e-4)
    assert left[6, 6] == pytest.approx(1, rel=1e-9)
    assert after.outside > before.outside
    assert any("ayer" in said for said in assumptions(after))


@pytest.mark.parametrize(
    "text",
    [
        "no es xml",
        "<gpx/>",
        gpx([(-111, 32.5)]),
        gpx([(-111, 32.5), (-999, 32.5)]),
        '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><gpx><trk>&b;</trk></gpx>',
    ],
)
def test_a_track_that_is_none_or_a_bomb_is_refused_in_one_sentence(tmp_path, text):
    (tmp_path / "malo.gpx").write_text(text)
    with pytest.raises(TrackUnreadable, match="malo"):
        plan_of(tmp_path, tracks=[{"name": "ayer", "path": "malo.gpx", "sweep_m": 50}])


@pytest.mark.parametrize("form", ["kml", "geojson"])
def test_a_track_counts_the_same_in_whichever_form_it_comes(tmp_path, form):
    lons, lats = LAND.lonlat([12, 12], [8, 32])
    line = list(zip(lons, lats, strict=True))
    said = " ".join(f"{lon},{lat}" for lon, lat in line)
    files = {
        "gpx": gpx(line),
        "kml": f"<kml><Placemark><LineString><coordinates>{said}</coordinates></LineString></Placemark></kml>",
        "geojson": json.dumps({"type": "LineString", "coordinates": line}),
    }
    for name, text in files.items():
        (tmp_path / f"equipo.{name}").write_text(text)
    one, other = (plan_of(tmp_path, tracks=[{"name": "a", "path": f"equipo.{name}", "sweep_m": 50}]) for name in ("gpx", form))
    assert np.array_equal(one.poc, other.poc)


def test_a_track_without_end_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr("vereda.rescue.planning.recorded.MOST_POINTS", 10)
    (tmp_path / "largo.gpx").write_text(gpx([(-111, 32.5)] * 11))
    with pytest.raises(TrackUnreadable, match="10 puntos"):
        plan_of(tmp_path, tracks=[{"name": "ayer", "path": "largo.gpx", "sweep_m": 50}])
    monkeypatch.setattr("vereda.rescue.planning.recorded.LONGEST", 10)
    with pytest.raises(TrackUnreadable, match="MB"):
        plan_of(tmp_path, tracks=[{"name": "ayer", "path": "largo.gpx", "sweep_m": 50}])


def test_a_plan_says_how_soon_and_more_hours_never_make_it_less_urgent(tmp_path):
    known = {"air_c": 43.0, "water_l": 0.5, "oldest": 70.0}
    soon = [
        plan_of(tmp_path, last_known={**point(10, 10), "hours_ago": hours}, people=known).hurry.within_h
        for hours in (0, 2, 20, 200)
    ]
    assert soon == sorted(soon, reverse=True)
    assert soon[-1] == 0
    write_plan(plan_of(tmp_path, people=known), [tmp_path / "plan.json"])
    said = json.loads((tmp_path / "plan.json").read_text())["hurry"]
    assert "clínico" in said["caution"]
    assert all(one["model"] for one in said["reasons"])


def test_without_weather_the_careful_side_is_taken_and_the_areas_stay_as_they_are(tmp_path):
    plain, hot = plan_of(tmp_path), plan_of(tmp_path, people={"air_c": 45.0})
    assert plain.hurry.within_h == 0  # six hours have passed, and no weather asks for six
    assert np.array_equal(plain.hours, hot.hours)
    with pytest.raises(BodyValueImpossible):
        plan_of(tmp_path, people={"air_c": 4500.0})


def test_lines_that_are_given_count_as_the_file_that_holds_them(tmp_path):
    lines = [list(map(list, zip(*LAND.lonlat([10, 10], [2, 30]), strict=True)))]
    points = "".join(f'<trkpt lon="{lon}" lat="{lat}"/>' for lon, lat in lines[0])
    (tmp_path / "uno.gpx").write_text(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>")
    by_file = plan_of(tmp_path, tracks=[{"name": "uno", "path": "uno.gpx", "sweep_m": 40}])
    by_lines = plan_of(tmp_path, tracks=[{"name": "uno", "lines": lines, "sweep_m": 40}])
    assert np.array_equal(by_file.poc, by_lines.poc)
    assert by_lines.outside > plan_of(tmp_path).outside
    with pytest.raises(ScenarioLacks):
        plan_of(tmp_path, tracks=[{"name": "uno", "sweep_m": 40}])


def test_who_answers_a_call_is_told_apart_from_who_hides(tmp_path):
    """By hand, one area searched once: with half who answer, 0.9 of them heard and 0.2 of the others seen."""
    searched = [{"name": "ayer", "ring": ring(9.6, 9.6, 14.4, 14.4), "pod": 0.2, "pod_answers": 0.9}]
    before, after = plan_of(tmp_path), plan_of(tmp_path, searched=searched, answers=0.5)
    missed = before.poc[2, 2] * (0.5 * 0.1 + 0.5 * 0.8)
    assert after.poc[2, 2] == pytest.approx(missed / (1 - before.poc[2, 2] + missed))
    twice = plan_of(tmp_path, searched=searched * 2, answers=0.5)
    missed = before.poc[2, 2] * (0.5 * 0.1**2 + 0.5 * 0.8**2)  # the second whistle does not find who hides
    assert twice.poc[2, 2] == pytest.approx(missed / (1 - before.poc[2, 2] + missed))
    assert twice.poc.sum() + twice.outside == pytest.approx(1, abs=1e-12)
    assert any("Contestarían" in said for said in assumptions(after))
    track = {"name": "uno", "lines": [list(map(list, zip(*LAND.lonlat([10, 10], [2, 30]), strict=True)))], "sweep_m": 20}
    heard = plan_of(tmp_path, tracks=[{**track, "sweep_answers_m": 300}], answers=0.5)
    assert heard.outside > plan_of(tmp_path, tracks=[track], answers=0.5).outside


def test_flat_ground_holds_every_point_and_says_that_it_is_flat(tmp_path):
    home = (-112.85, 31.62)
    land = flat_dem([home, (-112.5, 31.7)])
    assert land.shape[0] * land.cell_m >= 2 * 1.25 * 33_000
    land.cell(-112.5, 31.7, "destino")
    assert flat_dem([(home[0] + 1e-4, home[1])]).west_m == flat_dem([home]).west_m, "a point that moves a little moves no area"
    near = {"prior": [{"kind": "ring", "weight": 1, "category": "Hiker", "ecoregion": "dry", "terrain": "flat"}], "side_m": 1000}
    plan = plan_of(tmp_path, flat_dem([home]), last_known={"lon": home[0], "lat": home[1], "hours_ago": 5}, **near)
    assert any("plano" in said for said in assumptions(plan))
    assert plan.poc.sum() + plan.outside == pytest.approx(1, abs=1e-12)
    with pytest.raises(AreaTooLarge):
        flat_dem([home, (-111.0, 31.7)])
    with pytest.raises(PlaceOutside):
        flat_dem([(0.0, 89.0)])
