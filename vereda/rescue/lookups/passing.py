"""What pages ask of hand-overs: those of an alert, those whose outcome is owed, how many in each month."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import is_enforcement
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.practice import PREFIX
from vereda.rescue.entries.passing import AskStep
from vereda.rescue.models.passing import Passing
from vereda.rescue.rules.passing import ask_due
from vereda.rescue.rules.passing_counts import is_public, public_on


def passings_of(alert: UUID) -> list[Passing]:
    """Return the hand-overs of an alert, the oldest first."""
    return list(Passing.objects.filter(subject=alert).order_by("passed_at", "entry"))


def passing(entry: UUID, alert: UUID, group: str, country: str) -> Passing | None:
    """Return one hand-over of the group."""
    return Passing.objects.filter(entry=entry, subject=alert, group=group, country=country).first()


def outcomes_owed(group: str, country: str, now: datetime) -> list[tuple[Passing, AskStep]]:
    """Return the hand-overs of a group whose outcome has to be asked for now, the oldest first."""
    rows = Passing.objects.filter(group=group, country=country, outcome="").order_by("passed_at", "entry")
    return [(row, due) for row in rows if (due := step_due(row, now))]


def step_due(row: Passing, now: datetime) -> AskStep | None:
    """Return the step at which the outcome of a hand-over has to be asked for now."""
    return ask_due(passed_at=row.passed_at, asked=[step for step, _at in row.asked], outcome=row.outcome, now=now)


def receipt_of(row: Passing) -> str:
    """Return number or name of who took it, '' where there is none, or its key is gone."""
    told = open_box(row.receipt, FieldClass.CONTACT) if row.receipt else None
    return str((told or {}).get("receipt", ""))


def passed_by_month(country: str, group: str | None = None) -> list[tuple[date, int, int]]:
    """Return (first day of the month, hand-overs, of these to bodies with enforcement powers), the latest first."""
    rows = Passing.objects.filter(country=country).exclude(group__startswith=PREFIX)
    rows = rows if group is None else Passing.objects.filter(country=country, group=group)
    every, to_enforcement = Counter[date](), Counter[date]()
    for on, role in rows.values_list("local_on", "role"):
        every[on.replace(day=1)] += 1
        to_enforcement[on.replace(day=1)] += is_enforcement(role)
    return [(month, every[month], to_enforcement[month]) for month in sorted(every, reverse=True)]


def to_enforcement_by_month(country: str) -> list[tuple[date, int, date]]:
    """Return (month, hand-overs of the country to bodies with enforcement powers, first day on which it is public), latest first.

    A month in which alerts were handed over, and none to such a body, is there with a zero: that is told too.
    """
    return [(month, hard, public_on(month)) for month, _every, hard in passed_by_month(country)]


def public_by_month(country: str, on: date) -> list[tuple[date, int]]:
    """Return what may be told to anybody on a day: the months of which the last day is 30 days old, the latest first."""
    return [(month, hard) for month, hard, _from in to_enforcement_by_month(country) if is_public(month, on)]
