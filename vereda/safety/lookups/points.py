"""What pages ask of assistance points and numbered places: those of one group, and never of another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vereda.countries.door import pack
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.practice import real_of
from vereda.safety.models.points import AssistPoint, PositionReference
from vereda.safety.rules import references as rules
from vereda.safety.rules.points import plain
from vereda.safety.rules.references import Found


@dataclass(frozen=True)
class Stands:
    """Where a point stands, opened. lat, lon in degrees, WGS 84; None: only words, or the key is gone."""

    lat: float | None = None
    lon: float | None = None
    text: str = ""


def points(group: str, country: str) -> list[AssistPoint]:
    """Return the points of a group: by kind as the pack orders them, then by number."""
    kinds = pack(country).point_kinds
    rows = AssistPoint.objects.filter(country=country, group=group)
    return sorted(rows, key=lambda row: (kinds[row.what].order if row.what in kinds else 999, _number(row), str(row.subject)))


def _number(row: AssistPoint) -> tuple[int, str]:
    told = plain(row.number)
    return (int(told) if told.isdecimal() else 10**9, told or plain(row.name))


def point(subject: UUID, group: str, country: str) -> AssistPoint | None:
    return AssistPoint.objects.filter(subject=subject, group=group, country=country).first()


def callers(group: str, country: str) -> list[AssistPoint]:
    """Return the points from which somebody can call for help: beacons, buttons, towers with a button."""
    kinds = pack(country).point_kinds
    return [row for row in points(group, country) if row.what in kinds and kinds[row.what].calls]


def every_days(row: AssistPoint) -> int:
    """Return at least how often a point is looked at [days]; its own, else its kind's; 0: nothing is asked."""
    kind = pack(row.country).point_kinds.get(row.what)
    return row.every_days or (kind.check_days if kind else 0)


def where_it_stands(row: AssistPoint) -> Stands:
    """Return where a point stands. Whoever asks has the right to the sealed notes of the group, or writes in its name."""
    opened = (open_box(row.stands, FieldClass.CONTACT, row.subject) if row.stands else None) or {}
    return Stands(opened.get("lat"), opened.get("lon"), opened.get("text", ""))


def note_of(row: AssistPoint, entry: str) -> str:
    """Return what somebody wrote of a visit, '' where nothing opens."""
    opened = open_box(entry, FieldClass.CONTACT, row.subject) or {}
    return str(opened.get("text", ""))


# Numbered places --------------------------------------------------------------------------------------------------------


def find_references(said: str, group: str, country: str) -> Found[PositionReference]:
    """Return the numbered places that a sentence means ('torre 114'), of the group's own table."""
    rows = _of(group, country)
    if ends := list(rules.endings(said)):
        rows = rows.filter(reduce(or_, (Q(plain_number__endswith=one) for one in ends)))
    else:  # a series alone: those that fit are chosen before their numbers are read
        names = rows.order_by().values_list("series", flat=True).distinct()
        rows = rows.filter(series__in=[one for one in names if rules.is_series(said, one)])
    return rules.find(said, rows)


def reference(subject: UUID, group: str, country: str) -> PositionReference | None:
    """Return a numbered place that a group may use: in a practice those of the real table too."""
    return _of(group, country).filter(subject=subject).first()


def own_reference(subject: UUID, group: str, country: str) -> PositionReference | None:
    """Return a numbered place that a group may change."""
    return PositionReference.objects.filter(country=country, group=group, subject=subject).first()


def references(group: str, country: str) -> list[PositionReference]:
    """Return the whole table of a group, by series and number."""
    return sorted(PositionReference.objects.filter(country=country, group=group), key=rules.order)


def series(group: str, country: str) -> list[tuple[str, int]]:
    """Return the series of a group's table, with how many numbers each has."""
    rows = PositionReference.objects.filter(country=country, group=group).values("series").annotate(n=Count("subject"))
    return sorted(((row["series"], row["n"]) for row in rows), key=lambda one: plain(one[0]))


def _of(group: str, country: str) -> QuerySet[PositionReference]:
    """Return what a group may look up: who practises calls real towers by their number, and writes nothing into that table."""
    return PositionReference.objects.filter(country=country, group__in={group, real_of(group)})
