"""Tracks that teams recorded, read for a plan: points only, from GPX, KML or GeoJSON; what would burst is refused."""

from __future__ import annotations

from pathlib import Path

from vereda.rescue.errors.map_file import MapFileFaulty, MapFileTooManyPoints
from vereda.rescue.planning.scenario_errors import TrackUnreadable
from vereda.rescue.reading.map_file import LONGEST as READ_MOST
from vereda.rescue.reading.map_file import drawn_in
from vereda.rescue.reading.recordings import POINTS_MOST
from vereda.said import Said, noop

LONGEST, MOST_POINTS = READ_MOST, POINTS_MOST  # bytes, points
Track = list[tuple[float, float]]  # longitude, latitude


def read_tracks(path: str | Path) -> list[Track]:
    """Return the track segments of a file, each of two points at least; hours, names and waypoints are left where they are.

    Raises TrackUnreadable: not there, of another form, too long, entities in it, no track, a point that is nowhere.
    """
    name = Path(path).name
    try:
        if Path(path).stat().st_size > LONGEST:
            raise TrackUnreadable(name=name, why=Said(noop("pasa de {most} MB"), most=LONGEST // 1_000_000))
        drawn = drawn_in(Path(path).read_bytes(), name, MOST_POINTS)
    except OSError as why:
        raise TrackUnreadable(name=name, why=why.strerror or Said(noop("no se abre"))) from why
    except MapFileTooManyPoints as why:
        raise TrackUnreadable(name=name, why=Said(noop("pasa de {most} puntos"), most=MOST_POINTS)) from why
    except MapFileFaulty as why:
        raise TrackUnreadable(name=name, why=Said(noop("no es un GPX, KML ni GeoJSON sano"))) from why
    found = [[(fix.lon, fix.lat) for fix in one.points] for one in drawn if one.is_recorded and len(one.points) > 1]
    if not found:
        raise TrackUnreadable(name=name, why=Said(noop("no trae ningún trayecto")))
    return found
