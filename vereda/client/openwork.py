"""What a phone holds of the shift: the open work of its own group, and nothing else (SEC-036).

A phone asks with the mark that it got last, and is told what changed since and what it must forget. It may be cut off after any
page: the next question goes on from the last mark that arrived.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from vereda.access.door import (
    Action,
    Purpose,
    Reader,
    RecordClass,
    agents_on,
    author_of,
    device,
    held_by,
    is_agents_secret,
    log_read,
    may,
    open_to_all,
    relation_to,
)
from vereda.client.errors import AgentNotHere
from vereda.client.packed import packed
from vereda.client.states import EXACT, FOR_THE_DESK, STATES
from vereda.desk.door import Labels, conflict
from vereda.encounters import door as encounters
from vereda.gatherings import door as gatherings
from vereda.groups import door as groups
from vereda.logbook import door as logbook
from vereda.logbook.door import Subject
from vereda.logbook.schema import FieldClass
from vereda.practice import shadow_of
from vereda.protection import door as protection
from vereda.rescue import door as rescue
from vereda.safety.door import points_lookups

PAGE = 16_000  # [bytes of JSON] of one page, about; a single record may be longer
RECENT = timedelta(hours=24)
MUCH = 20_000  # entries of this node since the mark: above, the phone starts anew
PURPOSES = (Purpose.ASSIST, Purpose.RESCUE, Purpose.PROTECTION_CASE)

type Json = dict[str, Any]  # Any: JSON


class ValueOut(Schema):
    """One of the values of a conflict: raw, and in plain words; whose and when."""

    entry: str
    value: Any  # Any: whatever a field holds
    text: str
    by: str
    at: datetime | None
    group: str
    stands: bool


class ConflictOut(Schema):
    """A field that two people wrote differently. Answered with `logbook.conflict_resolved` {field, chosen: entry}."""

    id: str
    field: str
    label: str
    values: list[ValueOut]


class ItemOut(Schema):
    """A record as it stands. `heads`: what an entry about it must name as `seen`."""

    subject: str
    kind: str
    is_open: bool
    heads: list[str]
    state: dict[str, Any]  # Any: JSON; what each kind holds is in states.py
    conflicts: list[ConflictOut]


class PullOut(Schema):
    """A page of open work. `fresh`: forget what you held before, this begins anew. `gone`: forget these."""

    epoch: int
    cursor: int
    more: bool
    fresh: bool
    items: list[ItemOut]
    gone: list[str]


class Refused(Schema):
    code: str


router = Router()


@router.get("/pull", response={200: PullOut, 403: Refused})
@open_to_all(
    reason="a device proves itself by its token, and the agent on it by being on that phone; read for the own group only"
)
def pull(request: HttpRequest, cursor: int = 0, practice: bool = False) -> HttpResponse:
    """Return what changed in the group's open work since `cursor` (0: everything), for the agent in X-Vereda-Agent.

    practice  of what the group practises, instead of the real day
    """
    try:
        demand_secret(str(request.auth), request)  # type: ignore[attr-defined]  # ninja's
        reader = reader_on(str(request.auth), request.headers.get("X-Vereda-Agent", ""))  # type: ignore[attr-defined]  # ninja's
    except AgentNotHere as why:
        return HttpResponse(orjson.dumps({"code": why.code}), content_type="application/json", status=HTTPStatus.FORBIDDEN)
    reader = replace(reader, group=shadow_of(reader.group)) if practice else reader
    with timezone.override(ZoneInfo(author_of(reader).zone)):
        page = page_of(reader, max(cursor, 0), timezone.now())
    log_read(reader, RecordClass.K1, subjects=[item["subject"] for item in page["items"]])
    return packed(request, page)


def demand_secret(device_id: str, request: HttpRequest) -> None:
    """Raise AgentNotHere without the secret that the agent's PIN opens: who copied a phone's store has its token, and no more."""
    row, account = device(device_id), request.headers.get("X-Vereda-Agent", "")
    try:
        secret = b64decode(request.headers.get("X-Vereda-Agent-Key", ""), validate=True)
    except ValueError:
        secret = b""
    if row is None or not is_agents_secret(row, account, secret):
        raise AgentNotHere


def reader_on(device_id: str, account: str) -> Reader:
    """Return the agent who looks at a phone, in the role that may see the group's work; raises AgentNotHere.

    A phone that may have been copied gets nothing either: its other half would be told where people in danger are.
    """
    row = device(device_id)
    if row is None or row.is_ended or account not in agents_on(row) or logbook.is_frozen(device_id):
        raise AgentNotHere
    for held in held_by(account):
        if (held.country, held.group) != (row.country, row.group):
            continue
        reader = Reader(
            account, "", held.role, held.country, group=held.group, state=held.state, memberships=(held,), device=device_id
        )
        for purpose in PURPOSES:
            looking = replace(reader, purpose=purpose)
            if _may(looking, RecordClass.K1, Action.READ):
                return looking
    raise AgentNotHere


@dataclass(frozen=True)
class Open:
    """What a group has open: subjects, and the conflicts of each."""

    subjects: frozenset[UUID]
    disputes: dict[UUID, list[Any]]  # Any: the read model of conflicts

    @property
    def shown(self) -> set[UUID]:
        """Return what a phone holds: what is open, and what has two versions."""
        return {*self.subjects, *self.disputes}


def page_of(reader: Reader, cursor: int, now: datetime) -> Json:
    """Return one page of what changed for a reader since a mark."""
    head = logbook.head()
    last = logbook.mark_of_head()
    open_ = open_work(reader, now)
    changed = _changed(reader, cursor) if 0 < cursor <= last else None
    marks = logbook.marks(open_.shown)
    new = sorted((mark, subject) for subject, mark in marks.items() if changed is None or mark > cursor)
    items, reached = _fitting(new, _items(reader, [subject for _mark, subject in new], open_))
    more = len(items) < len(new)
    return {
        "epoch": head.epoch if head else 1,
        "cursor": reached if more else last,
        "more": more,
        "fresh": changed is None,
        "items": items,
        "gone": sorted(str(one) for one in _gone(reader, open_, changed, cursor, now)),
    }


def open_work(reader: Reader, now: datetime) -> Open:
    """Return what is open for the reader's group: missions, alerts, teams out, the shift, a day of encounters, points."""
    group, country = reader.group, reader.country
    shift = groups.open_shift(group, country)
    found = {
        *(row.subject for row in rescue.open_missions(group, country)),
        *(row.subject for row in rescue.teams_on_missions(country, group)),  # closed by mistake, it is still waited for
        *(row.subject for row in rescue.open_alerts(group, country)),
        *(row.subject for row in groups.patrols_out(group, country)),
        *(row.subject for row in gatherings.open_gatherings(group, country)),
        *(row.subject for row in points_lookups.points(group, country)),
        *(row.subject for row in encounters.encounters_since(group, country, now - RECENT)),
        *([shift.subject] if shift else []),
    }
    if _may(reader, RecordClass.K4, Action.WRITE):
        found |= {row.subject for row in protection.open_paths(group, country)}
    disputes: dict[UUID, list[Any]] = {}  # Any: the read model of conflicts
    for row in logbook.disputes(group, country):
        if row.kind in STATES and row.kind not in FOR_THE_DESK and (row.kind != "child_path" or row.subject in found):
            disputes.setdefault(row.subject, []).append(row)
    return Open(frozenset(found), disputes)


