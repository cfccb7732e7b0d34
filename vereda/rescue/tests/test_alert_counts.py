"""Alerts, people and outcomes are three counts: those of a seeded month agree with a table made by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from vereda.access.door import author_of
from vereda.logbook.door import rebuild
from vereda.rescue import door
from vereda.rescue.door import AlertOutcome, Told
from vereda.rescue.rules.alert_counts import OPEN, Counted, count

ZONE = ZoneInfo("America/Matamoros")
JOINED, MISSION = AlertOutcome.JOINED, AlertOutcome.MISSION_OPENED
ONE, TWO, THREE, FOUR = (UUID(int=number) for number in range(1, 5))


def test_a_joined_call_is_an_alert_and_no_emergency_and_its_people_are_not_added():
    rows = [Counted(ONE, people=4), Counted(TWO, people=5, outcome=JOINED, into=ONE), Counted(THREE, outcome=JOINED, into=TWO)]
    found = count(rows, [ONE, TWO, THREE])
    assert (found.alerts, found.joined, found.emergencies, found.people, found.unknown) == (3, 2, 1, 4, 0)
    assert found.outcomes == {"open": 1}


def test_where_the_first_call_told_no_number_the_most_that_another_told_stands():
    rows = [Counted(ONE), *(Counted(id_, people=n, outcome=JOINED, into=ONE) for id_, n in ((TWO, 3), (THREE, 7)))]
    assert count(rows, [ONE]).people == 7


def test_an_emergency_counts_in_the_month_of_its_main_alert_alone():
    rows = [Counted(ONE, people=4), Counted(TWO, people=4, outcome=JOINED, into=ONE)]
    assert (count(rows, [TWO]).alerts, count(rows, [TWO]).emergencies, count(rows, [TWO]).people) == (1, 0, 0)
    assert count(rows, [ONE]).people == 4


def test_a_false_alarm_is_an_outcome_and_its_people_are_none():
    found = count([Counted(ONE, people=9, outcome=AlertOutcome.FALSE_ALARM)], [ONE])
    assert (found.people, found.unknown, found.outcomes) == (0, 0, {"false_alarm": 1})


def test_a_circle_is_one_emergency_and_one_that_leads_nowhere_is_not_lost():
    rows = [
        Counted(ONE, outcome=JOINED, into=TWO),
        Counted(TWO, outcome=JOINED, into=ONE),
        Counted(THREE, outcome=JOINED, into=FOUR),
    ]
    found = count(rows, [ONE, TWO, THREE])
    assert (found.emergencies, found.outcomes) == (2, {"unknown": 2})


OUTCOMES = st.sampled_from(["", "handed_over", "false_alarm", "unknown", "joined", "mission_opened"])
IDS = [UUID(int=number) for number in range(1, 9)]
MANY = st.lists(
    st.builds(
        Counted,
        st.sampled_from(IDS),
        people=st.none() | st.integers(1, 50),
        outcome=OUTCOMES,
        into=st.none() | st.sampled_from(IDS),
        mission_outcome=st.sampled_from(["", "found"]),
    ),
    unique_by=lambda row: row.subject,
)


@seed(2026)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MANY, st.randoms(use_true_random=False))
def test_every_alert_is_counted_once_and_the_outcomes_sum_to_the_emergencies(rows: list[Counted], random: Random):
    ids = [row.subject for row in rows]
    found = count(rows, ids)
    assert found.alerts == len(rows) == found.joined + found.emergencies
    assert sum(found.outcomes.values()) == found.emergencies
    half = len(ids) // 2
    first, rest = count(rows, ids[:half]), count(rows, ids[half:])
    assert first.people + rest.people == found.people
    assert first.emergencies + rest.emergencies == found.emergencies
    random.shuffle(rows)
    assert count(rows, ids[::-1]) == found


MONTH = """
day hour people what became of it
 1  00:10    4  mission found
 1  01:00    4  joined to the first
 2  13:00    -  mission unknown
 2  14:30    6  joined to the third: its main told no number, so six
 5  09:00    2  false alarm
 7  22:00    3  handed over
 9  04:00    -  unknown
