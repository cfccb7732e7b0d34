"""Facts are exact again after whatever happened: late records, corrections, withdrawals, erasures, a rebuild, a folder lost."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from vereda.encounters.door import (
    Corrected,
    Line,
    Meeting,
    Service,
    Where,
    WithdrawnFor,
    correct_meeting,
    record_meeting,
    withdraw_meeting,
)
from vereda.logbook import door as logbook
from vereda.logbook import registry
from vereda.logbook.door import Author
from vereda.statistics import lookups
from vereda.statistics.words import Count

pytestmark = pytest.mark.django_db
MONTHS = (date(2011, 10, 1), date(2011, 11, 1), date(2011, 12, 1))
NOW = datetime(2012, 2, 6, 18, tzinfo=UTC)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
ACTS = ("late", "late", "corrected", "moved", "withdrawn", "erased", "rebuilt", "lost")


class World:
    """What was done, and what counts of it: subject -> month and people. An erased one counts on, and is touched no more."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.counted: dict[UUID, tuple[date, int]] = {}
        self.alive: list[UUID] = []

    def act(self, name: str) -> None:
        """Do one thing; nothing where there is no encounter to do it to."""
        if name == "late":
            month, people = self.dice.choice(MONTHS), self.dice.randint(1, 9)
            meeting = Meeting(
                people_met=people, lines=lines(people), services=[Service(service="WATER")], where=Where(state="MX-COA")
            )
            subject = record_meeting(meeting, by=INES, at=self.day(month)).subject
            self.counted[subject] = month, people
            self.alive.append(subject)
        elif name == "rebuilt":
            logbook.rebuild()
        elif name == "lost":
            lookups.forget("mx")
        elif self.alive:
            getattr(self, name)(self.dice.choice(self.alive))

    def corrected(self, subject: UUID) -> None:
        people = self.counted[subject][1] + 1
        changes = Corrected(people_met=people, lines=lines(people))
        correct_meeting(subject, changes, by=INES, at=None, seen=logbook.heads(subject))
        self.counted[subject] = self.counted[subject][0], people

    def moved(self, subject: UUID) -> None:
        month, people = self.dice.choice(MONTHS), self.counted[subject][1]
        correct_meeting(subject, Corrected(), by=INES, at=self.day(month), seen=logbook.heads(subject))
        self.counted[subject] = month, people

    def withdrawn(self, subject: UUID) -> None:
        withdraw_meeting(subject, by=INES, at=NOW, reason=WithdrawnFor.MISTAKE)
        self.alive.remove(subject)
        del self.counted[subject]

    def erased(self, subject: UUID) -> None:
        logbook.erase(subject, by=INES, second="rafael", at=NOW, now=NOW)
        self.alive.remove(subject)

    def day(self, month: date) -> datetime:
        return datetime(month.year, month.month, 1, 18, tzinfo=UTC) + timedelta(days=self.dice.randrange(27))

    def expected(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for month, people in self.counted.values():
            found[f"{month:%Y-%m}"] += people
        return dict(found)


def lines(people: int) -> list[Line]:
    return [Line(line_id="1", nationality="HN", sex="M", age_band="18-29", count=people)]


def counted(first: date, last: date) -> dict[str, int]:
    asked = lookups.question(country="mx", from_on=first, to_on=last, by=["month"], count=Count.PEOPLE)
    return {month: value for (month,), value in lookups.bulletin(asked).rows}


@pytest.mark.parametrize("seed", [2])
def test_whatever_happened_in_whatever_order_months_count_what_is_there(home: Path, monkeypatch, seed: int):
    monkeypatch.setattr(registry, "_authority", [])
    world = World(seed)
    for act in ["late", *world.dice.choices(ACTS, k=18)]:
        world.act(act)
        if world.dice.random() < 0.4:  # one month is looked at between, the others stay to be written
            month = world.dice.choice(MONTHS)
            assert counted(month, month + timedelta(days=27)).get(f"{month:%Y-%m}", 0) == world.expected().get(
                f"{month:%Y-%m}", 0
            )
    assert counted(MONTHS[0], date(2011, 12, 31)) == world.expected()
