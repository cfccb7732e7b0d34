"""The names of webhooks that faces may use.

offer(Family.EDITION, published_editions)                                        # at the start: what stands in public
register(Asked("acnur", Use.FIGURES, [Kind.EDITION_PUBLISHED]), address="https://...", by=alma, at=now).subject
secret = give_secret(subject, by=alma, at=now)                                   # shown once
approve(subject, by=adriana, at=now)                                             # two persons
look_around(now=now); send_waiting(now=now)                                      # the jobs of `serve`
row, token = give_key(Asked(...), days=90, by=reader, at=now); fetch(row, after="msg_...")
"""

from __future__ import annotations

from vereda.webhooks.actions import (
    OLD_DAYS,
    Asked,
    approve,
    drop_old_secret,
    give_secret,
    register,
    send_again,
    send_test,
    switch_off,
)
from vereda.webhooks.errors import MessageUnknown, ReceiverUnknown
from vereda.webhooks.institutions import bodies, name_of
from vereda.webhooks.keys import DAYS_MOST, end_key, fetch, give_key, key_with_token, keys_of, may_read, note_use
from vereda.webhooks.lookups import (
    KEPT,
    counts,
    deliveries,
    delivery,
    is_headquarters,
    line,
    named,
    receiver,
    receivers,
    secrets,
)
from vereda.webhooks.models import Delivery, Line, Message, ReadingKey, Receiver
from vereda.webhooks.rules.schedule import ATTEMPTS_MOST
from vereda.webhooks.sending import look_around, send_waiting
from vereda.webhooks.sources import offer

__all__ = [
    "ATTEMPTS_MOST", "DAYS_MOST", "KEPT", "OLD_DAYS", "Asked", "Delivery", "Line", "Message", "MessageUnknown", "ReadingKey",
    "Receiver", "ReceiverUnknown", "approve", "bodies", "counts", "deliveries", "delivery", "drop_old_secret", "end_key", "fetch",
    "give_key", "give_secret", "is_headquarters", "key_with_token", "keys_of", "line", "look_around", "may_read", "name_of",
    "named", "note_use", "offer", "receiver", "receivers", "register", "secrets", "send_again", "send_test", "send_waiting",
    "switch_off",
]  # fmt: skip
