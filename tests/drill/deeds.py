"""What the scheduler has a node do that no phone asks for: erase, revoke, back up, restore, and tell what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.drill.node import Answer, Clock, Request

line: Callable[[Request], Answer | None] = lambda request: None  # noqa: E731  set by the node's process


def heads(subject: str) -> dict[str, list[str]]:
    """Return the graph of a subject as this node knows it: entry -> what it had seen."""
    from vereda.logbook import door

    known = door.subject(subject)
    return known.folded.edges if known else {}


def known(ids: list[str]) -> list[str]:
    """Return those of some entries that are here: chained, or kept at a post to be passed on."""
    from vereda.logbook import door
    from vereda.logbook.models import StoredEnvelope

    wanted = [UUID(one) for one in ids]
    passed = StoredEnvelope.objects.filter(entry__in=wanted).values_list("entry", flat=True)
    return [str(id_) for id_ in {*door.known(wanted), *passed}]


def node_code(group: str) -> str:
    """Make the code by which the post of a group joins."""
    from vereda.access.actions.codes import make_node_code
    from vereda.access.lookups import operator
    from vereda.logbook.nodekeys import this_node

    _, code = make_node_code(country="mx", group=group, label="Puesto", by=operator(), at=Clock.now)
    return f"{code}.{this_node().id}"


def join(code: str) -> tuple[str, str]:
    """Make this installation the post of a group; returns its public keys."""
    from vereda.logbook.door import public_keys
    from vereda.relay.door import join_headquarters

    join_headquarters("https://central.example.org", code, line=lambda url, token, ca: _asks(token))
    return public_keys()


def relay() -> dict[str, Any]:
    """Exchange with headquarters over the drill's line."""
    from vereda.errors import FieldError
    from vereda.relay.door import relay_round, this_post

    try:
        done = relay_round(now=lambda: Clock.now, ask=_asks(this_post().token))
    except FieldError as why:
        return {"stopped": why.code}
    return {"up": done.up, "down": done.down, "waiting": done.waiting}


def _asks(token: str) -> Callable[[str, Mapping[str, Any]], dict[str, Any]]:
    """Return how this post asks headquarters: as over https, by the scheduler's line."""
    from vereda.relay import calling

    def ask(path: str, question: Mapping[str, Any]) -> dict[str, Any]:
        headers = {"X-Vereda-App": calling.APP, **({"Authorization": f"Bearer {token}"} if token else {})}
        answer = line(Request("POST", f"/sync/v1/relay/{path}", headers, json.dumps(question).encode()))
        if answer is None:
            raise calling.LineDown(why="timeout")
        if answer.status != 200:
            raise calling.refusal(answer.status, answer.body)
        return calling._read(answer.body)

    return ask


def digests(group: str) -> dict[str, str]:
    """Return a digest of each subject that the post of a group may hold."""
    from vereda.relay.door import digests_of_subjects

    return dict(digests_of_subjects("mx", group))


def close() -> None:
    """Close what is open, so that the files of this node can be copied."""
    from django.db import connection

    from vereda.logbook.nodekeys import forget_open_keys

    forget_open_keys()
    connection.close()


def erase(subject: str, second: str) -> bool:
    """Erase a subject, with a second person; False: nothing of it is here, or it was erased before."""
    from vereda.access.lookups import operator
    from vereda.access.reach import author_of
    from vereda.logbook import door

    if door.subject(subject) is None:
        return False
    try:
        door.erase(UUID(subject), by=author_of(operator()), at=Clock.now, second=second, now=Clock.now)
    except door.AlreadyErased:
        return False
    return True


def revoke(device: str) -> None:
    """Revoke a phone."""
    from vereda.access.actions.devices import revoke_device
    from vereda.access.door import reader_for_command

    revoke_device(device=UUID(device), reason="lost", by=reader_for_command(None, None), at=Clock.now)


def resolve(subject: str) -> int:
    """Settle every open conflict of a subject by its first value; returns how many."""
    from vereda.access.lookups import operator
    from vereda.access.reach import author_of
    from vereda.logbook import door

    rows = door.disputes_of(subject)
    for row in rows:
        door.resolve(row.id, chosen=UUID(row.writes[0][0]), by=author_of(operator()), at=Clock.now, now=Clock.now)
    return len(rows)


def back_up(folder: str) -> str:
    """Write a data backup, and return its path."""
    from vereda.logbook import door

    made = door.back_up_data(Path(folder), now=Clock.now)
    assert made is not None
    return str(made.path)


def verify_copy(path: str) -> None:
    """Read a backup through: what it covers is durable."""
    from vereda.logbook import door

    door.verify_backup(Path(path))


def restore(path: str) -> int:
    """Restore a data backup into this empty installation, beside the key store that is here; returns the new epoch."""
    from vereda.logbook import door

    return door.restore(Path(path), now=Clock.now).proof.epoch


def hourly() -> int:
    """Run the job of each hour: what must be gone by now goes."""
    from vereda.logbook import door

    return door.keep_retention(now=Clock.now)


def look() -> dict[str, Any]:
    """Return everything that the invariants are about."""
    import orjson

    from vereda.logbook import door
    from vereda.logbook.lookups import open_boxes
    from vereda.logbook.models import Box, Dispute, Flag, HeldEntry, LogEntry, State

    entries = {
        str(id_): (device, seq, str(subject), bytes(body))
        for id_, device, seq, subject, body in LogEntry.objects.values_list("id", "device", "device_seq", "subject", "body")
    }
    boxes = list(Box.objects.all())
    opened = open_boxes(boxes)
    proof = door.verify()
    return {
        "entries": entries,
        "held": {str(row.entry): (row.held, row.why) for row in HeldEntry.objects.all()},
        "states": {
            str(row.subject): (row.kind, row.is_erased, orjson.loads(row.folded)) for row in State.objects.exclude(kind="*")
        },
        "disputes": sorted((str(row.subject), row.field, row.writes) for row in Dispute.objects.all()),
        "flags": sorted((str(row.entry), row.code) for row in Flag.objects.all()),
        "opened": [(str(box.entry), str(box.owner), box.cls, opened[box.id]) for box in boxes if box.id in opened],
        "wrong": proof.wrong,
        "epoch": proof.epoch,
    }


def rebuilt() -> tuple[str, str]:
    """Return the digest of the read models as they are, and after they were made anew."""
    from vereda.logbook import door

    before = door.digest_of_read_models()
    door.rebuild()
    return before, door.digest_of_read_models()


ACTS = (back_up, close, digests, erase, heads, hourly, join, known, look, node_code, rebuilt, relay, resolve, restore, revoke)
DEEDS: dict[str, Callable[..., Any]] = {act.__name__: act for act in (*ACTS, verify_copy)}
