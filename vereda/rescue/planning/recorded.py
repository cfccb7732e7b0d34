"""Tracks that teams recorded, read from GPX: points only. A file that would burst when it is unpacked is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from vereda.rescue.planning.scenario_errors import TrackUnreadable

LONGEST, MOST_POINTS = 20_000_000, 200_000  # bytes, points
Track = list[tuple[float, float]]  # longitude, latitude


def read_tracks(path: str | Path) -> list[Track]:
    """Return the track segments of a GPX file, each of two points at least; times, names and waypoints are left where they are.

    Raises TrackUnreadable: not there, no GPX, too long, entities in it, no track, a point that is nowhere.
    """
    name = Path(path).name
    try:
        if Path(path).stat().st_size > LONGEST:
            raise TrackUnreadable(name=name, why=f"pasa de {LONGEST // 1_000_000} MB")
        found = [segment for segment in _segments(Path(path), name) if len(segment) > 1]
    except OSError as why:
        raise TrackUnreadable(name=name, why=why.strerror or "no se abre") from why
    except (ParseError, DefusedXmlException, ValueError) as why:
        raise TrackUnreadable(name=name, why="no es un GPX sano") from why
    if not found:
        raise TrackUnreadable(name=name, why="no trae ningún recorrido")
    return found


def _segments(path: Path, name: str) -> Iterator[Track]:
    points: Track = []
    count = 0
    for _event, element in iterparse(path, forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if tag == "trkpt":
            points.append(_point(element.get("lon", ""), element.get("lat", "")))
            count += 1
            if count > MOST_POINTS:
                raise TrackUnreadable(name=name, why=f"pasa de {MOST_POINTS} puntos")
        elif tag == "trkseg":
            yield points
            points = []
        if tag in ("trkpt", "trkseg", "wpt", "rtept"):
            element.clear()


def _point(lon: str, lat: str) -> tuple[float, float]:
    place = float(lon), float(lat)
    if not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        raise ValueError
    return place
