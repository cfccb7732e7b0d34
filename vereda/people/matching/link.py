"""Records in, people out: columns, pairs, groups, an estimate of how many they are. The order of the whole, and nothing else."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching.decide import UNSEEN, Grown, Pairs, grown, parts
from vereda.people.matching.earlier import Earlier
from vereda.people.matching.engine import Model, against, pairs
from vereda.people.matching.estimate import People, estimated, expected_matches
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.tokens import Tokens, run_key
from vereda.uncollected import uncollected

LEAST_JOIN = -2.0
"""Joins with less evidence are not even remembered."""


@dataclass(frozen=True, eq=False)
class Linked:
    """What was found in records.

    left, right, weight, probability  pairs that may be one person, each once, the number of the smaller record first
    group       of each record, at the automatic threshold
    automatic   the weight from which records are taken as one person without asking
    review_from  pairs from this weight on, below the automatic, are for a person
    expected    of each record, how many others are expected to be the same person
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float64]
    probability: NDArray[np.float64]
    group: NDArray[np.int32]
    automatic: float
    review_from: float
    expected: NDArray[np.float64]
    people: People
    seconds: dict[str, float]
    peak_mb: float


def link(
    raw: pa.Table,
    model: Model,
    *,
    engine: str = "duckdb",
    threads: int = 2,
    memory: str = "1800MB",
    form: Form = TOKENS,
    earlier: Earlier | None = None,
) -> Linked:
    """Return who may be the same among records, by a stored model. Names become keyed tokens first; the key dies here.

    earlier  what an earlier run found: then the new records are held against all, and groups grow from old and new pairs
    """
    with uncollected():
        return _link(raw, model, engine, threads, memory, form, earlier)


def _link(raw: pa.Table, model: Model, engine: str, threads: int, memory: str, form: Form, earlier: Earlier | None) -> Linked:
    watch = _Watch()
    table = form.columns(raw, Tokens(run_key(), workers=threads))
    watch.lap("columns")
    found = pairs(table, model, engine=engine, threads=threads, memory=memory, form=form, earlier=earlier)
    watch.lap("pairs")
    scored = Pairs(*(found[name].to_numpy() for name in ("record_l", "record_r", "weight", "against")))
    joined = _settled(table, scored, threads=threads, memory=memory, form=form)
    automatic = float(model["automatic"])
    left, right, weight = final_weights(scored, joined, automatic)
    watch.lap("groups")
    probability = 1 / (1 + np.exp2(-weight))
    people = estimated(raw["nationality"].to_pylist(), left, right, probability, model)
    watch.lap("estimate")
    return Linked(
        left, right, weight, probability, joined.groups(automatic), automatic,
        float(model["review"]), expected_matches(raw.num_rows, left, right, probability), people, watch.laps, watch.peak_mb(),
    )  # fmt: skip


def _settled(table: pa.Table, scored: Pairs, *, threads: int, memory: str, form: Form) -> Grown:
    """Return groups of which no two records contradict each other, also those that no rule brought together.

    Groups grow anew only in the parts where something contradicted. It comes to an end: a pair that contradicts is never in one
    group again.
    """
    settled, part = Grown(table.num_rows), parts(table.num_rows, scored, LEAST_JOIN)
    while True:
        joined = grown(table.num_rows, scored, least=LEAST_JOIN)
        unseen = unscored(scored, joined)
        bits = against(table, *unseen, threads=threads, memory=memory, form=form)
        is_open = np.zeros(table.num_rows, np.bool_)  # by part
        is_open[part[unseen[0][np.flatnonzero(bits)]]] = True
        of_join = part[np.fromiter((one for one, _, _ in joined.joined), np.int64, len(joined.joined))]
        settled.joined += compress(joined.joined, (~is_open[of_join]).tolist())
        if not bits.any():
            return settled
        scored = with_contradictions(scored, unseen, bits)
        scored = scored.only(is_open[part[scored.left]] & is_open[part[scored.right]])


