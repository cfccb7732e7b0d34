"""All reading of the logbook. Who may read what is decided by access, before these are called."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from itertools import islice
from operator import add
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Value, When

from vereda.logbook import registry, sealing
from vereda.logbook.entries import Payload
from vereda.logbook.envelopes import POST_CLASSES
from vereda.logbook.errors import BoxDamaged, CounterClash
from vereda.logbook.facts import FactRow, keyed
from vereda.logbook.folding import payload_of
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import (
    Block,
    Box,
    Dispute,
    ExactPoint,
    Flag,
    HeldEntry,
    Link,
    LogEntry,
    NamedFile,
    NameToken,
    Place,
    Progress,
    Refused,
    State,
)
from vereda.logbook.nodekeys import index_key, key_store, record_secret, this_node
from vereda.logbook.registry import SubjectRef
from vereda.logbook.rules.fold import BoxRef, Folded
from vereda.logbook.writing import Body
from vereda.practice import is_practice

FOUND = 50  # persons of one search
COMMON = 200  # persons with one token, from which on it is as common as any
GAPS_TOLD = 1000
RANGES = 100  # in one question: each is two parameters, and a branch of the plan


@dataclass(frozen=True)
class Told:
    """One entry of a subject's history, in the order in which it was received."""

    id: UUID
    kind: str
    payload: Payload | None  # None: of a version newer than this program
    author: str
    reported_by: str
    group: str
    channel: str
    device: str
    occurred_at: datetime
    local_on: date
    received_at: datetime
    seen: Sequence[UUID]
    boxes: Sequence[BoxRef]
    held: str
    why: str


@dataclass(frozen=True)
class Subject:
    """A subject as it stands: whose it is, and what its module folded."""

    id: UUID
    ref: SubjectRef
    folded: Folded
    is_erased: bool


