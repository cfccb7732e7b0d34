"""Two records of one meeting count once, also when two people joined them the other way round without knowing of each other."""

from __future__ import annotations

from itertools import permutations

import pytest

from vereda.encounters import rules
from vereda.encounters.actions.meeting import join_meetings
from vereda.encounters.entries import Joined
from vereda.encounters.models import Encounter
from vereda.logbook import door, registry
from vereda.logbook.models import LogEntry
from vereda.logbook.tests.pens import NOW, Pen, author, delivered, meeting, subject_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ONE, OTHER = subject_number(1), subject_number(2)


@pytest.fixture(autouse=True)
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every author write; whose entries are held is access's own test."""
    monkeypatch.setattr(registry, "_authority", [])


def counted() -> list[object]:
    return [one for one in (ONE, OTHER) if rules.is_counted(_state(one))]


def _state(subject: object) -> dict[str, object]:
    found = door.subject(str(subject))
    assert found is not None
    return found.folded.state


def test_joining_is_written_on_both_records_and_taken_back_on_one() -> None:
    pen = Pen("phone-1")
    door.receive([delivered(pen.write(meeting(3), one)) for one in (ONE, OTHER)], device="phone-1", now=NOW)
    join_meetings(ONE, into=OTHER, by=author(), at=NOW)
    assert LogEntry.objects.filter(kind="encounters.joined").count() == 2
    assert counted() == [OTHER]
    assert Encounter.objects.get(subject=OTHER).joined_into is None
    assert door.disputes("piedras-negras", "mx") == []


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_joined_both_ways_they_count_once_and_a_person_is_asked(order: tuple[int, ...]) -> None:
    writer, first, second = Pen("phone-1"), Pen("phone-2"), Pen("phone-3")
    door.receive([delivered(writer.write(meeting(3), one)) for one in (ONE, OTHER)], device="phone-1", now=NOW)
    for pen in (first, second):
        pen.learn(writer)
    there = [first.write(Joined(into=OTHER), one, minutes=5) for one in (ONE, OTHER)]
    back = [second.write(Joined(into=ONE), one, minutes=6) for one in (OTHER, ONE)]
    acts = [(one, "phone-2") for one in there] + [(one, "phone-3") for one in back]
    for place in order:
        door.receive([delivered(acts[place][0])], device=acts[place][1], now=NOW)
    assert counted() == [ONE], "the later decision stands, on both"
    assert {item.subject for item in door.disputes("piedras-negras", "mx")} == {ONE, OTHER}
    before = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == before
