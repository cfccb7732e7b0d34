"""Answers become entries: checked against the version that was asked, taken apart by class, beside an encounter or as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from pydantic import ValidationError

from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, meeting_drafts
from vereda.logbook.door import Author, Draft, Plain, Receipt, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.surveys import errors, lookups
from vereda.surveys.entries.facts import Answered
from vereda.surveys.entries.form import Answers, Form, Node
from vereda.surveys.models import FormVersion
from vereda.surveys.rules.apart import taken_apart
from vereda.surveys.rules.asking import Walked, walk
from vereda.surveys.words import Field, Use


def walked(row: FormVersion, answers: Answers, *, by: Author, at: datetime) -> Walked:
    """Return a form walked through with so many answers, in the local time of the author's post."""
    return walk(lookups.form_of(row), answers, at.astimezone(ZoneInfo(by.zone)))


def answer(
    row: FormVersion,
    answers: Answers,
    *,
    by: Author,
    at: datetime,
    encounter: UUID | None = None,
    channel: Channel = Channel.DESK,
    entry: UUID | None = None,
) -> Receipt:
    """Record the answers to a version of a form. Raises AnswersWrong, and what a meeting raises where the form is of encounters.

    encounter  the meeting they belong to; a form of encounters makes its own
    entry      id of the entry, where the same answers sent twice must be one (IntegrityError then)
    """
    seen = walked(row, answers, by=by, at=at)
    if wrong := seen.wrong():
        raise errors.AnswersWrong(count=len(wrong))
    return record_all(drafts(row, seen.answers, by=by, at=at, encounter=encounter, channel=channel, entry=entry))[-1]


def drafts(
    row: FormVersion,
    answers: Answers,
    *,
    by: Author,
    at: datetime,
    encounter: UUID | None,
    channel: Channel,
    entry: UUID | None,
) -> list[Draft]:
    """Return checked answers as drafts: those of the form last, before them the encounter that they make. Raises AnswersWrong."""
    try:
        return _drafts(row, answers, by, at, encounter, channel, entry)
    except ValidationError:  # fewer than nobody, a code that programs made up, more than an entry holds
        raise errors.AnswersWrong(count=1) from None


def _drafts(
    row: FormVersion, answers: Answers, by: Author, at: datetime, encounter: UUID | None, channel: Channel, entry: UUID | None
) -> list[Draft]:
    form, made = lookups.form_of(row), []
    if form.use is Use.ENCOUNTER:
        now = timezone.now()
        told = meeting_drafts(meeting(form, answers), by=by, at=at, channel=channel, reported_by=None, now=now)
        encounter = uuid7(int(now.timestamp() * 1000))
        made = [*told[:-1], replace(told[-1], subject=encounter)]
        answers = _rest(form, answers)
    parts = taken_apart(form, answers)
    payload = Answered(
        survey=row.subject, form_version=row.version, encounter=encounter, answers=parts.pop(FieldClass.CONTACT, {})
    )
    boxes = [_box(cls, told, encounter) for cls, told in sorted(parts.items())]
    return [*made, Draft(payload=payload, by=by, at=at, boxes=boxes, channel=channel, id=entry)]


def _box(cls: FieldClass, told: Answers, encounter: UUID | None) -> Plain:
    """Return a box. Of an encounter it is the encounter's own, so that what is erased or struck there takes the answers along."""
    if cls is FieldClass.WHEREABOUTS:  # one point: a form asks for no more
        return Plain(cls=cls, fields=next(iter(told.values())))
    return Plain(cls=cls, fields={"answers": told}, owner=encounter)


def meeting(form: Form, answers: Answers) -> Meeting:
    """Return the meeting that the answers to a form of encounters tell of."""
    by_field = {node.fills: node for node in form.all_nodes() if node.fills}

    def told(field: Field, where: Answers = answers) -> object:
        node = by_field.get(field)
        return where.get(node.name) if node else None

    frames = told(Field.LINES)
    lines = [_line(f"l{at + 1}", frame, by_field) for at, frame in enumerate(frames if isinstance(frames, list) else [])]
    people, services, point = told(Field.PEOPLE), told(Field.SERVICES), told(Field.PLACE)
    codes: Sequence[object] = services if isinstance(services, list) else [services] if services else []
    return Meeting(
        people_met=people if isinstance(people, int) else sum(line.count for line in lines),
        lines=lines,
        services=[Service(service=str(code)) for code in codes],
        where=_where(point),
        language=str(told(Field.LANGUAGE) or ""),
        note=str(told(Field.NOTE) or ""),
    )


def _line(line_id: str, frame: Answers, by_field: dict[Field, Node]) -> Line:
    values = {field: frame[node.name] for field, node in by_field.items() if node.name in frame}
    told = {name: values[name] for name in (Field.NATIONALITY, Field.SEX, Field.AGE_BAND) if name in values}
    return Line.model_validate({"line_id": line_id, "count": values.get(Field.COUNT, 1), **told})


def _where(point: object) -> Where:
    if not isinstance(point, dict):
        return Where()
    return Where(kind=PlaceKind.POINT, lat=point["lat"], lon=point["lon"], accuracy_m=point.get("accuracy_m"))


def _rest(form: Form, answers: Answers) -> Answers:
    """Return the answers without those that the encounter holds: nothing is kept twice."""
    filled = {node.name for node in form.all_nodes() if node.fills and node.fills is not Field.LINES}
    rest: Answers = {}
    for name, value in answers.items():
        if name in filled:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            times = [_rest(form, one) for one in value]
            rest |= {name: times} if any(times) else {}
        else:
            rest[name] = value
    return rest
