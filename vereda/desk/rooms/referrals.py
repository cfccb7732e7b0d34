"""Referrals as the desk shows them: who waits for an answer and how long, what the receiver said, what was sent.

Each reader sees those of the classes that the own role holds for this purpose. Of what somebody sent and may not read back the
folio, the hours and the answer are shown, and nothing of what it is about. All others are not there, in numbers as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vereda.access.door import NotForYou, Purpose, Reader, RecordClass, log_read
from vereda.desk.dates import lasting
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Part
from vereda.desk.words import referrals as words
from vereda.logbook.schema import FieldClass
from vereda.referrals import door as referrals
from vereda.referrals.door import RecalledFor, Referral, Status, labels, rights

RESTING = {Status.RECALLED, Status.DONE, Status.REFUSED}


CALL_WITHIN = timedelta(hours=48)
"""For so long the board asks to ring whoever had opened what was taken back."""


@dataclass(frozen=True)
class Shown:
    """A referral in words. service, receiver: '' where the reader may only follow how it goes, or the words are gone.

    waits    how long nobody has answered, '' where somebody did;  is_silent: longer than it should
    remarks  what must be looked at
    """

    row: Referral
    service: str
    receiver: str
    status: str
    waits: str
    is_silent: bool
    is_open: bool
    is_sealed: bool
    is_own: bool
    who: str
    group: str
    remarks: Sequence[str]


def seen(reader: Reader) -> list[Referral]:
    """Return the referrals that the reader may follow, for the purpose of this request."""
    classes = rights.classes_read(reader)
    if reader.group:
        rows = referrals.referrals.of_group(reader.group, reader.country, reader.account, classes)
    else:
        rows = referrals.referrals.of_country(reader.country, classes, reader.account)
    return [row for row in rows if rights.may_follow(reader, row)]


def row_of(reader: Reader, subject: UUID) -> Referral:
    """Return one that the reader may follow; any other answers as one that never was. Raises NotForYou."""
    row = referrals.referrals.found(subject, reader.country)
    if row is None or not rights.may_follow(reader, row):
        raise NotForYou
    return row


def shown(reader: Reader, rows: Sequence[Referral], now: datetime) -> list[Shown]:
    """Return referrals in words; each class that was opened is a row of the log of reads."""
    names, named = names_of({row.made_by for row in rows}), Labels(reader.country)
    log_classes(reader, rows)
    abouts = referrals.sealed.abouts(row for row in rows if rights.may_read(reader, row))
    shut = referrals.referrals.ungrounded(row for row in rows if row.status not in RESTING)
    return [
        _shown(reader, row, now, who_is(row.made_by, names), named, abouts.get(row.subject), row.subject in shut) for row in rows
    ]


def log_classes(reader: Reader, rows: Iterable[Referral]) -> None:
    """Log that referrals were seen, as many rows as classes; of those that are only followed, as one of contact."""
    by_class: dict[RecordClass, list[UUID]] = {}
    for row in rows:
        kept = rights.READS[FieldClass(row.within)][0] if rights.may_read(reader, row) else RecordClass.K2
        by_class.setdefault(kept, []).append(row.subject)
    for kept, subjects in by_class.items():
        log_read(reader, kept, subjects=subjects)


def _shown(
    reader: Reader, row: Referral, now: datetime, who: str, named: Labels, about: referrals.About | None, is_shut: bool
) -> Shown:
    is_read = rights.may_read(reader, row)
    is_open, waits = row.status not in RESTING, is_waiting(row)
    return Shown(
        row=row,
        service=str(labels.SERVICES[about.service]) if about else "",
        receiver=about.name if about else "",
        status=words.said(words.STATUSES, row.status),
        waits=lasting(now - row.made_at) if waits else "",
        is_silent=waits and is_late(row, now),
        is_open=is_open,
        is_sealed=not is_read,
        is_own=row.made_by == reader.account,
        who=who,
        group="" if reader.group else named.group(row.group),
        remarks=list(_remarks(row, now, is_shut)),
    )


def of_encounter(reader: Reader, encounter: UUID, now: datetime) -> list[Shown]:
    """Return those made in an encounter that the reader may follow."""
    rows = referrals.referrals.all_of_encounter(encounter, reader.group, reader.country)
    found = [row for row in rows if rights.may_follow(reader, row)]
    return shown(reader, found, now)


def is_waiting(row: Referral) -> bool:
    """Tell whether the receiver has not said yet whether they are taken in."""
    return row.status in (Status.SENT, Status.OPENED)


def is_late(row: Referral, now: datetime) -> bool:
    """Tell whether it waits longer than the pack allows for its class."""
    return now - row.made_at >= timedelta(hours=referrals.waiting.answer_h(row.country, FieldClass(row.within)))


def _remarks(row: Referral, now: datetime, is_shut: bool) -> Iterable[str]:
    if row.elsewhere and row.status not in RESTING:
        yield _("Quisieron abrirla en otro teléfono: llame y pregunte; si hace falta, dé palabras nuevas.")
    if row.is_contested:
        yield _("Hay dos respuestas que no dicen lo mismo: llame y pregunte.")
    if is_waiting(row) and row.until and row.until <= now:
        yield _("Sus palabras vencieron: dé palabras nuevas.")
    if _must_call(row, now):
        yield _("La persona quitó su permiso y ya la habían abierto: llame y pida que borren lo que anotaron.")
    if is_shut:
        yield _("La persona quitó su permiso: la página está cerrada. Retírela.")


def _must_call(row: Referral, now: datetime) -> bool:
    """Tell whether somebody read or heard it that was closed lately by a withdrawal: the desk rings and asks to forget."""
    is_known = row.opened_at is not None or row.answered_at is not None  # by its page, by an account, by telephone
    is_withdrawn = row.recalled_for == RecalledFor.CONSENT_WITHDRAWN and row.recalled_at is not None
    return bool(is_withdrawn and is_known and row.recalled_at and now - row.recalled_at < CALL_WITHIN)


def sent(row: Referral) -> list[tuple[str, str]]:
    """Return what the receiver is told, word by word."""
    return [(str(labels.ITEMS[item]), text) for item, text in referrals.sealed.told(row).items()]


def notes(row: Referral) -> list[tuple[datetime, str, str]]:
    """Return the words that the receiver left: when, by which way, what; of those that open no more, that they were there."""
    return [
        (
            timezone.localtime(datetime.fromisoformat(at)),
            words.said(words.WAYS, way),
            referrals.sealed.note(row, entry) or _("Ya no se puede abrir."),
        )
        for entry, at, way in row.notes
    ]


def answered(row: Referral) -> str:
    """Return what the receiver said, in words; '' while it said nothing."""
    if not row.answer:
        return ""
    said = _("La aceptaron") if row.answer == "accepted" else _("No pueden")
    why = str(labels.REASONS.get(row.reason, row.reason)) if row.reason else ""
    return ": ".join(part for part in (said, why) if part) + f", {words.said(words.WAYS, row.answered_by)}"


def asks_for_somebody(reader: Reader, group: str, now: datetime) -> tuple[int, int]:
    """Return two numbers, of the classes held: those that nobody answers, and those taken back that somebody had opened."""
    purpose = rights.purpose_to_read(reader)
    if purpose is None:
        return 0, 0
    looking = reader.with_purpose(purpose)
    rows = referrals.referrals.of_group(group, reader.country, reader.account, rights.classes_read(looking))
    mine = [row for row in rows if rights.may_follow(looking, row)]
    silent = sum(is_waiting(row) and is_late(row, now) for row in mine)
    return silent, sum(_must_call(row, now) for row in mine)


def address(reader: Reader) -> str:
    """Return where the reader sees most of them."""
    purpose = rights.purpose_to_read(reader)
    return f"{reverse('desk:referrals')}?{urlencode({'purpose': purpose or Purpose.ASSIST})}"


def parts(asked: Asked) -> Iterable[Part]:
    """Yield what the hand-over says: all of the group read it, so it tells of lodging and goods alone, by folio and hour."""
    rows = referrals.referrals.open_referrals(asked.group, asked.country, [FieldClass.CONTACT])
    yield Part(_("Referencias de alojamiento y ayuda"), [_line(row, asked.now) for row in rows])


def _line(row: Referral, now: datetime) -> str:
    said = words.said(words.STATUSES, row.status).lower()
    waits = _("sin respuesta {age}").format(age=lasting(now - row.made_at)) if is_waiting(row) else ""
    return ", ".join(part for part in (f"{row.folio}: {said}", waits) if part)


def classes_for(row: Referral) -> Collection[FieldClass]:
    """Return what an act is asked with, once the right to it was asked."""
    return [FieldClass(row.within)]
