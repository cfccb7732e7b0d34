"""What happens at most once in a schedule: a server burns down, a person is erased, a phone is stolen or copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

from tests.drill.node import Node
from tests.drill.world import HQ, Broken, World, still_there

SKEWS = (timedelta(days=-5 * 365), timedelta(days=5 * 365), timedelta(hours=-1), timedelta(minutes=9), timedelta(days=1))
SECOND = "adriana"  # approves an erasure


def back_up(world: World) -> None:
    """Copy headquarters; now and then the copy is read through, and then it is durable."""
    hq = world.nodes[HQ]
    path = hq.call("back_up", world.now, folder=str(world.folder / "backup"))
    world.backup = (path, set(world.acknowledged[HQ]))
    if world.chance.random() < 0.5:
        hq.call("verify_copy", world.now, path=path)
    world.note("headquarters is copied")


def restore(world: World) -> None:
    """Headquarters burns down and comes back as it was when it was copied; its own deeds since then are done again."""
    if world.backup is None:
        return
    path, promised = world.backup
    old = world.nodes[HQ]
    old.stop()
    world.restores += 1
    fresh = world.nodes[HQ] = world.stage.node(f"hq-{world.restores}", "empty", world.folder, world.plant)
    take_keys(old, fresh)
    epoch = fresh.call("restore", world.now, path=path)
    world.note(f"headquarters is restored, epoch {epoch}")
    world.faults["restored"] += 1
    if epoch <= world.epoch:
        raise Broken(f"a restored server is in epoch {epoch} after epoch {world.epoch}")
    world.epoch = epoch
    world.gone |= only_at(world, HQ) - promised
    world.acknowledged[HQ] = promised
    still_there(world, HQ)
    erase_again(world)
    for device in sorted(world.revoked):
        fresh.call("revoke", world.now, device=device)


def only_at(world: World, name: str) -> set[str]:
    """Return what a node acknowledged and nobody may bring again: phones that were told to forget do not have it any more.

    A copied phone neither: it believes `have_upto`, and does not know that its twin used the same numbers.
    """
    found = {one.id for one in world.written.values() if one.device in world.cloned} & world.acknowledged[name]
    for phone in world.phones:
        if phone.store.order:
            kept = {one.id for one in phone.store.queue if not one.offered}
            mine = {one.id for one in world.written.values() if one.device == phone.enrolled.device}
            found |= mine & world.acknowledged[name] - kept
    return found


def take_keys(old: Node, fresh: Node) -> None:
    """Leave the key store and the erasure list where they are: only the data burned."""
    for name in ("keys", "erasures", "files"):
        if (old.home / name).exists():
            shutil.rmtree(fresh.home / name, ignore_errors=True)
            shutil.copytree(old.home / name, fresh.home / name)
    fresh.keystore = old.keystore


def erase(world: World) -> None:
    """Erase the person, if she is here."""
    subject = str(world.shared["person"])
    if subject not in world.erased and world.nodes[HQ].call("erase", world.now, subject=subject, second=SECOND):
        world.erased.add(subject)
        world.faults["erased"] += 1
        world.note("the person is erased")


def erase_again(world: World) -> None:
    """Erase anew who was erased after the copy was made, as far as she is here already."""
    for subject in sorted(world.erased):
        world.nodes[HQ].call("erase", world.now, subject=subject, second=SECOND)


def revoke(world: World) -> None:
    """Revoke the phone C."""
    device = world.phones[2].enrolled.device
    if device not in world.revoked:
        world.nodes[HQ].call("revoke", world.now, device=device)
        world.revoked.add(device)
        world.faults["revoked"] += 1
        world.note("C is revoked")


def clone(world: World) -> None:
    """Copy the profile of B; both go on writing."""
    original = world.phones[1]
    world.phones.append(original.clone("B2"))
    world.cloned.add(original.enrolled.device)
    world.faults["cloned"] += 1
    world.note("B is cloned")


def skew(world: World) -> None:
    """Set the clock of a phone wrong, by minutes or by years."""
    phone = world.chance.choice(world.phones)
    phone.skew = world.chance.choice(SKEWS)
    world.faults["clock skewed"] += 1
    world.note(f"the clock of {phone.name} is off by {phone.skew}")


def resolve(world: World) -> None:
    """Have somebody at headquarters settle what is in conflict."""
    count = world.nodes[HQ].call("resolve", world.now, subject=str(world.shared["encounter"]))
    world.note(f"{count} conflicts are settled")


def kill_phone(world: World) -> None:
    """Kill a phone: what was in its memory is gone."""
    phone = world.chance.choice(world.phones)
    phone.kill()
    world.faults["phone killed"] += 1
    world.note(f"{phone.name} is killed")


EVENTS: dict[str, Callable[[World], None]] = {
    "erase": erase,
    "revoke": revoke,
    "clone": clone,
    "restore": restore,
    "skew": skew,
    "resolve": resolve,
    "kill phone": kill_phone,
}
