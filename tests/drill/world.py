"""Everything of one schedule: nodes, phones, what was written, and how one message or one write happens in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from uuid import UUID

from tests.drill.line import Line
from tests.drill.node import Answer, Died, Node, Request
from tests.drill.phone import Enrolled, Phone, Written
from tests.drill.stage import BEGIN, GROUP, ZONE, Stage
from vereda.logbook.entries import Payload
from vereda.logbook.envelopes import Recipient
from vereda.logbook.signatures import node_id, public_key_of
from vereda.logbook.writing import Plain

HQ, POST = "hq", "post"


class Broken(Exception):
    """An invariant does not hold."""


@dataclass
class World:
    """The state of a schedule.

    at            phone -> the server that its present session talks to
    acknowledged  node -> entries of which it said that it has them
    gone          entries of a wiped phone that headquarters had, and lost when it was restored: nobody has them any more
    backup        the copy of headquarters: its path, and what had been acknowledged when it was made
    """

    seed: int
    stage: Stage
    folder: Path
    chance: Random
    line: Line
    plant: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)
    now: datetime = BEGIN
    written: dict[str, Written] = field(default_factory=dict)
    shared: dict[str, UUID] = field(default_factory=dict)
    acknowledged: dict[str, set[str]] = field(default_factory=lambda: {HQ: set(), POST: set()})
    erased: set[str] = field(default_factory=set)
    revoked: set[str] = field(default_factory=set)
    cloned: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    backup: tuple[str, set[str]] | None = None
    restores: int = 0
    epoch: int = 1
    events: list[str] = field(default_factory=list)

    @property
    def faults(self) -> Counter[str]:
        return self.line.faults

    @property
    def servers(self) -> list[str]:
        """The nodes that a phone can talk to."""
        return sorted(self.nodes)

    def note(self, what: str) -> None:
        """Remember what happened; it is printed when an invariant is broken."""
        self.events.append(f"{self.now:%d %H:%M} {what}")


def phone_of(world: World, name: str) -> Phone:
    """Return a phone as it was enrolled."""
    known = world.stage.known["headquarters"]
    device, token = known["devices"][name]
    nodes = {HQ: known["public"], POST: world.stage.known["post"]}
    recipients = {role: recipient_of(public[0]) for role, public in nodes.items()}
    enrolled = Enrolled(
        device=device,
        token=token,
        account=known["accounts"]["ines"],
        group=GROUP,
        zone=ZONE,
        key=world.stage.keys[name],
        headquarters=recipients[HQ],
        post=recipients[POST] if POST in world.nodes and world.chance.random() < 0.8 else None,
        signing={recipients[role].id: public[1] for role, public in nodes.items()},
    )
    return Phone(name, enrolled, world.chance)


def recipient_of(sealing: str) -> Recipient:
    """Return a node as phones seal to it. sealing: its public key [DER, hexadecimal]."""
    public = public_key_of(bytes.fromhex(sealing))
    return Recipient(node_id(public), public)


def write(world: World, phone: Phone, payload: Payload, subject: UUID, boxes: list[Plain]) -> Written:
    """Have a phone record an entry, and remember it as the truth."""
    made = phone.write(payload, subject, world.now, boxes)
    world.written[made.id] = made
    world.note(f"{phone.name} writes {payload.kind} seq {made.seq} {made.id[-6:]} about {made.subject[-6:]}")
    return made


def send(world: World, phone: Phone) -> bool:
    """Have a phone say the next thing of its session, or begin one anywhere; False: it has nothing to say."""
    request = phone.next_request() if phone.name in world.at else None
    if request is None:
        begin(world, phone, world.chance.choice(world.servers))
        request = phone.next_request()
        if request is None:
            return False
    at = world.at[phone.name]
    answer = bring(world, request, at, phone.name)
    kept = list(phone.store.queue)
    before = {one.id for one in kept if one.acknowledged}
    phone.take(request, answer, world.now)
    world.acknowledged[at] |= phone.heard  # by this answer
    if {one.id for one in kept if one.acknowledged} - before and world.chance.random() < 0.5:
        learn(world, phone, at)
    return True


def begin(world: World, phone: Phone, at: str) -> None:
    """Have a phone begin a session with a server."""
    world.at[phone.name] = at
    phone.begin()


def learn(world: World, phone: Phone, at: str) -> None:
    """Have a phone see what a server knows of what all three write about."""
    for subject in world.shared.values():
        phone.learn(str(subject), world.nodes[at].call("heads", world.now, subject=str(subject)))


def bring(world: World, request: Request, to: str, sender: str) -> Answer | None:
    """Bring a message over the bad line."""
    before = Counter(world.faults)
    answer = world.line.bring(request, to, lambda asked, kill_at: ask(world, to, asked, kill_at))
    happened = ", ".join((world.faults - before).keys())
    status = answer.status if answer else "nothing"
    world.note(f"{sender} to {to}: {request.path[9:]} {len(request.body)} B: {status} {happened}".rstrip())
    return answer


def ask(world: World, name: str, request: Request, kill_at: int = 0) -> Answer:
    """Bring a request to a node; after a death it starts again, and what it had acknowledged must be there."""
    try:
        return world.nodes[name].ask(request, world.now, kill_at=kill_at)
    except Died:
        world.note(f"{name} is killed at step {kill_at}")
        still_there(world, name)
        raise


def still_there(world: World, name: str) -> None:
    """Raise Broken unless a node holds all that it acknowledged."""
    promised = world.acknowledged[name]
    lost = promised - set(world.nodes[name].call("known", world.now, ids=sorted(promised)))
    if lost:
        raise Broken(f"{name} acknowledged and lost: {sorted(lost)}")


def relay(world: World, kill_at: int = 0) -> int:
    """Have the post exchange with headquarters over the same bad line; returns how many entries went either way."""
    try:
        done = world.nodes[POST].call("relay", world.now, kill_at=kill_at, carry=lambda asked: bring(world, asked, HQ, POST))
    except Died:
        world.note(f"{POST} is killed at step {kill_at} of its round")
        world.faults["killed"] += 1
        still_there(world, POST)
        return 1
    world.note(f"{POST} exchanged with {HQ}: {done}")
    return int(done.get("up", 0)) + int(done.get("down", 0))


def deliver_late(world: World) -> None:
    """Deliver one of the requests that nobody waits for any more, in any order."""
    late = world.line.late.pop(world.chance.randrange(len(world.line.late)))
    answer = ask(world, late.to, late.request)
    world.note(f"a late {late.request.path[9:]} arrives at {late.to}: {answer.status}")
