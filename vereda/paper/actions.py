"""What is done with paper: printed, given out, taken back, typed, cancelled, destroyed. Typed twice, a sheet counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from vereda.logbook.door import Author, Draft, Receipt, Told, history, in_turn, open_box, record, record_all, subject, this_node
from vereda.logbook.schema import Channel
from vereda.paper import lookups
from vereda.paper.entries import (
    RANGE_MOST,
    SheetCancelled,
    SheetDestroyed,
    SheetsIssued,
    SheetsPrinted,
    SheetsReturned,
    SheetTyped,
)
from vereda.paper.errors import (
    CopiesOutOfRange,
    RangeBackwards,
    SerialsUsedUp,
    SheetAlreadyTyped,
    SheetErased,
    SheetNotTyped,
    SheetSaysOther,
    SheetsNotPrinted,
)
from vereda.paper.models import SheetBatch
from vereda.paper.rules.serials import MOST, POST_FROM, Serial
from vereda.paper.words import CancelledFor, DestroyedBy, Form

COPIES_MOST = 200


def print_sheets(
    form: Form, *, copies: int, lang: str, lists: Mapping[str, Sequence[str]], by: Author, at: datetime
) -> list[Serial]:
    """Give so many new serials of a form to the author's group and return them. Raises CopiesOutOfRange, SerialsUsedUp.

    lists  codes of each list in the order in which the boxes are numbered on the paper
    """
    if not 1 <= copies <= COPIES_MOST:
        raise CopiesOutOfRange(most=COPIES_MOST)
    least, most = (POST_FROM, MOST) if this_node().is_post else (1, POST_FROM - 1)
    with in_turn("sheets", by.country, by.group, form):
        first = lookups.last_number(by.group, by.country, form, most, least) + 1
        last = first + copies - 1
        if last > most:
            raise SerialsUsedUp
        told = {name: list(codes) for name, codes in lists.items()}
        record(SheetsPrinted(form=form, first=first, last=last, lang=lang, lists=told), by=by, at=at)
    return [Serial(by.country, by.group, form, number) for number in range(first, last + 1)]


def give_out(form: Form, *, first: int, last: int, to: str, by: Author, at: datetime) -> list[Receipt]:
    """Record that sheets went out with somebody's team. Raises RangeBackwards, SheetsNotPrinted."""
    ranges = _printed(form, first, last, by)
    return record_all(
        [Draft(payload=SheetsIssued(first=low, last=high, to=to), subject=batch, by=by, at=at) for batch, low, high in ranges]
    )


def take_back(form: Form, *, first: int, last: int, by: Author, at: datetime) -> list[Receipt]:
    """Record that sheets came back blank. Raises RangeBackwards, SheetsNotPrinted."""
    ranges = _printed(form, first, last, by)
    return record_all(
        [Draft(payload=SheetsReturned(first=low, last=high), subject=batch, by=by, at=at) for batch, low, high in ranges]
    )


def cancel_sheet(serial: Serial, reason: CancelledFor, *, by: Author, at: datetime) -> Receipt:
    """Record that a sheet will not be typed. Raises SheetAlreadyTyped."""
    with in_turn("sheet", str(serial.sheet)):
        found = lookups.sheet(serial)
        if found and found.typed_at:
            raise SheetAlreadyTyped
        return record(SheetCancelled(form=serial.form, number=serial.number, reason=reason), subject=serial.sheet, by=by, at=at)


def destroy_sheets(serials: Iterable[Serial], how: DestroyedBy, *, by: Author, at: datetime) -> list[Receipt]:
    """Record that the paper of typed or cancelled sheets is gone, each once. Raises SheetNotTyped."""
    drafts = []
    with in_turn("destroyed", by.country, by.group):
        for serial in serials:
            found = lookups.sheet(serial)
            if found is None or not (found.typed_at or found.cancelled_for):
                raise SheetNotTyped
            if not found.destroyed_at:
                payload = SheetDestroyed(form=serial.form, number=serial.number, how=how)
                drafts.append(Draft(payload=payload, subject=serial.sheet, by=by, at=at))
        return record_all(drafts) if drafts else []


# --- typing ------------------------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What typing a sheet did."""

    NEW = "new"
    MORE = "more"  # the sheet says something that was still open when it was typed first: how a mission ended
    KNOWN = "known"  # the same again: nothing was written
    OTHER = "other"  # it stands beside what was typed first, for a person to decide


@dataclass(frozen=True)
class Typing:
    """What typing a sheet did, and to which record."""

    record: UUID
    outcome: Outcome


def type_sheet(
    serial: Serial,
    drafts: Sequence[Draft],
    *,
    by: Author,
    at: datetime,
    now: datetime,
    beside: bool = False,
    adds: bool = False,
) -> Typing:
    """Record what stands on a sheet, once.

    drafts  what the sheet tells: at most one of each kind; they all become entries of the one record that the serial names.
            None where its content is typed on a page of its own: the sheet is done all the same
    at      when it was typed
    adds    the sheet tells of quantities that are added (stock, taps): an entry has the same id on every machine, so that what
            two type apart is added once; what differs is flagged, and mended on the page of the goods
    beside  somebody saw what stands and says that the sheet says otherwise: both are kept, the difference waits for a person
    Raises SheetErased; SheetSaysOther when something else is typed already and `beside` is not said. Then nothing is written.
    """
    with in_turn("sheet", str(serial.sheet)):
        found = subject(serial.record)
        if found and found.is_erased:
            raise SheetErased
        if adds:
            return _type_added(serial, drafts, by=by, at=at, now=now)
        before = readings(serial.record)
        differing = [draft for draft in drafts if differs(draft, before)]
        if differing and not beside:
            raise SheetSaysOther
        fresh = [draft for draft in drafts if not _stands(draft, before)]
        if not fresh and (drafts or _is_typed(serial)):
            return Typing(serial.record, Outcome.KNOWN)
        record_all(_entries(serial, fresh, differing, before, by=by, at=at), now=now)
    return Typing(serial.record, Outcome.OTHER if differing else Outcome.MORE if before else Outcome.NEW)


