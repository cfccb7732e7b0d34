"""What individuals are estimated from: people met and what they answered, by local day, group and nationality. No persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from vereda.statistics.words import NOT_TOGETHER

NO_ANSWER = "none"
OUTSIDE = "outside"
SILENT = {"unasked", "unclear"}
"""People of a party that was due, without an answer that counts: for an estimate they gave none."""
CELL = ["local_on", "group", "nationality"]


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
    told = _added_up(within.filter(within.row == "A"), [*CELL, "tells", "record"]).to_pylist()
    counted = _added_up(within.filter(within.row.isin(["L", "M", "E"])), [*CELL, "row"])
    encounters = counted.filter(pc.equal(counted["row"], "E"))
    return Asked(
        met=_met(counted.filter(pc.not_equal(counted["row"], "E"))),
        outside=tuple(_outside(one for one in told if _told(one)[0] == OUTSIDE)),
        encounters=dict(zip(_each(encounters, CELL[:2]), encounters["people"].to_pylist(), strict=True)),
        rows=tuple(_row(one) for one in told if _told(one)[0] != OUTSIDE),
    )


def _added_up(rows: ibis.Table, keys: list[str]) -> pa.Table:
    """Return people by keys, in one order, whatever added them up."""
    found = rows.group_by(keys).agg(people=_.people.sum()).to_pyarrow()
    return found.sort_by([(name, "ascending") for name in keys])


def _each(table: pa.Table, names: list[str]) -> Iterator[tuple[Any, ...]]:  # Any: values of columns
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _met(counted: pa.Table) -> tuple[Met, ...]:
    """Add people up; a margin takes them out of 'not recorded together' and puts them under their nationality."""
    is_margin = pc.equal(counted["row"], "M")
    known = counted.filter(pc.or_(pc.invert(is_margin), pc.not_equal(counted["nationality"], NOT_TOGETHER)))
    margins = known.filter(pc.equal(known["row"], "M"))
    taken_out = pa.table(
        {
            **{name: margins[name] for name in CELL},
            "nationality": pa.repeat(NOT_TOGETHER, margins.num_rows),
            "people": pc.negate(margins["people"]),
        }
    )
    cells = pa.concat_tables([known.select([*CELL, "people"]), taken_out]).group_by(CELL).aggregate([("people", "sum")])
    above = cells.filter(pc.greater(cells["people_sum"], 0)).sort_by([(name, "ascending") for name in CELL])
    return tuple(Met(*one) for one in _each(above, [*CELL, "people_sum"]))


def _outside(told: Iterable[dict[str, Any]]) -> Iterator[Met]:  # Any: as above
    cells: Counter[tuple[date, str, str]] = Counter()
    for one in told:
        cells[one["local_on"], one["group"], one["nationality"]] += one["people"]
    return (Met(*key, people) for key, people in sorted(cells.items()) if people > 0)


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
