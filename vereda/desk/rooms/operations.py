"""Operations: what moved within their days in each group, and which records of the own group were left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import CountedFrom, category_counted_from, pack
from vereda.desk.labels import Labels, folio, label
from vereda.desk.rooms.reports import Column, lines
from vereda.desk.words import reports as words
from vereda.encounters import door as encounters
from vereda.encounters.door import Filter
from vereda.groups import door as groups
from vereda.reports import door as reports
from vereda.reports.door import TOTAL, Kind, Operation
from vereda.safety.door import incident_lookups
from vereda.supplies import door as supplies


@dataclass(frozen=True)
class Within:
    """The days of an operation at one group, for areas that tell what moved in them."""

    country: str
    group: str
    from_on: date
    until_on: date


type Moves = Callable[[Within, Labels], Iterable[tuple[str, int]]]


def of_stock(within: Within, labels: Labels) -> Iterator[tuple[str, int]]:
    """Yield how many pieces of each item were given, from the first midnight of the operation at the post to the last."""
    zone = reports.zone_of(within.country, within.group)
    start = datetime.combine(within.from_on, time.min, zone)
    end = datetime.combine(within.until_on + timedelta(days=1), time.min, zone)
    known = pack(within.country).supply_items
    for item, pieces in supplies.stock_lookups.given(within.group, within.country, start, end):
        yield label(known[item]) if item in known else item, pieces


def of_safety(within: Within, labels: Labels) -> Iterator[tuple[str, int]]:
    """Yield how many security incidents fell on the days of the operation."""
    number = incident_lookups.incidents_of_days(within.group, within.country, within.from_on, within.until_on)
    if number:
        yield _("Incidentes de seguridad"), number


MOVED: tuple[Moves, ...] = (of_stock, of_safety)
"""Who is asked what else moved within an operation, in words with a number."""


@dataclass(frozen=True)
class Shown:
    """An operation over those of its groups that the reader sees."""

    tag: UUID
    name: str
    from_on: date
    until_on: date
    is_ended: bool
    is_on: bool
    groups: Sequence[str]


def listed(rows: Sequence[Operation], today: date, labels: Labels) -> list[Shown]:
    """Return operations, each once with its groups, those that run first."""
    by_tag: dict[UUID, list[Operation]] = {}
    for row in rows:
        by_tag.setdefault(row.tag, []).append(row)
    found = [shown(some, today, labels) for some in by_tag.values()]
    return sorted(found, key=lambda one: (not one.is_on, -one.from_on.toordinal(), one.name))


def shown(rows: Sequence[Operation], today: date, labels: Labels) -> Shown:
    """Return one operation."""
    first, last = min(row.from_on for row in rows), max(row.until_on for row in rows)
    names = [labels.group(row.group) for row in rows]
    is_ended = all(row.is_ended for row in rows)
    return Shown(rows[0].tag, rows[0].name, first, last, is_ended, first <= today <= last, names)


def report(rows: Sequence[Operation], today: date, labels: Labels) -> dict[str, Any]:  # Any: what a page draws
    """Return the report of an operation: by group, and by category over all groups."""
    chosen = pack(labels.country)
    counted = reports.counted_in(rows, today)
    patrol, body = category_counted_from(chosen, CountedFrom.PATROL), category_counted_from(chosen, CountedFrom.BODY)
    together = reports.added(counted.values())
    columns = [Column(_("Operativo"), together)]
    return {
        "operation": shown(rows, today, labels),
        "groups": [(labels.group(row.group), _numbers(counted[row.group], patrol, body), _days(row)) for row in rows],
        "sums": _numbers(together, patrol, body),
        "columns": columns,
        "lines": lines(columns, labels.country, labels),
        "moved": [(labels.group(row.group), list(_moved(row, today, labels))) for row in rows],
    }


def _numbers(said: dict[str, int], patrol: str | None, body: str | None) -> list[int]:
    codes = (TOTAL, "encounters", "people", patrol or "", body or "")
    return [said.get(code, 0) for code in codes]


def _days(row: Operation) -> tuple[date, date]:
    return row.from_on, row.until_on


def _moved(row: Operation, today: date, labels: Labels) -> Iterator[tuple[str, int]]:
    within = Within(row.country, row.group, row.from_on, min(row.until_on, today))
    for tell in MOVED:
        yield from tell(within, labels)


def left_out(row: Operation) -> list[tuple[str, str, str]]:
    """Return the records that were left out: (id, its folio, what it is)."""
    return [(record, folio(record), str(words.KINDS.get(what, what))) for record, what in row.left_out.items()]


def found_by_folio(row: Operation, written: str) -> tuple[Kind, UUID] | None:
    """Return the patrol or encounter of an operation's days by its folio, as people say it on the radio."""
    wanted = written.strip().upper().lstrip("#")
    if not wanted:
        return None
    days = (row.from_on + timedelta(days=n) for n in range((row.until_on - row.from_on).days + 1))
    for day in days:
        for patrol in groups.patrols_of_day(row.group, row.country, day):
            if folio(patrol.subject) == wanted:
                return Kind.PATROL, patrol.subject
    met = encounters.encounters(row.group, row.country, Filter(from_on=row.from_on, to_on=row.until_on))
    subjects = met.values_list("subject", flat=True)
    return next(((Kind.ENCOUNTER, subject) for subject in subjects.iterator() if folio(subject) == wanted), None)


def usual_days(now: datetime) -> tuple[date, date]:
    """Return the days that the form of a new operation begins with: four weeks from today."""
    return now.date(), now.date() + timedelta(days=27)
