"""The three counts of a group in a period: alerts, people, outcomes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission
from vereda.rescue.rules.alert_counts import AlertCounts, Counted, count


def alerts_between(group: str, country: str, first: date, last: date) -> list[Alert]:
    """Return the alerts of a group that came on some local days, both included, the latest first."""
    rows = Alert.objects.filter(group=group, country=country, local_on__range=(first, last))
    return list(rows.order_by("-told_at", "subject"))


def alert_counts(group: str, country: str, first: date, last: date) -> AlertCounts:
    """Return the counts of a group for some local days, both included."""
    within = alerts_between(group, country, first, last)
    rows = {row.subject: row for row in (*within, *_tied(within, group, country))}
    ended = _missions_ended({row.mission for row in rows.values() if row.mission})
    counted = [
        Counted(row.subject, row.people, row.outcome, row.into, ended.get(row.mission, "") if row.mission else "")
        for row in rows.values()
    ]
    return count(counted, [row.subject for row in within])


def _tied(rows: Collection[Alert], group: str, country: str) -> list[Alert]:
    """Return the further alerts that some were joined to, or that were joined to them, through any number of joins."""
    mine, known = Alert.objects.filter(group=group, country=country), {row.subject: row for row in rows}
    fresh: Collection[Alert] = rows
    while fresh:
        ids, mains = [row.subject for row in fresh], [row.into for row in fresh if row.into]
        found = mine.filter(into__among=ids) | mine.filter(subject__among=mains)
        fresh = [row for row in found if row.subject not in known]
        known |= {row.subject: row for row in fresh}
    return list(known.values())


def _missions_ended(ids: Collection[UUID]) -> dict[UUID, str]:
    rows = Mission.objects.filter(subject__among=list(ids), closed_at__isnull=False)
    return {row.subject: row.outcome or "unknown" for row in rows}
