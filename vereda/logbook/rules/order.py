"""The order of a subject's entries: causal first, then by clock and id. The same on every node, whatever arrived when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple


class Place(NamedTuple):
    """What the order needs to know of an entry: its id, what its author had seen, and its effective clock."""

    id: str
    seen: Sequence[str]
    clock: str


def in_order(places: Iterable[Place]) -> list[str]:
    """Return the ids of a subject's entries in fold order.

    places  all entries of one subject that are here, in any order, each once
    An id in `seen` that is not here counts as not seen. A circle cannot arise from honest writers, since an id is made
    before it can be seen; entries of a forged circle come last, by (clock, id), so that the order stays total.
    """
    here = {place.id: place for place in places}
    waits = {place.id: {seen for seen in place.seen if seen in here and seen != place.id} for place in here.values()}
    followers: dict[str, list[str]] = {}
    for id_, seen in waits.items():
        for one in seen:
            followers.setdefault(one, []).append(id_)
    ready = [(here[id_].clock, id_) for id_, seen in waits.items() if not seen]
    heapify(ready)
    ordered: list[str] = []
    while ready:
        _, id_ = heappop(ready)
        ordered.append(id_)
        for follower in followers.get(id_, ()):
            waits[follower].discard(id_)
            if not waits[follower]:
                heappush(ready, (here[follower].clock, follower))
    if len(ordered) < len(here):
        left = set(here) - set(ordered)
        ordered += [id_ for _, id_ in sorted((here[id_].clock, id_) for id_ in left)]
    return ordered


def past_of(seen: Iterable[str], edges: Mapping[str, Sequence[str]]) -> set[str]:
    """Return every entry reachable through `seen`.

    edges  for each entry that is here, what its author had seen
    An entry that is not here is not reached, and nothing is reached through it.
    """
    past: set[str] = set()
    ahead = [id_ for id_ in seen if id_ in edges]
    while ahead:
        id_ = ahead.pop()
        if id_ not in past:
            past.add(id_)
            ahead += [one for one in edges[id_] if one in edges and one not in past]
    return past


def heads_of(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the entries that no other entry here has seen, sorted."""
    seen = {one for id_, many in edges.items() for one in many if one != id_}
    return sorted(id_ for id_ in edges if id_ not in seen)
