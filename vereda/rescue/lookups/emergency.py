"""The emergency number of a country, and whether it may be given to a migrant today."""

from __future__ import annotations

from datetime import date

from vereda.countries.door import pack
from vereda.guidance.door import numbers
from vereda.rescue.rules.answers import Emergency


def emergency(country: str, on: date) -> Emergency:
    """Return the number of the country's own emergency service as it was corrected last, of several one that may be given."""
    own = pack(country).country.iso
    rows = [row for row in numbers(country, on) if row.is_dialable and (row.kind, row.country) == ("emergency", own)]
    found = sorted(rows, key=lambda row: (bool(row.lacks), row.code))
    return Emergency(found[0].number, not found[0].lacks) if found else Emergency("", False)
