"""An alert that nobody reads rings upward: after 5 minutes the post, after 10 the coordinator, after 15 headquarters.

Called by the clock of `serve`, at the post and at headquarters, with no browser anywhere. Each step is an entry; a text message
goes out where there is a gateway and a number. A post that is cut off, or dead, is rung for by headquarters.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.door import HEADQUARTERS, author_of, operator
from vereda.countries.door import pack
from vereda.each import each
from vereda.logbook.door import Author, Receipt, Told, history, in_turn, nodes_document, record, this_node
from vereda.logbook.schema import Channel
from vereda.messages.door import queue, warned_at
from vereda.practice import is_practice, real_of
from vereda.rescue.entries.alert import AlertRead, AlertReceived
from vereda.rescue.entries.ringing import AlertRang
from vereda.rescue.errors.alert import AlertNotOpen
from vereda.rescue.lookups import alerts
from vereda.rescue.lookups.ringing import RINGS_FOR, came_lately, rang, rang_headquarters, unread_alerts
from vereda.rescue.models.alert import Alert
from vereda.rescue.rules.ringing import message_of, steps_due
from vereda.rescue.words import RingStep

AT_ONCE = (Channel.DESK, Channel.TELEPHONE, Channel.RADIO)
"""By these somebody at the post wrote it, perhaps of an hour ago: it waits from when it was written."""


def ring_unread(*, now: datetime) -> int:
    """Take every step that is due for alerts that nobody has read; return how many were taken."""
    return each(unread_alerts(now), lambda row: _ring(row, now) if _due(row, now) else 0)


def read_at_headquarters(*, alert: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that the duty of headquarters saw an alert that rang there; None when somebody had. Raises AlertNotOpen."""
    with in_turn("alert", str(alert)):
        found = next((row for row in rang_headquarters(by.country) if row.subject == alert), None)
        if found is None:
            raise AlertNotOpen
        return None if found.read_at else record(AlertRead(), subject=alert, by=by, at=at)


def folio(alert: UUID) -> str:
    """Return what people say of it on the telephone: the last six signs of its id."""
    return alert.hex[-6:].upper()


def _due(row: Alert, now: datetime) -> list[RingStep]:
    came = [one for one in history(row.subject) if one.kind == AlertReceived.kind and not one.held]
    if not came or not came_lately(came[0].received_at, now):
        return []
    if row.group == HEADQUARTERS:  # nobody knows of which post it is: nobody else can read it
        return [] if row.subject in rang([row.subject]) else [RingStep.HEADQUARTERS]
    return steps_due(
        since=min(_readable_from(one) for one in came),
        rang=[str(one[1]) for one in rang([row.subject]).get(row.subject, ())],
        is_post=this_node().is_post,
        has_post=_has_post(row.group, now),
        now=now,
    )


def _waits_from(row: Alert) -> datetime:
    """Return since when a message says that it waits: as it was told, or since it came where no clock could be so right."""
    came = min(one.received_at for one in history(row.subject))
    return row.told_at if came - RINGS_FOR <= row.told_at <= came else came


def _readable_from(one: Told) -> datetime:
    """Return from when it waits. A phone whose clock is ahead must not make its alert wait longer."""
    return one.received_at if one.channel in AT_ONCE else min(one.occurred_at, one.received_at)


def _has_post(group: str, now: datetime) -> bool:
    return any(node.group == real_of(group) for node in nodes_document(now).read())


def _ring(row: Alert, now: datetime) -> int:
    """Take the steps in turn, looked at again: another process of this machine may be at it, or somebody just read it."""
    with in_turn("alert", str(row.subject)):
        fresh = alerts.alert(row.subject, row.group, row.country)
        if fresh is None or fresh.outcome or fresh.read_at:
            return 0
        due, by = _due(fresh, now), _machine(fresh)
        for one in due:
            payload = AlertRang(step=one, at_post=this_node().is_post, numbers=_warn(fresh, one, now))
            record(payload, subject=fresh.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
        return len(due)


def _warn(row: Alert, one: RingStep, now: datetime) -> int:
    if is_practice(row.group):
        return 0  # a practice is never sent out
    group = pack(row.country).groups.get(row.group)
    text = message_of(
        group=group.name if group else row.group,
        folio=folio(row.subject),
        minutes=max(0, round((now - _waits_from(row)) / timedelta(minutes=1))),
        step=one,
    )
    return queue(warned_at((row.group, HEADQUARTERS), row.country, {one}), text, key=f"alert:{row.subject}:{one}", now=now)


def _machine(row: Alert) -> Author:
    return author_of(replace(operator(), country=row.country, group=row.group, device="desk"))
