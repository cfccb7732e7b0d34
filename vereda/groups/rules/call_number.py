"""What a group's number is after its entries, and whether it may be shown to a migrant now. Pure: the present comes in.

`rules.md`, section 1: only when verified, staffed now by the roster, and tested in the last 24 hours. A number that rings in an
empty room is worse than none: whoever calls it calls nobody else meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from vereda.groups.entries.call_number import CallNumberKept, CallNumberTested, CallNumberVerified, CallNumberWithdrawn
from vereda.groups.rules.roster import Planned
from vereda.logbook.schema import Entry, State, reach, reopen, write, written_by

TESTED_WITHIN = timedelta(hours=24)
VERIFIED_WITHIN = timedelta(days=90)
"""Numbers that reach migrants are rung by a named reviewer every 90 days."""
AHEAD = timedelta(minutes=10)
"""So far may the clock of a desk be ahead; what claims to be later than that was not done yet."""


class Missing(StrEnum):
    """Why a number is not shown, in the order in which it is put right."""

    VERIFIED = "verified"
    TESTED = "tested"
    STAFFED = "staffed"


@dataclass(frozen=True)
class Rung:
    """A number with when it was rung last. None: never, or not in a way that counts."""

    verified_at: datetime | None
    tested_at: datetime | None


def step(state: State, entry: Entry) -> State:
    """Return the number after one more entry. Who rang it is kept with the writings that they knew of: no order matters."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, CallNumberKept):
        write(fields, "kept", [payload.number, entry.author], entry)
        reopen(fields, "withdrawn", entry)
    elif isinstance(payload, CallNumberVerified | CallNumberTested):
        what = "verified" if isinstance(payload, CallNumberVerified) else "tested"
        known = [id_ for id_, _value in fields.get("kept", ()) if entry.has_seen(id_)]
        state.setdefault(what, {})[entry.id] = [payload.number, entry.author, entry.occurred_at.isoformat(), known]
    elif isinstance(payload, CallNumberWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def last(state: State, what: str, number: str, *, but: str = "") -> tuple[str, str] | None:
    """Return (hour, account) of the last time that a number was rung, by anybody `but` one account; None where nobody did.

    Only who knew of the writing that stands counts: a number that was taken off and came back is rung anew.
    """
    stands = written_by(state["fields"], "kept")
    rung = state.get(what, {}).values()
    told = [(at, who) for said, who, at, *known in rung if said == number and who != but and stands in chain(*known)]
    return max(told, key=lambda one: (datetime.fromisoformat(one[0]).timestamp(), one[1]), default=None)


def missing(rung: Rung, planned: Iterable[Planned], now: datetime) -> list[Missing]:
    """Return why a number may not be shown now; empty: it may. planned: duties of the group's roster, all aware."""
    found = []
    if not _lasts(rung.verified_at, VERIFIED_WITHIN, now):
        found.append(Missing.VERIFIED)
    if not _lasts(rung.tested_at, TESTED_WITHIN, now):
        found.append(Missing.TESTED)
    if not any(duty.holds(now) for duty in planned):
        found.append(Missing.STAFFED)
    return found


def _lasts(at: datetime | None, within: timedelta, now: datetime) -> bool:
    return at is not None and now - within < at <= now + AHEAD
