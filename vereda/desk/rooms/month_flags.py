"""Antes de publicar: what somebody should look at in a month, by rule, each with a way to where it can be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from vereda.access.door import Action, Purpose, Reach, Reader, RecordClass, holds
from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.words import flags as words
from vereda.statistics import door as statistics
from vereda.statistics.door import Flag, FlagRule, last_day

OF_REPORTS = frozenset(
    {
        FlagRule.OVERDUE,
        FlagRule.MISSING,
        FlagRule.LATE,
        FlagRule.TWO_VERSIONS,
        FlagRule.REPEATED,
        FlagRule.SUM,
        FlagRule.LOCATED,
        FlagRule.LOGBOOK,
    }
)
OF_TOTALS = frozenset({FlagRule.TOTAL_AND_ENCOUNTERS, FlagRule.TWO_TOTALS, FlagRule.FALLS})
OF_RECORDS = frozenset({FlagRule.SAME_MEETING, FlagRule.EQUAL_RECORDS})
FIRST = 10


@dataclass(frozen=True)
class Row:
    """One thing to look at. url: '' where this reader has no page for it."""

    group: str
    said: str
    url: str


@dataclass(frozen=True)
class ByRule:
    """What one rule found; the first rows, and those behind a fold."""

    name: str
    why: str
    rows: Sequence[Row]

    @property
    def first(self) -> Sequence[Row]:
        return self.rows[:FIRST]

    @property
    def more(self) -> Sequence[Row]:
        return self.rows[FIRST:]


def first_asked(today: date) -> date:
    """Return the month of a first look: the last that is over."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def groups_of(reader: Reader, reach: Reach) -> list[str] | None:
    """Return the groups that a reader's numbers come from, None for the whole country."""
    if reach.kind == "own_group":
        return [reach.group]
    if reach.kind == "state":
        return [row.code for row in pack(reader.country).groups.values() if row.state == reach.state]
    return None


def by_rule(reader: Reader, reach: Reach, month: date, now: datetime) -> list[ByRule]:
    """Return what was found in a month, the reports that did not come first."""
    found = statistics.flags(reader.country, month, groups=groups_of(reader, reach), now=now)
    labels, ways = Labels(reader.country), Ways(reader, reach, month)
    return [
        ByRule(str(words.NAMES[rule]), str(words.WHY.get(rule, "")), [_row(one, labels, ways) for one in some])
        for rule in FlagRule
        if (some := [one for one in found if one.rule is rule])
    ]


def _row(one: Flag, labels: Labels, ways: Ways) -> Row:
    return Row(labels.group(one.where), words.sentence(one, labels), ways.to(one))


@dataclass(frozen=True)
class Ways:
    """Where a reader can look at what was found: at records of the own group alone, at counts and reports as far as reached."""

    reader: Reader
    reach: Reach
    month: date

    def to(self, one: Flag) -> str:
        if one.rule in OF_RECORDS or one.rule in OF_TOTALS:
            return self._record(one) if self.reach.kind == "own_group" else ""
        if one.rule in OF_REPORTS:
            return self._report(one)
        asked = {"from": f"{self.month}", "to": f"{last_day(self.month)}", "by": "group", "then": "category", "count": "services"}
        return f"{reverse('desk:bulletin')}?{urlencode(asked)}"

    def _record(self, one: Flag) -> str:
        if not holds(self.reader.role, RecordClass.K1, Action.APPROVE):  # who joins and withdraws
            return ""
        if one.rule in OF_TOTALS:
            return reverse("desk:totals")
        return f"{reverse('desk:encounter', args=[one.records[0]])}?purpose={Purpose.QUALITY_AUDIT}"

    def _report(self, one: Flag) -> str:
        on = one.on or (one.days[0] if one.days else None)
        if on is None:
            return f"{reverse('desk:reports_month')}?month={self.month:%Y-%m}"
        if self.reach.kind == "own_group":
            return reverse("desk:report_day", args=[on.isoformat()])
        state = pack(self.reader.country).groups[one.where].state
        if self.reach.kind == "state":
            return reverse("desk:report_post", args=[state, on.isoformat(), one.where])
        return reverse("desk:reports_state_day", args=[state, on.isoformat()])
