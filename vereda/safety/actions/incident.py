"""A security incident: reported, followed, closed, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.safety.entries.incident import IncidentClosed, IncidentFollowed, IncidentReopened, IncidentReported
from vereda.safety.entries.spot import CoarsePlace
from vereda.safety.errors.incident import IncidentKindUnknown, IncidentNotClosed, IncidentNotOpen, NothingFollowed
from vereda.safety.lookups.incident import incident
from vereda.safety.models.incident import Incident
from vereda.safety.words import Against, IncidentDone, IncidentEnd, IncidentTold, Severity


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What happened. what: a code of the pack; note: in words, sealed."""

    what: str
    severity: Severity
    against: Against = Against.NEAR
    state: str = ""
    municipality: str = ""
    route: UUID | None = None
    route_said: str = ""
    done: Sequence[IncidentDone] = field(default_factory=tuple)
    told: Sequence[IncidentTold] = field(default_factory=tuple)
    note: str = ""


def report_incident(happening: Happening, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that something happened to one of ours, or near our work. Raises IncidentKindUnknown."""
    if happening.what not in pack(by.country).incident_kinds:
        raise IncidentKindUnknown
    payload = IncidentReported(
        what=happening.what,
        severity=happening.severity,
        against=happening.against,
        place=CoarsePlace(state=happening.state, municipality=happening.municipality),
        route=happening.route,
        route_said=happening.route_said.strip(),
        done=list(happening.done),
        told=list(happening.told),
    )
    return record(payload, by=by, at=at, boxes=_noted(happening.note), id=entry)


def follow_incident(
    *,
    incident: UUID,
    by: Author,
    at: datetime,
    done: Sequence[IncidentDone] = (),
    told: Sequence[IncidentTold] = (),
    severity: Severity | None = None,
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that it went on. Raises NothingFollowed, IncidentNotOpen."""
    if not (done or told or severity or note.strip()):
        raise NothingFollowed
    _open(incident, by)
    payload = IncidentFollowed(severity=severity, done=list(done), told=list(told))
    return record(payload, subject=incident, by=by, at=at, boxes=_noted(note), id=entry)


def close_incident(*, incident: UUID, outcome: IncidentEnd, by: Author, at: datetime) -> Receipt:
    """Record that it is over. Raises IncidentNotOpen."""
    with in_turn("incident", str(incident)):
        _open(incident, by)
        return record(IncidentClosed(outcome=outcome), subject=incident, by=by, at=at)


def reopen_incident(*, incident: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was closed too early. Raises IncidentNotClosed."""
    found = _incident(incident, by)
    if found is None or not found.outcome:
        raise IncidentNotClosed
    return record(IncidentReopened(), subject=incident, by=by, at=at)


def _open(subject: UUID, by: Author) -> None:
    found = _incident(subject, by)
    if found is None or found.outcome:
        raise IncidentNotOpen


def _incident(subject: UUID, by: Author) -> Incident | None:
    return incident(subject, by.group, by.country)


def _noted(note: str) -> list[Plain]:
    return [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()})] if note.strip() else []
