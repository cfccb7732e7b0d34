"""What was done lately, so that it need not be typed again: the reader's last encounter, the nationalities of the group."""

from __future__ import annotations

from collections import Counter

from vereda.access.door import Reader
from vereda.countries.door import pack
from vereda.encounters.door import Encounter, Filter, encounters

LOOKED_AT = 60  # of the group's latest encounters
TILES = 8


def last_of(reader: Reader, group: str) -> Encounter | None:
    """Return the latest encounter of the group, to be repeated; an imported one is nobody's last."""
    rows = encounters(group, reader.country, Filter())[:5]
    return next((row for row in rows if row.batch is None and not row.is_aggregate), None)


def nationalities(group: str, country: str) -> list[str]:
    """Return the nationalities to offer first: those the group met lately, then the pack's order."""
    recent = encounters(group, country, Filter()).values_list("nationalities", flat=True)[:LOOKED_AT]
    met = Counter(code for codes in recent for code in codes.strip(";").split(";") if code)
    known = pack(country).nationalities
    usual = [row.code for row in sorted(known.values(), key=lambda row: row.order) if row.on_form]
    first = [code for code, _times in met.most_common(TILES) if code in known]
    return [*first, *(code for code in usual if code not in first)][:TILES]
