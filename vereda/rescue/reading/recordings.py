"""Tracks that teams recorded: read from what a receiver or a telephone exports, cut to the hours on the mission, measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import orjson

from vereda.rescue.errors.map_file import MapFileWithoutTrack
from vereda.rescue.reading.map_file import Fix, drawn_in

POINTS_MOST = 200_000  # two days, a point a second
EARTH_M = 6_371_008.8  # mean radius, WGS 84
DECIMALS = 6  # of a degree: 0.1 m
COARSE_M = 100
MEDIA_TYPE = "application/geo+json"

type Points = tuple[tuple[float, float], ...]  # longitude, latitude


@dataclass(frozen=True)
class Recording:
    """What was recorded: lines of points; a gap is two lines. A point without an hour has that of its neighbour."""

    fixes: tuple[tuple[Fix, ...], ...]

    @cached_property
    def lines(self) -> tuple[Points, ...]:
        """The lines without hours."""
        return tuple(tuple((fix.lon, fix.lat) for fix in line) for line in self.fixes)

    @cached_property
    def points(self) -> int:
        """How many points there are."""
        return sum(map(len, self.fixes))

    @cached_property
    def length_m(self) -> int:
        """The length along the lines, to the next hundred metres."""
        length = sum(distance_m(*pair) for line in self.lines for pair in pairwise(line))
        return round(length / COARSE_M) * COARSE_M

    @cached_property
    def span(self) -> tuple[datetime, datetime] | None:
        """First and last hour (UTC), None where no point has one."""
        hours = [fix.at for line in self.fixes for fix in line if fix.at is not None]
        return (datetime.fromtimestamp(min(hours), UTC), datetime.fromtimestamp(max(hours), UTC)) if hours else None

    @cached_property
    def digest(self) -> str:
        """A digest of the points: the same recording is known again in whichever form it is exported."""
        return sha256(orjson.dumps([[_rounded(fix) for fix in line] for line in self.fixes])).hexdigest()


def read_recording(content: bytes, name: str) -> Recording:
    """Return the recorded tracks of a GPX, KML or GeoJSON file: points and hours, and nothing else of it.

    name  how the file is called, for the sentence where something is wrong
    Raises MapFileFaulty: what `drawn_in` raises, MapFileWithoutTrack. More than 200,000 points are too many.
    """
    lines = (one.points for one in drawn_in(content, name, POINTS_MOST) if one.is_recorded and not one.is_area)
    fixes = tuple(tuple(_timed(line)) for line in lines if len(line) > 1)
    if not fixes:
        raise MapFileWithoutTrack(name=name)
    return Recording(fixes)


def cut(recording: Recording, begins: datetime, ends: datetime) -> tuple[Recording, int]:
    """Return a recording without what lies before or after some hours, and how many points that took away.

    Where the middle is outside, the line is cut in two. Points without an hour stay: nobody can say when they were.
    """
    first, last = begins.timestamp(), ends.timestamp()
    kept = [piece for line in recording.fixes for piece in _pieces(line, first, last) if len(piece) > 1]
    left = Recording(tuple(kept))
    return left, recording.points - left.points


def packed(recording: Recording) -> bytes:
    """Return a recording as it is kept: GeoJSON with points and hours alone, no name, no device, no loose point."""
    features = [
        {
            "type": "Feature",
            "properties": {"coordTimes": [_iso(fix.at) for fix in line]} if any(fix.at is not None for fix in line) else {},
            "geometry": {"type": "LineString", "coordinates": [_rounded(fix) for fix in line]},
        }
        for line in recording.fixes
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def farthest_km(lines: Iterable[Points], places: Sequence[tuple[float, float]]) -> float:
    """Return how far from the nearest of some places (longitude, latitude) the farthest point lies [km]."""
    points = (point for line in lines for point in line)
    return max((min(distance_m(point, place) for place in places) for point in points), default=0.0) / 1000


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (longitude, latitude) on the sphere [m]; 0.5 % off the ellipsoid at most."""
    (lon1, lat1), (lon2, lat2) = ((radians(lon), radians(lat)) for lon, lat in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def thinned(lines: Iterable[Points], most: int) -> tuple[Points, ...]:
    """Return lines for a picture, with about `most` points together; ends stay, what lies almost straight goes first."""
    from shapely import LineString

    straight = [tuple(LineString(line).simplify(5e-5, preserve_topology=False).coords) for line in lines]  # about 5 m
    step = max(1, -(-sum(map(len, straight)) // most))
    return tuple((*line[:-1:step], line[-1]) for line in straight)


def _timed(line: Sequence[Fix]) -> Iterator[Fix]:
    """Give a point without an hour that of the one before, the first ones that of the first that has one."""
    at = next((fix.at for fix in line if fix.at is not None), None)
    for fix in line:
        at = fix.at if fix.at is not None else at
        yield fix._replace(at=at)


def _pieces(line: Sequence[Fix], first: float, last: float) -> Iterator[tuple[Fix, ...]]:
    piece: list[Fix] = []
    for fix in line:
        if fix.at is None or first <= fix.at <= last:
            piece.append(fix)
        else:
            yield tuple(piece)
            piece = []
    yield tuple(piece)


def _rounded(fix: Fix) -> tuple[float, float]:
    return round(fix.lon, DECIMALS), round(fix.lat, DECIMALS)


def _iso(at: float | None) -> str | None:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else None
