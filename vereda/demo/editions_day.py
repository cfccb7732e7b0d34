"""The latest month of the first days that may leave, by two persons, and what the press printed: editions to look at."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.access.door import Role
from vereda.demo.reports_day import office_author
from vereda.demo.today import zone_of
from vereda.demo.writing import Scribe
from vereda.statistics import door as statistics
from vereda.statistics.schema import press


def editions_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Put the press on the shelf; propose and publish the month, where one of the invented has been over for thirty days."""
    country = scribe.plan.question.country
    statistics.publish_figures(press(country), by=office_author(country, Role.STATISTICS), at=now)
    month, today = now.date().replace(day=1), now.astimezone(zone_of(country, group)).date()
    while statistics.may_leave_on(month) > today:
        month = (month - timedelta(days=1)).replace(day=1)
    if month >= scribe.plan.question.from_on.replace(day=1):
        statistics.propose(month, by=office_author(country, Role.STATISTICS), at=now)
        statistics.publish(month, by=office_author(country, Role.DATA_PROTECTION), at=now)
