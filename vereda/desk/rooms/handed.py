"""Persons whom another country handed on, as the desk shows them: the classes of the reader alone, each look logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.access.door import NotForYou, Reader, log_read
from vereda.bundles import door as bundles
from vereda.bundles.door import Handed
from vereda.desk.labels import Labels
from vereda.desk.words import between as words
from vereda.logbook.schema import FieldClass
from vereda.referrals import door as referrals
from vereda.referrals.door import RefusedFor, labels, rights


@dataclass(frozen=True)
class Shown:
    """One in words. service: '' where its words are gone; country: from where."""

    row: Handed
    service: str
    status: str
    country: str
    is_silent: bool
    answered: str


def listed(reader: Reader) -> tuple[list[Shown], list[Shown]]:
    """Return those of the reader's group: whom somebody must look after, and the last that ended."""
    if not reader.group:
        return [], []
    classes = rights.classes_read(reader)
    found = bundles.handed.handed_to(reader.group, reader.country, classes)
    seen = [[row for row in rows if rights.may_read(reader, row)] for rows in found]
    return shown(reader, seen[0]), shown(reader, seen[1])


def row_of(reader: Reader, subject: UUID) -> Handed:
    """Return one that the reader may see; any other answers as one that never was. Raises NotForYou."""
    row = bundles.handed.handed(subject, reader.country)
    if row is None or row.group != reader.group or not rights.may_read(reader, row):
        raise NotForYou
    return row


def shown(reader: Reader, rows: Sequence[Handed]) -> list[Shown]:
    """Return persons in words; each class that was opened is a row of the log of reads."""
    for cls in {row.within for row in rows}:
        log_read(reader, rights.READS[FieldClass(cls)][0], subjects=[row.subject for row in rows if row.within == cls])
    abouts, named = referrals.sealed.abouts(rows), Labels(reader.country)
    return [
        Shown(
            row=row,
            service=str(labels.SERVICES[about.service]) if (about := abouts.get(row.subject)) else "",
            status=str(words.STATUSES.get(row.status, row.status)),
            country=_country(row, named),
            is_silent=not row.answer and row.recalled_at is None,
            answered=_answered(row),
        )
        for row in rows
    ]


def told(row: Handed) -> list[tuple[str, str]]:
    """Return what is told of the person, word by word, as long as the group needs it."""
    if not bundles.handed.is_told(row, timezone.now()):
        return []
    return [(str(labels.ITEMS[item]), text) for item, text in referrals.sealed.told(row).items()]


def notes(row: Handed) -> list[tuple[datetime, str]]:
    """Return the words left for the group over there."""
    return [
        (timezone.localtime(datetime.fromisoformat(at)), referrals.sealed.note(row, entry) or _("Ya no se puede abrir."))
        for entry, at in row.notes
    ]


def _answered(row: Handed) -> str:
    return str(labels.REASONS[RefusedFor(row.reason)]) if row.reason else ""


def _country(row: Handed, named: Labels) -> str:
    found = bundles.partners.with_fingerprint(row.partner, row.country)
    return named.nationality(found.card["country"].upper()) if found else ""
