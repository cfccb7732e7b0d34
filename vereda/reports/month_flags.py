"""What reports of posts, reported totals and meetings tell of a month that somebody should look at before it is published.

Statistics asks for it among its own flags; what is odd about a single day's report is decided in flags.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from vereda.encounters import door as encounters
from vereda.encounters.door import ReportedTotal
from vereda.reports import flags as of_a_day
from vereda.reports import lookups, rules
from vereda.reports.lookups import Said
from vereda.reports.words import LOCATED, MISSING_REPORTS, TOTAL, About
from vereda.statistics import door as statistics
from vereda.statistics.door import Flag, FlagRule, Month

OF_A_DAY = {
    About.DOUBLED: FlagRule.TWO_VERSIONS,
    About.REPEATED: FlagRule.REPEATED,
    About.SUM: FlagRule.SUM,
    About.LOCATED: FlagRule.LOCATED,
    About.LOGBOOK: FlagRule.LOGBOOK,
}


def month_flags(asked: Month) -> Iterator[Flag]:
    """Yield what is late, doubled and contradictory in a month."""
    totals = {group: _totals(asked, group) for group in asked.groups}
    counted = lookups.counted(asked.country, asked.groups, asked.first, asked.last)
    yield from _of_reports(asked, totals, counted)
    yield from _of_totals(asked, totals)
    yield from _same_meetings(asked)
    yield from _located(asked, counted)


# Reports of posts -------------------------------------------------------------------------------------------------------------


def _of_reports(asked: Month, totals: dict[str, list[ReportedTotal]], counted: dict[tuple[str, date], Said]) -> Iterator[Flag]:
    """Yield a month whose reports are late, days without one, days with a late one, and what is odd about each that came."""
    sent = lookups.dailies(asked.country, asked.groups, asked.first - timedelta(days=1), asked.last)
    inside = lookups.in_total(asked.country)
    for group in asked.groups:
        zone = lookups.zone_of(asked.country, group)
        days = [on for on in asked.days if not any(one.from_on <= on <= one.to_on for one in totals[group])]
        found: dict[About, list[date]] = defaultdict(list)
        for on in days:
            with_ = of_a_day.Compared(
                on=on,
                zone=zone,
                now=asked.now,
                logbook=counted.get((group, on), {}),
                last=sent.get((group, on - timedelta(days=1))),
                inside=inside,
            )
            for flag in of_a_day.flags(sent.get((group, on)), with_):
                if flag.about in OF_A_DAY:
                    yield Flag(OF_A_DAY[flag.about], flag.category or TOTAL, flag.said, flag.other, group, on)
                else:
                    found[flag.about].append(on)
        # A month that is over without any report of a post is late as a whole: its days, one by one, would hide that.
        is_whole = asked.last == statistics.last_day(asked.first) and len(found[About.SILENT]) == len(days)
        silent = FlagRule.OVERDUE if is_whole else FlagRule.MISSING
        for about, rule in ((About.SILENT, silent), (About.LATE, FlagRule.LATE)):
            if found[about]:
                yield Flag(rule, TOTAL, len(found[about]), len(days), group, days=tuple(found[about]))


# Reported totals ------------------------------------------------------------------------------------------------------------


def _totals(asked: Month, group: str) -> list[ReportedTotal]:
    return encounters.reported_totals(group, asked.country, asked.first, asked.last)


def _of_totals(asked: Month, totals: dict[str, list[ReportedTotal]]) -> Iterator[Flag]:
    """Yield totals beside encounters of the same days, totals that overlap, and those that fall from one day to a later one."""
    every = [one for some in totals.values() for one in some]
    if not every:
        return
    from_on, to_on = min(one.from_on for one in every), max(one.to_on for one in every)
    told = statistics.reported(asked.country, from_on, to_on, groups=asked.groups)
    for group, some in totals.items():
        for one in some:
            there = encounters.overlap_of(group, asked.country, one.from_on, one.to_on).encounters
            if there:
                number = told.get(one.subject, 0)
                yield Flag(FlagRule.TOTAL_AND_ENCOUNTERS, TOTAL, number, there, group, one.to_on, records=(one.subject,))
        for one, other in combinations(some, 2):
            if one.to_on >= other.from_on and other.to_on >= one.from_on:
                yield _of_two(one, other, told, group)


def _of_two(one: ReportedTotal, other: ReportedTotal, told: Mapping[UUID, int], group: str) -> Flag:
    """Return what is wrong with two totals of the same days: the longer falls, or both count."""
    earlier, later = sorted((one, other), key=lambda total: (total.to_on, total.subject))
    left, right = told.get(earlier.subject, 0), told.get(later.subject, 0)
    fell = earlier.from_on == later.from_on and statistics.falls([(earlier.to_on, left), (later.to_on, right)])
    rule = FlagRule.FALLS if fell else FlagRule.TWO_TOTALS
    return Flag(rule, TOTAL, left, right, group, later.to_on, records=(earlier.subject, later.subject))


# Meetings -------------------------------------------------------------------------------------------------------------------


def _same_meetings(asked: Month) -> Iterator[Flag]:
    """Yield pairs that are likely one meeting, and that nobody joined."""
    for group in asked.groups:
        for one, other in encounters.likely_pairs(group, asked.country, asked.first, asked.last):
            yield Flag(
                FlagRule.SAME_MEETING,
                TOTAL,
                one.people_met,
                other.people_met,
                group,
                one.local_on,
                records=(one.subject, other.subject),
            )


def _located(asked: Month, counted: dict[tuple[str, date], Said]) -> Iterator[Flag]:
    """Yield groups that found more people in the month than were reported missing to them."""
    for group in asked.groups:
        said = rules.added(numbers for (where, _), numbers in counted.items() if where == group)
        for one in statistics.found_more_than_missed(said.get(LOCATED, 0), said.get(MISSING_REPORTS, 0)):
            yield Flag(FlagRule.LOCATED, LOCATED, one.left, one.right, group)
