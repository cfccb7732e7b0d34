"""What pages ask of alerts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from vereda.countries.door import TriageFact, pack
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.triage import Fact, Judged, triage
from vereda.rescue.words import AlertOutcome


def alert(subject: UUID, group: str, country: str) -> Alert | None:
    """Return an alert of the group."""
    return Alert.objects.filter(subject=subject, group=group, country=country).first()


def alerts_of(mission: UUID, group: str, country: str) -> list[Alert]:
    """Return the alerts of the group that ended with a mission, and those that were joined to them, the oldest first."""
    rows = list(Alert.objects.filter(group=group, country=country, mission=mission))
    rows += [row for main in list(rows) for row in joined_to(main.subject, group, country)]
    return sorted(rows, key=lambda row: (row.told_at, str(row.subject)))


def joined_to(main: UUID, group: str, country: str) -> list[Alert]:
    """Return the alerts that tell of the same emergency as a main one, also those joined by a detour; the oldest first."""
    found: dict[UUID, Alert] = {}
    mains = [main]
    while mains:
        rows = Alert.objects.filter(group=group, country=country, outcome=AlertOutcome.JOINED, into__in=mains)
        fresh = {row.subject: row for row in rows if row.subject != main and row.subject not in found}
        found |= fresh
        mains = list(fresh)
    return sorted(found.values(), key=lambda row: (row.told_at, str(row.subject)))


def main_of(row: Alert) -> Alert:
    """Return the alert that an emergency is known by: the last of the chain of joined ones, else itself."""
    seen = {row.subject}
    while row.outcome == AlertOutcome.JOINED and row.into is not None and row.into not in seen:
        further = alert(row.into, row.group, row.country)
        if further is None:
            break
        seen.add(further.subject)
        row = further
    return row


def open_alerts(group: str, country: str) -> list[Alert]:
    """Return the group's open alerts: those that nobody read first, of these the oldest first."""
    rows = Alert.objects.filter(group=group, country=country, outcome="")
    return sorted(rows, key=lambda row: (row.read_at is not None, row.told_at, str(row.subject)))


def urgency(row: Alert, now: datetime) -> Judged:
    """Return how urgent an alert is by the rules of the pack that hold today, with their reasons."""
    rules = (rule for rule in pack(row.country).triage.values() if rule.holds_on(now.date()))
    return triage(_facts(row, now), rules)


def _facts(row: Alert, now: datetime) -> dict[TriageFact, Fact]:
    """Return what a rule may look at; hours go on counting while nobody has seen the people."""
    seen_h = (now - row.last_seen_at) / timedelta(hours=1) if row.last_seen_at else None
    return {
        TriageFact.URGENT: frozenset(row.urgent),
        TriageFact.NEEDS: frozenset(row.needs),
        TriageFact.MEANS: frozenset({row.means} - {""}),
        TriageFact.WATER_LEFT: frozenset({row.water_left} - {""}),
        TriageFact.GUIDE_LEFT: row.guide_left,
        TriageFact.PEOPLE: row.people,
        TriageFact.CHILDREN: row.children,
        TriageFact.BATTERY_PCT: row.battery_pct,
        TriageFact.SEEN_H: seen_h,
    }


def alerts_until(group: str, country: str, since: datetime, until: datetime) -> list[Alert]:
    """Return the alerts of a group that came within some hours, or were open in them."""
    rows = Alert.objects.filter(group=group, country=country, told_at__lt=until)
    return list(rows.filter(Q(told_at__gte=since) | Q(outcome="") | Q(closed_at__gte=since)).order_by("told_at", "subject"))
