"""Security incidents as page, board and hand-over show them: what, how grave, what was done. Words of them are sealed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vereda.access.door import Action, Reader, RecordClass, log_read, may, relation_to
from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting, shortday
from vereda.desk.labels import Labels, folio, label
from vereda.desk.rooms.ground_wording import incident_kind
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import ground as words
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.safety.door import Incident, Severity
from vereda.safety.door import incident_lookups as lookups


@dataclass(frozen=True)
class Shown:
    """An incident in words."""

    row: Incident
    folio: str
    what: str
    severity: str
    is_grave: bool
    against: str
    where: str
    age: str
    who: str
    outcome: str


@dataclass(frozen=True)
class Line:
    """What was done and told at one time. is_shut: there is a note that this reader, or this machine, does not open."""

    at: datetime
    who: str
    done: Sequence[str]
    told: Sequence[str]
    note: str = ""
    is_shut: bool = False


def kinds(country: str, now: datetime) -> list[tuple[str, str]]:
    """Return the kinds of the pack that hold today, in its order."""
    rows = sorted(pack(country).incident_kinds.values(), key=lambda row: row.order)
    return [(row.code, label(row)) for row in rows if row.holds_on(now.date())]


def described(rows: Sequence[Incident], now: datetime, labels: Labels) -> list[Shown]:
    """Return incidents in words."""
    names = names_of({row.reported_by for row in rows})
    return [
        Shown(
            row=row,
            folio=folio(row.subject),
            what=incident_kind(row.what, labels),
            severity=words.said(words.SHORT_SEVERITIES, row.severity),
            is_grave=row.severity == Severity.GRAVE,
            against=words.said(words.AGAINST, row.against),
            where=_where(row, labels),
            age=lasting(now - row.at),
            who=who_is(row.reported_by, names),
            outcome=words.said(words.ENDS, row.outcome) if row.outcome else "",
        )
        for row in rows
    ]


def _where(row: Incident, labels: Labels) -> str:
    place = labels.place(row.state, row.municipality) if row.state or row.municipality else ""
    return " · ".join(one for one in (row.route_said, place) if one)


def lines(row: Incident, reader: Reader) -> list[Line]:
    """Return what was done, in the order of the hours; notes only for who may read those of the group, and then it is logged."""
    is_open = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))
    names = names_of({line[2] for line in row.lines})
    if is_open and any(line[5] for line in row.lines):
        log_read(reader, RecordClass.K2, subject=row.subject)
    made = []
    for entry, at, account, done, told, has_note in row.lines:
        opened = open_box(entry, FieldClass.FREE_TEXT) if has_note and is_open else None
        note = (opened or {}).get("text", "")
        made.append(
            Line(
                at=datetime.fromisoformat(at),
                who=who_is(account, names),
                done=words.all_said(words.DONE, done),
                told=words.all_said(words.TOLD, told),
                note=note,
                is_shut=has_note and not note,
            )
        )
    return made


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield the incidents that are not closed and graver than to be known; none of it is for the wall."""
    rows = [row for row in lookups.open_incidents(asked.group, asked.country) if row.severity != Severity.NOTE]
    for one in described(rows, asked.now, asked.labels):
        said = _("Incidente {severity}: {what}, hace {age}{where}.").format(
            severity=one.severity, what=one.what, age=one.age, where=f" · {one.row.route_said}" if one.row.route_said else ""
        )
        yield Notice(Level.WARN if one.is_grave else Level.NOTE, said, reverse("desk:incident", args=[one.row.subject]))


def parts(asked: Asked) -> Iterator[Part]:
    """Yield the incidents that are open: kind, how grave, since when."""
    shown = described(lookups.open_incidents(asked.group, asked.country), asked.now, asked.labels)
    yield Part(
        _("Incidentes de seguridad abiertos"),
        [f"{one.folio}: {one.what} · {one.severity} · {shortday(one.row.at)} {clock(one.row.at)}" for one in shown],
    )
