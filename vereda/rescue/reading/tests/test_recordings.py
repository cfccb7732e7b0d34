"""What receivers and telephones export is one recording in every form; it is cut to the mission and keeps no more than points."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from vereda.logbook.entries import FILE_MOST
from vereda.rescue.errors import map_file as errors
from vereda.rescue.reading import recordings
from vereda.rescue.reading.map_file import Fix
from vereda.rescue.reading.recordings import Recording, cut, distance_m, farthest_km, packed, read_recording, thinned
from vereda.rescue.reading.tests.files import RING, Point, geojson, gpx, kml, kml_track, line, placemark, polygon

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def hour(minute: int) -> str:
    return (NOON + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%SZ")


WALK: list[Point] = [(-100.5, 28.7 + n / 100, hour(10 * n)) for n in range(5)]
HOURS = [at for _lon, _lat, at in WALK]


POINT = {"type": "Point", "coordinates": [-100.9, 28.9]}
MILLISECONDS = [(NOON.timestamp() + 600 * n) * 1000 for n in range(5)]
WAYPOINT = '<wpt lat="28.9" lon="-100.9"><name>5 personas</name></wpt><rte><rtept lat="1" lon="2"/></rte>'
PLACE = placemark("Aquí", "<Point><coordinates>-100.9,28.9</coordinates></Point>")


def offset(at: str) -> str:
    """Return an hour of a walk as a telephone six hours west of Greenwich writes it."""
    return (datetime.fromisoformat(at) - timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%S-06:00")


@pytest.mark.parametrize(
    "content",
    [
        gpx(WALK),
        gpx(WALK, more=WAYPOINT),
        kml_track(WALK),
        kml_track(WALK).replace(b"gx:Track", b"Track").replace(b"gx:coord", b"coord"),  # KML 2.3
        kml_track(WALK, before=PLACE),
        geojson(line(WALK), name="Lobo", coordTimes=HOURS),
        geojson(line(WALK), POINT, coordTimes=HOURS),
        geojson({"type": "MultiLineString", "coordinates": [line(WALK)["coordinates"]]}, coordTimes=[HOURS]),
        geojson(line(WALK), coordTimes=MILLISECONDS),
        gpx([(lon, lat, offset(at)) for lon, lat, at in WALK]),
    ],
    ids=["gpx", "waypoints", "kml", "kml-2.3", "places", "geojson", "points", "many", "milliseconds", "offset"],
)
def test_the_same_walk_is_read_from_every_form_and_nothing_else_of_it(content):
    found = read_recording(content, "a")
    assert found.lines == (tuple((lon, lat) for lon, lat, _at in WALK),)
    assert found.span == (NOON, NOON + timedelta(minutes=40))
    assert found.length_m == 4400  # 0.04 degrees of a meridian of 6,371,009 m: 4,448 m
    assert found.digest == read_recording(gpx(WALK), "b").digest
    kept = packed(found)
    assert read_recording(kept, "c") == found
    for other in (b"personas", b"Lobo", b"28.9", b"GPSMAP", b"230"):
        assert other not in kept


def test_a_segment_of_one_point_is_no_line_and_a_gap_is_two_lines():
    found = read_recording(gpx(WALK[:2], WALK[2:3], WALK[3:]), "a")
    assert [len(one) for one in found.lines] == [2, 2]


def test_a_point_without_an_hour_has_that_of_its_neighbour_and_a_file_without_any_has_no_span():
    told = [(lon, lat, "" if n in (0, 2) else at) for n, (lon, lat, at) in enumerate(WALK)]
    minutes = [(fix.at or 0) / 60 - NOON.timestamp() / 60 for fix in read_recording(gpx(told), "a").fixes[0]]
    assert minutes == [10, 10, 10, 30, 40]
    timeless = read_recording(gpx([(lon, lat, "") for lon, lat, _at in WALK]), "a")
    assert (timeless.span, timeless.points) == (None, 5)
    assert cut(timeless, NOON, NOON) == (timeless, 0), "nobody can say when it was"
    for nonsense in ("mañana", "0001-01-01T00:00:00Z", "2026-13-01T00:00:00Z"):
        assert read_recording(gpx([(lon, lat, nonsense) for lon, lat, _at in WALK]), "a").span is None
    uneven = kml_track([(lon, lat, at if n else "") for n, (lon, lat, at) in enumerate(WALK)])
    assert read_recording(uneven, "a").span is None


def test_what_lies_before_or_after_is_cut_away_and_a_break_in_the_middle_is_two_lines():
    left, gone = cut(read_recording(gpx(WALK), "a"), NOON + timedelta(minutes=5), NOON + timedelta(minutes=30))
    assert (left.points, gone) == (3, 2)
    assert left.span == (NOON + timedelta(minutes=10), NOON + timedelta(minutes=30))
    home = [*WALK, (-100.9, 28.9, hour(90)), *[(lon, lat + 1, at) for lon, lat, at in WALK]]
    left, gone = cut(read_recording(gpx(home), "a"), NOON, NOON + timedelta(hours=1))
    assert ([len(one) for one in left.lines], gone) == ([5, 5], 1)
    assert cut(read_recording(gpx(WALK), "a"), NOON + timedelta(days=1), NOON + timedelta(days=2)) == (Recording(()), 5)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (gpx([]), errors.MapFileWithoutTrack),
        (gpx(WALK[:1]), errors.MapFileWithoutTrack),
        (b"<gpx><rte><rtept lat='1' lon='2'/><rtept lat='1' lon='3'/></rte></gpx>", errors.MapFileWithoutTrack),
        (kml(placemark("Área", polygon())), errors.MapFileWithoutTrack),
        (geojson({"type": "Polygon", "coordinates": [RING]}), errors.MapFileWithoutTrack),
        (b"\x00\x01", errors.MapFileOtherForm),
    ],
)
def test_a_file_without_a_recorded_track_is_none(content, fault):
    with pytest.raises(fault, match=r"«vacío\.gpx»"):
        read_recording(content, "vacío.gpx")


def test_two_days_of_a_point_a_second_are_the_most_and_fit_an_attachment(monkeypatch):
    longest = tuple(Fix(-179.123456, -89.123456 + n % 7 / 1e6, NOON.timestamp() + n) for n in range(1000))
    assert len(packed(Recording((longest,)))) * recordings.POINTS_MOST / 1000 < FILE_MOST - 1000
    monkeypatch.setattr(recordings, "POINTS_MOST", 4)
    with pytest.raises(errors.MapFileTooManyPoints, match="4 puntos"):
        read_recording(gpx(WALK), "a")


def test_how_far_it_is_from_the_nearest_place_that_is_known():
    assert distance_m((0, 0), (1, 0)) == pytest.approx(111_195, abs=1)
    assert distance_m((0, 0), (180, 0)) == pytest.approx(20_015_114, abs=1)
    lines = read_recording(gpx(WALK), "a").lines
    assert farthest_km(lines, [(-100.5, 28.7)]) == pytest.approx(4.448, abs=1e-3)
    assert farthest_km(lines, [(-100.5, 28.7), (-100.5, 28.74), (0, 0)]) == pytest.approx(2.224, abs=1e-3)


def test_a_picture_gets_fewer_points_and_the_ends_stay():
    zigzag = tuple((-100.5 + n % 2 / 1000, 28.7 + n / 10_000) for n in range(1001))
    (thin,) = thinned([zigzag], 100)
    assert (thin[0], thin[-1]) == (zigzag[0], zigzag[-1])
    assert 90 <= len(thin) <= 110
    assert thinned([((0.0, 0.0), (0.5, 0.0), (1.0, 0.0))], 100) == (((0.0, 0.0), (1.0, 0.0)),)


def test_what_is_kept_is_plain_geojson_that_a_phone_can_write_as_well():
    kept = json.loads(packed(read_recording(gpx(WALK[:2]), "a")))
    (feature,) = kept["features"]
    assert feature == {
        "type": "Feature",
        "properties": {"coordTimes": ["2026-11-28T12:00:00Z", "2026-11-28T12:10:00Z"]},
        "geometry": {"type": "LineString", "coordinates": [[-100.5, 28.7], [-100.5, 28.71]]},
    }
