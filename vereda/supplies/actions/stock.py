"""What a post records of its stock. Nothing here refuses for want of stock: a book below zero is shown, not forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError
from django.utils import timezone

from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record_all, subject_of_entry
from vereda.logbook.schema import uuid7, uuid8
from vereda.supplies import errors
from vereda.supplies.entries import stock as entries
from vereda.supplies.entries.stock import FoundLine, Holder, Line, ReceivedLine
from vereda.supplies.lookups import stock as lookups
from vereda.supplies.rules.stock import marks_of, subject_of
from vereda.supplies.words import AdjustedFor, CameFrom, Moved, WrittenOffFor


def receive(
    lines: Sequence[ReceivedLine],
    *,
    came_from: CameFrom,
    by: Author,
    at: datetime,
    donor: str = "",
    grant: str = "",
    document: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that goods came. `entry`: id that a form gives, so that two taps are one entry."""
    told = entries.StockReceived(
        lines=list(_known(lines, by)), came_from=came_from, donor=donor.strip(), grant=grant.strip(), document=document.strip()
    )
    return once([draft(told, by=by, at=at, entry=entry)])[0]


def issue(lines: Sequence[Line], *, holder: Holder, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that goods left the shelf with somebody who answers for them."""
    told = entries.StockIssued(lines=list(_known(lines, by)), holder=holder)
    return once([draft(told, by=by, at=at, entry=entry)])[0]


def give(lines: Sequence[Line], *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that goods were given at the post, from the shelf. What a holder gave is told when it comes back."""
    return once([give_draft(lines, by=by, at=at, entry=entry)])[0]


def give_draft(
    lines: Sequence[Line],
    *,
    by: Author,
    at: datetime,
    holder: Holder | None = None,
    encounter: UUID | None = None,
    distribution: UUID | None = None,
    entry: UUID | None = None,
) -> Draft:
    """Return that goods were given, from the shelf or out of what a holder took, to record it together with other facts."""
    told = entries.StockGiven(lines=list(_known(lines, by)), holder=holder, encounter=encounter, distribution=distribution)
    return draft(told, by=by, at=at, entry=entry)


def come_back(
    holder: Holder,
    *,
    returned: Sequence[Line] = (),
    given: Sequence[Line] = (),
    written_off: Sequence[Line] = (),
    reason: WrittenOffFor = WrittenOffFor.OTHER,
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> list[Receipt]:
    """Record what a holder says of what it took: what is back on the shelf, what was given, what is gone and why; all or none."""
    told: list[entries.Stock] = []
    if returned:
        told.append(entries.StockReturned(lines=list(_known(returned, by)), holder=holder))
    if given:
        told.append(entries.StockGiven(lines=list(_known(given, by)), holder=holder))
    if written_off:
        told.append(entries.StockWrittenOff(lines=list(_known(written_off, by)), reason=reason, holder=holder))
    if not told:
        raise errors.NothingMoved
    return once([draft(one, by=by, at=at, entry=_part(entry, number)) for number, one in enumerate(told)])


def write_off(
    lines: Sequence[Line],
    *,
    reason: WrittenOffFor,
    by: Author,
    at: datetime,
    holder: Holder | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that goods are gone without having been given."""
    told = entries.StockWrittenOff(lines=list(_known(lines, by)), reason=reason, holder=holder)
    return once([draft(told, by=by, at=at, entry=entry)])[0]


def count(lines: Sequence[FoundLine], *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what was found on the shelf. The book stays as it is; what differs waits for who explains it."""
    return once([draft(entries.StockCounted(lines=list(_known(lines, by))), by=by, at=at, entry=entry)])[0]


def explain(*, counted: UUID, item: str, reason: AdjustedFor, by: Author) -> Receipt:
    """Explain what a count and the book differ in, as of the time of the count. Raises CountNotHere, NothingToExplain."""
    with in_turn("stock_explained", by.country, by.group):
        found = [one for one in lookups.differences(by.group, by.country, None, entry=counted) if one.item == item]
        if not found:
            raise errors.CountNotHere
        if not found[0].left:
            raise errors.NothingToExplain
        told = entries.StockAdjusted(item=item, delta=found[0].left, reason=reason, count=counted)
        return record_all([draft(told, by=by, at=found[0].counted_at)])[0]


def send(
    lines: Sequence[ReceivedLine], *, to_group: str, by: Author, at: datetime, entry: UUID | None = None
) -> tuple[Receipt, UUID]:
    """Record that goods left for another post; return the number that travels with them."""
    if to_group == by.group:
        raise errors.OwnPost
    if to_group not in pack(by.country).groups:
        raise errors.UnknownKind(value=to_group)
    transfer = entry or uuid7(int(at.timestamp() * 1000))
    told = entries.StockSent(lines=list(_known(lines, by)), to_group=to_group, transfer=transfer)
    return once([draft(told, by=by, at=at, entry=entry)])[0], transfer


def arrive(
    lines: Sequence[ReceivedLine],
    *,
    from_group: str,
    by: Author,
    at: datetime,
    transfer: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that goods came from another post."""
    if from_group == by.group:
        raise errors.OwnPost
    if from_group not in pack(by.country).groups:
        raise errors.UnknownKind(value=from_group)
    told = entries.StockArrived(lines=list(_known(lines, by)), from_group=from_group, transfer=transfer)
    return once([draft(told, by=by, at=at, entry=entry)])[0]


def hear_of(transfer: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that the other post said that what was sent is there. Raises MovementNotHere."""
    row = lookups.of_group(by.group, by.country).filter(transfer=transfer, what=Moved.SENT, is_withdrawn=False).first()
    if row is None or row.heard_at:
        raise errors.MovementNotHere
    return record_all([Draft(payload=entries.TransferHeard(transfer=transfer), by=by, at=at, subject=row.subject)])[0]


def withdraw(entry: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a movement was noted by mistake: it moves nothing, and stays in the list. Raises MovementNotHere."""
    with in_turn("stock_withdrawn", str(entry)):
        row = lookups.movement(entry, by.group, by.country)
        if row is None or row.is_withdrawn:
            raise errors.MovementNotHere
        return record_all([Draft(payload=entries.StockWithdrawn(entry=entry), by=by, at=at, subject=row.subject)])[0]


def set_low(item: str, mark: int, *, by: Author, at: datetime) -> Receipt:
    """Record from how many of an item on the post wants to be warned; 0: never."""
    list(_known([FoundLine(item=item, found=0)], by))
    told = entries.LowMarkSet(item=item, mark=mark)
    return record_all([Draft(payload=told, by=by, at=at, subject=marks_of(by.country, by.group))])[0]


def draft(payload: entries.Stock, *, by: Author, at: datetime, entry: UUID | None = None) -> Draft:
    """Return a fact of stock on the subject of the post's month of that day. Raises InTheFuture."""
    if at > timezone.now():
        raise errors.InTheFuture
    on = at.astimezone(ZoneInfo(by.zone)).date()
    return Draft(payload=payload, by=by, at=at, subject=subject_of(by.country, by.group, on), id=entry)


def not_yet(entry: UUID | None) -> None:
    """Raise AlreadyNoted where a form was saved before: said first, since what it saved may refuse it the second time."""
    if entry and subject_of_entry(entry):
        raise errors.AlreadyNoted


def once(drafts: Sequence[Draft]) -> list[Receipt]:
    """Record facts whose ids a form gave, or raise AlreadyNoted where that form was saved before."""
    first = drafts[0].id
    not_yet(first)
    try:
        return record_all(drafts)
    except IntegrityError:  # the same form, sent twice at once: the other one wrote it
        if first and subject_of_entry(first):
            raise errors.AlreadyNoted from None
        raise


def _known[L: (Line, ReceivedLine, FoundLine)](lines: Sequence[L], by: Author) -> Sequence[L]:
    """Return lines of the pack's items; raises NothingMoved, UnknownItem."""
    if not lines:
        raise errors.NothingMoved
    items = pack(by.country).supply_items
    for line in lines:
        if line.item not in items:
            raise errors.UnknownItem(value=line.item)
    return lines


def _part(entry: UUID | None, number: int) -> UUID | None:
    """Return the id of one of several entries that a form makes."""
    if entry is None or number == 0:
        return entry
    return uuid8(entry.int >> 80, sha256(f"{entry}|{number}".encode()).digest())
