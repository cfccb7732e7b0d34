"""Warnings of authorities brought in and taken out; warnings of the post given, changed, ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vereda.countries.door import CrossingPoint, pack
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import Channel
from vereda.practice import is_practice, real_of
from vereda.safety.entries.warning import CapReference, WarningGiven, WarningTakenOut, WarningTold
from vereda.safety.errors.warning import (
    CapFromFuture,
    CapTooOld,
    GivenAreaUnknown,
    GivenNotForAll,
    GivenNotThere,
    GivenUntilWrong,
    WarningNotThere,
)
from vereda.safety.lookups import warning as lookups
from vereda.safety.lookups.closed import closed_area
from vereda.safety.models.warning import AuthorityWarning, GivenWarning
from vereda.safety.rules.cap_out import OF_CLOSED, identifier_of
from vereda.safety.rules.warning import ends_at, subject_of
from vereda.safety.words import (
    GIVEN_HOURS_MOST,
    CapCertainty,
    CapMessage,
    CapSeverity,
    CapStatus,
    CapUrgency,
    ClosedFor,
    GivenFor,
)

CLOCKS_DIFFER = timedelta(minutes=15)


@dataclass(frozen=True)
class Brought:
    """What became of a file: its warning at the first group, and at how many groups it is new."""

    subject: UUID
    new: int


def bring_in(told: WarningTold, *, by: Sequence[Author], at: datetime) -> Brought:
    """Record a warning at one group, or at each of several; where it is known already, nothing is written.

    by  who brings it, once for each group
    Raises CapTooOld for a warning that is over (an ending never is), CapFromFuture.
    """
    if told.sent - at > CLOCKS_DIFFER:
        raise CapFromFuture(at=told.sent.isoformat())
    over = ends_at(told.sent, (one.expires for one in told.infos))
    if told.message is CapMessage.ALERT and over <= at:
        raise CapTooOld(at=over.isoformat())
    subjects = {one.group: subject_of(one.country, one.group, told) for one in by}
    with in_turn("warnings", by[0].country):
        new = [one for one in by if lookups.warning(subjects[one.group], one.group, one.country) is None]
        record_all([Draft(payload=told, subject=subjects[one.group], by=one, at=at, channel=Channel.IMPORT) for one in new])
    return Brought(subjects[by[0].group], len(new))


def pass_on(*, warning: UUID, group: str, by: Sequence[Author], at: datetime) -> int:
    """Give a warning that one post has to the others; return at how many it is new. Raises WarningNotThere."""
    row = lookups.warning(warning, group, by[0].country)
    if row is None:
        raise WarningNotThere
    return bring_in(told_again(row), by=by, at=at).new


def told_again(row: AuthorityWarning) -> WarningTold:
    """Return the message of a row, as its file told it."""
    names = (one.split(",") for one in row.references)
    return WarningTold.model_validate(
        {
            "sent": row.sent_at,
            "references": [{"sender": sender, "identifier": name, "sent": sent} for sender, name, sent in names],
            **{name: getattr(row, name) for name in ("sender", "identifier", "status", "message", "institution", "infos")},
        }
    )


def take_out(*, warning: UUID, by: Author, at: datetime) -> Receipt:
    """Take a warning out that was brought by mistake. Raises WarningNotThere."""
    with in_turn("warnings", by.country):
        if lookups.warning(warning, by.group, by.country) is None:
            raise WarningNotThere
        return record(WarningTakenOut(), subject=warning, by=by, at=at)


# Warnings of the post -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Danger:
    """What a post warns of.

    municipality  code of the pack; point: code of a formal crossing point that the pack publishes, ''
    closed_area   of which it is made, if of one
    """

    hazard: GivenFor
    municipality: str
    point: str = ""
    urgency: CapUrgency
    severity: CapSeverity
    certainty: CapCertainty
    onset: datetime
    expires: datetime
    closed_area: UUID | None = None


def give(danger: Danger, *, sender: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Give a warning out. sender: how this installation is called outside.

    Raises GivenAreaUnknown, GivenUntilWrong, GivenNotForAll.
    """
    payload = _payload(danger, sender, by, at, CapMessage.ALERT)
    return record(payload, by=by, at=at.replace(microsecond=0), id=entry)


def change(*, given: UUID, danger: Danger, sender: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Give it out anew, with what changed, in the place of all that was said before. Raises GivenNotThere and as `give`."""
    with in_turn("given warnings", str(given)):
        row = _standing(given, by, at)
        payload = _payload(danger, sender, by, at, CapMessage.UPDATE)
        said = payload.model_copy(update={"references": _earlier(row)})
        return record(said, subject=given, by=by, at=_after(row, at), id=entry)


def cancel(*, given: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """End it before its hour. Raises GivenNotThere."""
    with in_turn("given warnings", str(given)):
        row = _standing(given, by, at)
        last = WarningGiven.model_validate(row.messages[-1][3])
        said = last.model_copy(update={"message": CapMessage.CANCEL, "references": _earlier(row)})
        return record(said, subject=given, by=by, at=_after(row, at), id=entry)


def _standing(given: UUID, by: Author, at: datetime) -> GivenWarning:
    row = lookups.given(given, by.group, by.country)
    if row is None or row.is_cancelled or row.expires_at <= at:
        raise GivenNotThere
    return row


def _earlier(row: GivenWarning) -> list[CapReference]:
    return [
        CapReference(sender=told["sender"], identifier=identifier_of(entry), sent=datetime.fromisoformat(sent))
        for entry, sent, _who, told in row.messages
    ]


def _after(row: GivenWarning, at: datetime) -> datetime:
    """Return the instant of a message: a second after the last one at least, so that who reads both knows their order."""
    last = datetime.fromisoformat(row.messages[-1][1])
    return max(at, last + timedelta(seconds=1)).replace(microsecond=0)


def _payload(danger: Danger, sender: str, by: Author, at: datetime, message: CapMessage) -> WarningGiven:
    here, group = pack(by.country), real_of(by.group)
    area, point = here.admin2.get(danger.municipality), here.crossing_points.get(danger.point)
    if area is None or (danger.point and (point is None or not is_published(point, area.state))):
        raise GivenAreaUnknown
    if danger.closed_area is not None:
        closed = closed_area(danger.closed_area, by.group, by.country)
        if closed is None or ClosedFor(closed.reason) not in OF_CLOSED:
            raise GivenNotForAll
    if not (danger.onset < danger.expires and at < danger.expires <= at + timedelta(hours=GIVEN_HOURS_MOST)):
        raise GivenUntilWrong
    place = f"{area.name}, {here.admin1[area.state].name}"
    return WarningGiven(
        sender=sender,
        sender_name=here.groups[group].name,
        status=CapStatus.EXERCISE if is_practice(by.group) else CapStatus.ACTUAL,
        message=message,
        hazard=danger.hazard,
        urgency=danger.urgency,
        severity=danger.severity,
        certainty=danger.certainty,
        onset=danger.onset.replace(microsecond=0),
        expires=danger.expires.replace(microsecond=0),
        state=area.state,
        municipality=area.code,
        area_said=f"{point.name} ({place})" if point else place,
        closed_area=danger.closed_area,
    )


def is_published(point: CrossingPoint, state: str) -> bool:
    """Tell whether a warning may name a crossing point: an open, formal one of that state. An informal one never."""
    return point.kind.startswith("formal") and state in (point.state_a, point.state_b)
