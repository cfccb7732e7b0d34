"""The month in figures: reports received, persons sought, persons found alive; and what encounters say beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from vereda.encounters.door import Encounter, Filter, encounters
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.words import LOCATED, CloseReason


@dataclass(frozen=True)
class MonthCounts:
    """located: persons with an open report found alive, each once, by how it is known. unnamed: encounters that say 'located'
    and are named by no file: somebody looks whether there was a report.
    """

    reports: int
    sought: int
    located: Mapping[str, int]
    met_before: int
    unnamed: list[Encounter]

    @property
    def located_in_all(self) -> int:
        return sum(self.located.values())


def month_counts(group: str, country: str, first: date) -> MonthCounts:
    """Return the counts of the month that begins on `first`."""
    next_first = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    own = MissingFile.objects.filter(group=group, country=country, into__isnull=True).exclude(close_reason=CloseReason.MISTAKE)
    found = list(own.filter(located_on__gte=first, located_on__lt=next_first).order_by("located_at"))
    early = met_before_report(found)
    return MonthCounts(
        reports=MissingReport.objects.filter(group=group, country=country, local_on__gte=first, local_on__lt=next_first).count(),
        sought=own.filter(local_on__gte=first, local_on__lt=next_first).count(),
        located=Counter(row.located_by for row in found if row.subject not in early),
        met_before=len(early),
        unnamed=unnamed(group, country, first, next_first - timedelta(days=1)),
    )


def met_before_report(rows: Collection[MissingFile]) -> set[UUID]:
    """Return the files whose person was met before anybody reported them: there was no open report, and it counts for none."""
    wanted = {row.encounter for row in rows if row.encounter}
    at = dict(Encounter.objects.filter(subject__in=wanted).values_list("subject", "occurred_at"))
    return {row.subject for row in rows if row.encounter in at and at[row.encounter] < row.opened_at}


def standing_in(encounter: UUID, group: str, country: str, but: UUID | None = None) -> int:
    """Return how many findings an encounter counts for: of files that stand, of persons reported before they were met."""
    rows = MissingFile.objects.filter(group=group, country=country, encounter=encounter, into__isnull=True)
    rows = rows.exclude(close_reason=CloseReason.MISTAKE)
    found = [row for row in rows if row.subject != but]
    return len(found) - len(met_before_report(found))


def unnamed(group: str, country: str, first: date, last: date) -> list[Encounter]:
    """Return the encounters of some days that say 'located' and are named by no file of the group."""
    said = encounters(group, country, Filter(from_on=first, to_on=last, service=LOCATED)).filter(joined_into__isnull=True)
    rows = list(said[:50])
    named = MissingFile.objects.filter(group=group, country=country, encounter__in=[row.subject for row in rows])
    there = set(named.values_list("encounter", flat=True))
    return [row for row in rows if row.subject not in there]
