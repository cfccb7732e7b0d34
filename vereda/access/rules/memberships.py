"""What a membership is worth: folded from its entries, judged by the day. A revocation wins over everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from vereda.access.entries import Confirmed, Granted, PostedTo, Revoked
from vereda.access.rules.institutions import may_hold_account
from vereda.access.rules.policy import opens_case_data
from vereda.access.words import CONFIRM_DAYS, Standing
from vereda.logbook.schema import Entry, State


def start() -> State:
    return {}


def step(state: State, entry: Entry) -> State:
    """Return the membership after one more entry.

    The first grant stands: another role or a longer posting is another membership. Of several confirmations the
    latest day counts, of several revocations the first. Whoever grants also confirms: a posting that began years ago is
    not locked on the day on which it is written down.
    """
    told = entry.payload
    match told:
        case Granted() if "granted" not in state:
            return {**state, "granted": told.model_dump(mode="json"), "confirmed_on": _later(state, entry)}
        case PostedTo() if "institution" not in state:
            return {**state, "institution": told.institution}
        case Confirmed():
            return {**state, "confirmed_on": _later(state, entry)}
        case Revoked() if "revoked_on" not in state:
            return {**state, "revoked_on": entry.local_on.isoformat(), "revoked_for": told.reason.value}
    return state


def _later(state: State, entry: Entry) -> str:
    return max(state.get("confirmed_on", ""), entry.local_on.isoformat())


def standing(
    *,
    institution_role: str,
    from_on: date,
    until_on: date | None,
    confirmed_on: date | None,
    revoked_on: date | None,
    today: date,
) -> Standing:
    """Return what the membership is worth on a local day of the post.

    The last day of the posting still counts, and so does the 90th day after the grant or the last confirmation.
    """
    if not may_hold_account(institution_role):
        return Standing.REFUSED
    if revoked_on is not None:
        return Standing.REVOKED
    if today < from_on:
        return Standing.NOT_YET
    if until_on is not None and today > until_on:
        return Standing.ENDED
    if today > last_day(from_on, confirmed_on):
        return Standing.UNCONFIRMED
    return Standing.LIVE


def vouched(worth: Standing, role: str, is_vouched: bool) -> Standing:
    """Return what a membership is worth for an account whose sign-in an administrator gave.

    Who gives a password knows it. Administrators read no case content, so a role that does waits until somebody else
    confirms the person.
    """
    return Standing.UNCONFIRMED if worth is Standing.LIVE and not is_vouched and opens_case_data(role) else worth


def last_day(from_on: date, confirmed_on: date | None) -> date:
    """Return the last local day before somebody has to confirm again."""
    return max(from_on, confirmed_on or from_on) + timedelta(days=CONFIRM_DAYS)


def granted(state: State) -> dict[str, Any] | None:  # Any: JSON of the Granted payload
    """Return the grant that stands, or None when only a confirmation or a revocation has arrived so far."""
    found: dict[str, Any] | None = state.get("granted")
    return found
