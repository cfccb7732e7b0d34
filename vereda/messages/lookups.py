"""What pages and the alarm ask of numbers, texts and the gateway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from vereda.countries.door import installed, pack
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.messages.models import OutText, ReceivedText, StaffNumber
from vereda.messages.rules import is_same_number
from vereda.practice import PREFIX

SHOWN = timedelta(days=7)
UNREAD = timedelta(days=7)
"""A text that nobody dealt with yet waits so long for it, however short the country keeps texts: it may ask for help."""


@dataclass(frozen=True)
class Number:
    """A number of ours, opened."""

    row: StaffNumber
    number: str
    name: str


def numbers(group: str, country: str) -> list[Number]:
    """Return the numbers that a group keeps, opened; one whose key is gone is left out."""
    rows = StaffNumber.objects.filter(country=country, group=group).order_by("account", "subject")
    return [found for row in rows if (found := _opened(row))]


def number_row(subject: UUID, group: str, country: str) -> StaffNumber | None:
    return StaffNumber.objects.filter(subject=subject, country=country, group=group).first()


def number_of_entry(entry: UUID) -> str:
    """Return the number that an entry holds, '' where it was taken off or its key is gone."""
    row = StaffNumber.objects.filter(entry=entry).first()
    found = _opened(row) if row else None
    return found.number if found else ""


def number_of_sender(entry: UUID) -> str:
    """Return the number from which something came, out of the box of the entry that tells of it; '' where its key is gone."""
    told = open_box(entry, FieldClass.IDENTITY) or {}
    return str(told.get("number") or told.get("call_back") or "")


def warned_at(groups: Iterable[str], country: str, steps: Iterable[str]) -> list[StaffNumber]:
    """Return the numbers of some groups that are warned at some step of an alarm."""
    wanted = set(steps)
    rows = StaffNumber.objects.filter(country=country, group__in=list(groups)).order_by("group", "subject")
    return [row for row in rows if wanted & set(row.warned)]


def numbers_of(accounts: Iterable[str], country: str) -> list[StaffNumber]:
    """Return the numbers that are kept for some accounts, in whatever group; those of practice are left out."""
    rows = StaffNumber.objects.filter(country=country, account__in=[one for one in accounts if one]).order_by("group", "subject")
    return list(rows.exclude(group__startswith=PREFIX))


def staff_by_number(number: str, country: str) -> StaffNumber | None:
    """Return whose number it is, of those with an account; None for a number that nobody knows, or that two have."""
    known = StaffNumber.objects.filter(country=country).exclude(account="").exclude(group__startswith=PREFIX)
    rows = list(known.order_by("subject"))
    found = [row for row in rows if (told := _opened(row)) and is_same_number(told.number, number)]
    return found[0] if len({row.account for row in found}) == 1 else None


def waiting_texts(group: str, country: str) -> list[ReceivedText]:
    """Return the texts that came and that nobody dealt with, the oldest first."""
    return list(ReceivedText.objects.filter(country=country, group=group, handled_at__isnull=True).order_by("came_at", "subject"))


def received_text(subject: UUID, group: str, country: str) -> ReceivedText | None:
    return ReceivedText.objects.filter(subject=subject, country=country, group=group).first()


def words_of(row: ReceivedText) -> tuple[str, str]:
    """Return number and words of a text that came, '' where the key is gone."""
    told = open_box(row.entry, FieldClass.IDENTITY) or {}
    said = open_box(row.entry, FieldClass.FREE_TEXT) or {}
    return told.get("number", ""), said.get("text", "")


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the texts whose number and words go now, or went already."""
    for country in installed():
        if since := pack(country).kept_since("sms_text", now):
            done = Q(handled_at__isnull=False, came_at__lt=since)
            rows = ReceivedText.objects.filter(done | Q(came_at__lt=min(since, now - UNREAD)), country=country)
            yield from rows.order_by("came_at", "subject").values_list("subject", flat=True)


def sent_lately(group: str, country: str, now: datetime) -> list[OutText]:
    """Return the messages of the last week, the latest first; their words are gone."""
    return list(OutText.objects.filter(country=country, group=group, made_at__gte=now - SHOWN).order_by("-made_at", "-id")[:20])


def _opened(row: StaffNumber) -> Number | None:
    told = open_box(row.entry, FieldClass.IDENTITY)
    return Number(row, told["number"], told.get("name", "")) if told else None
