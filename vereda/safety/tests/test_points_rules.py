"""A point is the same in any order; when it is due; what somebody means by 'torre 114'; a faulty table names its lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.schema import value_of
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.safety.entries.points import PointLookedAt, PointSet, PointTakenAway, ReferenceSet, ReferenceWithdrawn
from vereda.safety.rules import points, references
from vereda.safety.rules.points import Numbered, RowFault, due_in, plain, read_table, reference_of, visits_of, waits_for_hands
from vereda.safety.words import NEEDS_HANDS, PointState

POINT, PLACE = subject_number(11), subject_number(12)
SIGNS = st.text("aAáÉñT0123456789 -.+", max_size=20)
LAND = [
    Numbered("Torre", "114", 28.7, -100.5),
    Numbered("Torre", "T-14", 28.7, -100.5),
    Numbered("Poste CFE línea 3", "0033", 28.7, -100.5),
    Numbered("Poste línea 4", "33", 28.7, -100.5),
    Numbered("Kilómetro", "100+500", 28.7, -100.5),
    Numbered("Kilómetro", "100", 28.7, -100.5),
    Numbered("Placa", "114-A", 28.7, -100.5),
    Numbered("Línea 400 kV", "T-220", 28.7, -100.5),
]


def met(said: str) -> list[str]:
    return [f"{one.series} {one.number}" for one in references.find(said, LAND).places]


def test_a_point_is_the_same_in_any_order_and_twice():
    one, two = Pen("desk-1"), Pen("phone-1")
    entries = [
        one.write(PointSet(what="water", number="3"), POINT),
        one.write(PointSet(what="water", number="4", every_days=3), POINT, minutes=1),
        two.write(PointLookedAt(found=PointState.EMPTY), POINT, minutes=2),
        one.write(PointLookedAt(found=PointState.FILLED), POINT, minutes=3),
    ]
    for order in permutations(entries):
        state = fold_all([read_entry(entry.raw) for entry in (*order, order[0])], points.start, points.point_step).state
        assert value_of(state["fields"], "point")["number"] == "4"
        assert [visit[4] for visit in visits_of(state)] == ["filled", "empty"]


def test_a_point_that_was_taken_away_and_set_again_is_there_in_any_order():
    pen = Pen("desk-1")
    entries = [
        pen.write(PointSet(what="beacon", number="1"), POINT),
        pen.write(PointTakenAway(), POINT, minutes=1),
        pen.write(PointSet(what="beacon", number="1"), POINT, minutes=2),
    ]
    for order in permutations(entries):
        state = fold_all([read_entry(entry.raw) for entry in order], points.start, points.point_step).state
        assert not value_of(state["fields"], "gone")
    gone = fold_all([read_entry(entry.raw) for entry in entries[:2]], points.start, points.point_step).state
    assert value_of(gone["fields"], "gone")


def test_a_number_that_was_taken_out_of_the_table_is_out_in_any_order():
    pen = Pen("desk-1")
    told = ReferenceSet(series="Torre", number="114", lat=28.7, lon=-100.5)
    entries = [
        pen.write(told, PLACE),
        pen.write(told.model_copy(update={"lat": 28.8}), PLACE, minutes=1),
        pen.write(ReferenceWithdrawn(), PLACE, minutes=2),
    ]
    for order in permutations(entries):
        fields = fold_all([read_entry(entry.raw) for entry in order], points.start, points.reference_step).state["fields"]
        assert (value_of(fields, "reference")["lat"], value_of(fields, "withdrawn")) == (28.8, True)


def test_a_point_is_due_after_its_days_and_one_that_asks_for_none_never():
    first, today = date(2026, 11, 1), date(2026, 11, 10)
    assert due_in(looked_on=None, first_on=first, every_days=7, today=today) == -2
    assert due_in(looked_on=date(2026, 11, 9), first_on=first, every_days=7, today=today) == 6
    assert due_in(looked_on=date(2026, 11, 3), first_on=first, every_days=7, today=today) == 0
    assert due_in(looked_on=None, first_on=first, every_days=0, today=today) is None


def test_each_state_either_waits_for_hands_or_ends_the_waiting():
    assert {one for one in PointState if waits_for_hands(one)} == NEEDS_HANDS == {"empty", "broken", "vandalised", "gone"}


@pytest.mark.parametrize(
    ("said", "same"),
    [("T-114", "t114"), ("t 0114", "t114"), ("0114", "114"), ("Kilómetro", "kilometro"), ("100+500", "100+500"), ("000", "000")],
)
def test_a_number_is_compared_without_its_dress(said, same):
    assert plain(said) == same


@given(SIGNS)
def test_what_is_plain_stays_so_and_a_stroke_changes_nothing(said):
    assert plain(plain(said)) == plain(said)
    assert plain(said.replace("-", " ")) == plain(said)


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("torre 114", ["Torre 114"]),
        ("T-114", ["Torre 114"]),
        ("la torre número 0114", ["Torre 114"]),
        ("TORRE 14", ["Torre T-14"]),
        ("torre 220", ["Línea 400 kV T-220"]),
        ("poste 33", ["Poste CFE línea 3 0033", "Poste línea 4 33"]),
        ("línea 4, poste 33", ["Poste línea 4 33"]),
        ("km 100", ["Kilómetro 100"]),
        ("kilometro 100+500", ["Kilómetro 100+500"]),
        ("placa 114 a", []),
        ("placa 114-A", ["Placa 114-A"]),
        ("postes", ["Poste CFE línea 3 0033", "Poste línea 4 33"]),
        ("poste", ["Poste CFE línea 3 0033", "Poste línea 4 33"]),
        ("torre 999", []),
        ("", []),
        ("¿?", []),
    ],
)
def test_what_is_said_on_a_bad_line_is_understood(said, there):
    assert met(said) == there


def test_a_number_of_another_series_is_offered_apart_and_never_as_what_was_asked():
    found = references.find("poste 114", LAND)
    assert (list(found.places), [one.number for one in found.others]) == ([], ["114"])


@given(st.integers(1, 99_999), st.sampled_from(["Torre", "Poste", "Placa", "Kilómetro"]))
def test_each_number_is_found_by_its_series_and_by_its_first_letter(number, series):
    there = [Numbered(series, str(number), 28.7, -100.5), Numbered("Mojonera", str(number), 28.8, -100.6)]
    for said in (f"{series} {number}", f"{series.upper()} 0{number}", f"{series[0]}-{number}"):
        assert references.find(said, there).places == there[:1], said


def test_the_same_number_is_the_same_subject_and_that_of_another_group_is_not():
    one = reference_of("mx", "piedras-negras", "Torre", "T-114")
    assert one == reference_of("mx", "piedras-negras", "TORRE", "t 0114")
    assert one != reference_of("mx", "tapachula", "Torre", "T-114")
    assert one != reference_of("mx", "practice.piedras-negras", "Torre", "T-114")


def test_a_table_is_read_as_spreadsheets_write_it():
    rows, faults = read_table("\ufeffSeries;Number;Lat;Lon;note\nTorre;114;28,7001;-100,5230;junto al arroyo\n;;;;\n")
    assert faults == []
    assert rows == [Numbered("Torre", "114", 28.7001, -100.523, "junto al arroyo")]
    assert read_table("series,number,lat,lon\n\nTorre,1,28,-100\n")[0][0].line == 3


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Torre,,28.7,-100.5", RowFault(2, "empty", "number")),
        (f"Torre,{'9' * 21},28.7,-100.5", RowFault(2, "too_long", "number > 20")),
        ("Torre,1,norte,-100.5", RowFault(2, "lat_wrong", "norte")),
        ("Torre,1,28.7,-190", RowFault(2, "lon_wrong", "-190")),
        ("Torre,1,nan,-100.5", RowFault(2, "lat_wrong", "nan")),
        ("Torre,1,28.7,-100.5,de más", RowFault(2, "too_many_cells", "['de más']")),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, fault):
    assert read_table(f"series,number,lat,lon\n{line}\n")[1] == [fault]


def test_a_table_with_a_wrong_heading_or_a_number_twice_is_not_taken():
    assert read_table("serie,number,lat,lon\nTorre,1,28,-100\n") == (
        [],
        [RowFault(1, "column_missing", "series"), RowFault(1, "column_unknown", "serie")],
    )
    twice = read_table("series,number,lat,lon\nTorre,T-1,28,-100\nTORRE,t 01,28.1,-100\n")[1]
    assert [(one.line, one.what) for one in twice] == [(3, "twice")]
    many = "series,number,lat,lon\n" + "".join(f"Torre,{one},28,-100\n" for one in range(points.MOST_ROWS + 5))
    assert read_table(many)[1] == [RowFault(points.MOST_ROWS + 2, "too_many", "5000")]


@given(st.text(max_size=200) | st.text(',;"\r\n\0Torre 1-.', max_size=200))
def test_no_text_stops_the_reading_and_what_is_taken_has_a_place(text):
    for said in (text, f"series,number,lat,lon\n{text}"):
        rows, faults = read_table(said)
        assert all(one.line > 0 for one in faults)
        assert all(row.series and row.number and abs(row.lat) <= 90 and abs(row.lon) <= 180 for row in rows)


def test_a_row_is_the_same_wherever_it_stood():
    assert replace(LAND[0], line=9) == LAND[0]
