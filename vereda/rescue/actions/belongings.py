"""What lay with somebody found dead: written by one, countersigned by another, signed for by the official who takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass, uuid7
from vereda.rescue.actions.remains import check_hour, of_group
from vereda.rescue.actions.remains_steps import official_box
from vereda.rescue.entries.remains import (
    BELONGINGS_MOST,
    Belonging,
    BelongingsCountersigned,
    BelongingsListed,
    BelongingsReceived,
    BelongingWithdrawn,
    Official,
)
from vereda.rescue.errors.remains import (
    AlreadyNoted,
    BeforeTheArrival,
    BelongingGone,
    BelongingsEmpty,
    BelongingsThere,
    BelongingsTooMany,
    LaterStepStands,
    ListChanged,
    NotCountersigned,
    NothingToSign,
    NotThereYet,
    OfficialMissing,
    SameHandCountersigns,
)
from vereda.rescue.models.remains import Remains


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One line: what it is, how many, where it lay. line: of one that is said again, None: a new one."""

    what: str
    count: int = 1
    lay: str = ""
    line: UUID | None = None


def list_belongings(*, remains: UUID, seen: Sequence[Seen], by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record lines, new ones and such as are said again; the list is another one then, and is countersigned anew.

    Not once the official signed. Raises LaterStepStands, BelongingsEmpty, BelongingsTooMany, BelongingGone.
    """
    with in_turn("remains", str(remains)):
        row, told = _unsigned(remains, by), [one for one in seen if one.what.strip()]
        if not told:
            raise BelongingsEmpty
        there = {one[0] for one in row.belongings}
        if any(one.line and str(one.line) not in there for one in told):
            raise BelongingGone
        number = len(there) + sum(one.line is None for one in told)
        if number > BELONGINGS_MOST:
            raise BelongingsTooMany(most=BELONGINGS_MOST, n=number)
        first = int(at.timestamp() * 1000)
        named = [(one.line or uuid7(first + place), one) for place, one in enumerate(told)]  # in the order that was typed
        words = [
            {"line": str(line), "what": one.what.strip()} | ({"lay": one.lay.strip()} if one.lay.strip() else {})
            for line, one in named
        ]
        payload = BelongingsListed(lines=[Belonging(line=line, count=one.count) for line, one in named])
        boxes = [Plain(cls=FieldClass.IDENTITY, fields={"lines": words})]
        return record(payload, subject=remains, by=by, at=at, boxes=boxes, id=entry)


def nothing_to_see(*, remains: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that somebody looked without touching, and nothing was to be seen. Raises LaterStepStands, BelongingsThere."""
    with in_turn("remains", str(remains)):
        if _unsigned(remains, by).belongings:
            raise BelongingsThere
        return record(BelongingsListed(nothing=True), subject=remains, by=by, at=at, id=entry)


def withdraw_belonging(*, remains: UUID, line: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a line was a mistake; who says so counts as a writer. Raises LaterStepStands, BelongingGone.

    Not once the official signed.
    """
    with in_turn("remains", str(remains)):
        row = _unsigned(remains, by)
        if str(line) not in {one[0] for one in row.belongings}:
            raise BelongingGone
        return record(BelongingWithdrawn(line=line), subject=remains, by=by, at=at)


def countersign(*, remains: UUID, version: str, by: Author, at: datetime) -> Receipt:
    """Record that the author read the list and found it right. version: of the list that was on the screen.

    Raises NothingToSign, ListChanged, SameHandCountersigns, AlreadyNoted.
    """
    with in_turn("remains", str(remains)):
        row = _listed(remains, version, by)
        if row.signed:
            raise AlreadyNoted(at=timezone.localtime(datetime.fromisoformat(row.signed[0])).isoformat())
        if by.account in writers_of(row):
            raise SameHandCountersigns
        return record(BelongingsCountersigned(listed=version), subject=remains, by=by, at=at)


def receive_belongings(
    *, remains: UUID, version: str, official: Official, by: Author, at: datetime, now: datetime, entry: UUID | None = None
) -> Receipt:
    """Record that the official signed for the list. Raises NotThereYet, NotCountersigned, OfficialMissing, BeforeTheArrival."""
    with in_turn("remains", str(remains)):
        row = _listed(remains, version, by)
        if row.came_at is None:
            raise NotThereYet
        if row.received_at:
            raise AlreadyNoted(at=timezone.localtime(row.received_at).isoformat())
        if not row.signed:
            raise NotCountersigned
        if not official.name:
            raise OfficialMissing
        check_hour(at, now)
        if at < row.came_at:
            raise BeforeTheArrival
        payload = BelongingsReceived(listed=version)
        return record(payload, subject=remains, by=by, at=at, boxes=official_box(official), id=entry)


def writers_of(row: Remains) -> set[str]:
    """Return who wrote the list as it stands; whoever took a line away wrote it too."""
    wrote = {one[3] for one in row.belongings} | {one[2] for one in row.taken_off}
    return wrote | ({row.nothing[1]} if row.nothing else set())


def _unsigned(remains: UUID, by: Author) -> Remains:
    """Return a file whose list may change: what the official took is what it said. A mistaken signature is undone first."""
    row = of_group(remains, by)
    if row.received_at:
        raise LaterStepStands
    return row


def _listed(remains: UUID, version: str, by: Author) -> Remains:
    row = of_group(remains, by)
    if not row.version:
        raise NothingToSign
    if row.version != version:
        raise ListChanged
    return row
