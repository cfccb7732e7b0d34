"""What was typed into a form: what no entry can tell of is said beside its field, and what was typed stays."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from vereda.desk.labels import Labels
from vereda.desk.rooms.typed import Typed

ZONE = ZoneInfo("America/Matamoros")


@pytest.mark.parametrize("year", ["0001", "1900", "1970", "2199", "9999"])
def test_a_year_that_cannot_be_is_said_and_kept(year: str):
    typed = Typed({"on": f"{year}-06-01", "at": f"{year}-06-01T08:00"}, Labels("mx"), ZONE)
    assert (typed.day("on"), typed.instant("at")) == (None, None)
    assert "Revise el año" in typed.error("on")
    assert "Revise el año" in typed.error("at")
    assert typed.get("on") == f"{year}-06-01"


@pytest.mark.parametrize("year", ["1971", "2024", "2198"])
def test_the_first_and_the_last_year_that_can_be_are_read(year: str):
    typed = Typed({"on": f"{year}-12-31", "at": f"{year}-12-31T23:59"}, Labels("mx"), ZONE)
    assert f"{typed.day('on')}" == f"{year}-12-31"
    assert f"{typed.instant('at'):%Y-%m-%d %H:%M}" == f"{year}-12-31 23:59"
    assert not typed.errors


def test_a_sign_that_no_person_types_reaches_no_table():
    typed = Typed({"label": "Teléfono\0 3", "\0": "x"}, Labels("mx"), ZONE)
    assert typed.text("label") == "Teléfono 3"
