"""Hand-made files of receivers and map programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

GPX = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="GPSMAP 66">{}</gpx>'
KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
    'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Documento</name>{}</Document></kml>'
)
RING = ((-100.6, 28.7), (-100.5, 28.7), (-100.5, 28.8), (-100.6, 28.7))

type Point = tuple[float, float, str]  # longitude, latitude, hour or ''


def gpx(*segments: Sequence[Point], name: str = "Lobo", more: str = "") -> bytes:
    """Return a GPX with one track; `more` stands before it."""
    inside = "".join(f"<trkseg>{''.join(_trkpt(*point) for point in one)}</trkseg>" for one in segments)
    return GPX.format(f"{more}<trk><name>{name}</name>{inside}</trk>").encode()


def _trkpt(lon: float, lat: float, at: str) -> str:
    return f'<trkpt lat="{lat}" lon="{lon}"><ele>230.5</ele>{f"<time>{at}</time>" if at else ""}</trkpt>'


def kml_track(points: Sequence[Point], name: str = "Lobo", before: str = "") -> bytes:
    """Return a KML with a recorded track, its name after it, as some programs write it."""
    whens = "".join(f"<when>{at}</when>" for _lon, _lat, at in points if at)
    coords = "".join(f"<gx:coord>{lon} {lat} 230</gx:coord>" for lon, lat, _at in points)
    return kml(f"{before}<Placemark><gx:Track>{whens}{coords}</gx:Track><name>{name}</name></Placemark>")


def kml(inside: str) -> bytes:
    """Return a KML document."""
    return KML.format(inside).encode()


def placemark(name: str, inside: str) -> str:
    """Return a placemark."""
    return f"<Placemark><name>{name}</name>{inside}</Placemark>"


def polygon(outer: Iterable[tuple[float, float]] = RING, *holes: Iterable[tuple[float, float]]) -> str:
    """Return a polygon of a KML, with heights."""
    within = "".join(f"<innerBoundaryIs>{_ring(hole)}</innerBoundaryIs>" for hole in holes)
    return f"<Polygon><outerBoundaryIs>{_ring(outer)}</outerBoundaryIs>{within}</Polygon>"


def _ring(points: Iterable[tuple[float, float]]) -> str:
    said = "\n".join(f"{lon},{lat},0" for lon, lat in points)
    return f"<LinearRing><coordinates>\n{said}\n</coordinates></LinearRing>"


def geojson(*geometries: dict[str, object], **properties: object) -> bytes:
    """Return a collection of features."""
    features = [{"type": "Feature", "properties": properties, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def line(points: Sequence[Point]) -> dict[str, object]:
    """Return a line of a GeoJSON."""
    return {"type": "LineString", "coordinates": [[lon, lat, 230] for lon, lat, _at in points]}
