"""The figure 'people told', and what was told at one encounter. Internal: exact, and of the groups that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vereda.encounters.door import Encounter
from vereda.guidance.models.told import ToldRow
from vereda.guidance.rules.told import Cell, figure
from vereda.practice import PREFIX


@dataclass(frozen=True)
class Telling:
    """What was told at once: so many people, these (topic, language)."""

    subject: UUID
    people: int
    topics: Sequence[tuple[str, str]]


def people_told(country: str, month: date, groups: Iterable[str] | None = None) -> list[Cell]:
    """Return people told in a month by topic, language and municipality.

    month   its first day [local days of the groups]
    groups  None: all of the country; what is practised counts only where its own group is named
    A telling at an encounter that was withdrawn is left out.
    """
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    rows = ToldRow.objects.filter(country=country, local_on__gte=month.replace(day=1), local_on__lt=after)
    rows = rows.exclude(group__startswith=PREFIX) if groups is None else rows.filter(group__in=list(groups))
    found = list(rows.order_by("local_on", "subject", "topic"))
    gone = _withdrawn({row.encounter for row in found if row.encounter})
    return figure(row for row in found if row.encounter not in gone)


def tellings_at(encounter: UUID, group: str, country: str) -> list[Telling]:
    """Return what was told at an encounter of a group, in the order in which it was first written."""
    return _tellings(ToldRow.objects.filter(encounter=encounter, group=group, country=country))


def tellings_apart(group: str, country: str, on: date) -> list[Telling]:
    """Return what a group told on a local day without an encounter, in the order in which it was first written."""
    return _tellings(ToldRow.objects.filter(encounter=None, group=group, country=country, local_on=on))


def _tellings(rows: QuerySet[ToldRow]) -> list[Telling]:
    found: dict[UUID, Telling] = {}
    for row in rows.order_by("subject", "topic", "language"):
        before = found.get(row.subject)
        topics = [*(before.topics if before else ()), (row.topic, row.language)]
        found[row.subject] = Telling(row.subject, row.people, topics)
    return list(found.values())


def _withdrawn(encounters: Iterable[UUID]) -> set[UUID]:
    rows = Encounter.objects.filter(subject__among=list(encounters), is_withdrawn=True)
    return set(rows.values_list("subject", flat=True))
