"""Which records are taken as one person without asking, which pairs a person looks at, and how far a group of records grows. Pure.

Groups are not the connected parts of a graph: one wrong link would chain thousands of records. They are grown from the surest pair
down; two groups join when the evidence between all their records, for and against, is enough, nothing contradicts, and neither
passes the limit.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MOST = 30
"""Records of one person that are put together without a person; own proposal."""
UNSEEN = -3.0
"""What speaks against two records of one group that nothing brought together, in bits; own proposal, tuned on the first generator."""
MOST_AGAINST, MOST_FOR = -8.0, 14.0
"""One pair says at most so much: an alias is one slip, not one for each record that it is compared with."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Scored pairs, each once.

    left, right  numbers of records [0 to records - 1]
    weight       log2 of the odds that both are one person
    against      bits of `settings.CONTRADICTIONS`; 0 where nothing contradicts
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float64]
    against: NDArray[np.int32]


@dataclass(eq=False)
class Grown:
    """How records were joined.

    joined  (left group, right group, height): what was joined with how much evidence, in order; a group is named by its first record
    """

    records: int
    joined: list[tuple[int, int, float]] = field(default_factory=list)

    def groups(self, least: float) -> NDArray[np.int32]:
        """Return the group of each record when only joins of at least `least` stand; named by one of its records."""
        parent = list(range(self.records))
        for left, right, height in self.joined:
            if height >= least:
                parent[_root(parent, right)] = _root(parent, left)
        return np.fromiter((_root(parent, at) for at in range(self.records)), np.int32, self.records)


def grown(records: int, pairs: Pairs, *, least: float, most: int = MOST) -> Grown:
    """Return how groups grow from the surest pair down to joins with `least` evidence.

    The evidence between two groups is the mean over their pairs: a record that is new to a group of five brings five pairs, which
    are not five witnesses.
    """
    made = Grown(records)
    links = _links(pairs)
    sizes = [1] * records
    parent = list(range(records))
    height_of = [np.inf] * records
    heap = [
        (-evidence, left, right, 1)
        for left, others in links.items()
        for right, (evidence, _, _) in others.items()
        if left < right
    ]
    heapq.heapify(heap)
    while heap:
        negative, left, right, _ = heapq.heappop(heap)
        if -negative < least:
            break
        if parent[left] != left or parent[right] != right:
            continue
        found = links[left].get(right)
        if found is None or found[2]:
            continue
        now = _evidence(found, sizes[left], sizes[right])
        if now < -negative - 1e-9:
            if now >= least:
                heapq.heappush(heap, (-now, left, right, 1))
            continue
        if sizes[left] + sizes[right] > most:
            continue
        height = min(now, height_of[left], height_of[right])
        if len(links[left]) < len(links[right]):
            left, right = right, left
        made.joined.append((left, right, height))
        parent[right] = left
        sizes[left] += sizes[right]
        height_of[left] = height
        for other, (evidence, count, against) in links.pop(right).items():
            del links[other][right]
            if other == left:
                continue
            mine = links[left].get(other, (0.0, 0, False))
            joined = (mine[0] + evidence, mine[1] + count, mine[2] or against)
            links[left][other] = links[other][left] = joined
            worth = _evidence(joined, sizes[left], sizes[other])
            if worth >= least and not joined[2]:
                heapq.heappush(heap, (-worth, left, other, 1))
    return made


type _Link = tuple[float, int, bool]


def _links(pairs: Pairs) -> dict[int, dict[int, _Link]]:
    links: dict[int, dict[int, _Link]] = {}
    weights = np.clip(pairs.weight, MOST_AGAINST, MOST_FOR)
    rows = zip(pairs.left.tolist(), pairs.right.tolist(), weights.tolist(), (pairs.against > 0).tolist(), strict=True)
    for left, right, weight, against in rows:
        links.setdefault(left, {})[right] = (weight, 1, against)
        links.setdefault(right, {})[left] = (weight, 1, against)
    return links


def _evidence(link: _Link, one: int, other: int) -> float:
    """Return the mean of what speaks for two groups being one person, with UNSEEN for pairs that nothing brought together."""
    total, count, _ = link
    return (total + UNSEEN * (one * other - count)) / (one * other)


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at
