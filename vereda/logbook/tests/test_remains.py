"""Who copies the files of the database reads nothing in them that is gone (SQLite; PostgreSQL's files lie with its server)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from vereda.encounters.actions.meeting import Meeting, Where, record_meeting
from vereda.encounters.entries import Service
from vereda.encounters.words import PlaceKind
from vereda.logbook import door
from vereda.logbook.tests.pens import NOW, author

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trusting", "home")]
INES = author("ines", "desk")


@pytest.mark.parametrize("way", ["forgotten", "erased"])
def test_a_copied_database_file_tells_no_place_that_is_gone(way: str) -> None:
    place, files = "QUEBRADA-ZAFIRO", [Path(f"{connection.settings_dict['NAME']}{end}") for end in ("", "-wal")]
    where = Where(kind=PlaceKind.POINT, lat=28.70007, lon=-100.52353, place=place)
    meeting = Meeting(people_met=2, services=[Service(service="WATER")], where=where)
    met = [record_meeting(meeting, by=INES, at=NOW, now=NOW).subject for _ in range(60)]
    assert any(place.encode() in file.read_bytes() for file in files)
    if way == "forgotten":
        assert door.keep_retention(now=NOW + timedelta(days=8)) == len(met)
    else:
        for subject in met:
            door.erase(subject, by=INES, at=NOW, now=NOW)
    assert not any(place.encode() in file.read_bytes() for file in files)