def _type_added(serial: Serial, drafts: Sequence[Draft], *, by: Author, at: datetime, now: datetime) -> Typing:
    """Record what a sheet adds, each part under an id of its own; raises SheetSaysOther where a part was typed otherwise."""
    named = [replace(draft, id=serial.entry("adds", name), channel=Channel.PAPER) for name, draft in _parts(drafts)]
    named = [draft if draft.subject else replace(draft, subject=serial.record) for draft in named]
    stood = {told.id: told for draft in named if draft.subject for told in history(draft.subject) if told.id == draft.id}
    if any(draft.id in stood and _differences(draft, stood[draft.id]) for draft in named):
        raise SheetSaysOther
    fresh = [draft for draft in named if draft.id not in stood]
    if not fresh and _is_typed(serial):
        return Typing(serial.record, Outcome.KNOWN)
    typed = Draft(
        payload=SheetTyped(form=serial.form, number=serial.number, record=serial.record),
        subject=serial.sheet,
        by=by,
        at=at,
        channel=Channel.PAPER,
        id=serial.entry("typed", this_node().id, len(history(serial.sheet))),
    )
    record_all([typed, *fresh], now=now)
    return Typing(serial.record, Outcome.MORE if stood else Outcome.NEW)


def _parts(drafts: Sequence[Draft]) -> list[tuple[str, Draft]]:
    """Return drafts with names that are the same whenever the sheet is typed: the kind, and which of that kind it is."""
    seen: Counter[str] = Counter()
    named = []
    for draft in drafts:
        kind = draft.payload.kind
        named.append((f"{kind}|{seen[kind]}", draft))
        seen[kind] += 1
    return named


def _is_typed(serial: Serial) -> bool:
    found = lookups.sheet(serial)
    return found is not None and found.typed_at is not None


def readings(record: UUID) -> list[Told]:
    """Return what was typed of a sheet so far, here or elsewhere."""
    return [told for told in history(record) if told.channel == Channel.PAPER and told.payload is not None]


def differs(draft: Draft, before: Sequence[Told]) -> list[str]:
    """Return what a sheet says otherwise than its earlier readings, by name of the field; nothing when one says the same."""
    alike = [told for told in before if told.kind == draft.payload.kind]
    others = [_differences(draft, told) for told in alike]
    return min(others, key=len, default=[])


def _stands(draft: Draft, before: Sequence[Told]) -> bool:
    return any(told.kind == draft.payload.kind and not _differences(draft, told) for told in before)


def _differences(draft: Draft, told: Told) -> list[str]:
    """Return the names of what a reading says otherwise. What was sealed and forgotten since is not compared."""
    assert told.payload is not None
    said, stood = (one.model_dump(mode="json") for one in (draft.payload, told.payload))
    found = [name for name in said if _plain(said[name]) != _plain(stood.get(name))]
    found += ["at"] if draft.at != told.occurred_at else []
    found += ["reported_by"] if (draft.reported_by or draft.by.account) != told.reported_by else []
    return found + _other_boxes(draft, told)


def _other_boxes(draft: Draft, told: Told) -> list[str]:
    boxes = {plain.cls: dict(plain.fields) for plain in draft.boxes}
    there = {box.cls for box in told.boxes}
    found = [str(cls) for cls in boxes.keys() ^ there]
    for cls in boxes.keys() & there:
        opened = open_box(told.id, cls)
        if opened is not None and {**opened, "lang": "", "attachments": []} != {**boxes[cls], "lang": "", "attachments": []}:
            found.append(str(cls))
    return found


def _plain(value: Any) -> Any:  # Any: JSON of a field
    """Return a value so that lists compare whatever the order in which somebody typed their parts."""
    return sorted(map(repr, value)) if isinstance(value, list) else value


def _entries(
    serial: Serial, fresh: Sequence[Draft], differing: Sequence[Draft], before: Sequence[Told], *, by: Author, at: datetime
) -> list[Draft]:
    """Return the drafts with the identity of the sheet. A reading that differs has seen none of what stands: both are kept."""
    node, made = this_node().id, []
    seen: list[UUID] | None = [] if differing or not before else None
    payload = SheetTyped(form=serial.form, number=serial.number, record=serial.record)
    again = len(before)
    sheet_entry = serial.entry("typed", node, again)
    made.append(Draft(payload=payload, subject=serial.sheet, by=by, at=at, channel=Channel.PAPER, id=sheet_entry))
    for draft in fresh:
        id_ = serial.entry(draft.payload.kind, node, again)
        made.append(replace(draft, subject=serial.record, id=id_, seen=seen, channel=Channel.PAPER))
        seen = [id_]  # what follows on the same sheet was written by who had seen the line above
    return made


def _printed(form: Form, first: int, last: int, by: Author) -> list[tuple[UUID, int, int]]:
    """Return (batch, first, last) for the numbers of a range, which must all have been printed."""
    if last < first:
        raise RangeBackwards
    rows = SheetBatch.objects.filter(group=by.group, country=by.country, form=form, first__lte=last, last__gte=first)
    found, reached = [], first
    for row in rows.order_by("first", "subject"):
        low, high = max(row.first, reached), min(row.last, last)
        if low != reached or last - first >= RANGE_MOST:
            break
        found.append((row.subject, low, high))
        reached = high + 1
    if reached <= last:
        raise SheetsNotPrinted(first=first, last=last)
    return found
