"""What is flagged of a month before it is published: one planted thing for each rule, and a clean month without any."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from vereda.encounters.door import Line, Reported, ReportedCount, join_meetings, report_total
from vereda.reports.tests.conftest import DAY
from vereda.statistics.door import Flag, FlagRule, flags

pytestmark = pytest.mark.django_db
HOME = "piedras-negras"
MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 20, 18, tzinfo=UTC)


def found(*, now: datetime = NOW, month: date = MARCH, groups=(HOME,)) -> list[Flag]:
    """Return the flags of a month but for days without a report, which one test looks at."""
    of_days = (FlagRule.MISSING, FlagRule.OVERDUE)
    return [one for one in flags("mx", month, groups=groups, now=now) if one.rule not in of_days]


def totals(post_author, count: int, from_on: date = MARCH, to_on: date = DAY, group: str = HOME):
    told = Reported(from_on=from_on, to_on=to_on, counts=[ReportedCount(category="SOCIAL", count=count)], source="Hoja de marzo")
    return report_total(told, by=post_author(group), at=NOW, is_confirmed=True)


def test_days_without_a_report_are_counted_and_named(sign):
    sign(HOME)
    (missing,) = flags("mx", MARCH, groups=[HOME], now=NOW)
    assert (missing.rule, missing.left, missing.right, missing.where) == (FlagRule.MISSING, 30, 31, HOME)
    assert DAY not in missing.days
    assert missing.days[0] == MARCH


def test_a_month_that_is_over_without_any_report_of_a_post_is_late_as_a_whole(morning):
    (late,) = flags("mx", MARCH, groups=[HOME], now=NOW)
    assert (late.rule, late.right, late.where) == (FlagRule.OVERDUE, 31, HOME)
    (waits,) = flags("mx", MARCH, groups=[HOME], now=morning(HOME, date(2026, 3, 31), 8))
    assert waits.rule is FlagRule.MISSING, "the report of the last day is not due before nine"


def test_a_running_month_asks_only_for_reports_that_are_due(morning):
    (missing,) = flags("mx", MARCH, groups=[HOME], now=morning(HOME, MARCH + timedelta(days=2), 8))
    assert missing.days == (MARCH, MARCH + timedelta(days=1)), "that of the third is not late before nine"
    assert flags("mx", MARCH, groups=[HOME], now=morning(HOME, MARCH - timedelta(days=2))) == []


def test_a_report_after_nine_came_late(sign):
    sign(HOME, hour=10)
    assert found() == [Flag(FlagRule.LATE, "TOTAL", 1, 31, HOME, days=(DAY,))]


def test_a_month_whose_total_was_reported_misses_no_daily_report(post_author):
    totals(post_author, 120, to_on=date(2026, 3, 31))
    assert flags("mx", MARCH, groups=[HOME], now=NOW) == []


def test_a_reported_total_beside_encounters_of_its_days_is_doubled(meet, post_author):
    meet(HOME, DAY, 4)
    subject = totals(post_author, 120).subject
    assert found() == [Flag(FlagRule.TOTAL_AND_ENCOUNTERS, "TOTAL", 120, 1, HOME, DAY, records=(subject,))]


def test_a_total_of_later_days_cannot_be_less(post_author):
    from vereda.encounters.entries import TotalReported
    from vereda.logbook.door import record

    first = totals(post_author, 120).subject
    payload = TotalReported(
        from_on=MARCH, to_on=date(2026, 3, 20), counts=[ReportedCount(category="SOCIAL", count=90)], source="b"
    )
    second = record(payload, by=post_author(HOME), at=NOW).subject  # as it comes from a node that had not seen the first
    assert found() == [Flag(FlagRule.FALLS, "TOTAL", 120, 90, HOME, date(2026, 3, 20), records=(first, second))]


def test_two_meetings_within_half_an_hour_wait_to_be_joined(meet, post_author):
    one, other = meet(HOME, DAY, 11), meet(HOME, DAY, 12)
    meet("tapachula", DAY, 12)
    (flag,) = found()
    assert (flag.rule, {flag.left, flag.right}, flag.on) == (FlagRule.SAME_MEETING, {11, 12}, DAY)
    assert set(flag.records) == {one, other}
    join_meetings(one, into=other, by=post_author(HOME), at=NOW)
    assert found() == []


def test_two_records_that_are_alike_line_by_line_are_asked_about(meet):
    def lines(*counts: tuple[str, int]) -> list[Line]:
        return [Line(line_id=str(uuid4()), nationality=code, count=count) for code, count in counts]

    one = meet(HOME, DAY, 12, lines=lines(("HN", 8), ("GT", 4)))
    other = meet(HOME, DAY, 12, hour=16, lines=lines(("GT", 4), ("HN", 8)))
    meet(HOME, DAY, 12, hour=20, lines=lines(("HN", 8)))
    (flag,) = found()
    assert (flag.rule, flag.left, flag.on, set(flag.records)) == (FlagRule.EQUAL_RECORDS, 12, DAY, {one, other})


def test_more_people_found_in_the_month_than_reported_missing(meet):
    meet(HOME, DAY, 2, service="LOCATED")
    assert found() == [Flag(FlagRule.LOCATED, "LOCATED", 2, 0, HOME)]


def test_what_is_wrong_with_a_day_s_report_is_among_it(meet, sign):
    meet(HOME, DAY, 4)
    sign(HOME, TOTAL=9)
    sign(HOME, DAY + timedelta(days=1), RESCUE=3, TOTAL=3)
    assert [(one.rule, one.what, one.left, one.right, one.on) for one in found()] == [
        (FlagRule.SUM, "TOTAL", 9, 4, DAY),
        (FlagRule.LOGBOOK, "RESCUE", 3, 0, DAY + timedelta(days=1)),
    ]


def test_a_group_that_fell_silent_and_one_that_tripled(meet):
    for back in range(7, 0, -1):
        on = (MARCH - timedelta(days=31 * back - 15)).replace(day=5)
        meet(HOME, on, 100)
        meet("tapachula", on, 100)
    meet("tapachula", DAY, 300)
    assert found(groups=(HOME, "tapachula")) == [
        Flag(FlagRule.SILENT, "TOTAL", 100, 0, HOME),
        Flag(FlagRule.ODD, "RESCUE", 100, 300, "tapachula", low=53, high=189),
        Flag(FlagRule.ODD, "TOTAL", 100, 300, "tapachula", low=53, high=189),
    ]


def test_what_a_reader_does_not_reach_is_not_there(meet):
    meet("tapachula", DAY, 11)
    meet("tapachula", DAY, 11)
    assert found() == []
    assert {one.where for one in found(groups=None)} == {"tapachula"}


def test_days_that_are_all_reported_and_fit_leave_nothing(sign, meet, morning):
    for n in range(3):
        meet(HOME, MARCH + timedelta(days=n), 3 + n)
        sign(HOME, MARCH + timedelta(days=n))
    assert flags("mx", MARCH, groups=[HOME], now=morning(HOME, MARCH + timedelta(days=2), 10)) == []
