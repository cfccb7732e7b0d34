"""The emergency number of a country, and whether it may be given to a migrant today."""

from __future__ import annotations

from datetime import date

from vereda.countries.door import may_reach_migrants, pack
from vereda.rescue.rules.answers import Emergency


def emergency(country: str, on: date) -> Emergency:
    """Return the number of the country's own emergency service, the verified one of several first."""
    rows = [
        row for row in pack(country).hotlines.values() if row.kind == "emergency" and row.country == pack(country).country.iso
    ]
    found = sorted(rows, key=lambda row: (not may_reach_migrants(row, on), row.code))
    return Emergency(found[0].number, may_reach_migrants(found[0], on)) if found else Emergency("", False)
