"""How many missions a state had, as coarse and as old as it may be told outside the group: for danger notices."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from vereda.practice import is_practice
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission


def missions_by_state(country: str, first: date, last: date, zone: str) -> dict[str, int]:
    """Return by state how many missions began and ended from one local day to another, both included. Practice counts nowhere.

    The state is that of the alert; a mission without one, or whose alert knows no state, is in none.
    """
    tz = ZoneInfo(zone)
    since, before = (datetime.combine(day, edge, tz) for day, edge in ((first, time.min), (last, time.max)))
    ended = Mission.objects.filter(country=country, opened_at__gte=since, closed_at__lte=before)
    real = {row.subject for row in ended if not is_practice(row.group)}
    found: dict[str, set[object]] = {}
    for alert in Alert.objects.filter(country=country, mission__isnull=False, told_at__range=(since, before)).exclude(state=""):
        if alert.mission in real:
            found.setdefault(alert.state, set()).add(alert.mission)
    return {state: len(missions) for state, missions in sorted(found.items())}