12  12:00   14  open
15  18:00    1  mission that is out
15  18:20    1  joined to the ninth, then taken apart: open again, an emergency of its own
20  23:59    5  mission partly
28  03:00    7  joined to that of 31 October: an alert of November, people and outcome of October
30  23:50    8  open
"""
"""By hand, November: 13 alerts, of which 3 tell of what is known (lines 2, 4, 12), so 10 emergencies. People, once each and
without the false alarm: 4 + 6 + 3 + 14 + 1 + 1 + 5 + 8 = 42; of one (line 7) nobody told how many. Outcomes: found 1, unknown
mission 1, partly 1, mission out 1, false alarm 1, handed over 1, unknown 1, open 3 (lines 8, 10, 13): 10. October has 1 alert,
1 emergency of 2 people, closed unknown; December the alert of 00:05 on its first day."""


@pytest.mark.storage
@pytest.mark.django_db
class TestAMonth:
    """The month of the table above, told through the door in a seeded order."""

    @pytest.fixture
    def month(self, cast):
        self.by, self.other = author_of(cast.reader("ines")), author_of(cast.reader("nadia"))
        told = [(datetime(2025, 10, 31, 23, 40, tzinfo=ZONE), 2), (datetime(2025, 12, 1, 0, 5, tzinfo=ZONE), 5)]
        for line in MONTH.split("\n")[2:-1]:
            day, hour, people = line.split()[:3]
            at = datetime.fromisoformat(f"2025-11-{int(day):02d}T{hour}").replace(tzinfo=ZONE)
            told.append((at, None if people == "-" else int(people)))
        ids = {}
        order = list(enumerate(told))
        Random(2026).shuffle(order)
        for number, (at, people) in order:
            ids[number] = door.receive_alert(Told(people=people, note="dunas y una torre"), by=self.by, at=at).subject
        door.receive_alert(Told(people=30), by=self.other, at=told[2][0])  # of another group
        self._end(ids, told[-1][0] + timedelta(hours=1))
        return ids

    def _end(self, ids, now):
        def close(number: int, outcome: AlertOutcome, into: int | None = None) -> None:
            into_id = ids[into] if into is not None else None
            door.close_alert(alert=ids[number], outcome=outcome, into=into_id, by=self.by, at=now)

        def mission(number: int, outcome: str) -> None:
            opened = door.open_mission_for(alert=ids[number], by=self.by, at=now).subject
            if outcome:
                door.close_mission(mission=opened, outcome=outcome, by=self.by, at=now)

        close(0, AlertOutcome.UNKNOWN)
        close(3, JOINED, 2)
        close(5, JOINED, 4)
        close(13, JOINED, 0)
        close(11, JOINED, 10)
        door.reopen_alert(alert=ids[11], by=self.by, at=now)
        for number, outcome in ((2, "found"), (4, "unknown"), (10, ""), (12, "partly")):
            mission(number, outcome)
        close(6, AlertOutcome.FALSE_ALARM)
        close(7, AlertOutcome.HANDED_OVER)
        close(8, AlertOutcome.UNKNOWN)

    def counts(self, first: date, last: date):
        return door.alert_counts("piedras-negras", "mx", first, last)

    def test_it_agrees_with_the_table_made_by_hand(self, month):
        found = self.counts(date(2025, 11, 1), date(2025, 11, 30))
        assert (found.alerts, found.joined, found.emergencies) == (13, 3, 10)
        assert (found.people, found.unknown) == (42, 1)
        assert found.outcomes == {
            "false_alarm": 1,
            "handed_over": 1,
            "mission.found": 1,
            "mission.partly": 1,
            "mission.unknown": 1,
            "mission_out": 1,
            "open": 3,
            "unknown": 1,
        }
        october = self.counts(date(2025, 10, 1), date(2025, 10, 31))
        assert (october.alerts, october.emergencies, october.people, october.outcomes) == (1, 1, 2, {"unknown": 1})
        december = self.counts(date(2025, 12, 1), date(2025, 12, 31))
        assert (december.alerts, december.people, december.outcomes) == (1, 5, {OPEN: 1})

    def test_after_a_rebuild_it_says_the_same(self, month):
        before = self.counts(date(2025, 10, 1), date(2025, 12, 31))
        rebuild()
        assert self.counts(date(2025, 10, 1), date(2025, 12, 31)) == before

    def test_a_month_without_alerts_is_nought_in_all_three(self, month):
        found = self.counts(date(2024, 1, 1), date(2024, 1, 31))
        assert (found.alerts, found.people, found.emergencies, found.unknown, found.outcomes) == (0, 0, 0, 0, {})
