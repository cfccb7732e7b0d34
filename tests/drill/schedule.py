"""One schedule: phones that write, forget, meet bad lines and dying servers, until everything has healed and is judged.

Everything that is drawn comes from the schedule's own seed; `run` with that seed does the same again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.drill import facts
from tests.drill.events import EVENTS, back_up, erase_again
from tests.drill.line import STEPS_MOST, Line
from tests.drill.node import Here, Node
from tests.drill.oracle import judge
from tests.drill.phone import Phone
from tests.drill.stage import PHONES, Stage
from tests.drill.world import HQ, POST, Broken, World, begin, deliver_late, phone_of, relay, send, write
from vereda.logbook import clock
from vereda.logbook.ids import uuid8

STEPS = (14, 26)
RATES = (0.15, 0.35, 0.6)  # share of the messages to which something happens
ROUNDS_MOST, MESSAGES_MOST = 14, 200
EVENT = 0.28  # how often each kind of event happens
WITH_POST = 0.35
WARM = 4  # schedules; among their seeds is one with a post


@dataclass
class Result:
    """What one schedule came to. `broken`: the invariants that do not hold, in words."""

    seed: int
    entries: int
    faults: Counter[str]
    broken: list[str]
    events: list[str]


def run(seed: int, stage: Stage, folder: Path, plant: str = "") -> Result:
    """Run the schedule of a seed and judge it."""
    chance = Random(seed)
    folder.mkdir()
    world = World(seed, stage, folder, chance, Line(chance, chance.choice(RATES)), plant)
    try:
        set_up(world)
        play(world)
        heal(world)
        broken = judge(world)
    except Broken as why:
        broken = [str(why)]
    finally:
        for node in world.nodes.values():
            node.stop()
        stage.clear(folder)
    return Result(seed, len(world.written), world.faults, broken, world.events)


def warm(stage: Stage, folder: Path) -> None:
    """Play a schedule without a fault in this process: a forked node then finds patterns compiled and queries built.

    A node lives for a second; without this it spent most of that on what any program does but once.
    """
    folder.mkdir()
    stage.made_of = Here
    try:
        for seed in range(WARM):
            chance = Random(seed)
            inner = folder / f"warm{seed}"
            inner.mkdir()
            world = World(seed, stage, inner, chance, Line(chance, 0.0))
            set_up(world)
            for _ in range(STEPS[0]):
                world.now += timedelta(minutes=20)
                _something(world, chance.choice(world.phones))
            heal(world)
            if broken := judge(world):
                raise RuntimeError("\n".join([f"without any fault: {broken}", *world.events]))
            for node in world.nodes.values():
                node.stop()
            stage.clear(inner)
    finally:
        stage.made_of = Node


def set_up(world: World) -> None:
    """Start the nodes; A begins what all three will write about, and tells the others on the radio."""
    chance, stage = world.chance, world.stage
    world.nodes[HQ] = stage.node(HQ, "headquarters", world.folder, world.plant)
    if chance.random() < WITH_POST:
        world.nodes[POST] = stage.node(POST, POST, world.folder, world.plant)
    world.phones = [phone_of(world, name) for name in PHONES]
    for name in ("encounter", "mission", "person"):
        world.shared[name] = uuid8(clock.to_ms(world.now), chance.randbytes(10))
    for name, payload, boxes in facts.beginnings(world.shared, world.seed):
        made = write(world, world.phones[0], payload, world.shared[name], boxes)
        for other in world.phones[1:]:
            if chance.random() < 0.8:
                other.learn(made.subject, {made.id: made.seen})


def play(world: World) -> None:
    """Let things happen, one after the other."""
    chance, steps = world.chance, world.chance.randint(*STEPS)
    events = {chance.randrange(steps): name for name in EVENTS if chance.random() < EVENT}
    copied = chance.randrange(steps) if "restore" in events.values() else -1
    for step in range(steps):
        world.now += timedelta(seconds=chance.choice((20, 300, 3600)) * chance.random() + 1)
        if step == copied:
            back_up(world)
        if step in events:
            EVENTS[events[step]](world)
        _something(world, chance.choice(world.phones))
        if world.line.late and chance.random() < 0.3:
            deliver_late(world)


def _something(world: World, phone: Phone) -> None:
    """Have a phone write or send, or the post exchange with headquarters."""
    chance = world.chance
    if POST in world.nodes and chance.random() < 0.15:
        relay(world, chance.randint(1, 4 * STEPS_MOST) if chance.random() < world.line.rate / 4 else 0)
    elif chance.random() < (0.35 if phone.unsent() else 0.85) and not phone.store.order:
        payload, name, boxes = facts.later(world.shared, world.seed, chance)
        subject = world.shared[name] if name else uuid8(clock.to_ms(world.now), chance.randbytes(10))
        write(world, phone, payload, subject, boxes)
    else:
        send(world, phone)


def heal(world: World) -> None:
    """Mend the line and let everybody deliver until nothing is left to say."""
    world.note("the line heals")
    while world.line.late:
        deliver_late(world)
    world.line.rate = 0
    for number in range(ROUNDS_MOST):
        world.now += timedelta(minutes=1)
        at_which = [POST, HQ] if POST in world.nodes and not number else [HQ]
        said = sum(_deliver_all(world, phone, at) for at in at_which for phone in world.phones)
        said += relay(world) if POST in world.nodes else 0
        if not said:
            name_is_closed(world)
            said = _keep_house(world)
        if not said:
            return
    raise Broken("it never becomes quiet")


def name_is_closed(world: World) -> None:
    """Raise Broken when a name that was erased opens, though no job has run since: also what phones send after a restore."""
    if world.erased and world.restores:
        opened = world.nodes[HQ].call("look", world.now)["opened"]
        found = [entry for entry, _, cls, fields in opened if cls == "identity" and facts.canary(world.seed) in str(fields)]
        if found:
            raise Broken(f"the name of an erased person opens after a restore: {found}")


def _keep_house(world: World) -> int:
    """Do at headquarters what somebody does each hour and after a restore; returns how much went to the post."""
    erase_again(world)
    for name in world.servers:
        world.nodes[name].call("hourly", world.now)
    return relay(world) if POST in world.nodes and world.erased else 0


def _deliver_all(world: World, phone: Phone, at: str) -> int:
    """Run one whole session with a server; returns how many things but the greeting were said."""
    begin(world, phone, at)
    said = 0
    while phone.next_request() is not None:
        send(world, phone)
        said += 1
        if said > MESSAGES_MOST:
            raise Broken(f"{phone.name} never becomes quiet")
    return max(0, said - 1)
