"""One round with headquarters: who is it, up, down. Cut anywhere it is repeated, and what was done is done once."""

from __future__ import annotations

import os
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone

from vereda.access.door import digest_of, take_verifiers
from vereda.client.door import after_received
from vereda.logbook.door import (
    Listed,
    Nodes,
    count_waiting,
    drop_relayed,
    give_back,
    head,
    hear,
    missing,
    node_keys,
    note_durable,
    note_offered,
    note_relayed,
    offer_again,
    one_writer,
    relay_again,
    seal_own,
    shut_own,
    take_over,
    this_node,
    to_offer,
    waiting,
)
from vereda.logbook.schema import public_key_of, verify_p1363
from vereda.relay.calling import Ask, line_to
from vereda.relay.errors import HeadquartersOther, HeadquartersStumbled, LineDown, PostRevoked
from vereda.relay.models import CameDown, Line
from vereda.relay.photos import pass_photos
from vereda.relay.post import Post, this_post

UP_AT_ONCE = 100  # envelopes in one question
DOWN_AT_ONCE = 200  # entries in one answer
OFFER_AT_ONCE = 500  # ids in one question
UP_MOST = 2_000_000  # [bytes] of one question
STUMBLES_MOST = 3  # in one round: a headquarters that is ill is not asked for each envelope
_turn = threading.Lock()
_spoiled: set[UUID] = set()
"""Envelopes at which headquarters stumbled: passed over, also in the next rounds, until all others are there."""


@dataclass
class Done:
    """What a round did: what headquarters answered for (envelopes, and what it had lost), what came down, what still waits."""

    up: int = 0
    down: int = 0
    waiting: int = 0


def relay_round(*, now: Callable[[], datetime] = timezone.now, ask: Ask | None = None) -> Done:
    """Exchange with headquarters all there is, until both have it.

    ask  how headquarters is asked; None: over the line
    Raises NotAPost, LineDown, HeadquartersOther, PostRevoked, RefusedAbove. What was exchanged before stays exchanged.
    """
    here = this_post()
    with _turn:
        try:
            done = _exchange(here, ask or line_to(here.headquarters.url, here.token, here.headquarters.ca), now)
        except Exception as why:  # noted for the page and the board, and raised again
            _note(trouble=getattr(why, "code", type(why).__name__), is_revoked=isinstance(why, PostRevoked))
            raise
        _note(trouble="", is_revoked=False, reached_at=now())
    return done


@dataclass(frozen=True)
class Standing:
    """How a post stands with headquarters. trouble: code of what went wrong in the last round, ''."""

    reached_at: datetime | None
    trouble: str
    is_revoked: bool
    waiting: int


def how_it_stands() -> Standing:
    """Return how this post stands with headquarters."""
    row = line()
    return Standing(row.reached_at, row.trouble, row.is_revoked, count_waiting())


def line() -> Line:
    """Return how far this post is with headquarters."""
    return Line.objects.get_or_create(id=1)[0]


def seal_own_now() -> int:
    """Put what the own desk wrote into envelopes, for a file on a stick; return how many."""
    with _turn:
        return _seal_own(this_post(), 0, timezone.now)


def _exchange(here: Post, ask: Ask, now: Callable[[], datetime]) -> Done:
    done = Done()
    said = _greet(here, ask, now)
    if not said["is_revoked"]:
        _give_back(ask, done)  # before all else: what comes up now is judged by what headquarters forgot
    _seal_own(here, int(said["have_upto"]), now)
    _send(here, ask, done)
    if said["is_revoked"]:
        raise PostRevoked
    _fetch(here, ask, done, now)
    if _seal_own(here, int(said["have_upto"]), now):  # what taking over made the post write (a clock limited)
        _send(here, ask, done)
    _recognise(ask)
    pass_photos(ask, now())
    shut_own(UUID(here.device))
    drop_relayed(now=now())
    done.waiting = count_waiting()
    return done


def _greet(here: Post, ask: Ask, now: Callable[[], datetime]) -> dict[str, Any]:  # Any: JSON
    """Have headquarters prove its signing key before anything is sent; begin anew when it was restored."""
    challenge = b64encode(os.urandom(32)).decode()
    said = ask("hello", {"challenge": challenge, "at": now().isoformat()})
    signing = public_key_of(bytes.fromhex(here.headquarters.signing))
    spoken = f"vereda/relay/1|{challenge}|{said['at']}|{here.device}|{said['epoch']}".encode()
    if not verify_p1363(signing, b64decode(said["proof"]), spoken):
        raise HeadquartersOther
    hear(Nodes(said["nodes"]["text"], b64decode(said["nodes"]["signature"])), signing)
    note_durable(said["durable"])
    mine = line()
    if mine.epoch != said["epoch"]:
        with one_writer(), transaction.atomic():
            if mine.epoch:
                relay_again()
            offer_again()
            Line.objects.filter(id=1).update(epoch=said["epoch"], cursor=0, verifiers="")
    return said


# Up -----------------------------------------------------------------------------------------------------------------------


def _seal_own(here: Post, have_upto: int, now: Callable[[], datetime]) -> int:
    count, more = 0, True
    while more:
        after = line().sealed
        last = head()
        but = set(CameDown.objects.filter(block__gt=after).values_list("block", flat=True))
        sealed = seal_own(UUID(here.device), after=after, but=but, from_seq=have_upto, now=now())
        if last is not None and sealed.upto > after:
            Line.objects.filter(id=1).update(sealed=sealed.upto)
        count, more = count + sealed.made, sealed.more
    return count


