"""What happened at a post within some hours, in numbers: each area is asked in turn, and no number names anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from vereda.countries.door import pack
from vereda.encounters import door as encounters
from vereda.gatherings import door as gatherings
from vereda.groups import door as groups
from vereda.rescue import door as rescue
from vereda.safety.door import dangers_between, incident_lookups, interference_lookups


@dataclass(frozen=True)
class Hours:
    """Of which post, from when until when (aware, in the clock of the post)."""

    country: str
    group: str
    since: datetime
    until: datetime

    def hold(self, at: datetime | None) -> bool:
        """Return whether an instant lies within."""
        return at is not None and self.since <= at < self.until


type Tells = Callable[[Hours], Iterable[tuple[str, int]]]


def meetings(hours: Hours) -> list[encounters.Encounter]:
    """Return the meetings of these hours that count."""
    days = (hours.since.date() + timedelta(days=n) for n in range((hours.until.date() - hours.since.date()).days + 1))
    left_out = encounters.imports_not_counted(hours.country)
    return [
        row
        for day in days
        for row in encounters.encounters_of_day(hours.group, hours.country, day)
        if hours.hold(row.occurred_at) and not row.is_withdrawn and row.joined_into is None and row.batch not in left_out
    ]


def of_patrols(hours: Hours) -> Iterator[tuple[str, int]]:
    """Yield how many teams went out, and how many were still out at the end."""
    days = {hours.since.date(), hours.until.date()}
    rows = [row for day in sorted(days) for row in groups.patrols_of_day(hours.group, hours.country, day)]
    yield "patrols", sum(row.patrols for row in rows if hours.hold(row.departed_at))
    out = [row for row in rows if row.departed_at < hours.until and (row.returned_at is None or row.returned_at >= hours.until)]
    yield "patrols_out", len(out)


def of_rescue(hours: Hours) -> Iterator[tuple[str, int]]:
    """Yield alerts and missions."""
    alerts = rescue.alerts_until(hours.group, hours.country, hours.since, hours.until)
    yield "alerts", sum(hours.hold(row.told_at) for row in alerts)
    yield "alerts_open", sum(row.closed_at is None or row.closed_at >= hours.until for row in alerts)
    missions = rescue.missions_until(hours.group, hours.country, hours.since, hours.until)
    yield "missions_opened", sum(hours.hold(row.opened_at) for row in missions)
    yield "missions_closed", sum(hours.hold(row.closed_at) for row in missions)


def of_meetings(hours: Hours) -> Iterator[tuple[str, int]]:
    """Yield meetings, people, children who were alone, bodies, and hand-overs."""
    rows = meetings(hours)
    known = pack(hours.country).dispositions.values()
    handed = {row.code for row in known if row.role}
    taken = {row.code for row in known if row.asks_role}
    yield "encounters", len(rows)
    yield "people", sum(row.people_met for row in rows)
    yield "children_alone", sum(row.unaccompanied_minors for row in rows)
    yield "bodies", sum(row.bodies for row in rows)
    yield "handed_over", sum(bool(handed & set(row.dispositions.split(";"))) for row in rows)
    yield "by_authority", sum(bool(taken & set(row.dispositions.split(";"))) for row in rows)


def of_gatherings(hours: Hours) -> Iterator[tuple[str, int]]:
    """Yield distributions and receptions that began."""
    rows = gatherings.gatherings_since(hours.group, hours.country, hours.since)
    there = [row for row in rows if hours.hold(row.opened_at) and not row.is_withdrawn]
    yield "distributions", sum(row.what == gatherings.What.DISTRIBUTION for row in there)
    yield "receptions", sum(row.what == gatherings.What.RECEPTION for row in there)


def of_safety(hours: Hours) -> Iterator[tuple[str, int]]:
    """Yield alarms of officers, security incidents and records of interference: numbers, without place or act."""
    span = (hours.group, hours.country, hours.since, hours.until)
    yield "officers_in_danger", dangers_between(*span)
    yield "incidents", incident_lookups.incidents_between(*span)
    yield "interferences", interference_lookups.interferences_between(*span)


TOLD: tuple[Tells, ...] = (of_patrols, of_rescue, of_meetings, of_gatherings, of_safety)
"""Who is asked: one function an area, in the order in which a report is read."""


def happened(hours: Hours) -> list[tuple[str, int]]:
    """Return what happened in these hours; what did not happen is left out."""
    return [(what, number) for tell in TOLD for what, number in tell(hours) if number]
