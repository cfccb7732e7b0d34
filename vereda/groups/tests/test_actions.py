"""What a duty officer notes of teams and shifts, and what is refused with words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vereda.groups.actions import patrols as actions
from vereda.groups.errors import (
    BackBeforeDeparture,
    PatrolAlreadyWithdrawn,
    PatrolNotBack,
    PatrolNotOut,
    RouteMissing,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from vereda.groups.lookups import patrols as lookups
from vereda.logbook import door
from vereda.logbook.tests.pens import NOW, author

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
INES, NADIA = author("ines", "desk"), author("nadia", "desk", group="tapachula")
HOUR = timedelta(hours=1)


def test_a_patrol_goes_out_is_heard_and_comes_back() -> None:
    patrol = actions.depart(route=" Ruta 1 ", by=INES, at=NOW, expected_back_min=120).subject
    assert [one.route for one in lookups.patrols_out("piedras-negras", "mx")] == ["Ruta 1"]
    assert lookups.overdue("piedras-negras", "mx", NOW + HOUR) == []
    assert [one.subject for one in lookups.overdue("piedras-negras", "mx", NOW + 3 * HOUR)] == [patrol]
    actions.check_in(patrol=patrol, by=INES, at=NOW + HOUR)
    with pytest.raises(BackBeforeDeparture):
        actions.come_back(patrol=patrol, by=INES, at=NOW - HOUR)
    actions.come_back(patrol=patrol, by=INES, at=NOW + 2 * HOUR, kilometres=40)
    assert lookups.patrols_out("piedras-negras", "mx") == []
    with pytest.raises(PatrolNotOut):
        actions.check_in(patrol=patrol, by=INES, at=NOW + 3 * HOUR)


def test_a_return_noted_by_mistake_is_taken_back() -> None:
    patrol = actions.depart(route="Ruta 1", by=INES, at=NOW).subject
    with pytest.raises(PatrolNotBack):
        actions.still_out(patrol=patrol, by=INES, at=NOW)
    actions.come_back(patrol=patrol, by=INES, at=NOW + HOUR)
    actions.still_out(patrol=patrol, by=INES, at=NOW + HOUR)
    assert [one.subject for one in lookups.patrols_out("piedras-negras", "mx")] == [patrol]


def test_a_departure_noted_by_mistake_no_longer_counts_and_stays_in_the_history() -> None:
    patrol = actions.depart(route="Ruta 1", by=INES, at=NOW).subject
    month = NOW.date().replace(day=1)
    assert [row.row for row in door.facts_of_month("mx", month)] == ["P"]
    actions.withdraw_patrol(patrol=patrol, by=INES, at=NOW)
    assert list(door.facts_of_month("mx", month)) == []
    assert lookups.patrols_out("piedras-negras", "mx") == []
    assert len(door.history(patrol)) == 2
    with pytest.raises(PatrolAlreadyWithdrawn):
        actions.withdraw_patrol(patrol=patrol, by=INES, at=NOW)


def test_a_patrol_without_a_route_is_asked_for_one() -> None:
    with pytest.raises(RouteMissing):
        actions.depart(route="  ", by=INES, at=NOW)


def test_nadia_of_another_group_moves_nothing_here() -> None:
    patrol = actions.depart(route="Ruta 1", by=INES, at=NOW).subject
    for act in (actions.check_in, actions.come_back):
        with pytest.raises(PatrolNotOut):
            act(patrol=patrol, by=NADIA, at=NOW)
    with pytest.raises(PatrolAlreadyWithdrawn):
        actions.withdraw_patrol(patrol=patrol, by=NADIA, at=NOW)


def test_one_shift_is_open_at_a_time() -> None:
    shift = actions.start_shift(members=["ines"], by=INES, at=NOW).subject
    with pytest.raises(ShiftAlreadyOpen):
        actions.start_shift(members=["ines"], by=INES, at=NOW)
    actions.join_shift(shift=shift, member="lucia", by=INES, at=NOW)
    actions.end_shift(shift=shift, by=INES, at=NOW + HOUR)
    with pytest.raises(ShiftNotOpen):
        actions.join_shift(shift=shift, member="rafael", by=INES, at=NOW + HOUR)
