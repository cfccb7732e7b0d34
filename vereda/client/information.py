"""What an agent may show or say: numbers, helpers, rights, dangers, with how far each was verified. No word is our own here.

`publishable` is the pack's rule for migrants: source read, named reviewer, recent date. Everything else is for staff, marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from vereda.client.lists import REACH_KM
from vereda.countries.door import DirectoryEntry, Group, Hazard, Pack, Reviewed, may_reach_migrants
from vereda.guidance.door import Fillings, Number, NumberLacks, filled
from vereda.notices import door as notices
from vereda.places.door import distance_km

type Rows = list[dict[str, Any]]  # Any: JSON


def information(pack: Pack, group: Group, on: date, numbers: Sequence[Number]) -> Rows:
    """Return rights, dangers with the numbers as they were corrected last, and helpers near the group."""
    return [*_rights(pack, on), *_dangers(pack, group, on, numbers), *_helpers(pack, group, on)]


def danger_notices(country: str, state: str, now: datetime) -> Rows:
    """Return the notices of a state, with the hour at which each leaves the phone by itself; what nobody checked is for staff.

    now  in the clock of the post
    """
    rows = notices.of_state(notices.notices(country, now), [state])
    return [told for row in rows if (told := _notice(row, now)) is not None]


def _notice(row: notices.DangerNotice, now: datetime) -> dict[str, Any] | None:  # Any: JSON
    public = notices.told_in(row, "spa", now, publish=True)
    spanish = public or notices.told_in(row, "spa", now, publish=False)
    english = notices.told_in(row, "eng", now, publish=bool(public))
    if spanish is None:
        return None
    return {
        "kind": "danger",
        "code": notices.topic_of(row.subject),
        "about": row.danger,
        "es": spanish.told.text.full,
        "en": (english or spanish).told.text.full,
        "place": spanish.where,
        "from": row.starts_at.isoformat(timespec="seconds"),
        "until": row.ends_at.isoformat(timespec="seconds"),
        "months": row.months,
        "status": "source_read",
        "verified": public is not None,
        "publishable": public is not None,
    }


def hotlines(pack: Pack, numbers: Sequence[Number]) -> Rows:
    """Return all numbers as they were corrected last, the emergency number of the own country first."""
    return [
        {
            "code": row.code,
            "kind": row.kind,
            "country": row.country,
            "number": row.number,
            "name": row.name,
            "organisation": row.organisation,
            **_filled(hours=row.hours or None, languages=row.languages or None),
            "status": pack.hotlines[row.code].status,
            "verified": NumberLacks.SOURCE not in row.lacks,
            "publishable": not row.lacks,
        }
        for row in numbers
        if row.is_dialable
    ]


def emergency(pack: Pack, numbers: Sequence[Number]) -> dict[str, Any] | None:  # Any: JSON
    """Return the emergency number of the country with its status; None where the pack has none."""
    first = next(iter(hotlines(pack, numbers)), None)
    return first if first and (first["kind"], first["country"]) == ("emergency", pack.country.iso) else None


def child_path(pack: Pack, on: date) -> Rows:
    """Return the steps owed to a child who is alone, with source and status; `never` says what must not be done."""
    return [
        {
            "code": row.code,
            "es": row.label_es,
            "en": row.label_en,
            "never": row.never,
            **_filled(told=row.told, within_h=row.within_h, legal_basis=row.legal_basis),
            "source": row.source,
            "is_signed": bool(row.reviewed_by and row.reviewed_on),
            **_worth(row, on),
        }
        for row in sorted(pack.child_path.values(), key=lambda row: row.order)
    ]


def _rights(pack: Pack, on: date) -> Rows:
    return [
        {
            "kind": "right",
            "code": row.right_code,
            "es": row.right_es,
            "en": row.right_en,
            "instrument": row.instrument,
            **_filled(article=row.article),
            **_worth(row, on),
        }
        for row in pack.legislation
    ]


def _dangers(pack: Pack, group: Group, on: date, numbers: Sequence[Number]) -> Rows:
    fillings = Fillings({f"hotline.{row.code}": row.number for row in numbers}, frozenset())
    return [
        {
            "kind": "danger",
            "code": row.code,
            "about": row.kind,
            "es": filled(row.advice_es, fillings),
            "en": filled(row.advice_en, fillings),
            "place": row.place_in("es"),
            "season": row.season,
            **_worth(row, on),
        }
        for row in pack.hazards.values()
        if pack.country.iso in row.countries and _near(row, group)
    ]


def _helpers(pack: Pack, group: Group, on: date) -> Rows:
    """Return helpers in reach; of a place that said no nothing is shown, not even to staff on the road."""
    return [
        {
            "kind": "helper",
            "code": row.code,
            "about": row.kind,
            "name": row.name,
            "city": row.city,
            **_filled(address=row.address, contact=row.public_contact),
            "consent": row.consent,
            **_worth(row, on),
        }
        for row in pack.services_directory.values()
        if row.consent != "refused" and _near(row, group)
    ]


def _near(row: Hazard | DirectoryEntry, group: Group) -> bool:
    if row.lat is None or row.lon is None:
        return isinstance(row, Hazard) or row.state == group.state
    return distance_km(group.lat, group.lon, row.lat, row.lon) <= REACH_KM


def _worth(row: Reviewed, on: date) -> dict[str, Any]:  # Any: JSON
    return {"status": row.status, "verified": row.is_verified, "publishable": may_reach_migrants(row, on)}


def _filled(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
