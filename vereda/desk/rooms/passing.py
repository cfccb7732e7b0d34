"""Hand-overs of alerts as the desk shows them: what is read aloud and nothing besides, who took it, what is owed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.countries.door import Pack, pack
from vereda.desk.dates import lasting
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import alerts as alerts_room
from vereda.desk.rooms import encounter as told_room
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import passing as words
from vereda.logbook.door import Subject
from vereda.rescue.door import Alert, Handed, Passing, passing_lookups

OUTSIDE_LAST = ("network",)
"""Our own network is no other side: it is not offered."""


@dataclass(frozen=True)
class Spoken:
    """One of the four things that may be said, in words; '' where we do not know it."""

    code: Handed
    label: str
    said: str


@dataclass(frozen=True)
class Passed:
    """A hand-over in words. due: when its outcome is to be asked for, '' while it is not."""

    row: Passing
    to: str
    reason: str
    handed: str
    told: str
    receipt: str
    asked: str
    outcome: str
    due: str


def spoken(reader: Reader, found: Subject, row: Alert, now: datetime) -> list[Spoken]:
    """Return all that may be said to the other side: no name, no nationality, no document, whatever the alert may hold."""
    labels = Labels(reader.country)
    told = alerts_room.described([row], now, labels)[0]
    spot, sealed = told_room.spot(reader, row.subject), alerts_room.sealed(reader, found, row)
    exact = f"{spot.lat:.5f}, {spot.lon:.5f}" if spot and spot.lat is not None and spot.lon is not None else ""
    condition = [part for part in (told.urgent, ", ".join(labels.alert_word(code) for code in row.needs)) if part]
    said = {
        Handed.POSITION: exact or told.place,
        Handed.NUMBER: alerts_room.in_danger(row),
        Handed.CONDITION: " · ".join(condition),
        Handed.CALL_BACK: sealed.call_back if sealed else "",
    }
    return [Spoken(code, words.said(words.HANDED, code), said[code]) for code in Handed]


def others(known: Pack, on: date) -> list[tuple[str, str, bool]]:
    """Return (code, name, has enforcement powers) of whom an alert may be handed to, those without such powers first."""
    rows = [row for row in known.institutions.values() if row.holds_on(on) and row.role not in OUTSIDE_LAST]
    ordered = sorted(rows, key=lambda row: (row.is_enforcement, row.role != "emergency", row.name))
    return [(row.code, _named(row.name, row.country, known), row.is_enforcement) for row in ordered]


def _named(name: str, country: str | None, known: Pack) -> str:
    return f"{name} ({country})" if country and country != known.country.iso else name


def passed(rows: Sequence[Passing], now: datetime) -> list[Passed]:
    """Return hand-overs in words."""
    return [_passed(row, now) for row in rows]


def _passed(row: Passing, now: datetime) -> Passed:
    due = passing_lookups.step_due(row, now)
    outcome = words.said(words.OUTCOMES, row.outcome) if row.outcome else ""
    return Passed(
        row=row,
        to=to_of(row),
        reason=words.said(words.REASONS, row.reason),
        handed=", ".join(words.said(words.HANDED, code) for code in row.handed),
        told=_("a quien llamó: {caller}; a las personas: {person}").format(
            caller=words.said(words.TOLD, row.told_caller), person=words.said(words.TOLD, row.told_person)
        ),
        receipt=passing_lookups.receipt_of(row),
        asked=", ".join(words.said(words.ASKED, step) for step, _at in row.asked),
        outcome=f"{outcome}: {row.people}" if outcome and row.people else outcome,
        due=words.said(words.ASKED, due) if due else "",
    )


def to_of(row: Passing) -> str:
    """Return the name of who took an alert over; its code where the pack has it no more."""
    known = pack(row.country)
    found = known.institutions.get(row.to)
    return _named(found.name, found.country, known) if found else row.to


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield the outcomes that have to be asked for, with whom to ask."""
    for row, _due in passing_lookups.outcomes_owed(asked.group, asked.country, asked.now):
        said = _("Pregunte a {to} qué pasó con la alerta {folio}: se le entregó hace {age}.").format(
            to=to_of(row), folio=folio(row.subject), age=lasting(asked.now - row.passed_at)
        )
        yield Notice(Level.WARN, said, reverse("desk:pass_alert", args=[row.subject]))


def parts(asked: Asked) -> Iterable[Part]:
    """Yield what the hand-over of the shift says of alerts whose outcome is owed."""
    owed = passing_lookups.outcomes_owed(asked.group, asked.country, asked.now)
    yield Part(_("Por preguntar a otros servicios"), [f"{folio(row.subject)}: {to_of(row)}" for row, _due in owed])
