"""Local days one by one: what each group counts, by the same arithmetic as a bulletin, so that days add up to months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis
from ibis import _

from vereda.statistics.catalogue import Catalogue
from vereda.statistics.columns import taken_apart
from vereda.statistics.rules import REPORTED_PEOPLE, Question, Sum, add_up
from vereda.statistics.words import By, Count

ROWS = ("L", "C", "R", "B", "P", "E")


@dataclass(frozen=True, slots=True)
class DayCount:
    """One local day of one group, exact and internal.

    categories  what is in the total and what stands beside it, by official category; nothing that is zero
    total       attentions: the sum of the categories that are in the total
    """

    categories: dict[str, int] = field(default_factory=dict)
    total: int = 0
    encounters: int = 0
    people: int = 0


def by_day(
    facts: ibis.Table, from_on: date, to_on: date, catalogue: Catalogue, *, without: Collection[str] = ()
) -> dict[tuple[str, date], DayCount]:
    """Return (group, local day) -> what it counts; days on which nothing counts are left out.

    without  records (hex) that are not counted: what was left out of an operation
    """
    within = facts.filter(facts.local_on.between(from_on, to_on) & facts.row.isin(ROWS))
    if without:
        within = within.filter(~within.record.isin(sorted(without)))
    summed = within.group_by(["group", "local_on", "row", "tells", "categories"]).agg(people=_.people.sum())
    days: dict[tuple[str, date], list[Sum]] = defaultdict(list)
    records: list[dict[str, Any]] = summed.to_pyarrow().to_pylist()  # Any: columns of a result
    for one in records:
        row = Sum(row=one["row"], line=one["tells"], people=one["people"], categories=taken_apart(one["categories"]))
        days[one["group"], one["local_on"]].append(row)
    asked = Question(catalogue.country, from_on, to_on, (By.CATEGORY,), Count.SERVICES, outside=True)
    return {key: _day(rows, asked, catalogue) for key, rows in sorted(days.items())}


def _day(rows: list[Sum], asked: Question, catalogue: Catalogue) -> DayCount:
    counted = [row for row in rows if row.row != "E"]
    answer = add_up(counted, asked, catalogue)
    categories = {key[0]: number for cells in (answer.cells, answer.outside) for key, number in cells.items() if number > 0}
    return DayCount(
        categories=categories,
        total=answer.total,
        encounters=sum(row.people for row in rows if row.row == "E"),
        people=sum(_people(counted)),
    )


def _people(rows: list[Sum]) -> Iterator[int]:
    yield from (row.people for row in rows if row.row == "L" or (row.row == "R" and row.line == REPORTED_PEOPLE))
