"""Who helps, as far as each place agreed to be shown. Rows of the pack alone; a place has no telephone here.

A number of a place is given only as a number of the pack, which somebody rings each quarter (`lookups.numbers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vereda.countries.door import HIDDEN_PLACES, REVIEW_DAYS, UNSHOWN, Consent, DirectoryEntry, may_reach_migrants, pack

WITH_ADDRESS = frozenset({Consent.PUBLIC, Consent.ALL})


@dataclass(frozen=True)
class Helper:
    """A place that helps, as it may be shown. address: '' where it did not agree, and always of houses of women and children.

    until       last day of its review; None: nobody reviewed it
    needs_band  it may not be published
    """

    code: str
    kind: str
    name: str
    state: str
    city: str
    address: str
    until: date | None
    needs_band: bool


def helpers_to_show(country: str, on: date, *, publish: bool) -> list[Helper]:
    """Return the places that may be shown on a day, by state, town and name.

    publish  only those that somebody reviewed within 12 months; False: all that agreed and whose source was read
    """
    rows = [row for row in pack(country).services_directory.values() if row.consent not in UNSHOWN and row.is_verified]
    found = [_helper(row, on) for row in rows]
    return sorted(
        (one for one in found if not (publish and one.needs_band)), key=lambda one: (one.state, one.city, one.name, one.code)
    )


def _helper(row: DirectoryEntry, on: date) -> Helper:
    has_address = row.consent in WITH_ADDRESS and row.kind not in HIDDEN_PLACES
    return Helper(
        code=row.code,
        kind=row.kind,
        name=row.name,
        state=row.state,
        city=row.city,
        address=(row.address or "") if has_address else "",
        until=row.reviewed_on + timedelta(days=REVIEW_DAYS) if row.reviewed_on else None,
        needs_band=not may_reach_migrants(row, on),
    )
