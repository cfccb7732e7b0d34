"""The risk map: nothing younger than 12 months, nothing finer than 50 km, nothing of living people; it says what it is not."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house import REPOSITORY, files, imports
from vereda.logbook.tests.pens import author
from vereda.notices import door
from vereda.notices.lookups import risk as lookups
from vereda.notices.reading import deaths
from vereda.notices.reading.deaths import Death
from vereda.notices.rules import risk
from vereda.notices.rules.risk import Season
from vereda.notices.rules.risk_picture import SHADES, _Flat
from vereda.notices.words import RISK_KM
from vereda.places.door import distance_km

ON = date(2026, 11, 29)
PLACE = (28.7, -100.5)


def death(on: date, people: int = 1, lat: float = PLACE[0], lon: float = PLACE[1], cause: str = "") -> Death:
    return Death(on, people, lat, lon, cause)


# How old, how fine ----------------------------------------------------------------------------------------------------------


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2090, 12, 31)), st.integers(min_value=0, max_value=800))
def test_a_death_younger_than_twelve_months_is_never_on_the_map(on: date, days: int):
    died = on - timedelta(days=days)
    shown = risk.squares([death(died)], on)
    leap = (on.month, on.day) == (2, 29)
    a_year_before = (on - timedelta(days=1) if leap else on).replace(year=on.year - 1)
    if shown:
        assert died < a_year_before
    if died >= a_year_before:
        assert shown == []


def test_the_map_of_a_month_is_the_same_on_each_of_its_days():
    assert risk.until(date(2026, 11, 1)) == risk.until(date(2026, 11, 30)) == date(2025, 11, 1)
    assert risk.until(date(2026, 1, 5)) == date(2025, 1, 1)
    known = [death(date(2025, 10, 31)), death(date(2025, 11, 1), 50)]
    assert [one.people for one in risk.squares(known, ON)] == [1]


@given(st.floats(min_value=-60, max_value=60, allow_nan=False), st.floats(min_value=-180, max_value=179, allow_nan=False))
def test_no_square_is_narrower_than_fifty_kilometres_and_each_holds_its_point(lat: float, lon: float):
    south, west, north, east = risk.edges(*risk.square_of(lat, lon))
    assert south - 1e-9 <= lat <= north + 1e-9
    assert west - 1e-9 <= lon <= east + 1e-9
    for edge in (south, north):
        assert distance_km(edge, west, edge, east) >= RISK_KM * 0.999
    assert distance_km(south, west, north, west) >= RISK_KM * 0.999


def test_two_deaths_in_a_square_cannot_be_told_apart_by_where():
    first, second = death(date(2020, 1, 1), lat=28.60, lon=-100.40), death(date(2020, 1, 1), lat=28.61, lon=-100.39)
    assert risk.square_of(first.lat, first.lon) == risk.square_of(second.lat, second.lon)
    assert risk.squares([first], ON) == risk.squares([second], ON)


def test_seasons_count_people_by_month_and_hold_back_what_is_young_too():
    rows = [
        death(date(2018, 6, 3), 3, cause="Probable hyperthermia"),
        death(date(2018, 7, 3), 5, cause="Dehydration, Asphyxiation"),
        death(date(2018, 1, 3), 2, cause="Presumed hypothermia"),
        death(date(2018, 6, 3), 4, cause="Drowning"),
        death(date(2018, 6, 3), 9, cause="Exposure"),
        death(date(2026, 6, 3), 70, cause="Hyperthermia"),
    ]
    heat = risk.months(rows, ON, Season.HEAT)
    assert heat.people == (0, 0, 0, 0, 0, 3, 5, 0, 0, 0, 0, 0)
    assert heat.high == (6, 7)
    assert risk.months(rows, ON, Season.COLD).people[0] == 2
    assert risk.months(rows, ON, Season.WATER).people[5] == 4
    assert risk.months([], ON, Season.WATER).high == ()


def test_the_steps_are_four_and_begin_where_they_say():
    for people, depth in ((1, 1), (4, 1), (5, 2), (19, 2), (20, 3), (99, 3), (100, 4), (5000, 4)):
        assert risk.Square(0, 0, 1, 1, people, 1).depth == depth


# The kept records -----------------------------------------------------------------------------------------------------------


def test_the_kept_records_are_those_of_the_readme_and_their_columns_name_nobody():
    assert (len(deaths.places()), len(deaths.causes())) == (4398, 1994)
    assert sum(one.people for one in deaths.places()) == 7075
    assert sum(one.people for one in deaths.causes()) == 3232
    said = (deaths.DATA / "README.md").read_text(encoding="utf-8")
    assert "4,398" in said
    assert "1,994" in said
    assert "CC BY 4.0" in said
    assert deaths.PLACES.read_text().splitlines()[0] == "on,people,lat,lon"
    assert deaths.CAUSES.read_text().splitlines()[0] == "on,people,lat,lon,cause"


def test_the_two_tables_overlap_and_are_never_added():
    found = lookups.risk.squares(risk.within(deaths.places(), lookups.box_of("mx")), ON)
    assert sum(one.people for one in found) == sum(one.people for one in risk.within(deaths.places(), lookups.box_of("mx")))


# The map and the picture ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_picture_says_in_itself_what_it_does_not_say():
    for language, unsafe in (("es", "NINGUNA MARCA NO SIGNIFICA SEGURO"), ("en", "NO MARK DOES NOT MEAN SAFE")):
        root = ElementTree.fromstring(door.risk_svg("mx", ON, language))
        told = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert unsafe in told
        assert any("Missing Migrants Project, CC BY 4.0" in one for one in told)
        assert any("31/10/2025" in one or "2025-10-31" in one for one in told)


@pytest.mark.django_db
def test_no_square_of_the_picture_is_smaller_than_fifty_kilometres():
    svg, flat = door.risk_svg("mx", ON), _Flat(lookups.box_of("mx"))
    km_per_unit = 111.195 / flat.scale
    drawn = re.findall(r'<rect x="[-\d.]+" y="[-\d.]+" width="([\d.]+)" height="([\d.]+)" fill="#\w+" fill-opacity', svg)
    assert len(drawn) == len(door.risk_map("mx", ON).squares) > 100
    assert min(float(high) for _wide, high in drawn) * km_per_unit >= RISK_KM * 0.99
    assert {shade for shade in SHADES if shade in svg} == set(SHADES)


@pytest.mark.django_db
def test_the_picture_stays_light_and_asks_nothing_of_another_address():
    svg, png = door.risk_svg("mx", ON), door.risk_png("mx", ON)
    assert len(png) < 150_000
    assert png.startswith(b"\x89PNG")
    assert not re.search(r"(href|url\()\s*=?\s*[\"']?(https?:|//)", svg)
    assert "<script" not in svg


@pytest.mark.django_db
def test_the_picture_has_its_band_until_a_named_person_answers_for_the_map():
    from vereda.guidance import door as guidance
    from vereda.guidance.door import Said

    paola, hector = author("paola", "desk", group="central"), author("hector", "desk", group="central")
    now = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
    band, said = "Demostración: no se fíe de esto", Said("Mire.", "Mire.", "Cuadros de 50 km.", "IOM", "")
    assert band in door.risk_svg("mx", ON)
    guidance.write_text(topic=door.map_topic(), language="spa", said=said, by=paola, at=now)
    assert band in door.risk_svg("mx", ON)
    guidance.check_text(
        topic=door.map_topic(), language="spa", version=said.version, reviewer="Ana Ejemplo", office="OIM", source_read_on=ON,
        until=ON + timedelta(days=90), by=hector, at=now,
    )  # fmt: skip
    assert band not in door.risk_svg("mx", ON)
    assert not door.risk_map("mx", ON).needs_band
    assert band in door.risk_svg("mx", ON + timedelta(days=91)), "the check is over"


def test_other_figures_make_what_was_checked_void(monkeypatch, tmp_path):
    more = tmp_path / "places.csv"
    more.write_text(deaths.PLACES.read_text() + "2024-01-01,1,28.7,-100.5\n")
    before = door.map_topic()
    monkeypatch.setattr(deaths, "PLACES", more)
    deaths.digest.cache_clear()
    try:
        assert door.map_topic() != before
    finally:
        monkeypatch.undo()
        deaths.digest.cache_clear()


# Nothing of living people -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_encounters_alerts_and_missions_change_not_a_byte_of_map_and_picture(cast):
    from vereda.encounters.door import Meeting, PlaceKind, Where, record_meeting
    from vereda.rescue import door as rescue
    from vereda.rescue.door import Told

    def cleared() -> tuple[str, bytes, door.RiskMap]:
        lookups._drawn.cache_clear()
        lookups._rastered.cache_clear()
        return door.risk_svg("mx", ON), door.risk_png("mx", ON), door.risk_map("mx", ON)

    before = cleared()
    by, at = author("ines"), datetime(2024, 6, 1, 18, 0, tzinfo=UTC)
    record_meeting(Meeting(people_met=40, bodies=3, where=Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53)), by=by, at=at)
    alert = rescue.receive_alert(Told(people=4), by=by, at=at).subject
    mission = rescue.open_mission_for(alert=alert, by=by, at=at).subject
    rescue.close_mission(mission=mission, outcome="found", by=by, at=at + timedelta(hours=3))
    assert rescue.mission(mission, "piedras-negras", "mx") is not None
    assert cleared() == before


def test_no_file_of_the_map_can_reach_an_encounter_or_a_mission():
    wanted, touched = ["vereda.notices.lookups.risk"], set()
    while wanted:
        source = files()[wanted.pop()]
        touched.add(source.name)
        # Past a door of another module only what is asked for by name comes in: texts of the library, and the pack.
        if source.module == "notices":
            wanted += [one.target for one in imports(source) if one.target in files() and one.target not in touched]
    assert {name.split(".")[1] for name in touched} <= {"notices", "countries", "guidance", "safety", "logbook", "errors", "band"}
    tree = ast.parse(Path(REPOSITORY / "vereda/notices/lookups/risk.py").read_text(encoding="utf-8"))
    named = {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    assert "objects" not in named, "it asks no table of the database"


def test_a_square_without_people_is_not_drawn():
    assert risk.squares([death(date(2020, 1, 1), 0)], ON) == []
    assert risk.squares([replace(death(date(2020, 1, 1)), people=2)], ON)[0].records == 1
