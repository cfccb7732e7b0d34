"""Barriers and regions of a plan: brought, written, looked at, drawn, taken off; wrong ones are said and lose nothing typed."""

from __future__ import annotations

import html
import json
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_search_plan import form, ground, numbers  # noqa: F401  ground: a fixture
from vereda.rescue.lookups import search_plan as lookups
from vereda.rescue.models.search_plan import PlannedSearch

pytestmark = pytest.mark.django_db

RIVER = [[-100.6, 28.735], [-100.4, 28.735]]
DUNES = [[-100.52, 28.71], [-100.49, 28.71], [-100.49, 28.73], [-100.52, 28.73], [-100.52, 28.71]]


def feature(name: str, kind: str, coordinates: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def geojson(*features: dict[str, object]) -> SimpleUploadedFile:
    told = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return SimpleUploadedFile("zona.geojson", told, content_type="application/geo+json")


def both() -> SimpleUploadedFile:
    return geojson(feature("Río Bravo", "LineString", RIVER), feature("Dunas", "Polygon", [DUNES]))


def bring(cast: Cast, mission: UUID, **more):
    return cast.client("rafael").post(f"/misiones/{mission}/plan/hacer/", form(**{"r0-sweep": "41", **more}))


def held(answer) -> str:
    """Return the hidden field as a browser would send it."""
    found = re.search(r'name="shapes" value="([^"]*)"', answer.content.decode())
    assert found
    return html.unescape(found[1])


def saved(cast: Cast, mission: UUID, shapes: str, **more):
    return bring(cast, mission, shapes=shapes, **more)


def page(cast: Cast, mission: UUID) -> str:
    return cast.client("rafael").get(f"/misiones/{mission}/plan/").content.decode()


def test_a_file_comes_back_to_be_looked_at_and_nothing_is_saved_before(cast: Cast, mission: UUID):
    answer = bring(cast, mission, shape_file=both())
    assert answer.status_code == 200
    said = text(answer)
    assert "Río Bravo" in said
    assert "Dunas" in said
    assert "Diga qué es cada cosa" in said
    assert 'value="41"' in answer.content.decode()
    assert not PlannedSearch.objects.exists()


def test_barriers_and_regions_are_kept_drawn_by_name_and_each_redraw_is_the_same(cast: Cast, mission: UUID):
    shapes = held(bring(cast, mission, shape_file=both()))
    assert bring(cast, mission).status_code == 302
    without = numbers(page(cast, mission))
    told = {"shape0-is": "wall", "shape1-is": "region", "shape1-share": "60", "w_regions": "2"}
    answer = saved(cast, mission, shapes, **told)
    assert answer.status_code == 302, re.findall(r"wrong-said[^<]*<[^>]*>.{0,300}", answer.content.decode())
    made = page(cast, mission)
    assert numbers(made) != without
    drawn = re.search(r"data-drawn>(.*?)</script>", made)
    assert drawn
    assert [(one["name"], one["kind"]) for one in json.loads(drawn[1])["shapes"]] == [("Río Bravo", "wall"), ("Dunas", "region")]
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made))
    assert "Barrera «Río Bravo»: por ahí nadie pasa." in said
    assert "«Dunas» 60%" in said
    lookups._plans.clear()
    assert numbers(page(cast, mission)) == numbers(made)
    again = cast.client("rafael").get(f"/misiones/{mission}/plan/hacer/")
    assert held(again) == shapes
    assert re.search(r'name="shape1-share" value="60"', again.content.decode())
    assert saved(cast, mission, shapes, **{"shape0-is": "", "shape1-is": ""}).status_code == 302, "taken off"
    assert '"shapes": []' in page(cast, mission)


def test_a_wall_on_the_way_leaves_what_lies_behind_it_out_of_reach_and_a_slow_one_does_not(cast: Cast, mission: UUID):
    """The river runs from edge to edge of what a walker could go around; the plan counts with three hours at the most."""
    wide = geojson(feature("Río", "LineString", [[-101.4, 28.735], [-99.6, 28.735]]))
    shapes = held(bring(cast, mission, shape_file=wide))
    assert saved(cast, mission, shapes, **{"shape0-is": "wall"}).status_code == 302
    row = PlannedSearch.objects.get()
    wall = lookups.drawn(row).plan.walking_h
    assert saved(cast, mission, shapes, **{"shape0-is": "slow", "shape0-minutes": "45"}).status_code == 302
    slow = lookups.drawn(PlannedSearch.objects.get()).plan.walking_h
    assert (wall == float("inf")).any()
    assert not (slow == float("inf")).any()