def final_weights(
    scored: Pairs, joined: Grown, automatic: float
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Return every pair with the weight that it has after all other records were heard.

    A pair in one group weighs at least what its group was joined with, also where nothing brought the two together; one that the
    others speak against stays below the automatic threshold, however alike the two are.
    """
    left, right, height = within(joined)
    size = np.int64(joined.records)
    low, high = np.minimum(scored.left, scored.right), np.maximum(scored.left, scored.right)
    keys = np.concatenate([left * size + right, low * size + high])
    values = np.concatenate([height, scored.weight])
    is_height = np.arange(len(keys)) < len(left)
    order = np.lexsort((~is_height, keys))
    keys, values, is_height = keys[order], values[order], is_height[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    best = np.maximum.reduceat(values, first) if len(first) else values
    apart = ~is_height[first] | (values[first] < automatic)
    keys = keys[first]
    return (
        (keys // size).astype(np.int32),
        (keys % size).astype(np.int32),
        np.where(apart, np.minimum(best, automatic - 0.01), best),
    )


def unscored(scored: Pairs, joined: Grown) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of records of one group that no rule brought together, the smaller first."""
    left, right, _ = within(joined)
    size = np.int64(joined.records)
    known = np.sort(np.minimum(scored.left, scored.right) * size + np.maximum(scored.left, scored.right))
    known, keys = np.append(known, size * size), left * size + right  # the last is behind every pair
    new = known[np.searchsorted(known, keys)] != keys
    return left[new], right[new]


def with_contradictions(scored: Pairs, unseen: tuple[NDArray[np.int64], NDArray[np.int64]], bits: NDArray[np.int32]) -> Pairs:
    """Return the pairs with those that contradict though nothing brought them together."""
    bad = np.flatnonzero(bits)
    return Pairs(
        np.concatenate([scored.left, unseen[0][bad].astype(np.int32)]),
        np.concatenate([scored.right, unseen[1][bad].astype(np.int32)]),
        np.concatenate([scored.weight, np.full(len(bad), UNSEEN)]),
        np.concatenate([scored.against, bits[bad]]),
    )


def within(joined: Grown) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return every pair of records of one group, the smaller first, and the height at which they came together."""
    members: dict[int, list[int]] = {}
    ones, others, heights = list[int](), list[int](), list[float]()
    for one, other, height in joined.joined:
        mine, theirs = members.setdefault(one, [one]), members.pop(other, [other])
        for record in mine:
            ones += [record] * len(theirs)
            others += theirs
        heights += [height] * (len(mine) * len(theirs))
        mine += theirs
    left, right = np.array(ones, np.int64), np.array(others, np.int64)
    return np.minimum(left, right), np.maximum(left, right), np.array(heights, np.float64)


class _Watch:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._at = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = round(now - self._at, 2)
        self._at = now

    @staticmethod
    def peak_mb() -> float:
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def rows(found: Linked, ids: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    """Return the pairs and the groups as they are written: by record_id; a group bears a number."""
    names = pa.array(ids, pa.string())
    order = np.argsort(-found.weight, kind="stable")
    pairs_table = pa.table(
        {
            "record_id_l": names.take(pa.array(found.left[order])),
            "record_id_r": names.take(pa.array(found.right[order])),
            "weight": np.round(found.weight[order], 3),
            "probability": np.round(found.probability[order], 5),
        }
    )
    number = np.unique(found.group, return_inverse=True)[1]
    return pairs_table, pa.table({"record_id": names, "cluster": number.astype(np.int64)})


def summary(found: Linked, records: int, model: Model) -> dict[str, Any]:  # Any: JSON
    """Return what `summary.json` says."""
    return {
        "records": records,
        "automatic_threshold": found.automatic,
        "pairs": len(found.weight),
        "pairs_automatic": int((found.weight >= found.automatic).sum()),
        "pairs_to_review": int(((found.weight < found.automatic) & (found.weight >= found.review_from)).sum()),
        "clusters": len(np.unique(found.group)),
        "largest_cluster": int(np.bincount(found.group).max()),
        "individuals": found.people.as_json(),
        "seconds": {**found.seconds, "all": round(sum(found.seconds.values()), 2)},
        "peak_memory_mb": found.peak_mb,
        "model": {name: model[name] for name in ("version", "trained_on", "trained_at") if name in model},
    }
