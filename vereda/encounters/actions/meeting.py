"""Recording a meeting, correcting it, withdrawing it; each a new entry, shown as history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from vereda.countries.door import Pack, pack
from vereda.encounters import lookups, rules
from vereda.encounters.entries import (
    Corrected,
    Disposition,
    Joined,
    Line,
    Margin,
    Place,
    Recorded,
    Reinstated,
    Separated,
    Service,
    Withdrawn,
)
from vereda.encounters.errors import (
    AlreadyWithdrawn,
    InTheFuture,
    KeptCountsNot,
    NotFound,
    NothingChanged,
    NotWithdrawn,
    OthersJoined,
    UnknownCode,
)
from vereda.encounters.words import AGGREGATE_FROM, PlaceKind, WithdrawnFor
from vereda.logbook.door import Author, Draft, Plain, Receipt, Subject, record, record_all, subject
from vereda.logbook.schema import Channel, FieldClass, uuid7, value_of
from vereda.people.door import Identity, PersonMet
from vereda.places.door import locate

AHEAD_MIN = 10  # a desk's clock and a phone's may differ by so much before a time is 'in the future'


@dataclass(frozen=True, kw_only=True)
class Where:
    """The place as an agent gives it: a point with its accuracy, or a name; or only a municipality."""

    kind: PlaceKind = PlaceKind.UNKNOWN
    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    place: str = ""
    state: str = ""
    municipality: str = ""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person who gave a name, for a purpose that needs one; one of the people met, never added to them."""

    line_id: str
    identity: Identity
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One encounter as it is told: how many, what was given, where. All else may stay unknown."""

    people_met: int
    lines: Sequence[Line] = ()
    margins: Sequence[Margin] = ()
    services: Sequence[Service] = ()
    where: Where = field(default_factory=Where)
    dispositions: Sequence[Disposition] = ()
    language: str = ""
    unaccompanied_minors: int = 0
    bodies: int = 0
    note: str = ""
    mission: UUID | None = None
    patrol: UUID | None = None
    named: Sequence[Named] = ()


def record_meeting(
    meeting: Meeting,
    *,
    by: Author,
    at: datetime,
    channel: Channel = Channel.DESK,
    reported_by: str | None = None,
    now: datetime | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record one meeting and the persons named in it, in one block; raises what an author can mend and writes nothing then.

    at     when it happened (aware)
    entry  id of the entry, where the same form sent twice must be the same entry (IntegrityError then); None: a fresh one
    """
    now = now or timezone.now()
    drafts = meeting_drafts(meeting, by=by, at=at, channel=channel, reported_by=reported_by, now=now, entry=entry)
    return record_all(drafts, now=now)[-1]


def meeting_drafts(
    meeting: Meeting,
    *,
    by: Author,
    at: datetime,
    channel: Channel,
    reported_by: str | None,
    now: datetime,
    entry: UUID | None = None,
) -> list[Draft]:
    """Return a checked meeting as drafts, the meeting last, for whoever records it together with something else."""
    chosen = pack(by.country)
    _check_time(at, now)
    rules.check(meeting.people_met, meeting.bodies, meeting.lines, meeting.margins, meeting.services)
    check_codes(chosen, meeting.lines, meeting.margins, meeting.services, meeting.dispositions, meeting.language)
    persons = [_person(one, meeting.lines, by, at, channel, now) for one in meeting.named]
    linked = _linked(meeting.lines, meeting.named, [person.subject for person in persons if person.subject])
    payload = Recorded(
        people_met=meeting.people_met,
        lines=linked,
        margins=list(meeting.margins),
        services=list(meeting.services),
        place=coarse(meeting.where, by.country),
        language=meeting.language,
        dispositions=list(meeting.dispositions),
        unaccompanied_minors=meeting.unaccompanied_minors,
        bodies=meeting.bodies,
        mission=meeting.mission,
        patrol=meeting.patrol,
        aggregate=any(line.count >= AGGREGATE_FROM for line in meeting.lines),
    )
    told = Draft(
        payload=payload,
        by=by,
        at=at,
        boxes=boxes_of(meeting.where, meeting.note),
        channel=channel,
        reported_by=reported_by,
        id=entry,
    )
    return [*persons, told]


