"""From folded state to the rows that each request reads."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from vereda.access.models import BrokenGlass, Device, Membership, Practice, ToldOfGlass
from vereda.access.rules.memberships import granted
from vereda.logbook.door import SubjectRef
from vereda.logbook.schema import Folded

type Rows = dict[type, list[Membership] | list[Device] | list[Practice] | list[BrokenGlass] | list[ToldOfGlass]]


def memberships(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the membership's row; none while only a revocation or a confirmation has arrived."""
    state, told = folded.state, granted(folded.state)
    if told is None:
        return {}
    row = Membership(
        subject=UUID(subject),
        account=UUID(told["account"]),
        role=told["role"],
        country=told["country"],
        group=told["group"],
        state=told["state"],
        institution_role=told["institution_role"],
        institution=state.get("institution", ""),
        from_on=date.fromisoformat(told["from_on"]),
        until_on=_day(told["until_on"]),
        confirmed_on=_day(state.get("confirmed_on")),
        revoked_on=_day(state.get("revoked_on")),
    )
    return {Membership: [row]}


def devices(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the device's row; none while only its revocation has arrived."""
    state, told = folded.state, folded.state.get("enrolled")
    if told is None:
        return {}
    row = Device(
        subject=UUID(subject),
        country=told["country"],
        group=told["group"],
        label=told["label"],
        token_hash=told["token_hash"],
        public_key=told["public_key"],
        is_node=told.get("is_node", False),
        agents=dict(sorted(state.get("agents", {}).items())),
        enrolled_at=datetime.fromisoformat(state["enrolled_at"]),
        revoked_at=_instant(state.get("revoked_at")),
        revoked_for=state.get("revoked_for", ""),
        lost_at=_instant(state.get("lost_at")),
        wiped_at=_instant(state.get("wiped_at")),
    )
    return {Device: [row]}


def practices(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the practice's row; none while only its end has arrived."""
    begun, ended = folded.state.get("begun"), folded.state.get("ended")
    if begun is None:
        return {}
    row = Practice(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        begun_at=datetime.fromisoformat(begun[0]),
        begun_by=begun[1],
        until=datetime.fromisoformat(begun[2]),
        ended_at=_instant(ended[0] if ended else None),
    )
    return {Practice: [row]}


def glasses(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return what was opened in an emergency; none while only a review has arrived."""
    broken = folded.state.get("broken")
    if broken is None:
        return {}
    at, by, entry, told = broken
    reviews = sorted((datetime.fromisoformat(one[0]), id_, one) for id_, one in folded.state.get("reviews", {}).items())
    first = reviews[0] if reviews else None
    row = BrokenGlass(
        subject=UUID(subject),
        country=ref.country,
        at=datetime.fromisoformat(at),
        by=by,
        asked=UUID(entry),
        reviewed_at=first[0] if first else None,
        reviewed_by=first[2][1] if first else "",
        justified=first[2][2] if first else None,
        reviewed=UUID(first[1]) if first else None,
        record=UUID(told["record"]) if told["record"] else None,
        **{name: told[name] for name in ("role", "of_group", "purpose", "record_class", "group", "folio")},
    )
    return {BrokenGlass: [row]}


def told_of_glass(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return what a group was told."""
    told = folded.state.get("told")
    if told is None:
        return {}
    row = ToldOfGlass(
        subject=UUID(subject),
        country=ref.country,
        to=ref.group,
        at=datetime.fromisoformat(told[0]),
        by=told[1],
        glass=UUID(told[2]["glass"]),
        **{name: told[2][name] for name in ("by_group", "role", "record_class", "group", "folio")},
    )
    return {ToldOfGlass: [row]}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
