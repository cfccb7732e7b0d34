"""What tells of a subject and stands elsewhere: notes that name a person, the report of who seeks them, where somebody was found.

It goes when the subject is erased, and is not kept when it comes later. Read at an erasure and when something arrives, never by a
fold: whatever comes in whichever order, the same keys are gone after the next run of the retention job.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import orjson

from vereda.logbook import registry
from vereda.logbook.keystore import KeyName
from vereda.logbook.lookups import linked_to, open_boxes
from vereda.logbook.models import Box, ErasedKey, ExactPoint, Link, LogEntry
from vereda.logbook.models import State as Stored
from vereda.logbook.rules.fold import Folded, State
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Prepared, as_entry

PERSON = b'"person'
"""What every payload holds that names a person; a first look, since such entries are rare."""


@dataclass
class Elsewhere:
    """named: subjects whose free text tells of a person; keys: of all that does; names: as `SubjectFold.known_as` says."""

    named: set[UUID] = field(default_factory=set)
    keys: set[KeyName] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


def elsewhere(subject: UUID, *, with_notes: bool = True) -> Elsewhere:
    """Return what tells of a subject outside of it. with_notes: also under another name, in what has a day of its own to go."""
    found = _linked(subject)
    if with_notes:
        found.keys |= _notes(found.names)
    return found


def bar(names: Iterable[KeyName], now: datetime) -> None:
    """Have keys never be made again, and the exact places under them be gone."""
    wanted = sorted(set(names))
    ErasedKey.objects.bulk_create(
        [ErasedKey(owner=UUID(name.owner), cls=name.cls, erased_at=now) for name in wanted], ignore_conflicts=True
    )
    places = [UUID(name.owner) for name in wanted if name.cls == FieldClass.WHEREABOUTS]
    if places:
        ExactPoint.objects.filter(entry__among=places).delete()


def bar_late(entries: Sequence[Prepared], now: datetime) -> None:
    """Bar what tells of somebody who was erased before it arrived; the retention job takes what stands already."""
    told: dict[UUID, set[KeyName]] = defaultdict(set)
    names: dict[str, set[KeyName]] = defaultdict(set)
    for one in entries:
        if one.held is None and one.payload is not None:
            _look(one, told, names)
    gone = {key for subject in _erased(told) for key in told[subject]}
    if names:
        known = {name for subject in _erased_and_linked() for name in _linked(subject).names}
        gone |= {key for name in known & names.keys() for key in names[name]}
    bar(gone, now)


def bar_what_is_left(now: datetime) -> None:
    """Bar what tells of the erased and stands still: it came in another order, or a supervisor let it in late."""
    names: set[str] = set()
    keys: set[KeyName] = set()
    for subject in _erased_and_linked():
        found = _linked(subject)
        names |= found.names
        keys |= found.keys
    keys |= _notes(names)
    known = ErasedKey.objects.filter(owner__among={UUID(name.owner) for name in keys}).values_list("owner", "cls")
    bar(keys - {KeyName(owner.hex, cls) for owner, cls in known}, now)


def places_of(subjects: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return, of some subjects, the entries of others that hold where they were met."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    linking = Link.objects.filter(linked__among=list(subjects)).values_list("subject", flat=True)
    for row in Stored.objects.filter(subject__among=set(linking)):
        fold = registry.fold_of(row.kind)
        for owner, entry in fold.places_of(_state(row)) if fold.places_of else ():
            found[UUID(owner)].add(UUID(entry))
    return {one: found[one] for one in subjects if one in found}


def linked_beside(person: UUID, subject: UUID) -> list[UUID]:
    """Return the subjects that name a person, but for one and what goes with it: they keep the name when that one is erased."""
    others = [one for one in linked_to(person) if one != subject]
    together = {row.subject for row in Stored.objects.filter(subject__among=others) if _goes_with(row, subject)}
    return [one for one in others if one not in together]


def _goes_with(row: Stored, subject: UUID) -> bool:
    fold = registry.fold_of(row.kind)
    return fold.goes_with is not None and str(subject) in fold.goes_with(_state(row))


def _linked(subject: UUID) -> Elsewhere:
    """Return what folded states say that tells of a subject."""
    found = Elsewhere()
    for row in Stored.objects.filter(subject__among=linked_to(subject)):
        fold, state = registry.fold_of(row.kind), _state(row)
        if str(subject) in fold.linked(state):
            found.named |= {row.subject, *map(UUID, fold.told_in(state))}
            found.names |= set(fold.known_as(state))
        places = fold.places_of(state) if fold.places_of else ()
        found.keys |= {_place(entry) for owner, entry in places if owner == str(subject)}
        if fold.goes_with and str(subject) in fold.goes_with(state):
            found.keys |= _own_keys(row.subject, fold)
    found.keys |= {KeyName(one.hex, FieldClass.FREE_TEXT) for one in found.named}
    return found


def _look(one: Prepared, told: dict[UUID, set[KeyName]], names: dict[str, set[KeyName]]) -> None:
    """Note of whom an entry tells, and under which keys."""
    assert one.payload is not None
    kind = one.payload.subject_kind
    fold = registry.fold_of(kind) if kind != "*" else registry.QUARANTINE
    if PERSON in one.raw or fold.places_of or fold.goes_with:
        state = fold.step(fold.start(), as_entry(one.body, one.payload))
        for person in fold.linked(state):
            about = [str(one.body.subject), *fold.told_in(state)]
            told[UUID(person)] |= {KeyName(UUID(each).hex, FieldClass.FREE_TEXT) for each in about}
        for owner, entry in fold.places_of(state) if fold.places_of else ():
            told[UUID(owner)].add(_place(entry))
        for other in fold.goes_with(state) if fold.goes_with else ():
            told[UUID(other)] |= _own_keys(one.body.subject, fold)
    for box in one.boxes if fold.tells else ():
        if box.fields is not None and box.ref.cls in fold.tells:
            for name in fold.tells[FieldClass(box.ref.cls)](box.fields):
                names[name].add(KeyName.of(box.ref.owner, box.ref.cls))


def _notes(names: Set[str]) -> set[KeyName]:
    """Return the keys of sealed words that tell of somebody under one of some names."""
    found: set[KeyName] = set()
    for fold in registry.folds() if names else ():
        if fold.tells:
            subjects = Stored.objects.filter(kind=fold.subject_kind).values("subject")
            entries = LogEntry.objects.filter(subject__in=subjects).values("id")
            rows = {row.id: row for row in Box.objects.filter(entry__in=entries, cls__in=list(fold.tells))}
            for id_, fields in open_boxes(list(rows.values())).items():
                row = rows[id_]
                if not names.isdisjoint(fold.tells[FieldClass(row.cls)](fields)):
                    found.add(KeyName(row.owner.hex, row.cls))
    return found


def _erased(subjects: Collection[UUID]) -> list[UUID]:
    rows = Stored.objects.filter(subject__among=list(subjects), is_erased=True) if subjects else Stored.objects.none()
    return list(rows.values_list("subject", flat=True))


def _erased_and_linked() -> list[UUID]:
    """Return the erased of whom something else tells."""
    owners = Link.objects.filter(linked__in=ErasedKey.objects.values("owner"))
    return _erased(set(owners.values_list("linked", flat=True)))


def _own_keys(subject: UUID, fold: registry.SubjectFold) -> set[KeyName]:
    return {KeyName(subject.hex, cls) for cls in fold.own_classes}


def _place(entry: str) -> KeyName:
    return KeyName(UUID(entry).hex, FieldClass.WHEREABOUTS)


def _state(row: Stored) -> State:
    return Folded.from_json(orjson.loads(row.folded)).state