def last_received(subjects: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when the last entry of each subject came here: an instant that no wrong clock of a phone moves."""
    rows = LogEntry.objects.filter(subject__among=list(subjects)).values("subject").annotate(last=Max("received_at"))
    return {row["subject"]: row["last"] for row in rows.order_by("subject")}


def subject(id_: UUID | str) -> Subject | None:
    """Return a subject, or None when nothing that begins it was received."""
    row = State.objects.filter(subject=id_).first()
    return _subject(row) if row else None


def subjects(ids: Iterable[UUID | str]) -> dict[UUID, Subject]:
    """Return those of several subjects that are here."""
    return {row.subject: _subject(row) for row in State.objects.filter(subject__among=list(ids))}


def heads(subject_id: UUID | str) -> list[UUID]:
    """Return the heads of a subject: the entries that no other entry of it has seen."""
    row = State.objects.filter(subject=subject_id).values_list("folded", flat=True).first()
    return [UUID(head) for head in orjson.loads(row)["h"]] if row else []


def history(subject_id: UUID | str) -> list[Told]:
    """Return every entry of a subject, as received; what is in quarantine is there and says so."""
    rows = list(LogEntry.objects.filter(subject=subject_id).order_by("received_at", "clock", "id"))
    held = {row.entry: row for row in HeldEntry.objects.filter(subject=subject_id)}
    return [_told(row, held.get(row.id)) for row in rows]


def open_box(entry: UUID | str, cls: str, owner: UUID | str | None = None) -> dict[str, Any] | None:  # Any: JSON
    """Return the fields of a sealed box, or None when there is none, or its key was destroyed."""
    rows = Box.objects.filter(entry=entry, cls=cls)
    if owner is not None:
        rows = rows.filter(owner=owner)
    return next(iter(open_boxes(list(rows)).values()), None)


def open_boxes(rows: Sequence[Box]) -> dict[int, dict[str, Any]]:  # Any: JSON
    """Return by row id the fields of those boxes that still open."""
    keys = content_keys(rows)
    return {
        row.id: sealing.open_sealed(keys[row.id], bytes(row.sealed), _bound(row), str(row.entry))
        for row in rows
        if row.id in keys
    }


def content_keys(rows: Sequence[Box]) -> dict[int, bytes]:
    """Return by row id the content keys of those boxes that still open."""
    keys = key_store().get(sorted({KeyName(row.owner.hex, row.cls) for row in rows if row.wrapped_key}))
    found = {}
    for row in rows:
        key = keys.get(KeyName(row.owner.hex, row.cls))
        if key is None or not row.wrapped_key:
            continue
        try:
            found[row.id] = sealing.decrypt(key, bytes(row.wrapped_key), _bound(row))
        except sealing.InvalidTag:
            if row.cls in POST_CLASSES or not this_node().is_post:
                raise BoxDamaged(entry=str(row.entry)) from None
            # Shut at this post when it was above (go_up.shut_own); the key that is here is of what was written since.
    return found


def _bound(row: Box) -> bytes:
    return sealing.bound_to(str(row.entry), str(row.owner), row.cls, row.version)


def whereabouts(subject_ids: Iterable[UUID | str]) -> dict[UUID, ExactPoint]:
    """Return the latest exact place of each subject that still has one."""
    return {row.subject: row for row in ExactPoint.objects.filter(subject__among=list(subject_ids)).order_by("entry")}


def came_late(kind: str, country: str, groups: Collection[str], from_on: date, to_on: date, after: timedelta) -> int:
    """Return how many entries of a kind, of what happened in groups on local days, arrived here more than `after` it happened.

    Ids begin with the time of writing: entries written up to a month after those days are looked at, later ones are few.
    """
    first = datetime.combine(from_on, time.min, UTC) - timedelta(days=1)
    last = datetime.combine(to_on, time.max, UTC) + timedelta(days=LOOKED_AT_DAYS)
    rows = LogEntry.objects.filter(
        id__gte=_least_id(first), id__lt=_least_id(last), country=country, group__in=list(groups), kind=kind
    )
    return rows.filter(local_on__range=(from_on, to_on), received_at__gt=F("occurred_at") + after).count()


LOOKED_AT_DAYS = 31


def _least_id(at: datetime) -> UUID:
    return UUID(int=max(0, int(at.timestamp() * 1000)) << 80)


def disputes(group: str, country: str) -> list[Dispute]:
    """Return the conflict items that wait for a group."""
    return list(Dispute.objects.filter(group=group, country=country).order_by("kind", "subject", "field"))


def disputes_of(subject_id: UUID | str) -> list[Dispute]:
    """Return the conflict items of one subject."""
    return list(Dispute.objects.filter(subject=subject_id).order_by("field"))


def find_names(tokens: Iterable[str], group: str) -> list[UUID]:
    """Return persons of a group whose names hold all tokens, found by keyed values; at most 50, in the order of their ids.

    The token that fewest bear leads: the others are looked up for each of its persons, so that a common name costs no walk.
    """
    key, there = index_key(group), NameToken.objects.filter(group=group)
    blinds = {sealing.blind(key, token) for token in tokens}
    if not blinds:
        return []
    leads = min(sorted(blinds), key=lambda blind: there.filter(token=blind)[:COMMON].count())
    rows = there.filter(token=leads)
    for blind in sorted(blinds - {leads}):
        rows = rows.filter(Exists(there.filter(token=blind, subject=OuterRef("subject"))))
    return list(rows.order_by("subject").values_list("subject", flat=True)[:FOUND])


def borne_by(tokens: Iterable[str], group: str) -> dict[str, int]:
    """Return how many persons of a group bear each token; found by keyed values, those that nobody bears are left out."""
    key = index_key(group)
    by_blind = {sealing.blind(key, token): token for token in tokens}
    rows = NameToken.objects.filter(token__in=list(by_blind)).values("token").annotate(n=Count("subject", distinct=True))
    return {by_blind[bytes(token)]: n for token, n in rows.values_list("token", "n")}


def find_weighed(weights: Mapping[str, float], group: str, most: int) -> dict[UUID, float]:
    """Return the persons of a group whose tokens weigh most, at most `most`, with how much: the sum over those they bear.

    The key is the group's own, so a token is of no other group, and the index alone is read. A token counts once a person.
    """
    key = index_key(group)
    by_blind = {sealing.blind(key, token): weight for token, weight in weights.items()}
    if not by_blind:
        return {}
    each = [Max(Case(When(token=blind, then=Value(weight)), default=Value(0.0))) for blind, weight in by_blind.items()]
    shared = NameToken.objects.filter(token__in=list(by_blind)).values("subject").annotate(sum=reduce(add, each))
    return dict(shared.order_by("-sum", "subject").values_list("subject", "sum")[:most])


def open_boxes_of(entries: Iterable[UUID], cls: str) -> dict[UUID, dict[str, Any]]:  # Any: JSON
    """Return by owner the fields of the boxes of a class in some entries, as far as they still open."""
    rows = list(Box.objects.filter(entry__in=list(entries), cls=cls))
    opened = open_boxes(rows)
    return {row.owner: opened[row.id] for row in rows if row.id in opened}


def owners_of(entries: Iterable[UUID], cls: str) -> dict[UUID, UUID]:
    """Return by entry whose box of a class it holds, where the box still opens: of who was erased nobody is named any more."""
    rows = list(Box.objects.filter(entry__in=list(entries), cls=cls))
    opened = open_boxes(rows)
    return {row.entry: row.owner for row in rows if row.id in opened}


def named_with(persons: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Return by person who else is named in the same records (encounters, missions, cases)."""
    wanted = set(persons)
    places = Link.objects.filter(linked__in=wanted).values_list("subject", "linked")
    by_record: dict[UUID, set[UUID]] = {}
    for subject, linked in places:
        by_record.setdefault(subject, set()).add(linked)
    there: dict[UUID, set[UUID]] = {}
    for subject, linked in Link.objects.filter(subject__in=by_record).values_list("subject", "linked"):
        for person in by_record[subject] - {linked}:
            there.setdefault(person, set()).add(linked)
    return there


def linked_to(person: UUID | str) -> list[UUID]:
    """Return the subjects (encounters, missions) that name a person."""
    return sorted(set(Link.objects.filter(linked=person).values_list("subject", flat=True)))


def with_folio(folio: str, kinds: Sequence[str], group: str, country: str) -> tuple[UUID | None, list[UUID]]:
    """Return the one subject of a group whose id ends so, and whom it names; (None, []) for none, for several, for an erased one.

    folio  last six signs of an id [hexadecimal]. The same two questions are asked whether it is there or not.
    """
    rows = State.objects.filter(kind__in=kinds, group=group, country=country, is_erased=False)
    found = list(rows.filter(subject__endswith=folio.lower()).values_list("subject", flat=True)[:2])
    one = found[0] if len(found) == 1 else None
    named = Link.objects.filter(subject=one or UUID(int=0)).values_list("linked", flat=True)
    return one, sorted({*named, one}) if one else list(named)


def progress(device: str) -> tuple[int, int]:
    """Return (have_upto, durable_upto): how far a device's numbered entries are here, and how far a backup covers them."""
    row = Progress.objects.filter(device=device).first()
    return (row.have_upto, row.durable_upto) if row else (0, 0)


def is_file_named(file: str) -> bool:
    """Tell whether an entry that is here names a file (SHA-256 of its ciphertext)."""
    return "\0" not in file and NamedFile.objects.filter(file=file).exists()


def missing_numbers(device: str) -> list[int]:
    """Return the numbers of a device that are not here though later ones are, at most 1,000: dropped, or still on their way."""
    row = Progress.objects.filter(device=device).first()
    if row is None or not row.beyond:
        return []
    here = set(row.beyond)
    return list(islice((number for number in range(row.have_upto + 1, max(here)) if number not in here), GAPS_TOLD))


def is_frozen(device: str) -> bool:
    """Tell whether one number of a device came with two entries: it was copied, and all it sends waits for its supervisor."""
    return Flag.objects.filter(device=device, code=CounterClash.code).exists()


def refusals(group: str, country: str) -> list[Refused]:
    """Return what devices of a group signed and this node could not take, the latest first."""
    return list(Refused.objects.filter(group=group, country=country).order_by("-at", "entry"))


def flags(group: str) -> list[Flag]:
    """Return what a person of a group should look at: replaced, invented or doubled entries, clocks ahead; the latest first."""
    return list(Flag.objects.filter(group=group).order_by("-at", "entry"))


def head() -> Block | None:
    """Return the last block."""
    return Block.objects.order_by("-number").first()


def other_country(country: str) -> str:
    """Return whose entries stand here where there is none of this country ("cr"), '' else."""
    if LogEntry.objects.filter(country=country).exists():
        return ""
    return LogEntry.objects.order_by("id").values_list("country", flat=True).first() or ""


def kinds_here() -> list[str]:
    """Return which kinds of facts stand here, also those that this program does not know."""
    return list(LogEntry.objects.order_by("kind").values_list("kind", flat=True).distinct())


def block_of(entry: UUID | str) -> int | None:
    """Return the block that chains an entry."""
    return Place.objects.filter(entry=entry).values_list("block", flat=True).first()


def held(group: str, country: str) -> list[HeldEntry]:
    """Return what waits in quarantine for a group's supervisor."""
    return list(HeldEntry.objects.filter(group=group, country=country, held="quarantine").order_by("entry"))


def facts_of_month(country: str, month: date) -> Iterator[FactRow]:
    """Yield the fact rows of every subject that counts in a month, in order of subject.

    month  its first day
    """
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    rows = State.objects.filter(Q(counted_on__gte=month) & Q(counted_on__lt=after), country=country).order_by("subject")
    incomplete, secret = _incomplete(country), record_secret()
    for row in rows.iterator(chunk_size=2000):
        yield from facts_of(row, incomplete, secret)


def months_counted(country: str) -> list[date]:
    """Return the first days of all months in which something counts."""
    return sorted(State.objects.filter(country=country, counted_on__isnull=False).dates("counted_on", "month"))


def first_counted(country: str) -> date | None:
    """Return the first day on which something counts."""
    rows = State.objects.filter(country=country, counted_on__isnull=False).order_by("counted_on")
    return rows.values_list("counted_on", flat=True).first()


def counted_up_to(country: str, from_on: date, to_on: date, most: int) -> int:
    """Return how many subjects count in a period, at most so many: nothing is counted beyond."""
    return State.objects.filter(country=country, counted_on__range=(from_on, to_on))[:most].count()


def facts_of(row: State, incomplete: set[str] | None = None, secret: bytes | None = None) -> Iterator[FactRow]:
    """Yield the fact rows of one stored subject; an erased one counts by the rows that its erasure carries, and
    what was practised by none.

    incomplete  subjects (imports) that do not count yet; None: look it up
    secret      of the record keys, so that it is derived once a month; None: derive it
    """
    secret = record_secret() if secret is None else secret
    yield from (keyed(one, secret) for one in _facts_of(row, incomplete))


def _facts_of(row: State, incomplete: set[str] | None) -> Iterator[FactRow]:
    if is_practice(row.group):
        return
    state = orjson.loads(row.folded)["s"]
    if row.is_erased:
        for stored in state["rows"]:
            lists = {name: tuple(stored[name]) for name in ("services", "categories")}
            yield FactRow(**{**stored, **lists, "local_on": date.fromisoformat(stored["local_on"])})
        return
    fold = registry.fold_of(row.kind)
    counted = fold.counting(state, _incomplete(row.country) if incomplete is None else incomplete)
    if counted is not None:
        yield from fold.facts(str(row.subject), counted, SubjectRef(row.kind, row.group, row.country))


def _incomplete(country: str) -> set[str]:
    """Return the subjects (imports) of which nothing counts yet, or never will."""
    deciding = {fold.subject_kind: fold.is_complete for fold in registry.folds() if fold.is_complete}
    found = set()
    for row in State.objects.filter(kind__in=list(deciding), country=country):
        if not deciding[row.kind](Folded.from_json(orjson.loads(row.folded)).state):
            found.add(str(row.subject))
    return found


def subject_of_entry(entry: UUID) -> UUID | None:
    """Return the subject that an entry tells of, None when the entry is not here."""
    return LogEntry.objects.filter(id=entry).values_list("subject", flat=True).first()


def known(entries: Iterable[UUID]) -> set[UUID]:
    """Return those of some entries that are here, also held ones."""
    return set(LogEntry.objects.filter(id__among=list(entries)).values_list("id", flat=True))


def subjects_within(ranges: Iterable[tuple[UUID, UUID]]) -> list[Subject]:
    """Return the subjects whose ids lie in one of some ranges, both ends included, in order."""
    wanted, found = list(ranges), []
    for start in range(0, len(wanted), RANGES):
        either = Q()
        for first, last in wanted[start : start + RANGES]:
            either |= Q(subject__range=(first, last))
        found += [_subject(row) for row in State.objects.filter(either).order_by("subject")] if either else []
    return found


def bodies(entries: Iterable[UUID]) -> Mapping[UUID, Body]:
    """Return the bodies of entries."""
    wanted = list(entries)
    return {row.id: Body.model_validate(orjson.loads(bytes(row.body))) for row in LogEntry.objects.filter(id__in=wanted)}


def bodies_of_kind(kind: str, entries: Iterable[UUID | str]) -> list[Body]:
    """Return the bodies of those of some entries that are here and of one kind, in order of id."""
    rows = LogEntry.objects.filter(id__among=list(entries), kind=kind).order_by("id").values_list("body", flat=True)
    return [Body.model_validate(orjson.loads(bytes(body))) for body in rows]


def _subject(row: State) -> Subject:
    folded = Folded.from_json(orjson.loads(row.folded))
    return Subject(row.subject, SubjectRef(row.kind, row.group, row.country), folded, row.is_erased)


def _told(row: LogEntry, held_row: HeldEntry | None) -> Told:
    body = Body.model_validate(orjson.loads(bytes(row.body)))
    newer = held_row is not None and held_row.held == "not_understood"
    return Told(
        id=row.id,
        kind=row.kind,
        payload=None if newer else payload_of(body),
        author=row.author,
        reported_by=body.reported_by,
        group=row.group,
        channel=body.channel,
        device=row.device,
        occurred_at=body.occurred_at,
        local_on=row.local_on,
        received_at=row.received_at,
        seen=body.seen,
        boxes=[BoxRef(str(box.owner), box.cls, box.version, box.sha256) for box in body.boxes],
        held=held_row.held if held_row else "",
        why=held_row.why if held_row else "",
    )


def entries_as_lines() -> Iterator[bytes]:
    """Yield every entry in chain order as a JSON line: block, the author's bytes as text, sealed boxes [base64]. No keys."""
    for block in Block.objects.order_by("number").iterator():
        ids = list(Place.objects.filter(block=block.number).order_by("position").values_list("entry", flat=True))
        rows = LogEntry.objects.in_bulk(ids)
        boxes: dict[UUID, list[str]] = {}
        for box in Box.objects.filter(entry__in=ids).order_by("id"):
            boxes.setdefault(box.entry, []).append(b64encode(bytes(box.sealed)).decode())
        for id_ in ids:
            body = bytes(rows[id_].body).decode()
            yield orjson.dumps({"block": block.number, "body": body, "boxes": boxes.get(id_, [])})
