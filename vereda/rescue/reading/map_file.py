"""What a GPX, KML or GeoJSON file draws: lines and areas with their names and, where they were recorded, their hours.

Loose points, heights, styles and links are left where they are: a receiver's waypoints may be places of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

from vereda.rescue.errors.map_file import (
    MapFileBroken,
    MapFileOnlyLinks,
    MapFileOtherForm,
    MapFilePointNowhere,
    MapFileTooLong,
    MapFileTooManyPoints,
    MapFileZipped,
)
from vereda.rescue.reading.elements import Element, elements

LONGEST = 20_000_000  # [bytes]
NAME_MOST = 120
AREA_TYPE = "search-area"
"""How a track of a GPX says that it is the outline of an area: GPX has none of its own."""
WANTED = frozenset({"name", "time", "type", "coordinates", "when", "coord"})
YEARS = range(1971, 2199)  # those that an entry can hold
COLLECTIONS_MOST = 8  # within one another


class Fix(NamedTuple):
    """A point of a line: degrees, WGS 84; at: seconds since 1970, None where the file does not say."""

    lon: float
    lat: float
    at: float | None = None


@dataclass(frozen=True)
class Drawn:
    """One line or one area. is_recorded: a receiver wrote it, as far as its form can say; holes: of an area."""

    name: str
    points: tuple[Fix, ...]
    is_area: bool = False
    is_recorded: bool = True
    holes: tuple[tuple[Fix, ...], ...] = ()


class Reading:
    """One file while it is read: its name for sentences, and how many points came."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most, self.count = name, most, 0

    def fix(self, lon: object, lat: object, at: float | None = None) -> Fix:
        """Return a point; raises MapFileBroken, MapFilePointNowhere, MapFileTooManyPoints."""
        self.count += 1
        if self.count > self.most:
            raise MapFileTooManyPoints(name=self.name, most=self.most)
        try:
            place = float(lon), float(lat)  # type: ignore[arg-type]  # what is no number is refused here
        except (TypeError, ValueError, OverflowError):
            raise MapFileBroken(name=self.name) from None
        if isinstance(lon, bool) or not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
            raise MapFilePointNowhere(name=self.name)
        return Fix(*place, at)