def test_a_line_is_written_point_by_point_and_a_state_is_taken_from_the_map(cast: Cast, mission: UUID):
    written = bring(
        cast, mission, shape_name="Cerca de la 57", shape_points="28.74, -100.55\n28.74, -100.50", shape_state="MX-COA"
    )
    assert written.status_code == 200
    assert [(one[0], one[1]) for one in json.loads(held(written))] == [("Cerca de la 57", False), ("Coahuila", True)]


def test_a_way_there_and_back_and_a_point_said_twice_are_lines_like_any_other(cast: Cast, mission: UUID):
    there, back = [-100.53, 28.75], [-100.50, 28.76]
    file = geojson(feature("", "LineString", [there, back, there]), feature("Poste", "LineString", [there, there]))
    shapes = held(bring(cast, mission, shape_file=file))
    assert [one[0] for one in json.loads(shapes)] == ["Línea 1", "Poste"]
    assert saved(cast, mission, shapes, **{"shape0-is": "wall", "shape1-is": "wall"}).status_code == 302
    assert "«Poste»" in page(cast, mission)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"read": "1"}, "Elija un archivo"),
        ({"shape_file": SimpleUploadedFile("a.kmz", b"PK\x03\x04xx")}, "es un archivo comprimido"),
        ({"shape_file": SimpleUploadedFile("a.txt", b"hola")}, "no es GPX, KML ni GeoJSON"),
        ({"shape_file": geojson(feature("Punto", "Point", [-100, 28]))}, "no trae ninguna área ni línea"),
        ({"shape_points": "28.74, -100.55"}, "a lo menos dos puntos"),
        ({"shape_points": "28.74, -100.55\nesto no"}, "Todavía no se guardó"),
        ({"shape_file": geojson(*[feature("x", "LineString", RIVER)] * 41)}, "Caben 40 líneas y áreas"),
        ({"shapes": "[" * 200_000}, "un dato que no está en la lista"),
        ({"shapes": "no es json"}, "un dato que no está en la lista"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence_and_nothing_typed_is_lost(cast: Cast, mission: UUID, more, said):
    answer = bring(cast, mission, **more)
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="41"' in answer.content.decode()
    assert not PlannedSearch.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"shape0-is": "slow"}, "Diga cuántos minutos toma cruzar «Río Bravo»"),
        ({"shape0-is": "wall", "shape1-is": "region", "w_regions": "1"}, "estarían en «Dunas»"),
        ({"shape1-is": "region", "shape1-share": "60"}, "Dé un peso a las áreas"),
        ({"shape1-is": "region", "shape1-share": "160", "w_regions": "1"}, "No puede ser 160"),
        ({"shape0-is": "wall", "w_regions": "1"}, "Traiga o escriba un área donde puedan estar"),
        ({"shape1-is": "wall", "point": "28.72, -100.50"}, "cae dentro de una barrera"),
    ],
)
def test_what_a_shape_lacks_is_said_and_the_shapes_stay(cast: Cast, mission: UUID, told, said):
    shapes = held(bring(cast, mission, shape_file=both()))
    answer = saved(cast, mission, shapes, **told)
    assert answer.status_code == 422
    assert said in text(answer)
    assert held(answer) == shapes
    assert not PlannedSearch.objects.exists()


def test_areas_that_sum_to_more_than_all_are_refused(cast: Cast, mission: UUID):
    shapes = held(bring(cast, mission, shape_file=geojson(*[feature("Dunas", "Polygon", [DUNES])] * 2)))
    more = {f"shape{at}-{name}": value for at in (0, 1) for name, value in (("is", "region"), ("share", "70"))}
    answer = saved(cast, mission, shapes, w_regions="1", **more)
    assert answer.status_code == 422
    assert "suman 140 de cada 100" in text(answer)


def test_another_group_brings_nothing(cast: Cast, mission: UUID):
    answer = cast.client("nadia").post(f"/misiones/{mission}/plan/hacer/", form(shape_file=both()))
    assert answer.status_code in (403, 404)
