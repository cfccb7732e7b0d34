"""Areas and lines that were drawn elsewhere are read as they were drawn; what should not be opened is refused in one sentence."""

from __future__ import annotations

import json
from random import Random

import pytest

from vereda.rescue.errors import map_file as errors
from vereda.rescue.reading import map_file, shapes
from vereda.rescue.reading.shapes import Shape, read_shapes
from vereda.rescue.reading.tests.files import RING, geojson, gpx, kml, placemark, polygon

HOLE = ((-100.53, 28.71), (-100.51, 28.71), (-100.51, 28.73), (-100.53, 28.71))
BOW = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
FLAT = ((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (0.0, 0.0))
AREA = Shape("Arroyo norte", True, RING)


def timeless(points):
    return [(lon, lat, "") for lon, lat in points]


def of_gpx(kind: str = "trk") -> bytes:
    points = "".join(f'<{kind[:3]}pt lat="{lat}" lon="{lon}"><name>Pozo</name></{kind[:3]}pt>' for lon, lat in RING)
    inside = f"<trkseg>{points}</trkseg>" if kind == "trk" else points
    return f"<gpx><wpt lat='1' lon='2'><name>Aquí</name></wpt><{kind}><name>Arroyo  norte</name>{inside}</{kind}></gpx>".encode()


@pytest.mark.parametrize(
    "content",
    [
        kml(placemark("Arroyo norte", polygon())),
        kml(f"<Folder><name>Otra</name>{placemark('Arroyo norte', polygon(RING[:3]))}</Folder>"),
        geojson({"type": "Polygon", "coordinates": [[[*point, 230] for point in RING]]}, name="Arroyo norte"),
        b"\xef\xbb\xbf" + geojson({"type": "MultiPolygon", "coordinates": [[RING]]}, name="Arroyo norte"),
        geojson({"type": "LineString", "coordinates": RING}, name="Arroyo norte"),
        geojson({"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [RING]}]}, name="Arroyo norte"),
        of_gpx("trk"),
        of_gpx("rte"),
        gpx(timeless(RING), name="Arroyo norte").decode().encode("utf-16"),
    ],
    ids=["kml", "in-a-folder-and-open", "polygon", "many-with-a-mark", "closed-line", "collection", "trk", "rte", "utf-16"],
)
def test_the_same_area_is_read_from_every_form(content):
    assert read_shapes(content, "a") == (AREA,)


def test_a_hole_stays_a_hole_and_a_line_stays_a_line():
    wash = placemark("Vía", "<LineString><coordinates>-100.6,28.7 -100.5,28.8,9</coordinates></LineString>")
    area, line = read_shapes(kml(placemark("Arroyo norte", polygon(RING, HOLE)) + wash), "a")
    assert area == Shape("Arroyo norte", True, RING, (HOLE,))
    assert line == Shape("Vía", False, ((-100.6, 28.7), (-100.5, 28.8)))
    two = read_shapes(kml(placemark("Dos", f"<MultiGeometry>{polygon()}{polygon(HOLE)}</MultiGeometry>")), "a")
    assert [one.points for one in two] == [RING, HOLE]


def test_a_walked_round_that_crosses_itself_is_a_line_and_a_drawn_area_that_does_is_refused():
    (walked,) = read_shapes(gpx(timeless(BOW)), "a")
    assert not walked.is_area
    for ring in (BOW, FLAT):
        with pytest.raises(errors.AreaCrossesItself, match="Pozo"):
            read_shapes(kml(placemark("Pozo", polygon(ring))), "a")


BOMB = b'<!DOCTYPE g [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><kml><Document><name>&b;</name></Document></kml>'
FETCHES = b'<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Document><name>&x;</name></Document></kml>'
LINK = kml("<NetworkLink><name>Más</name><Link><href>https://example.org/areas.kml</href></Link></NetworkLink>")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", errors.MapFileOtherForm),
        (b"hola", errors.MapFileOtherForm),
        (b"lat,lon\n28.7,-100.5\n", errors.MapFileOtherForm),
        (b"<html><body/></html>", errors.MapFileOtherForm),
        (b'{"hola": 1}', errors.MapFileOtherForm),
        (b"PK\x03\x04\x14\x00", errors.MapFileZipped),
        (b'{"type": "FeatureCollection", "features": [', errors.MapFileBroken),
        (b'{"type": "FeatureCollection", "features": 7}', errors.MapFileBroken),
        (b'{"type": "LineString", "coordinates": [["a", "b"], [1, 2]]}', errors.MapFileBroken),
        (b'{"type": "LineString", "coordinates": [[1], [1, 2]]}', errors.MapFileBroken),
        (b'{"type": "Polygon", "coordinates": [7]}', errors.MapFileBroken),
        (b'{"type":"Feature","geometry":' * 2000, errors.MapFileBroken),
        (b'{"type":"GeometryCollection","geometries":[' * 50 + b"]}" * 50, errors.MapFileBroken),
        (gpx(timeless(RING))[:-20], errors.MapFileBroken),
        (b"<kml>" + b"<a>" * 2000, errors.MapFileBroken),
        (b"<?xml version='1.0' encoding='no-such'?><gpx/>", errors.MapFileBroken),
        (kml(placemark("", "<LineString><coordinates>-100.6 28.7</coordinates></LineString>")), errors.MapFileBroken),
        (b"<gpx><trk><trkseg><trkpt lat='x' lon='2'/></trkseg></trk></gpx>", errors.MapFileBroken),
        (b"<gpx><trk><trkseg><trkpt lat='1'/></trkseg></trk></gpx>", errors.MapFileBroken),
        (b"<gpx><trk><trkseg><trkpt lat='nan' lon='2'/></trkseg></trk></gpx>", errors.MapFilePointNowhere),
        (gpx([(28.7, -100.5, ""), (28.8, -100.5, "")]), errors.MapFilePointNowhere),
        (b'{"type": "LineString", "coordinates": [[1, 2], [1e999, 2]]}', errors.MapFileBroken),
        (BOMB, errors.MapFileUnsafe),
        (FETCHES, errors.MapFileUnsafe),
        (LINK, errors.MapFileOnlyLinks),
        (gpx([]), errors.MapFileWithoutShape),
        (geojson({"type": "Point", "coordinates": [-100.5, 28.7]}), errors.MapFileWithoutShape),
        (kml(placemark("Aquí", "<Point><coordinates>-100.5,28.7</coordinates></Point>")), errors.MapFileWithoutShape),
    ],
)
def test_what_is_bad_has_one_sentence_that_names_the_file(content, fault):
    with pytest.raises(fault) as told:
        read_shapes(content, "malo.kml")
    said = str(told.value)
    assert "«malo.kml»" in said
    assert said.count(". ") <= 2
    assert "etc" not in said


def test_a_link_beside_an_area_is_left_where_it_is():
    assert read_shapes(kml(placemark("Arroyo norte", polygon()) + "<NetworkLink><href>http://x/</href></NetworkLink>"), "a") == (
        AREA,
    )


def test_a_million_vertices_are_the_most_and_twenty_megabytes(monkeypatch):
    assert shapes.VERTICES_MOST == 1_000_000
    with pytest.raises(errors.MapFileTooLong, match="20 MB"):
        read_shapes(b"{" + b" " * map_file.LONGEST, "a")
    monkeypatch.setattr(shapes, "VERTICES_MOST", 3)
    with pytest.raises(errors.MapFileTooManyPoints, match="3 puntos"):
        read_shapes(json.dumps({"type": "LineString", "coordinates": RING}).encode(), "a")


@pytest.mark.parametrize(
    "whole", [kml(placemark("Norte", polygon(RING, HOLE))), of_gpx(), geojson({"type": "Polygon", "coordinates": [RING]})]
)
def test_a_damaged_file_is_read_or_refused_with_a_reason_and_never_anything_else(whole):
    chance, outcomes = Random(49), {"read": 0, "refused": 0}
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(damaged))
            match chance.randrange(3):
                case 0:
                    damaged[at] = chance.randrange(256)
                case 1:
                    del damaged[at : at + chance.randint(1, 30)]
                case _:
                    damaged[at:at] = damaged[: chance.randint(1, 30)]
        try:
            read_shapes(bytes(damaged), "a")
            outcomes["read"] += 1
        except errors.MapFileFaulty:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 0


def test_a_name_is_one_line_and_not_too_long():
    (one,) = read_shapes(geojson({"type": "LineString", "coordinates": RING[:2]}, name="a\nb\u202e" + "c" * 500), "a")
    assert one.name == "a b" + "c" * 117
    (bare,) = read_shapes(geojson({"type": "LineString", "coordinates": RING[:2]}, name=[1]), "a")
    assert bare.name == ""
