"""What leaves a mission as a file: search areas and tracks of own teams, and nothing else (rules.md, section 1).

No last known point, no clue, nobody who was found, no place of an alert; of a track no name of a file and nobody who carried it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

from vereda.rescue.reading.map_file import AREA_TYPE, Fix
from vereda.rescue.reading.recordings import DECIMALS, Recording

KML_NS, GX_NS = "http://www.opengis.net/kml/2.2", "http://www.google.com/kml/ext/2.2"
TRACK_TYPE = "own-track"
CAUTION = "Uso interno de la búsqueda. Áreas y trayectos propios; ningún punto de personas."

type Ring = tuple[tuple[float, float], ...]  # longitude, latitude; closed


class MapForm(StrEnum):
    """Forms in which a mission goes out; each is the ending of the file as well."""

    GPX = "gpx"
    KML = "kml"
    GEOJSON = "geojson"


MEDIA_TYPES: Mapping[MapForm, str] = {
    MapForm.GPX: "application/gpx+xml",
    MapForm.KML: "application/vnd.google-earth.kml+xml",
    MapForm.GEOJSON: "application/geo+json",
}


@dataclass(frozen=True)
class OutArea:
    """A search area: its name and its outline; holes: what is left out of it."""

    name: str
    ring: Ring
    holes: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class OutTrack:
    """A track of an own team, named by its call sign."""

    name: str
    recording: Recording


@dataclass(frozen=True)
class GoingOut:
    """All that leaves a mission. folio: as it is said on the radio."""

    folio: str
    areas: Sequence[OutArea]
    tracks: Sequence[OutTrack]


def written_out(what: GoingOut, form: MapForm) -> bytes:
    """Return the file of a form; read again by `read_shapes` and `read_recording` it is what was written, to 0.1 m."""
    return FORMS[form](what)


def _gpx(what: GoingOut) -> bytes:
    from gpxpy import gpx

    file = gpx.GPX()
    file.creator, file.name, file.description = "Vereda", what.folio, CAUTION
    for area in what.areas:  # GPX knows no holes: of an area its outline goes out
        track = gpx.GPXTrack(name=area.name)
        track.type = AREA_TYPE  # type: ignore[assignment]  # the library takes a text and says None
        track.segments.append(gpx.GPXTrackSegment([gpx.GPXTrackPoint(lat, lon) for lon, lat in _rounded(area.ring)]))
        file.tracks.append(track)
    for one in what.tracks:
        track = gpx.GPXTrack(name=one.name)
        track.type = TRACK_TYPE  # type: ignore[assignment]  # as above
        for line in one.recording.fixes:
            points = [gpx.GPXTrackPoint(round(fix.lat, DECIMALS), round(fix.lon, DECIMALS), time=_instant(fix)) for fix in line]
            track.segments.append(gpx.GPXTrackSegment(points))
        file.tracks.append(track)
    return str(file.to_xml()).encode()


def _kml(what: GoingOut) -> bytes:
    root = Element("kml", {"xmlns": KML_NS, "xmlns:gx": GX_NS})
    document = SubElement(root, "Document")
    _say(document, "name", what.folio)
    _say(document, "description", CAUTION)
    for area in what.areas:
        polygon = SubElement(_placemark(document, area.name), "Polygon")
        for side, ring in (("outerBoundaryIs", area.ring), *(("innerBoundaryIs", hole) for hole in area.holes)):
            _say(SubElement(SubElement(polygon, side), "LinearRing"), "coordinates", _coordinates(_rounded(ring)))
    for track in what.tracks:
        for line in track.recording.fixes:
            _kml_line(_placemark(document, track.name), line)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _kml_line(placemark: Element, line: Sequence[Fix]) -> None:
    if any(fix.at is None for fix in line):
        _say(SubElement(placemark, "LineString"), "coordinates", _coordinates(_places(line)))
        return
    track = SubElement(placemark, "gx:Track")
    for fix in line:
        _say(track, "when", _iso(fix) or "")
    for lon, lat in _places(line):
        _say(track, "gx:coord", f"{lon} {lat} 0")


def _geojson(what: GoingOut) -> bytes:
    features = [
        _feature(area.name, "search_area", "Polygon", [list(_rounded(ring)) for ring in (area.ring, *area.holes)])
        for area in what.areas
    ]
    for track in what.tracks:
        for line in track.recording.fixes:
            hours = {} if any(fix.at is None for fix in line) else {"coordTimes": [_iso(fix) for fix in line]}
            features.append(_feature(track.name, "own_track", "LineString", list(_places(line)), hours))
    return orjson.dumps({"type": "FeatureCollection", "name": what.folio, "description": CAUTION, "features": features})


def _feature(
    name: str, kind: str, geometry: str, coordinates: Sequence[object], more: Mapping[str, object] | None = None
) -> dict[str, object]:
    about = {"name": name, "kind": kind, **(more or {})}
    return {"type": "Feature", "properties": about, "geometry": {"type": geometry, "coordinates": coordinates}}


FORMS: Mapping[MapForm, Callable[[GoingOut], bytes]] = {MapForm.GPX: _gpx, MapForm.KML: _kml, MapForm.GEOJSON: _geojson}


def _placemark(document: Element, name: str) -> Element:
    placemark = SubElement(document, "Placemark")
    _say(placemark, "name", name)
    return placemark


def _say(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _coordinates(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _rounded(points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    yield from ((round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in points)


def _places(line: Sequence[Fix]) -> Iterator[tuple[float, float]]:
    yield from _rounded((fix.lon, fix.lat) for fix in line)


def _instant(fix: Fix) -> datetime | None:
    return datetime.fromtimestamp(int(fix.at), UTC) if fix.at is not None else None


def _iso(fix: Fix) -> str | None:
    at = _instant(fix)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
