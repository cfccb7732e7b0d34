"""Rows of read models by the million, for the bench of ten years."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
from django.db import connection, transaction
from django.utils import timezone

from bench import rows_earnest, rows_post
from bench.pen import Pen
from bench.span import STAFF, YEARS, Span, patrol_id
from vereda.access.models import ReadRow
from vereda.countries.door import Group, pack
from vereda.encounters import rules, tables
from vereda.encounters.entries import Corrected
from vereda.encounters.models import Encounter
from vereda.groups.models import Patrol, Shift
from vereda.logbook import clock
from vereda.logbook.door import Author, SubjectRef, record
from vereda.logbook.ids import uuid8
from vereda.logbook.inserting import Row, insert
from vereda.logbook.models import Dispute, State
from vereda.logbook.rules.fold import Folded, fold_one
from vereda.logbook.writing import as_entry
from vereda.people.models import Person
from vereda.rescue.models.mission import Mission
from vereda.settings.environment import env

PART = 10_000  # rows in one transaction
MODELS = 400  # meetings that are folded in earnest
AT, ON = "\ue000at\ue000", "\ue000on\ue000"  # private characters: stand nowhere else


class Cast(NamedTuple):
    """A meeting to make others of: its read-model row, and its state with marks for instant and day."""

    row: dict[str, Any]  # Any: values of columns
    folded: str


def fill(encounters: int, only: str | None = None) -> None:
    """Put in so many encounters over ten years up to now, and what belongs around them in proportion.

    only  the one group that gets what its post does day by day in full; None: all do
    """
    now = timezone.now()
    chance = random.Random(7)
    groups = list(pack(env().country).groups.values())
    rows_earnest.first_days(env().country, now)
    casts = [_cast(groups[number % len(groups)], chance) for number in range(MODELS)]
    for part in batched(_meetings(encounters, now, groups, casts, chance), PART):
        with transaction.atomic():
            insert(Encounter, [row for row, _ in part])
            insert(State, [state for _, state in part])
    days = YEARS * 365
    for model, rows in (
        (Patrol, _patrols(groups, days, now)),
        (Shift, _shifts(groups, days, now)),
        (Mission, _missions(groups, days // 3, now)),
        (Person, _persons(groups, encounters // 20)),
        (Dispute, _disputes(groups, 40)),
        (ReadRow, _reads(encounters // 6, now)),
    ):
        rows_post.put(model, rows)
    numbered = list(enumerate(groups))
    everywhere = Span(env().country, numbered, now)
    some = [(number, group) for number, group in numbered if only in (None, group.code)]
    rows_post.fill(Span(env().country, some, now, ids=everywhere.ids), everywhere)
    for group in groups:
        _in_earnest(group)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _author(group: Group) -> Author:
    return Author(account=str(UUID(int=1)), group=group.code, country=env().country, zone=group.zone, device="desk")


def _cast(group: Group, chance: random.Random) -> Cast:
    pen = Pen(_author(group), chance)
    made = pen.entry()
    while made.body.kind != "encounters.recorded":
        made = pen.entry()
    assert made.payload is not None
    entry = as_entry(made.body, made.payload)
    folded = fold_one(Folded(rules.start()), entry, rules.step)
    ref = SubjectRef("encounter", group.code, env().country)
    [row] = tables.encounter(entry.subject, folded, ref)[Encounter]
    text = orjson.dumps(folded.to_json(), option=orjson.OPT_SORT_KEYS).decode()
    marked = text.replace(f'"{entry.occurred_at.isoformat()}"', f'"{AT}"').replace(f'"{entry.local_on}"', f'"{ON}"')
    columns = {field.attname: getattr(row, field.attname) for field in Encounter._meta.concrete_fields}
    return Cast(columns, marked)


def _meetings(
    count: int, now: datetime, groups: list[Group], casts: list[Cast], chance: random.Random
) -> Iterator[tuple[Row, Row]]:
    """Yield the read-model row and the state of each encounter, oldest first."""
    span = timedelta(days=365 * YEARS)
    zones = [ZoneInfo(group.zone) for group in groups]
    for number in range(count):
        at = (now - span + span * ((number + 1) / count)).replace(microsecond=0)
        where = chance.randrange(len(groups))
        local = at.astimezone(zones[where])
        cast, group = chance.choice(casts), groups[where].code
        subject, on = uuid8(clock.to_ms(at), number.to_bytes(10, "big")), local.date()
        row = {
            **cast.row, "subject": subject, "group": group, "occurred_at": at, "local_on": on,
            "is_disputed": number % 5_000 == 0, "is_withdrawn": number % 200 == 0,
        }  # fmt: skip
        state = {
            "subject": subject, "kind": "encounter", "country": cast.row["country"], "group": group, "counted_on": on,
            "fold_version": 1, "is_erased": False,
            "folded": cast.folded.replace(AT, local.isoformat()).replace(ON, on.isoformat()),
        }  # fmt: skip
        yield row, state


def _patrols(groups: list[Group], days: int, now: datetime) -> Iterator[Row]:
    for day in range(days):
        for number, group in enumerate(groups * 2):
            at = now - timedelta(days=days - 1 - day, hours=number % 7)
            yield {
                "subject": patrol_id(at, day, number), "country": env().country, "group": group.code, "route": "vía norte",
                "team": STAFF[:3], "vehicles": [{"kind": "truck", "number": "7"}], "departed_at": at,
                "departed_on": at.date(), "due_at": at + timedelta(hours=6), "heard_at": None, "hear_by": None,
                "returned_at": at + timedelta(hours=5) if day < days - 1 else None, "kilometres": 80, "patrols": 1,
                "driver": STAFF[0], "named_route": None, "is_withdrawn": False,
            }  # fmt: skip


def _shifts(groups: list[Group], days: int, now: datetime) -> Iterator[Row]:
    for day in range(days):
        for number, group in enumerate(groups):
            at = now - timedelta(days=days - 1 - day, hours=3)
            ended = at + timedelta(hours=12) if day < days - 1 else None
            yield {
                "subject": patrol_id(at, day, 100 + number), "country": env().country, "group": group.code, "started_at": at,
                "started_on": at.date(), "ended_at": ended, "members": [str(UUID(int=1))],
            }  # fmt: skip


def _missions(groups: list[Group], count: int, now: datetime) -> Iterator[Row]:
    for day in range(count):
        for number, group in enumerate(groups):
            at = now - timedelta(days=3 * (count - 1 - day), hours=5)
            closed = at + timedelta(hours=9) if day < count - 1 else None
            yield {
                "subject": patrol_id(at, day, 200 + number), "country": env().country, "group": group.code,
                "folio": f"{day}-{number}", "terrain": "", "opened_at": at, "closed_at": closed, "outcome": "",
            }  # fmt: skip


def _persons(groups: list[Group], count: int) -> Iterator[Row]:
    for number in range(count):
        yield {
            "subject": UUID(int=(number + 1) << 70 | 3 << 40), "country": env().country,
            "group": groups[number % len(groups)].code,
            "nationality": "HN", "sex": "F", "age_band": "18-29", "identity_entry": None, "erasure_asked_by": "",
            "erasure_asked_at": None,
        }  # fmt: skip


def _disputes(groups: list[Group], count: int) -> Iterator[Row]:
    """Yield open differences on subjects that stand; a coordinator has a few of them."""
    for group in groups:
        rows = Encounter.objects.filter(country=env().country, group=group.code).order_by("-occurred_at")[: count // 10]
        for row in rows:
            writes = [[str(UUID(int=5)), 3], [str(UUID(int=6)), 4]]
            yield {
                "id": row.subject.hex, "subject": row.subject, "kind": "encounter", "country": row.country, "group": row.group,
                "field": "people_met", "writes": writes,
            }  # fmt: skip


def _reads(count: int, now: datetime) -> Iterator[Row]:
    for number in range(count):
        yield {
            "seq": number + 1, "at": now - timedelta(seconds=60 * (count - number)), "account": str(UUID(int=1)), "role": "agent",
            "device": "desk", "purpose": "assist", "action": "read", "record_class": "K1", "subject": "", "digest": "0" * 64,
            "count": 50, "prev": "0" * 64, "hash": f"{number:064x}",
        }  # fmt: skip


def _in_earnest(group: Group) -> None:
    """Record one meeting of a group as the desk does, so that its page has a history."""
    pen = Pen(_author(group), random.Random(1))
    record(pen.meeting(), by=_author(group), at=timezone.now(), boxes=pen.boxes())


def touch(subject: str) -> None:
    """Correct how many people an encounter met: one more."""
    row = Encounter.objects.get(subject=subject)
    by = _author(pack(row.country).groups[row.group])
    record(Corrected(people_met=row.people_met + 1), subject=row.subject, by=by, at=timezone.now())
