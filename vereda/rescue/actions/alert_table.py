"""A list of alerts that was typed elsewhere comes in: all of it or nothing; the same list twice is once."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

import orjson

from vereda.countries.door import pack
from vereda.encounters.door import PlaceKind, Where
from vereda.logbook.door import Author, Draft, in_turn, key_for, known, record_all
from vereda.logbook.schema import Channel, uuid8
from vereda.practice import real_of
from vereda.rescue.actions.alert import Told, alert_draft
from vereda.rescue.entries.alert import AlertClosed, AlertRead
from vereda.rescue.errors.alert import AlertTableFaulty, NothingTold
from vereda.rescue.lookups import alerts
from vereda.rescue.rules.alert_table import AlertFault, AlertRow, read_table
from vereda.rescue.words import AlertOutcome

BLOCK_MOST = 100
"""Rows in one block: each makes up to three entries, and a post with a bad line takes blocks over whole."""


@dataclass(frozen=True)
class ReadIn:
    """What became of the rows of a list."""

    new: int
    same: int


@dataclass(frozen=True)
class _Named:
    """A row with the ids that follow from what it says: the same row is the same alert, in whatever file it stands."""

    row: AlertRow
    subject: UUID
    entry: UUID

    def further(self, what: str) -> UUID:
        return uuid8(self.entry.int >> 80, _digest(what, self.entry.hex))


def read_in_alerts(text: str, *, by: Author, at: datetime) -> ReadIn:
    """Take a list of alerts in, or none of it where a row is wrong; read in again, it writes nothing.

    What comes in was read by who typed it: it rings nobody. With an outcome it is closed as well. With a `ref`, a row that says
    something else than the one that came in under it at the same hour is wrong: what stands is corrected at the desk.
    text  CSV as `rules.alert_table.read_table` describes it
    Raises AlertTableFaulty with each row that is wrong; nothing is written then.
    """
    post = pack(by.country).groups.get(real_of(by.group))
    rows, faults = read_table(text, pack(by.country), at, (post.lat, post.lon) if post else None)
    if faults:
        raise AlertTableFaulty(faults)
    with in_turn("alert-table", f"{by.country}:{by.group}"):
        named = [_named(row, by) for row in rows]
        there = known([one.entry for one in named])
        fresh = [one for one in named if one.entry not in there]
        made = [(one, _alert(one, by)) for one in fresh]
        faults = [fault for one, draft in made if (fault := _fault(one, draft, by))]
        if faults:
            raise AlertTableFaulty(faults)
        drafts = [list(_drafts(one, draft, by, at)) for one, draft in made if draft]
        for part in batched(drafts, BLOCK_MOST):
            record_all([draft for row in part for draft in row])
    return ReadIn(len(fresh), len(named) - len(fresh))


def _named(row: AlertRow, by: Author) -> _Named:
    ms = int(row.at.timestamp() * 1000)
    whole = [by.country, by.group, row.canonical()]
    subject = ["alert", by.country, by.group, row.at.timestamp(), row.ref] if row.ref else ["alert", *whole]
    return _Named(row, uuid8(ms, _digest(*subject)), uuid8(ms, _digest("entry", *whole)))


def _digest(*said: Any) -> bytes:  # Any: JSON. Keyed: a caller must not be found again from an id by trying all numbers
    return hmac.digest(key_for("import"), orjson.dumps(said), "sha256")


def _fault(one: _Named, draft: Draft | None, by: Author) -> AlertFault | None:
    if draft is None:
        return AlertFault(one.row.line, "", "nothing_told")
    if alerts.alert(one.subject, by.group, by.country):
        return AlertFault(one.row.line, "ref", "changed", one.row.ref[:60])
    return None


def _alert(one: _Named, by: Author) -> Draft | None:
    """Return the alert of a row, None where it tells nothing."""
    row = one.row
    lat, lon = row.point or (None, None)
    kind = PlaceKind.POINT if row.point else PlaceKind.NAMED if row.place or row.municipality else PlaceKind.UNKNOWN
    where = Where(kind=kind, lat=lat, lon=lon, place=row.place, state=row.state, municipality=row.municipality)
    try:
        draft = alert_draft(Told(**row.told, where=where), by=by, at=row.at, channel=Channel.IMPORT)
    except NothingTold:
        return None
    return replace(draft, id=one.entry, subject=one.subject, seen=())


def _drafts(one: _Named, alert: Draft, by: Author, at: datetime) -> Iterator[Draft]:
    yield alert
    read = one.further("read")
    more = {"subject": one.subject, "by": by, "channel": Channel.IMPORT}
    yield Draft(payload=AlertRead(), id=read, seen=(one.entry,), at=max(at, one.row.at), **more)  # type: ignore[arg-type]
    if one.row.outcome:
        closed = AlertClosed(outcome=AlertOutcome(one.row.outcome))
        yield Draft(payload=closed, id=one.further("closed"), seen=(read,), at=max(at, one.row.at), **more)  # type: ignore[arg-type]