def _changed(reader: Reader, cursor: int) -> set[UUID] | None:
    return logbook.changed_since(cursor, country=reader.country, group=reader.group, kinds=list(STATES), most=MUCH)


def _gone(reader: Reader, open_: Open, changed: set[UUID] | None, cursor: int, now: datetime) -> set[UUID]:
    """Return what a phone may still hold and must forget: what was closed, and encounters that grew older than a day."""
    if changed is None:
        return set()
    then = logbook.made_at(cursor) or now
    aged = encounters.encounters_since(reader.group, reader.country, then - RECENT)
    return {*changed, *(row.subject for row in aged)} - open_.shown


def _items(reader: Reader, subjects: Sequence[UUID], open_: Open) -> Iterator[Json]:
    """Yield records as a phone may hold them, a few at a time: a page ends before most are read."""
    labels = Labels(reader.country)
    for start in range(0, len(subjects), 50):
        part = subjects[start : start + 50]
        here = logbook.subjects(part)
        places = _exact(here.values(), open_)
        for subject in part:
            disputes = open_.disputes.get(subject, [])
            yield _item(here[subject], subject in open_.subjects, places, list(_conflicts(disputes, labels)))


def _item(one: Subject, is_open: bool, places: dict[UUID, Json], conflicts: list[Json]) -> Json:
    state = STATES[one.ref.kind](one.folded.state)
    if one.id in places:
        state["where"] = places[one.id]
    if one.ref.kind == "mission":
        _open_places(state, is_open)
    elif one.ref.kind == "child_path":
        state["with_us"] = protection.is_with_us(one.folded.state, one.ref.country)
    return {
        "subject": str(one.id),
        "kind": one.ref.kind,
        "is_open": is_open,
        "heads": one.folded.heads,
        "state": state,
        "conflicts": conflicts,
    }


def _open_places(mission: Json, is_open: bool) -> None:
    """Put places where a mission names the entries that hold them; none where nobody said it, or the key is gone."""
    for told in (mission, *mission["teams"]):
        entry = told.pop("where")
        if place := is_open and entry and logbook.open_box(entry, FieldClass.WHEREABOUTS):
            told["where"] = place


def _exact(records: Iterable[Subject], open_: Open) -> dict[UUID, Json]:
    """Return the exact places that still stand of open alerts, and of nothing else."""
    wanted = [one.id for one in records if one.ref.kind in EXACT and one.id in open_.subjects]
    return {
        subject: {"lon": row.lon, "lat": row.lat, "accuracy_m": row.accuracy_m, "place": row.place}
        for subject, row in (logbook.whereabouts(wanted).items() if wanted else ())
    }


def _conflicts(disputes: Iterable[Any], labels: Labels) -> Iterator[Json]:  # Any: the read model of conflicts
    """Yield conflicts in the words of the desk. Sealed notes stay sealed."""
    for row in disputes:
        told = {str(entry.id): entry for entry in logbook.history(row.subject)}
        shown = conflict(row, told, labels, {})
        values = dict(row.writes)
        yield {
            "id": shown.id,
            "field": row.field,
            "label": shown.field,
            "values": [
                {
                    "entry": one.entry,
                    "value": values[one.entry],
                    "text": one.value,
                    "by": one.who,
                    "at": one.at.isoformat() if one.at else None,
                    "group": one.group,
                    "stands": one.stands,
                }
                for one in shown.versions
            ],
        }


def _fitting(marked: Sequence[tuple[int, UUID]], items: Iterator[Json]) -> tuple[list[Json], int]:
    """Return the first records that fit on a page, at least one, and the mark of the last."""
    taken: list[Json] = []
    size, reached = 0, 0
    for (mark, _subject), item in zip(marked, items, strict=False):
        size += len(orjson.dumps(item))
        if taken and size > PAGE:
            break
        taken.append(item)
        reached = mark
    return taken, reached


def _may(reader: Reader, record_class: RecordClass, action: Action) -> bool:
    return may(reader, record_class, action, relation_to(reader, country=reader.country, groups=[reader.group]))
