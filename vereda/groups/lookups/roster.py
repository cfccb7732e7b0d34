"""What pages ask of turns, the roster and staff lent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.groups.models import LentStaff, RosterDay, Turn
from vereda.groups.rules.roster import GRACE, Planned, hours_of
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.once import once

LONGEST = timedelta(days=1)  # a turn ends at the latest on the day after it began


@once
def turns(group: str, country: str, *, retired: bool = False) -> list[Turn]:
    """Return the turns of a post in the order of the day; those no longer worked only when asked."""
    rows = Turn.objects.filter(country=country, group=group)
    return list((rows if retired else rows.filter(is_retired=False)).order_by("begins", "name", "subject"))


def turn(subject: UUID, group: str, country: str) -> Turn | None:
    """Return a turn of the group."""
    return Turn.objects.filter(subject=subject, group=group, country=country).first()


@once
def roster_days(group: str, country: str, from_on: date, to_on: date) -> dict[date, RosterDay]:
    """Return the rosters of some days, by day; days of which nothing was planned are left out."""
    rows = RosterDay.objects.filter(country=country, group=group, on__gte=from_on, on__lte=to_on)
    return {row.on: row for row in rows}


def planned(group: str, country: str, from_on: date, to_on: date) -> list[Planned]:
    """Return the duties of some days with their hours, also of turns retired since; of a turn not here yet, none."""
    zone = ZoneInfo(pack(country).groups[group].zone)
    known = {str(row.subject): row for row in turns(group, country, retired=True)}
    found = []
    for on, row in roster_days(group, country, from_on, to_on).items():
        for duty in row.duties:
            if turn := known.get(duty["turn"]):
                begins_at, ends_at = hours_of(on, turn.begins, turn.ends, zone)
                found.append(Planned(duty["member"], turn.subject, turn.name, duty["zone"], on, begins_at, ends_at))
    return sorted(found, key=lambda one: (one.begins_at, one.zone, one.member))


def planned_around(group: str, country: str, now: datetime) -> list[Planned]:
    """Return the duties under way, and those that ended or begin within the grace. now: in the clock of the post."""
    return [one for one in planned(group, country, (now - GRACE).date() - LONGEST, (now + GRACE).date()) if one.is_near(now)]


def zones(group: str, country: str, from_on: date) -> list[str]:
    """Return the zones that rosters named since a day."""
    rows = RosterDay.objects.filter(country=country, group=group, on__gte=from_on)
    return sorted({duty["zone"] for row in rows for duty in row.duties if duty["zone"]})


def lent_staff(group: str, country: str) -> list[LentStaff]:
    """Return who is lent to a group now or was not said to be back, the first to go first."""
    rows = LentStaff.objects.filter(country=country, group=group, is_back=False)
    return sorted(rows, key=lambda row: (row.until_on is None, row.until_on or date.max, str(row.subject)))


def lent_one(subject: UUID, group: str, country: str) -> LentStaff | None:
    """Return somebody lent to the group."""
    return LentStaff.objects.filter(subject=subject, group=group, country=country).first()


def lent_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the names of staff lent, by id; of one whose name is erased or not here, none."""
    rows = LentStaff.objects.filter(subject__in=[UUID(one) for one in ids], named_in__isnull=False)
    opened = {row.subject: open_box(row.named_in, FieldClass.IDENTITY, row.subject) for row in rows if row.named_in}
    return {str(id_): str(box["name"]) for id_, box in opened.items() if box}
