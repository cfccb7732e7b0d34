"""What pages ask of files of people found dead: open ones, one, those of a mission or encounter, what is owed, sealed words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from vereda.countries.door import installed, pack
from vereda.encounters.door import Encounter, Filter, encounters
from vereda.logbook.door import last_received, open_box
from vereda.logbook.schema import FieldClass
from vereda.practice import PREFIX
from vereda.rescue.models.remains import Remains
from vereda.rescue.rules import remains as rules
from vereda.rescue.rules.remains import Clock, Owed

WITHOUT_FILE = timedelta(days=3)
"""How far back an encounter that counts somebody dead is asked for its file."""


def remains(subject: UUID, group: str, country: str) -> Remains | None:
    """Return a file of the group, also a withdrawn one."""
    return Remains.objects.filter(subject=subject, group=group, country=country).first()


def open_remains(group: str | None, country: str) -> list[Remains]:
    """Return the files whose dead are not handed over, or whose list is not signed, the oldest first. group None: all posts."""
    rows = Remains.objects.filter(country=country, is_withdrawn=False)
    rows = rows.filter(group=group) if group is not None else rows.exclude(group__startswith=PREFIX)
    rows = rows.filter(Q(handed_at__isnull=True) | (~Q(version="") & Q(received_at__isnull=True)))
    return list(rows.order_by("found_at", "subject"))


def remains_since(group: str, country: str, since: datetime) -> list[Remains]:
    """Return the files of a group whose finding lies behind an instant, the latest first; withdrawn ones as well."""
    return list(Remains.objects.filter(country=country, group=group, found_at__gte=since).order_by("-found_at", "subject"))


def remains_of_mission(mission: UUID, group: str, country: str) -> list[Remains]:
    """Return the files of a mission that count, the oldest first."""
    rows = Remains.objects.filter(mission=mission, group=group, country=country, is_withdrawn=False)
    return list(rows.order_by("found_at", "subject"))


def remains_of_encounter(encounter: UUID, group: str, country: str) -> list[Remains]:
    """Return the files that name an encounter and count."""
    rows = Remains.objects.filter(encounter=encounter, group=group, country=country, is_withdrawn=False)
    return list(rows.order_by("found_at", "subject"))


def told_of(encounter: UUID, group: str, country: str, *, but: UUID | None = None) -> int:
    """Return of how many dead the files of an encounter tell, and of those that were joined to it. but: a file left out."""
    joined = encounters(group, country, Filter(withdrawn=True)).filter(joined_into=encounter).values_list("subject", flat=True)
    rows = Remains.objects.filter(encounter__in=[encounter, *joined], group=group, country=country, is_withdrawn=False)
    return (rows.exclude(subject=but) if but else rows).aggregate(sum=Sum("number"))["sum"] or 0


def without_file(group: str, country: str, now: datetime) -> list[tuple[Encounter, int]]:
    """Return (encounter, how many) of the last days whose dead have no file, the oldest first. Files of others do not ask."""
    rows = encounters(group, country, Filter()).filter(occurred_at__gte=now - WITHOUT_FILE, bodies__gt=0)
    rows = rows.filter(joined_into__isnull=True, is_aggregate=False, batch__isnull=True)
    found = [(row, row.bodies - told_of(row.subject, group, country)) for row in rows[:50]]
    return sorted(((row, rest) for row, rest in found if rest > 0), key=lambda one: one[0].occurred_at)


def clock_of(row: Remains) -> Clock:
    """Return the hours of a file."""
    until = row.staying[1] if row.staying and row.staying[0] else None
    listed = [one[4] for one in row.belongings] + [one[3] for one in row.taken_off]
    listed += [row.nothing[2]] if row.nothing else []
    return Clock(
        found_at=row.found_at,
        told_at=row.told_at,
        came_at=row.came_at,
        handed_at=row.handed_at,
        staying_until=datetime.fromisoformat(until) if until else None,
        listed_at=max((datetime.fromisoformat(at) for at in listed), default=None),
        signed=bool(row.signed),
    )


def owed(row: Remains, now: datetime) -> list[tuple[Owed, datetime]]:
    """Return what is owed in a file now, and since when."""
    return [] if row.is_withdrawn else rules.owed(clock_of(row), now)


# Sealed words: who may read them was decided before ---------------------------------------------------------------------


def place_of(row: Remains) -> dict[str, Any]:  # Any: JSON of the box
    """Return the exact place, {} where there is none or its key is gone."""
    return open_box(row.where, FieldClass.CONTACT) or {} if row.where else {}


def official_of(entry: UUID | None) -> dict[str, str]:
    """Return unit, name and post of an official."""
    found = open_box(entry, FieldClass.CONTACT) or {} if entry else {}
    return {name: str(found.get(name, "")) for name in ("unit", "name", "post")}


def case_of(row: Remains) -> str:
    """Return the number of the prosecutor's file."""
    found = open_box(row.case, FieldClass.CONTACT) if row.case else None
    return str((found or {}).get("number", ""))


def words_of(row: Remains) -> dict[str, tuple[str, str]]:
    """Return line -> (what, where it lay) of the list as it stands; a line whose key is gone is not in it."""
    made: dict[str, tuple[str, str]] = {}
    boxes: dict[str, dict[str, tuple[str, str]]] = {}
    for line, _count, entry, _author, _at in row.belongings:
        if entry not in boxes:
            found = open_box(entry, FieldClass.IDENTITY) or {}
            boxes[entry] = {one["line"]: (one["what"], one.get("lay", "")) for one in found.get("lines", ())}
        if line in boxes[entry]:
            made[line] = boxes[entry][line]
    return made


def matches_of(row: Remains) -> list[tuple[str, str, datetime, str]]:
    """Return (report, text, at, account) of each note for the forensic service; '' where this machine opens none."""
    made = []
    for entry, at, account in row.matches:
        told = open_box(entry, FieldClass.TRACING) or {}
        made.append((str(told.get("report", "")), str(told.get("text", "")), datetime.fromisoformat(at), account))
    return made


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the files whose words go now, or went already, as the country's table says.

    When the last entry came here decides alone: an hour of the finding that is wrong, or of the future, keeps no file.
    """
    for country in installed():
        if since := pack(country).kept_since("remains", now):
            subjects = list(Remains.objects.filter(country=country).values_list("subject", flat=True))
            yield from _quiet(subjects, since)


def _quiet(subjects: Iterable[UUID], since: datetime) -> Iterator[UUID]:
    yield from (subject for subject, last in last_received(subjects).items() if last < since)


def counting(encounter: UUID, group: str, country: str) -> Encounter | None:
    """Return the encounter that counts for one of the group: itself, the one it was joined to; None where it is not here."""
    rows = encounters(group, country, Filter(withdrawn=True))
    row = rows.filter(subject=encounter).first()
    return rows.filter(subject=row.joined_into).first() if row and row.joined_into else row
