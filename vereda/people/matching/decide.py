"""Which records are taken as one person without asking, which pairs a person looks at, and how far groups of records grow. Pure.

Groups are not the connected parts of a graph: one wrong link would chain thousands of records. They are grown from the surest
pair down; two groups join when the evidence between all their records, for and against, is enough, nothing contradicts, and
neither passes the limit.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

MOST = 30
"""Records of one person that are put together without a person; own proposal."""
UNSEEN = -4.0
"""What speaks against two records of one group that nothing brought together [bits]; own proposal, by the first generator."""
MOST_AGAINST, MOST_FOR = -8.0, 14.0
"""One pair says at most so much: an alias is one slip, not one for each record that it is compared with."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Scored pairs, each once.

    left, right  numbers of records [0 to records - 1]
    weight       log2 of the odds that both are one person
    against      bits of `settings.contradictions`; 0 where nothing contradicts
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float64]
    against: NDArray[np.int32]

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Pairs:
        return Pairs(self.left[which], self.right[which], self.weight[which], self.against[which])

    def __len__(self) -> int:
        return len(self.left)


@dataclass(eq=False)
class Grown:
    """How records were joined.

    joined  (left group, right group, height): what was joined with how much evidence, in order; a group is named by one of its
            records, and goes on by the name of the left one
    """

    records: int
    joined: list[tuple[int, int, float]] = field(default_factory=list)

    def groups(self, least: float) -> NDArray[np.int32]:
        """Return the group of each record when only joins of at least `least` stand; named by one of its records."""
        standing = [(left, right) for left, right, height in self.joined if height >= least]
        left, right = (np.array(side, np.int32) for side in (zip(*standing, strict=True) if standing else ((), ())))
        return _parts(self.records, left, right)


def grown(records: int, pairs: Pairs, *, least: float, most: int = MOST) -> Grown:
    """Return how groups grow from the surest pair down to joins with `least` evidence.

    The evidence between two groups is the mean over their pairs: a record that is new to a group of five brings five pairs, which
    are not five witnesses.
    """
    made = Grown(records)
    order, ends = _apart(records, pairs, least)
    inside = replace(pairs.only(order), weight=np.clip(pairs.weight[order], MOST_AGAINST, MOST_FOR))
    alone = inside.only(ends[:-1][np.diff(ends) == 1])
    made.joined += zip(alone.left.tolist(), alone.right.tolist(), alone.weight.tolist(), strict=True)
    for at in np.flatnonzero(np.diff(ends) > 1):
        made.joined += _Growing(inside.only(slice(ends[at], ends[at + 1])), least, most).joined()
    return made


def parts(records: int, pairs: Pairs, least: float) -> NDArray[np.int32]:
    """Return the part of each record: groups grow inside one part, and what contradicts leaves the parts as they are."""
    strong = (pairs.weight >= least) & (pairs.against == 0)
    return _parts(records, pairs.left[strong], pairs.right[strong])


def _apart(records: int, pairs: Pairs, least: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs by parts that nothing could join to another, and where each part begins; a pair alone may be joined."""
    part = parts(records, pairs, least)
    inside = np.flatnonzero(part[pairs.left] == part[pairs.right])
    order = inside[np.argsort(part[pairs.left[inside]], kind="stable")]
    begins = np.flatnonzero(np.diff(part[pairs.left[order]], prepend=-1))
    return order, np.append(begins, len(order))


def _parts(records: int, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.int32]:
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(records, records))
    return connected_components(graph, directed=False)[1].astype(np.int32)


@dataclass
class _Link:
    """What is known between two groups: the sum of the weights of so many pairs, and whether any contradicts."""

    total: float
    pairs: int
    is_against: bool

    def with_(self, other: _Link) -> _Link:
        return _Link(self.total + other.total, self.pairs + other.pairs, self.is_against or other.is_against)


NOTHING = _Link(0.0, 0, False)


class _Growing:
    """Groups of one part while they grow; the likeliest join is always the next."""

    def __init__(self, pairs: Pairs, least: float, most: int) -> None:
        self.least, self.most = least, most
        self.links: dict[int, dict[int, _Link]] = defaultdict(dict)
        columns = (pairs.left, pairs.right, pairs.weight, pairs.against)
        for left, right, weight, against in zip(*(column.tolist() for column in columns), strict=True):
            self.links[left][right] = self.links[right][left] = _Link(weight, 1, against > 0)
        self.size = dict.fromkeys(self.links, 1)
        self.height = dict.fromkeys(self.links, float("inf"))
        self.waiting = [
            (-link.total, left, right)
            for left, others in self.links.items()
            for right, link in others.items()
            if left < right and link.total >= least and not link.is_against
        ]
        heapq.heapify(self.waiting)

    def joined(self) -> list[tuple[int, int, float]]:
        """Return the joins in order, with their height: a group that was joined on less is no surer later."""
        made = []
        while self.waiting:
            negative, left, right = heapq.heappop(self.waiting)
            if self._worth(left, right) != -negative or self.size[left] + self.size[right] > self.most:
                continue  # either has grown since, and waits again with what it is worth now
            height = min(-negative, self.height[left], self.height[right])
            if len(self.links[left]) < len(self.links[right]):
                left, right = right, left
            made.append((left, right, height))
            self.height[left] = height
            self._join(left, right)
        return made

    def _join(self, left: int, right: int) -> None:
        self.size[left] += self.size.pop(right)
        for other, link in self.links.pop(right).items():
            del self.links[other][right]
            if other != left:
                joined = self.links[left].get(other, NOTHING).with_(link)
                self.links[left][other] = self.links[other][left] = joined
        for other in self.links[left]:
            worth = self._worth(left, other)
            if worth is not None and worth >= self.least:
                heapq.heappush(self.waiting, (-worth, left, other))

    def _worth(self, left: int, right: int) -> float | None:
        """Return what speaks for two groups being one person, None when they must not join or one is gone."""
        link = self.links[left].get(right) if left in self.links else None
        if link is None or link.is_against:
            return None
        every = self.size[left] * self.size[right]
        return (link.total + UNSEEN * (every - link.pairs)) / every
