"""Which tables of law a lawyer has signed, read from the packs of `countries`, once a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from vereda.countries.door import Row, installed, laws_of, pack
from vereda.legal.rules.registered import Rule, Table, rule_of


@cache
def rules() -> Mapping[tuple[str, Table], Rule]:
    """Return every table of law by country ("gt") and name."""
    tables = ((iso, row) for iso in installed() for row in pack(iso).law_tables.values())
    found = (rule_of(iso, row, _rows(iso, Table(row.table))) for iso, row in tables)
    return {(one.country, one.table): one for one in found}


def is_in_force(countries: Iterable[str], tables: Iterable[Table], on: date) -> bool:
    """Tell whether a lawyer has signed these tables of each country as they are. One that is not registered is not."""
    found, asked = rules(), [(iso, table) for iso in countries for table in tables]
    return all(pair in found and found[pair].is_in_force(on) for pair in asked)


def named(country: str, table: Table) -> str:
    """Return how a table is named beside what comes from it, in its version: "XX-TERMS v1"; '' where it is not registered."""
    found = rules().get((country, table))
    return found.named if found else ""


def _rows(country: str, table: Table) -> Iterable[Row]:
    if table is Table.CASE_KINDS:
        return pack(country).legal_case_kinds.values()
    found = laws_of(country)
    return found.legislation if table is Table.LAWS else found.deadlines
