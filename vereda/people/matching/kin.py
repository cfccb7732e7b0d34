"""Who of many records may be the one person that is looked for: the likeliest first, each with what agrees. A person decides.

Nothing is left out by blocking: one record is held against every other. Names become keyed tokens first, as in every matching.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from vereda.people.matching.engine import Model, fitted
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.pairing import opened
from vereda.people.matching.scoring import bits, levels, query, weight
from vereda.people.matching.tokens import Tokens, run_key

MOST = 20
LEAST = -10.0
"""Candidates below this weight (log2 of the odds) share nothing that is worth a person's look; own proposal."""


@dataclass(frozen=True)
class Candidate:
    """One record that may be the person looked for.

    record   its row among those given
    weight   log2 of the odds that both are one person, among so many records
    agrees   by comparison (given, surnames, birth ...), the level of `settings.py` that holds; 'unknown' where one is silent
    against  names of what contradicts (`settings.contradictions`)
    """

    record: int
    weight: float
    agrees: Mapping[str, str]
    against: tuple[str, ...]


def candidates(
    raw: pa.Table, one: int, model: Model, *, most: int = MOST, least: float = LEAST, threads: int = 1, form: Form = TOKENS
) -> list[Candidate]:
    """Return the likeliest records for the one in row `one`, at most `most`, the likeliest first.

    raw  columns of text as `link` takes them, the row of the person looked for among them
    """
    ready, against = fitted(model, raw.num_rows, form=form), form.contradictions("duckdb")
    table = form.columns(raw, Tokens(run_key()))
    looked = [f"{level} as {name}" for name, level in levels(ready).items()]
    asked = ", ".join([f"{weight(ready)} as weight", f"{bits(against)} as against", *looked])
    others = f"(select {one:d} as l, record as r from records where record <> {one:d})"
    with opened(table, threads=threads, memory="1GB") as base:
        found = base.sql(
            f"select * from ({query(asked, others)}) where weight >= {least!r} order by weight desc, r limit {most:d}"
        ).to_arrow_table()
    return [_candidate(row, tuple(levels(ready)), tuple(against)) for row in found.to_pylist()]


def _candidate(row: dict[str, Any], compared: tuple[str, ...], contradictions: tuple[str, ...]) -> Candidate:  # Any: of a query
    against = tuple(name for at, name in enumerate(contradictions) if row["against"] >> at & 1)
    return Candidate(row["r"], row["weight"], {name: row[name] for name in compared}, against)
