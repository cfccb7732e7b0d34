"""From entries to read models, in the database: one step where an entry fits, from zero where it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import models as orm

from vereda.logbook import registry
from vereda.logbook.entries import Body, EntryAccepted, Payload
from vereda.logbook.inserting import Row, insert
from vereda.logbook.models import Dispute, HeldEntry, Link, LogEntry, Practised, State
from vereda.logbook.registry import SubjectFold, SubjectRef
from vereda.logbook.rules.fold import Entry, Folded, first_of, fold_all, fold_one, open_conflicts
from vereda.logbook.rules.fold import State as FoldState
from vereda.logbook.writing import as_entry
from vereda.practice import is_practice

DISPOSABLE: tuple[type[orm.Model], ...] = (State, Dispute, Link, Practised)


type Counted = dict[str, set[date]]  # country -> first days of months


@dataclass(slots=True)
class Change:
    """A subject in this transaction: how it was stored, and how it stands now."""

    subject: str
    ref: SubjectRef
    folded: Folded | None
    is_new: bool
    counted_on: date | None = None
    refold: bool = False


def fold_in(entries: Sequence[Entry]) -> Counted:
    """Fold entries that were just inserted, write states and read models of their subjects, and return what counts anew.

    Must run in the transaction that inserted them, with the subjects' locks taken. The caller tells statistics.
    """
    changes = _stored_changes({entry.subject for entry in entries})
    remarked = _remarked({entry.subject for entry in entries} - changes.keys())
    for entry in entries:
        change = changes.get(entry.subject)
        if change is None:
            is_remarked = entry.subject in remarked
            change = changes[entry.subject] = Change(entry.subject, _ref_of(entry), None, True, refold=is_remarked)
        _take(change, entry)
    again = [change for change in changes.values() if change.refold]
    if again:
        _fold_from_zero(again)
    return save([change for change in changes.values() if change.folded is not None])


def refold(subjects: Iterable[str], *, letting_in: UUID | None = None) -> None:
    """Fold subjects from zero, whatever is stored of them. letting_in: an entry whose acceptance is chained after this."""
    changes = _stored_changes(set(subjects))
    for subject in subjects:
        changes.setdefault(subject, Change(subject, SubjectRef("", "", ""), None, True, refold=True))
    _fold_from_zero(list(changes.values()), letting_in)
    tell(save([change for change in changes.values() if change.folded is not None]))


def save(changes: Sequence[Change]) -> Counted:
    """Write states, read models, conflict items and links of changed subjects; return what counts anew."""
    states: dict[bool, list[Row]] = {True: [], False: []}  # new ones, and those that stand already
    disputes, links = [], list[Row]()
    rows: dict[Any, list[Any]] = defaultdict(list)  # Any: read models of other modules
    months: Counted = defaultdict(set)
    for change in changes:
        assert change.folded is not None
        fold, folded, ref = registry.fold_of(change.ref.kind), change.folded, change.ref
        counted_on = _counted_on(fold, folded, ref)
        states[change.is_new].append(_state_row(change, fold, counted_on))
        months[ref.country] |= {day.replace(day=1) for day in (change.counted_on, counted_on) if day}
        for conflict in open_conflicts(change.subject, folded):
            disputes.append(_dispute_row(change, conflict.id, conflict.field, conflict.writes))
        if not folded.erased_by:
            months[ref.country] |= set() if is_practice(ref.group) else fold.months(folded.state)
            links += [{"subject": UUID(change.subject), "linked": UUID(linked)} for linked in _linked(fold, folded.state)]
            for model, made in fold.project(change.subject, folded, ref).items():
                rows[model] += made
    _clear([change for change in changes if not change.is_new])
    insert(State, states[True])
    _replace(states[False])
    Dispute.objects.bulk_create(disputes, ignore_conflicts=True)
    insert(Link, links)
    practised = [UUID(change.subject) for change in changes if is_practice(change.ref.group)]
    Practised.objects.bulk_create([Practised(subject=one) for one in practised], ignore_conflicts=True)
    for model, made in rows.items():
        insert(model, map(vars, made))
    return months


def tell(counted: Counted) -> None:
    """Tell statistics what counts anew. It marks rows that every writer of the month marks: late, so that few wait."""
    for country, days in counted.items():
        if days:
            registry.tell_counted(country, days)


def _linked(fold: SubjectFold, state: FoldState) -> list[str]:
    """Return the subjects that a state names: persons, whoever was met at a place that is told in it, what its words go with."""
    places = fold.places_of(state) if fold.places_of else ()
    together = fold.goes_with(state) if fold.goes_with else ()
    return sorted({*fold.linked(state), *together, *(owner for owner, _ in places)})


def entries_of(subjects: Iterable[str]) -> dict[str, list[Entry]]:
    """Return the entries of subjects that take part in the fold: not held, and of a version this program knows."""
    ids = set(subjects)
    found: dict[str, list[Entry]] = defaultdict(list)
    held = set(HeldEntry.objects.filter(subject__among=ids).values_list("entry", flat=True))
    for id_, body in LogEntry.objects.filter(subject__among=ids).values_list("id", "body"):
        if id_ not in held:
            entry = read_entry(bytes(body))
            found[entry.subject].append(entry)
    return found


def read_entry(raw: bytes) -> Entry:
    """Return a stored entry as the fold sees it: any released version, upcast to the newest."""
    body = Body.model_validate(orjson.loads(raw))
    return as_entry(body, payload_of(body))


def payload_of(body: Body) -> Payload:
    """Return an entry's payload as the newest model; raises UnknownKind, EntryInvalid."""
    return registry.newest(registry.kind_of(body.kind), body.version, body.payload)


