"""What headquarters passes down to a post: entries of the post's own group, by block, with keys of the classes it may hold.

First a list (id, digest, whether it is held), then those that the post does not have, each with its content keys sealed to
that post. What a closed class seals stays closed: the box travels, its key does not. Headquarters signs what it passes down,
so that it may come back after a restore (`recovering`). Source: rules.md, sections 2 and 4.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from vereda.errors import FieldError
from vereda.logbook import registry, sealing
from vereda.logbook.actions.following import DECISIONS
from vereda.logbook.envelopes import POST_CLASSES, Recipient
from vereda.logbook.lookups import content_keys
from vereda.logbook.models import Block, Box, HeldEntry, LogEntry, Place, State
from vereda.logbook.nodekeys import node_keys
from vereda.practice import shadow_of

WINDOW_MOST = 2000  # entries looked at in one question
LIST_MOST = 500  # entries told of in one answer, where blocks are not larger
LOOKS = 50  # windows looked at before an answer is given, also an empty one
REMARKS = ("logbook.clock_limited", "logbook.conflict_resolved", "logbook.subject_erased")


@dataclass(frozen=True, kw_only=True)
class Ours:
    """What belongs to a post. `also`: subjects of other kinds that it must know (memberships and devices of the group)."""

    country: str
    group: str
    also: frozenset[UUID] = frozenset()

    @property
    def groups(self) -> tuple[str, str]:
        """The group, and what it practises."""
        return self.group, shadow_of(self.group)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry that a post should have, and how it stands at headquarters: held ('' when it is folded), and why."""

    id: UUID
    digest: str
    held: str
    why: str


class Judged(NamedTuple):
    """How headquarters held an entry when it passed it down ('' when it was folded), why, and whose supervisor decides."""

    held: str
    why: str
    country: str
    group: str


@dataclass(frozen=True)
class Page:
    """Entries of whole blocks, in chain order. `cursor`: the last block looked at; `more`: whether blocks follow."""

    listed: Sequence[Listed]
    cursor: int
    more: bool


def list_for(ours: Ours, after: int) -> Page:
    """Return what a post should have of the blocks after `after`, at most a few hundred entries, whole blocks."""
    last = Block.objects.order_by("-number").values_list("number", flat=True).first() or 0
    wanted: dict[UUID, None] = {}
    cursor = after
    for _ in range(LOOKS):
        until = _window(cursor)
        if until is None or len(wanted) >= LIST_MOST:
            break
        wanted.update(dict.fromkeys(_of_window(ours, cursor, until)))
        cursor = until
    return Page(_listed(list(wanted)), cursor, cursor < last)


def whole(ours: Ours, ids: Sequence[UUID], to: Recipient) -> list[dict[str, Any]]:  # Any: JSON
    """Return entries with boxes and, sealed to the post, the content keys that it may hold. Ids of others are left out."""
    found = list(LogEntry.objects.filter(id__among=ids))
    may_hold = set(_may_hold(ours, found)) | _decided_for(ours, found)
    rows = [row for row in found if row.id in may_hold]
    proofs = _proofs(rows)
    return [{**told, "passed": proofs[row.id]} for row, told in zip(rows, travelling(rows, to), strict=True)]


def travelling(rows: Sequence[LogEntry], to: Recipient) -> list[dict[str, Any]]:  # Any: JSON
    """Return entries as they travel between headquarters and a post, their content keys sealed to the one that gets them."""
    boxes: dict[UUID, list[Box]] = {}
    for box in Box.objects.filter(entry__among=[row.id for row in rows]).order_by("id"):
        boxes.setdefault(box.entry, []).append(box)
    keys = content_keys([box for some in boxes.values() for box in some if box.cls in POST_CLASSES])
    return [_whole(row, boxes.get(row.id, []), keys, to) for row in rows]


def passed_text(entry: UUID, digest: bytes, judged: Judged, signed: bytes) -> bytes:
    """Return what headquarters signs of an entry that it passes down: that it stood there with these bytes, and how.

    A post must not turn what was held into what counts, move it to another supervisor, or change who signed it.
    """
    return b"vereda/passed-entry/1\n" + orjson.dumps([str(entry), digest.hex(), *judged, sha256(signed).hexdigest()])


def passed_info(entry: str, node: str) -> bytes:
    """Return what binds the content keys of an entry on their way to a node."""
    return f"vereda/passed/1|{entry}|{node}".encode()


def subjects_of(ours: Ours) -> set[UUID]:
    """Return every subject that a post may hold."""
    kinds = [fold.subject_kind for fold in registry.folds() if fold.subject_kind not in ("membership", "device")]
    own = State.objects.filter(country=ours.country, group__in=ours.groups, kind__in=kinds)
    return set(own.values_list("subject", flat=True)) | set(ours.also)


def _window(after: int) -> int | None:
    """Return the last block of the next window: whole blocks of together at most WINDOW_MOST entries, or one."""
    count, until = 0, None
    for number, entries in Block.objects.filter(number__gt=after).order_by("number").values_list("number", "count")[:1000]:
        count += entries
        if until is not None and count > WINDOW_MOST:
            break
        until = number
    return until


def _of_window(ours: Ours, after: int, until: int) -> Iterable[UUID]:
    """Return the entries that a post should have because of some blocks, in chain order."""
    places = Place.objects.filter(block__gt=after, block__lte=until).order_by("block", "position")
    order = list(places.values_list("entry", flat=True))
    rows = list(LogEntry.objects.filter(id__among=order))
    wanted = set(_may_hold(ours, rows)) | _decided_for(ours, rows)
    # What was decided is told again, as it stands now: the post may have judged otherwise.
    targets = [row.subject for row in rows if row.id in wanted and row.kind in DECISIONS]
    decided = [row for row in _may_hold(ours, list(LogEntry.objects.filter(id__among=targets))) if row not in wanted]
    again = _whole_again([row for row in rows if row.id in wanted], after)
    held = [row for row in _may_hold(ours, _held_of_devices([row for row in rows if row.id in wanted])) if row not in wanted]
    return [*again, *decided, *held, *[one for one in order if one in wanted]]


