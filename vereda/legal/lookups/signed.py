"""Which tables of law a lawyer has signed, read from the packs and the reference of `countries`, once a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from vereda.countries.door import Row, installed, laws_of, pack
from vereda.legal.rules.registered import Rule, Table, registered, rule_of


@cache
def rules() -> Mapping[tuple[str, Table], Rule]:
    """Return every table of law by country (lower case) and name."""
    found = (rule_of(told, _rows(told["country"], Table(told["table"]))) for told in registered())
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
        return pack(country).legal_case_kinds.values() if country in installed() else ()
    found = laws_of(country)
    return found.legislation if table is Table.LAWS else found.deadlines
