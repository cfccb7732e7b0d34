"""What nobody has read goes on: at once to post and headquarters, then again to the post, the coordinator, headquarters.

Called by the clock of `serve`. Each step is an entry; a text message goes out where there is a gateway and a number.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from vereda.access.door import HEADQUARTERS, author_of, operator
from vereda.countries.door import pack
from vereda.each import each
from vereda.logbook.door import Author, history, in_turn, record, this_node
from vereda.messages.door import queue, warned_at
from vereda.practice import is_practice
from vereda.safety.entries.danger import DangerRaised
from vereda.safety.lookups.danger import danger, unread_dangers
from vereda.safety.models.danger import Danger
from vereda.safety.rules.danger import message_of, raise_due
from vereda.safety.words import WARNS, Level


def raise_unread(*, now: datetime) -> int:
    """Take every step that is due for alarms that nobody has read; return how many were taken."""
    return each(unread_dangers(), lambda row: _raise(row, now) if _due(row, now) else 0)


def _place() -> str:
    return "post" if this_node().is_post else "central"


def _due(row: Danger, now: datetime) -> list[Level]:
    raised = [f"{level}:{place}" for _at, level, place, _numbers in row.raised]
    return raise_due(told_at=min(row.told_at, _came_at(row)), raised=raised, place=_place(), now=now)


def _came_at(row: Danger) -> datetime:
    """Return when it came here: a phone whose clock is ahead must not make its alarm wait."""
    return min(one.received_at for one in history(row.subject))


def _raise(row: Danger, now: datetime) -> int:
    """Take the steps in turn, looked at again: another process of this machine may be at it."""
    with in_turn("danger", str(row.subject)):
        fresh = danger(row.subject, row.country, row.group)
        if fresh is None or fresh.outcome or fresh.seen:
            return 0
        due, by = _due(fresh, now), _machine(fresh)
        for level in due:
            numbers = _warn(fresh, level, now)
            payload = DangerRaised(level=level, at_post=_place() == "post", numbers=numbers)
            record(payload, subject=fresh.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
        return len(due)


def _warn(row: Danger, level: Level, now: datetime) -> int:
    if is_practice(row.group):
        return 0  # a practice is never sent out
    group = pack(row.country).groups.get(row.group)
    text = message_of(
        group=group.name if group else row.group,
        who=row.call_sign,
        folio=folio(row),
        hour=f"{row.told_at.astimezone(ZoneInfo(_machine(row).zone)):%H:%M}",
        level=level,
    )
    numbers = warned_at((row.group, HEADQUARTERS), row.country, WARNS[level])
    return queue(numbers, text, key=f"danger:{row.subject}:{level}", now=now)


def folio(row: Danger) -> str:
    """Return what people say of it on the radio: the last six signs of its id."""
    return row.subject.hex[-6:].upper()


def _machine(row: Danger) -> Author:
    return author_of(replace(operator(), country=row.country, group=row.group, device="desk"))
