"""The invariants: what must hold when the line has healed and nothing is left to say, whatever happened before.

Judged against what the phones themselves wrote, never against what a server says was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from tests.drill import facts
from tests.drill.stage import GROUP
from tests.drill.world import HQ, POST
from vereda.encounters.entries import Corrected, Recorded
from vereda.logbook import registry
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all, open_conflicts
from vereda.logbook.rules.order import past_of

if TYPE_CHECKING:
    from tests.drill.phone import Written
    from tests.drill.world import World

REBUILT_EVERY = 20


def judge(world: World) -> list[str]:
    """Return every invariant that does not hold, in words."""
    hq = world.nodes[HQ]
    seen = hq.call("look", world.now)
    broken = [*quiet(world), *everything_there(world, seen), *held_for_a_reason(world, seen), *folded_alike(world, seen)]
    broken += [*conflicts_shown(world, seen), *erased_stays_erased(world, seen), *clones_found(world, seen)]
    if seen["wrong"]:
        broken.append(f"chain: {seen['wrong']}")
    if POST in world.nodes:
        broken += post_is_equal(world)
    if world.seed % REBUILT_EVERY == 0:
        before, after = hq.call("rebuilt", world.now)
        if before != after:
            broken.append("read models differ after a rebuild")
    return broken


def post_is_equal(world: World) -> Iterator[str]:
    """The post holds what headquarters holds of its group, no name of the erased, and a chain of its own."""
    post = world.nodes[POST]
    above, here = (node.call("digests", world.now, group=GROUP) for node in (world.nodes[HQ], post))
    for subject in sorted(above.keys() | here.keys()):
        if above.get(subject) != here.get(subject):
            where = "not at the post" if subject not in here else "not at headquarters" if subject not in above else "different"
            yield f"subject {subject} is {where}"
    seen = post.call("look", world.now)
    yield from (f"post: {what}" for what in [*folded_alike(world, seen), *nothing_of_the_erased(world, seen)])
    if seen["wrong"]:
        yield f"chain of the post: {seen['wrong']}"


def quiet(world: World) -> Iterator[str]:
    """Every phone has delivered: nothing waits, and a revoked one is wiped."""
    for phone in world.phones:
        for kept in phone.unsent():
            yield f"{phone.name} still has seq {kept.seq} {kept.id} ({kept.refused or 'never acknowledged'})"
        if phone.enrolled.device in world.revoked and not phone.store.wiped:
            yield f"{phone.name} is revoked and not wiped"


def everything_there(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """Every entry that was recorded is there with the bytes of its author, once; nothing is there that nobody wrote."""
    numbers = defaultdict(list)
    for id_, (device, seq, _, body) in seen["entries"].items():
        if seq is None:
            continue
        numbers[device, seq].append(id_)
        if id_ not in world.written:
            yield f"entry {id_} was written by nobody"
        elif world.written[id_].body != body:
            yield f"entry {id_} is not what its author wrote"
    for id_, one in world.written.items():
        if id_ not in seen["entries"] and id_ not in world.gone:
            yield f"entry {id_} (seq {one.seq} of {one.phone}) is not there"
    for (device, seq), ids in numbers.items():
        if len(ids) > 1 and device not in world.cloned:
            yield f"number {seq} of {device} is there {len(ids)} times"


def held_for_a_reason(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """Only a revoked or cloned device's entries wait for the supervisor."""
    for id_, (held, why) in seen["held"].items():
        device = seen["entries"][id_][0]
        if device not in world.revoked | world.cloned and device != "node":
            yield f"entry {id_} is held ({held}, {why}) without a reason"