def correct_meeting(
    encounter: UUID,
    changes: Corrected,
    *,
    by: Author,
    at: datetime | None,
    seen: Iterable[UUID],
    where: Where | None = None,
    note: str | None = None,
) -> Receipt:
    """Record what was wrong, said again.

    at    the right time of the meeting when that is what changes, else None
    seen  heads of the encounter that the author had on the screen
    Raises NothingChanged; NotFound; and what `rules.check` raises on the encounter as it would stand.
    """
    return record_all([correction_draft(encounter, changes, by=by, at=at, seen=seen, where=where, note=note)])[0]


def correction_draft(
    encounter: UUID,
    changes: Corrected,
    *,
    by: Author,
    at: datetime | None,
    seen: Iterable[UUID],
    where: Where | None = None,
    note: str | None = None,
) -> Draft:
    """Return a correction, checked, for a face that records it together with its reason; as `correct_meeting`."""
    found = of_group(encounter, by)
    state = found.folded.state
    check_codes(
        pack(by.country), changes.lines, changes.margins, changes.services, changes.dispositions or (), changes.language or ""
    )
    _check_corrected(state, changes)
    told_at = value_of(state["fields"], "at")[0]
    happened = at or datetime.fromisoformat(told_at)
    _check_time(happened, timezone.now())
    if where is not None:
        changes = changes.model_copy(update={"place": coarse(where, by.country)})
    if at is not None:
        changes = changes.model_copy(update={"happened_again": True})
    boxes = [*boxes_of(where or Where(), note or "")]
    if changes == Corrected() and not boxes:
        raise NothingChanged
    return Draft(payload=changes, subject=encounter, by=by, at=happened, seen=list(seen), boxes=boxes)


def withdraw_meeting(encounter: UUID, *, reason: WithdrawnFor, by: Author, at: datetime) -> Receipt:
    """Record that an encounter does not count, or raise AlreadyWithdrawn, OthersJoined and write nothing."""
    found = of_group(encounter, by)
    if value_of(found.folded.state["fields"], "withdrawn") is not None:
        raise AlreadyWithdrawn
    joined = lookups.joined_to(encounter, by.group, by.country)
    if joined:
        raise OthersJoined(number=len(joined))
    return record(Withdrawn(reason=reason), subject=encounter, by=by, at=at)


def reinstate_meeting(encounter: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that the withdrawal was a mistake, or raise NotWithdrawn."""
    found = of_group(encounter, by)
    if value_of(found.folded.state["fields"], "withdrawn") is None:
        raise NotWithdrawn
    return record(Reinstated(), subject=encounter, by=by, at=at)


def join_meetings(encounter: UUID, *, into: UUID, by: Author, at: datetime) -> Receipt:
    """Record that two records tell of one meeting; `into` counts for both. Taken back by `separate_meeting`.

    It is written on both: who joins the other way round without knowing opens a difference on each, and one of them counts.
    Raises NothingChanged; KeptCountsNot when `into` is withdrawn or came with an import that does not count: nobody would count.
    """
    of_group(encounter, by)
    kept = of_group(into, by)
    if encounter == into or value_of(kept.folded.state["fields"], "joined") is not None:
        raise NothingChanged
    if rules.counting(kept.folded.state, {str(one) for one in lookups.imports_not_counted(by.country)}) is None:
        raise KeptCountsNot
    if not rules.is_counted(kept.folded.state):
        raise KeptCountsNot
    drafts = [Draft(payload=Joined(into=into), subject=subject_, by=by, at=at) for subject_ in (encounter, into)]
    return record_all(drafts)[0]


def separate_meeting(encounter: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that they were two meetings after all."""
    found = of_group(encounter, by)
    if value_of(found.folded.state["fields"], "joined") is None:
        raise NothingChanged
    return record(Separated(), subject=encounter, by=by, at=at)


def of_group(encounter: UUID, by: Author) -> Subject:
    """Return an encounter of the author's group, or raise NotFound: what belongs to others is not there."""
    found = subject(encounter)
    if (
        found is None
        or found.is_erased
        or (found.ref.kind, found.ref.group, found.ref.country) != ("encounter", by.group, by.country)
    ):
        raise NotFound
    return found


def coarse(where: Where, country: str) -> Place:
    """Return the place as it may stand in clear: state, municipality and H3 cell of resolution 5, nothing finer."""
    if where.lat is None or where.lon is None:
        return Place(kind=where.kind, state=where.state, municipality=where.municipality)
    found = locate(country, where.lat, where.lon)
    return Place(kind=where.kind, state=found.state or "", municipality=found.municipality or "", h3_5=found.h3_5)


def boxes_of(where: Where, note: str) -> list[Plain]:
    """Return what must be sealed: the exact place, owned by the entry, and the note, owned by the encounter."""
    boxes = []
    exact = {"lat": where.lat, "lon": where.lon, "accuracy_m": where.accuracy_m, "place": where.place or None}
    if any(value is not None for value in exact.values()):
        boxes.append(Plain(cls=FieldClass.WHEREABOUTS, fields={k: v for k, v in exact.items() if v is not None}))
    if note.strip():
        boxes.append(Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()}))
    return boxes


