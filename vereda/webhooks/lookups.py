"""Reading receivers, the queue and the messages that a key may fetch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from vereda.logbook.door import this_node
from vereda.webhooks import kept
from vereda.webhooks.errors import MessageUnknown, ReceiverUnknown
from vereda.webhooks.models import Delivery, Line, Message, ReadingKey, Receiver
from vereda.webhooks.words import Kind, Standing, State

KEPT = timedelta(days=90)
"""A message is kept so long: a receiver that was away can be sent it again, a key can still fetch it."""
SHOWN = 60


def is_headquarters() -> bool:
    """Tell whether this machine tells anybody: a post's does not."""
    return not this_node().is_post


def receivers(country: str) -> list[Receiver]:
    """Return all receivers: those that wait for a second person, those that are told, those that are off."""
    rank = {Standing.PROPOSED: 0, Standing.ACTIVE: 1, Standing.OFF: 2}
    rows = Receiver.objects.filter(country=country)
    return sorted(rows, key=lambda row: (rank[Standing(row.standing)], row.institution, row.address, str(row.subject)))


def receiver(subject: UUID, country: str) -> Receiver:
    """Return one. Raises ReceiverUnknown."""
    found = Receiver.objects.filter(subject=subject, country=country).first()
    if found is None:
        raise ReceiverUnknown
    return found


def active(country: str) -> list[Receiver]:
    """Return those that are told."""
    return [row for row in receivers(country) if row.standing == Standing.ACTIVE]


def is_anybody_told(country: str) -> bool:
    """Tell whether a receiver is told, or a key may fetch: else nobody looks for what came out."""
    return bool(active(country)) or ReadingKey.objects.filter(country=country, ended_at=None).exists()


def named(told: str, country: str) -> Receiver:
    """Return a receiver by the beginning of its id, or the only one of an institution that is not off. Raises ReceiverUnknown."""
    typed, rows = told.strip().lower(), receivers(country)
    found = [row for row in rows if len(typed) >= 4 and (str(row.subject).startswith(typed) or row.subject.hex.endswith(typed))]
    found = found or [row for row in rows if row.institution == typed and row.standing != Standing.OFF]
    if len(found) != 1:
        raise ReceiverUnknown
    return found[0]


def line(subject: UUID) -> Line | None:
    """Return what this machine knows of the way there; None where nobody gave it a secret here."""
    return Line.objects.filter(receiver=subject).first()


def secrets(row: Line, now: datetime) -> list[bytes]:
    """Return the secrets with which is signed: today's first. Empty: none can be opened on this machine."""
    old = row.old if row.old_until is not None and row.old_until > now else None
    found = [kept.opened(bytes(one), str(row.receiver)) for one in (row.secret, old) if one is not None]
    return [one for one in found if one is not None]


def wants(row: Receiver, kind: str, language: str) -> bool:
    """Tell whether a receiver is told of this. A test goes to any."""
    is_own = not language or not row.languages or language in row.languages
    return kind == Kind.TEST or (kind in row.kinds and is_own)


@dataclass(frozen=True)
class Standings:
    """How the queue of a receiver stands."""

    waiting: int
    taken: int
    given_up: int


def counts(country: str) -> dict[UUID, Standings]:
    """Return how many messages of each receiver wait, were taken and were given up."""
    rows = Delivery.objects.filter(country=country).values("receiver").annotate(
        waiting=Count("id", filter=Q(state__in=[State.WAITING, State.SENDING])),
        taken=Count("id", filter=Q(state=State.TAKEN)),
        given_up=Count("id", filter=Q(state=State.GIVEN_UP)),
    )  # fmt: skip
    return {row["receiver"]: Standings(row["waiting"], row["taken"], row["given_up"]) for row in rows.order_by("receiver")}


def deliveries(country: str, receiver: UUID | None = None, most: int = SHOWN) -> list[Delivery]:
    """Return the latest of the queue, what waits before what is done."""
    rows = Delivery.objects.filter(country=country).select_related("message")
    if receiver is not None:
        rows = rows.filter(receiver=receiver)
    waits = Q(state__in=[State.WAITING, State.SENDING])
    first = list(rows.filter(waits).order_by("next_at", "id")[:most])
    return first + list(rows.exclude(waits).order_by("-done_at", "-id")[: most - len(first)])


def delivery(pk: int, country: str) -> Delivery:
    """Return one. Raises MessageUnknown."""
    found = Delivery.objects.filter(pk=pk, country=country).select_related("message").first()
    if found is None:
        raise MessageUnknown
    return found


def messages(country: str, kinds: Sequence[str], languages: Sequence[str], after: Message | None, most: int) -> list[Message]:
    """Return messages of some kinds and languages, the oldest first, those after one that is known."""
    rows = Message.objects.filter(country=country, kind__in=[one for one in kinds if one != Kind.TEST])
    if languages:
        rows = rows.filter(Q(language="") | Q(language__in=list(languages)))
    if after is not None:
        rows = rows.filter(Q(found_at__gt=after.found_at) | Q(found_at=after.found_at, id__gt=after.id))
    return list(rows.order_by("found_at", "id")[:most])


def message(id_: str, country: str) -> Message | None:
    return Message.objects.filter(pk=id_, country=country).first()
