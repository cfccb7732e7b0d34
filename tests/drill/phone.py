"""A phone of the drill: what the JavaScript phone does with queue, numbers and answers, in Python and without a screen.

It asks for one request at a time (`next_request`) and is told what came back (`take`), or that nothing did.
What it keeps is `Store`; everything else is lost when the phone is killed.
"""

from __future__ import annotations

import copy
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from tests.drill.node import Answer, Request
from vereda.logbook import clock
from vereda.logbook.entries import Payload
from vereda.logbook.envelopes import Parts, Recipient, seal_envelope
from vereda.logbook.ids import uuid8
from vereda.logbook.rules.order import heads_of
from vereda.logbook.signatures import public_key_of, verify_p1363
from vereda.logbook.words import Channel
from vereda.logbook.writing import Author, Plain, written

BATCH = 50
KEPT_DAYS = 35  # sealed entries that were sent stay so long, unless a verified backup holds them
SYNC = "/sync/v1/"
DONE = {"accepted", "known", "quarantined", "not_understood"}
APP = "1"


@dataclass
class Kept:
    """One entry in the queue: its bytes for the way, and what became of it."""

    id: str
    seq: int
    envelope: dict[str, Any]  # Any: JSON
    written_at: datetime
    acknowledged: bool = False
    refused: str = ""
    offered: bool = False  # acknowledged by the last words of a revoked phone


@dataclass
class Contact:
    """How far this phone stands with one server, named by its node id."""

    epoch: int = 0
    have_upto: int = 0
    durable_upto: int = 0


@dataclass
class Store:
    """What survives when the phone is killed: one transaction writes number and entry together."""

    seq: int = 0
    clock: str = ""
    queue: list[Kept] = field(default_factory=list)
    contacts: dict[str, Contact] = field(default_factory=dict)
    edges: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # subject -> entry -> what it had seen
    order: str = ""
    wiped: bool = False


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """What a phone got when it was enrolled; it stays the same."""

    device: str
    token: str
    account: str
    group: str
    zone: str
    key: ec.EllipticCurvePrivateKey
    headquarters: Recipient
    post: Recipient | None
    signing: dict[str, str]  # node id -> public key with which it proves itself [DER, hexadecimal]


@dataclass
class Written:
    """An entry as its author knows it: the oracle's truth."""

    id: str
    seq: int
    device: str
    subject: str
    seen: list[str]
    payload: Payload
    body: bytes
    at: datetime
    phone: str


