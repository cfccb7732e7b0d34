"""Reading of what was opened in an emergency: by its reader while it lasts, by who reviews it, by the board of a post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from vereda.access.models import BrokenGlass, ToldOfGlass
from vereda.access.rules.glass import TOLD_DAYS, is_open
from vereda.access.rules.policy import scopes
from vereda.access.words import CASE_CLASSES, Action, Reader, RecordClass, Scope
from vereda.countries.door import installed, pack
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass

RETENTION = "broken_glass"
"""How the country's table of retention names them."""

LATELY = timedelta(hours=24)


def glass_classes(reader: Reader) -> list[RecordClass]:
    """Return the classes of which the reader may open one record in an emergency, for the purpose of this request."""
    held = (one for one in RecordClass if one in CASE_CLASSES)
    return [one for one in held if Scope.BREAK_GLASS in scopes(reader.role, one, Action.READ, reader.purpose)]


def glass(subject: UUID, country: str) -> BrokenGlass | None:
    """Return what was asked for in an emergency."""
    return BrokenGlass.objects.filter(subject=subject, country=country).first()


def own_glass(subject: UUID, reader: Reader) -> BrokenGlass | None:
    """Return what the reader asked for, in the role of this session; somebody else's is not there."""
    row = glass(subject, reader.country)
    is_own = row is not None and (row.by, row.role, row.of_group) == (reader.account, reader.role, reader.group)
    return row if is_own else None


def open_glasses(reader: Reader, now: datetime) -> list[BrokenGlass]:
    """Return what the reader has open now, the latest first."""
    rows = BrokenGlass.objects.filter(by=reader.account, country=reader.country, at__gt=now - LATELY).order_by("-at", "subject")
    mine = [row for row in rows if (row.role, row.of_group) == (reader.role, reader.group)]
    return [row for row in mine if is_open(row.at, now)]


def asked_lately(account: str, now: datetime) -> int:
    """Return how often an account asked within 24 hours."""
    return BrokenGlass.objects.filter(by=account, at__gt=now - LATELY).count()


def glasses(country: str, group: str | None = None, *, most: int = 200) -> list[BrokenGlass]:
    """Return what was opened in a country, or of and by a group: what nobody reviewed first, the oldest of it first."""
    rows = _of(country, group)
    waiting = list(rows.filter(reviewed_at=None).order_by("at", "subject"))
    return [*waiting, *rows.exclude(reviewed_at=None).order_by("-at", "subject")[:most]]


def unreviewed(country: str, group: str | None = None) -> list[BrokenGlass]:
    """Return what nobody reviewed yet, the oldest first."""
    return list(_of(country, group).filter(reviewed_at=None).order_by("at", "subject"))


def _of(country: str, group: str | None) -> QuerySet[BrokenGlass]:
    rows = BrokenGlass.objects.filter(country=country)
    return rows if group is None else rows.filter(Q(group=group) | Q(of_group=group))


def told_of_glass(country: str, group: str, now: datetime) -> list[ToldOfGlass]:
    """Return what a group was told and nobody reviewed, as far as this machine knows; at a post it stands for a week."""
    rows = ToldOfGlass.objects.filter(country=country, to=group, at__gt=now - timedelta(days=TOLD_DAYS)).order_by(
        "-at", "subject"
    )
    here = list(rows)
    done = BrokenGlass.objects.filter(subject__in=[row.glass for row in here]).exclude(reviewed_at=None)
    reviewed = set(done.values_list("subject", flat=True))
    return [row for row in here if row.glass not in reviewed]


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the openings whose words the table of the country keeps no longer: who, when and how it was judged stays."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is not None:
            yield from BrokenGlass.objects.filter(country=country, at__lt=since).values_list("subject", flat=True)


def words_of(entry: UUID | None, subject: UUID) -> str:
    """Return the words of a reason or a review, '' where they open no more. The look is the page's to log."""
    box = open_box(entry, FieldClass.FREE_TEXT, subject) if entry else None
    return str(box["text"]) if box else ""