def _remarked(subjects: set[str]) -> set[str]:
    """Return those of some subjects without a state of which remarks are here: a limit or an erasure came before its entry."""
    kinds = [kind.kind for kind in registry.kinds() if kind.subject_kind == "*"]
    found = LogEntry.objects.filter(subject__among=subjects, kind__in=kinds) if subjects else LogEntry.objects.none()
    return {str(one) for one in found.values_list("subject", flat=True)}


def _take(change: Change, entry: Entry) -> None:
    if change.refold:
        return
    if change.ref.kind == "" or (change.folded is None and entry.payload.subject_kind == "*"):
        change.refold = True  # the first entry of the subject is not here yet, or arrives with this batch
        return
    folded = change.folded or Folded(registry.fold_of(change.ref.kind).start())
    if folded.fits(entry) and _is_step_safe(entry):
        change.folded = fold_one(folded, entry, registry.fold_of(change.ref.kind).step)
    else:
        change.refold = True


def _is_step_safe(entry: Entry) -> bool:
    """Limits and erasures reach back over what was folded before."""
    return entry.kind not in {"logbook.clock_limited", "logbook.subject_erased"}


def _fold_from_zero(changes: Sequence[Change], letting_in: UUID | None = None) -> None:
    found = entries_of(change.subject for change in changes)
    for change in changes:
        entries = found.get(change.subject, [])
        own = [entry for entry in entries if entry.payload.subject_kind != "*"]
        if not own:
            change.folded = None  # only remarks on what has not arrived: 'not yet received'
            continue
        change.ref = _ref_of(first_of(_that_own(own, letting_in)))
        fold = registry.fold_of(change.ref.kind)
        change.folded = fold_all(entries, fold.start, fold.step)


def _that_own(entries: Sequence[Entry], letting_in: UUID | None) -> Sequence[Entry]:
    """Return the entries of which the first says whose a subject is: not those let in from quarantine, while others stand.

    Another group's entry with an older clock is held; taking it in must not make that group the owner.
    """
    if len({(entry.country, entry.group, entry.payload.subject_kind) for entry in entries}) == 1:
        return entries
    ids = [entry.id for entry in entries]
    let_in = set(LogEntry.objects.filter(subject__among=ids, kind=EntryAccepted.kind).values_list("subject", flat=True))
    return [entry for entry in entries if UUID(entry.id) not in let_in | {letting_in}] or entries


def _ref_of(entry: Entry) -> SubjectRef:
    return SubjectRef(entry.payload.subject_kind, entry.group, entry.country)


def _stored_changes(subjects: set[str]) -> dict[str, Change]:
    changes = {}
    for row in State.objects.filter(subject__among=subjects):
        subject = str(row.subject)
        current = row.fold_version == registry.fold_of(row.kind).fold_version
        folded = Folded.from_json(orjson.loads(row.folded)) if current else None
        ref = SubjectRef(row.kind, row.group, row.country)
        changes[subject] = Change(subject, ref, folded, False, row.counted_on, refold=not current)
    return changes


def _counted_on(fold: SubjectFold, folded: Folded, ref: SubjectRef) -> date | None:
    if is_practice(ref.group):
        return None  # never counted
    if folded.erased_by:
        rows = folded.state["rows"]
        return date.fromisoformat(rows[0]["local_on"]) if rows else None
    return fold.counted_on(folded.state)


def _state_row(change: Change, fold: SubjectFold, counted_on: date | None) -> Row:
    assert change.folded is not None
    return {
        "subject": UUID(change.subject),
        "kind": change.ref.kind,
        "country": change.ref.country,
        "group": change.ref.group,
        "counted_on": counted_on,
        "fold_version": fold.fold_version,
        "folded": orjson.dumps(change.folded.to_json(), option=orjson.OPT_SORT_KEYS).decode(),
        "is_erased": bool(change.folded.erased_by),
    }


def _dispute_row(change: Change, id_: str, field: str, writes: Sequence[tuple[str, Any]]) -> Dispute:  # Any: JSON
    ref = change.ref
    return Dispute(
        id=id_,
        subject=UUID(change.subject),
        kind=ref.kind,
        country=ref.country,
        group=ref.group,
        field=field,
        writes=[list(one) for one in writes],
    )


def _clear(changes: Sequence[Change]) -> None:
    """Delete the disposable rows of subjects that had some."""
    by_kind: Mapping[str, list[str]] = defaultdict(list)
    for change in changes:
        by_kind[change.ref.kind].append(change.subject)
    for kind, subjects in by_kind.items():
        models: list[Any] = [Dispute, Link, *registry.fold_of(kind).models]  # Any: models of other modules
        for model in models:
            model.objects.filter(subject__among=subjects).delete()


def _replace(states: Sequence[Row]) -> None:
    State.objects.bulk_create(
        [State(**state) for state in states],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["subject"],
        update_fields=["kind", "country", "group", "counted_on", "fold_version", "folded", "is_erased"],
    )
