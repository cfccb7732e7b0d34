"""What individuals are estimated from: people met and what they answered, by local day, group and nationality. No persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis import _

from vereda.statistics.words import NOT_TOGETHER
from vereda.uncollected import uncollected

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


@uncollected()
def in_period(facts: ibis.Table, from_on: date, to_on: date) -> Asked:
    """Return what is known of the local days of a period, both inclusive."""
    within = facts.filter(facts.local_on.between(from_on, to_on))
    # Answers are few and alone need their record: reading it of every row takes longer than all the rest.
    told = _added_up(within.filter(within.row == "A"), [*CELL, "tells", "record"])
    is_outside = pc.starts_with(told["tells"], f"{OUTSIDE}:")
    counted = _added_up(within.filter(within.row.isin(["L", "M", "E"])), [*CELL, "row"])
    is_meeting = pc.equal(counted["row"], "E")
    return Asked(
        met=_met(_settled(counted.filter(pc.invert(is_meeting)))),
        outside=_met(told.filter(is_outside)),
        encounters={
            (on, group): number for on, group, number in _each(counted.filter(is_meeting), "local_on", "group", "people")
        },
        rows=tuple(_answers(told.filter(pc.invert(is_outside)))),
    )


def _added_up(rows: ibis.Table, keys: list[str]) -> pa.Table:
    """Return people by keys, in one order, whatever added them up."""
    found = rows.group_by(keys).agg(people=_.people.sum()).to_pyarrow()
    return found.sort_by([(name, "ascending") for name in keys])


def _each(table: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:  # Any: values of columns
    return zip(*(_values(table[name]) for name in names), strict=True)


def _values(column: pa.ChunkedArray) -> list[Any]:  # Any: as above
    """Return the values of a column; each is made once: a hundred thousand rows hold some hundred days, groups and countries."""
    coded = pc.dictionary_encode(column.combine_chunks())
    values = [*coded.dictionary.to_pylist(), None]
    return [values[at] for at in coded.indices.fill_null(-1).to_numpy().tolist()]


def _settled(counted: pa.Table) -> pa.Table:
    """Return people with margins: each puts its people under their nationality and takes them out of 'not recorded together'."""
    is_margin = pc.equal(counted["row"], "M")
    known = counted.filter(pc.or_(pc.invert(is_margin), pc.not_equal(counted["nationality"], NOT_TOGETHER)))
    margins = known.filter(pc.equal(known["row"], "M"))
    out = {"nationality": pa.repeat(NOT_TOGETHER, margins.num_rows), "people": pc.negate(margins["people"])}
    taken_out = pa.table({name: out.get(name, margins[name]) for name in (*CELL, "people")})
    return pa.concat_tables([known.select(taken_out.column_names), taken_out])


def _met(people: pa.Table) -> tuple[Met, ...]:
    cells = people.group_by(CELL).aggregate([("people", "sum")])
    above = cells.filter(pc.greater(cells["people_sum"], 0)).sort_by([(name, "ascending") for name in CELL])
    return tuple(Met(*one) for one in _each(above, *CELL, "people_sum"))


def _answers(told: pa.Table) -> Iterator[AskedRow]:
    for on, group, nationality, tells, party, people in _each(told, *CELL, "tells", "record", "people"):
        answer, _colon, every = tells.partition(":")
        was_asked = answer not in SILENT
        yield AskedRow(party, on, group, nationality, answer if was_asked else NO_ANSWER, people, int(every), was_asked)
