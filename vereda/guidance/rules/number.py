"""What a number is after its entries, and whether it may be given to a migrant on a day. Pure.

`rules.md`, section 1: source read, a named reviewer within 12 months, rung in the last 90 days. Who corrected a number cannot be
the one who rang it, and a ring counts only where its author knew of that correction: a number that comes back is rung anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.countries.door import REVIEW_DAYS, RUNG_DAYS, Hotline
from vereda.guidance.entries.number import NumberCorrected, NumberRung
from vereda.guidance.rules.text import START_MS
from vereda.guidance.words import NumberLacks
from vereda.logbook.schema import Entry, State, uuid8, value_of, write


@dataclass(frozen=True)
class Number:
    """A number as it stands: that of the pack, or as it was corrected. corrected_on: None, it is the pack's.

    until  the last day on which it may be given without another ring; None: it may not be given
    """

    code: str
    number: str
    international: str
    name: str
    organisation: str
    kind: str
    country: str
    covers: str
    hours: str
    languages: str
    source: str
    corrected_on: date | None
    rung_on: date | None
    reviewer: str
    lacks: tuple[NumberLacks, ...]
    until: date | None

    @property
    def is_dialable(self) -> bool:
        """Say whether there is anything to dial: where nobody has written the number yet there are words in its place."""
        return any(sign.isdecimal() for sign in self.number)


def subject_of(country: str, code: str) -> UUID:
    """Return the subject of a number: the same at every desk."""
    return uuid8(START_MS, sha256(f"hotline|{country}|{code}".encode()).digest())


def start() -> State:
    """Return a number of which nothing is known but what the pack says."""
    return {"fields": {}, "rung": {}}


def step(state: State, entry: Entry) -> State:
    """Return the number after one more entry."""
    payload = entry.payload
    if isinstance(payload, NumberCorrected):
        state["of"] = payload.hotline
        told = payload.model_dump(mode="json", exclude={"hotline"})
        write(state["fields"], "hotline_number", told, entry)
        state.setdefault("corrected", {})[entry.id] = [
            told,
            entry.author,
            entry.occurred_at.isoformat(),
            entry.local_on.isoformat(),
        ]
    elif isinstance(payload, NumberRung):
        state["of"] = payload.hotline
        told = payload.model_dump(mode="json", exclude={"hotline"})
        knew = sorted(id_ for id_ in state.get("corrected", {}) if entry.has_seen(id_))
        state["rung"][entry.id] = {**told, "on": entry.local_on.isoformat(), "by": entry.author, "knew": knew}
    return state


def as_it_stands(row: Hotline, state: State | None, on: date) -> Number:
    """Return a number of the pack on a day, with what was corrected of it and what it lacks."""
    told = _standing(state) or {}
    number = told.get("number", row.number)
    written = list(_writings(state, told).values())
    rung = _last_rung(state, told, number)
    reviewer, reviewed_on, rung_on = _signed(row, rung, is_corrected=bool(told))
    lacks = []
    if not told and not row.is_verified:
        lacks.append(NumberLacks.SOURCE)
    if told and not _within(date.fromisoformat(told["source_read_on"]), on, REVIEW_DAYS):
        lacks.append(NumberLacks.SOURCE)
    if not (reviewer and _within(reviewed_on, on, REVIEW_DAYS)):
        lacks.append(NumberLacks.REVIEWER)
    if rung is not None and not rung["answered"]:
        lacks.append(NumberLacks.UNANSWERED)
    elif not _within(rung_on, on, RUNG_DAYS):
        lacks.append(NumberLacks.RUNG)
    return Number(
        code=row.code,
        number=number,
        international=told.get("international") or ("" if told else row.international or ""),
        name=row.name,
        organisation=row.organisation,
        kind=row.kind,
        country=row.country,
        covers=row.covers,
        hours=told.get("hours", row.hours or ""),
        languages=told.get("languages", row.languages or ""),
        source=told.get("source", row.source),
        corrected_on=date.fromisoformat(written[-1][3]) if written else None,
        rung_on=rung_on,
        reviewer=reviewer,
        lacks=tuple(lacks),
        until=None if lacks else _ends(reviewed_on, rung_on, date.fromisoformat(told["source_read_on"]) if told else None),
    )


def dialled(row: Hotline, state: State | None, on: date) -> Number:
    """Return a number that is dialled also while it lacks something: what one person alone wrote is not dialled by anybody.

    Until another one has rung a correction, the number before it stands, with what the correction lacks.
    """
    number, told = as_it_stands(row, state, on), _standing(state)
    if state is None or told is None or _is_confirmed(state, told):
        return number
    earlier = [one for one in state["corrected"].values() if _is_confirmed(state, one[0])]
    last = max(earlier, key=lambda one: datetime.fromisoformat(one[2]).timestamp(), default=None)
    before: _Told = last[0] if last else vars(row)
    return replace(
        number,
        number=before["number"],
        international=before["international"] or "",
        hours=before["hours"] or "",
        languages=before["languages"] or "",
    )


def correctors(state: State | None) -> set[str]:
    """Return the accounts that wrote the number that stands: none of them can be its second person."""
    return {one[1] for one in _writings(state, _standing(state)).values()}


type _Told = Mapping[str, Any]  # Any: JSON


def _standing(state: State | None) -> _Told | None:
    """Return the correction that stands; None: the number is the pack's."""
    return value_of(state["fields"], "hotline_number") if state else None


def _writings(state: State | None, told: _Told | None) -> dict[str, list[Any]]:  # Any: JSON
    """Return the entries that wrote a correction in the very same words."""
    return {id_: one for id_, one in (state or {}).get("corrected", {}).items() if one[0] == told}


def _rings(state: State | None, told: _Told | None, number: str) -> list[_Told]:
    """Return the rings of a number that count: by none of those who wrote it, and who knew that it had been written."""
    wrote = _writings(state, told)
    by = {one[1] for one in wrote.values()}
    rows = (state or {}).get("rung", {}).values()
    return [one for one in rows if one["number"] == number and one["by"] not in by and wrote.keys() <= {*one.get("knew", ())}]


def _last_rung(state: State | None, told: _Told, number: str) -> _Told | None:
    return max(reversed(_rings(state, told, number)), key=lambda one: one["on"], default=None)


def _is_confirmed(state: State, told: _Told) -> bool:
    """Tell whether a correction was ever rung by another person, and answered."""
    return any(one["answered"] for one in _rings(state, told, told["number"]))


def _signed(
    row: Hotline, rung: Mapping[str, Any] | None, *, is_corrected: bool
) -> tuple[str, date | None, date | None]:  # Any: JSON
    """Return who answers for a number, since when, and when it was rung: what the desk says, else what the pack says."""
    if rung is not None:
        on = date.fromisoformat(rung["on"])
        return rung["reviewer"], on, on
    if is_corrected:
        return "", None, None  # what the pack says was said of another number
    return row.reviewed_by or "", row.reviewed_on, row.rung_on


def _ends(reviewed_on: date | None, rung_on: date | None, source_read_on: date | None) -> date | None:
    days = ((reviewed_on, REVIEW_DAYS), (rung_on, RUNG_DAYS), (source_read_on, REVIEW_DAYS))
    return min((then + timedelta(days=most) for then, most in days if then), default=None)


def _within(then: date | None, on: date, days: int) -> bool:
    return then is not None and timedelta(0) <= on - then <= timedelta(days=days)