def folded_alike(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """Every subject is what its entries make of it, folded from zero in another order, and so are its conflicts."""
    of_subject = defaultdict(list)
    for id_, (_, _, subject, body) in seen["entries"].items():
        if id_ not in seen["held"]:
            own = world.written.get(id_)
            of_subject[subject].append(read_entry(own.body if own else body))
    disputes = {(subject, field): {entry for entry, _ in writes} for subject, field, writes in seen["disputes"]}
    expected: dict[tuple[str, str], set[str]] = {}
    for subject, (kind, _, stored) in seen["states"].items():
        fold = registry.fold_of(kind)
        folded = fold_all(sorted(of_subject[subject], key=lambda one: one.id[::-1]), fold.start, fold.step)
        if orjson.loads(orjson.dumps(folded.to_json())) != stored:
            yield f"{kind} {subject} is not what its entries make of it"
        for conflict in open_conflicts(subject, folded):
            expected[subject, conflict.field] = {one[0] for one in conflict.writes}
    if expected != disputes:
        yield f"conflict items differ: expected {sorted(expected)}, shown {sorted(disputes)}"


def conflicts_shown(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """Of each plain field of the shared meeting: one value that all agree on, or a conflict item that holds every value.

    Counted from the phones' own entries, without the program's fold: the writes that no later write of the field had seen.
    """
    subject = str(world.shared["encounter"])
    if subject not in seen["states"] or seen["states"][subject][1]:
        return
    fields = seen["states"][subject][2]["s"]["fields"]
    folded = seen["entries"].keys() - seen["held"].keys()
    here = [one for one in world.written.values() if one.subject == subject and one.id in folded]
    settled = {id_ for id_, (_, seq, about, _) in seen["entries"].items() if about == subject and seq is None}
    if settled:
        return  # somebody chose; which values are open then is the fold's to say
    edges = {one.id: one.seen for one in here}
    shown = {
        (field): {orjson.dumps(value) for _, value in writes} for about, field, writes in seen["disputes"] if about == subject
    }
    for field in ("people_met", "language", "bodies"):
        writes = {one.id: value for one in here if (value := _value(one, field)) is not None}
        standing = {id_ for id_ in writes if not any(id_ in past_of(edges[other], edges) for other in writes if other != id_)}
        values = {orjson.dumps(writes[id_]) for id_ in standing}
        if len(values) > 1 and shown.get(field) != values:
            yield f"{field} was written as {sorted(values)} by people who did not know; shown is {shown.get(field)}"
        if len(values) == 1 and (field in shown or orjson.dumps(fields[field][-1][1]) not in values):
            yield f"{field} is {fields.get(field)} where all agree on {sorted(values)}"


def _value(one: Written, field: str) -> Any:  # Any: a number or a text
    value = getattr(one.payload, field, None) if isinstance(one.payload, Corrected | Recorded) else None
    if isinstance(one.payload, Recorded) and field != "people_met":
        return value or None
    return value


def erased_stays_erased(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """The person is gone, whatever arrived later: her name opens nowhere, her subject is the erasure alone."""
    for subject in sorted(world.erased):
        if subject not in seen["states"] or not seen["states"][subject][1]:
            yield f"person {subject} was erased and is not"
    yield from nothing_of_the_erased(world, seen)


def nothing_of_the_erased(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """No box that still opens holds the name."""
    if world.erased:
        name = facts.canary(world.seed)
        yield from (f"box {cls} of {owner} in {id_} opens" for id_, owner, cls, opened in seen["opened"] if name in str(opened))


def clones_found(world: World, seen: dict[str, Any]) -> Iterator[str]:
    """Two entries with one number of a device: the clash is flagged."""
    numbers = defaultdict(set)
    for one in world.written.values():
        if one.id in seen["entries"]:
            numbers[one.device, one.seq].add(one.id)
    clashes = {number: ids for number, ids in numbers.items() if len(ids) > 1}
    flagged = {id_ for id_, code in seen["flags"] if code == "logbook.counter_clash"}
    if clashes and not any(ids & flagged for ids in clashes.values()):
        yield f"a device was cloned and nobody was told: {sorted(seq for _, seq in clashes)}"