def check_codes(
    chosen: Pack,
    lines: Iterable[Line],
    margins: Iterable[Margin],
    services: Iterable[Service],
    dispositions: Iterable[Disposition],
    language: str,
) -> None:
    """Raise UnknownCode for the first code that the country's catalogue does not have."""
    lines = list(lines)
    wanted: list[tuple[str, Iterable[str], Any]] = [  # Any: tables of several row types
        ("servicios", [*(one.service for one in services), *(code for line in lines for code in line.services)], chosen.services),
        (
            "nacionalidades",
            [*(line.nationality for line in lines), *(one.value for one in margins if one.attribute == "nationality")],
            chosen.nationalities,
        ),
        ("destinos", [one.code for one in dispositions], chosen.dispositions),
        ("idiomas", [language] if language else [], chosen.languages),
    ]
    for what, codes, table in wanted:
        for code in codes:
            if code not in table:
                raise UnknownCode(what=what, value=code)


def _check_time(at: datetime, now: datetime) -> None:
    if at > now + timedelta(minutes=AHEAD_MIN):
        raise InTheFuture(at=at.isoformat(timespec="minutes"))


def _check_corrected(state: dict[str, Any], changes: Corrected) -> None:  # Any: a folded state
    """Check the encounter as it would stand after the correction."""
    lines = {line_id: Line(line_id=line_id, **line) for line_id, line in rules.lines_of(state).items()}
    lines |= {line.line_id: line for line in changes.lines}
    for line_id in changes.lines_removed:
        lines.pop(line_id, None)
    margins = {(name, value): count for name, many in rules.margins_of(state).items() for value, count in many.items()}
    margins |= {(one.attribute, one.value): one.count for one in changes.margins}
    services = rules.services_of(state) | {one.service: one.people for one in changes.services}
    for code in changes.services_removed:
        services.pop(code, None)
    people = changes.people_met if changes.people_met is not None else rules.people_of(state)
    bodies = changes.bodies if changes.bodies is not None else rules.bodies_of(state)
    rules.check(
        people,
        bodies,
        lines.values(),
        [Margin(attribute=name, value=value, count=count) for (name, value), count in margins.items() if count],
        [Service(service=code, people=count) for code, count in services.items()],
    )


def _person(named: Named, lines: Sequence[Line], by: Author, at: datetime, channel: Channel, now: datetime) -> Draft:
    line = next((one for one in lines if one.line_id == named.line_id), Line(line_id=named.line_id))
    payload = PersonMet(nationality=line.nationality, sex=line.sex, age_band=line.age_band, purpose=named.purpose)
    fields = named.identity.model_dump(exclude_defaults=True)
    return Draft(
        payload=payload,
        subject=uuid7(int(now.timestamp() * 1000)),
        seen=(),
        by=by,
        at=at,
        boxes=[Plain(cls=FieldClass.IDENTITY, fields=fields)],
        channel=channel,
    )


def _linked(lines: Sequence[Line], named: Sequence[Named], persons: Sequence[UUID]) -> list[Line]:
    """Return the lines with the persons who are among them."""
    on_line: dict[str, list[UUID]] = {}
    for one, person in zip(named, persons, strict=True):
        on_line.setdefault(one.line_id, []).append(person)
    return [line.model_copy(update={"persons": [*line.persons, *on_line.get(line.line_id, ())]}) for line in lines]
