"""By which place a record of interference is counted, when a point should move, and what the quarter's table says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vereda.logbook.schema import POST_CLASSES
from vereda.safety.entries import closed, incident, interference
from vereda.safety.entries.interference import InterferenceRecorded
from vereda.safety.rules.interference import by_quarter, quarter_of, to_move, where_of
from vereda.safety.words import MOVE_WITHIN_DAYS, Interfered, Within

ON = date(2026, 11, 1)


def test_a_place_is_the_service_point_else_the_municipality_else_the_state():
    assert where_of("comedor", "MX-COA", "05025") == "point:comedor"
    assert where_of("", "MX-COA", "05025") == "municipality:05025"
    assert where_of("", "MX-COA", "") == "state:MX-COA"
    assert where_of("", "", "") == ""


def test_two_within_thirty_days_at_one_place_propose_to_move_it():
    first, last, after = ON, ON + timedelta(days=29), ON + timedelta(days=30)
    assert to_move([("point:a", first), ("point:a", last)]) == [("point:a", 2)]
    assert to_move([("point:a", first), ("point:a", after)]) == []
    assert to_move([("point:a", first), ("point:b", first)]) == []
    assert to_move([("state:MX-COA", first), ("state:MX-COA", first), ("", first), ("", first)]) == [], "a state moves nowhere"
    assert to_move([("point:a", ON)] * 2 + [("point:b", ON)] * 3) == [("point:b", 3), ("point:a", 2)]


@given(st.lists(st.tuples(st.sampled_from(["point:a", "point:b"]), st.integers(0, 90)), max_size=12))
def test_a_place_should_move_exactly_when_two_of_its_records_are_near_each_other(found: list[tuple[str, int]]):
    wanted = {
        place
        for index, (place, on) in enumerate(found)
        for other, then in found[index + 1 :]
        if place == other and abs(on - then) < MOVE_WITHIN_DAYS
    }
    assert {place for place, _n in to_move((place, ON + timedelta(days=on)) for place, on in found)} == wanted


def test_the_table_counts_by_quarter_state_and_act_the_latest_first():
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026-T1", "2026-T1", "2026-T2", "2026-T4"]
    found = [(date(2026, 9, 30), "MX-COA", "waited"), (date(2026, 10, 1), "MX-TAM", "detained")]
    found += [(date(2026, 10, 2), "MX-COA", "waited"), (date(2026, 12, 31), "MX-COA", "waited")]
    assert by_quarter(found) == [
        ("2026-T4", "MX-COA", "waited", 2),
        ("2026-T4", "MX-TAM", "detained", 1),
        ("2026-T3", "MX-COA", "waited", 1),
    ]


def test_a_number_of_people_detained_goes_with_the_act():
    with pytest.raises(ValidationError):
        InterferenceRecorded(authority="police", acts=[Interfered.WAITED], detained=2, within=Within.SIGHT)


def test_no_field_of_a_record_holds_a_name_or_a_point_finer_than_a_municipality():
    kept = set(InterferenceRecorded.model_fields)
    assert kept == {
        "authority", "acts", "detained", "people", "within", "witness", "we_did", "service_point", "place",
    }  # fmt: skip
    with pytest.raises(ValidationError):
        InterferenceRecorded(
            authority="police", acts=[Interfered.WAITED], within=Within.SIGHT, place={"lat": 28.7, "lon": -100.5}
        )


def test_a_posts_machine_keeps_what_who_goes_out_must_read_and_not_the_accounts_of_what_authorities_did():
    for kind in (*closed.AREA_KINDS, *closed.CLEARANCE_KINDS):
        assert set(kind.boxes) <= POST_CLASSES, kind.kind
    for kind in (*interference.KINDS, *incident.KINDS):
        assert not set(kind.boxes) & POST_CLASSES, kind.kind
