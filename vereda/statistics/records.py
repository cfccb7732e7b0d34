"""What single records count, asked of facts through Ibis: those that are alike line by line, what each reported total adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import ibis
from ibis import _

LINE = ["services", "nationality", "sex", "age_band", "people"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Records of one group and day that tell of the same people and services; people: of each of them."""

    group: str
    on: date
    people: int
    records: tuple[UUID, ...]


def alike(facts: ibis.Table, from_on: date, to_on: date, least: int) -> Iterator[Alike]:
    """Yield records that are equal line by line, of at least so many people; sums are no records."""
    lines = facts.filter((facts.row == "L") & ~facts["aggregate"] & facts.local_on.between(from_on, to_on))
    told: dict[tuple[str, str, date], list[tuple[Any, ...]]] = defaultdict(list)  # Any: values of the columns
    for row in lines.select(["record", "group", "local_on", *LINE]).to_pyarrow().to_pylist():
        told[row["record"], row["group"], row["local_on"]].append(tuple(row[name] for name in LINE))
    same: dict[tuple[Any, ...], list[UUID]] = defaultdict(list)  # Any: as above
    for (record, group, on), some in told.items():
        if (people := sum(line[-1] for line in some)) >= least:
            same[group, on, people, tuple(sorted(some))].append(UUID(record))
    for (group, on, people, _lines), records in same.items():
        if len(records) > 1:
            yield Alike(group, on, people, tuple(sorted(records)))


def reported(facts: ibis.Table, from_on: date, to_on: date, inside: Collection[str]) -> dict[UUID, int]:
    """Return the attentions of reported totals whose last day is in a period; inside: categories that the total adds."""
    rows = facts.filter((facts.row == "R") & facts.local_on.between(from_on, to_on) & facts.categories.isin(sorted(inside)))
    found: list[dict[str, Any]] = rows.group_by("record").agg(people=_.people.sum()).to_pyarrow().to_pylist()  # Any: columns
    return {UUID(row["record"]): row["people"] for row in found}
