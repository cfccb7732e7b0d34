"""An encounter as a page tells it: exactly what was written, in plain words, and what the reader may do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.desk.frame import ON_THE_PATH
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import wording
from vereda.encounters.door import Encounter, bodies_of, lines_of, margins_of, minors_of, people_of, persons_of, services_of
from vereda.logbook.door import Subject, open_box, whereabouts
from vereda.logbook.schema import FieldClass, State, value_of
from vereda.places.door import cell_centre


@dataclass(frozen=True)
class Told:
    """What stands on the page of an encounter."""

    folio: str
    at: datetime
    people: int
    minors: int
    bodies: int
    alone: int
    lines: Sequence[tuple[int, str, str, str]]  # count, who, nationality, services of this line alone
    rest: int  # people met of whom no line tells
    margins: Sequence[tuple[int, str]]
    services: Sequence[tuple[str, str, str]]  # code, label, to whom
    dispositions: Sequence[str]
    place: str
    place_kind: str
    language: str
    persons: Sequence[UUID]


def told(subject: Subject, row: Encounter, labels: Labels) -> Told:
    """Return an encounter in words."""
    state = subject.folded.state
    lines = list(_lines(state, labels))
    people = people_of(state)
    return Told(
        folio=folio(subject.id),
        at=timezone.localtime(row.occurred_at),
        people=people,
        minors=minors_of(state),
        bodies=bodies_of(state),
        alone=row.unaccompanied_minors,
        lines=lines,
        rest=people - sum(count for count, *_rest in lines),
        margins=list(_margins(state, labels)),
        services=[(code, labels.service(code), wording.given_to(some)) for code, some in services_of(state).items()],
        dispositions=[wording.disposition(one, labels) for one in value_of(state["fields"], "dispositions") or ()],
        place=labels.place(row.state, row.municipality),
        place_kind=labels.place_kind(row.place_kind),
        language=labels.language(row.language) if row.language else "",
        persons=[UUID(person) for person in persons_of(state)],
    )


def _lines(state: State, labels: Labels) -> Iterator[tuple[int, str, str, str]]:
    for line in lines_of(state).values():
        services = ", ".join(labels.service(code) for code in line.get("services", ()))
        who = labels.who(line.get("sex", "U"), line.get("age_band", "U"), line.get("count", 1))
        yield line.get("count", 1), who, labels.nationality(line.get("nationality", "XX")), services


def _margins(state: State, labels: Labels) -> Iterator[tuple[int, str]]:
    for attribute, values in margins_of(state).items():
        for value, count in values.items():
            yield count, labels.margin(attribute, value)


def may_read_names(reader: Reader, row: Encounter) -> bool:
    """Return whether the reader may open names, and notes, which may hold some, of this encounter for this purpose."""
    return may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))


def note(reader: Reader, subject: Subject, row: Encounter) -> str | None:
    """Return the sealed note where the reader may open it, and log that; None where there is none, or it is gone."""
    entry = value_of(subject.folded.state["fields"], "note")
    if entry is None or not may_read_names(reader, row):
        return None
    opened = open_box(entry, FieldClass.FREE_TEXT, subject.id)
    if opened is None:
        return None
    log_read(reader, RecordClass.K2, subject=subject.id)
    text: str = opened["text"]
    return text


@dataclass(frozen=True)
class Spot:
    """An exact place, while it exists."""

    lat: float | None
    lon: float | None
    accuracy_m: float | None
    name: str


def spot(reader: Reader, subject: UUID) -> Spot | None:
    """Return the exact place of an encounter, for who looks to help or to rescue; None when it is gone."""
    if reader.purpose not in ON_THE_PATH:
        return None
    found = whereabouts([subject]).get(subject)
    return Spot(found.lat, found.lon, found.accuracy_m, found.place) if found else None


def cell_label(row: Encounter) -> str:
    """Return the middle of the coarse cell, two decimals, as it may stay for ever."""
    if not row.h3_5:
        return ""
    lat, lon = cell_centre(row.h3_5)
    return f"{lat:.2f}, {lon:.2f}"
