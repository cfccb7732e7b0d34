"""What leaves a mission is read again as it was written, and holds areas and tracks of own teams alone."""

from __future__ import annotations

from datetime import UTC, datetime

import gpxpy
import pytest

from vereda.rescue.reading.map_file import Fix
from vereda.rescue.reading.recordings import Recording, read_recording
from vereda.rescue.reading.shapes import Shape, read_shapes
from vereda.rescue.rules.going_out import GoingOut, MapForm, OutArea, OutTrack, written_out

AT = datetime(2026, 11, 28, 12, tzinfo=UTC).timestamp()
RING = ((-100.6, 28.7), (-100.5, 28.7), (-100.5, 28.8), (-100.6, 28.7))
HOLE = ((-100.53, 28.71), (-100.51, 28.71), (-100.51, 28.73), (-100.53, 28.71))
TIMED = Recording(
    (tuple(Fix(-100.5, round(28.7 + n / 1000, 6), AT + 60 * n) for n in range(3)), (Fix(-100.4, 28.7, AT), Fix(-100.4, 28.8, AT)))
)
TIMELESS = Recording(((Fix(-100.3, 28.7), Fix(-100.3, 28.8)),))
AREA = OutArea("Arroyo <norte> & «sur»", RING)


@pytest.mark.parametrize("form", list(MapForm))
def test_what_goes_out_comes_in_again(form):
    file = written_out(GoingOut("PN-7", [AREA], [OutTrack("Lobo 2", TIMED)]), form)
    assert read_recording(file, "a") == TIMED
    area, *lines = read_shapes(file, "a")
    assert area == Shape(AREA.name, True, RING)
    assert [(one.name, one.is_area) for one in lines] == [("Lobo 2", False)] * 2
    assert read_recording(written_out(GoingOut("PN-7", [], [OutTrack("Puma", TIMELESS)]), form), "a") == TIMELESS


@pytest.mark.parametrize("form", [MapForm.KML, MapForm.GEOJSON])
def test_a_hole_in_an_area_goes_out_where_the_form_knows_one(form):
    (area,) = read_shapes(written_out(GoingOut("PN-7", [OutArea("Norte", RING, (HOLE,))], []), form), "a")
    assert area.holes == (HOLE,)


def test_other_programs_read_the_gpx():
    file = gpxpy.parse(written_out(GoingOut("PN-7", [AREA], [OutTrack("Lobo 2", TIMED)]), MapForm.GPX))
    assert [(one.name, one.type) for one in file.tracks] == [(AREA.name, "search-area"), ("Lobo 2", "own-track")]
    assert (file.waypoints, file.routes) == ([], [])
    assert file.tracks[1].segments[0].points[0].time == datetime(2026, 11, 28, 12, tzinfo=UTC)
