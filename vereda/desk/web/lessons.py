"""Proposing a lesson of a mission or a workshop as good practice: a draft that begins with what may travel."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from vereda.access.door import Action, NotForYou, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.frame import room
from vereda.desk.labels import Labels
from vereda.desk.rooms import good_practice as practice_room
from vereda.desk.rooms import lessons as lessons_room
from vereda.desk.web.good_practice_acts import proposed
from vereda.desk.web.missions import AROUND, SEES, row_of
from vereda.desk.web.workshops import READS, looked_at
from vereda.encounters.door import Filter, encounters


@SEES
@room
@require_GET
def mission_practice(request: HttpRequest, reader: Reader, subject: UUID) -> HttpResponse:
    """Begin a practice with what was learnt on a mission, for who may read those words."""
    row = row_of(reader, subject)
    relation = relation_to(reader, country=row.country, groups=[row.group])
    if not practice_room.may_of(reader).write or not may(reader, RecordClass.K2, Action.READ, relation) or not row.after:
        raise NotForYou
    log_read(reader, RecordClass.K2, subject=row.subject)
    met = encounters(row.group, reader.country, Filter(mission=row.subject)).filter(occurred_at__gte=row.opened_at - AROUND)
    return proposed(request, reader, lessons_room.of_mission(row, met, Labels(reader.country)))


@READS
@room
@require_GET
def workshop_practice(request: HttpRequest, reader: Reader, subject: UUID, what: str, code: str) -> HttpResponse:
    """Begin a practice with the minutes of a session, or with a commitment and what came of it."""
    seen = looked_at(reader, subject)
    made = LESSONS[what](subject, seen, code, reader.country) if what in LESSONS else None
    if made is None or not practice_room.may_of(reader).write:
        raise NotForYou
    return proposed(request, reader, made)


LESSONS = {"minuta": lessons_room.of_minutes, "compromiso": lessons_room.of_commitment}