def _held_of_devices(rows: Sequence[LogEntry]) -> list[LogEntry]:
    """Return what is held of the devices that some entries tell of: a revocation that came back may have it held since."""
    devices = {str(row.subject) for row in rows if registry.kind_of(row.kind).subject_kind == "device"}
    found = LogEntry.objects.filter(device__in=sorted(devices), device_seq__isnull=False)
    return list(found.filter(id__in=HeldEntry.objects.values("entry"))) if devices else []


def _decided_for(ours: Ours, rows: Sequence[LogEntry]) -> set[UUID]:
    """Return those decisions that are about an entry which the post may hold, whoever decided."""
    decisions = [row for row in rows if row.kind in DECISIONS]
    targets = list(LogEntry.objects.filter(id__among=[row.subject for row in decisions]))
    may_hold = set(_may_hold(ours, targets))
    return {row.id for row in decisions if row.subject in may_hold}


def _may_hold(ours: Ours, rows: Sequence[LogEntry]) -> Iterable[UUID]:
    """Yield those entries whose subject belongs to the post, and whose kind is of a class that it may hold."""
    subjects = {row.subject for row in rows}
    states = State.objects.filter(subject__among=subjects, country=ours.country, group__in=ours.groups)
    own = {id_ for id_, kind in states.values_list("subject", "kind") if kind not in ("membership", "device")}
    own |= subjects & ours.also
    waiting = HeldEntry.objects.filter(entry__among=[row.id for row in rows], country=ours.country, group__in=ours.groups)
    held = set(waiting.values_list("entry", flat=True))
    for row in rows:
        # A decision has a subject of its own, and what is held may have none yet: there the group says whose it is.
        is_of_group = row.country == ours.country and row.group in ours.groups and (row.kind in DECISIONS or row.id in held)
        if (row.subject in own or is_of_group) and _is_open(row.kind):
            yield row.id


def _is_open(kind: str) -> bool:
    try:
        return registry.kind_of(kind).sealed_as in POST_CLASSES
    except FieldError:
        return False  # of a program newer than this one: what class it has is not known here


def _whole_again(rows: Sequence[LogEntry], after: int) -> list[UUID]:
    """Return the earlier entries of subjects that only now belong to the post, or of which only remarks stood before."""
    subjects = {row.subject for row in rows}
    earlier: dict[UUID, list[tuple[UUID, str, str]]] = {}
    found = LogEntry.objects.filter(subject__among=subjects).exclude(id__in=[row.id for row in rows])
    before = set(
        Place.objects.filter(entry__among=list(found.values_list("id", flat=True)), block__lte=after).values_list(
            "entry", flat=True
        )
    )
    for id_, subject, kind, group in found.values_list("id", "subject", "kind", "group"):
        if id_ in before:
            earlier.setdefault(subject, []).append((id_, kind, group))
    group_of = {row.subject: row.group for row in rows}
    again: list[UUID] = []
    for subject, entries in earlier.items():
        is_new_here = all(kind in REMARKS for _, kind, _ in entries) or any(group != group_of[subject] for *_, group in entries)
        if is_new_here:
            again += [id_ for id_, *_ in entries]
    return again


def _listed(ids: Sequence[UUID]) -> list[Listed]:
    digests = dict(LogEntry.objects.filter(id__among=ids).values_list("id", "digest"))
    held = {row.entry: row for row in HeldEntry.objects.filter(entry__among=ids)}
    return [
        Listed(id_, bytes(digests[id_]).hex(), held[id_].held if id_ in held else "", held[id_].why if id_ in held else "")
        for id_ in ids
    ]


def _proofs(rows: Sequence[LogEntry]) -> dict[UUID, list[str]]:
    """Return how some entries stand here and this node's signature of it, as it travels: the fields of `Judged`, base64."""
    held = {row.entry: row for row in HeldEntry.objects.filter(entry__among=[row.id for row in rows])}
    proofs = {}
    for row in rows:
        waits = held.get(row.id)
        judged = Judged(waits.held, waits.why, waits.country, waits.group) if waits else Judged("", "", "", "")
        text = passed_text(row.id, bytes(row.digest), judged, bytes(row.signed or b""))
        proofs[row.id] = [*judged, b64encode(node_keys().sign_bytes(text)).decode()]
    return proofs


def _whole(row: LogEntry, boxes: Sequence[Box], keys: dict[int, bytes], to: Recipient) -> dict[str, Any]:  # Any: JSON
    """Return one entry as it travels. Boxes stand in the order of the body, by their digest; None: no longer here."""
    raw = bytes(row.body)
    here = {sealing.digest(bytes(box.sealed)): box for box in boxes}
    named = [box["sha256"] for box in orjson.loads(raw)["boxes"]]
    found = [here.get(one) for one in named]
    is_open = [place for place, box in enumerate(found) if box is not None and box.id in keys]
    told = b"".join(keys[box.id] for box in found if box is not None and box.id in keys)
    sealed = sealing.SUITE.encrypt(told, to.public, passed_info(str(row.id), to.id)) if told else b""
    return {
        "body": raw.decode(),
        "boxes": [None if box is None else b64encode(bytes(box.sealed)).decode() for box in found],
        "open": is_open,
        "keys": b64encode(sealed).decode(),
        "signed": b64encode(bytes(row.signed or b"")).decode(),
    }
