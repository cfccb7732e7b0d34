"""What board, forms of patrols and pages ask of closed areas, of ways that need leave, and of leaves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.safety.models.closed import Clearance, ClearanceRule, ClosedArea
from vereda.safety.rules.closed import holds

RECENT = timedelta(days=30)


def closed_area(subject: UUID, group: str, country: str) -> ClosedArea | None:
    return ClosedArea.objects.filter(subject=subject, country=country, group=group).first()


def closed_areas(group: str, country: str, today: date) -> list[ClosedArea]:
    """Return the areas that are closed on a local day, the one that ends first first."""
    rows = ClosedArea.objects.filter(country=country, group=group, from_on__lte=today, until_on__gte=today)
    return list(rows.filter(opened_on=None).order_by("until_on", "name", "subject"))


def areas_to_come(group: str, country: str, today: date) -> list[ClosedArea]:
    """Return the areas that are to be closed from a later day."""
    rows = ClosedArea.objects.filter(country=country, group=group, from_on__gt=today, opened_on=None)
    return list(rows.order_by("from_on", "name", "subject"))


def areas_ended(group: str, country: str, today: date) -> list[ClosedArea]:
    """Return the areas of the last 30 days that are closed no more, the latest first."""
    rows = ClosedArea.objects.filter(country=country, group=group, until_on__gte=today - RECENT)
    over = [row for row in rows if row.opened_on is not None or row.until_on < today]
    return sorted(over, key=lambda row: (row.opened_on or row.until_on, str(row.subject)), reverse=True)


def clearance_rule(subject: UUID, group: str, country: str) -> ClearanceRule | None:
    return ClearanceRule.objects.filter(subject=subject, country=country, group=group).first()


def clearance_rules(group: str, country: str) -> list[ClearanceRule]:
    return list(ClearanceRule.objects.filter(country=country, group=group).order_by("name", "subject"))


def clearance(subject: UUID, group: str, country: str) -> Clearance | None:
    return Clearance.objects.filter(subject=subject, country=country, group=group).first()


def clearances(group: str, country: str, now: datetime) -> list[Clearance]:
    """Return the leaves of the last 30 days, the latest first; those that nobody answered, however old, before them."""
    rows = Clearance.objects.filter(country=country, group=group).order_by("-asked_at", "subject")
    waiting = list(rows.filter(answer=""))
    return [*waiting, *rows.filter(asked_at__gte=now - RECENT).exclude(answer="")]


def leaves_that_hold(group: str, country: str, now: datetime) -> dict[UUID, Clearance]:
    """Return by rule the leave that holds at an instant, the longest of several."""
    rows = Clearance.objects.filter(country=country, group=group, answer="given", until_at__gte=now).order_by(
        "until_at", "subject"
    )
    return {row.rule: row for row in rows if holds(now, answer=row.answer, until_at=row.until_at)}