def drawn_in(content: bytes, name: str, most: int) -> list[Drawn]:
    """Return the lines and areas of a file, in its order.

    name  how the file is called, for the sentence where something is wrong; most: points that are read
    Raises MapFileFaulty: MapFileTooLong, MapFileZipped, MapFileOtherForm, MapFileUnsafe, MapFileBroken, MapFilePointNowhere,
    MapFileTooManyPoints, MapFileOnlyLinks.
    """
    if len(content) > LONGEST:
        raise MapFileTooLong(name=name, most=LONGEST // 1_000_000)
    reading, start = Reading(name, most), content.lstrip(b"\xef\xbb\xbf \t\r\n")[:4]
    if start == b"PK\x03\x04":
        raise MapFileZipped(name=name)
    if start[:1] == b"{":
        return list(_geojson(content, reading))
    if start[:1] == b"<" or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return list(_xml(content, reading))
    raise MapFileOtherForm(name=name)


def seconds_of(written: object) -> float | None:
    """Return an instant as seconds since 1970: ISO 8601, in UTC where no offset stands, or milliseconds; None for all else."""
    try:
        if isinstance(written, int | float):
            at = datetime.fromtimestamp(written / 1000, UTC)
        else:
            at = datetime.fromisoformat(str(written).strip())
    except (ValueError, OverflowError, OSError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.timestamp() if at.year in YEARS else None


def _xml(content: bytes, reading: Reading) -> Iterator[Drawn]:
    told = elements(content.lstrip(b" \t\r\n"), reading.name, WANTED)
    root = next(told, None)
    if root is None or root.tag not in ("gpx", "kml"):
        raise MapFileOtherForm(name=reading.name)
    yield from (_gpx if root.tag == "gpx" else _kml)(told, reading)


class _Track:
    """A track or a route of a GPX while it is read; its name stands before its points."""

    def __init__(self, tag: str = "") -> None:
        self.tag, self.name, self.kind = tag, "", ""
        self.points: list[Fix] = []

    def drawn(self) -> Drawn:
        """Return what was read since the last time."""
        points, self.points = tuple(self.points), []
        is_area = self.kind == AREA_TYPE
        return Drawn(self.name, points, is_area=is_area, is_recorded=self.tag == "trk" and not is_area)

    def say(self, one: Element, is_point: bool) -> None:
        """Take the hour of a point, or the name or type of the whole."""
        if one.tag == "time" and is_point:
            self.points[-1] = self.points[-1]._replace(at=seconds_of(one.text))
        elif one.tag == "name" and not is_point:
            self.name = _name(one.text)
        elif one.tag == "type" and not is_point:
            self.kind = one.text.strip()


def _gpx(told: Iterator[Element], reading: Reading) -> Iterator[Drawn]:
    """Yield tracks segment by segment, and routes; waypoints are passed over."""
    track, is_point = _Track(), False
    for one in told:
        if one.tag in ("trkpt", "rtept"):
            is_point = one.begins
            if one.begins:
                track.points.append(reading.fix(one.attributes.get("lon"), one.attributes.get("lat")))
        elif one.begins:
            track = _Track(one.tag) if one.tag in ("trk", "rte", "wpt") else track
        elif one.tag in ("trkseg", "rte"):
            yield track.drawn()
        elif track.tag in ("trk", "rte"):
            track.say(one, is_point)


class _Placemark:
    """A placemark of a KML while it is read; its name may stand after what it draws."""

    def __init__(self) -> None:
        self.name = ""
        self.lines: list[tuple[Fix, ...]] = []
        self.areas: list[tuple[tuple[Fix, ...], list[tuple[Fix, ...]]]] = []
        self.whens: list[float | None] = []
        self.coords: list[Fix] = []

    def end_track(self) -> None:
        """Keep a recorded track; where hours and points are not as many, nobody can say which belongs to which."""
        timed = self.whens if len(self.whens) == len(self.coords) else [None] * len(self.coords)
        self.lines.append(tuple(fix._replace(at=at) for fix, at in zip(self.coords, timed, strict=True)))
        self.whens, self.coords = [], []

    def drawn(self) -> Iterator[Drawn]:
        """Yield what it draws."""
        yield from (Drawn(self.name, line) for line in self.lines)
        yield from (Drawn(self.name, ring, is_area=True, is_recorded=False, holes=tuple(holes)) for ring, holes in self.areas)


def _kml(told: Iterator[Element], reading: Reading) -> Iterator[Drawn]:
    within, place, has_link, is_empty = ["kml"], _Placemark(), False, True
    for one in told:
        has_link = has_link or one.tag == "NetworkLink"
        if one.begins:
            within.append(one.tag)
            place = _Placemark() if one.tag == "Placemark" else place
            continue
        within.pop()
        if one.tag == "Placemark":
            for drawn in place.drawn():
                is_empty = False
                yield drawn
        elif "Placemark" in within:
            _take(one, place, within, reading)
    if is_empty and has_link:
        raise MapFileOnlyLinks(name=reading.name)


def _take(one: Element, place: _Placemark, within: Sequence[str], reading: Reading) -> None:
    if one.tag == "name" and within[-1] == "Placemark":
        place.name = _name(one.text)
    elif one.tag == "when" and within[-1] == "Track":
        place.whens.append(seconds_of(one.text))
    elif one.tag == "coord":
        place.coords.append(_fix_of(one.text.split(), reading))
    elif one.tag == "Track":
        place.end_track()
    elif one.tag == "coordinates" and within[-1] == "LineString":
        place.lines.append(_fixes(one.text, reading))
    elif one.tag == "coordinates" and within[-1] == "LinearRing":
        _take_ring(_fixes(one.text, reading), place, within)


def _take_ring(ring: tuple[Fix, ...], place: _Placemark, within: Sequence[str]) -> None:
    if "innerBoundaryIs" in within and place.areas:
        place.areas[-1][1].append(ring)
    else:
        place.areas.append((ring, []))


def _fixes(text: str, reading: Reading) -> tuple[Fix, ...]:
    return tuple(_fix_of(part.split(","), reading) for part in text.split())


def _fix_of(parts: Sequence[str], reading: Reading) -> Fix:
    if len(parts) < 2:
        raise MapFileBroken(name=reading.name)
    return reading.fix(parts[0], parts[1])


def _geojson(content: bytes, reading: Reading) -> Iterator[Drawn]:
    try:
        root = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise MapFileBroken(name=reading.name) from None
    if not isinstance(root, dict) or "type" not in root:
        raise MapFileOtherForm(name=reading.name)
    yield from _json_of(root, {}, reading, 0)


def _json_of(one: Any, about: Any, reading: Reading, depth: int) -> Iterator[Drawn]:  # Any: JSON from outside
    """Yield what one object draws. about: properties of the feature that it belongs to."""
    if not isinstance(one, dict) or depth > COLLECTIONS_MOST:
        raise MapFileBroken(name=reading.name)
    kind = one.get("type")
    if kind == "FeatureCollection":
        for part in _list(one.get("features"), reading):
            yield from _json_of(part, {}, reading, depth + 1)
    elif kind == "Feature":
        about = one.get("properties")
        if one.get("geometry") is not None:
            yield from _json_of(one["geometry"], about if isinstance(about, dict) else {}, reading, depth + 1)
    elif kind == "GeometryCollection":
        for part in _list(one.get("geometries"), reading):
            yield from _json_of(part, about, reading, depth + 1)
    elif kind in ("LineString", "MultiLineString", "Polygon", "MultiPolygon"):
        yield from _json_drawn(kind, _list(one.get("coordinates"), reading), about, reading)


def _json_drawn(kind: str, told: list[Any], about: dict[str, Any], reading: Reading) -> Iterator[Drawn]:  # Any: JSON from outside
    name, hours = _name(about.get("name")), about.get("coordTimes")
    if kind == "LineString":
        yield Drawn(name, _json_line(told, hours, reading))
    elif kind == "MultiLineString":
        timed = hours if isinstance(hours, list) and len(hours) == len(told) else [None] * len(told)
        yield from (Drawn(name, _json_line(line, at, reading)) for line, at in zip(told, timed, strict=True))
    else:
        for rings in told if kind == "MultiPolygon" else [told]:
            ring, *holes = (_json_line(one, None, reading) for one in _list(rings, reading) or [[]])
            yield Drawn(name, ring, is_area=True, is_recorded=False, holes=tuple(holes))


def _json_line(told: Any, hours: Any, reading: Reading) -> tuple[Fix, ...]:  # Any: JSON from outside
    """Return the points of a line. hours: one to each point, as `coordTimes` of the usual converters; else none is known."""
    points = _list(told, reading)
    known: Iterable[Any] = hours if isinstance(hours, list) and len(hours) == len(points) else [None] * len(points)
    made = []
    for point, hour in zip(points, known, strict=True):
        if not isinstance(point, list) or len(point) < 2 or not all(isinstance(part, int | float) for part in point[:2]):
            raise MapFileBroken(name=reading.name)
        made.append(reading.fix(point[0], point[1], seconds_of(hour)))
    return tuple(made)


def _list(told: Any, reading: Reading) -> list[Any]:  # Any: JSON from outside
    if not isinstance(told, list):
        raise MapFileBroken(name=reading.name)
    return told


def _name(told: object) -> str:
    """Return a name on one line, without what cannot be seen, and not too long."""
    text = " ".join(str(told).split()) if isinstance(told, str | int | float) else ""
    return "".join(sign for sign in text if sign.isprintable())[:NAME_MOST]
