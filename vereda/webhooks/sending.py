"""The queue: what came out or went is found, put down for each receiver, sent, tried again, given up. All jobs of `serve`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Min, QuerySet

from vereda.access.door import Holding, author_of, operator
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.settings.environment import env
from vereda.webhooks import errors, lookups, sources
from vereda.webhooks.entries import ReceiverSwitchedOff
from vereda.webhooks.institutions import body
from vereda.webhooks.models import Delivery, Line, Message, PublicThing, Receiver
from vereda.webhooks.posting import Answer, post
from vereda.webhooks.rules import message as messages
from vereda.webhooks.rules.changes import Change, changes
from vereda.webhooks.rules.message import Public
from vereda.webhooks.rules.schedule import Next, after
from vereda.webhooks.rules.signing import headers
from vereda.webhooks.words import Family, OffFor, Standing, State, Trouble

NAMED = ("subject", "version", "language", "number", "series")
AT_ONCE = 4  # receivers that are called at the same time
TRIES_MOST = 29  # kept of one message, beside the last
IN_A_ROW = 5  # messages of one receiver in a round
IN_A_ROUND = 8  # receivers: at 20 s a message the last of them is called before the round counts as stuck
STUCK = timedelta(minutes=5)  # a sender that died in the middle: the message goes once more rather than never

type Post = Callable[[str, bytes, Mapping[str, str]], Answer]
"""Address, body and headers to the answer."""


# Finding --------------------------------------------------------------------------------------------------------------


def look_around(*, now: datetime) -> None:
    """Find what came out or went since, where anybody is told or may fetch: a job. What is older than ninety days goes."""
    country = env().country
    if lookups.is_headquarters() and lookups.is_anybody_told(country):
        look(country, now)
        Message.objects.filter(found_at__lt=now - lookups.KEPT).delete()


def look(country: str, now: datetime) -> list[Message]:
    """Put down what came out or went, for each receiver that is told of it, and return the new messages."""
    return [made for family in sources.families() for made in _look_at(country, family, now)]


def _look_at(country: str, family: Family, now: datetime) -> list[Message]:
    turns = dict(_things(country, family).values_list("key", "turn"))
    stands = sources.public(country, family, now)  # before the turn: reading takes longer than writing
    with in_turn("webhooks", country, family):
        rows = {row.key: row for row in _things(country, family)}
        if {key: row.turn for key, row in rows.items()} != turns:
            return []  # somebody looked meanwhile, and saw what is newer: what came out then would be told to be gone
        before = {key: _as_public(row) for key, row in rows.items() if not row.is_gone}
        told = lookups.active(country)
        return [_note(change, rows.get(change.public.key), country, told, now) for change in changes(before, stands)]


def _things(country: str, family: Family) -> QuerySet[PublicThing]:
    return PublicThing.objects.filter(country=country, family=family)


def _as_public(row: PublicThing) -> Public:
    named = {name: getattr(row, name) for name in NAMED}
    return Public(family=Family(row.family), **named)


def _note(change: Change, row: PublicThing | None, country: str, told: Sequence[Receiver], now: datetime) -> Message:
    one = change.public
    row = row or PublicThing(country=country, key=one.key, family=one.family, turn=0)
    row.turn, row.is_gone = row.turn + 1, change.is_gone
    for name in NAMED:
        setattr(row, name, getattr(one, name))
    row.save()
    at = now if change.is_gone or one.at is None else min(one.at, now)
    made = messages.message(
        one, change.kind, country=country, at=at, turn=row.turn, address=env().public_address, is_demo=env().demo
    )  # fmt: skip
    put(made, [each for each in told if lookups.wants(each, made.kind, made.language)], now, country=country)
    return Message.objects.get(pk=made.id)


def put(made: messages.Message, told: Sequence[Receiver], now: datetime, *, country: str = "") -> list[Delivery]:
    """Keep a message, and put it down once for each receiver; return what was put down."""
    kept, _is_new = Message.objects.get_or_create(
        id=made.id,
        defaults={
            "country": country or told[0].country, "kind": made.kind, "language": made.language, "body": made.body, "at": made.at,
            "found_at": now,
        },
    )  # fmt: skip
    rows = [Delivery(message=kept, receiver=one.subject, country=one.country, made_at=now, next_at=now) for one in told]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Delivery.objects.filter(message=kept, receiver__in=[one.subject for one in told]).order_by("id"))


# Sending --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parcel:
    """A message ready to go. secrets: with which it is signed."""

    delivery: int
    id: str
    body: bytes
    address: str
    secrets: Sequence[bytes]


def send_waiting(*, now: datetime, send: Post | None = None) -> int:
    """Send what is due, each receiver apart from the others, and return how many were taken: a job.

    A receiver that does not take one is not asked for the next in the same round. What is on its way is marked before, so that
    two processes do not send it twice; one that died in between is tried again.
    """
    country = env().country
    if not lookups.is_headquarters():
        return 0
    Delivery.objects.filter(state=State.SENDING, next_at__lt=now - STUCK).update(state=State.WAITING)
    due = Delivery.objects.filter(country=country, state=State.WAITING, next_at__lte=now)
    told = due.values("receiver").annotate(since=Min("next_at")).order_by("since", "receiver").values_list("receiver", flat=True)
    packed = ((one, parcels) for one in list(told) if (parcels := _parcels(one, due, now)))
    ready = list(islice(packed, IN_A_ROUND))
    if not ready:
        return 0
    way = send or _by_the_line
    with ThreadPoolExecutor(AT_ONCE) as pool:  # nothing but the network in there
        answers = pool.map(lambda pair: _sent(pair[1], now, way), ready)
        return sum(_noted(receiver, parcels, found, now) for (receiver, parcels), found in zip(ready, answers, strict=True))


def _by_the_line(url: str, body: bytes, told: Mapping[str, str]) -> Answer:
    try:
        return post(url, body, told, here=env().webhooks_here)
    except errors.AddressWrong:  # registered under another setting, or by an older rule: it must not hold up the others
        return Answer(trouble=Trouble.OWN_NETWORK)


def _parcels(subject: UUID, due: QuerySet[Delivery], now: datetime) -> list[Parcel]:
    """Return what goes to a receiver in this round, marked as on its way; nothing where it may be told nothing, or waits."""
    receiver = Receiver.objects.filter(subject=subject).first()
    if receiver is None or receiver.standing != Standing.ACTIVE:
        _drop(subject, now)
        return []
    if body(receiver.institution, receiver.country, Holding.WEBHOOK, now) is None:
        end(receiver, reason=OffFor.ENFORCEMENT, by=machine(receiver.country), at=now)
        return []
    line = lookups.line(subject)
    secrets = lookups.secrets(line, now) if line is not None else []
    if line is None or not secrets or (line.held_until is not None and line.held_until > now):
        return []
    return [
        Parcel(row.pk, row.message_id, bytes(row.message.body), receiver.address, secrets)
        for row in due.filter(receiver=subject).select_related("message").order_by("next_at", "id")[:IN_A_ROW]
        if Delivery.objects.filter(pk=row.pk, state=State.WAITING).update(state=State.SENDING, next_at=now)
    ]


def _sent(parcels: Iterable[Parcel], now: datetime, send: Post) -> list[Answer]:
    """Return the answers, in order, up to the first that took nothing. now: when the round began."""
    answers, began = list[Answer](), time.monotonic()
    for one in parcels:
        at = now + timedelta(
            seconds=time.monotonic() - began
        )  # a signature of minutes ago is refused as one that is played again
        answers.append(send(one.address, one.body, headers(one.secrets, one.id, at, one.body)))
        if after(answers[-1].status, 1, now, 0).state is not State.TAKEN:
            break
    return answers


def _noted(receiver: UUID, parcels: Sequence[Parcel], answers: Sequence[Answer], now: datetime) -> int:
    """Keep what was answered, and return how many were taken. What was not sent after all waits as before."""
    taken = 0
    for parcel, answer in zip(parcels, answers, strict=False):
        row = Delivery.objects.get(pk=parcel.delivery)
        row.attempts += 1
        row.tries = [*row.tries[-TRIES_MOST:], [now.isoformat(), answer.status if answer.status is not None else answer.trouble]]
        found = after(answer.status, row.attempts, now, random.random(), answer.retry_after_s)  # noqa: S311  spreads attempts only
        row.state, row.next_at = found.state, found.at
        row.done_at = None if found.state is State.WAITING else now
        row.save()
        taken += found.state is State.TAKEN
        _follow(receiver, row, found, now)
    Delivery.objects.filter(pk__in=[one.delivery for one in parcels], state=State.SENDING).update(state=State.WAITING)
    return taken


def _follow(receiver: UUID, row: Delivery, found: Next, now: datetime) -> None:
    """Do for the receiver what follows from one answer: note that it took it, let it rest, switch it off."""
    if found.state is State.TAKEN:
        Line.objects.filter(receiver=receiver).update(taken_at=now, held_until=None)
        return
    if found.holds:
        Line.objects.filter(receiver=receiver).update(held_until=found.at)
    took_since = Line.objects.filter(receiver=receiver, taken_at__gte=row.made_at).exists()
    reason = OffFor.GONE if found.is_gone else OffFor.UNREACHABLE if found.state is State.GIVEN_UP and not took_since else None
    there = Receiver.objects.filter(subject=receiver, standing=Standing.ACTIVE).first() if reason else None
    if reason is not None and there is not None:
        end(there, reason=reason, by=machine(there.country), at=now)


def end(row: Receiver, *, reason: OffFor, by: Author, at: datetime) -> Receipt:
    """Switch a receiver off for ever: what waits is dropped, its secrets go. Raises ReceiverIsOff."""
    with in_turn("webhooks", row.country):
        row.refresh_from_db()
        if row.standing == Standing.OFF:
            raise errors.ReceiverIsOff
        receipt = record(ReceiverSwitchedOff(reason=reason), subject=row.subject, by=by, at=at)
        _drop(row.subject, at)
        Line.objects.filter(receiver=row.subject).delete()
    return receipt


def _drop(receiver: UUID, now: datetime) -> None:
    waits = Delivery.objects.filter(receiver=receiver, state__in=[State.WAITING, State.SENDING])
    waits.update(state=State.DROPPED, done_at=now, next_at=None)


def machine(country: str) -> Author:
    """Return this machine as the author."""
    return author_of(replace(operator(), country=country, device="desk"))