NOT_FINAL = {("refused", "logbook.signature_wrong")}
"""What lies here was proved when it came: a signature that is wrong above was damaged on the way, and the envelope goes again."""


def _send(here: Post, ask: Ask, done: Done) -> None:
    """Send what waits; what headquarters cannot take yet (a phone it does not know) stays and is offered in each round.

    One envelope at which headquarters stumbles is found, and stops no other.
    """
    put_off, most, stumbles = set(_spoiled), UP_AT_ONCE, 0
    while batch := _within(waiting(first_of=here.device, most=most, but=put_off)):
        try:
            said = ask("push", {"entries": [_loads(one) for one in batch]})
        except HeadquartersStumbled:
            if len(batch) > 1:
                most = 1
                continue
            spoiled = UUID(_loads(batch[0])["id"])
            _spoiled.add(spoiled)
            put_off.add(spoiled)
            stumbles += 1
            if stumbles == STUMBLES_MOST:
                raise
            continue
        answers = {UUID(one["id"]): one["status"] for one in said["answers"] if one["id"]}
        again = {UUID(one["id"]) for one in said["answers"] if one["id"] and (one["status"], one.get("code")) in NOT_FINAL}
        final = {entry: status for entry, status in answers.items() if status != "later" and entry not in again}
        note_relayed(final)
        done.up += len(final)
        put_off |= answers.keys() - final.keys()
        if not answers:
            raise LineDown(why="JSON")
    _spoiled.clear()


def _within(batch: list[bytes]) -> list[bytes]:
    """Return the beginning of a batch that fits into one question; at least one envelope."""
    size, kept = 0, list[bytes]()
    for one in batch:
        size += len(one)
        if kept and size > UP_MOST:
            break
        kept.append(one)
    return kept


def _loads(envelope: bytes) -> dict[str, Any]:  # Any: JSON
    return orjson.loads(envelope)


# Back --------------------------------------------------------------------------------------------------------------------


def _give_back(ask: Ask, done: Done) -> None:
    """Give headquarters back what it once passed down and lost when it was restored.

    What it cannot take is offered again in the next round, and stops nothing.
    """
    put_off = set[UUID]()
    while offered := to_offer(most=OFFER_AT_ONCE, but=put_off):
        said = ask("lost", {"ids": [str(one) for one in offered]})["lost"]
        lost = [one for one in offered if str(one) in said]
        note_offered([one for one in offered if str(one) not in said])
        for start in range(0, len(lost), UP_AT_ONCE):
            taken = _given(ask, [orjson.dumps(one) for one in give_back(lost[start : start + UP_AT_ONCE])])
            note_offered(taken)
            done.up += len(taken)
            put_off.update(set(lost[start : start + UP_AT_ONCE]).difference(taken))


def _given(ask: Ask, whole: list[bytes]) -> list[UUID]:
    """Bring entries back in questions of a fitting size; return those that headquarters has now."""
    taken: list[UUID] = []
    while batch := _within(whole):
        whole = whole[len(batch) :]
        try:
            said = ask("back", {"entries": [_loads(one) for one in batch]})
        except HeadquartersStumbled:
            if len(batch) > 1:  # at one of them: each half by itself
                middle = len(batch) // 2
                taken += [*_given(ask, batch[:middle]), *_given(ask, batch[middle:])]
            continue
        taken += [UUID(one["id"]) for one in said["answers"] if one["status"] != "refused"]
    return taken


# Down ---------------------------------------------------------------------------------------------------------------------


def _fetch(here: Post, ask: Ask, done: Done, now: Callable[[], datetime]) -> None:
    more = True
    while more:
        page = ask("list", {"cursor": line().cursor})
        listed = [Listed(UUID(one[0]), one[1], one[2], one[3]) for one in page["entries"]]
        wanted = missing(listed)
        for start in range(0, max(len(listed), 1), DOWN_AT_ONCE):
            part = listed[start : start + DOWN_AT_ONCE]
            ids = [str(one.id) for one in part if one.id in set(wanted)]
            whole = ask("entries", {"ids": ids})["entries"] if ids else []
            done.down += len(whole)
            _take(part, whole, now())
        Line.objects.filter(id=1).update(cursor=page["cursor"])
        more = bool(page["more"])


def _take(listed: list[Listed], whole: list[Mapping[str, Any]], now: datetime) -> None:  # Any: JSON
    """Take entries over, and remember in the same transaction that their block came down."""
    if not listed:
        return

    def came_down(block: int) -> None:
        CameDown.objects.create(block=block)

    take_over(whole, listed, node=this_node().id, private=node_keys().sealing, now=now, chained=came_down)
    after_received([orjson.loads(one["body"])["id"] for one in whole])


def _recognise(ask: Ask) -> None:
    """Take the accounts of the own members as they are at headquarters."""
    said = ask("members", {"have": line().verifiers})
    if not said.get("same"):
        take_verifiers(said["members"])
        Line.objects.filter(id=1).update(verifiers=digest_of(said["members"]))


def _note(**told: object) -> None:
    line()
    Line.objects.filter(id=1).update(**told)
