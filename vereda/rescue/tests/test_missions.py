"""A mission is open until it is closed; a second closing elsewhere is shown, not swallowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vereda.logbook import door
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all, open_conflicts
from vereda.logbook.tests.pens import NOW, Pen, author, subject_number
from vereda.rescue import door as rescue
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.errors.mission import MissionNotOpen
from vereda.rescue.rules import mission as rules

MISSION = subject_number(1)
INES, NADIA = author("ines", "desk"), author("nadia", "desk", group="tapachula")


def test_of_two_closings_apart_the_first_stands_and_both_are_shown() -> None:
    one, other = Pen("phone-1"), Pen("phone-2")
    opened = one.write(MissionOpened(folio="PIE-1"), MISSION)
    other.learn(one)
    first = one.write(MissionClosed(outcome="found"), MISSION, minutes=60)
    second = other.write(MissionClosed(outcome="not_found"), MISSION, minutes=90)
    state = fold_all([read_entry(entry.raw) for entry in (opened, second, first)], rules.start, rules.step)
    assert rules.ended_at(state.state) == first.body.occurred_at
    (conflict,) = open_conflicts(str(MISSION), state)
    assert [value[1] for _entry, value in conflict.writes] == ["found", "not_found"]


def test_a_reopened_mission_has_not_ended() -> None:
    pen = Pen("phone-1")
    entries = [
        pen.write(MissionOpened(folio="PIE-1"), MISSION),
        pen.write(MissionClosed(), MISSION, minutes=60),
        pen.write(MissionReopened(), MISSION, minutes=61),
    ]
    assert rules.ended_at(fold_all([read_entry(one.raw) for one in entries], rules.start, rules.step).state) is None


@pytest.mark.storage
@pytest.mark.django_db
def test_a_mission_is_closed_once_by_its_own_group() -> None:
    mission = rescue.open_mission(by=INES, at=NOW).subject
    assert [one.subject for one in rescue.open_missions("piedras-negras", "mx")] == [mission]
    with pytest.raises(MissionNotOpen):
        rescue.close_mission(mission=mission, by=NADIA, at=NOW)
    rescue.close_mission(mission=mission, by=INES, at=NOW + timedelta(hours=1), outcome="found")
    with pytest.raises(MissionNotOpen):
        rescue.close_mission(mission=mission, by=INES, at=NOW + timedelta(hours=2))
    assert rescue.open_missions("piedras-negras", "mx") == []
    assert len(door.history(mission)) == 2
