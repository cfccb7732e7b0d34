"""A meeting counts on the day of its post, whatever the day is in UTC; and every day belongs to one month and one year.

REL-039, REL-040 and BAD-020 of docs/requirements.csv.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vereda.countries.door import pack
from vereda.encounters.actions.meeting import Meeting, record_meeting
from vereda.encounters.models import Encounter
from vereda.logbook import door
from vereda.logbook.door import Author
from vereda.logbook.errors import OffsetMissing
from vereda.logbook.tests.pens import meeting

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


def at_post(group: str, local: str, fold: int = 0) -> datetime:
    """Return a local time at a group's post."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(pack("mx").groups[group].zone), fold=fold)


def met(group: str, local: str, people: int = 1, fold: int = 0) -> Encounter:
    """Record a meeting at a local time of a post, and return its row."""
    by = Author(account="ines", group=group, country="mx", zone=pack("mx").groups[group].zone)
    receipt = record_meeting(Meeting(people_met=people), by=by, at=at_post(group, local, fold), now=NOW)
    return Encounter.objects.get(subject=receipt.subject)


def by_month(year: int) -> dict[date, int]:
    """Return the people met by month, as statistics count them."""
    months = [month for month in door.months_counted("mx") if month.year == year]
    return {month: sum(fact.people for fact in door.facts_of_month("mx", month) if fact.row == "L") for month in months}


def by_day(month: date) -> dict[date, int]:
    found: Counter[date] = Counter()
    for fact in door.facts_of_month("mx", month):
        if fact.row == "L":
            found[fact.local_on] += fact.people
    return dict(found)


def test_half_past_eleven_in_tijuana_is_today_and_half_past_midnight_in_tapachula_tomorrow() -> None:
    """REL-039, over the end of a month: both are the first of February in UTC."""
    tijuana, tapachula = met("tijuana", "2024-01-31T23:30", 3), met("tapachula", "2024-02-01T00:30", 5)
    assert tijuana.occurred_at == datetime(2024, 2, 1, 7, 30, tzinfo=UTC)
    assert tapachula.occurred_at == datetime(2024, 2, 1, 6, 30, tzinfo=UTC)
    assert tapachula.occurred_at < tijuana.occurred_at, "and yet it counts a day later"
    assert (tijuana.local_on, tapachula.local_on) == (date(2024, 1, 31), date(2024, 2, 1))
    assert by_day(date(2024, 1, 1)) == {date(2024, 1, 31): 3}
    assert by_day(date(2024, 2, 1)) == {date(2024, 2, 1): 5}


@pytest.mark.parametrize(
    ("group", "offset_h"),
    [("piedras-negras", -5), ("tijuana", -7), ("ciudad-juarez", -6), ("tapachula", -6)],
)
def test_the_border_changes_its_clock_in_march_and_the_south_does_not(group: str, offset_h: int) -> None:
    """REL-039: 11 March 2024, the day after the change."""
    row = met(group, "2024-03-11T00:15")
    assert row.local_on == date(2024, 3, 11)
    assert row.occurred_at == datetime(2024, 3, 11, 0, 15, tzinfo=UTC) - timedelta(hours=offset_h)


def test_the_hour_that_comes_twice_is_two_instants_of_one_day() -> None:
    """REL-039: 3 November 2024 at the border."""
    first, second = met("piedras-negras", "2024-11-03T01:30"), met("piedras-negras", "2024-11-03T01:30", fold=1)
    assert second.occurred_at - first.occurred_at == timedelta(hours=1)
    assert first.local_on == second.local_on == date(2024, 11, 3)
    assert by_day(date(2024, 11, 1)) == {date(2024, 11, 3): 2}


def test_the_hour_that_never_was_is_asked_for_with_its_offset() -> None:
    """BAD-020: 2026-03-08T02:30 in Tijuana alone is no instant; with an offset it is one."""
    by = Author(account="ines", group="tijuana", country="mx", zone="America/Tijuana")
    with pytest.raises(OffsetMissing):
        door.record(meeting(1), by=by, at=datetime.fromisoformat("2026-03-08T02:30"), now=NOW)
    for offset, utc in (("-08:00", 10), ("-07:00", 9)):
        receipt = door.record(meeting(1), by=by, at=datetime.fromisoformat(f"2026-03-08T02:30{offset}"), now=NOW)
        row = Encounter.objects.get(subject=receipt.subject)
        assert (row.occurred_at, row.local_on) == (datetime(2026, 3, 8, utc, 30, tzinfo=UTC), date(2026, 3, 8))


def test_the_leap_day_and_the_last_night_of_the_year_are_counted_once_and_months_add_up_to_the_year() -> None:
    """REL-040; 2020 has an ISO week 53, which no count knows."""
    told = [
        ("tijuana", "2019-12-31T23:59:59", 1),
        ("tijuana", "2020-01-01T00:00", 2),
        ("tapachula", "2020-02-28T23:59:59", 4),
        ("tapachula", "2020-02-29T00:00", 8),
        ("piedras-negras", "2020-02-29T23:59:59", 16),
        ("piedras-negras", "2020-03-01T00:00", 32),
        ("tijuana", "2020-12-28T12:00", 64),
        ("tijuana", "2020-12-31T23:59:59", 128),
        ("tapachula", "2021-01-01T00:00", 256),
        ("tijuana", "2021-01-03T23:59:59", 512),
    ]
    for group, local, people in told:
        assert met(group, local, people).local_on == date.fromisoformat(local[:10])
    assert by_month(2020) == {date(2020, 1, 1): 2, date(2020, 2, 1): 28, date(2020, 3, 1): 32, date(2020, 12, 1): 192}
    assert by_day(date(2020, 2, 1)) == {date(2020, 2, 28): 4, date(2020, 2, 29): 24}
    assert [sum(by_month(year).values()) for year in (2019, 2020, 2021)] == [1, 254, 768]
    assert sum(people for _, _, people in told) == 1 + 254 + 768