class Phone:
    """One phone, or the clone of one."""

    def __init__(self, name: str, enrolled: Enrolled, chance: Random) -> None:
        self.name, self.enrolled, self.chance = name, enrolled, chance
        self.store = Store()
        self.skew = timedelta()
        self._rest()

    def _rest(self) -> None:
        """Forget what is in memory only."""
        self.session: str = ""  # node id of the server that proved itself in this session
        self.tried: set[str] = set()
        self.challenge = b""
        self.quiet = False
        self.heard: set[str] = set()  # entries that the last answer acknowledged

    def kill(self) -> None:
        """Lose memory; the store stays whole."""
        self._rest()

    def clone(self, name: str) -> Phone:
        """Return the same phone once more: somebody copied its profile."""
        other = Phone(name, self.enrolled, self.chance)
        other.store, other.skew = copy.deepcopy(self.store), self.skew
        return other

    # Writing -----------------------------------------------------------------------------------------------------------

    def write(self, payload: Payload, subject: UUID, now: datetime, boxes: list[Plain] | None = None) -> Written:
        """Record an entry: number, clock and sealed bytes in one step."""
        store, by, at = self.store, self.enrolled, now + self.skew
        store.seq += 1
        store.clock = clock.tick(store.clock, clock.to_ms(at))
        seen = self.heads(str(subject))
        made = written(
            payload,
            id=uuid8(clock.to_ms(at), self.chance.randbytes(10)),
            subject=subject,
            seen=[UUID(one) for one in seen],
            by=Author(account=by.account, group=by.group, country="mx", zone=by.zone, device=by.device),
            at=at,
            clock=store.clock,
            boxes=boxes or [],
            channel=Channel.PHONE,
            device_seq=store.seq,
        )
        id_ = str(made.body.id)
        parts = Parts(
            id=id_,
            country="mx",
            group=by.group,
            device=by.device,
            device_seq=store.seq,
            body=made.raw,
            boxes=[(box.ref.cls, box.sealed, box.content_key or b"") for box in made.boxes],
        )
        envelope = seal_envelope(parts, by.key, headquarters=by.headquarters, post=by.post, outer=type(payload).sealed_as)
        store.queue.append(Kept(id_, store.seq, envelope.to_json(), now))
        store.edges.setdefault(str(subject), {})[id_] = seen
        self.quiet = False
        return Written(id_, store.seq, by.device, str(subject), seen, payload, made.raw, at, self.name)

    def heads(self, subject: str) -> list[str]:
        """Return the heads of a subject as far as this phone knows."""
        return sorted(heads_of(self.store.edges.get(subject, {})))

    def learn(self, subject: str, edges: dict[str, list[str]]) -> None:
        """Take over what others wrote of a subject: from its post, or told over the radio."""
        self.store.edges.setdefault(subject, {}).update(edges)

    # Sending -----------------------------------------------------------------------------------------------------------

    def unsent(self) -> list[Kept]:
        """Return what no server has acknowledged."""
        return [one for one in self.store.queue if not one.acknowledged]

    def begin(self) -> None:
        """Begin a session: whoever answers has to prove first who it is."""
        self._rest()

    def next_request(self) -> Request | None:
        """Return what to send now; None: nothing is left to say in this session."""
        if self.store.wiped or self.quiet:
            return None
        if self.store.order == "wipe":
            return self._last_words()
        if not self.session:
            self.challenge = self.chance.randbytes(32)
            hello = {
                "challenge": b64encode(self.challenge).decode(),
                "app": int(APP),
                "reference": "",
                "unsent": len(self.unsent()),
                "at": "2024-01-01T00:00:00+00:00",
            }
            return self._request("hello", hello)
        batch = self._batch()
        if not batch:
            self.quiet = True
            return None
        return self._request("push", {"entries": [one.envelope for one in batch]})

    def _batch(self) -> list[Kept]:
        """Return the oldest entries that this server does not have, each tried once in a session.

        Not acknowledged by its own id is sent also when `have_upto` is past it: that number may be a clone's.
        """
        have = self.store.contacts[self.session].have_upto
        waiting = [one for one in self.store.queue if (one.seq > have or not one.acknowledged) and one.id not in self.tried]
        return waiting[: self.chance.randint(1, BATCH)]

    def _last_words(self) -> Request | None:
        """Return the last offer of a revoked phone, which is its whole queue; when all was acknowledged, that it is wiped."""
        missing = [one for one in self.store.queue if not one.offered]
        waiting = [one for one in missing if one.id not in self.tried]
        if waiting:
            return self._request("last", {"entries": [one.envelope for one in waiting[:BATCH]]})
        if missing:
            return None  # damaged on the way: offered again another time
        return self._request("wiped", {})

    def _request(self, what: str, values: dict[str, Any]) -> Request:  # Any: JSON
        headers = {"Authorization": f"Bearer {self.enrolled.token}", "X-Vereda-App": APP}
        return Request("POST", SYNC + what, headers, orjson.dumps(values))

    def take(self, request: Request, answer: Answer | None, now: datetime) -> None:
        """Take an answer, or that none came. What is no JSON of ours is no network; the session ends and nothing is lost."""
        self.heard = set()
        told = _json(answer)
        if answer is None or told is None:
            self.kill()
            self.quiet = True
            return
        what = request.path.removeprefix(SYNC)
        if answer.status == 401 and told.get("order") == "wipe":
            self.store.order = "wipe"
        elif what == "hello" and answer.status in (200, 426):
            self._take_hello(told)
        elif what in ("push", "last") and answer.status == 200:
            self._take_answers(request, told, now)
        elif what == "wiped" and answer.status == 200:
            self.store.wiped, self.store.queue = True, []
        else:  # 4xx, 5xx: try another day
            self.kill()
            self.quiet = True

    def _take_hello(self, told: dict[str, Any]) -> None:  # Any: JSON
        node = told["node"]
        text = f"vereda/hello/1|{b64encode(self.challenge).decode()}|{told['at']}|{self.enrolled.device}|{told['epoch']}"
        public = self.enrolled.signing.get(node, "")
        if not public or not verify_p1363(public_key_of(bytes.fromhex(public)), b64decode(told["proof"]), text.encode()):
            self.kill()
            self.quiet = True
            return
        self.session = node
        self._note(told)

    def _note(self, told: dict[str, Any]) -> None:  # Any: JSON
        """Note how far the server is. Another epoch: it was restored, and what it lost is sent again."""
        contact = self.store.contacts.setdefault(self.session, Contact())
        if contact.epoch != told["epoch"]:
            contact.epoch, contact.have_upto, contact.durable_upto = told["epoch"], 0, 0
        contact.have_upto, contact.durable_upto = told["have_upto"], told["durable_upto"]

    def _take_answers(self, request: Request, told: dict[str, Any], now: datetime) -> None:  # Any: JSON
        sent = {one["id"] for one in orjson.loads(request.body)["entries"]}
        answers = {one["id"]: one for one in told["answers"]}
        for kept in self.store.queue:
            if kept.id in sent:
                self.tried.add(kept.id)
            one = answers.get(kept.id) if kept.id in sent else None
            if one is not None:
                if one["status"] in DONE:
                    kept.acknowledged = True
                    self.heard.add(kept.id)
                kept.offered = kept.offered or (request.path.endswith("last") and one["status"] in DONE)
                kept.refused = one["code"] if one["status"] == "refused" else ""
        if "have_upto" in told and self.session:
            self._note(told)
            self._drop_safe(now)

    def _drop_safe(self, now: datetime) -> None:
        """Drop sealed entries that a verified backup elsewhere covers, or that were acknowledged 35 days ago."""
        contact = self.store.contacts[self.session]
        oldest = now - timedelta(days=KEPT_DAYS)
        self.store.queue = [
            one
            for one in self.store.queue
            if not one.acknowledged or not (one.seq <= contact.durable_upto or one.written_at < oldest)
        ]


def _json(answer: Answer | None) -> dict[str, Any] | None:  # Any: JSON
    """Return what a server of ours told; a page of a portal, a cut or changed answer is nothing."""
    if answer is None or not answer.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        told = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) else None
