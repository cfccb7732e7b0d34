"""What the pages of a caravan show: days and groups without a total, encounters of the own group, the children's point.

Groups that hold the key see each other's numbers of a day and how they were found; where, they see of their own alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.desk.dates import clock
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words.gatherings import HEAD_METHODS
from vereda.encounters.door import Encounter, Filter, encounter, encounters
from vereda.gatherings import door as gatherings
from vereda.gatherings.door import CaravanPart, Headcount
from vereda.logbook import door as logbook
from vereda.logbook.schema import FieldClass, State, value_of

SHOWN = 40
"""So many of the group's latest encounters are offered to be marked."""


class Number(NamedTuple):
    """One number in a cell of the table. place, note, entry: of the own group only."""

    people: int
    how: str
    hour: str
    who: str
    place: str
    note: str
    entry: str


class Day(NamedTuple):
    """One local day: a cell a group."""

    on: date
    cells: list[list[Number]]


@dataclass(frozen=True)
class Point:
    """The point for lost children: since when, who is in charge, where by description."""

    since: datetime
    in_charge: list[str]
    where: str


@dataclass(frozen=True)
class Page:
    """All that the page of a caravan shows."""

    row: CaravanPart
    key: str
    groups: list[str]
    days: list[Day]
    met: list[Encounter]
    others: list[Encounter]
    point: Point | None
    subjects: list[UUID]


def page_of(row: CaravanPart, labels: Labels, *, may_note: bool) -> Page:
    """Return what the page shows. may_note: sealed words are opened; whoever asks writes that into the log of reads."""
    parts = gatherings.parts_of(row.key, row.country, row.group)
    states = {
        part.group: found.folded.state for part in parts if (found := logbook.subject(part.subject)) and not found.is_erased
    }
    own = states.get(row.group, {"fields": {}})
    tagged = gatherings.encounters_of(own)
    return Page(
        row=row,
        key=key_said(row.key),
        groups=[labels.group(group) for group in states],
        days=_days(states, row.group, labels, may_note=may_note),
        met=_encounters(tagged, row),
        others=_unmarked(row, {UUID(one) for one in tagged}),
        point=_point(own, may_note=may_note),
        subjects=[part.subject for part in parts],
    )


def key_said(key: str) -> str:
    """Return a key as it is read aloud."""
    return f"{key[:4]}-{key[4:]}"


def _days(states: dict[str, State], own: str, labels: Labels, *, may_note: bool) -> list[Day]:
    table = gatherings.of_days((group, gatherings.headcounts(state)) for group, state in states.items())
    names = names_of({one.by for day in table.values() for one in day.get(own, ())})
    made = []
    for on, by_group in table.items():
        cells = [
            [
                Number(
                    one.people,
                    _how(one),
                    clock(one.at),
                    who_is(one.by, names) if group == own else "",
                    labels.place(one.state, one.municipality) if group == own and (one.state or one.municipality) else "",
                    _words(one.entry) if group == own and one.has_note and may_note else "",
                    one.entry if group == own else "",
                )
                for one in by_group.get(group, ())
            ]
            for group in states
        ]
        made.append(Day(date.fromisoformat(on), cells))
    return made


def _how(one: Headcount) -> str:
    said = str(HEAD_METHODS.get(one.method, one.method))
    if one.rows and one.in_row:
        return _("{rows} filas de {people}").format(rows=one.rows, people=one.in_row)
    return said


def _encounters(ids: Iterable[str], row: CaravanPart) -> list[Encounter]:
    found = [encounter(UUID(one), [row.group], row.country) for one in ids]
    return sorted((one for one in found if one is not None), key=lambda one: one.occurred_at, reverse=True)


def _unmarked(row: CaravanPart, tagged: set[UUID]) -> list[Encounter]:
    """Return the latest encounters of the group since the caravan came, that are not marked."""
    rows = encounters(row.group, row.country, Filter()).filter(occurred_at__gte=row.opened_at, is_withdrawn=False)
    if row.left_at:
        rows = rows.filter(occurred_at__lte=row.left_at)
    return [one for one in rows[: SHOWN + len(tagged)] if one.subject not in tagged][:SHOWN]


def _point(state: State, *, may_note: bool) -> Point | None:
    point = value_of(state["fields"], "child_point")
    if not point:
        return None
    at, accounts, box = point
    names = names_of(accounts)
    where = _words(box) if box and may_note else ""
    return Point(datetime.fromisoformat(at), [who_is(one, names) for one in accounts], where)


def _words(entry: str) -> str:
    opened = logbook.open_box(UUID(entry), FieldClass.FREE_TEXT)
    return str(opened.get("text", "")) if opened else ""
