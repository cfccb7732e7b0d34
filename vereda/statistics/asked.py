"""What individuals are estimated from: people met and what they answered, by local day, group and nationality. No persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
from ibis import _

from vereda.statistics.words import NOT_TOGETHER

NO_ANSWER = "none"
OUTSIDE = "outside"
SILENT = {"unasked", "unclear"}
"""People of a party that was due, without an answer that counts: for an estimate they gave none."""


@dataclass(frozen=True, slots=True)
class Met:
    """People of one nationality whom a group met on a local day; every meeting counts. '*': known, and not together."""

    on: date
    group: str
    nationality: str
    people: int


@dataclass(frozen=True, slots=True)
class AskedRow:
    """People of one nationality in one party, by what they answered when they were asked when a group last helped them.

    party      one for all rows of a party; tells nothing else
    answer     never, week, month, year, longer; none: no answer, or nobody asked although the party was due
    every      one party in so many was due; 0: this one was asked without being due, and stands for nobody else
    was_asked  False: the party was due, and nobody noted an answer, or more answers than people
    """

    party: str
    on: date
    group: str
    nationality: str
    answer: str
    people: int
    every: int
    was_asked: bool = True

    @property
    def is_due(self) -> bool:
        """Whether chance, and nobody, had this party asked."""
        return self.every > 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A period. outside: those of `met` who are never asked: in a rescue, children alone, who refused, rows of a file."""

    met: tuple[Met, ...]
    outside: tuple[Met, ...]
    encounters: dict[tuple[date, str], int]
    rows: tuple[AskedRow, ...]

    @property
    def due(self) -> tuple[AskedRow, ...]:
        """Return those whom chance had asked: of these alone an estimate is made."""
        return tuple(row for row in self.rows if row.is_due)


def in_period(facts: ibis.Table, from_on: date, to_on: date) -> Asked:
    """Return what is known of the local days of a period, both inclusive."""
    within = facts.filter(facts.local_on.between(from_on, to_on))
    # Answers are few and alone need their record: reading it of every row takes longer than all the rest.
    answered = within.filter(within.row == "A")
    told = _rows(answered.group_by(["local_on", "group", "nationality", "tells", "record"]).agg(people=_.people.sum()))
    counted = within.filter(within.row.isin(["L", "M", "E"]))
    summed = _rows(counted.group_by(["local_on", "group", "row", "nationality"]).agg(people=_.people.sum()))
    return Asked(
        met=_met(one for one in summed if one["row"] != "E"),
        outside=_met(one for one in told if _told(one)[0] == OUTSIDE),
        encounters={(one["local_on"], one["group"]): one["people"] for one in summed if one["row"] == "E"},
        rows=tuple(_row(one) for one in told if _told(one)[0] != OUTSIDE),
    )


def _rows(summed: ibis.Table) -> list[dict[str, Any]]:  # Any: columns of a result
    """Return rows in one order, whatever added them up."""
    found = summed.to_pyarrow()
    return found.sort_by([(name, "ascending") for name in found.column_names if name != "people"]).to_pylist()


def _met(records: Iterable[dict[str, Any]]) -> tuple[Met, ...]:  # Any: as above
    """Add people up; a margin takes them out of 'not recorded together' and puts them under their nationality."""
    cells: Counter[tuple[date, str, str]] = Counter()
    for one in records:
        nationality, of_day = one["nationality"], (one["local_on"], one["group"])
        if one.get("row") != "M":
            cells[*of_day, nationality] += one["people"]
        elif nationality != NOT_TOGETHER:
            cells[*of_day, nationality] += one["people"]
            cells[*of_day, NOT_TOGETHER] -= one["people"]
    return tuple(Met(*key, people) for key, people in sorted(cells.items()) if people > 0)


def _told(one: dict[str, Any]) -> tuple[str, int]:  # Any: as above
    answer, _colon, every = one["tells"].partition(":")
    return answer, int(every)


def _row(one: dict[str, Any]) -> AskedRow:  # Any: as above
    answer, every = _told(one)
    return AskedRow(
        party=one["record"],
        on=one["local_on"],
        group=one["group"],
        nationality=one["nationality"],
        answer=NO_ANSWER if answer in SILENT else answer,
        people=one["people"],
        every=every,
        was_asked=answer not in SILENT,
    )
